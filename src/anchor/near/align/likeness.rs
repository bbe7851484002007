//! Which words of a stretch of an article are like those of a quotation, letter by letter.
use std::ops::Range;

use super::lay::Asked;
use crate::anchor::near::{
    query::Query,
    word::{Shape, Stretch, Word},
};

/// Words of a stretch that are like those a query asks for.
#[derive(Debug, Default)]
pub(super) struct Likes {
    /// In order, those of each word asked for behind those of the one before.
    all: Vec<Like>,
    /// One past the last of each word asked for.
    ends: Vec<usize>,
    /// Words that may be like the one that is being looked for.
    maybe: Vec<u32>,
}

/// A word of a stretch that is like another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Like {
    pub(super) word: u32,
    /// 1 for the same word, less for one with a letter in three changed.
    pub(super) likeness: f32,
}

/// Words that may be like one another; more take more memory than they are worth.
const MOST: usize = 1 << 20;

impl Likes {
    /// Compares the words of a stretch with those a query asks for; `None` where too many are alike.
    pub(super) fn read(&mut self, there: &Stretch<'_>, query: &Query) -> Option<()> {
        self.all.clear();
        self.ends.clear();
        for asked in &query.asked {
            if !asked.inserted {
                self.meet(there, query, asked);
            }
            self.ends.push(self.all.len());
            if self.all.len() > MOST {
                return None;
            }
        }
        Some(())
    }

    /// Notes the words that are like the one `asked`.
    fn meet(&mut self, there: &Stretch<'_>, query: &Query, asked: &Asked) {
        let Self { all, maybe, .. } = self;
        maybe.resize(there.words.len() + 1, 0);
        let (least, more) = lengths(&asked.shape);
        let mut count = 0;
        for (at, word) in (0..).zip(&there.words) {
            // Without a branch: the next one that may be is written over this if it may not.
            maybe[count] = at;
            count += usize::from(word.shape.len.wrapping_sub(least) <= more);
        }
        for &at in &maybe[..count] {
            let word = &there.words[at as usize];
            let likeness = likeness(there, query, asked, word);
            if likeness > 0.0 {
                all.push(Like { word: at, likeness });
            }
        }
    }

    /// Those of words `along` that are like word `asked` of the query.
    pub(super) fn of(&self, asked: usize, along: &Range<usize>) -> &[Like] {
        let start = asked.checked_sub(1).map_or(0, |before| self.ends[before]);
        let all = &self.all[start..self.ends[asked]];
        let first = all.partition_point(|like| (like.word as usize) < along.start);
        let after = all.partition_point(|like| (like.word as usize) < along.end);
        &all[first..after]
    }
}

/// 1 for the same word, less for one with a letter in three changed, else 0.
pub(super) fn likeness(there: &Stretch<'_>, query: &Query, asked: &Asked, word: &Word) -> f32 {
    let (ours, theirs) = (&asked.shape, &word.shape);
    if ours.hash == theirs.hash {
        return 1.0;
    }
    let limit = LIMITS[row(ours)][row(theirs)];
    // An edit adds a letter, takes one away, or both.
    let added = (theirs.letters & !ours.letters).count_ones();
    let taken = (ours.letters & !theirs.letters).count_ones();
    if limit == 0 || added.max(taken) > u32::from(limit) {
        return 0.0;
    }
    let errors = edits(query.form(asked), there.form(word), limit);
    errors.map_or(0.0, |errors| {
        1.0 - f32::from(errors) / f32::from(ours.len.max(theirs.len))
    })
}

/// Bytes from which on a word is like no other, and of which a shorter one has too few.
const LONG: usize = 41;
const SHORT: usize = 3;

/// Edits up to which two words are like one another, by the bytes of both: one in three letters, one in few; 0 where they never are.
static LIMITS: [[u8; LONG + 1]; LONG + 1] = {
    let mut limits = [[0; LONG + 1]; LONG + 1];
    let mut longer = SHORT;
    while longer < LONG {
        let limit = if longer < 6 { 1 } else { longer / 3 };
        let mut shorter = if longer - limit > SHORT {
            longer - limit
        } else {
            SHORT
        };
        while shorter <= longer {
            #[expect(clippy::cast_possible_truncation, reason = "13 at most")]
            let limit = limit as u8;
            limits[longer][shorter] = limit;
            limits[shorter][longer] = limit;
            shorter += 1;
        }
        longer += 1;
    }
    limits
};

/// By the bytes of a word, those of the shortest that may be like it, and by how many the longest is longer.
static LENGTHS: [(u8, u8); LONG] = {
    let mut lengths = [(0, 0); LONG];
    let mut length = 0;
    while length < LONG {
        let (mut least, mut most) = (length, length);
        while least > 0 && LIMITS[length][least - 1] > 0 {
            least -= 1;
        }
        while LIMITS[length][most + 1] > 0 {
            most += 1;
        }
        #[expect(clippy::cast_possible_truncation, reason = "40 at most")]
        let these = (least as u8, (most - least) as u8);
        lengths[length] = these;
        length += 1;
    }
    lengths
};

/// Bytes of the shortest word that may be like a word, or the same, and by how many the longest is longer.
fn lengths(shape: &Shape) -> (u8, u8) {
    let lengths = LENGTHS.get(row(shape)).copied();
    lengths.unwrap_or((shape.len, 0))
}

/// Bytes of a word, where a number and a long word are like no other.
fn row(shape: &Shape) -> usize {
    if shape.digits {
        LONG
    } else {
        usize::from(shape.len).min(LONG)
    }
}

/// Levenshtein's distance of two short words, if it is `limit` at most.
fn edits(a: &[u8], b: &[u8], limit: u8) -> Option<u8> {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let ends = a.iter().rev().zip(b.iter().rev());
    let behind = ends.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - behind], &b[..b.len() - behind]);
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let errors = match longer {
        // Neither their first letters are the same nor their last.
        ..=2 => longer,
        _ if shorter == 0 => longer,
        _ if limit == 1 => return None,
        _ => distance(a, b)?,
    };
    u8::try_from(errors).ok().filter(|&errors| errors <= limit)
}

/// Levenshtein's distance of two words of fewer than [`LONG`] bytes.
fn distance(a: &[u8], b: &[u8]) -> Option<usize> {
    let mut row = [0u8; LONG];
    for (j, cell) in (0..).zip(row.get_mut(..=b.len())?) {
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
    Some(usize::from(row[b.len()]))
}
