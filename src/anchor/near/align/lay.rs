//! Lays the words of a quotation along a stretch of an article, mistakes allowed, and says how well they fit.
//!
//! A global-to-local alignment with affine gaps (Gotoh 1982) over words instead of letters: equal words earn their weight, near words
//! (an edit in three letters) part of it, changed and dropped words cost, and words put in between cost a little each.
use std::ops::Range;

use super::{
    fit::{Begins, Fit, Laid, begins, measure},
    likeness::{Like, Likes},
};
use crate::anchor::near::{
    query::Query,
    word::{Shape, Stretch},
};

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(in crate::anchor::near) struct Asked {
    pub(in crate::anchor::near) shape: Shape,
    /// Where its loose form ends among those of its query.
    pub(in crate::anchor::near) form: u32,
    /// Whether it is quoted, or beside what is quoted: then it only helps to find the place.
    pub(in crate::anchor::near) quoted: bool,
    /// The annotator's own word: it need not be there.
    pub(in crate::anchor::near) inserted: bool,
    /// What stands before it.
    pub(in crate::anchor::near) joint: Joint,
    /// What it is worth.
    pub(in crate::anchor::near) weight: f32,
}

/// How a word of a quotation hangs together with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::anchor::near) enum Joint {
    /// It stands behind it.
    Word,
    /// It begins a sentence, and the other ended one.
    Sentence,
    /// Words may have been left out between them.
    Omission,
}

impl Asked {
    /// A word of the annotator's own.
    pub(in crate::anchor::near) fn insertion() -> Self {
        Self {
            shape: Shape::default(),
            form: 0,
            quoted: true,
            inserted: true,
            joint: Joint::Word,
            weight: 0.0,
        }
    }
}

/// Memory that is used again. Rows have one place more than the stretch has words: before the first.
#[derive(Debug, Default)]
pub(in crate::anchor::near) struct Scratch {
    likes: Likes,
    row: Row,
    /// How each place of each row was reached.
    steps: Vec<u8>,
}

/// A word that is asked for on each place.
#[derive(Debug, Default)]
struct Row {
    /// What the word earns or costs there.
    gain: Vec<f32>,
    /// The best that can be had with the word laid there or dropped.
    laid: Vec<f32>,
    /// The better of that and of being in a gap behind it, and which it was.
    best: Vec<f32>,
    came: Vec<u8>,
}

const NEVER: f32 = -1e9;
/// Cost of a changed word, and of a dropped one, by weight.
const CHANGED: f32 = 0.35;
const DROPPED: f32 = 0.55;

/// How a cell was reached; of a gap, one bit says that it ends here, another that it began here.
const DROP: u8 = 1;
const LIKE: u8 = 2;
const CHANGE: u8 = 3;
const FROM_GAP: u8 = 4;
const GAP_OPENS: u8 = 8;
const FROM_SENTENCES: u8 = 16;
const SENTENCES_OPEN: u8 = 32;

/// What it costs to begin a gap, and each word in it.
type Costs = (f32, f32);

/// Whole sentences that stand between two of the quotation's.
const SENTENCES: Costs = (0.6, 0.03);

/// Behind the last word there is none.
const NO_GAP: Costs = (-NEVER, 0.0);

/// What it costs to open a gap before `next`, and each word in it.
fn gap_costs(here: &Asked, next: &Asked) -> Costs {
    if next.joint == Joint::Omission {
        (0.3, 0.004)
    } else if here.inserted || next.inserted {
        (0.1, 0.15)
    } else if next.joint == Joint::Sentence {
        (0.8, 0.08)
    } else {
        (1.1, 0.11)
    }
}

/// The words of a query beside those of a stretch of an article.
pub(in crate::anchor::near) struct Layout<'a> {
    there: &'a Stretch<'a>,
    query: &'a Query,
    scratch: &'a mut Scratch,
}

impl<'a> Layout<'a> {
    /// `None` where too many words are alike.
    pub(in crate::anchor::near) fn new(
        there: &'a Stretch<'a>,
        query: &'a Query,
        scratch: &'a mut Scratch,
    ) -> Option<Self> {
        scratch.likes.read(there, query)?;
        Some(Self {
            there,
            query,
            scratch,
        })
    }

    /// Share of the quotation that words `along` of the article have at most, by weight: in whatever order they stand.
    pub(in crate::anchor::near) fn most(&self, along: &Range<usize>) -> f32 {
        let (mut got, mut whole) = (0.0, 0.0);
        for (i, word) in self.query.quoted.clone().zip(self.query.quoted()) {
            let likes = self.scratch.likes.of(i, along).iter();
            let best = likes.map(|like| like.likeness).fold(0.0, f32::max);
            got += word.weight * best;
            whole += word.weight;
        }
        got / whole
    }

    /// The best way of laying words `asked` of the query along words `along` of the article.
    pub(in crate::anchor::near) fn fit(
        &mut self,
        asked: Range<usize>,
        along: Range<usize>,
    ) -> Option<Fit> {
        let Self {
            there,
            query,
            scratch,
        } = self;
        let words = &query.asked[asked.clone()];
        let wide = along.len() + 1;
        if words.is_empty() {
            return None;
        }
        let Scratch { likes, row, steps } = scratch;
        row.begin(wide);
        steps.clear();
        steps.resize(words.len() * wide, 0);
        let sentences = sentences(there, words, along.clone());
        for (i, word) in words.iter().enumerate() {
            row.earn(word, likes.of(asked.start + i, &along), along.start);
            let next = words.get(i + 1);
            let costs = next.map_or(NO_GAP, |next| gap_costs(word, next));
            let steps = &mut steps[i * wide..][..wide];
            lay(row, dropped(word), costs, steps);
            if next.is_some_and(|next| next.joint == Joint::Sentence) {
                put_sentences_in(&sentences, row, steps);
            }
        }
        let best = &row.best;
        let end = (0..wide).max_by(|&a, &b| best[a].total_cmp(&best[b]).then(b.cmp(&a)))?;
        let laid = trace(words, along.start, end, steps, wide);
        measure(there, query, words, laid)
    }
}

