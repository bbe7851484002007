//! Bytes and rows. Has never heard of a briefing.
mod safe;
mod span;
mod words;

pub use safe::for_stream;
pub use span::{Span, unmark};
pub use words::{Mark, marks};
