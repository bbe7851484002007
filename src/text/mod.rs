//! Bytes and rows. Has never heard of a briefing.
mod span;
mod words;

pub use span::{Span, unmark};
pub use words::{Mark, marks};
