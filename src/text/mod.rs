//! Bytes and rows. Has never heard of a briefing.
mod bytes;
mod counted;
pub mod fold;
mod fuzzy;
mod hyphen;
mod lines;
mod link;
pub mod marks;
pub mod object;
mod safe;
mod span;
pub mod words;
mod wrap;

pub use counted::counted;
pub use fuzzy::{Fuzzy, Hay};
pub use hyphen::Hyphens;
pub use lines::{LineColumn, Lines};
pub use link::{is_link, links, shown_of_link, terminal_link};
pub use safe::{
    Glyph, Graphemes, columns, count_hidden, fit, for_stream, graphemes, graphemes_in, hidden,
    is_plain, json, json_line, toml_escaped, toml_line, visible,
};
pub use span::{Span, unmark};
pub use wrap::{Rows, rows, wrap};
