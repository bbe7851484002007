//! A quotation -> the bytes it names.
mod outcome;
mod pattern;

pub use outcome::{Missing, Outcome, Passage, Piece, Unchecked};
pub use pattern::Pattern;
