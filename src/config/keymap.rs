//! Keys -> commands.
use super::{Key, Origin};
use crate::command::{Command, Group};
use std::collections::BTreeMap;

/// Which keys count: what has the reader's attention decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The panes, and every view without keys of its own.
    Read,
    /// The matrix; what it does not say, [`Table::Read`] says.
    Matrix,
    /// The changes; what they do not say, [`Table::Read`] says.
    Changes,
    /// Words being selected; what it does not say, [`Table::Read`] says.
    Select,
    /// A question to be answered with one key; what it does not say, [`Table::Read`] says.
    Ask,
    /// A form; what it does not say, [`Table::Field`] says, and else it is text.
    Form,
    /// A line that is being typed; what it does not say is text.
    Field,
    /// A search that is being typed; what it does not say, [`Table::Field`] says, and else it is text.
    Search,
    /// A list that is narrowed by typing; what it does not say, [`Table::Field`] says, and else it is text.
    List,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Matrix,
        Self::Changes,
        Self::Select,
        Self::Ask,
        Self::Form,
        Self::Field,
        Self::Search,
        Self::List,
    ];

    /// Its name below `[keys]`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Matrix => "matrix",
            Self::Changes => "changes",
            Self::Select => "select",
            Self::Ask => "ask",
            Self::Form => "form",
            Self::Field => "field",
            Self::Search => "search",
            Self::List => "list",
        }
    }

    /// Where its keys hold, to stand before them; nothing for those of the panes.
    #[must_use]
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Read => "",
            Self::Matrix => "in the matrix",
            Self::Changes => "in the changes",
            Self::Select => "while selecting",
            Self::Ask => "where it is asked",
            Self::Form => "in a form",
            Self::Field => "while typing",
            Self::Search => "in a search",
            Self::List => "in a list narrowed by typing",
        }
    }

    /// The table that says what this one does not.
    const fn behind(self) -> Option<Self> {
        match self {
            Self::Matrix | Self::Changes | Self::Select | Self::Ask => Some(Self::Read),
            Self::Form | Self::Search | Self::List => Some(Self::Field),
            Self::Read | Self::Field => None,
        }
    }

    /// Whether a key that has no other meaning is text.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        matches!(self, Self::Form | Self::Field | Self::Search | Self::List)
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// What a run of keys means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The run is complete.
    Run(Command),
    /// The run may still become one of these: the keys that may follow, and what they complete.
    Wait(Vec<(Vec<Key>, Command)>),
    /// The run means nothing.
    Nothing,
}

/// Runs of keys and the commands they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    runs: [BTreeMap<Vec<Key>, Command>; 9],
    /// The keys of each command in the order of the file, for showing.
    order: [Vec<Bound>; 9],
}

/// A run of keys that stands for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The keys.
    pub run: Vec<Key>,
    /// What they do.
    pub command: Command,
    /// Who wanted that.
    pub origin: Origin,
}

impl Keymap {
    /// Lets `run` stand for `command`, which `origin` wants; comes back with the run that already stands in its way: the same, a beginning of
    /// it, or a longer one.
    ///
    /// # Errors
    /// The run in the way and its command; then nothing has changed.
    pub fn bind(
        &mut self,
        table: Table,
        run: Vec<Key>,
        (command, origin): (Command, Origin),
    ) -> Result<(), (Vec<Key>, Command)> {
        let runs = &mut self.runs[table.index()];
        let clash = runs
            .iter()
            .find(|(other, _)| other.starts_with(&run) || run.starts_with(other));
        if let Some((other, &command)) = clash {
            return Err((other.clone(), command));
        }
        self.order[table.index()].push(Bound {
            run: run.clone(),
            command,
            origin,
        });
        runs.insert(run, command);
        Ok(())
    }

    /// What the keys pressed so far mean.
    #[must_use]
    pub fn meaning(&self, table: Table, pressed: &[Key]) -> Meaning {
        let own = self.own(table, pressed);
        match (table.behind(), own) {
            (Some(behind), Meaning::Nothing) => self.own(behind, pressed),
            (_, own) => own,
        }
    }

    /// What they mean in `table` alone.
    #[must_use]
    pub fn own(&self, table: Table, pressed: &[Key]) -> Meaning {
        let runs = &self.runs[table.index()];
        if let Some(&command) = runs.get(pressed) {
            return Meaning::Run(command);
        }
        let wait: Vec<_> = (runs.range(pressed.to_vec()..))
            .take_while(|(run, _)| run.starts_with(pressed))
            .map(|(run, &command)| (run[pressed.len()..].to_vec(), command))
            .collect();
        if wait.is_empty() {
            Meaning::Nothing
        } else {
            Meaning::Wait(wait)
        }
    }

    /// The runs of a command in a table, as they are shown, in the order of the file.
    #[must_use]
    pub fn keys(&self, table: Table, command: Command) -> Vec<String> {
        self.order[table.index()]
            .iter()
            .filter(|bound| bound.command == command)
            .map(|bound| show(&bound.run))
            .collect()
    }

    /// Every run of a table, in the order of the file.
    #[must_use]
    pub fn bound(&self, table: Table) -> &[Bound] {
        &self.order[table.index()]
    }

    /// The first key of a command wherever it has one.
    #[must_use]
    pub fn key(&self, table: Table, command: Command) -> Option<String> {
        let of = |table: Table| {
            (self.order[table.index()].iter())
                .find(|bound| bound.command == command)
                .map(|bound| show(&bound.run))
        };
        of(table).or_else(|| of(table.behind()?))
    }

