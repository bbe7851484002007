//! The user's file laid over the shipped one, key by key; what it says wrongly comes back with its place.
use super::{
    Key, Keymap, KeymapChoice, Options, Origin, Palette, Role, Setting, Table, keymap::show, theme,
};
use crate::{
    command::Command,
    diag::{Code, Diagnostic, FileId, Files, Place, nearest},
    text::{Lines, Span},
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
    /// Every setting in force but the keys; of those, which the user has freed.
    pub settings: Vec<Setting>,
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
            own_keys: Vec::new(),
            freed: Vec::new(),
            settings: shipped_settings(shipped.get_ref()),
            file: FileId::default(),
            lines: Lines::new(user.map_or("", |(_, text)| text)),
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
        let options =
            options(&reading.options).expect("each setting was tried before it was laid over");
        reading.shipped_keys(shipped.get_ref(), options.keymap);
        let palette = Palette::new(options.theme, reading.own, super::Depth::Full);
        let config = Self {
            options,
            keymap: reading.keymap,
            palette,
            settings: reading.settings,
        };
        (config, files, reading.found)
    }
}

struct Reading<'t> {
    options: Value,
    own: Vec<(Role, Style)>,
    keymap: Keymap,
    /// The user's keys, and where they stand.
    own_keys: Vec<(Table, Vec<Key>, Span)>,
    freed: Vec<(Table, Vec<Key>)>,
    settings: Vec<Setting>,
    file: FileId,
    lines: Lines<'t>,
    found: Vec<Diagnostic>,
}

type Entry<'a> = (&'a str, Span, &'a Spanned<DeValue<'a>>);

impl Reading<'_> {
    fn say(&mut self, message: String, span: Span) {
        let finding = Diagnostic::new(Code::E08, message).at(self.file, span);
        self.found.push(finding);
    }

    /// The user's value of a setting counts.
    fn set(&mut self, table: &str, name: &str, value: &Spanned<DeValue<'_>>) {
        let line = self.lines.place(value.span().start).line;
        self.settings
            .retain(|old| (old.table.as_str(), old.name.as_str()) != (table, name));
        self.settings.push(Setting {
            table: table.to_owned(),
            name: name.to_owned(),
            value: tree(Some(value.get_ref())).to_string(),
            origin: Origin::User(line),
        });
    }

    fn unknown(&mut self, what: &str, name: &str, known: &[&str], span: Span) {
        let finding = Diagnostic::new(Code::E08, format!("no {what} `{name}`"));
        let finding = match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("write `{near}`")),
            None => finding,
        };
        self.found.push(finding.at(self.file, span));
    }

    /// What belongs into another table than it stands in.
    fn misplaced(&mut self, name: &str, table: &str, span: Span) {
        let (message, help) = if table == "keys" {
            let told = format!("`{name}` is a table of keys");
            (told, format!("write it as [keys.{name}]"))
        } else {
            let told = format!("`{name}` belongs into [{table}]");
            (told, format!("write it below a line `[{table}]`"))
        };
        let finding = Diagnostic::new(Code::E08, message);
        self.found.push(finding.help(help).at(self.file, span));
    }

    fn user(&mut self, table: &DeTable<'_>, shipped: &DeTable<'_>) {
        for (name, span, value) in entries(table) {
            let known = ["reader", "style", "keys"];
            let Some(inner) = value.get_ref().as_table() else {
                match belongs(name, shipped) {
                    Some(table) => self.misplaced(name, table, span),
                    None => self.unknown("setting", name, &known, span),
                }
                continue;
            };
            match name {
                _ if belongs(name, shipped) == Some("keys") => {
                    self.misplaced(name, "keys", span);
                }
                "reader" => self.settings(inner, shipped),
                "style" => self.styles(inner, shipped),
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
                match belongs(name, shipped) {
                    Some(table) => self.misplaced(name, table, span),
                    None => self.unknown("setting", name, &known, span),
                }
                continue;
            }
            let mut tried = self.options.clone();
            if let Some(table) = tried.as_table_mut() {
                table.insert(name.to_owned(), tree(Some(value.get_ref())));
            }
            match options(&tried) {
                Ok(_) => {
                    self.options = tried;
                    self.set("reader", name, value);
                }
                Err(error) => {
                    self.say(
                        format!("`{name}`: {}", error.message()),
                        value.span().into(),
                    );
                }
            }
        }
    }

    fn styles(&mut self, user: &DeTable<'_>, shipped: &DeTable<'_>) {
        for (name, span, value) in entries(user) {
            let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
                let known = Role::ALL.map(Role::name);
                match belongs(name, shipped) {
                    Some(table) => self.misplaced(name, table, span),
                    None => self.unknown("meaning", name, &known, span),
                }
                continue;
            };
            let at = value.span().into();
            match value
                .get_ref()
                .as_str()
                .map(|text| (text, theme::style(text)))
            {
                Some(("", _)) => self.set("style", name, value),
                Some((_, Ok(style))) => {
                    self.own.push((role, style));
                    self.set("style", name, value);
                }
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
                self.set(&format!("keys.{}", table.name()), name, value);
                self.freed.push((table, run));
                continue;
            }
            let Ok(command) = command.parse::<Command>() else {
                let known: Vec<&str> = Command::ALL.iter().map(|c| c.name()).collect();
                self.unknown("command", command, &known, at);
                continue;
            };
            let line = self.lines.place(span.start).line;
            let wanted = (command, Origin::User(line));
            match self.keymap.bind(table, run.clone(), wanted) {
                Ok(()) => self.own_keys.push((table, run, span)),
                Err(in_the_way) => self.clash((table, name, span), in_the_way),
            }
        }
    }

    /// A key of the user's that another of theirs stands in the way of: both are named with their places.
    fn clash(
        &mut self,
        (table, name, span): (Table, &str, Span),
        (other, command): (Vec<Key>, Command),
    ) {
        let place = (self.own_keys.iter())
            .find(|(of, run, _)| *of == table && *run == other)
            .map(|(_, _, span)| *span);
        let line = place.map_or(0, |place| self.lines.place(place.start).line);
        let (shown, says) = (show(&other), command.name());
        let message = format!("`{name}` clashes with `{shown}` ({says}) in line {line}");
        let mut finding = Diagnostic::new(Code::E08, message).at(self.file, span);
        if let Some(span) = place {
            let place = Place {
                file: self.file,
                span,
            };
            finding.also.push((place, format!("`{shown}` stands here")));
        }
        let help = "no key may be another or the beginning of another";
        self.found.push(finding.help(help));
    }

    /// The shipped keys that the user's leave room for: those of the chosen keymap, then those of config.toml for every
    /// command the keymap has no key for. What it drives away from a key moves to Alt with that key.
    fn shipped_keys(&mut self, shipped: &DeTable<'_>, choice: KeymapChoice) {
        let keymap = DeTable::parse(source(choice)).expect("the keymaps are TOML, as tested");
        let keys = (shipped.get("keys")).and_then(|keys| keys.get_ref().as_table());
        for table in Table::ALL {
            let own = rows(keymap.get_ref().get(table.name()));
            for (run, command) in &own {
                self.ship(table, run.clone(), (*command, Origin::Keymap(choice)));
            }
            for (run, command) in rows(keys.and_then(|keys| keys.get(table.name()))) {
                if own.iter().any(|(_, other)| *other == command) {
                    continue;
                }
                let driven = own
                    .iter()
                    .any(|(other, _)| other.starts_with(&run) || run.starts_with(other));
                if driven {
                    let rest = run[1..].iter().copied();
                    let run = std::iter::once(run[0].with_alt()).chain(rest).collect();
                    self.ship(table, run, (command, Origin::Moved(choice)));
                } else {
                    self.ship(table, run, (command, Origin::Shipped));
                }
            }
        }
    }

    fn ship(&mut self, table: Table, run: Vec<Key>, wanted: (Command, Origin)) {
        if !self.freed.contains(&(table, run.clone())) {
            // In the way stands only what the user, or the keymap, wants there instead.
            let _ = self.keymap.bind(table, run, wanted);
        }
    }
}

