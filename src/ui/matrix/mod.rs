//! Issues by parties, and what each cell rests on.
mod foot;
mod table;

pub(super) use table::{draw, hit};
