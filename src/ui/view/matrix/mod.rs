//! Issues by parties, and what each cell rests on.
mod foot;
mod table;

pub(in crate::ui) use table::{draw, hit};
