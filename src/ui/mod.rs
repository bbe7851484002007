//! State -> frame. Nothing here changes the state, opens a file or knows the time.
pub mod layout;
mod screen;

pub use screen::Screen;
