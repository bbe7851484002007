//! config.toml: the shipped file is every setting at its default; a user's file is laid over it key by key.
mod colour;
mod key;
mod keymap;
mod options;
mod origin;
mod overlay;
mod theme;

pub use key::{Key, KeyName};
pub use keymap::{Bound, Keymap, Meaning, Table, show};
pub use options::{
    Borders, Clipboard, Hyphenation, KeymapChoice, Links, Options, ThemeChoice, Watching,
};
pub use origin::{Origin, Setting};
pub use overlay::{Config, SHIPPED};
pub use theme::{Depth, Ground, Palette, Role, Styles};
