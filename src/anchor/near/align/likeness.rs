//! How like two words are, letter by letter.
use super::lay::Asked;
use crate::anchor::near::{
    query::Query,
    word::{Shape, Stretch, Word},
};

/// 1 for the same word, less for one with a letter in three changed, else 0.
pub(super) fn likeness(there: &Stretch<'_>, query: &Query, asked: &Asked, word: &Word) -> f32 {
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
pub(super) fn may_be_like(a: &Shape, b: &Shape) -> bool {
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
