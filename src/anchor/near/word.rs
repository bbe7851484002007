//! The words of a stretch of text, and what is known of each wherever it stands; for finding candidates only.
use unicode_normalization::char::is_combining_mark;

use super::loose::loosen;
use crate::text::{
    Span,
    fold::{is_ideograph, is_invisible, is_mark},
};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First printed byte.
    pub(super) start: u32,
    /// One past the last printed byte.
    pub(super) end: u32,
    /// Where its loose form ends among those of its stretch.
    form: u32,
    pub(super) shape: Shape,
}

impl Word {
    pub(super) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// What is known of a word wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// A number for its loose form; 0 is no word's.
    pub(super) hash: u64,
    /// A bit for each letter in it.
    pub(super) letters: u64,
    /// Bytes of its loose form, 255 at most.
    pub(super) len: u8,
    /// Whether a digit is in it.
    pub(super) digits: bool,
}

/// The words of a stretch of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    /// The loose forms of all words, one behind the other.
    forms: Vec<u8>,
    /// The words of the whole text, once any was read, where they are kept.
    all: Option<Vec<Word>>,
}

/// Bytes of a text up to which its words are kept: it is sooner read once than here and there.
const KEPT: usize = 1 << 14;

impl<'a> Stretch<'a> {
    pub(super) fn new(text: &'a str, within: Span) -> Self {
        let mut stretch = Self {
            text,
            ..Self::default()
        };
        stretch.read(within);
        stretch
    }

    /// Nothing of a text of which many stretches will be read.
    pub(super) fn none(text: &'a str) -> Self {
        Self {
            text,
            all: (text.len() <= KEPT).then(Vec::new),
            ..Self::default()
        }
    }

    /// Reads other bytes of the same text into the same memory; words that `within` cuts are left out.
    pub(super) fn read(&mut self, within: Span) {
        let Some(mut all) = self.all.take() else {
            return self.split(within);
        };
        if all.is_empty() {
            self.split(Span::new(0, self.text.len()));
            std::mem::swap(&mut all, &mut self.words);
        }
        let first = all.partition_point(|w| (w.start as usize) < within.start);
        let after = all.partition_point(|w| w.end as usize <= within.end);
        self.words.clear();
        self.words
            .extend_from_slice(all.get(first..after).unwrap_or_default());
        self.all = Some(all);
    }

    /// Splits bytes `within` into words.
    fn split(&mut self, within: Span) {
        let bytes = self.text.as_bytes();
        let cut = |at: usize| {
            at > 0 && at < bytes.len() && is_of_word(bytes[at - 1]) && is_of_word(bytes[at])
        };
        let (mut start, mut end) = (within.start, within.end.min(bytes.len()));
        while start < end && cut(start) {
            start += 1;
        }
        while end > start && cut(end) {
            end -= 1;
        }
        let (start, end) = (
            self.text.ceil_char_boundary(start),
            self.text.floor_char_boundary(end),
        );
        self.words.clear();
        self.forms.clear();
        let words = &mut self.words;
        let within = self.text.get(start..end).unwrap_or("");
        each_word(within, &mut self.forms, |span, shape, form| {
            words.push(Word {
                start: small(start + span.start),
                end: small(start + span.end),
                form,
                shape,
            });
        });
    }

    /// The loose form of one of its words.
    pub(super) fn form(&self, word: &Word) -> &[u8] {
        let end = word.form as usize;
        &self.forms[end - usize::from(word.shape.len)..end]
    }

    /// The words that bytes `span` meet: the first, and one past the last.
    pub(super) fn meeting(&self, span: Span) -> (usize, usize) {
        let first = self.words.partition_point(|w| w.end as usize <= span.start);
        let after = self
            .words
            .partition_point(|w| (w.start as usize) < span.end);
        (first, after.max(first))
    }
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Calls `seen` with each word of `text`, its shape, and where its loose form ends in `forms`, to which it is added. Words are letters and
/// digits, apostrophes between them, points inside numbers. Scripts without blanks give one word a character.
pub(super) fn each_word(text: &str, forms: &mut Vec<u8>, mut seen: impl FnMut(Span, Shape, u32)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            let (end, shape) = word_at(text, at, forms);
            if shape.len > 0 {
                seen(Span::new(at, end), shape, small(forms.len()));
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The word that begins at byte `start`, or nothing (`len` 0) and the byte to go on at.
fn word_at(text: &str, start: usize, forms: &mut Vec<u8>) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut shape = Shaper {
        shape: Shape::default(),
        forms,
    };
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
struct Shaper<'f> {
    shape: Shape,
    forms: &'f mut Vec<u8>,
}

impl Shaper<'_> {
    fn push(&mut self, byte: u8) {
        let shape = &mut self.shape;
        if shape.len == u8::MAX {
            // Its form stays as long as it says.
            self.forms.pop();
        }
        self.forms.push(byte);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        each_word(text, &mut Vec::new(), |span, _, _| {
            found.push(span.of(text));
        });
        found
    }

    fn hash(word: &str) -> u64 {
        let mut found = 0;
        each_word(word, &mut Vec::new(), |_, shape, _| found = shape.hash);
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
    fn a_stretch_has_whole_words_only() {
        let text = "one two three four";
        let stretch = Stretch::new(text, Span::new(5, 16));
        let words: Vec<&str> = stretch.words.iter().map(|w| w.span().of(text)).collect();
        assert_eq!(words, ["three"]);
        assert_eq!(stretch.meeting(Span::new(8, 9)), (0, 1));
    }

    #[test]
    fn the_words_of_a_small_text_are_the_same_when_they_are_kept() {
        let text = "one two thrée four";
        let mut kept = Stretch::none(text);
        for within in [Span::new(5, 17), Span::new(0, 9), Span::new(4, 100)] {
            kept.read(within);
            let fresh = Stretch::new(text, within);
            assert_eq!(kept.words.len(), fresh.words.len());
            for (a, b) in kept.words.iter().zip(&fresh.words) {
                assert_eq!((a.span(), a.shape), (b.span(), b.shape));
                assert_eq!(kept.form(a), fresh.form(b));
            }
        }
    }
}
