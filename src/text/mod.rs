//! Bytes and rows. Has never heard of a briefing.
pub mod fold;
mod span;
pub mod words;

pub use span::{Span, unmark};
