//! config.toml: the shipped file is every setting at its default; a user's file is laid over it key by key.
mod key;
mod keymap;
mod options;
mod overlay;
mod theme;

pub use key::{Key, KeyName};
pub use keymap::{Keymap, Meaning, Table, show};
pub use options::{Borders, Clipboard, Options, ThemeChoice, Watching};
pub use overlay::{Config, SHIPPED};
pub use theme::{Depth, Ground, Palette, Role, Styles};
