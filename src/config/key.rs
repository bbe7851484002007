//! One key, as config.toml writes it.
use std::fmt;

/// One key with what was held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub name: KeyName,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; never set for a character, whose case already says so.
    pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyName {
    /// A character.
    Char(char),
    /// A function key, 1 to 24.
    F(u8),
    /// A key with a name.
    Named(&'static str),
}

/// The keys that have a name, as config.toml writes them.
const NAMED: &[&str] = &[
    "Enter",
    "Esc",
    "Tab",
    "Backspace",
    "Up",
    "Down",
    "Left",
    "Right",
    "PgUp",
    "PgDn",
    "Home",
    "End",
    "Ins",
    "Del",
];

/// The keys with a name that are shown as a sign; config.toml may write either.
const SIGNS: [(&str, &str); 4] = [("Up", "↑"), ("Down", "↓"), ("Left", "←"), ("Right", "→")];

impl Key {
    /// The key `name` alone.
    #[must_use]
    pub const fn plain(name: KeyName) -> Self {
        Self {
            name,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A key with what was held down, so that one key has one value: shift is dropped from characters, and control
    /// makes letters small.
    #[must_use]
    pub const fn held(name: KeyName, ctrl: bool, alt: bool, shift: bool) -> Self {
        let (name, shift) = match name {
            KeyName::Char(c) if ctrl => (KeyName::Char(c.to_ascii_lowercase()), false),
            KeyName::Char(_) => (name, false),
            _ => (name, shift),
        };
        Self {
            name,
            ctrl,
            alt,
            shift,
        }
    }

    /// The character it types into a field.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.name {
            KeyName::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The same with Alt held.
    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// The key that it is too for a terminal without the kitty keyboard protocol.
    #[must_use]
    pub const fn twin(self) -> Option<&'static str> {
        match self.name {
            KeyName::Char('i') if self.ctrl => Some("Tab"),
            KeyName::Char('m') if self.ctrl => Some("Enter"),
            KeyName::Char('[') if self.ctrl => Some("Esc"),
            _ => None,
        }
    }

    /// A run of keys as config.toml writes it: keys with a space between them.
    ///
    /// # Errors
    /// The part that names no key.
    pub fn run(text: &str) -> Result<Vec<Self>, String> {
        let keys: Vec<Self> = text
            .split_ascii_whitespace()
            .map(|part| part.parse().map_err(|()| part.to_owned()))
            .collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(text.to_owned());
        }
        Ok(keys)
    }
}

impl KeyName {
    /// The key called `name` in config.toml.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let sign = SIGNS.iter().find(|(_, sign)| *sign == name);
        let name = sign.map_or(name, |(name, _)| name);
        NAMED.iter().find(|n| **n == name).map(|n| Self::Named(n))
    }
}

impl std::str::FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (mut ctrl, mut alt, mut shift, mut rest) = (false, false, false, text);
        while let Some((held, name)) = rest.split_once('-').filter(|(_, name)| !name.is_empty()) {
            match held {
                "Ctrl" | "C" => ctrl = true,
                "Alt" | "A" | "M" => alt = true,
                "Shift" | "S" => shift = true,
                _ => return Err(()),
            }
            rest = name;
        }
        let mut chars = rest.chars();
        let name = match (chars.next(), chars.next()) {
            (Some('↑' | '↓' | '←' | '→'), None) => KeyName::named(rest).ok_or(())?,
            (Some(c), None) if shift => KeyName::Char(c.to_ascii_uppercase()),
            (Some(c), None) => KeyName::Char(c),
            _ if rest == "Space" => KeyName::Char(' '),
            _ => KeyName::named(rest)
                .or_else(|| {
                    let n = rest.strip_prefix('F')?.parse().ok()?;
                    (1..=24).contains(&n).then_some(KeyName::F(n))
                })
                .ok_or(())?,
        };
        Ok(Self::held(name, ctrl, alt, shift))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "S-")];
        for (_, name) in held.iter().filter(|(held, _)| *held) {
            f.write_str(name)?;
        }
        match self.name {
            KeyName::Char(' ') => f.write_str("Space"),
            KeyName::Char(c) => write!(f, "{c}"),
            KeyName::F(n) => write!(f, "F{n}"),
            KeyName::Named(name) => {
                let sign = SIGNS.iter().find(|(named, _)| *named == name);
                f.write_str(sign.map_or(name, |(_, sign)| sign))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_and_shown() {
        for text in [
            "j", "G", "Ctrl-d", "S-Tab", "Space", "-", "Alt-x", "F5", "+", "↓", "Alt-←",
        ] {
            assert_eq!(text.parse::<Key>().map(|k| k.to_string()), Ok(text.into()));
        }
        assert_eq!("C-D".parse::<Key>(), "Ctrl-d".parse());
        assert_eq!("S-j".parse::<Key>(), "J".parse());
        assert_eq!("Down".parse::<Key>(), "↓".parse());
        for text in ["Hyper-j", "Entre", "F25", ""] {
            assert_eq!(text.parse::<Key>(), Err(()), "{text:?}");
        }
    }

    #[test]
    fn a_run_names_the_part_that_is_no_key() {
        assert_eq!(Key::run("i q").map(|run| run.len()), Ok(2));
        assert_eq!(Key::run("i quux"), Err("quux".into()));
        assert_eq!(Key::run(" "), Err(" ".into()));
    }
}
