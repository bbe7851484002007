//! Words in a stretch of a text, and whether two texts are the same, glyphs folded.
use super::{Folded, Hit, Needle};
use crate::text::Span;

/// The first place of `words` inside `within`, glyphs folded; one at word bounds if there is any.
#[must_use]
pub fn find(text: &str, within: Span, words: &str) -> Option<Span> {
    let mut inside = None;
    let folded = Folded::new(text, within);
    for hit in folded.hits(text, &Needle::new(words)?) {
        if hit.is_whole() {
            return Some(hit.span);
        }
        inside = inside.or(Some(hit.span));
    }
    inside
}

/// All places of `words` inside `within` in text order, glyphs folded; those at word bounds if there are any.
#[must_use]
pub fn find_every(text: &str, within: Span, words: &str) -> Vec<Span> {
    let folded = Folded::new(text, within);
    let Some(needle) = Needle::new(words) else {
        return Vec::new();
    };
    let (whole, inside): (Vec<Hit>, Vec<Hit>) = folded.hits(text, &needle).partition(Hit::is_whole);
    let chosen = if whole.is_empty() { inside } else { whole };
    chosen.into_iter().map(|h| h.span).collect()
}

/// Whether two texts are the same but for glyphs, white space at their ends aside.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let folded = |s: &str| Folded::new(s, Span::new(0, s.len()));
    a == b || folded(a).text().trim_matches(' ') == folded(b).text().trim_matches(' ')
}
