//! The lines a finding is about, as they are shown: made visible, and cut around the caret where they are long.
use std::ops::Range;

use super::order::Located;
use crate::text::{Span, graphemes_in};

/// Lines shown at most; of a longer place only the first.
const LINES: usize = 5;
/// Columns of a line shown at most.
const COLUMNS: usize = 110;
/// Columns of them before the caret, in a line that is cut.
const BEFORE: usize = 36;
/// Bytes before the caret that are looked at; enough for `BEFORE` columns of anything but heaps of marks.
const REACH: usize = 8 * BEFORE;

/// Some whole lines of a file, visible, with the places of their glyphs.
pub(super) struct Excerpt {
    /// What is shown, lines joined by `\n`.
    pub(super) source: String,
    /// Bytes of the file that it shows something of.
    covers: Span,
    /// Each glyph's first byte in the file and in `source`, and both ends; in order.
    places: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines at `at`.
    pub(super) fn around(at: &Located<'_>) -> Self {
        // A place that ends with the line break is about its lines alone.
        let ending = at.lines.place(at.end.saturating_sub(1).max(at.start)).line;
        let last = if ending - at.first.line < LINES {
            ending
        } else {
            at.first.line
        };
        let mut excerpt = Self {
            source: String::new(),
            covers: Span::new(at.start, at.start),
            places: Vec::new(),
        };
        for line in at.first.line..=last {
            let span = at.lines.span(line);
            if line > at.first.line {
                excerpt.source.push('\n');
                excerpt.line(at.text, span, span.start);
            } else {
                excerpt.line(at.text, span, at.start.min(span.end));
            }
        }
        excerpt
    }

    /// Adds the line `span`, so that the byte `caret` is shown.
    fn line(&mut self, text: &str, span: Span, caret: usize) {
        let from = window(text, span, caret);
        if from > span.start {
            self.source.push('…');
        }
        if self.places.is_empty() {
            self.covers.start = from;
        }
        let (mut columns, mut end) = (0, from);
        for glyph in graphemes_in(text, Span::new(from, span.end)) {
            columns += glyph.columns;
            if columns > COLUMNS {
                break;
            }
            self.places.push((glyph.span.start, self.source.len()));
            self.source.push_str(&glyph.shown);
            end = glyph.span.end;
        }
        self.places.push((end, self.source.len()));
        self.covers.end = end;
        if end < span.end {
            self.source.push('…');
        }
    }

    /// Whether all of `other`, a place in the same file, is shown.
    pub(super) fn shows(&self, other: &Located<'_>) -> bool {
        self.covers.covers(Span::new(other.start, other.end))
    }

    /// The bytes of `source` that stand for `at`, or for as much of it as is shown.
    pub(super) fn range(&self, at: &Located<'_>) -> Range<usize> {
        let start = self
            .places
            .partition_point(|(byte, _)| *byte <= at.start)
            .saturating_sub(1);
        let end = self.places.partition_point(|(byte, _)| *byte < at.end);
        let shown = |n: usize| {
            self.places
                .get(n)
                .or(self.places.last())
                .map_or(0, |(_, shown)| *shown)
        };
        shown(start)..shown(end).max(shown(start))
    }
}

/// Where to begin showing the line `span` so that `caret` and what follows it is seen: at its start if all of it has room.
fn window(text: &str, span: Span, caret: usize) -> usize {
    let wide = graphemes_in(text, span)
        .scan(0, |columns, glyph| {
            *columns += glyph.columns;
            Some(*columns)
        })
        .any(|columns| columns > COLUMNS);
    let near = text
        .floor_char_boundary(caret.saturating_sub(REACH))
        .max(span.start);
    if !wide {
        return span.start;
    }
    let before: Vec<_> = graphemes_in(text, Span::new(near, caret)).collect();
    let mut columns = 0;
    before
        .iter()
        .rev()
        .take_while(|glyph| {
            columns += glyph.columns;
            columns <= BEFORE
        })
        .last()
        .map_or(caret, |glyph| glyph.span.start)
}
