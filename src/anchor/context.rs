//! The words beside a quotation, which tell equal places apart.
use crate::text::{Span, fold::Folded};

use super::{
    Quotation,
    near::{loose, prefix_edits},
};

/// The context of a pattern, folded, without what is neither letter nor digit where it meets the quotation.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    before: Option<String>,
    after: Option<String>,
}

/// How like the words beside a place are to a context: 0 unlike, 1 the same; `None` where nothing is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    pub(super) before: Option<f32>,
    pub(super) after: Option<f32>,
}

impl Likeness {
    /// That of the side that is less like it.
    pub(super) fn least(self) -> f32 {
        self.before.unwrap_or(1.0).min(self.after.unwrap_or(1.0))
    }

    /// The mean of both sides.
    pub(super) fn mean(self) -> Option<f32> {
        match (self.before, self.after) {
            (Some(a), Some(b)) => Some(f32::midpoint(a, b)),
            (a, b) => a.or(b),
        }
    }
}

impl Context {
    /// `None` where the pattern gives none that says anything.
    pub(super) fn new(quotation: &impl Quotation) -> Option<Self> {
        let folded = |words: &str, trim: fn(&str) -> &str| {
            let folded = Folded::new(words, Span::new(0, words.len()));
            Some(trim(folded.text()).to_owned()).filter(|words| !words.is_empty())
        };
        let before = quotation.before().and_then(|words| folded(words, trim_end));
        let after = (quotation.after()).and_then(|words| folded(words, trim_start));
        (before.is_some() || after.is_some()).then_some(Self { before, after })
    }

    /// Whether all that is given stands directly beside `span`, glyphs folded; paragraphs' ends are blanks here.
    pub(super) fn fits(&self, text: &str, span: Span) -> bool {
        self.fits_for(text, span, usize::MAX)
    }

    /// Whether the words nearest to the quotation do.
    pub(super) fn touches(&self, text: &str, span: Span) -> bool {
        self.fits_for(text, span, NEAREST)
    }

    /// Whether the nearest `most` folded bytes of each side that is given do.
    fn fits_for(&self, text: &str, span: Span, most: usize) -> bool {
        let fits_before = |words: &String| {
            let words = &words[words.ceil_char_boundary(words.len().saturating_sub(most))..];
            let window = before(text, span, reach(words));
            trim_end(Folded::new(text, window).text()).ends_with(words)
        };
        let fits_after = |words: &String| {
            let words = &words[..words.floor_char_boundary(most)];
            let window = after(text, span, reach(words));
            trim_start(Folded::new(text, window).text()).starts_with(words.trim_end())
        };
        self.before.as_ref().is_none_or(fits_before) && self.after.as_ref().is_none_or(fits_after)
    }

    /// The likeness of a place where all that is given stands.
    pub(super) fn full(&self) -> Likeness {
        Likeness {
            before: self.before.as_ref().map(|_| 1.0),
            after: self.after.as_ref().map(|_| 1.0),
        }
    }

    /// Whether all that is given lies beyond the text's ends, so that nothing there can be like it or unlike.
    pub(super) fn is_beyond(&self, text: &str, span: Span) -> bool {
        let silent = |words: &str| !words.contains(char::is_alphanumeric);
        (self.before.is_none() || silent(&text[..span.start]))
            && (self.after.is_none() || silent(&text[span.end..]))
    }

    /// How like the words beside `span` are, letter by letter, nearest words only.
    pub(super) fn likeness(&self, text: &str, span: Span) -> Likeness {
        let before = self.before.as_ref().map(|words| {
            let (asked, _) = loose(words);
            let asked = &asked[asked.len().saturating_sub(SEEN)..];
            let (there, _) = loose(trim_end(before(text, span, reach(words)).of(text)));
            alike(asked.iter().rev().copied(), there.iter().rev().copied())
        });
        let after = self.after.as_ref().map(|words| {
            let (asked, _) = loose(words);
            let asked = &asked[..asked.len().min(SEEN)];
            let (there, _) = loose(trim_start(after(text, span, reach(words)).of(text)));
            alike(asked.iter().copied(), there.iter().copied())
        });
        Likeness { before, after }
    }

    pub(super) fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    pub(super) fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

/// Folded bytes of context on each side that tell a place where nothing else is like it.
const NEAREST: usize = 20;

/// Bytes of context that are compared letter by letter.
const SEEN: usize = 64;

/// Likeness of two strings that begin together, scaled so that unrelated prose is near 0.
fn alike(asked: impl ExactSizeIterator<Item = u8>, there: impl Iterator<Item = u8>) -> f32 {
    let len = asked.len();
    if len == 0 {
        return 0.0;
    }
    let edits = prefix_edits(there.take(len + len / 2), asked);
    #[expect(clippy::cast_precision_loss, reason = "a few dozen letters")]
    let rate = edits as f32 / len as f32;
    ((0.6 - rate) / 0.6).clamp(0.0, 1.0)
}

/// How many printed bytes the words can take, blanks and marks between included.
const fn reach(words: &str) -> usize {
    words.len() * 3 + 64
}

fn before(text: &str, span: Span, reach: usize) -> Span {
    Span::new(
        text.floor_char_boundary(span.start.saturating_sub(reach)),
        span.start,
    )
}

fn after(text: &str, span: Span, reach: usize) -> Span {
    Span::new(
        span.end,
        text.ceil_char_boundary((span.end + reach).min(text.len())),
    )
}

fn trim_end(words: &str) -> &str {
    words
        .trim_start()
        .trim_end_matches(|c: char| !c.is_alphanumeric())
}

fn trim_start(words: &str) -> &str {
    words
        .trim_end()
        .trim_start_matches(|c: char| !c.is_alphanumeric())
}
