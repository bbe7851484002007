//! Bytes and rows. Has never heard of a briefing.
pub mod fold;
mod safe;
mod span;
pub mod words;

pub use safe::for_stream;
pub use span::{Span, unmark};
