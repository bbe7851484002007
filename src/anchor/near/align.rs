//! Lays the words of a quotation along a stretch of an article, mistakes allowed, and says how well they fit.
//!
//! A global-to-local alignment with affine gaps (Gotoh 1982) over words instead of letters: equal words earn their weight, near words
//! (an edit in three letters) part of it, changed and dropped words cost, and words put in between cost a little each.
use std::ops::Range;

use super::{
    query::{Query, ends_sentence},
    word::{Shape, Stretch, Word},
};

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) shape: Shape,
    /// Where its loose form ends among those of its query.
    pub(super) form: u32,
    /// Whether it is quoted, or beside what is quoted: then it only helps to find the place.
    pub(super) quoted: bool,
    /// The annotator's own word: it need not be there.
    pub(super) inserted: bool,
    /// What stands before it.
    pub(super) joint: Joint,
    /// What it is worth.
    pub(super) weight: f32,
}

/// How a word of a quotation hangs together with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It stands behind it.
    Word,
    /// It begins a sentence, and the other ended one.
    Sentence,
    /// Words may have been left out between them.
    Omission,
}

impl Asked {
    /// A word of the annotator's own.
    pub(super) fn insertion() -> Self {
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

/// How well a quotation fits a stretch of an article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// First word of the article, and one past the last.
    pub(super) words: (usize, usize),
    /// Pairs of a word asked for and the word of the article that is like it, in order.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Share of what was asked for that is there, by weight.
    pub(super) coverage: f32,
    /// Share of the article's words between that were asked for.
    pub(super) density: f32,
    /// The most words in a row that are there in a row.
    pub(super) run: usize,
}

/// Memory that is used again. Rows have one place more than the stretch has words: before the first.
#[derive(Debug, Default)]
pub(super) struct Scratch {
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

/// How a cell was reached; the last bit of the gap says it began here.
const DROP: u8 = 1;
const LIKE: u8 = 2;
const CHANGE: u8 = 3;
const FROM_GAP: u8 = 4;
const GAP_OPENS: u8 = 8;

/// What it costs to open a gap before `next`, and each word in it.
fn gap_costs(here: &Asked, next: &Asked) -> (f32, f32) {
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
pub(super) fn align(
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
    for (i, word) in asked.iter().enumerate() {
        gains(there, query, word, along.clone(), gain);
        let dropped = if word.inserted {
            0.0
        } else {
            DROPPED * word.weight
        };
        let steps = &mut steps[i * wide..][..wide];
        lay(best, came, gain, dropped, row, steps);
        match asked.get(i + 1) {
            Some(next) => open_gaps(gap_costs(word, next), row, best, came, steps),
            None => best.copy_from_slice(row),
        }
    }
    let end = (0..wide).max_by(|&a, &b| best[a].total_cmp(&best[b]).then(b.cmp(&a)))?;
    let pairs = trace(asked, along.start, end, steps, wide);
    measure(there, query, asked, pairs)
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

/// Pairs of a word asked for and one of the article that is like it, and the words of the article that stand for another.
struct Laid {
    pairs: Vec<(usize, usize)>,
    changed: Vec<usize>,
}

/// Walks the steps back from column `end` of the last row.
fn trace(asked: &[Asked], lo: usize, end: usize, steps: &[u8], wide: usize) -> Laid {
    let (mut i, mut j) = (asked.len(), end);
    let (mut pairs, mut changed) = (Vec::new(), Vec::new());
    let mut in_gap = false;
    while i > 0 {
        let step = steps[(i - 1) * wide + j];
        if in_gap {
            in_gap = step & GAP_OPENS == 0;
            j -= 1;
            continue;
        }
        in_gap = step & FROM_GAP != 0;
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

/// How well the words fit that were laid so.
fn measure(
    there: &Stretch<'_>,
    query: &Query,
    asked: &[Asked],
    Laid { pairs, changed }: Laid,
) -> Option<Fit> {
    let quoted = |a: &&Asked| a.quoted && !a.inserted;
    let whole: f32 = asked.iter().filter(quoted).map(|a| a.weight).sum();
    let got: f32 = pairs
        .iter()
        .map(|&(a, b)| asked[a].weight * likeness(there, query, &asked[a], &there.words[b]))
        .sum();
    let foreign: usize = pairs.windows(2).map(|p| foreign(asked, p[0], p[1])).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a window")]
    let density = pairs.len() as f32 / (pairs.len() + foreign) as f32;
    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
    let changed = || changed.iter().copied();
    let before = changed().filter(|&w| w < first && first - w <= EDGE).min();
    let after = changed().filter(|&w| w > last && w - last <= EDGE).max();
    let (before, after) = (before.unwrap_or(first), after.unwrap_or(last));
    let words = within_sentence(there, (before, after + 1), (first, last));
    let run = longest_run(&pairs);
    Some(Fit {
        words,
        pairs,
        coverage: got / whole,
        density,
        run,
    })
}

fn longest_run(pairs: &[(usize, usize)]) -> usize {
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
fn foreign(asked: &[Asked], a: (usize, usize), b: (usize, usize)) -> usize {
    let free = (a.0 + 1..=b.0).any(|i| asked[i].joint == Joint::Omission || asked[i].inserted);
    if free {
        0
    } else {
        (b.1 - a.1).saturating_sub(b.0 - a.0)
    }
}

/// 1 for the same word, less for one with a letter in three changed, else 0.
fn likeness(there: &Stretch<'_>, query: &Query, asked: &Asked, word: &Word) -> f32 {
    if asked.shape.hash == word.shape.hash {
        return 1.0;
    }
    let theirs = &word.shape;
    if !may_be_like(&asked.shape, theirs) {
        return 0.0;
    }
    let longer = asked.shape.len.max(theirs.len);
    let limit = (longer / 3).max(1);
    let errors = edits(query.form(asked), there.form(word));
    if errors <= usize::from(limit) {
        1.0 - f32::from(u8::try_from(errors).unwrap_or(u8::MAX)) / f32::from(longer)
    } else {
        0.0
    }
}

/// Whether two words might be within an edit in three letters of one another.
fn may_be_like(a: &Shape, b: &Shape) -> bool {
    let (shorter, longer) = (a.len.min(b.len), a.len.max(b.len));
    let limit = (longer / 3).max(1);
    shorter >= 3
        && longer <= 40
        && longer - shorter <= limit
        && !a.digits
        && !b.digits
        && (a.letters ^ b.letters).count_ones() <= 2 * u32::from(limit)
}

/// Bytes from which on two words count as far apart.
const LONGEST: usize = 64;

/// Levenshtein's distance of two short words.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let ends = a.iter().rev().zip(b.iter().rev());
    let behind = ends.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - behind], &b[..b.len() - behind]);
    let mut row = [0u8; LONGEST];
    if b.len() >= row.len() || a.len() >= row.len() {
        return usize::MAX;
    }
    for (j, cell) in (0..).zip(&mut row[..=b.len()]) {
        *cell = j;
    }
    for &x in a {
        let mut diagonal = row[0];
        row[0] += 1;
        let mut left = row[0];
        for (cell, &y) in row[1..].iter_mut().zip(b) {
            let changed = diagonal + u8::from(x != y);
            diagonal = *cell;
            left = changed.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    usize::from(row[b.len()])
}
