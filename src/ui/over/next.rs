//! The keys that may follow what is half pressed, in a box at the foot of the panes.
use crate::ui::draw::strip::Strip;
use crate::{
    app::{Mode, State, Visit},
    command::{Command, Group},
    config::{Config, Key, Keymap, Meaning, Role, Table, show},
    text::{columns, fit},
};
use ratatui::layout::Rect;

/// A key, and what comes of it.
struct Next {
    key: String,
    what: String,
}

/// Rows of the body from which there is room for the box.
const ROOM: u16 = 5;
/// Columns of what a key does, at most.
const WIDE: usize = 34;

/// The box: its title, its rows, and how wide they are.
pub(in crate::ui) struct Box {
    /// What is half pressed.
    pub(in crate::ui) title: String,
    /// The keys, some in a row.
    pub(in crate::ui) rows: Vec<Strip>,
    width: u16,
}

/// Whether the box shows on a screen whose body is so high: then the status line has no need to tell the keys.
pub(in crate::ui) fn shows(state: &State, height: u16) -> bool {
    height >= ROOM && begun(state)
}

/// Whether something has been begun that is told: the first digit that also focuses a pane is not.
pub(in crate::ui) fn begun(state: &State) -> bool {
    let pending = &state.pending;
    let number = pending.count.is_some() && (pending.digits > 1 || pending.before.is_none());
    number || !pending.keys.is_empty() || pending.letter.is_some()
}

/// What is half pressed, as the status line and the box tell it.
pub(in crate::ui) fn told(state: &State) -> String {
    let pending = &state.pending;
    match (pending.letter, pending.count) {
        (Some(command), _) => format!("{}: a letter", command.name().replace('-', " ")),
        (None, _) if !pending.keys.is_empty() => show(&pending.keys),
        (None, Some(count)) => count.to_string(),
        (None, None) => String::new(),
    }
}

/// The box for a body of this size; none where nothing is half pressed, or where there is no room.
pub(in crate::ui) fn drawn(state: &State, config: &Config, body: Rect) -> Option<Box> {
    if !shows(state, body.height) {
        return None;
    }
    let next = keys(state, &config.keymap);
    let room = usize::from(body.width.saturating_sub(2));
    let key = next
        .iter()
        .map(|next| columns(&next.key))
        .max()
        .unwrap_or(0);
    let what = next
        .iter()
        .map(|next| columns(&next.what))
        .max()
        .unwrap_or(0);
    let what = what.min(WIDE).min(room.saturating_sub(key + 3));
    let wide = key + what + 3;
    let across = (room / wide.max(1)).clamp(1, next.len().max(1));
    let down = next
        .len()
        .div_ceil(across)
        .min(usize::from(body.height) - 2);
    // Filled column by column, so that what belongs together stands together.
    let across = next.len().div_ceil(down.max(1)).min(across);
    let rows = (0..down).map(|row| {
        (0..across)
            .filter_map(|column| next.get(column * down + row))
            .fold(Strip::default(), |strip, next| {
                let pad = " ".repeat(key - columns(&next.key) + 1);
                let told = fit(&next.what, what);
                let behind = " ".repeat(what - columns(&told) + 1);
                (strip.and(Role::Label, format!(" {}{pad}", next.key)))
                    .and(Role::Text, format!("{told}{behind}"))
            })
    });
    Some(Box {
        title: told(state),
        rows: rows.collect(),
        width: u16::try_from((across * wide).max(columns(&told(state)) + 4)).unwrap_or(u16::MAX),
    })
}

