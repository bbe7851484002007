//! A text as it is looked through: stretch by stretch, each folded when its turn comes.
use crate::text::{
    Span,
    fold::{Folded, seam_ahead},
};

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

    /// Calls `seen` with each stretch, folded, the number of its paragraph, and the byte from which on what begins is seen again in the
    /// next. Needles of up to `longest` folded bytes are whole in one of them.
    pub(super) fn each(self, longest: usize, mut seen: impl FnMut(&Folded, usize, usize)) {
        let mut folded = Folded::default();
        if let Some(paragraphs) = self.paragraphs {
            for (i, &within) in paragraphs.iter().enumerate() {
                folded.refill(self.text, within);
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

/// Bytes of a text without paragraphs that are folded together, about.
const SHEET: usize = 1 << 16;
