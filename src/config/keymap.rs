//! Keys -> commands.
use super::{Key, Origin};
use crate::command::Command;
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
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Read,
        Self::Matrix,
        Self::Changes,
        Self::Select,
        Self::Ask,
        Self::Form,
        Self::Field,
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
        }
    }

    /// The table that says what this one does not.
    const fn behind(self) -> Option<Self> {
        match self {
            Self::Matrix | Self::Changes | Self::Select | Self::Ask => Some(Self::Read),
            Self::Form => Some(Self::Field),
            Self::Read | Self::Field => None,
        }
    }

    /// Whether a key that has no other meaning is text.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        matches!(self, Self::Form | Self::Field)
    }

    const fn index(self) -> usize {
        match self {
            Self::Read => 0,
            Self::Matrix => 1,
            Self::Changes => 2,
            Self::Select => 3,
            Self::Ask => 4,
            Self::Form => 5,
            Self::Field => 6,
        }
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
    runs: [BTreeMap<Vec<Key>, Command>; 7],
    /// The keys of each command in the order of the file, for showing.
    order: [Vec<Bound>; 7],
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

    /// Every key of a command in whatever table, each once; for help.
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
