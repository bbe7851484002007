//! The user's file laid over the shipped one, key by key; what it says wrongly comes back with its place.
use super::{Key, Keymap, Options, Palette, Role, Table, keymap::show, theme};
use crate::{
    command::Command,
    diag::{Code, Diagnostic, FileId, Files, nearest},
    text::Span,
};
use ratatui::style::Style;
use serde::Deserialize;
use toml::{
    Spanned, Value,
    de::{DeTable, DeValue},
};

/// The shipped config.toml: every setting at its default.
pub const SHIPPED: &str = include_str!("../../config.toml");

/// The configuration in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What `[reader]` says.
    pub options: Options,
    /// Keys and commands.
    pub keymap: Keymap,
    /// Styles.
    pub palette: Palette,
}

impl Config {
    /// The shipped configuration.
    #[must_use]
    pub fn shipped() -> Self {
        Self::read(None).0
    }

    /// The shipped configuration with the user's file (its name and text) laid over it; what is wrong in that file, and
    /// the file for showing where.
    ///
    /// # Panics
    /// Never: the shipped file is TOML and every setting in it fits, as tested.
    #[must_use]
    pub fn read(user: Option<(&str, &str)>) -> (Self, Files, Vec<Diagnostic>) {
        let mut files = Files::default();
        let shipped = DeTable::parse(SHIPPED).expect("config.toml is TOML, as tested");
        let mut reading = Reading {
            options: tree(shipped.get_ref().get("reader").map(Spanned::get_ref)),
            own: Vec::new(),
            keymap: Keymap::default(),
            freed: Vec::new(),
            file: FileId::default(),
            found: Vec::new(),
        };
        if let Some((name, text)) = user {
            reading.file = files.add(name.to_owned(), text.to_owned());
            let (table, errors) = DeTable::parse_recoverable(text);
            for error in &errors {
                let span = error.span().map_or(Span::new(0, 0), Span::from);
                reading.say(format!("no TOML: {}", error.message()), span);
            }
            // After a broken header keys land in the wrong table: then only the faults of the syntax are told.
            if errors.is_empty() {
                reading.user(table.get_ref(), shipped.get_ref());
            }
        }
        reading.shipped_keys(shipped.get_ref());
        let options =
            options(&reading.options).expect("each setting was tried before it was laid over");
        let palette = Palette::new(options.theme, reading.own, super::Depth::Full);
        let config = Self {
            options,
            keymap: reading.keymap,
            palette,
        };
        (config, files, reading.found)
    }
}

struct Reading {
    options: Value,
    own: Vec<(Role, Style)>,
    keymap: Keymap,
    freed: Vec<(Table, Vec<Key>)>,
    file: FileId,
    found: Vec<Diagnostic>,
}

type Entry<'a> = (&'a str, Span, &'a Spanned<DeValue<'a>>);

impl Reading {
    fn say(&mut self, message: String, span: Span) {
        let finding = Diagnostic::new(Code::E08, message).at(self.file, span);
        self.found.push(finding);
    }

