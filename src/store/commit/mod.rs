//! From an edit to the files: merged with what others wrote, noted first, saved whole or not at all.
mod apply;
mod merge;
mod place;

pub use apply::{Saved, apply, redo, undo};
