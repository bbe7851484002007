//! The keys that lead on from where one is, three to five of them.
use crate::ui::{over::next, view::ask};
use crate::{
    app::{List, Mode, Pane, State, shown},
    command::Command,
    config::{Keymap, Meaning, Table},
    diag::Code,
    drift::{Changes, Drift},
    text::columns,
};

/// A key and what it does.
pub(in crate::ui) struct Hint {
    pub(in crate::ui) key: String,
    pub(in crate::ui) what: String,
    pub(in crate::ui) command: Option<Command>,
}

impl Hint {
    /// Columns it takes, with the blanks around and the line behind.
    pub(in crate::ui) fn columns(&self) -> usize {
        columns(&self.key) + columns(&self.what) + 4
    }

    /// What it does in fewer words, where there are such.
    pub(in crate::ui) fn short(&self) -> Option<&'static str> {
        let short = match self.command? {
            Command::Follow => "go",
            Command::Close if self.what.starts_with("keep") => "keep",
            Command::Close | Command::Quit => "close",
            _ => return None,
        };
        (short.len() < self.what.len()).then_some(short)
    }
}

/// The key of a command: in `table`, else where the panes are read, else its name.
pub(in crate::ui) fn key(keymap: &Keymap, table: Table, command: Command) -> String {
    let key = keymap.key(table, command);
    let key = key.or_else(|| keymap.key(Table::Read, command));
    key.unwrap_or_else(|| format!("`{}`", command.name()))
}

/// While something is half pressed: how to drop it; what may follow stands in the box above, or here where that has no room.
fn half(state: &State, keymap: &Keymap) -> Vec<Hint> {
    let table = state.mode.table();
    let drop = keymap.key(table, Command::Close).map(|key| Hint {
        key,
        what: "drop it".into(),
        command: Some(Command::Close),
    });
    let runs = match keymap.meaning(table, &state.pending.keys) {
        Meaning::Wait(runs) if !next::shows(state, state.sizes.view) => runs,
        _ => Vec::new(),
    };
    let follows = runs.iter().map(|(rest, command)| Hint {
        key: crate::config::show(rest),
        what: command.name().replace('-', " "),
        command: Some(*command),
    });
    follows.chain(drop).collect()
}

/// A command and what its key does where one is.
type Wanted = (Command, &'static str);

/// What the filter's key does in the problems.
const THIS_RULE: &str = "this rule only";
/// What it does where those of one rule show.
const ALL_RULES: &str = "all rules";

/// What leads on from a list, which may have no line to go on from.
const fn of_list(list: &List, is_empty: bool) -> &'static [Wanted] {
    match list {
        List::Hits if is_empty => &[
            (Command::Search, "another search"),
            (Command::Quit, "close"),
        ],
        List::Hits => &[
            (Command::Follow, "to the place"),
            (Command::ScrollDown, "next"),
            (Command::Search, "another search"),
            (Command::Quit, "close"),
        ],
        _ if is_empty => &[(Command::Quit, "close")],
        List::Timeline | List::Source(_) | List::Facts(_) => &[
            (Command::Follow, "to the place"),
            (Command::ScrollDown, "next"),
            (Command::Quit, "close"),
        ],
        List::Problems(None) => &[
            (Command::Follow, "to the record"),
            (Command::OpenEditor, "to its line"),
            (Command::Filter, THIS_RULE),
            (Command::Quit, "close"),
        ],
        List::Problems(Some(_)) => &[
            (Command::Follow, "to the record"),
            (Command::Filter, ALL_RULES),
            (Command::OpenEditor, "to its line"),
            (Command::Quit, "close"),
        ],
        List::Changes => &[
            (Command::Follow, "to the record"),
            (Command::Accept, "accept"),
            (Command::Quit, "close"),
        ],
    }
}

/// What leads on from the changes: accepting all at once only where there is something that stands as it was.
fn of_changes(changes: &Changes) -> &'static [Wanted] {
    match changes.drifts.first() {
        None if changes.edited => &[
            (Command::Accept, "accept the article"),
            (Command::Quit, "close"),
        ],
        None if changes.unused.is_some() => {
            &[(Command::Problems, "problems"), (Command::Quit, "close")]
        }
        Some(_) if changes.drifts.iter().any(Drift::stands_as_it_was) => &[
            (Command::Follow, "to the record"),
            (Command::Accept, "accept"),
            (Command::AcceptAll, "accept held and moved"),
            (Command::Quit, "close"),
        ],
        at => of_list(&List::Changes, at.is_none()),
    }
}

