//! The settings below `[reader]`.
use serde::Deserialize;

/// What `[reader]` says; config.toml has each of them at its default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Options {
    /// Which theme.
    pub theme: ThemeChoice,
    /// How borders are drawn.
    pub borders: Borders,
    /// Columns of text at most.
    pub measure: u16,
    /// Columns from which three panes stand side by side.
    pub three_from: u16,
    /// Columns from which two do.
    pub two_from: u16,
    /// Which keys stand over those of config.toml.
    pub keymap: KeymapChoice,
    /// How a copy leaves.
    pub clipboard: Clipboard,
    /// Whether words are broken at the end of a row.
    pub hyphenate: Hyphenation,
    /// Whether addresses are links of the terminal.
    pub links: Links,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// How files that change are noticed.
    pub watch: Watching,
}

/// How files that change are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Watching {
    /// The system tells.
    Auto,
    /// By looking every two seconds.
    Poll,
    /// Not at all.
    Off,
}

/// Whether words are broken at the end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hyphenation {
    /// Never.
    Off,
    /// In each article's own language.
    On,
}

/// Whether addresses are links of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Links {
    /// Where the terminal is not known to show none; nobody has asked it yet.
    Auto,
    /// They are.
    On,
    /// They are not.
    Off,
}

/// Which theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the terminal's background and colours ask for.
    Auto,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// Sixteen colours.
    Sixteen,
    /// No colours.
    Plain,
}

/// Which keys stand over those of config.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeymapChoice {
    /// None: they are like vim's themselves.
    Vim,
    /// Like those of less.
    Less,
    /// Like those of Emacs.
    Emacs,
}

impl KeymapChoice {
    /// Its name in config.toml.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vim => "vim",
            Self::Less => "less",
            Self::Emacs => "emacs",
        }
    }
}

/// How borders are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Borders {
    /// Box-drawing characters.
    Lines,
    /// `|`, `-` and `+`.
    Ascii,
}

/// How a copy leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clipboard {
    /// Through the terminal.
    Osc52,
    /// Not at all.
    Off,
}
