//! Where each value in force comes from.
use super::KeymapChoice;
use std::fmt;

/// Where a value in force comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From config.toml as it is shipped.
    Shipped,
    /// From the keymap that was chosen.
    Keymap(KeymapChoice),
    /// From config.toml as it is shipped, moved to Alt by the keymap that was chosen.
    Moved(KeymapChoice),
    /// From this line of the user's file.
    User(usize),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shipped => f.write_str("shipped"),
            Self::Keymap(choice) => write!(f, "keymap {}", choice.name()),
            Self::Moved(choice) => write!(f, "shipped, moved to Alt by keymap {}", choice.name()),
            Self::User(line) => write!(f, "yours, line {line}"),
        }
    }
}

/// A setting in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The table it stands in: `reader`, `style`, `keys.read`.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its value, as TOML writes it.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}
