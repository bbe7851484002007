//! What can be typed at the prompt, and what is done on a screen only.
use crate::{
    app::Mode,
    command::{Command, Group},
    config::Keymap,
};
use std::fmt::Write;

/// Every command that does something here, one a line.
pub(super) fn help(keymap: &Keymap) -> String {
    let mut out = String::from(
        "Type a command's name, its key, a record's id, or a paragraph's number.\n\
         /words searches. Nothing repeats. next and previous go from record to record.\n\
         export, check, list, show and drift work as in the shell, on this dossier.\n",
    );
    let here = |command: &&Command| !is_of_a_screen(**command);
    for command in Command::ALL.iter().filter(here) {
        let keys = keymap.pressed_keys(*command).join(" ");
        let comma = if keys.is_empty() { "" } else { ", " };
        let (name, doc) = (command.name(), command.doc());
        let _ = writeln!(out, "{name}{comma}{keys}: {doc}");
    }
    out
}

/// Whether a command does nothing for somebody who types commands: it fills a form in, or changes what is drawn.
fn is_of_a_screen(command: Command) -> bool {
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
                | Command::Redraw
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
        )
}

/// Why nothing can be done here with what has the attention.
pub(super) const fn of_a_screen(mode: &Mode) -> Option<&'static str> {
    match mode {
        Mode::Select(_) | Mode::Form { .. } => {
            Some("records are written on a screen, or in the dossier's files: edit opens them")
        }
        Mode::Export { .. } => Some("export works as in the shell: export --format md -o note.md"),
        _ => None,
    }
}