/// What begins with each of the words `along`; nothing that matters where no two sentences are asked for.
fn sentences(there: &Stretch<'_>, asked: &[Asked], along: Range<usize>) -> Vec<Begins> {
    let parted = asked.iter().any(|a| a.joint == Joint::Sentence);
    let words = along.filter(|_| parted);
    words.map(|word| begins(there, word)).collect()
}

impl Row {
    /// Makes room for `wide` places: to begin anywhere costs nothing.
    fn begin(&mut self, wide: usize) {
        for row in [&mut self.gain, &mut self.laid, &mut self.best] {
            row.clear();
            row.resize(wide, 0.0);
        }
        self.came.clear();
        self.came.resize(wide, 0);
    }

    /// What `word` earns on those that are like it and costs on the others from word `start` on; the first place stands for none of them.
    fn earn(&mut self, word: &Asked, likes: &[Like], start: usize) {
        let unlike = if word.inserted {
            NEVER
        } else {
            -CHANGED * word.weight
        };
        self.gain.fill(unlike);
        self.gain[0] = NEVER;
        for like in likes {
            self.gain[like.word as usize - start + 1] = word.weight * like.likeness;
        }
    }
}

/// What it costs to drop a word.
fn dropped(word: &Asked) -> f32 {
    if word.inserted {
        0.0
    } else {
        DROPPED * word.weight
    }
}

/// One row and what may stand behind it: each place is reached by dropping a word at the cost of `dropped` or by laying it on the place, and
/// words of the article may stand between it and the next row, at `open` and `more` each.
fn lay(row: &mut Row, dropped: f32, (open, more): Costs, steps: &mut [u8]) {
    let there = row.gain.iter().zip(&mut row.laid);
    let best = row.best.iter_mut().zip(&mut row.came);
    let (mut left, mut left_came) = (NEVER, 0);
    let (mut before, mut gap) = (NEVER, NEVER);
    for (((&gain, laid), (best, came)), step) in there.zip(best).zip(steps) {
        let (along, drop) = (left + gain, *best - dropped);
        let kind = if gain > 0.0 { LIKE } else { CHANGE };
        let (here, reached) = if along >= drop {
            (along, kind | left_came)
        } else {
            (drop, DROP | *came)
        };
        (left, left_came) = (*best, *came);
        let (opens, goes_on) = (before - open, gap - more);
        let gap_opens = if opens >= goes_on { GAP_OPENS } else { 0 };
        gap = if opens >= goes_on { opens } else { goes_on };
        *best = if gap > here { gap } else { here };
        *came = if gap > here { FROM_GAP } else { 0 };
        *step = reached | gap_opens;
        *laid = here;
        before = here;
    }
}

/// Lets sentences stand between this row and the next, whose word begins one: they end where another of the article's `sentences` begins.
fn put_sentences_in(sentences: &[Begins], row: &mut Row, steps: &mut [u8]) {
    let Row {
        laid, best, came, ..
    } = row;
    let (open, more) = SENTENCES;
    let mut gap = NEVER;
    let mut ended = NEVER;
    for (c, &begins) in sentences.iter().enumerate().skip(1) {
        let (opens, goes_on) = (ended - open, gap - more);
        gap = opens.max(goes_on);
        steps[c] |= if opens >= goes_on { SENTENCES_OPEN } else { 0 };
        if begins == Begins::Paragraph {
            gap = NEVER;
        }
        if begins == Begins::Sentence && gap > best[c] {
            (best[c], came[c]) = (gap, FROM_SENTENCES);
        }
        let whole = begins == Begins::Sentence && steps[c] & 3 == LIKE;
        ended = if whole { laid[c] } else { NEVER };
    }
}

/// Walks the steps back from column `end` of the last row.
fn trace(asked: &[Asked], lo: usize, end: usize, steps: &[u8], wide: usize) -> Laid {
    let (mut i, mut j) = (asked.len(), end);
    let (mut pairs, mut changed) = (Vec::new(), Vec::new());
    // The bit that says where the gap began in which it is.
    let mut gap = None;
    while i > 0 {
        let step = steps[(i - 1) * wide + j];
        if let Some(opens) = gap {
            gap = (step & opens == 0).then_some(opens);
            j -= 1;
            continue;
        }
        gap = match step & (FROM_GAP | FROM_SENTENCES) {
            FROM_GAP => Some(GAP_OPENS),
            FROM_SENTENCES => Some(SENTENCES_OPEN),
            _ => None,
        };
        i -= 1;
        if step & 3 != DROP {
            j -= 1;
            match step & 3 {
                _ if !asked[i].quoted => {}
                LIKE => pairs.push((i, lo + j)),
                _ => changed.push(lo + j),
            }
        }
    }
    pairs.reverse();
    Laid { pairs, changed }
}
