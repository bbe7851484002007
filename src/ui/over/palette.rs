//! Commands by name, with the key beside each.
use crate::ui::{
    draw::{strip::Strip, window::strips},
    over::filter,
};
use crate::{
    app::{Mode, State, Target, command_hay, commands_like},
    config::{Config, Keymap, Role},
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
pub(in crate::ui) fn over(state: &State, config: &Config, area: Rect) -> Vec<Strip> {
    match &state.mode {
        Mode::Palette { field, at, under } => rows(&config.keymap, (&field.text, *at), under, area),
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
fn rows(keymap: &Keymap, (typed, at): (&str, usize), under: &Mode, area: Rect) -> Vec<Strip> {
    let found = commands_like(typed);
    if found.is_empty() {
        return vec![Strip::new(Role::Dim, " no command is called that")];
    }
    let at = at.min(found.len() - 1);
    let fuzzy = RefCell::new(Fuzzy::new(&typed.replace('-', " ")));
    let command = |n: usize| {
        let key = (keymap.key(under.table(), found[n]))
            .or_else(|| keymap.all_keys(found[n]).into_iter().next());
        let (name, doc) = (found[n].name(), found[n].doc());
        let hay = command_hay(found[n]);
        let mut fuzzy = fuzzy.borrow_mut();
        let letters = fuzzy.letters(&hay, &hay.names[0]);
        let pad = " ".repeat(NAME.saturating_sub(name.len()) + 1);
        let strip = Strip::new(Role::Head, " ")
            .marked(Role::Head, name, &letters)
            .and(Role::Head, pad);
        let strip = if area.width < 50 {
            strip
        } else {
            strip.marked(Role::Dim, doc, &fuzzy.letters(&hay, doc))
        };
        strip
            .right(Role::Label, key.unwrap_or_default())
            .right(Role::Dim, " ")
            .at(Target::Item(n))
    };
    strips(
        found.len(),
        at,
        &[command(at).focus(true)],
        (area.height.into(), 0),
        command,
    )
}
