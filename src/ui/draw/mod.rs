//! What words are drawn with: rows, windows on lists, lines that are typed, and the ink.
pub(super) mod ink;
pub(super) mod page;
pub(super) mod strip;
pub(super) mod typed;
pub(super) mod window;
