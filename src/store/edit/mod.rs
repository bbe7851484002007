//! A change -> the same TOML: bytes put in at their place, and every other byte, comment, blank and line end left alone.
mod change;
mod expect;
mod field;
mod files;
mod find;
mod make;
mod neighbour;
mod rename;
mod said;
mod schema;
mod shape;
mod splice;
mod style;
mod table;
#[cfg(test)]
mod tests;

pub use change::{Beside, Change, Conflict, Edit, Refused, Value};
pub use make::preview;
pub use neighbour::{fresh_id, neighbour};