/// The table of the shipped file that `name` stands in.
fn belongs(name: &str, shipped: &DeTable<'_>) -> Option<&'static str> {
    ["reader", "style", "keys"].into_iter().find(|table| {
        let table = shipped.get(*table).and_then(|t| t.get_ref().as_table());
        table.is_some_and(|table| table.contains_key(name))
    })
}

/// What `[reader]` and `[style]` say where nobody says otherwise, in the order of the file.
fn shipped_settings(shipped: &DeTable<'_>) -> Vec<Setting> {
    let of = |table: &str| {
        let rows = shipped.get(table).and_then(|t| t.get_ref().as_table());
        let mut rows: Vec<Entry<'_>> = rows.into_iter().flat_map(entries).collect();
        rows.sort_by_key(|(_, span, _)| span.start);
        let setting = |(name, _, value): Entry<'_>| Setting {
            table: table.to_owned(),
            name: name.to_owned(),
            value: tree(Some(value.get_ref())).to_string(),
            origin: Origin::Shipped,
        };
        rows.into_iter().map(setting).collect::<Vec<_>>()
    };
    [of("reader"), of("style")].concat()
}

/// The keys that stand over those of config.toml.
const fn source(choice: KeymapChoice) -> &'static str {
    match choice {
        KeymapChoice::Vim => "",
        KeymapChoice::Less => include_str!("../../assets/keys/less.toml"),
        KeymapChoice::Emacs => include_str!("../../assets/keys/emacs.toml"),
    }
}

/// The keys of a shipped table, in the order of the file.
fn rows(table: Option<&Spanned<DeValue<'_>>>) -> Vec<(Vec<Key>, Command)> {
    let table = table.and_then(|table| table.get_ref().as_table());
    let mut rows: Vec<Entry<'_>> = table.into_iter().flat_map(entries).collect();
    rows.sort_by_key(|(_, span, _)| span.start);
    (rows.into_iter())
        .filter_map(|(name, _, value)| {
            let command = value.get_ref().as_str()?.parse().ok()?;
            Some((Key::run(name).ok()?, command))
        })
        .collect()
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
mod tests;
