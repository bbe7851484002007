//! What words are drawn with: rows, windows on lists, and the ink.
pub(super) mod ink;
pub(super) mod page;
pub(super) mod strip;
pub(super) mod window;
