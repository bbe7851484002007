//! A change -> the same TOML: bytes put in at their place, and every other byte, comment, blank and line end left alone.
mod change;
#[cfg(test)]
mod corpus;
mod expect;
mod files;
mod make;
mod memory;
mod neighbour;
pub(super) mod raw;
mod rename;
mod schema;
#[cfg(test)]
mod tests;
mod uses;

pub use change::{Answer, Beside, Change, Choice, Conflict, Edit, Refused, Value};
pub use make::preview;
pub(super) use neighbour::is_taken;
pub use neighbour::{fresh_id, neighbour};
pub use uses::{Block, Use, block};
