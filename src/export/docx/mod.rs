//! The note as a docx, for clearance in a word processor: headings, lists, tables and notes are its own, and how they look
//! is a matter of styles alone.
mod body;
mod package;
#[cfg(test)]
mod tests;

pub use package::{Revisions, docx};