/// Whether the finding that is looked at is that an article changed since it was locked: the changes show how.
fn tells_of_changes(state: &State, of: &List, at: usize) -> bool {
    let List::Problems(only) = of else {
        return false;
    };
    let found = shown(&state.findings, *only);
    (found.get(at)).is_some_and(|n| state.findings[*n].code == Code::E12)
}

/// Whether the last step came from a view, which is where the way back leads.
fn came_from_view(state: &State) -> bool {
    let last = state.trail.last();
    state.mode == Mode::Read && last.is_some_and(|last| last.mode != Mode::Read)
}

/// Three to five keys and what they do, the most useful first.
#[expect(clippy::too_many_lines, reason = "a flat table: one row a view")]
pub(in crate::ui) fn hints(state: &State, keymap: &Keymap) -> Vec<Hint> {
    let table = state.mode.table();
    if next::begun(state) {
        return half(state, keymap);
    }
    let has_words = (state.article()).is_some_and(|article| !article.paragraphs.is_empty());
    let searched = state.search.is_told();
    let wanted: &[Wanted] = match (&state.mode, state.pane) {
        (Mode::Read, Pane::Text) if searched => &[
            (Command::Help, "help"),
            (Command::NextHit, "next"),
            (Command::SearchAll, "list"),
            (Command::NextRecord, "record"),
            (Command::Close, "unmark"),
        ],
        (Mode::Read, Pane::Text) if state.article().is_none() => &[
            (Command::Help, "help"),
            (Command::Articles, "articles"),
            (Command::Problems, "problems"),
        ],
        (Mode::Read, Pane::Text) if !has_words => &[
            (Command::Help, "help"),
            (Command::Articles, "articles"),
            (Command::Problems, "problems"),
            (Command::Facts, "article"),
        ],
        (Mode::Read, Pane::Text) if state.dossier.text_order().is_empty() => &[
            (Command::Help, "help"),
            (Command::Suggest, "next statement"),
            (Command::Select, "select words"),
            (Command::Search, "search"),
        ],
        (Mode::Read, Pane::Text) => &[
            (Command::Help, "help"),
            (Command::NextRecord, "record"),
            (Command::NextPane, "pane"),
            (Command::Search, "search"),
            (Command::Copy, "copy"),
        ],
        (Mode::Read, Pane::Sources) if state.outline.speakers.is_empty() => {
            &[(Command::Help, "help"), (Command::NextPane, "pane")]
        }
        (Mode::Read, Pane::Sources) => &[
            (Command::Help, "help"),
            (Command::Follow, "to the words"),
            (Command::NextOfSource, "next of source"),
            (Command::NextPane, "pane"),
        ],
        (Mode::Read, Pane::Positions) if state.kept.rows.is_empty() => {
            &[(Command::Help, "help"), (Command::NextPane, "pane")]
        }
        (Mode::Read, Pane::Positions) => &[
            (Command::Help, "help"),
            (Command::Follow, "evidence"),
            (Command::Back, "back"),
            (Command::Matrix, "matrix"),
        ],
        (Mode::Search(_), _) if state.search.lists() => &[
            (Command::Follow, "list"),
            (Command::SearchScope, "text or records"),
            (Command::SearchPattern, "regex"),
            (Command::ScrollUp, "earlier"),
            (Command::Close, "close"),
        ],
        (Mode::Search(_), _) => &[
            (Command::Follow, "go"),
            (Command::SearchAll, "list"),
            (Command::SearchScope, "text or records"),
            (Command::SearchPattern, "regex"),
            (Command::ScrollUp, "earlier"),
            (Command::Close, "close"),
        ],
        (Mode::Records { .. } | Mode::Palette { .. }, _) => {
            &[(Command::Follow, "go"), (Command::Close, "close")]
        }
        (Mode::Filter { .. }, _) => &[(Command::Follow, "ask or not"), (Command::Close, "done")],
        (Mode::List { of, at }, _) if tells_of_changes(state, of, *at) => match of {
            List::Problems(Some(_)) => &[
                (Command::Changes, "what changed"),
                (Command::Filter, ALL_RULES),
                (Command::Quit, "close"),
            ],
            _ => &[
                (Command::Changes, "what changed"),
                (Command::Filter, THIS_RULE),
                (Command::Quit, "close"),
            ],
        },
        (
            Mode::List {
                of: List::Changes, ..
            },
            _,
        ) => of_changes(&state.changes),
        (Mode::List { of, .. }, _) => of_list(of, state.length(of) == 0),
        (Mode::Matrix { .. }, _) if !state.dossier.codebook().has_matrix() => &[
            (Command::NewParty, "new party"),
            (Command::NewIssue, "new issue"),
            (Command::Quit, "close"),
        ],
        (Mode::Matrix { .. }, _) if state.kept.rows.is_empty() => &[
            (Command::DropFilter, "drop filter"),
            (Command::Quit, "close"),
        ],
        (Mode::Matrix { .. }, _) => &[
            (Command::Follow, "evidence"),
            (Command::Right, "party"),
            (Command::ScrollDown, "issue"),
            (Command::Quit, "close"),
        ],
        (Mode::Ask { question, .. }, _) => &ask::hints(question),
        (Mode::Export { .. }, _) => &[
            (Command::Save, "write"),
            (Command::NextField, "next line"),
            (Command::NextCharacter, "another"),
            (Command::Close, "close"),
            (Command::PageDown, "preview down"),
            (Command::Help, "help"),
        ],
        (Mode::Form { form, .. }, _) if !form.is_touched() => &[
            (Command::Save, "save"),
            (Command::NextField, "next field"),
            (Command::Close, "close"),
            (Command::MoreFields, "all fields"),
        ],
        (Mode::Form { .. }, _) => &[
            (Command::Save, "save"),
            (Command::NextField, "next field"),
            (Command::Close, "keep as a draft"),
            (Command::MoreFields, "all fields"),
            (Command::Discard, "discard"),
        ],
        (Mode::Select(selection), _) if selection.of.is_some() => &[
            (Command::Follow, "write"),
            (Command::NextWord, "word"),
            (Command::NextCharacter, "character"),
            (Command::SwapEnds, "other end"),
            (Command::Close, "leave"),
        ],
        (Mode::Select(_), _) => &[
            (Command::NewQuote, "quote"),
            (Command::NextWord, "word"),
            (Command::Grow, "larger"),
            (Command::SwapEnds, "other end"),
            (Command::NextMarked, "next quotation"),
            (Command::Close, "leave"),
        ],
        (Mode::Help { typing: true, .. }, _) => &[
            (Command::Follow, "keep"),
            (Command::ScrollDown, "down"),
            (Command::Close, "whole page"),
        ],
        (Mode::Help { field, .. }, _) if !field.text.is_empty() => &[
            (Command::Search, "other words"),
            (Command::ScrollDown, "down"),
            (Command::Close, "whole page"),
            (Command::Quit, "close"),
        ],
        (Mode::Help { .. }, _) => &[
            (Command::Search, "find words"),
            (Command::ScrollDown, "down"),
            (Command::PageDown, "page"),
            (Command::Quit, "close"),
        ],
    };
    let drop = (Command::DropFilter, "drop filter");
    let back = (Command::Back, "back");
    let returns = came_from_view(state) && !searched && !wanted.contains(&back);
    let filtered = !state.filter.is_empty() && state.mode == Mode::Read;
    (wanted.iter().take(1))
        .chain(filtered.then_some(&drop))
        .chain(returns.then_some(&back))
        .chain(wanted.iter().skip(1))
        .filter_map(|(command, what)| {
            let key = keymap
                .key(table, *command)
                .or_else(|| keymap.key(Table::Read, *command))?;
            Some(Hint {
                key,
                what: (*what).to_owned(),
                command: Some(*command),
            })
        })
        .collect()
}

/// As many hints as there is room for, from the back; in a view the first and the way out stay longest, in fewer words if need
/// be, and of those two the way out.
pub(in crate::ui) fn fitted(state: &State, mut hints: Vec<Hint>, room: usize) -> Vec<Hint> {
    let stays = matches!(
        state.mode,
        Mode::Form { .. }
            | Mode::Export { .. }
            | Mode::List { .. }
            | Mode::Matrix { .. }
            | Mode::Help { .. }
    );
    let is_out = |hint: &Hint| matches!(hint.command, Some(Command::Close | Command::Quit));
    while wide(&hints) > room {
        let middle = (hints.iter().skip(1)).rposition(|hint| !(stays && is_out(hint)));
        let long = hints
            .iter()
            .position(|hint| stays && hint.short().is_some());
        match (middle, long) {
            (Some(n), _) => drop(hints.remove(n + 1)),
            (None, Some(n)) => hints[n].what = hints[n].short().unwrap_or_default().into(),
            (None, None) if hints.is_empty() => break,
            (None, None) => drop(hints.remove(0)),
        }
    }
    hints
}

pub(in crate::ui) fn wide(hints: &[Hint]) -> usize {
    hints.iter().map(Hint::columns).sum()
}
