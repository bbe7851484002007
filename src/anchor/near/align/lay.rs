//! Lays the words of a quotation along a stretch of an article, mistakes allowed, and says how well they fit.
//!
//! A global-to-local alignment with affine gaps (Gotoh 1982) over words instead of letters: equal words earn their weight, near words
//! (an edit in three letters) part of it, changed and dropped words cost, and words put in between cost a little each.
use std::ops::Range;

use super::{
    fit::{Begins, Fit, Laid, begins, measure},
    likeness::{likeness, may_be_like},
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
    gain: Vec<f32>,
    row: Vec<f32>,
    /// The better of laying a word here and of being in a gap, and which it was.
    best: Vec<f32>,
    came: Vec<u8>,
    steps: Vec<u8>,
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

/// The best way of laying words `asked` of the query along words `along` of the article.
pub(in crate::anchor::near) fn align(
    there: &Stretch<'_>,
    query: &Query,
    asked: Range<usize>,
    along: Range<usize>,
    scratch: &mut Scratch,
) -> Option<Fit> {
    let asked = &query.asked[asked];
    let (n, wide) = (asked.len(), along.len() + 1);
    if n == 0 {
        return None;
    }
    scratch.fill(n, wide);
    let Scratch {
        gain,
        row,
        best,
        came,
        steps,
    } = scratch;
    let sentences = sentences(there, asked, along.clone());
    for (i, word) in asked.iter().enumerate() {
        gains(there, query, word, along.clone(), gain);
        let dropped = if word.inserted {
            0.0
        } else {
            DROPPED * word.weight
        };
        let steps = &mut steps[i * wide..][..wide];
        lay(best, came, gain, dropped, row, steps);
        let Some(next) = asked.get(i + 1) else {
            best.copy_from_slice(row);
            break;
        };
        open_gaps(gap_costs(word, next), row, best, came, steps);
        if next.joint == Joint::Sentence {
            put_sentences_in(&sentences, row, best, came, steps);
        }
    }
    let end = (0..wide).max_by(|&a, &b| best[a].total_cmp(&best[b]).then(b.cmp(&a)))?;
    let pairs = trace(asked, along.start, end, steps, wide);
    measure(there, query, asked, pairs)
}

/// What begins with each of the words `along`; nothing that matters where no two sentences are asked for.
fn sentences(there: &Stretch<'_>, asked: &[Asked], along: Range<usize>) -> Vec<Begins> {
    let parted = asked.iter().any(|a| a.joint == Joint::Sentence);
    let words = along.filter(|_| parted);
    words.map(|word| begins(there, word)).collect()
}

impl Scratch {
    /// Makes room for `n` words along `wide` places: to begin anywhere costs nothing.
    fn fill(&mut self, n: usize, wide: usize) {
        for row in [&mut self.gain, &mut self.row, &mut self.best] {
            row.clear();
            row.resize(wide, 0.0);
        }
        self.came.clear();
        self.came.resize(wide, 0);
        self.steps.clear();
        self.steps.resize(n * wide, 0);
    }
}

/// What `word` earns or costs on each of the words `along`; the first place stands for none of them.
fn gains(there: &Stretch<'_>, query: &Query, word: &Asked, along: Range<usize>, gain: &mut [f32]) {
    if word.inserted {
        return gain.fill(NEVER);
    }
    gain[0] = NEVER;
    for (gain, other) in gain[1..].iter_mut().zip(&there.words[along]) {
        let like = if word.shape.hash == other.shape.hash {
            1.0
        } else if may_be_like(&word.shape, &other.shape) {
            likeness(there, query, word, other)
        } else {
            0.0
        };
        *gain = word.weight * if like > 0.0 { like } else { -CHANGED };
    }
}

/// One row: each place is reached by dropping the word or by laying it on the place.
fn lay(best: &[f32], came: &[u8], gain: &[f32], dropped: f32, row: &mut [f32], steps: &mut [u8]) {
    row[0] = best[0] - dropped;
    steps[0] = DROP | came[0];
    let left = best.iter().zip(came);
    let up = best[1..].iter().zip(&came[1..]);
    let out = row[1..].iter_mut().zip(&mut steps[1..]);
    for ((((left, left_came), (up, up_came)), &gain), (row, step)) in
        left.zip(up).zip(&gain[1..]).zip(out)
    {
        let (along, drop) = (left + gain, up - dropped);
        let kind = if gain > 0.0 { LIKE } else { CHANGE };
        *row = along.max(drop);
        *step = if along >= drop {
            kind | left_came
        } else {
            DROP | up_came
        };
    }
}

/// Lets words of the article stand between this row and the next, at `open` and `more` each.
fn open_gaps(
    (open, more): (f32, f32),
    row: &[f32],
    best: &mut [f32],
    came: &mut [u8],
    steps: &mut [u8],
) {
    let mut gap = NEVER;
    best[0] = row[0];
    came[0] = 0;
    let out = best[1..]
        .iter_mut()
        .zip(&mut came[1..])
        .zip(&mut steps[1..]);
    for ((&left, &here), ((best, came), step)) in row.iter().zip(&row[1..]).zip(out) {
        let (opens, goes_on) = (left - open, gap - more);
        gap = opens.max(goes_on);
        *step |= if opens >= goes_on { GAP_OPENS } else { 0 };
        *best = here.max(gap);
        *came = if gap > here { FROM_GAP } else { 0 };
    }
}

/// Lets sentences stand between this row and the next, whose word begins one: they end where another of the article's `sentences` begins.
fn put_sentences_in(
    sentences: &[Begins],
    row: &[f32],
    best: &mut [f32],
    came: &mut [u8],
    steps: &mut [u8],
) {
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
        ended = if whole { row[c] } else { NEVER };
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
