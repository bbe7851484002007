//! Bytes and rows. Has never heard of a briefing.
mod span;

pub use span::{Span, unmark};