    fn unknown(&mut self, what: &str, name: &str, known: &[&str], span: Span) {
        let finding = Diagnostic::new(Code::E08, format!("no {what} `{name}`"));
        let finding = match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("write `{near}`")),
            None => finding,
        };
        self.found.push(finding.at(self.file, span));
    }

    fn user(&mut self, table: &DeTable<'_>, shipped: &DeTable<'_>) {
        for (name, span, value) in entries(table) {
            let known = ["reader", "style", "keys"];
            let Some(inner) = value.get_ref().as_table() else {
                self.unknown("setting", name, &known, span);
                continue;
            };
            match name {
                "reader" => self.settings(inner, shipped),
                "style" => self.styles(inner),
                "keys" => self.tables(inner),
                _ => self.unknown("table", name, &known, span),
            }
        }
    }

    fn settings(&mut self, user: &DeTable<'_>, shipped: &DeTable<'_>) {
        let known: Vec<&str> = (shipped.get("reader"))
            .and_then(|reader| reader.get_ref().as_table())
            .map(|reader| entries(reader).map(|(name, ..)| name).collect())
            .unwrap_or_default();
        for (name, span, value) in entries(user) {
            if !known.contains(&name) {
                self.unknown("setting", name, &known, span);
                continue;
            }
            let mut tried = self.options.clone();
            if let Some(table) = tried.as_table_mut() {
                table.insert(name.to_owned(), tree(Some(value.get_ref())));
            }
            match options(&tried) {
                Ok(_) => self.options = tried,
                Err(error) => {
                    self.say(
                        format!("`{name}`: {}", error.message()),
                        value.span().into(),
                    );
                }
            }
        }
    }

    fn styles(&mut self, user: &DeTable<'_>) {
        for (name, span, value) in entries(user) {
            let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
                let known = Role::ALL.map(Role::name);
                self.unknown("meaning", name, &known, span);
                continue;
            };
            let at = value.span().into();
            match value
                .get_ref()
                .as_str()
                .map(|text| (text, theme::style(text)))
            {
                Some(("", _)) => {}
                Some((_, Ok(style))) => self.own.push((role, style)),
                Some((_, Err(word))) => {
                    self.say(format!("`{word}` is no colour and no weight"), at);
                }
                None => self.say(format!("`{name}` wants a style in quotation marks"), at),
            }
        }
    }

    fn tables(&mut self, user: &DeTable<'_>) {
        for (name, span, value) in entries(user) {
            let table = Table::ALL.into_iter().find(|table| table.name() == name);
            match (table, value.get_ref().as_table()) {
                (Some(table), Some(keys)) => self.keys(table, keys),
                _ => self.unknown("table of keys", name, &Table::ALL.map(Table::name), span),
            }
        }
    }

    fn keys(&mut self, table: Table, user: &DeTable<'_>) {
        let mut taken: Vec<(usize, Entry<'_>)> =
            entries(user).map(|entry| (entry.1.start, entry)).collect();
        taken.sort_by_key(|(at, _)| *at);
        for (_, (name, span, value)) in taken {
            let run = match Key::run(name) {
                Ok(run) => run,
                Err(part) => {
                    self.say(format!("`{part}` is no key"), span);
                    continue;
                }
            };
            let at = value.span().into();
            let Some(command) = value.get_ref().as_str() else {
                self.say(format!("`{name}` wants a command in quotation marks"), at);
                continue;
            };
            if command.is_empty() {
                self.freed.push((table, run));
                continue;
            }
            let Ok(command) = command.parse::<Command>() else {
                let known: Vec<&str> = Command::ALL.iter().map(|c| c.name()).collect();
                self.unknown("command", command, &known, at);
                continue;
            };
            if let Err((other, command)) = self.keymap.bind(table, run, command) {
                let (other, says) = (show(&other), command.name());
                self.say(format!("`{name}` clashes with `{other}` ({says})"), span);
            }
        }
    }

    /// The shipped keys that the user's leave room for.
    fn shipped_keys(&mut self, shipped: &DeTable<'_>) {
        let keys = shipped
            .get("keys")
            .and_then(|keys| keys.get_ref().as_table());
        for table in Table::ALL {
            let of = keys.and_then(|keys| keys.get(table.name())?.get_ref().as_table());
            let mut rows: Vec<Entry<'_>> = of.into_iter().flat_map(entries).collect();
            rows.sort_by_key(|(_, span, _)| span.start);
            for (name, _, value) in rows {
                let command = value.get_ref().as_str().and_then(|name| name.parse().ok());
                if let (Ok(run), Some(command)) = (Key::run(name), command)
                    && !self.freed.contains(&(table, run.clone()))
                {
                    // In the way stands only what the user wants there instead.
                    let _ = self.keymap.bind(table, run, command);
                }
            }
        }
    }
}

