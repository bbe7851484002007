//! Graphemes: what a reader takes for one sign is never cut.
use unicode_segmentation::GraphemeCursor;

/// Whether a grapheme cluster may begin at byte `at`.
pub(super) fn is_grapheme_edge(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || at >= bytes.len() {
        return at <= bytes.len();
    }
    if bytes[at - 1].is_ascii() && bytes[at].is_ascii() {
        return (bytes[at - 1], bytes[at]) != (b'\r', b'\n');
    }
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

/// The last grapheme edge at or before byte `at`.
#[must_use]
pub fn floor_grapheme(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if is_grapheme_edge(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The first grapheme edge at or after byte `at`.
#[must_use]
pub fn ceil_grapheme(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    if is_grapheme_edge(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}
