//! The palette: commands by what is typed, their names, or what vim calls them.
use crate::app::{Effect, Field, Mode, State, update::act};
use crate::{
    command::{Command, Group},
    config::{Key, Meaning},
    text::{Fuzzy, Hay},
};
use std::cmp::Reverse;

/// What a command is found by.
#[must_use]
pub fn command_hay(command: Command) -> Hay {
    Hay {
        names: vec![command.name().replace('-', " ")],
        words: vec![command.doc().to_owned()],
    }
}

/// The commands that have every word of `typed` in name or help: those whose name begins with it first, then the
/// likeliest; where nothing is typed, all of them in the order of the help page.
#[must_use]
pub fn commands_like(typed: &str) -> Vec<Command> {
    let words = typed.trim().replace('-', " ");
    let mut fuzzy = Fuzzy::new(&words);
    let mut found: Vec<_> = (Command::ALL.iter())
        .filter(|command| means_something(**command))
        .filter_map(|&command| {
            let score = fuzzy.score(&command_hay(command))?;
            let name = command.name().replace('-', " ");
            let begins = !words.is_empty() && name.starts_with(&words);
            Some((Reverse((name == words, begins, score)), command))
        })
        .collect();
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, command)| command).collect()
}

/// What a line of the palette does: a command, with the number before it.
type Offer = (Command, Option<usize>);

/// What can be chosen of the palette where `typed` stands in it, and is the key of `keyed`. That comes first, and so does what
/// hands that know vim have typed.
///
/// # Errors
/// Why there is nothing to choose.
fn offered(typed: &str, keyed: Option<Command>) -> Result<Vec<Offer>, String> {
    let typed = typed.trim().trim_start_matches(':').trim_start();
    let like = commands_like(typed);
    let first = match in_vim(typed) {
        _ if keyed.is_some() => keyed.map(|command| (command, None)),
        Some(Ok(does)) => Some(does),
        Some(Err(told)) => return Err(told.into()),
        // Settings are many; a command that is called so is meant first.
        None if typed.starts_with("set ") && like.is_empty() => return Err(SETTINGS.into()),
        None => None,
    };
    let others = like.into_iter().map(|command| (command, None));
    let others = others.filter(|(command, _)| Some(*command) != first.map(|(first, _)| first));
    let all: Vec<_> = first.into_iter().chain(others).collect();
    if all.is_empty() {
        return Err(format!("no command is called `{typed}`"));
    }
    Ok(all)
}

const SETTINGS: &str = "settings stand in config.toml: `onrecord config` prints them";

/// What `typed` means to vim, where no command is called so (`:40`, `:q!`, `:wq`): a command, with the number before it;
/// or how it is here, where it is otherwise.
#[must_use]
pub fn in_vim(typed: &str) -> Option<Result<(Command, Option<usize>), &'static str>> {
    let does = |command| Some(Ok((command, None)));
    let digits = typed.trim_end_matches('%');
    if let Ok(number) = digits.parse::<usize>() {
        let command = if digits == typed {
            Command::First
        } else {
            Command::Percent
        };
        return Some(Ok((command, Some(number))));
    }
    match typed.split_once(' ').map_or(typed, |(name, _)| name) {
        "h" | "help" => return does(Command::Help),
        _ => {}
    }
    match typed {
        "q" | "q!" | "wq" | "wq!" | "x" | "x!" | "exit" => does(Command::Quit),
        "qa" | "qa!" | "qall" | "wqa" | "xa" => does(Command::Leave),
        "$" => does(Command::Last),
        "n" | "bn" => does(Command::NextArticle),
        "p" | "N" | "bp" => does(Command::PrevArticle),
        "e!" => does(Command::Reload),
        "red" => does(Command::Redo),
        "noh" | "nohlsearch" => does(Command::Close),
        "stop" => does(Command::Suspend),
        "w" | "w!" | "write" | "wa" | "update" => Some(Err(
            "every change is written at once: nothing waits to be saved",
        )),
        "set" | "se" => Some(Err(SETTINGS)),
        _ => None,
    }
}

/// Whether a command means something to somebody who chooses it by name: what only changes a line that is typed does not.
fn means_something(command: Command) -> bool {
    let of_search = matches!(command, Command::SearchScope | Command::SearchPattern);
    command.group() != Group::Field || of_search
}

