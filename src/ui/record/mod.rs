//! What is known about a record, row by row: where it stands open in a pane, a list or a preview.
mod detail;
mod particulars;
mod said;

pub(super) use detail::detail;
pub(super) use said::{told, who};
