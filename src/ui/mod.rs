//! State -> frame. Nothing here changes the state, opens a file or knows the time.
mod ask;
mod changes;
mod describe;
mod facts;
mod filter;
mod form;
mod handout;
mod help;
mod hits;
mod ink;
pub mod layout;
mod matrix;
mod next;
mod page;
mod palette;
mod positions;
mod problems;
mod record;
mod records;
mod screen;
mod source;
mod sources;
mod status;
mod text;
mod timeline;
mod view;

pub use screen::Screen;
