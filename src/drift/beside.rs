//! What stands beside words that are held: a hedge, a layer of hearsay or a name there may have come or gone with the words untouched.
use super::lock::{CONTEXT, Held};
use crate::{
    anchor::change::{Critical, critical, diff},
    model::Article,
    text::{
        Span,
        fold::same,
        words::{sentence_at, words},
    },
};

/// Words beyond twice those remembered that are looked at.
const FURTHER: usize = 6;

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
}

impl Beside {
    /// Both in a line: ``before: `was said to have` -> `who` (modal)``. Not yet safe to print: see `text::safe`.
    #[must_use]
    pub fn line(&self) -> String {
        let told = |words: &str| match words.split_whitespace().collect::<Vec<_>>().join(" ") {
            none if none.is_empty() => "nothing".to_owned(),
            words => format!("`{words}`"),
        };
        let critical: Vec<&str> = self.critical.iter().map(|c| c.word()).collect();
        let matters = match critical.join(", ") {
            none if none.is_empty() => none,
            critical => format!(" ({critical})"),
        };
        let (old, new) = (told(&self.old), told(&self.new));
        format!("{}: {old} -> {new}{matters}", self.flank.word())
    }
}

/// What changed beside the words of `held` that stand at `place` of `article`, within their sentence.
pub(super) fn beside(held: &Held, article: &Article, place: Span) -> Vec<Beside> {
    let flanks = [Flank::Before, Flank::After];
    let changed = |flank| compare(flank, &remembered(flank, held)?, article, place);
    flanks.into_iter().filter_map(changed).collect()
}

/// The words of an anchor's sentence that the lock remembers on one side of it.
fn remembered(flank: Flank, held: &Held) -> Option<String> {
    let runs = held.words.runs();
    let (text, place) = match flank {
        Flank::Before => {
            let (before, own) = (&held.before, runs.first()?);
            let place = Span::new(before.len(), before.len() + own.len());
            (format!("{before}{own}"), place)
        }
        Flank::After => {
            let own = runs.last()?;
            (format!("{own}{}", held.after), Span::new(0, own.len()))
        }
    };
    let mut words = flank.words(&text, Span::new(0, text.len()), place);
    let (context, end) = match flank {
        Flank::Before => (&held.before, 0),
        Flank::After => (&held.after, text.len()),
    };
    let reaches_end = |word: &Span| [word.start, word.end].contains(&end);
    if context.chars().count() >= CONTEXT && words.last().is_some_and(reaches_end) {
        // It may be a part of a word.
        words.pop();
    }
    let all = words.into_iter().reduce(Span::join)?;
    Some(all.of(&text).to_owned())
}

fn compare(flank: Flank, old: &str, article: &Article, place: Span) -> Option<Beside> {
    let text = &article.text;
    let paragraph = article.paragraph(article.paragraph_at(place.start))?.span;
    let there = flank.words(text, paragraph, place);
    let mut asked: Vec<Span> = words(old, Span::new(0, old.len())).collect();
    if flank == Flank::Before {
        asked.reverse();
    }
    let most = there.len().min(2 * asked.len() + FURTHER);
    let taken = nearest(asked.len(), most, |i, j| {
        same(asked[i].of(old), there[j].of(text))
    })?;
    let near = there[..taken].iter().copied().reduce(Span::join);
    let near = near.unwrap_or(match flank {
        Flank::Before => Span::new(place.start, place.start),
        Flank::After => Span::new(place.end, place.end),
    });
    Some(Beside {
        flank,
        old: old.to_owned(),
        new: near.of(text).to_owned(),
        critical: critical(&diff(old, text, near, article.language())),
    })
}

impl Flank {
    /// The words on this side of `place`, within its sentence, from the nearest on.
    fn words(self, text: &str, paragraph: Span, place: Span) -> Vec<Span> {
        match self {
            Self::Before => {
                let start = sentence_at(text, paragraph, place.start).start;
                let beside = Span::new(start.min(place.start), place.start);
                let mut found: Vec<Span> = words(text, beside).collect();
                found.reverse();
                found
            }
            Self::After => {
                let last = place.end.saturating_sub(1).max(place.start);
                let end = sentence_at(text, paragraph, last).end;
                words(text, Span::new(place.end, end.max(place.end))).collect()
            }
        }
    }
}

/// How many of `there` words, from the first on, the `asked` words are most likely now, with the fewest words changed; `None` where they
/// are the first `asked` ones as they were.
fn nearest(asked: usize, there: usize, same: impl Fn(usize, usize) -> bool) -> Option<usize> {
    let mut row: Vec<usize> = (0..=there).collect();
    for i in 0..asked {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for j in 0..there {
            let replaced = diagonal + usize::from(!same(i, j));
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    let (taken, changed) = (row.into_iter().enumerate())
        .min_by_key(|&(taken, changed)| (changed, taken.abs_diff(asked)))?;
    (changed > 0).then_some(taken)
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
        ] {
            let asked: Vec<&str> = asked.split(' ').collect();
            let there: Vec<&str> = there.split_whitespace().collect();
            let found = nearest(asked.len(), there.len(), |i, j| asked[i] == there[j]);
            assert_eq!(found, taken, "{there:?}");
        }
    }
}
