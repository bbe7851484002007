//! The loose fold, for finding candidates only: accents, case and glyphs taken away (NFKD, combining marks dropped, lower case, `ß` = `ss`).
//! Nothing is ever called the same because the loose fold says so.
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::fold::{is_dash, is_invisible, is_mark};

/// The loose form of one character: NFKD without marks, lower case.
pub(super) fn loosen(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |d| match d {
        d if is_combining_mark(d) => {}
        'ß' | 'ẞ' => ['s', 's'].into_iter().for_each(&mut push),
        'ı' => push('i'),
        'ł' | 'Ł' => push('l'),
        'ø' | 'Ø' => push('o'),
        d => d
            .to_lowercase()
            .filter(|&l| !is_combining_mark(l))
            .for_each(&mut push),
    });
}

/// The loose form of `text`, and for each of its bytes the printed byte it comes from.
pub(in crate::anchor) fn loose(text: &str) -> (Vec<u8>, Vec<u32>) {
    let (mut bytes, mut from) = (
        Vec::with_capacity(text.len()),
        Vec::with_capacity(text.len()),
    );
    each_loose(text, |at, byte| {
        bytes.push(byte);
        from.push(at);
    });
    (bytes, from)
}

/// Calls `seen` with each byte of the loose form of `text` and the printed byte it comes from.
pub(super) fn each_loose(text: &str, seen: impl FnMut(u32, u8)) {
    let mut loosener = Loosener {
        seen,
        blank: false,
        last: None,
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() {
            loosener.end_blank(at);
            loosener.push(at, c.to_ascii_lowercase() as u8);
        } else if c.is_whitespace() {
            loosener.blank = true;
        } else if is_dash(c) {
            loosener.blank = false;
            if loosener.last != Some(b'-') {
                loosener.push(at, b'-');
            }
        } else if !is_invisible(c) && !is_combining_mark(c) {
            loosener.end_blank(at);
            if is_mark(c) {
                loosener.push(at, b'\'');
            } else {
                loosen(c, |l| loosener.push_char(at, l));
            }
        }
    }
}

/// What makes the loose form byte by byte.
struct Loosener<F> {
    seen: F,
    /// Whether blanks stand before what comes next.
    blank: bool,
    last: Option<u8>,
}

impl<F: FnMut(u32, u8)> Loosener<F> {
    fn push(&mut self, at: usize, byte: u8) {
        self.last = Some(byte);
        (self.seen)(u32::try_from(at).unwrap_or(u32::MAX), byte);
    }

    fn push_char(&mut self, at: usize, c: char) {
        for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
            self.push(at, byte);
        }
    }

    /// A blank before byte `at`, unless a dash or nothing stands before it.
    fn end_blank(&mut self, at: usize) {
        if std::mem::take(&mut self.blank) && self.last.is_some_and(|b| b != b'-') {
            self.push(at.saturating_sub(1), b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_text_knows_where_it_is_from() {
        let (bytes, from) = loose("Ä —  b");
        assert_eq!(
            (bytes.as_slice(), from.as_slice()),
            (b"a-b".as_slice(), [0, 3, 8].as_slice())
        );
    }
}