fn entries<'a>(table: &'a DeTable<'_>) -> impl Iterator<Item = Entry<'a>> {
    table
        .iter()
        .map(|(name, value)| (name.get_ref().as_ref(), Span::from(name.span()), value))
}

fn options(tree: &Value) -> Result<Options, toml::de::Error> {
    Options::deserialize(tree.clone())
}

/// The value without its places.
fn tree(value: Option<&DeValue<'_>>) -> Value {
    match value {
        Some(DeValue::String(text)) => Value::String(text.to_string()),
        Some(DeValue::Boolean(yes)) => Value::Boolean(*yes),
        Some(DeValue::Integer(number)) => (i64::from_str_radix(number.as_str(), number.radix()))
            .map_or_else(|_| Value::String(number.to_string()), Value::Integer),
        Some(DeValue::Float(number)) => Value::String(number.to_string()),
        Some(DeValue::Datetime(date)) => Value::Datetime(*date),
        Some(DeValue::Array(array)) => {
            Value::Array(array.iter().map(|v| tree(Some(v.get_ref()))).collect())
        }
        Some(DeValue::Table(table)) => Value::Table(
            entries(table)
                .map(|(name, _, value)| (name.to_owned(), tree(Some(value.get_ref()))))
                .collect(),
        ),
        None => Value::Table(toml::Table::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Borders, Meaning};

    /// The places and messages of what is wrong in the user's file.
    fn wrong(text: &str) -> Vec<String> {
        let (_, _, found) = Config::read(Some(("config.toml", text)));
        (found.iter())
            .map(|d| {
                format!(
                    "{} «{}»",
                    d.message,
                    d.place.expect("a place").span.of(text)
                )
            })
            .collect()
    }

    #[test]
    fn every_command_has_a_key_and_every_key_a_command() {
        let keymap = Config::shipped().keymap;
        let bare: Vec<_> = (Command::ALL.iter())
            .filter(|&&c| keymap.all_keys(c).is_empty())
            .collect();
        assert!(bare.is_empty(), "no key in config.toml: {bare:?}");
        assert_eq!(wrong(SHIPPED), [""; 0], "as a user's file it has no fault");
    }

    #[test]
    fn a_users_file_is_laid_over_key_by_key() {
        let (config, _, found) = Config::read(Some((
            "config.toml",
            "[reader]\nborders = 'ascii'\n[keys.read]\n'C-d' = 'page-down'\n'q' = ''\n'g g' = 'start'\n",
        )));
        assert_eq!(found, []);
        assert_eq!(config.options.borders, Borders::Ascii);
        assert_eq!(config.options.measure, 76, "the rest is as shipped");
        let meaning = |keys| {
            config
                .keymap
                .meaning(Table::Read, &Key::run(keys).expect("keys"))
        };
        assert_eq!(meaning("Ctrl-d"), Meaning::Run(Command::PageDown));
        assert_eq!(meaning("q"), Meaning::Nothing);
        assert_eq!(meaning("g g"), Meaning::Run(Command::First));
        assert_eq!(meaning("j"), Meaning::Run(Command::ScrollDown));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(
            wrong("[reader]\nthem = 1\nmeasure = 'wide'\n[style]\nfocus = 'bleu'\n[key]\n"),
            [
                "no table `key` «key»",
                "`measure`: invalid type: string \"wide\", expected u16 «'wide'»",
                "no setting `them` «them»",
                "`bleu` is no colour and no weight «'bleu'»",
            ]
        );
        assert_eq!(
            wrong("[keys.read]\n'Hyper-x' = 'quit'\nx = 'fly'\n'a' = 'quit'\n'a b' = 'help'\n"),
            [
                "`Hyper-x` is no key «'Hyper-x'»",
                "no command `fly` «'fly'»",
                "`a b` clashes with `a` (quit) «'a b'»",
            ]
        );
        assert_eq!(wrong("[reader\n").len(), 1);
    }
}
