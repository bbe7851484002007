//! The shortest longer text that names one place only.
use super::{Outcome, Pattern, find_standing};
use crate::text::{Span, words::words};

/// Words that are added on one side at most.
const FURTHEST: usize = 12;
/// Bytes beside a place in which they are looked for.
const REACH: usize = FURTHEST * 40;

/// A pattern, and one of the places it has in a text.
#[derive(Clone, Copy, Debug)]
pub struct Repeated<'a> {
    /// The words that stand in several places.
    pub pattern: &'a Pattern,
    /// The place that is meant.
    pub place: Span,
}

/// Each of `repeated` with the fewest words of its paragraph before and after it, at word ends, so that it is the place's
/// alone in `text`: of equally few the shortest. `None` where that takes too many words, or the paragraph itself is repeated.
///
/// The pattern's own words and operators stay as they are. The text is read once for each number of words added.
#[must_use]
pub fn extend(text: &str, paragraphs: &[Span], repeated: &[Repeated<'_>]) -> Vec<Option<Pattern>> {
    let sides: Vec<Sides> = (repeated.iter())
        .map(|r| Sides::new(text, paragraphs, r.place))
        .collect();
    let mut longer: Vec<Option<Pattern>> = vec![None; repeated.len()];
    for added in 1..=2 * FURTHEST {
        let mut tried: Vec<(usize, Pattern)> = Vec::new();
        for (i, (repeated, sides)) in repeated.iter().zip(&sides).enumerate() {
            if longer[i].is_none() {
                let wider = sides.with(added, repeated.place);
                tried.extend(wider.map(|span| (i, repeated.widened(text, span))));
            }
        }
        if tried.is_empty() {
            break;
        }
        let (owners, patterns): (Vec<usize>, Vec<Pattern>) = tried.into_iter().unzip();
        let outcomes = find_standing(text, paragraphs, &patterns);
        for ((i, pattern), outcome) in owners.into_iter().zip(patterns).zip(outcomes) {
            let shorter = |known: &Pattern| length(&pattern) < length(known);
            if names(&outcome, repeated[i].place) && longer[i].as_ref().is_none_or(shorter) {
                longer[i] = Some(pattern);
            }
        }
    }
    longer
}

/// Whether a pattern that came to `outcome` stands at `place`, and nowhere else.
fn names(outcome: &Outcome, place: Span) -> bool {
    matches!(outcome, Outcome::Exact(passage) | Outcome::Folded(passage) if passage.span.covers(place))
}

fn length(pattern: &Pattern) -> usize {
    pattern.parts.iter().map(String::len).sum()
}

impl Repeated<'_> {
    /// The pattern with what stands in `wider` before and after its place.
    fn widened(&self, text: &str, wider: Span) -> Pattern {
        let mut pattern = self.pattern.clone();
        let head = in_one_line(&text[wider.start..self.place.start]);
        let tail = in_one_line(&text[self.place.end..wider.end]);
        if let Some(first) = pattern.parts.first_mut() {
            *first = format!("{head}{}", first.trim_start());
        }
        if let Some(last) = pattern.parts.last_mut() {
            *last = format!("{}{tail}", last.trim_end());
        }
        pattern
    }
}

/// `text` with every run of white space as one blank.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !c.is_whitespace() => line.push(c),
            _ if line.ends_with(' ') => {}
            _ => line.push(' '),
        }
    }
    line
}

/// Where the words on either side of a place begin and end, the nearest first.
struct Sides {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Sides {
    fn new(text: &str, paragraphs: &[Span], place: Span) -> Self {
        let meets = |byte: usize| paragraphs.partition_point(|p| p.end < byte);
        let first = paragraphs.get(meets(place.start)).copied().unwrap_or(place);
        let last = paragraphs.get(meets(place.end)).copied().unwrap_or(place);
        let near = text.ceil_char_boundary(place.start.saturating_sub(REACH));
        let far = text.floor_char_boundary(place.end.saturating_add(REACH));
        let before = Span::new(near.max(first.start).min(place.start), place.start);
        let after = Span::new(place.end, far.min(last.end).max(place.end));
        let mut starts: Vec<usize> = words(text, before).map(|word| word.start).collect();
        starts.reverse();
        starts.truncate(FURTHEST);
        let ends = words(text, after).map(|word| word.end);
        Self {
            starts,
            ends: ends.take(FURTHEST).collect(),
        }
    }

    /// Every way to take `added` words more than `place`.
    fn with(&self, added: usize, place: Span) -> impl Iterator<Item = Span> {
        let start = move |n: usize| match n.checked_sub(1) {
            None => Some(place.start),
            Some(n) => self.starts.get(n).copied(),
        };
        let end = move |n: usize| match n.checked_sub(1) {
            None => Some(place.end),
            Some(n) => self.ends.get(n).copied(),
        };
        (0..=added).filter_map(move |before| Some(Span::new(start(before)?, end(added - before)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    /// The parts of `words`, `|` between them, with what tells the place in marks from the others; each line a paragraph.
    #[track_caller]
    fn extended(marked: &str, words: &str) -> Option<String> {
        let (text, spans) = unmark(marked);
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let pattern = Pattern {
            parts: words.split('|').map(str::to_owned).collect(),
            ..Pattern::default()
        };
        let place = spans[0];
        let repeated = Repeated {
            pattern: &pattern,
            place,
        };
        let longer = extend(&text, &paragraphs, &[repeated]).remove(0)?;
        Some(longer.parts.join("|"))
    }

    #[test]
    fn the_fewest_words_that_are_unique_are_added() {
        for (text, words, longer) in [
            (
                "He said «we stay», and she said we stay too.",
                "we stay",
                Some("we stay, and"),
            ),
            (
                "Then we stay. Now «we\u{a0}stay».",
                "we stay",
                Some("Now we stay"),
            ),
            ("a x b d x c. a «x» c d x c d a x b", "x", Some("a x c")),
            ("«we stay»\nwe stay", "we stay", None),
            ("我们留下。他说«我们»走", "我们", Some("我们走")),
        ] {
            assert_eq!(extended(text, words).as_deref(), longer, "{text}");
        }
    }

    #[test]
    fn operators_and_lists_keep_their_form() {
        let text = "Once the gate was shut, then open, he said. Now «the gate was shut, then open», she said.";
        for (words, longer) in [
            ("the gate >> open", "Now the gate >> open"),
            ("the gate [...] open", "Now the gate [...] open"),
            ("gate was [firmly] shut", "Now the gate was [firmly] shut"),
            ("was shut|open", "was shut|open, she"),
        ] {
            let marked = match words {
                "gate was [firmly] shut" => text.replace(
                    "«the gate was shut, then open»",
                    "the «gate was shut», then open",
                ),
                "was shut|open" => text.replace("«the gate was", "the gate «was"),
                _ => text.to_owned(),
            };
            assert_eq!(extended(&marked, words).as_deref(), Some(longer));
        }
    }
}
