//! The shortest longer text that names one place only.
use crate::text::{
    Span,
    fold::{Folded, Needle},
    words::words,
};

use super::standing::{Pages, Want, scan};

/// Words added on one side at most.
const FURTHEST: usize = 24;
/// Places that are told apart at most.
const PLACES: usize = 4_096;

/// The words at `span` with the fewest words of its paragraph added, at word ends, so that they stand in the text once; blanks made single.
/// `None` where that takes too many words, or the paragraph itself is repeated.
#[must_use]
pub fn unique_extension(text: &str, paragraphs: &[Span], span: Span) -> Option<String> {
    let home = *paragraphs.iter().find(|p| p.covers(span))?;
    let mut places: Vec<(Span, Span)> = Vec::new();
    let needle = Needle::new(span.of(text))?;
    let pages = Pages::new(text, paragraphs);
    scan(pages, std::slice::from_ref(&needle), &[], |found| {
        places.push((found.hit.span, paragraphs[found.paragraph]));
        if places.len() > PLACES {
            Want::Enough
        } else {
            Want::More
        }
    });
    if places.len() > PLACES {
        return None;
    }
    let mine = Sides::new(text, home, span);
    // How many words on either side each other place shares; to be told from it, one more is needed on one side.
    let others = places.iter().filter(|(place, _)| !place.meets(span));
    let shared: Vec<(usize, usize)> = others
        .map(|&(place, within)| mine.shared(&Sides::new(text, within, place)))
        .collect();
    let mut best: Option<(usize, usize)> = None;
    for left in 0..=mine.before.len() {
        let right = shared
            .iter()
            .filter(|s| s.0 >= left)
            .map(|s| s.1 + 1)
            .max()
            .unwrap_or(0);
        if right <= mine.after.len() && best.is_none_or(|(l, r)| left + right < l + r) {
            best = Some((left, right));
        }
    }
    let (left, right) = best?;
    let start = left
        .checked_sub(1)
        .map_or(span.start, |i| mine.before[i].0.start);
    let end = right
        .checked_sub(1)
        .map_or(span.end, |i| mine.after[i].0.end);
    Some(
        Span::new(start, end)
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// The words on either side of a place, nearest first, with their folded form.
struct Sides {
    before: Vec<(Span, String)>,
    after: Vec<(Span, String)>,
}

impl Sides {
    fn new(text: &str, within: Span, span: Span) -> Self {
        let folded = |word: Span| (word, Folded::new(text, word).text().to_owned());
        let near = text
            .floor_char_boundary(span.start.saturating_sub(FURTHEST * 32))
            .max(within.start);
        let mut before: Vec<_> = words(text, Span::new(near, span.start))
            .map(folded)
            .collect();
        before.reverse();
        before.truncate(FURTHEST);
        let after = words(text, Span::new(span.end, within.end))
            .take(FURTHEST)
            .map(folded)
            .collect();
        Self { before, after }
    }

    /// How many words are the same before and after.
    fn shared(&self, other: &Self) -> (usize, usize) {
        let same = |a: &[(Span, String)], b: &[(Span, String)]| {
            a.iter().zip(b).take_while(|(a, b)| a.1 == b.1).count()
        };
        (
            same(&self.before, &other.before),
            same(&self.after, &other.after),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    fn extended(marked: &str) -> Option<String> {
        let (text, spans) = unmark(marked);
        unique_extension(&text, &[Span::new(0, text.len())], spans[0])
    }

    #[test]
    fn the_fewest_words_that_are_unique_are_added() {
        assert_eq!(
            extended("He said «we stay», and she said we stay too.").as_deref(),
            Some("we stay, and")
        );
        assert_eq!(
            extended("Then we stay. Now «we\u{a0}stay».").as_deref(),
            Some("Now we stay")
        );
        assert_eq!(
            extended("a x b d x c. a «x» c d x c d a x b").as_deref(),
            Some("a x c")
        );
        assert_eq!(extended("«unique» words").as_deref(), Some("unique"));
    }

    #[test]
    fn what_is_repeated_whole_cannot_be_told_apart() {
        let text = "we stay\nwe stay";
        assert_eq!(
            unique_extension(text, &[Span::new(0, 7), Span::new(8, 15)], Span::new(0, 7)),
            None
        );
    }
}
