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
