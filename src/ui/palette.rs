//! Commands by name, with the key beside each.
use super::ink::{Strip, strips};
use crate::{
    app::{Mode, Target, commands_like},
    config::{Keymap, Role},
};
use ratatui::layout::Rect;

/// Where the palette lies: over the middle of a large screen, over all of a small one.
pub(super) fn area(body: Rect) -> Rect {
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
pub(super) fn list(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// The rows that show, below the line that is typed.
pub(super) fn rows(
    keymap: &Keymap,
    (typed, at): (&str, usize),
    under: &Mode,
    area: Rect,
) -> Vec<Strip> {
    let found = commands_like(typed);
    if found.is_empty() {
        return vec![Strip::new(Role::Dim, " no command is called that")];
    }
    let at = at.min(found.len() - 1);
    let command = |n: usize| {
        let key = (keymap.key(under.table(), found[n]))
            .or_else(|| keymap.all_keys(found[n]).into_iter().next());
        Strip::new(Role::Head, format!(" {:<19}", found[n].name()))
            .and(Role::Dim, if area.width < 50 { "" } else { found[n].doc() })
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
