//! What fills the screen: each view, and the rows of those that are lists.
pub(super) mod ask;
pub(super) mod changes;
pub(super) mod facts;
pub(super) mod handout;
pub(super) mod help;
pub(super) mod hits;
pub(super) mod lists;
pub(super) mod matrix;
pub(super) mod problems;
pub(super) mod records;
pub(super) mod source;
pub(super) mod timeline;

pub(super) use lists::{list, name, preview, rows};
