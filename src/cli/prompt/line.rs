//! What a typed line asks for: a command by its name, keys, a record, a paragraph, words to look for.
use super::{help::is_of_a_screen, program::PROGRAMS};
use crate::{
    app::{Mode, Msg, Pane, State, commands_like, in_vim},
    command::Command,
    config::{Key, Keymap, Meaning},
    diag::nearest,
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
pub(super) const SHORT: [(&str, Command); 10] = [
    ("here", Command::Redraw),
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
    if line.is_empty() {
        return vec![does(Command::Redraw)];
    }
    let key = line.parse::<Key>();
    if let (Some(_), Ok(letter)) = (state.pending.letter, key) {
        return vec![Step::Key(letter)];
    }
    if let Some(steps) = line.strip_prefix(':').and_then(vim) {
        return steps;
    }
    if let Some(words) = line.strip_prefix('/').or(line.strip_prefix("search ")) {
        let some = if words.is_empty() { 1 } else { 3 };
        let words = Step::Msg(Msg::Paste(words.trim().to_owned()));
        let whole = [does(Command::Search), words, does(Command::Follow)];
        return whole.into_iter().take(some).collect();
    }
    let number = line.strip_prefix('¶').unwrap_or(line);
    if let Some(digits) = digits_of(number) {
        return digits.chain([does(Command::First)]).collect();
    }
    // `3 next`: a command or a key, so often.
    if let Some((number, rest)) = line.split_once(char::is_whitespace)
        && let Some(digits) = digits_of(number)
    {
        return digits.chain(steps(rest.trim(), state, keymap)).collect();
    }
    if let Some(command) = called(line) {
        return vec![does(command)];
    }
    // `set-mark a`
    if let Some((name, letter)) = line.split_once(' ')
        && let Some(command @ (Command::SetMark | Command::GoToMark)) = called(name)
        && let Ok(letter) = letter.trim().parse()
    {
        return vec![does(command), Step::Key(letter)];
    }
    if state.dossier.find(line).is_some() {
        return vec![Step::Msg(Msg::Go(line.to_owned()))];
    }
    let means = |key| keymap.meaning(state.mode.table(), &[key]) != Meaning::Nothing;
    if let Ok(key) = key
        && means(key)
    {
        return vec![Step::Key(key)];
    }
    if let Some(steps) = keys(line, state, keymap).or_else(|| vim(line)) {
        return steps;
    }
    match line.strip_prefix(':') {
        Some(rest) if !rest.is_empty() => steps(rest.trim(), state, keymap),
        _ => vec![begun(line, state)],
    }
}

/// The command that is called so.
fn called(name: &str) -> Option<Command> {
    let short = SHORT.iter().find(|(short, _)| *short == name);
    short.map_or_else(|| name.parse().ok(), |(_, command)| Some(*command))
}

/// What hands that know vim ask for.
fn vim(line: &str) -> Option<Vec<Step>> {
    Some(match in_vim(line)? {
        Ok((command, count)) => {
            let digits = count.map(|count| count.to_string());
            (digits.as_deref().and_then(digits_of).into_iter().flatten())
                .chain([Step::Msg(Msg::Do(command))])
                .collect()
        }
        Err(told) => vec![Step::Unknown(told.to_owned())],
    })
}

/// A number before what it counts, if `number` is one.
fn digits_of(number: &str) -> Option<impl Iterator<Item = Step>> {
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (number.bytes()).map(|byte| Step::Msg(Msg::Digit(byte - b'0', None))))
}

/// The one command that does something here and is called so as far as it is typed; else what could be meant.
fn begun(line: &str, state: &State) -> Step {
    let names = Command::ALL
        .iter()
        .map(|command| (command.name(), *command));
    let names = names
        .chain(SHORT)
        .filter(|(_, command)| !is_of_a_screen(*command));
    let begun: Vec<(&str, Command)> = (names.clone())
        .filter(|(name, _)| name.starts_with(line))
        .collect();
    if let Some((_, command)) = begun.first() {
        if begun.iter().all(|(_, other)| other == command) {
            return Step::Msg(Msg::Do(*command));
        }
        let names: Vec<&str> = begun.iter().take(5).map(|(name, _)| *name).collect();
        return Step::Unknown(format!("which one: {}", names.join(", ")));
    }
    let ids = state
        .dossier
        .records()
        .map(|(_, record)| record.id.as_str());
    let known = names.map(|(name, _)| name).chain(PROGRAMS).chain(ids);
    let near = || {
        let mut commands = commands_like(line).into_iter();
        let near = commands.find(|command| !is_of_a_screen(*command))?;
        // Two or three letters stand in a row in many names.
        (line.chars().count() > 3).then(|| near.name())
    };
    let meant = nearest(line, known).or_else(near);
    let meant = meant.map_or_else(String::new, |meant| format!("is it {meant}? "));
    Step::Unknown(format!(
        "no command, key or record is called {line}; {meant}help lists them"
    ))
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
    if let (Some(number), Mode::Records { found, .. }) = (number, &state.mode)
        && number > found.len()
    {
        return vec![Step::Unknown(format!("there is no line {number}"))];
    }
    if let Some(words) = line
        .strip_prefix('/')
        .filter(|words| list && !words.is_empty())
    {
        let words = Step::Msg(Msg::Paste(words.trim().to_owned()));
        let search = [does(Command::Search), words, does(Command::Follow)];
        return [does(Command::Close)].into_iter().chain(search).collect();
    }
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

/// What a command of the screen is here. Rows and pages are paragraphs; a list is gone through line by line, the matrix
/// party by party; a record is changed in its file.
pub(super) fn as_here(msg: Msg, state: &State) -> Msg {
    let Msg::Do(command) = msg else { return msg };
    let reads = state.mode == Mode::Read && state.pane == Pane::Text;
    let matrix = matches!(state.mode, Mode::Matrix { .. });
    Msg::Do(match command {
        Command::ScrollDown | Command::HalfDown | Command::PageDown if reads => {
            Command::NextParagraph
        }
        Command::ScrollUp | Command::HalfUp | Command::PageUp if reads => Command::PrevParagraph,
        Command::NextRecord if matrix => Command::Right,
        Command::PrevRecord if matrix => Command::Left,
        Command::EditRecord => Command::OpenEditor,
        command => command,
    })
}

/// The words of a line as a shell takes them: those in quotation marks are one.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut within) = (Vec::new(), None, None);
    for c in line.chars() {
        match within {
            Some(mark) if c == mark => within = None,
            None if matches!(c, '"' | '\'') => {
                within = Some(c);
                word.get_or_insert_with(String::new);
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(c),
        }
    }
    words.extend(word);
    words
}
