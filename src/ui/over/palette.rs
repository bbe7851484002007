//! Commands by name, with the key beside each.
use crate::ui::{
    draw::{
        strip::{Strip, remark},
        window::strips,
    },
    over::filter,
};
use crate::{
    app::{Mode, State, Target, command_hay},
    command::Command,
    config::{Keymap, Role, Table},
    text::Fuzzy,
};
use ratatui::layout::Rect;
use std::cell::RefCell;

/// Columns of a command's name.
const NAME: usize = 18;

/// Where the palette lies: over the middle of a large screen, over all of a small one.
pub(in crate::ui) fn area(body: Rect) -> Rect {
    if body.width < 60 || body.height < 12 {
        return body;
    }
    let width = body.width.min(76);
    Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + 1,
        width,
        height: (body.height - 2).min(18),
    }
}

/// The part of the palette inside its frame.
pub(in crate::ui) fn list(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// The rows of what lies over the panes: the palette, or the filter.
pub(in crate::ui) fn over(state: &State, area: Rect) -> Vec<Strip> {
    match &state.mode {
        Mode::Palette { field, at, under } => rows(state, (&field.text, *at), under, area),
        Mode::Filter {
            field,
            at,
            choices,
            found,
            ..
        } => filter::rows(
            state,
            (choices, found),
            *at,
            &field.text,
            area.height.into(),
        ),
        _ => Vec::new(),
    }
}

/// The rows that show, below the line that is typed.
fn rows(state: &State, (typed, at): (&str, usize), under: &Mode, area: Rect) -> Vec<Strip> {
    let found = match state.offered(typed, under) {
        Ok(found) => found,
        Err(why) => return remark(&why, area.width.into(), area.height.into()),
    };
    let at = at.min(found.len() - 1);
    let fuzzy = RefCell::new(Fuzzy::new(&typed.replace('-', " ")));
    let row = |n: usize| {
        let (command, count) = found[n];
        let key = key(&state.keymap, under.table(), command);
        let (name, told) = (command.name(), told(command, count));
        let number = count.map_or_else(String::new, |count| format!("{count} "));
        let hay = command_hay(command);
        let mut fuzzy = fuzzy.borrow_mut();
        let letters = fuzzy.letters(&hay, &hay.names[0]);
        let pad = " ".repeat(NAME.saturating_sub(name.len() + number.len()) + 1);
        let strip = Strip::new(Role::Head, format!(" {number}"))
            .marked(Role::Head, name, &letters)
            .and(Role::Head, pad);
        let strip = if area.width < 50 {
            strip
        } else {
            strip.marked(Role::Dim, &told, &fuzzy.letters(&hay, &told))
        };
        strip
            .right(Role::Label, key)
            .right(Role::Dim, " ")
            .at(Target::Item(n))
    };
    strips(
        found.len(),
        at,
        &[row(at).focus(true)],
        (area.height.into(), 0),
        row,
    )
}

/// What a command does, with the number before it.
fn told(command: Command, count: Option<usize>) -> String {
    match (command, count) {
        (Command::First, Some(count)) => format!("To paragraph {count}; in a list, to that line"),
        (Command::Percent, Some(count)) => {
            format!("To {} % of the article or list", count.min(100))
        }
        _ => command.doc().to_owned(),
    }
}

/// The key of a command where the palette lies; where it has none there, one it has elsewhere, and where that is.
fn key(keymap: &Keymap, table: Table, command: Command) -> String {
    if let Some(key) = keymap.key(table, command) {
        return key;
    }
    let elsewhere = keymap.places(command).into_iter().next();
    elsewhere.map_or_else(String::new, |(table, keys)| {
        format!(
            "{} {}",
            table.holds(),
            keys.first().map_or("", String::as_str)
        )
    })
}
