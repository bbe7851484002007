//! Lays the words of a quotation along a stretch of an article, mistakes allowed, and says how well they fit.
//!
//! A global-to-local alignment with affine gaps (Gotoh 1982) over words instead of letters: equal words earn their weight, near words
//! (an edit in three letters) part of it, changed and dropped words cost, and words put in between cost a little each.
use super::index::{Index, Shape, UNKNOWN, Word, loose};

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) term: u32,
    pub(super) shape: Shape,
    /// Its loose form.
    pub(super) form: Vec<u8>,
    /// Whether it is quoted, or beside what is quoted: then it only helps to find the place.
    pub(super) quoted: bool,
    /// The annotator's own word: it need not be there.
    pub(super) inserted: bool,
    /// Words may have been left out before it.
    pub(super) gap: bool,
    /// What it is worth.
    pub(super) weight: f32,
}

impl Asked {
    /// A word of the annotator's own.
    pub(super) fn insertion() -> Self {
        Self {
            term: UNKNOWN,
            shape: Shape::default(),
            form: Vec::new(),
            quoted: true,
            inserted: true,
            gap: false,
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

/// Memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    rows: [Vec<f32>; 4],
    steps: Vec<u8>,
    shapes: Vec<Shape>,
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
    if next.gap {
        (0.3, 0.004)
    } else if here.inserted || next.inserted {
        (0.1, 0.15)
    } else {
        (1.3, 0.11)
    }
}

/// The best way of laying `asked` along words `lo..hi` of the article.
pub(super) fn align(
    index: &Index<'_>,
    asked: &[Asked],
    lo: usize,
    hi: usize,
    scratch: &mut Scratch,
) -> Option<Fit> {
    let (n, wide) = (asked.len(), hi - lo + 1);
    if n == 0 {
        return None;
    }
    scratch.fill(n, wide);
    let words = &index.words[lo..hi];
    scratch.shapes.clear();
    scratch
        .shapes
        .extend(words.iter().map(|w| index.shapes[w.term as usize]));
    let Scratch {
        rows: [above, above_gap, row, row_gap],
        steps,
        shapes,
    } = scratch;
    for (i, word) in asked.iter().enumerate() {
        let costs = asked.get(i + 1).map(|next| gap_costs(word, next));
        let dropped = if word.inserted {
            0.0
        } else {
            DROPPED * word.weight
        };
        for j in 0..wide {
            let up = above[j].max(above_gap[j]);
            let mut best = up - dropped;
            let mut step = DROP | if above_gap[j] > above[j] { FROM_GAP } else { 0 };
            if j > 0 && !word.inserted {
                let likeness = if word.term == words[j - 1].term {
                    1.0
                } else if may_be_like(&word.shape, &shapes[j - 1]) {
                    likeness(index, word, words[j - 1])
                } else {
                    0.0
                };
                let along = above[j - 1].max(above_gap[j - 1])
                    + if likeness > 0.0 {
                        word.weight * likeness
                    } else {
                        -CHANGED * word.weight
                    };
                if along >= best {
                    best = along;
                    step = if likeness > 0.0 { LIKE } else { CHANGE }
                        | if above_gap[j - 1] > above[j - 1] {
                            FROM_GAP
                        } else {
                            0
                        };
                }
            }
            row[j] = best;
            row_gap[j] = NEVER;
            if let Some((open, more)) = costs.filter(|_| j > 0) {
                let (opens, goes_on) = (row[j - 1] - open, row_gap[j - 1] - more);
                row_gap[j] = opens.max(goes_on);
                step |= if opens >= goes_on { GAP_OPENS } else { 0 };
            }
            steps[i * wide + j] = step;
        }
        std::mem::swap(above, row);
        std::mem::swap(above_gap, row_gap);
    }
    let end = (0..wide).max_by(|&a, &b| above[a].total_cmp(&above[b]).then(b.cmp(&a)))?;
    trace(index, asked, lo, end, &scratch.steps, wide)
}

impl Scratch {
    fn fill(&mut self, n: usize, wide: usize) {
        for (row, value) in self.rows.iter_mut().zip([0.0, NEVER, NEVER, NEVER]) {
            row.clear();
            row.resize(wide, value);
        }
        self.steps.clear();
        self.steps.resize(n * wide, 0);
    }
}

/// Walks the steps back from column `end` of the last row.
fn trace(
    index: &Index<'_>,
    asked: &[Asked],
    lo: usize,
    end: usize,
    steps: &[u8],
    wide: usize,
) -> Option<Fit> {
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
    let quoted = |a: &&Asked| a.quoted && !a.inserted;
    let whole: f32 = asked.iter().filter(quoted).map(|a| a.weight).sum();
    let got: f32 = pairs
        .iter()
        .map(|&(a, b)| asked[a].weight * likeness(index, &asked[a], index.words[b]))
        .sum();
    let foreign: usize = pairs.windows(2).map(|p| foreign(asked, p[0], p[1])).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a window")]
    let density = pairs.len() as f32 / (pairs.len() + foreign) as f32;
    let (first, last) = (pairs.first()?.1, pairs.last()?.1);
    let words = (
        changed
            .iter()
            .copied()
            .filter(|&w| w < first && first - w <= EDGE)
            .min()
            .unwrap_or(first),
        changed
            .iter()
            .copied()
            .filter(|&w| w > last && w - last <= EDGE)
            .max()
            .unwrap_or(last)
            + 1,
    );
    let words = within_sentence(index, words, (first, last));
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
const EDGE: usize = 3;

/// `words`, less what lies beyond the end of a sentence that holds word `kept.0` or `kept.1`.
fn within_sentence(
    index: &Index<'_>,
    words: (usize, usize),
    kept: (usize, usize),
) -> (usize, usize) {
    let joined = |i: usize| {
        let between = &index.text[index.words[i].end as usize..index.words[i + 1].start as usize];
        !between.contains("\n\n")
            && !(between.contains(['.', '!', '?']) && between.contains(char::is_whitespace))
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
    let free = (a.0 + 1..=b.0).any(|i| asked[i].gap || asked[i].inserted);
    if free {
        0
    } else {
        (b.1 - a.1).saturating_sub(b.0 - a.0)
    }
}

/// 1 for the same word, less for one with a letter in three changed, else 0.
pub(super) fn likeness(index: &Index<'_>, asked: &Asked, word: Word) -> f32 {
    if asked.term == word.term && word.term != UNKNOWN {
        return 1.0;
    }
    let theirs = &index.shapes[word.term as usize];
    if !may_be_like(&asked.shape, theirs) {
        return 0.0;
    }
    let longer = asked.shape.len.max(theirs.len);
    let limit = (longer / 3).max(1);
    let form = loose(word.span().of(index.text)).0;
    let errors = edits(&asked.form, &form);
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

/// Levenshtein's distance of two short words; words over 63 bytes count as far apart.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut row = [0u8; 64];
    if b.len() >= row.len() || a.len() >= row.len() {
        return usize::MAX;
    }
    for (j, cell) in (0..).zip(&mut row) {
        *cell = j;
    }
    for &x in a {
        let mut diagonal = row[0];
        row[0] += 1;
        for (j, &y) in b.iter().enumerate() {
            let changed = diagonal + u8::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    usize::from(row[b.len()])
}