impl State {
    /// What can be chosen where `typed` stands in a palette that covers `under`.
    ///
    /// # Errors
    /// Why there is nothing to choose.
    pub fn offered(&self, typed: &str, under: &Mode) -> Result<Vec<Offer>, String> {
        offered(typed, self.keyed(typed, under))
    }

    /// The command whose key is called `typed` there: a letter alone is the beginning of a name.
    fn keyed(&self, typed: &str, under: &Mode) -> Option<Command> {
        let run = Key::run(typed).ok()?;
        let is_letter = run.len() == 1 && typed.trim().chars().count() == 1;
        match self.keymap.meaning(under.table(), &run) {
            Meaning::Run(command) if !is_letter && means_something(command) => Some(command),
            _ => None,
        }
    }

    pub(in crate::app) fn toggle_palette(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Palette { under, .. } => *under,
            under => Mode::Palette {
                field: Field::default(),
                at: 0,
                under: Box::new(under),
            },
        };
    }

    /// The command that is chosen in the palette.
    pub(in crate::app) fn chosen(&self) -> Option<Command> {
        let Mode::Palette { field, at, under } = &self.mode else {
            return None;
        };
        let found = self.offered(&field.text, under).ok()?;
        found.get(*at).map(|(command, _)| *command)
    }

    /// Runs the command chosen in the palette, on what the palette covered.
    pub(in crate::app) fn run_chosen(&mut self) -> Option<Effect> {
        let Mode::Palette { field, at, under } = std::mem::take(&mut self.mode) else {
            return None;
        };
        let offers = self.offered(&field.text, &under);
        // Whoever looks a command up on the help page has read enough of it.
        self.mode = match *under {
            Mode::Help { under, .. } => *under,
            mode => mode,
        };
        let (chosen, count) = match offers {
            Ok(found) => found.get(at).copied()?,
            Err(why) => {
                self.say(why);
                return None;
            }
        };
        // A line that is typed makes way; a list has lines of its own that some commands are about.
        let of_line = matches!(self.mode, Mode::Records { .. })
            && matches!(chosen, Command::EditRecord | Command::Delete);
        if self.mode.field().is_some() && !of_line {
            self.close();
        }
        act(self, chosen, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_by_its_name_first() {
        assert_eq!(commands_like("help")[0], Command::Help);
        assert_eq!(commands_like("next rec")[0], Command::NextRecord);
        assert_eq!(commands_like("q")[0], Command::Quit);
        assert_eq!(commands_like("new-q")[0], Command::NewQuote);
        assert_eq!(commands_like("mtx"), [Command::Matrix]);
        assert_eq!(commands_like("no such thing"), []);
    }

    #[test]
    fn every_command_that_can_be_chosen_comes_first_where_its_name_is_typed() {
        let offers = |command: &&Command| means_something(**command);
        for command in Command::ALL.iter().filter(offers) {
            let first = offered(command.name(), None).map(|found| found[0].0);
            assert_eq!(first, Ok(*command));
        }
    }

    #[test]
    fn what_vim_hands_type_does_what_they_mean_or_says_what_is_otherwise() {
        let first = |typed| offered(typed, None).map(|found| found[0]);
        for typed in ["q", "q!", "wq", "x", ":q"] {
            assert_eq!(first(typed), Ok((Command::Quit, None)), "{typed}");
        }
        assert_eq!(first("40"), Ok((Command::First, Some(40))));
        assert_eq!(first("50%"), Ok((Command::Percent, Some(50))));
        assert_eq!(first("help keys"), Ok((Command::Help, None)));
        assert_eq!(first("h"), Ok((Command::Help, None)));
        assert_eq!(first("n"), Ok((Command::NextArticle, None)));
        assert_eq!(first("set mark"), Ok((Command::SetMark, None)));
        for (typed, told) in [
            ("w", "written at once"),
            ("set", "config.toml"),
            ("set wrap", "config.toml"),
            ("!ls", "no command is called `!ls`"),
        ] {
            let why = offered(typed, None).expect_err("nothing to choose");
            assert!(why.contains(told), "{why}");
        }
    }
}
