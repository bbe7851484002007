//! What stands beside words that are held: a hedge, a layer of hearsay or a name there may have come or gone with the words untouched.
use super::{
    carried,
    lock::{CONTEXT, Held},
};
use crate::{
    anchor::change::{Critical, critical, diff},
    model::Article,
    text::{
        Span,
        fold::{Folded, same},
        words::{sentence_at, words},
    },
};
use std::ops::RangeInclusive;

/// Words beyond twice those remembered that are looked at.
const FURTHER: usize = 6;

/// Words that did not change, shown beside those that did.
const SHOWN: usize = 3;

/// Bytes on either side of an anchor within which its sentence is looked for: of a longer one nobody remembers all.
pub(super) const REACH: usize = 1024;

/// On which side of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flank {
    /// Before its words.
    Before,
    /// Behind them.
    After,
}

impl Flank {
    /// Its word in every output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// Words of an anchor's sentence, beside its own, that are others than the lock remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// On which side.
    pub flank: Flank,
    /// What stood there, as far as the lock remembers it.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// Which of the changes matter.
    pub critical: Vec<Critical>,
    /// Whether the cue of the record is among them: who says it, and how.
    pub cue: bool,
}

impl Beside {
    /// Both in a line, without most of what they share: ``before: `… who was said to have` -> `… who` (modal)``. Not yet safe to print: see
    /// `text::safe`.
    #[must_use]
    pub fn line(&self) -> String {
        let critical = self.critical.iter().map(|c| c.word());
        let critical: Vec<&str> = critical.chain(self.cue.then_some("cue")).collect();
        let matters = match critical.join(", ") {
            none if none.is_empty() => none,
            critical => format!(" ({critical})"),
        };
        let (old, new): (Vec<&str>, Vec<&str>) = (
            self.old.split_whitespace().collect(),
            self.new.split_whitespace().collect(),
        );
        let equal = |(a, b): &(&&str, &&str)| same(a, b);
        let first = old.iter().zip(&new).take_while(equal).count();
        let rest = old[first..].iter().rev().zip(new[first..].iter().rev());
        let last = rest.take_while(equal).count();
        let told = |words: &[&str]| match differing(words, first, last) {
            none if none.is_empty() => "nothing".to_owned(),
            words => format!("`{words}`"),
        };
        format!(
            "{}: {} -> {}{matters}",
            self.flank.word(),
            told(&old),
            told(&new)
        )
    }
}

impl Beside {
    /// Whether it asks for a look.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.cue || !self.critical.is_empty()
    }

    /// Whether `phrase` stood in it, or in it and the anchor's `own` words together, and does no more.
    pub(super) fn lost(&self, phrase: &str, own: &str) -> bool {
        let with = |beside: &str| match self.flank {
            Flank::Before => format!("{beside} {own}"),
            Flank::After => format!("{own} {beside}"),
        };
        let has = |text: String| {
            let all: Vec<Span> = words(&text, Span::new(0, text.len())).collect();
            let asked: Vec<Span> = words(phrase, Span::new(0, phrase.len())).collect();
            let equal = |a: &Span, b: &Span| same(a.of(&text), b.of(phrase));
            !asked.is_empty()
                && (all.windows(asked.len()))
                    .any(|run| run.iter().zip(&asked).all(|(a, b)| equal(a, b)))
        };
        has(with(&self.old)) && !has(with(&self.new))
    }
}

/// `words` but for most of the `first` and `last` ones.
fn differing(words: &[&str], first: usize, last: usize) -> String {
    let ends = [first, last].map(|shared| shared.saturating_sub(SHOWN));
    let shown = words[ends[0]..words.len() - ends[1]].join(" ");
    let sign = |left_out, sign| if left_out > 0 { sign } else { "" };
    format!("{}{shown}{}", sign(ends[0], "… "), sign(ends[1], " …"))
}

/// What changed beside the words of `held` that stand at `place` of `article`, within their sentence.
pub(super) fn beside(held: &Held, article: &Article, place: Span) -> Vec<Beside> {
    (Flank::BOTH.into_iter())
        .filter(|flank| !flank.agrees(held, article, place))
        .filter_map(|flank| Remembered::new(flank, held)?.compare(article, place))
        .collect()
}

