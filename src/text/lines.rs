//! Lines and columns of a text, for diagnostics and machine output; nothing else ever needs them.

use memchr::memchr_iter;

use super::Span;

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// Bytes between two counted places; bounds the work for one column, however long the line is.
const STRIDE: usize = 1024;

/// Where the lines of one text start. Made once a text, then every place costs a binary search.
///
/// A line ends with `\n`; the `\r` before it belongs to the line.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Characters before byte `n * STRIDE`.
    counted: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        let mut counted = vec![0];
        for block in text.as_bytes().chunks(STRIDE) {
            counted.push(counted[counted.len() - 1] + count(block));
        }
        Self {
            text,
            starts,
            counted,
        }
    }

    /// How many there are; an empty text has one, and so has the end after a last line break.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Line and column of byte `at`. Past the end it is the end; inside a character, the character's start.
    #[must_use]
    pub fn place(&self, at: usize) -> LineColumn {
        let at = self.text.floor_char_boundary(at);
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts[line - 1];
        LineColumn {
            line,
            column: self.characters(at) - self.characters(start) + 1,
        }
    }

    /// The bytes of line `line` (from 1) without its line break; empty at the end of the text for a line it has not.
    #[must_use]
    pub fn span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|n| self.starts.get(n)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let shown = self.text[start..end].trim_end_matches('\r');
        Span::new(start, start + shown.len())
    }

    fn characters(&self, at: usize) -> usize {
        let block = at / STRIDE;
        self.counted[block] + count(&self.text.as_bytes()[block * STRIDE..at])
    }
}

/// Characters that start in `bytes`.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str, at: usize) -> (usize, usize) {
        let place = Lines::new(text).place(at);
        (place.line, place.column)
    }

    #[test]
    fn columns_count_characters_and_both_count_from_one() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("één\ntwee", 4), (1, 3));
        assert_eq!(at("één\ntwee", 6), (2, 1));
        assert_eq!(at("één\r\ntwee", 10), (2, 4));
    }

    #[test]
    fn places_outside_are_moved_inside() {
        assert_eq!(at("één\n", 99), (2, 1));
        assert_eq!(at("één", 1), (1, 1));
    }

    #[test]
    fn a_line_comes_without_its_line_break() {
        let text = "één\r\ntwee\n";
        let lines = Lines::new(text);
        let all: Vec<&str> = (0..=lines.count() + 1)
            .map(|n| lines.span(n).of(text))
            .collect();
        assert_eq!(all, ["", "één", "twee", "", ""]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn long_lines_are_counted_like_short_ones(text in "[aé\n語]{0,3000}", at in 0usize..9000) {
            let floor = text.floor_char_boundary(at);
            let before = &text[..floor];
            let start = before.rfind('\n').map_or(0, |n| n + 1);
            let counted = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            prop_assert_eq!(super::tests::at(&text, at), counted);
        }
    }
}
