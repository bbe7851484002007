//! What is known about a record, row by row: where it stands open in a pane, a list or a preview.
mod detail;
mod particulars;
mod said;

pub(in crate::ui) use detail::detail;
pub(in crate::ui) use said::{told, who};
