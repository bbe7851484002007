//! What must hold of every note, whatever its format: nothing leaves as a quotation unless it stands in an article.
mod files;
mod foreign;
mod narrowed;
mod said;

pub(super) use files::{SOUND, WILD, open};
