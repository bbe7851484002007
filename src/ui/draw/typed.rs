//! A line that is being typed, in less room than it takes.
use crate::{app::Field, text::columns};
use unicode_segmentation::UnicodeSegmentation;

/// The byte from which a field shows, so that its caret does.
pub(in crate::ui) fn start(field: &Field, room: usize) -> usize {
    let before = &field.text[..field.at];
    let mut left = columns(before);
    if left < room.max(1) {
        return 0;
    }
    for (at, cluster) in before.grapheme_indices(true) {
        if left < room.max(1) {
            return at;
        }
        left -= columns(cluster).min(left);
    }
    field.at
}

/// The byte from which a field shows that has its mark where its beginning is cut off: at rest its first one, else one from which its caret shows.
pub(in crate::ui) fn begins(field: &Field, room: usize, at_rest: bool) -> (usize, &'static str) {
    if at_rest || start(field, room) == 0 {
        (0, "")
    } else {
        (start(field, room.saturating_sub(1)), "…")
    }
}

/// The byte of a field that shows from byte `from` on where a click is, `column` columns from there.
pub(in crate::ui) fn clicked(field: &Field, from: usize, column: usize) -> usize {
    let shown = field.text.get(from..).unwrap_or_default();
    let mut right = 0;
    for (at, cluster) in shown.grapheme_indices(true) {
        right += columns(cluster);
        if column < right {
            return from + at;
        }
    }
    field.text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_is_on_a_whole_character() {
        let field = Field::new("a中e\u{301}z");
        let at = |column| clicked(&field, 0, column);
        assert_eq!([0, 1, 2, 3, 4, 9].map(at), [0, 1, 1, 4, 7, 8]);
        assert_eq!(clicked(&field, 4, 1), 7);
    }
}
