//! A dozen meanings in, every style out.
use super::{ThemeChoice, colour};
use crate::model::Layer;
use ratatui::style::{Color, Modifier, Style};
use std::str::FromStr;

macro_rules! roles {
    ($($variant:ident $name:literal $doc:literal;)*) => {
        /// What something on the screen means; the only reason for it to look different.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $(#[doc = $doc] $variant,)* }

        impl Role {
            /// Every meaning, in the order of the theme files.
            pub const ALL: [Self; 13] = [$(Self::$variant),*];
            /// Its name in a theme file.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),* } }
        }
    };
}

#[rustfmt::skip]
roles! {
    Text       "text"       "Everything without another meaning.";
    Dim        "dim"        "Numbers, borders, hints.";
    Head       "head"       "Subheads and titles.";
    Verbatim   "verbatim"   "Printed in quotation marks.";
    Mixed      "mixed"      "Partly in quotation marks.";
    Paraphrase "paraphrase" "The article's words for what was said.";
    Speech     "speech"     "That somebody spoke, not what was said.";
    Label      "label"      "A name somebody gave a thing.";
    Narration  "narration"  "The article's own voice.";
    Focus      "focus"      "Where the reader is.";
    Hit        "hit"        "Places found.";
    Warning    "warning"    "Worth mending.";
    Error      "error"      "Refused.";
}

impl From<Layer> for Role {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Verbatim => Self::Verbatim,
            Layer::Mixed => Self::Mixed,
            Layer::Paraphrase => Self::Paraphrase,
            Layer::Speech => Self::Speech,
            Layer::Label => Self::Label,
            Layer::Narration => Self::Narration,
            Layer::Unproven => Self::Error,
        }
    }
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Sixteen million.
    #[default]
    Full,
    /// 256.
    Indexed,
    /// Sixteen.
    Sixteen,
    /// None, or none wanted (`NO_COLOR`); bold, underline and reverse stay.
    None,
}

/// What the terminal's background is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Dark, or nobody said.
    #[default]
    Dark,
    /// Light.
    Light,
}

/// One style a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Styles([Style; 13]);

impl Styles {
    /// The style of `role`.
    #[must_use]
    pub const fn of(&self, role: Role) -> Style {
        self.0[role as usize]
    }

    /// The meaning whose style this is; for tests that name styles.
    #[must_use]
    pub fn role(&self, style: Style) -> Option<Role> {
        Role::ALL.into_iter().find(|role| self.of(*role) == style)
    }

    fn set(&mut self, role: Role, style: Style) {
        self.0[role as usize] = style;
    }

    /// In colours that a terminal of `depth` has.
    fn fitted(self, depth: Depth) -> Self {
        Self(self.0.map(|style| colour::fitted(style, depth)))
    }

    /// A theme file: every meaning once.
    fn read(source: &str) -> Self {
        let table: toml::Table = source.parse().expect("shipped themes are TOML, as tested");
        let mut styles = Self::default();
        for role in Role::ALL {
            let text = table.get(role.name()).and_then(toml::Value::as_str);
            let style = text.and_then(|text| style(text).ok());
            styles.set(role, style.unwrap_or_default());
        }
        styles
    }
}

const THEMES: [(ThemeChoice, &str); 4] = [
    (
        ThemeChoice::Dark,
        include_str!("../../assets/theme/dark.toml"),
    ),
    (
        ThemeChoice::Light,
        include_str!("../../assets/theme/light.toml"),
    ),
    (
        ThemeChoice::Sixteen,
        include_str!("../../assets/theme/sixteen.toml"),
    ),
    (
        ThemeChoice::Plain,
        include_str!("../../assets/theme/plain.toml"),
    ),
];

/// The styles for either background, and what the user wants otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    choice: ThemeChoice,
    own: Vec<(Role, Style)>,
    dark: Styles,
    light: Styles,
}

impl Palette {
    /// The theme `choice` with the user's `own` styles, for a terminal of `depth`.
    #[must_use]
    pub fn new(choice: ThemeChoice, own: Vec<(Role, Style)>, depth: Depth) -> Self {
        let of = |automatic| {
            let theme = match (choice, depth) {
                (ThemeChoice::Auto, Depth::Full | Depth::Indexed) => automatic,
                (ThemeChoice::Auto, Depth::Sixteen) => ThemeChoice::Sixteen,
                (_, Depth::None) => ThemeChoice::Plain,
                (chosen, _) => chosen,
            };
            let source = THEMES.iter().find(|(name, _)| *name == theme);
            let mut styles = source.map_or_else(Styles::default, |(_, text)| Styles::read(text));
            for &(role, style) in &own {
                styles.set(role, style);
            }
            styles.fitted(depth)
        };
        let (dark, light) = (of(ThemeChoice::Dark), of(ThemeChoice::Light));
        Self {
            choice,
            own,
            dark,
            light,
        }
    }

    /// The same for a terminal of `depth`.
    #[must_use]
    pub fn at(self, depth: Depth) -> Self {
        Self::new(self.choice, self.own, depth)
    }

    /// The styles for a background.
    #[must_use]
    pub const fn styles(&self, ground: Ground) -> &Styles {
        match ground {
            Ground::Dark => &self.dark,
            Ground::Light => &self.light,
        }
    }

    /// Whether the background makes a difference, so that it is worth asking the terminal.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.dark != self.light
    }
}

/// A style in words: `bold #56b4e9 on black`.
///
/// # Errors
/// The word that means nothing.
pub(super) fn style(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            "on" => {
                let word = words.next().unwrap_or("on");
                style.bg(Color::from_str(word).map_err(|_| word.to_owned())?)
            }
            word => style.fg(Color::from_str(word).map_err(|_| word.to_owned())?),
        };
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_says_every_meaning() {
        for (name, source) in THEMES {
            let table: toml::Table = source.parse().expect("TOML");
            assert_eq!(table.len(), Role::ALL.len(), "{name:?}");
            for role in Role::ALL {
                let text = table[role.name()].as_str().expect("a string");
                assert!(style(text).is_ok(), "{name:?}: {} = {text}", role.name());
            }
        }
    }

    #[test]
    fn the_layers_differ_in_every_theme() {
        let layers = [
            Role::Verbatim,
            Role::Mixed,
            Role::Paraphrase,
            Role::Speech,
            Role::Narration,
        ];
        for (name, source) in THEMES {
            let styles = Styles::read(source);
            for (n, a) in layers.iter().enumerate() {
                for b in &layers[..n] {
                    assert_ne!(styles.of(*a), styles.of(*b), "{name:?}: {a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn without_colours_the_weight_stays() {
        let own = vec![(Role::Hit, style("reverse red on blue").expect("a style"))];
        let palette = Palette::new(ThemeChoice::Dark, own, Depth::None);
        let styles = palette.styles(Ground::Dark);
        for role in Role::ALL {
            assert_eq!((styles.of(role).fg, styles.of(role).bg), (None, None));
        }
        let hit = styles.of(Role::Hit);
        assert!(hit.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn a_word_that_is_no_style_is_named() {
        assert_eq!(style("bold bleu"), Err("bleu".into()));
        assert_eq!(style("red on"), Err("on".into()));
    }
}
