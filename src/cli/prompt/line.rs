//! What a typed line asks for: a command by its name, keys, a record, a paragraph, words to look for.
use crate::{
    app::{Mode, Msg, Pane, State, commands_like},
    command::Command,
    config::{Key, Keymap, Meaning},
};

/// One thing a line asks for.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// This.
    Msg(Msg),
    /// What this key means by then.
    Key(Key),
    /// Nothing, and why.
    Unknown(String),
}

/// Names that are shorter than the commands'.
const SHORT: [(&str, Command); 9] = [
    ("next", Command::NextRecord),
    ("previous", Command::PrevRecord),
    ("prev", Command::PrevRecord),
    ("text", Command::TextPane),
    ("sources", Command::SourcesPane),
    ("positions", Command::PositionsPane),
    ("edit", Command::OpenEditor),
    ("q", Command::Quit),
    ("exit", Command::Leave),
];

/// What `line` asks for, in the state it is typed in.
pub(super) fn steps(line: &str, state: &State, keymap: &Keymap) -> Vec<Step> {
    let does = |command| Step::Msg(Msg::Do(command));
    if state.mode.field().is_some() {
        return typed(line, state);
    }
    if let Some(words) = line.strip_prefix('/') {
        let words = Step::Msg(Msg::Paste(words.trim().to_owned()));
        let whole = [does(Command::Search), words, does(Command::Follow)];
        let some = if line.len() == 1 { 1 } else { 3 };
        return whole.into_iter().take(some).collect();
    }
    let number = line.strip_prefix('¶').unwrap_or(line);
    if let Some(digits) = digits(number) {
        return digits.chain([does(Command::First)]).collect();
    }
    // `3 next`: a command or a key, so often.
    if let Some((number, rest)) = line.split_once(char::is_whitespace)
        && let Some(digits) = digits(number)
    {
        return digits.chain(steps(rest.trim(), state, keymap)).collect();
    }
    let short = SHORT.iter().find(|(name, _)| *name == line);
    if let Some(command) = short
        .map(|(_, command)| *command)
        .or_else(|| line.parse().ok())
    {
        return vec![does(command)];
    }
    if state.dossier.find(line).is_some() {
        return vec![Step::Msg(Msg::Go(line.to_owned()))];
    }
    if let Ok(key) = line.parse::<Key>() {
        return vec![Step::Key(key)];
    }
    if let Some(keys) = keys(line, state, keymap) {
        return keys;
    }
    vec![begun(line)]
}

/// A number before what it counts, if `number` is one.
fn digits(number: &str) -> Option<impl Iterator<Item = Step>> {
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (number.bytes()).map(|byte| Step::Msg(Msg::Digit(byte - b'0', None))))
}

/// The one command that is called so, as far as its name is typed or in other words; else what could be meant.
fn begun(line: &str) -> Step {
    let does = |command| Step::Msg(Msg::Do(command));
    let mut begun = (Command::ALL.iter()).filter(|command| command.name().starts_with(line));
    if let (Some(one), None) = (begun.next(), begun.next()) {
        return does(*one);
    }
    match &commands_like(line)[..] {
        [one] => does(*one),
        [] => Step::Unknown(format!(
            "no command, key or record is called {line}; help lists them"
        )),
        several => {
            let names = several.iter().take(5).map(|command| command.name());
            let names: Vec<&str> = names.collect();
            Step::Unknown(format!("which one: {}", names.join(", ")))
        }
    }
}

/// The keys a line is made of, one a character, where the first of them means something.
fn keys(line: &str, state: &State, keymap: &Keymap) -> Option<Vec<Step>> {
    const MOST: usize = 6;
    // What stands before a key is a number, whatever a digit does by itself.
    let step = |c: char| match c.to_digit(10).map(u8::try_from) {
        Some(Ok(digit)) => Some(Step::Msg(Msg::Digit(digit, None))),
        _ => c.to_string().parse().ok().map(Step::Key),
    };
    let keys: Option<Vec<Step>> = line.chars().map(step).collect();
    let keys = keys.filter(|keys| keys.len() <= MOST)?;
    let first = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let key: Key = first.chars().next()?.to_string().parse().ok()?;
    let meaning = keymap.meaning(state.mode.table(), &[key]);
    let counted = first.chars().count() == 1 && meaning != Meaning::Nothing;
    let begun = matches!(meaning, Meaning::Wait(_));
    // `''` and `Ma`: a key that waits for a letter, and the letter.
    let marks = [Command::SetMark, Command::GoToMark].map(Meaning::Run);
    let lettered = first.chars().count() == 2 && marks.contains(&meaning);
    (counted || begun || lettered).then_some(keys)
}

/// A line while a field is open: what stands in it from now on; a number chooses from a list, nothing accepts.
fn typed(line: &str, state: &State) -> Vec<Step> {
    let does = |command| Step::Msg(Msg::Do(command));
    if line.is_empty() {
        return vec![does(Command::Follow)];
    }
    let leaves = matches!(line, "close" | "q" | "quit" | "exit" | "back" | "Esc");
    if leaves && !matches!(state.mode, Mode::Search(_)) {
        return vec![does(Command::Close)];
    }
    let number = line.parse::<usize>().ok().filter(|number| *number > 0);
    let list = matches!(
        state.mode,
        Mode::Records { .. } | Mode::Filter { .. } | Mode::Palette { .. }
    );
    if let Some(number) = number.filter(|_| list) {
        let to_first = std::iter::repeat_n(does(Command::ScrollUp), state.mode.place());
        let down = std::iter::repeat_n(does(Command::ScrollDown), number.min(1_000) - 1);
        return to_first
            .chain(down)
            .chain([does(Command::Follow)])
            .collect();
    }
    let words = [
        does(Command::EraseAll),
        Step::Msg(Msg::Paste(line.to_owned())),
    ];
    let accept = matches!(state.mode, Mode::Search(_)).then(|| does(Command::Follow));
    words.into_iter().chain(accept).collect()
}

/// Rows and pages are those of a screen: here, paragraphs.
pub(super) fn in_paragraphs(msg: Msg, state: &State) -> Msg {
    let Msg::Do(command) = msg else { return msg };
    let reads = state.mode == Mode::Read && state.pane == Pane::Text;
    Msg::Do(match command {
        Command::ScrollDown | Command::HalfDown | Command::PageDown if reads => {
            Command::NextParagraph
        }
        Command::ScrollUp | Command::HalfUp | Command::PageUp if reads => Command::PrevParagraph,
        command => command,
    })
}