/// What the lock remembers of an anchor's sentence on one side of it.
struct Remembered {
    flank: Flank,
    /// Whole words.
    words: String,
    /// Whether these are all the words that stood there.
    is_all: bool,
}

impl Remembered {
    fn new(flank: Flank, held: &Held) -> Option<Self> {
        let runs = held.words.runs();
        let context = flank.context(held);
        let (own, near, further) = match flank {
            Flank::Before => (runs.first()?, &held.before, &held.sentence_before),
            Flank::After => (runs.last()?, &held.after, &held.sentence_after),
        };
        let (text, from) = match flank {
            Flank::Before => (format!("{context}{own}"), context.len()),
            Flank::After => (format!("{own}{context}"), 0),
        };
        let place = Span::new(from, from + own.len());
        let side = flank.side(&text, Span::new(0, text.len()), place);
        let mut all = flank.words(&text, side);
        let beyond = match flank {
            Flank::Before => Span::new(0, side.start),
            Flank::After => Span::new(side.end, text.len()),
        };
        let is_all = near.chars().count() < CONTEXT
            || !further.is_empty()
            || !beyond.of(&text).trim().is_empty();
        // Where the memory ends, a word may be cut.
        all.pop_if(|word| !is_all && (word.start == 0 || word.end == text.len()));
        let all = all.into_iter().reduce(Span::join);
        Some(Self {
            flank,
            words: all.map_or_else(String::new, |all| all.of(&text).to_owned()),
            is_all,
        })
    }

    fn compare(&self, article: &Article, place: Span) -> Option<Beside> {
        let (flank, text) = (self.flank, &article.text);
        let paragraph = flank.paragraph(article, place)?;
        let there = flank.words(text, flank.side(text, paragraph, place));
        let asked = flank.words(&self.words, Span::new(0, self.words.len()));
        let most = there.len().min(2 * asked.len() + FURTHER);
        let same = |i: usize, j: usize| same(asked[i].of(&self.words), there[j].of(text));
        let least = if self.is_all { most } else { 0 };
        let taken = nearest(asked.len(), least..=most, same)?;
        let outermost = (asked.len().checked_sub(1)).zip(taken.checked_sub(1));
        let is_bounded =
            (self.is_all && most == there.len()) || outermost.is_some_and(|(i, j)| same(i, j));
        let near = there[..taken].iter().copied().reduce(Span::join);
        let near = near.unwrap_or(match flank {
            Flank::Before => Span::new(place.start, place.start),
            Flank::After => Span::new(place.end, place.end),
        });
        let mut critical = critical(&diff(&self.words, text, near, article.language()));
        if !is_bounded {
            // The lock does not remember what stood further out: a name there may have stood there before.
            critical.retain(|&c| c != Critical::Name);
        }
        Some(Beside {
            flank,
            old: self.words.clone(),
            new: near.of(text).to_owned(),
            critical,
            cue: false,
        })
    }
}

impl Flank {
    const BOTH: [Self; 2] = [Self::Before, Self::After];

    /// Whether what stands right beside `place` on this side, as far as the lock remembers it, is what stood there.
    fn agrees(self, held: &Held, article: &Article, place: Span) -> bool {
        let text = &article.text;
        let [before, after] = carried::beside(article, place);
        let (near, there) = match self {
            Self::Before => (&held.before, before),
            Self::After => (&held.after, after),
        };
        // All that stood in the paragraph on this side.
        let is_all = near.chars().count() < CONTEXT;
        let context = self.context(held);
        let near = match self {
            _ if is_all => there,
            Self::Before => carried::last(text, there, 4 * context.len()),
            Self::After => carried::first(text, there, 4 * context.len()),
        };
        let context = Folded::new(&context, Span::new(0, context.len()));
        let near = Folded::new(text, near);
        let (context, near) = (context.text().trim(), near.text().trim());
        match self {
            _ if is_all => near == context,
            Self::Before => near.ends_with(context),
            Self::After => near.starts_with(context),
        }
    }

