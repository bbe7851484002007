//! Approximate search of a byte pattern, 64 rows at a time.
//!
//! G. Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming* (1999), in blocks as
//! H. Hyyrö, *A bit-vector algorithm for computing Levenshtein and Damerau edit distances* (2003) arranges them.

/// A pattern made ready: for each byte, the rows it stands in.
#[derive(Debug)]
pub(super) struct Rows {
    len: usize,
    blocks: usize,
    equal: Vec<u64>,
}

/// A block of 64 rows: where the score goes up and where it goes down.
#[derive(Clone, Copy, Debug)]
struct Block {
    up: u64,
    down: u64,
}

impl Rows {
    pub(super) fn new(pattern: impl ExactSizeIterator<Item = u8>) -> Self {
        let len = pattern.len();
        let blocks = len.div_ceil(64).max(1);
        let mut equal = vec![0; 256 * blocks];
        for (i, byte) in pattern.enumerate() {
            equal[usize::from(byte) * blocks + i / 64] |= 1 << (i % 64);
        }
        Self { len, blocks, equal }
    }

    /// Calls `seen` with the least number of edits that turn the pattern into a piece of `text` ending at each byte. The piece begins
    /// at the text's first byte where `anchored`, else anywhere.
    pub(super) fn scan(
        &self,
        text: impl Iterator<Item = u8>,
        anchored: bool,
        mut seen: impl FnMut(usize, usize),
    ) {
        let mut blocks = vec![Block { up: !0, down: 0 }; self.blocks];
        let mut score = self.len;
        let last_bit = (self.len + 63) % 64;
        for (i, byte) in text.enumerate() {
            let equal = &self.equal[usize::from(byte) * self.blocks..][..self.blocks];
            let mut carry = (anchored, false);
            for (b, block) in blocks.iter_mut().enumerate() {
                let top = if b + 1 == self.blocks { last_bit } else { 63 };
                carry = block.step(equal[b], carry, top);
            }
            score = score + usize::from(carry.0) - usize::from(carry.1);
            seen(i + 1, score);
        }
    }
}

impl Block {
    /// One byte on. `carry` says whether the score of the row above went up or down; so does the answer for row `top`.
    fn step(&mut self, equal: u64, carry: (bool, bool), top: usize) -> (bool, bool) {
        let vertical = equal | self.down;
        let equal = equal | u64::from(carry.1);
        let diagonal = (((equal & self.up).wrapping_add(self.up)) ^ self.up) | equal;
        let up = self.down | !(diagonal | self.up);
        let down = self.up & diagonal;
        let out = (up >> top & 1 == 1, down >> top & 1 == 1);
        let up = up << 1 | u64::from(carry.0);
        let down = down << 1 | u64::from(carry.1);
        self.up = down | !(vertical | up);
        self.down = up & vertical;
        out
    }
}

/// Where in `text` something within `most` edits of `pattern` stands: first byte, one past the last, edits. The best; of equals the first.
pub(super) fn find(text: &[u8], pattern: &[u8], most: usize) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    Rows::new(pattern.iter().copied()).scan(text.iter().copied(), false, |end, edits| {
        if edits <= most && best.is_none_or(|(least, _)| edits < least) {
            best = Some((edits, end));
        }
    });
    let (edits, end) = best?;
    let mut start = (usize::MAX, 0usize);
    let near = &text[end.saturating_sub(pattern.len() + edits)..end];
    Rows::new(pattern.iter().rev().copied()).scan(
        near.iter().rev().copied(),
        true,
        |len, edits| {
            if edits < start.0
                || (edits == start.0
                    && len.abs_diff(pattern.len()) < start.1.abs_diff(pattern.len()))
            {
                start = (edits, len);
            }
        },
    );
    Some((end - start.1, end, edits))
}

/// The least number of edits between `pattern` and any beginning of `text`.
pub(in crate::anchor) fn prefix_edits(
    text: impl Iterator<Item = u8>,
    pattern: impl ExactSizeIterator<Item = u8>,
) -> usize {
    let mut least = pattern.len();
    Rows::new(pattern).scan(text, true, |_, edits| least = least.min(edits));
    least
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least edits over all pieces of `text`, the plain way.
    fn naive(text: &[u8], pattern: &[u8], anchored: bool) -> usize {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut best = pattern.len();
        for (j, &c) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if anchored { j + 1 } else { 0 };
            for (i, &p) in pattern.iter().enumerate() {
                let changed = diagonal + usize::from(p != c);
                diagonal = column[i + 1];
                column[i + 1] = changed.min(diagonal + 1).min(column[i] + 1);
            }
            best = best.min(column[pattern.len()]);
        }
        best
    }

    proptest! {
        #[test]
        fn bits_count_as_tables_do(text in "[ab]{0,160}", pattern in "[ab]{1,150}") {
            let (text, pattern) = (text.as_bytes(), pattern.as_bytes());
            let found = find(text, pattern, pattern.len() - 1).map_or(pattern.len(), |f| f.2);
            prop_assert_eq!(found, naive(text, pattern, false));
            prop_assert_eq!(prefix_edits(text.iter().copied(), pattern.iter().copied()), naive(text, pattern, true));
        }
    }

    #[test]
    fn the_piece_that_was_meant_is_found() {
        assert_eq!(
            find(b"xx the qick brown fox yy", b"the quick brown fox", 4),
            Some((3, 21, 1))
        );
    }
}
