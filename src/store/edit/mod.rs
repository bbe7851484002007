//! A change -> the same TOML: bytes put in at their place, and every other byte, comment, blank and line end left alone.
mod change;
#[cfg(test)]
mod corpus;
mod expect;
pub(super) mod field;
mod files;
pub(super) mod find;
mod make;
mod memory;
mod neighbour;
mod rename;
pub(super) mod said;
mod schema;
pub(super) mod shape;
pub(super) mod splice;
pub(super) mod style;
pub(super) mod table;
#[cfg(test)]
mod tests;
mod uses;

pub use change::{Answer, Beside, Change, Choice, Conflict, Edit, Refused, Value};
pub use make::preview;
pub(super) use neighbour::is_taken;
pub use neighbour::{fresh_id, neighbour};
pub use uses::{Block, Use, block};