    /// The keys of a command, table by table, those it is at home with first. A table that has the same keys as the first
    /// is not told again.
    #[must_use]
    pub fn places(&self, command: Command) -> Vec<(Table, Vec<String>)> {
        let mut places: Vec<(Table, Vec<String>)> = Vec::new();
        for table in Table::ALL {
            let keys = self.keys(table, command);
            let known = places.first().is_some_and(|(_, first)| *first == keys);
            if !keys.is_empty() && !known {
                places.push((table, keys));
            }
        }
        places
    }

    /// The keys of a command as `write` writes them, and before those it has where it is not at home, where that is:
    /// `j, ↓`, `while typing ↓, Ctrl-n`.
    #[must_use]
    pub fn told(&self, command: Command, write: impl Fn(&[String]) -> String) -> Vec<String> {
        let typed = matches!(command.group(), Group::Form | Group::Field);
        let places = self.places(command).into_iter().enumerate();
        let told = places.map(|(n, (table, keys))| {
            let at_home = n == 0 && (typed || !table.is_typed());
            let holds = if at_home { "" } else { table.holds() };
            format!("{holds} {}", write(&keys)).trim_start().to_owned()
        });
        let all = self.all_keys(command);
        let twins = all.iter().filter_map(|key| {
            let twin = Key::run(key).ok()?.iter().find_map(|key| key.twin())?;
            Some(format!(
                "{key} only where the terminal tells it from {twin}"
            ))
        });
        told.chain(twins).collect()
    }

    /// Every key of a command in whatever table, each once.
    #[must_use]
    pub fn all_keys(&self, command: Command) -> Vec<String> {
        self.keys_where(command, |_| true)
    }

    /// Every key of a command where nothing is being typed, each once.
    #[must_use]
    pub fn pressed_keys(&self, command: Command) -> Vec<String> {
        self.keys_where(command, |table| !table.is_typed())
    }

    fn keys_where(&self, command: Command, is: impl Fn(Table) -> bool) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for table in Table::ALL.into_iter().filter(|table| is(*table)) {
            for key in self.keys(table, command) {
                if !out.contains(&key) {
                    out.push(key);
                }
            }
        }
        out
    }
}

/// A run of keys as it is shown.
#[must_use]
pub fn show(run: &[Key]) -> String {
    run.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(keys: &str) -> Vec<Key> {
        Key::run(keys).expect("keys")
    }

    #[test]
    fn a_run_waits_until_it_is_complete() {
        let mut keymap = Keymap::default();
        assert_eq!(
            keymap.bind(Table::Read, run("g g"), (Command::First, Origin::Shipped)),
            Ok(())
        );
        assert_eq!(
            keymap.meaning(Table::Read, &run("g")),
            Meaning::Wait(vec![(run("g"), Command::First)])
        );
        assert_eq!(
            keymap.meaning(Table::Read, &run("g g")),
            Meaning::Run(Command::First)
        );
        assert_eq!(keymap.meaning(Table::Read, &run("g x")), Meaning::Nothing);
    }

    #[test]
    fn a_run_that_hides_another_is_refused() {
        let mut keymap = Keymap::default();
        assert_eq!(
            keymap.bind(Table::Read, run("g g"), (Command::First, Origin::Shipped)),
            Ok(())
        );
        assert_eq!(
            keymap.bind(Table::Read, run("g"), (Command::Last, Origin::Shipped)),
            Err((run("g g"), Command::First))
        );
        assert_eq!(keymap.keys(Table::Read, Command::Last), [""; 0]);
    }

    #[test]
    fn a_key_is_told_with_where_it_holds() {
        let mut keymap = Keymap::default();
        for (table, keys, command) in [
            (Table::Read, "j", Command::ScrollDown),
            (Table::Field, "Ctrl-n", Command::ScrollDown),
            (Table::Read, "Esc", Command::Close),
            (Table::Field, "Esc", Command::Close),
            (Table::Search, "Alt-s", Command::SearchScope),
            (Table::List, "F9", Command::Help),
        ] {
            let bound = keymap.bind(table, run(keys), (command, Origin::Shipped));
            assert_eq!(bound, Ok(()));
        }
        let told = |command| keymap.told(command, |keys| keys.join(" ")).join("; ");
        assert_eq!(told(Command::ScrollDown), "j; while typing Ctrl-n");
        assert_eq!(told(Command::Close), "Esc", "the same everywhere");
        assert_eq!(told(Command::SearchScope), "Alt-s", "its heading says so");
        assert_eq!(told(Command::Help), "in a list narrowed by typing F9");
    }

    #[test]
    fn the_matrix_falls_back_on_the_panes() {
        let mut keymap = Keymap::default();
        for (table, keys, command) in [
            (Table::Read, "l", Command::NextRecord),
            (Table::Read, "q", Command::Quit),
            (Table::Matrix, "l", Command::Right),
        ] {
            assert_eq!(
                keymap.bind(table, run(keys), (command, Origin::Shipped)),
                Ok(())
            );
        }
        let meaning = |keys| keymap.meaning(Table::Matrix, &run(keys));
        assert_eq!(meaning("l"), Meaning::Run(Command::Right));
        assert_eq!(meaning("q"), Meaning::Run(Command::Quit));
        assert_eq!(
            keymap.meaning(Table::Field, &run("q")),
            Meaning::Nothing,
            "a field takes it as text"
        );
    }
}
