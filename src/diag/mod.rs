//! What is wrong, where, and how to mend it.
mod code;
mod diagnostic;
mod nearest;
pub mod print;

pub use code::{Code, Severity};
pub use diagnostic::{Condition, Diagnostic, File, FileId, Files, Place};
pub use nearest::{distance, nearest};