impl Box {
    /// Where it lies in `body`: at the foot, on the right; at the head where it would cover what the reader is at.
    pub(in crate::ui) fn area(&self, body: Rect, here: Option<Rect>) -> Rect {
        let height = u16::try_from(self.rows.len() + 2)
            .unwrap_or(u16::MAX)
            .min(body.height);
        let width = self.width.saturating_add(2).min(body.width);
        let foot = Rect {
            x: body.right() - width,
            y: body.bottom() - height,
            width,
            height,
        };
        let covers = |area: &Rect| here.is_some_and(|here| here.intersects(*area));
        let left = Rect { x: body.x, ..foot };
        let head = |area: Rect| Rect { y: body.y, ..area };
        let places = [foot, left, head(foot), head(left)];
        places
            .into_iter()
            .find(|area| !covers(area))
            .unwrap_or(foot)
    }
}

/// Every key that may follow.
fn keys(state: &State, keymap: &Keymap) -> Vec<Next> {
    let table = state.mode.table();
    if let Some(command) = state.pending.letter {
        return letters(state, command);
    }
    match keymap.meaning(table, &state.pending.keys) {
        Meaning::Wait(runs) if !state.pending.keys.is_empty() => following(&runs),
        _ => counted(state, keymap, table),
    }
}

/// One entry a key: the command it completes, or what it leads on to.
fn following(runs: &[(Vec<Key>, Command)]) -> Vec<Next> {
    let by_key = runs.chunk_by(|one, other| one.0.first() == other.0.first());
    by_key
        .filter_map(|runs| {
            let key = show(runs.first()?.0.get(..1)?);
            let names: Vec<String> = runs.iter().map(|(_, command)| words(*command)).collect();
            let more = if runs[0].0.len() > 1 { " ..." } else { "" };
            Some(Next {
                key,
                what: names.join(", ") + more,
            })
        })
        .collect()
}

fn words(command: Command) -> String {
    command.name().replace('-', " ")
}

/// The letters that are taken, and where they lead.
fn letters(state: &State, command: Command) -> Vec<Next> {
    let mut out: Vec<Next> = (state.marks.iter())
        .map(|(letter, visit)| Next {
            key: letter.to_string(),
            what: place(state, visit),
        })
        .collect();
    if command == Command::GoToMark && !state.trail.is_empty() {
        out.push(Next {
            key: "'".into(),
            what: "before the last jump".into(),
        });
    }
    if out.is_empty() {
        out.push(Next {
            key: "a-z".into(),
            what: match command {
                Command::SetMark => "any letter, digit or sign".into(),
                _ => "no place is marked yet".into(),
            },
        });
    }
    out
}

fn place(state: &State, visit: &Visit) -> String {
    let article = state.dossier.articles().get(visit.focus.article);
    let view = (visit.mode != Mode::Read).then(|| crate::ui::view::name(&visit.mode));
    article.map_or_else(String::new, |article| {
        let number = article.paragraph_at(visit.focus.top.at);
        let label = article.label();
        match view {
            Some(view) => format!("{view} · {label} ¶{number}"),
            None => format!("{label} ¶{number}"),
        }
    })
}

/// The commands that a number before them means something to.
fn counted(state: &State, keymap: &Keymap, table: Table) -> Vec<Next> {
    let count = state.pending.count.unwrap_or(1);
    // The way back is the same: one of two is enough to tell what a number does.
    let back = |command: Command| {
        command.name().starts_with("previous")
            || matches!(
                command,
                Command::ScrollUp
                    | Command::HalfUp
                    | Command::PageUp
                    | Command::Last
                    | Command::Forward
                    | Command::Left
                    | Command::Shrink
            )
    };
    let own = |command: Command| {
        let here = table != Table::Read && !keymap.keys(table, command).is_empty();
        let group = command.group();
        let moves = matches!(group, Group::Scroll | Group::Record | Group::Search);
        command.counted() && (here || moves) && !back(command)
    };
    let what = |command: Command| match command {
        Command::First if state.mode == Mode::Read => format!("to paragraph {count}"),
        Command::Percent => format!("to {} %", count.min(100)),
        command => words(command),
    };
    (Command::ALL.iter().copied())
        .filter(|command| own(*command))
        .filter_map(|command| {
            Some(Next {
                key: keymap.key(table, command)?,
                what: what(command),
            })
        })
        .collect()
}
