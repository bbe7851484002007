//! The note as one HTML file: the note, and beside it text, sources and positions as the reader shows them.
mod markup;
mod page;
mod reading;
#[cfg(test)]
mod tests;
mod tools;

pub(super) use markup::{escaped, runs, text, web_address};
pub use page::html;
