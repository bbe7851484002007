//! The words of an article and where each of them stands, folded loosely; for finding candidates only.
//!
//! The loose fold takes accents, case and glyphs away (NFKD, combining marks dropped, lower case, `ß` = `ss`). Nothing is ever
//! called the same because the loose fold says so.
use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::text::{
    Span,
    fold::{is_dash, is_ideograph, is_invisible, is_mark},
};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First printed byte.
    pub(super) start: u32,
    /// One past the last printed byte.
    pub(super) end: u32,
    /// Which word, in the vocabulary of its index.
    pub(super) term: u32,
}

impl Word {
    pub(super) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// What is known of a word wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// A number for its loose form.
    pub(super) hash: u64,
    /// A bit for each letter in it.
    pub(super) letters: u64,
    /// Bytes of its loose form, 255 at most.
    pub(super) len: u8,
    /// Whether a digit is in it.
    pub(super) digits: bool,
}

/// A word that stands in no text of an index.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// The words of a text in order, and for each word of its vocabulary all places.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) shapes: Vec<Shape>,
    terms: FxHashMap<u64, u32>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl<'a> Index<'a> {
    /// Reads `text`, of which only the first 4 GiB count.
    pub(super) fn new(text: &'a str) -> Self {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let mut terms: FxHashMap<u64, u32> =
            FxHashMap::with_capacity_and_hasher(1 << 10, FxBuildHasher);
        let mut words = Vec::with_capacity(text.len() / 6);
        let (mut shapes, mut counts) = (Vec::new(), Vec::new());
        each_word(text, |span, shape| {
            let next = small(shapes.len());
            let term = *terms.entry(shape.hash).or_insert(next);
            if term == next {
                shapes.push(shape);
                counts.push(0u32);
            }
            counts[term as usize] += 1;
            words.push(Word {
                start: small(span.start),
                end: small(span.end),
                term,
            });
        });
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for count in &mut counts {
            starts.push(sum);
            sum += std::mem::replace(count, sum);
        }
        starts.push(sum);
        let mut places = vec![0; words.len()];
        for (i, word) in (0..).zip(&words) {
            let at = &mut counts[word.term as usize];
            places[*at as usize] = i;
            *at += 1;
        }
        Self {
            text,
            words,
            shapes,
            terms,
            starts,
            places,
        }
    }

    /// Which word of the vocabulary `shape` is, or [`UNKNOWN`].
    pub(super) fn term(&self, shape: &Shape) -> u32 {
        self.terms.get(&shape.hash).copied().unwrap_or(UNKNOWN)
    }

    /// The words that bytes `from..to` meet: the first, and one past the last.
    pub(super) fn words_meeting(&self, from: usize, to: usize) -> (usize, usize) {
        let first = self.words.partition_point(|w| w.end as usize <= from);
        let after = self.words.partition_point(|w| (w.start as usize) < to);
        (first, after.max(first))
    }

    /// The places of `term` in `words`, in order.
    pub(super) fn places(&self, term: u32) -> &[u32] {
        match term {
            UNKNOWN => &[],
            term => {
                &self.places
                    [self.starts[term as usize] as usize..self.starts[term as usize + 1] as usize]
            }
        }
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Calls `seen` with each word of `text` and its shape: letters and digits, apostrophes between them, points inside numbers. Scripts
/// without blanks give one word a character.
pub(super) fn each_word(text: &str, mut seen: impl FnMut(Span, Shape)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            let (end, shape) = word_at(text, at);
            if shape.len > 0 {
                seen(Span::new(at, end), shape);
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The word that begins at byte `start`, or nothing (`len` 0) and the byte to go on at.
fn word_at(text: &str, start: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut shape = Shaper::default();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        if byte.is_ascii_alphanumeric() {
            shape.push(byte.to_ascii_lowercase());
            at += 1;
        } else if (byte == b'\'' && (next.is_ascii_alphanumeric() || next >= 0xc3)) && at > start {
            shape.push(b'\'');
            at += 1;
        } else if matches!(byte, b'.' | b',' | b':')
            && next.is_ascii_digit()
            && at > start
            && bytes[at - 1].is_ascii_digit()
        {
            shape.push(byte);
            at += 1;
        } else if byte == b'.' && is_initial(bytes, start, at) {
            at += 1;
        } else if byte < 0x80 {
            break;
        } else {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let after = at + c.len_utf8();
            if is_ideograph(c) {
                if at == start {
                    shape.letter(c);
                    return (after, shape.done());
                }
                break;
            }
            let goes_on = bytes
                .get(after)
                .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xc3);
            if c.is_alphanumeric() || matches!(c, '\u{fb00}'..='\u{fb06}') {
                shape.letter(c);
            } else if is_mark(c)
                && at > start
                && goes_on
                && text[after..].starts_with(char::is_alphanumeric)
            {
                shape.push(b'\'');
            } else if !(at > start && (is_invisible(c) || is_combining_mark(c))) {
                return (if at == start { after } else { at }, shape.done());
            }
            at = after;
        }
    }
    (at, shape.done())
}

/// Whether the full stop at byte `at` stands between two letters of `U.S.`, a word that began at `start`.
fn is_initial(bytes: &[u8], start: usize, at: usize) -> bool {
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let alone = at == start + 1 || (at >= start + 3 && bytes[at - 2] == b'.');
    alone
        && letter(at - 1)
        && letter(at + 1)
        && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric)
}

/// Gathers the shape of a word byte by byte.
#[derive(Default)]
struct Shaper {
    shape: Shape,
}

impl Shaper {
    fn push(&mut self, byte: u8) {
        let shape = &mut self.shape;
        shape.hash =
            (shape.hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        shape.letters |= 1 << (byte & 63);
        shape.len = shape.len.saturating_add(1);
        shape.digits |= byte.is_ascii_digit();
    }

    fn letter(&mut self, c: char) {
        loosen(c, |l| {
            let mut buffer = [0; 4];
            l.encode_utf8(&mut buffer)
                .bytes()
                .for_each(|b| self.push(b));
        });
    }

    const fn done(self) -> Shape {
        self.shape
    }
}

/// The loose form of one character: NFKD without marks, lower case.
fn loosen(c: char, mut push: impl FnMut(char)) {
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
pub(super) fn loose(text: &str) -> (Vec<u8>, Vec<u32>) {
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
        (self.seen)(small(at), byte);
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

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        each_word(text, |span, _| found.push(span.of(text)));
        found
    }

    fn hash(word: &str) -> u64 {
        let mut found = 0;
        each_word(word, |_, shape| found = shape.hash);
        found
    }

    #[test]
    fn words_are_split_as_readers_do() {
        assert_eq!(
            split("Don’t e-mail 3.5 of U.S. “Müller’s” 東京 a\u{ad}b."),
            [
                "Don’t",
                "e",
                "mail",
                "3.5",
                "of",
                "U.S",
                "Müller’s",
                "東",
                "京",
                "a\u{ad}b"
            ]
        );
    }

    #[test]
    fn loose_words_agree_in_all_but_their_letters() {
        for (a, b) in [
            ("Müller", "MULLER"),
            ("Mu\u{308}ller", "muller"),
            ("don’t", "don't"),
            ("ﬁne", "fine"),
            ("Straße", "strasse"),
            ("a\u{ad}b", "ab"),
        ] {
            assert_eq!(hash(a), hash(b), "{a} {b}");
        }
        assert_ne!(hash("war"), hash("raw"));
    }

    #[test]
    fn loose_text_knows_where_it_is_from() {
        let (bytes, from) = loose("Ä —  b");
        assert_eq!(
            (bytes.as_slice(), from.as_slice()),
            (b"a-b".as_slice(), [0, 3, 8].as_slice())
        );
    }

    #[test]
    fn every_place_of_a_word_is_known() {
        let index = Index::new("one two One, three; ONE");
        let mut shape = Shape::default();
        each_word("one", |_, s| shape = s);
        assert_eq!(index.places(index.term(&shape)), [0, 2, 4]);
    }
}
