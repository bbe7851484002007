//! Words made ready for being looked for, and whether they really stand where their letters do.
use memchr::memmem;
use std::borrow::Cow;

use super::{
    Folded,
    folding::has_optional_stop,
    glyph::{is_ideograph, is_invisible},
    grapheme::is_grapheme_edge,
};
use crate::text::Span;

/// Words made ready for being looked for. Those that are folded as they are written are not copied: of most there are many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle<'w> {
    body: Cow<'w, str>,
    /// A comma or full stop at the very end: in print it may stand directly before a mark, where the fold dropped it.
    tail: Option<u8>,
    /// The first or last letter may stand inside a word.
    loose: (bool, bool),
}

/// Where a needle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The printed bytes.
    pub span: Span,
    /// Where it begins and ends.
    pub ends: Ends,
    /// Its last folded byte plus one.
    pub folded_end: usize,
}

/// Where words begin and end that stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ends {
    /// Where words do.
    Whole,
    /// Within a word of a script that writes small words and their endings as one with it, or the last word of many breaks off.
    Inside,
    /// Within a number, or a word of a script that has small and capital letters: what stands there is another word.
    Cut,
}

/// Folded bytes from which on words are known whose last one breaks off.
const LONG: usize = 40;

impl Hit {
    /// Whether it begins and ends where words do.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.ends == Ends::Whole
    }
}

impl<'w> Needle<'w> {
    /// Folds `words`, without the blanks around them; `None` if nothing is left.
    #[must_use]
    pub fn new(words: &'w str) -> Option<Self> {
        Self::of(words, &Folded::new(words, Span::new(0, words.len())))
    }

    /// The same for a text folded by [`Folded::loose`].
    #[must_use]
    pub fn loose(words: &'w str) -> Option<Self> {
        Self::of(words, &Folded::loose(words, Span::new(0, words.len())))
    }

    fn of(words: &'w str, folded: &Folded) -> Option<Self> {
        let text = folded.text().trim_end_matches(' ');
        let blanks = text.len() - text.trim_start_matches(' ').len();
        let start = blanks - usize::from(!is_grapheme_edge(text, blanks));
        let rest = &text[start..];
        let has_stop = rest.len() > 1 && has_optional_stop(rest.as_bytes());
        let tail = rest.chars().next_back().filter(|_| has_stop);
        let body = start..text.len() - tail.map_or(0, char::len_utf8);
        let body = if folded.text() == words {
            Cow::Borrowed(&words[body])
        } else {
            Cow::Owned(text[body].to_owned())
        };
        (!body.is_empty()).then_some(Self {
            body,
            tail: tail.map(|c| if c == ',' { b',' } else { b'.' }),
            loose: (false, false),
        })
    }

    /// The same, to be kept without the words it is made of.
    #[must_use]
    pub fn into_owned(self) -> Needle<'static> {
        Needle {
            body: Cow::Owned(self.body.into_owned()),
            tail: self.tail,
            loose: self.loose,
        }
    }

    /// The same, and its first (`start`) or last letter may stand inside a word.
    #[must_use]
    pub fn inside_words(self, start: bool, end: bool) -> Self {
        Self {
            loose: (start, end),
            ..self
        }
    }

    /// What to look for in a folded text; [`Folded::hit`] says whether it is really there.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

