//! State -> frame. Nothing here changes the state, opens a file or knows the time.
mod changes;
mod describe;
mod form;
mod help;
mod ink;
pub mod layout;
mod matrix;
mod palette;
mod positions;
mod problems;
mod records;
mod screen;
mod sources;
mod status;
mod text;

pub use screen::{Screen, caret};
