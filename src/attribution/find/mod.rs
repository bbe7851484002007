//! From an article to its statements: reading on, what is said, by whom, and quotations that nobody is named for.
mod content;
mod marks;
mod reader;
mod source;

pub use reader::statements;
pub(super) use reader::{LOOK_BACK, Reader};