impl Folded {
    /// Whether `needle`, whose body stands at folded byte `at`, is there: no grapheme begins before it or goes on behind it.
    #[must_use]
    pub fn hit(&self, text: &str, at: usize, needle: &Needle<'_>) -> Option<Hit> {
        let mut end = at + needle.body.len();
        let mut dropped = false;
        if let Some(tail) = needle.tail {
            match self.text().as_bytes().get(end) {
                Some(&c) if c == tail => end += 1,
                Some(b'\'') => dropped = true,
                _ => return None,
            }
        }
        if !self.is_edge(text, at) || !self.is_edge(text, end) {
            return None;
        }
        let mut span = self.printed(text, at..end);
        if dropped {
            let shown = text[span.end..]
                .find(|c: char| !is_invisible(c) && !c.is_whitespace())
                .map_or(text.len(), |i| span.end + i);
            if text.as_bytes().get(shown).copied() != needle.tail {
                return None;
            }
            span.end = shown + 1;
        }
        let ends = |loose, at| {
            if loose {
                Ends::Whole
            } else {
                ends_at(self.text(), at)
            }
        };
        Some(Hit {
            span,
            ends: ends(needle.loose.0, at).max(match ends(needle.loose.1, end) {
                Ends::Cut if self.breaks_off(at, end) => Ends::Inside,
                ends => ends,
            }),
            folded_end: end,
        })
    }

    /// Whether what stands from folded byte `at` to `end` is long enough to be known by, and only its last word breaks off, with nothing
    /// behind it that turns the sense: somebody cut it at some length.
    fn breaks_off(&self, at: usize, end: usize) -> bool {
        let text = self.text();
        let turns = ["not", "less"].into_iter().any(|rest| {
            let behind = text[end..].strip_prefix(rest);
            behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
        });
        end - at >= LONG && !turns && !text.as_bytes()[end - 1].is_ascii_digit()
    }

    /// Every place of `needle` in text order, overlapping ones too.
    pub fn hits(&self, text: &str, needle: &Needle<'_>) -> impl Iterator<Item = Hit> {
        let finder = memmem::Finder::new(needle.body.as_bytes());
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(at) = finder
                .find(&self.text().as_bytes()[from..])
                .map(|i| i + from)
            {
                from = at + 1;
                if let Some(hit) = self.hit(text, at, needle) {
                    return Some(hit);
                }
            }
            None
        })
    }

    /// Whether a grapheme begins in print where folded byte `at` comes from, or letters of a ligature part there.
    fn is_edge(&self, text: &str, at: usize) -> bool {
        let (stretch, raw) = (self.within().of(text), self.raw(at));
        let in_ligature = || !stretch.is_char_boundary(raw) && is_grapheme_edge(self.text(), at);
        at == self.text().len() || is_grapheme_edge(stretch, raw) || in_ligature()
    }
}

/// Whether letters or digits of one word stand on both sides of byte `at`.
#[must_use]
pub fn is_inside_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at)) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => {
            a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()
        }
        (Some(_), Some(_)) => {
            let before = text[..at].chars().next_back();
            let after = text[at..].chars().next();
            before.zip(after).is_some_and(|(a, b)| {
                a.is_alphanumeric() && b.is_alphanumeric() && !(is_ideograph(a) || is_ideograph(b))
            })
        }
        _ => false,
    }
}

/// Whether words that begin or end at byte `at` would be cut out of another word, or a number out of another.
#[must_use]
pub fn is_cut(text: &str, at: usize) -> bool {
    ends_at(text, at) == Ends::Cut
}

/// What ends where words stop at byte `at`.
fn ends_at(text: &str, at: usize) -> Ends {
    let (mut before, mut behind) = (text[..at].chars(), text[at..].chars());
    let (Some(a), Some(b)) = (before.next_back(), behind.next()) else {
        return Ends::Whole;
    };
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = |c: char| matches!(c, '.' | ',');
    let number = match (is_digit(Some(a)), is_digit(Some(b))) {
        (true, true) => true,
        (true, false) => parts(b) && is_digit(behind.next()),
        (false, true) => parts(a) && is_digit(before.next_back()),
        (false, false) => false,
    };
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase();
    // `endThe`: two words whose blank was lost.
    let word = has_case(a) && has_case(b) && !(a.is_lowercase() && b.is_uppercase());
    match () {
        () if number || word => Ends::Cut,
        () if is_inside_word(text, at) => Ends::Inside,
        () => Ends::Whole,
    }
}
