//! A quotation -> the bytes it names.
mod exact;
mod outcome;
mod pattern;

pub use exact::find_all;
pub use outcome::{Missing, Outcome, Passage, Piece, Unchecked};
pub use pattern::Pattern;
