//! State -> frame. Nothing here changes the state, opens a file or knows the time.
mod describe;
mod draw;
mod hints;
pub mod layout;
mod over;
mod pane;
mod screen;
mod status;
mod view;

pub use describe::cell::{CellTold, stands_as};
pub use pane::text::NO_ARTICLE;
pub use screen::Screen;
