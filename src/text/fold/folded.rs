//! A folded stretch of a text, and the exact way back to the printed bytes.
use std::ops::Range;

use super::{
    folding::{Break, Folding},
    glyph::dash_len,
    grapheme::{ceil_grapheme, floor_grapheme},
    plain::STEP,
};
use crate::text::Span;

/// A folded stretch of a text. It remembers only where printed and folded lengths part, so it costs little more than its text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    breaks: Vec<Break>,
    printed: Span,
    /// Whether case and accents are folded too.
    loose: bool,
}

impl Folded {
    /// Folds the bytes `within` of `text`. Of a stretch over 4 GiB only the first 4 GiB are seen.
    #[must_use]
    pub fn new(text: &str, within: Span) -> Self {
        let mut folded = Self::default();
        folded.refill(text, within);
        folded
    }

    /// The same with case and accents folded too, for looking something up: never for saying that words are the same.
    #[must_use]
    pub fn loose(text: &str, within: Span) -> Self {
        let mut folded = Self {
            loose: true,
            ..Self::default()
        };
        folded.refill(text, within);
        folded
    }

    /// Folds other bytes into the same memory.
    pub fn refill(&mut self, text: &str, within: Span) {
        let longest = text.floor_char_boundary(within.start.saturating_add(u32::MAX as usize));
        self.printed = Span::new(within.start, within.end.min(longest));
        self.breaks.clear();
        let mut memory = std::mem::take(&mut self.text).into_bytes();
        memory.clear();
        memory.reserve(self.printed.len() + STEP);
        let folding = Folding {
            printed: self.printed.of(text),
            loose: self.loose,
            folded: memory,
            breaks: &mut self.breaks,
        };
        self.text = folding.run();
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text that was folded.
    #[must_use]
    pub const fn within(&self) -> Span {
        self.printed
    }

    /// The printed bytes behind `folded` bytes, which must not be empty. A ligature or a dash of several hyphens that is partly in is wholly
    /// in, and no grapheme is cut.
    #[must_use]
    pub fn printed(&self, text: &str, folded: Range<usize>) -> Span {
        let stretch = self.printed.of(text);
        let start = floor_grapheme(stretch, self.raw(folded.start));
        let last = self.raw(folded.end - 1);
        let glyph = match stretch.as_bytes()[last] {
            b'-' => dash_len(stretch, last, '-'),
            _ => 1,
        };
        let end = ceil_grapheme(stretch, last + glyph);
        Span::new(self.printed.start + start, self.printed.start + end)
    }

    /// The folded byte that goes with printed byte `at`; where that folds to nothing, the next.
    #[must_use]
    pub fn folded(&self, at: usize) -> usize {
        let at = at.saturating_sub(self.printed.start);
        let next = self.breaks.partition_point(|b| b.printed as usize <= at);
        let along = match next.checked_sub(1).map(|i| self.breaks[i]) {
            Some(b) => b.folded as usize + (at - b.printed as usize),
            None => at,
        };
        let most = match self.breaks.get(next) {
            Some(b) => b.folded as usize,
            None => self.text.len(),
        };
        self.text.floor_char_boundary(along.min(most))
    }

    /// The printed byte that goes with folded byte `at`, perhaps in the middle of a character.
    pub(super) fn raw(&self, at: usize) -> usize {
        let next = self.breaks.partition_point(|b| b.folded as usize <= at);
        let along = match next.checked_sub(1).map(|i| self.breaks[i]) {
            Some(b) => b.printed as usize + (at - b.folded as usize),
            None => at,
        };
        match self.breaks.get(next) {
            Some(b) => along.min(b.printed as usize - 1),
            None => along.min(self.printed.len().saturating_sub(1)),
        }
    }
}
