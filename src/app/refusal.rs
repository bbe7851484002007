//! Why a command can do nothing where the reader is.
use super::{List, Mode};
use crate::command::{Command, Group};

/// Why `command` can do nothing in `mode`; absent where it is worth trying.
pub(super) fn refused(mode: &Mode, command: Command) -> Option<&'static str> {
    if matches!(mode, Mode::Form { .. }) && !is_of_forms(command) {
        return Some("a form is open: save it or leave it first");
    }
    if acts_unseen(mode, command) {
        return Some("the panes are covered: close this first");
    }
    lacks(mode, command)
}

/// What `command` needs and nothing gives: words that are selected, a form, a line that is typed, the matrix.
fn lacks(mode: &Mode, command: Command) -> Option<&'static str> {
    let typed = mode.table().is_typed();
    let moves_caret = matches!(
        command,
        Command::NextCharacter | Command::PrevCharacter | Command::NextWord | Command::PrevWord
    );
    match (command.group(), command) {
        (
            _,
            Command::Select | Command::MoveBounds | Command::SearchScope | Command::SearchPattern,
        ) => None,
        (_, Command::Right | Command::Left) if !matches!(mode, Mode::Matrix { .. }) => {
            Some("only in the matrix stand parties side by side")
        }
        (Group::Select, _) if moves_caret && typed => None,
        (Group::Select, _) if !matches!(mode, Mode::Select(_)) => Some("no words are selected"),
        (Group::Form, _) if !matches!(mode, Mode::Form { .. } | Mode::Export { .. }) => {
            Some("no form is open")
        }
        (Group::Field, _) if !typed => Some("nothing is typed here"),
        _ => None,
    }
}

/// Whether `command` means something to a form, or to the program whatever is open.
const fn is_of_forms(command: Command) -> bool {
    matches!(
        (command.group(), command),
        (Group::Form | Group::Field, _)
            | (
                _,
                Command::ScrollDown
                    | Command::ScrollUp
                    | Command::HalfDown
                    | Command::HalfUp
                    | Command::PageDown
                    | Command::PageUp
                    | Command::First
                    | Command::Last
                    | Command::Follow
                    | Command::NextCharacter
                    | Command::PrevCharacter
                    | Command::NextWord
                    | Command::PrevWord
                    | Command::Palette
                    | Command::Help
                    | Command::Close
                    | Command::Quit
                    | Command::Leave
                    | Command::Mouse
                    | Command::Redraw
                    | Command::Suspend
            )
    )
}

/// Whether `command` is about the panes or goes on from where one is in them, of which what covers them shows nothing.
fn acts_unseen(mode: &Mode, command: Command) -> bool {
    let covered = match command {
        Command::Wider
        | Command::Narrower
        | Command::OnePane
        | Command::NextPane
        | Command::PrevPane
        | Command::Where
        | Command::NextParagraph
        | Command::PrevParagraph
        | Command::NextSubhead
        | Command::PrevSubhead
        | Command::NextOfSource
        | Command::PrevOfSource
        | Command::NextOnIssue
        | Command::PrevOnIssue => true,
        // From line to line of a list.
        Command::NextRecord | Command::PrevRecord => !mode.is_list(),
        // The facts are those of the article in focus.
        Command::NextArticle | Command::PrevArticle => !matches!(
            mode,
            Mode::List {
                of: List::Facts(_),
                ..
            }
        ),
        _ => false,
    };
    let fills = matches!(mode, Mode::Export { .. } | Mode::Records { .. });
    covered && (fills || mode.covers_panes())
}
