//! Words, sentences and quotation marks.
use super::Span;

/// A stretch of text in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
}

/// The marked stretches of `text`, in text order.
#[must_use]
pub fn marks(text: &str, paragraphs: &[Span]) -> Vec<Mark> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut open = None;
        for (at, c) in paragraph.of(text).char_indices() {
            let at = paragraph.start + at;
            match (c, open) {
                ('“' | '"', None) => open = Some((at, at + c.len_utf8())),
                ('”' | '"', Some((outer, inner))) => {
                    out.push(Mark {
                        outer: Span::new(outer, at + c.len_utf8()),
                        inner: Span::new(inner, at),
                    });
                    open = None;
                }
                _ => {}
            }
        }
    }
    out
}
