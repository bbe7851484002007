//! A text as it is looked through: stretch by stretch, each folded when its turn comes.
use crate::text::{
    Span,
    fold::{Folded, seam_ahead},
};
use std::{iter, ops::Range};

/// A text as it is looked through: paragraph by paragraph, or, where it has none, sheet by sheet.
#[derive(Clone, Copy, Debug)]
pub(in crate::anchor) struct Pages<'a> {
    pub(super) text: &'a str,
    paragraphs: Option<&'a [Span]>,
}

impl<'a> Pages<'a> {
    pub(in crate::anchor) const fn new(text: &'a str, paragraphs: &'a [Span]) -> Self {
        Self {
            text,
            paragraphs: Some(paragraphs),
        }
    }

    /// A text without paragraphs, in which what hangs together lies near together.
    pub(in crate::anchor) const fn whole(text: &'a str) -> Self {
        Self {
            text,
            paragraphs: None,
        }
    }

    pub(super) const fn paragraphs(&self) -> Option<&'a [Span]> {
        self.paragraphs
    }

    /// The paragraph in which words begin or end at byte `at`.
    pub(super) fn paragraph(self, at: usize) -> Span {
        let Some(paragraphs) = self.paragraphs else {
            return Span::new(0, self.text.len());
        };
        let ended = paragraphs.partition_point(|p| p.end < at);
        let found = paragraphs.get(ended).filter(|p| p.start <= at);
        found.copied().unwrap_or(Span::new(at, at))
    }

    /// The pages in shares, by the numbers of their paragraphs: as many of them as the text's length says, whoever looks them through.
    pub(super) fn shares(self) -> Vec<Range<usize>> {
        let Some(paragraphs) = self.paragraphs else {
            return iter::once(0..1).collect();
        };
        let count = (self.text.len() / SHARE).clamp(1, SHARES);
        let each = self.text.len().div_ceil(count);
        let first = |share| paragraphs.partition_point(|p| p.start < share * each);
        let end = |share| {
            if share == count {
                paragraphs.len()
            } else {
                first(share)
            }
        };
        (0..count)
            .map(|share| first(share)..end(share + 1))
            .collect()
    }

    /// Calls `seen` with each stretch of one share, folded, the number of its paragraph, and the byte from which on what begins is seen again in the
    /// next. Needles of up to `longest` folded bytes are whole in one of them.
    pub(super) fn each(
        self,
        share: Range<usize>,
        longest: usize,
        mut seen: impl FnMut(&Folded, usize, usize),
    ) {
        let mut folded = Folded::default();
        if let Some(paragraphs) = self.paragraphs {
            for i in share {
                folded.refill(self.text, paragraphs[i]);
                seen(&folded, i, usize::MAX);
            }
            return;
        }
        let (len, mut start) = (self.text.len(), 0);
        while start < len {
            let end = seam_ahead(self.text, start + SHEET.max(longest));
            let mut over = 2 * longest;
            loop {
                let reach = seam_ahead(self.text, end + over);
                folded.refill(self.text, Span::new(start, reach));
                if reach == len || folded.text().len() - folded.folded(end) >= longest {
                    break;
                }
                over *= 2;
            }
            seen(&folded, 0, if end == len { usize::MAX } else { end });
            start = end;
        }
    }
}

/// Bytes from which on another share is worth it, and the most shares: each keeps the places of every needle for itself.
const SHARE: usize = if cfg!(test) { 64 } else { 2 << 20 };
const SHARES: usize = 4;

/// Bytes of a text without paragraphs that are folded together, about.
const SHEET: usize = 1 << 16;
