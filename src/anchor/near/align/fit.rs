//! How well the words of a quotation fit that were laid along a stretch of an article, and from where to where they run.
use super::{
    lay::{Asked, Joint},
    likeness::likeness,
    strays::without_strays,
};
use crate::anchor::near::{
    query::{Query, ends_sentence},
    word::Stretch,
};

/// A word asked for and the word of the article that is like it.
pub(super) type Pair = (usize, usize);

/// How well a quotation fits a stretch of an article.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::anchor::near) struct Fit {
    /// First word of the article, and one past the last.
    pub(in crate::anchor::near) words: (usize, usize),
    /// Pairs of a word asked for and the word of the article that is like it, in order.
    pub(in crate::anchor::near) pairs: Vec<Pair>,
    /// Share of what was asked for that is there, by weight; words that stand astray of the others, and are in no pair, count too.
    pub(in crate::anchor::near) coverage: f32,
    /// Share of the article's words between that were asked for.
    pub(in crate::anchor::near) density: f32,
    /// The most words in a row that are there in a row.
    pub(in crate::anchor::near) run: usize,
}

/// Pairs of a word asked for and one of the article that is like it, and the words of the article that stand for another.
pub(super) struct Laid {
    pub(super) pairs: Vec<Pair>,
    pub(super) changed: Vec<usize>,
}

/// How well the words fit that were laid so.
pub(super) fn measure(
    there: &Stretch<'_>,
    query: &Query,
    asked: &[Asked],
    Laid { pairs, changed }: Laid,
) -> Option<Fit> {
    let quoted = |a: &&Asked| a.quoted && !a.inserted;
    let whole: f32 = asked.iter().filter(quoted).map(|a| a.weight).sum();
    let all = pairs;
    let pairs = without_strays(there, asked, &all);
    let got: f32 = all
        .iter()
        .map(|&(a, b)| asked[a].weight * likeness(there, query, &asked[a], &there.words[b]))
        .sum();
    let foreign = pairs.windows(2).map(|p| foreign(there, asked, p[0], p[1]));
    let foreign: usize = foreign.sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a window")]
    let density = pairs.len() as f32 / (pairs.len() + foreign) as f32;
    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
    let changed = || changed.iter().copied();
    let before = changed().filter(|&w| w < first && first - w <= EDGE).min();
    let after = changed().filter(|&w| w > last && w - last <= EDGE).max();
    let (before, after) = (before.unwrap_or(first), after.unwrap_or(last));
    let words = within_sentence(there, (before, after + 1), (first, last));
    let run = longest_run(pairs);
    Some(Fit {
        words,
        pairs: pairs.to_vec(),
        coverage: got / whole,
        density,
        run,
    })
}

fn longest_run(pairs: &[Pair]) -> usize {
    let (mut longest, mut run) = (1, 1);
    for pair in pairs.windows(2) {
        let next = (pair[0].0 + 1, pair[0].1 + 1) == pair[1];
        run = if next { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

/// Changed words at an edge that are still taken for the quotation's.
const EDGE: usize = 1;

/// `words`, less what lies beyond the end of a sentence that holds word `kept.0` or `kept.1`.
fn within_sentence(
    there: &Stretch<'_>,
    words: (usize, usize),
    kept: (usize, usize),
) -> (usize, usize) {
    let joined = |i: usize| {
        let between = &there.text[there.words[i].end as usize..there.words[i + 1].start as usize];
        !ends_sentence(between) && !between.contains("\n\n")
    };
    let first = (words.0..kept.0)
        .rev()
        .take_while(|&i| joined(i))
        .last()
        .unwrap_or(kept.0);
    let last = (kept.1..words.1 - 1)
        .take_while(|&i| joined(i))
        .last()
        .map_or(kept.1, |i| i + 1);
    (first, last + 1)
}

/// Words of the article between two pairs that stand for nothing asked.
fn foreign(there: &Stretch<'_>, asked: &[Asked], a: Pair, b: Pair) -> usize {
    let mut between = asked[a.0 + 1..=b.0].iter();
    let free = between.any(|word| match word.joint {
        Joint::Omission => true,
        Joint::Sentence => begins(there, b.1) == Begins::Sentence,
        Joint::Word => word.inserted,
    });
    if free {
        0
    } else {
        (b.1 - a.1).saturating_sub(b.0 - a.0)
    }
}

/// What begins with a word of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    Nothing,
    /// A sentence, or a clause that might be one.
    Sentence,
    Paragraph,
}

pub(super) fn begins(there: &Stretch<'_>, word: usize) -> Begins {
    let Some(before) = word.checked_sub(1).map(|w| there.words[w].end) else {
        return Begins::Nothing;
    };
    let between = &there.text[before as usize..there.words[word].start as usize];
    if between.contains("\n\n") {
        Begins::Paragraph
    } else if ends_sentence(between) || between.contains(';') {
        Begins::Sentence
    } else {
        Begins::Nothing
    }
}
