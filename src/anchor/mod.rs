//! A quotation -> the bytes it names.
mod chain;
mod context;
mod exact;
mod operators;
mod outcome;
mod pattern;
mod scan;

pub use exact::{find, find_all};
pub use outcome::{Missing, Outcome, Passage, Piece, Unchecked};
pub use pattern::Pattern;