    /// All that the lock remembers of what stood on this side.
    fn context(self, held: &Held) -> String {
        match self {
            Self::Before => format!("{}{}", held.sentence_before, held.before),
            Self::After => format!("{}{}", held.after, held.sentence_after),
        }
    }

    /// The paragraph of this side of `place`, with the one before it where that ends in a colon: it says who speaks.
    pub(super) fn paragraph(self, article: &Article, place: Span) -> Option<Span> {
        let at = match self {
            Self::Before => place.start,
            Self::After => place.end.saturating_sub(1).max(place.start),
        };
        let number = article.paragraph_at(at);
        let own = article.paragraph(number)?.span;
        let before = article.paragraph(number - 1).map(|before| before.span);
        let leads = before.filter(|before| before.of(&article.text).trim_end().ends_with(':'));
        Some(leads.map_or(own, |before| before.join(own)))
    }

    /// What stands on this side of `place` in its sentence, within reach.
    pub(super) fn side(self, text: &str, paragraph: Span, place: Span) -> Span {
        let from = text.ceil_char_boundary(place.start.saturating_sub(REACH));
        let to = text.floor_char_boundary((place.end + REACH).min(text.len()));
        let near = Span::new(paragraph.start.max(from), paragraph.end.min(to));
        match self {
            Self::Before => {
                let start = sentence_at(text, near, place.start).start;
                Span::new(start.min(place.start), place.start)
            }
            Self::After => {
                let last = place.end.saturating_sub(1).max(place.start);
                let end = sentence_at(text, near, last).end;
                Span::new(place.end, end.max(place.end))
            }
        }
    }

    /// The words of `side`, from the nearest on.
    fn words(self, text: &str, side: Span) -> Vec<Span> {
        let mut found: Vec<Span> = words(text, side).collect();
        if self == Self::Before {
            found.reverse();
        }
        found
    }
}

/// How many words, of those `there` may be, the `asked` ones are most likely now: with the fewest changed, and the most that are the same;
/// `None` where they are the first `asked` ones as they were.
fn nearest(
    asked: usize,
    there: RangeInclusive<usize>,
    same: impl Fn(usize, usize) -> bool,
) -> Option<usize> {
    let changed = |(n, others): (usize, usize)| (n + 1, others);
    let mut row: Vec<(usize, usize)> = (0..=*there.end()).map(|n| (n, 0)).collect();
    for i in 0..asked {
        let mut diagonal = std::mem::replace(&mut row[0], (i + 1, i + 1));
        for j in 0..*there.end() {
            let laid = if same(i, j) {
                diagonal
            } else {
                (diagonal.0 + 1, diagonal.1 + 1)
            };
            diagonal = row[j + 1];
            let dropped = (diagonal.0 + 1, diagonal.1 + 1);
            row[j + 1] = laid.min(dropped).min(changed(row[j]));
        }
    }
    // Where nothing is alike, words more likely went than that others came for all of them.
    let off = |taken: usize| match row[taken] {
        (_, others) if others < asked => taken.abs_diff(asked),
        _ => taken,
    };
    let taken = there.min_by_key(|&taken| (row[taken], off(taken)))?;
    (row[taken].0 > 0).then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_beside_are_those_with_the_fewest_changes() {
        for (asked, there, taken) in [
            ("who was said to have", "who was said to have", None),
            ("who was said to have", "who was said to have then", None),
            ("who was said to have", "who is said to have then", Some(5)),
            ("who was said to have", "who then was said to have", Some(6)),
            ("who was said to have", "who", Some(1)),
            ("who was said to have", "", Some(0)),
            ("left early", "never left", Some(2)),
            ("said", "of State Rubio", Some(0)),
            (
                "respond to deadline short a",
                "respond to deadline no Orla",
                Some(5),
            ),
        ] {
            let asked: Vec<&str> = asked.split(' ').collect();
            let there: Vec<&str> = there.split_whitespace().collect();
            let found = nearest(asked.len(), 0..=there.len(), |i, j| asked[i] == there[j]);
            assert_eq!(found, taken, "{there:?}");
        }
    }
}
