//! The note as a PDF: pages are laid out here, every element is tagged for readers that are told and not shown, and the
//! letters are carried along, so that it looks the same on any machine.
mod block;
mod face;
mod line;
mod page;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use write::pdf;
