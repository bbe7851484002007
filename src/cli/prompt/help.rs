//! What can be typed at the prompt, and what is done on a screen only.
use super::line::SHORT;
use crate::{
    app::Mode,
    command::{Command, Group},
    config::Keymap,
};
use std::fmt::Write;

/// What a command does here, where that is otherwise than on a screen.
const HERE: [(Command, &str); 18] = [
    (
        Command::ScrollDown,
        "To the next paragraph; in a list, the next line",
    ),
    (
        Command::ScrollUp,
        "To the paragraph before; in a list, the line before",
    ),
    (
        Command::HalfDown,
        "To the next paragraph; in a list, ten lines on",
    ),
    (
        Command::HalfUp,
        "To the paragraph before; in a list, ten lines back",
    ),
    (
        Command::PageDown,
        "To the next paragraph; in a list, twenty lines on",
    ),
    (
        Command::PageUp,
        "To the paragraph before; in a list, twenty lines back",
    ),
    (
        Command::Percent,
        "50% goes to the middle of the article or list",
    ),
    (
        Command::NextRecord,
        "To the next quote, claim or event in text order; in a list, the next line; in the matrix, the next party",
    ),
    (
        Command::PrevRecord,
        "To the quote, claim or event before; in a list, the line before; in the matrix, the party before",
    ),
    (Command::SetMark, "Mark this place: set-mark a"),
    (
        Command::GoToMark,
        "To the place marked: go-to-mark a; go-to-mark ' is where you were before the last jump",
    ),
    (
        Command::Copy,
        "Print the quotation with its label and citation; in the facts, the line",
    ),
    (
        Command::OpenEditor,
        "Change what is in focus: its file at its line, in $VISUAL or $EDITOR",
    ),
    (Command::Search, "Search: search words, or /words"),
    (Command::Help, "Print this"),
    (Command::Close, "Leave a list, a view or a question"),
    (Command::Redraw, "Where you are, told again"),
    (Command::Quit, "Leave a list or a view; else leave"),
];

/// Every command that does something here, one a line.
pub(super) fn help(keymap: &Keymap) -> String {
    let mut out = String::from(
        "Type a command's name, or as much of it as no other begins with; its key; a record's id; or a paragraph's number.\n\
         A number before a command says how often: 3 next. An empty line says the last one again; in a list it chooses.\n\
         export, check, list, show and drift work as in the shell, on this dossier: export note.md writes the note. \
         The filter narrows export and list too.\n",
    );
    let here = |command: &&Command| !is_of_a_screen(**command);
    for command in Command::ALL.iter().filter(here) {
        let mut names = vec![command.name().to_owned()];
        let short = SHORT.iter().filter(|(_, short)| short == command);
        let short = short.map(|(name, _)| (*name).to_owned());
        for name in short.chain(keys(keymap, *command)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let own = HERE.iter().find(|(other, _)| other == command);
        let doc = own.map_or_else(|| command.doc(), |(_, doc)| *doc);
        let _ = writeln!(out, "{}: {doc}", names.join(", "));
    }
    out
}

/// The keys of a command that can be typed in a line, and where they mean it, if that is not everywhere. A digit is a
/// paragraph's number.
fn keys(keymap: &Keymap, command: Command) -> Vec<String> {
    let as_here = |table| {
        let edits = (command == Command::OpenEditor).then_some(Command::EditRecord);
        let all = [command].into_iter().chain(edits);
        all.flat_map(|command| keymap.keys(table, command))
            .collect::<Vec<_>>()
    };
    let mut told: Vec<String> = Vec::new();
    let tables = keymap.places(command).into_iter().map(|(table, _)| table);
    for table in tables.filter(|table| !table.is_typed()) {
        let typed = |key: &String| matches!(key.as_bytes(), [key] if key.is_ascii_graphic() && !key.is_ascii_digit());
        let keys: Vec<String> = as_here(table).into_iter().filter(typed).collect();
        let holds = if told.is_empty() { "" } else { table.holds() };
        if !keys.is_empty() {
            told.push(
                format!("{holds} {}", keys.join(" "))
                    .trim_start()
                    .to_owned(),
            );
        }
    }
    told
}

/// Whether a command does nothing for somebody who types commands: it fills a form in, or changes what is drawn; or
/// something else has its name here.
pub(super) fn is_of_a_screen(command: Command) -> bool {
    let fills_in = matches!(command.group(), Group::Select | Group::Form | Group::Field);
    // How the next search is done is said before it: at the prompt of a search all that is typed is looked for.
    let searches = matches!(command, Command::SearchScope | Command::SearchPattern);
    fills_in && !searches
        || matches!(
            command,
            Command::Wider
                | Command::Narrower
                | Command::OnePane
                | Command::Palette
                | Command::Mouse
                | Command::Suspend
                | Command::NewQuote
                | Command::NewClaim
                | Command::NewPosition
                | Command::NewEvent
                | Command::NewShift
                | Command::NewNote
                | Command::NewSource
                | Command::NewParty
                | Command::NewIssue
                | Command::Provenance
                | Command::EditRecord
                | Command::ResumeDraft
                | Command::Waive
                | Command::Suggest
                | Command::Export
        )
}

/// Why nothing can be done here with what has the attention.
pub(super) const fn of_a_screen(mode: &Mode) -> Option<&'static str> {
    match mode {
        Mode::Select(_) | Mode::Form { .. } => Some(
            "records are written on a screen, or in the dossier's files: edit opens the one in focus",
        ),
        Mode::Export { .. } => Some(
            "export note.md writes the note, export prints it, export --help tells the formats",
        ),
        _ => None,
    }
}
