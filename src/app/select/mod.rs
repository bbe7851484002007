//! Selecting words of the article: two ends on bounds between characters, what stands around them, and how they move.
mod act;
mod around;
mod bounds;
mod ends;
mod selection;

pub(super) use ends::Unit;
pub use selection::Selection;
