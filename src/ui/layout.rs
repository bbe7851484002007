//! Where each part of the screen lies: drawing, paging and the mouse ask the same functions.
use super::{
    form, handout, help, matrix, next, palette, positions, sources, status, strip::Strip, text,
    view,
};
use crate::{
    app::{Edge, Mode, Pane, Side, Sizes, State, Target},
    command::Command,
    config::{Config, Hyphenation, Options},
};
use ratatui::layout::Rect;

/// Where each part of the screen lies. A pane that has no room is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The row of titles; empty on the smallest screens.
    pub title: Rect,
    /// Between the titles and the status line.
    pub body: Rect,
    /// The article.
    pub text: Option<Rect>,
    /// Who is quoted.
    pub sources: Option<Rect>,
    /// Who wants what.
    pub positions: Option<Rect>,
    /// The record being written.
    pub form: Option<Rect>,
    /// The bottom row.
    pub status: Rect,
}

impl Panes {
    /// The part of the screen that `pane` has.
    #[must_use]
    pub const fn of(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Text => self.text,
            Pane::Sources => self.sources,
            Pane::Positions => self.positions,
        }
    }
}

/// Columns a pane keeps, whatever its neighbours want.
const LEAST: u16 = 16;

/// Divides `area` as the width and the reader's arrangement ask for.
#[must_use]
pub fn panes(area: Rect, state: &State, options: &Options) -> Panes {
    let title = Rect {
        height: u16::from(area.height > 3),
        ..area
    };
    let status = Rect {
        y: area.bottom().saturating_sub(1),
        height: u16::from(area.height > 1),
        ..area
    };
    let body = Rect {
        y: title.bottom(),
        height: area.height - title.height - status.height,
        ..area
    };
    let arrangement = state.arrangement;
    if state.form().is_some() {
        let (text, form) = beside_form(body, state, options);
        return Panes {
            title,
            body,
            text,
            sources: None,
            positions: None,
            form: Some(form),
            status,
        };
    }
    let alone = arrangement.alone || area.width < options.two_from;
    let (text, sources, positions) = if alone {
        let only = |pane| (state.pane == pane).then_some(body);
        (only(Pane::Text), only(Pane::Sources), only(Pane::Positions))
    } else if area.width < options.three_from {
        let (text, side) = split(body, share(body.width, 3, 5, arrangement.text));
        match arrangement.beside {
            Side::Sources => (Some(text), Some(side), None),
            Side::Positions => (Some(text), None, Some(side)),
        }
    } else {
        let (text, side) = split(body, share(body.width, 2, 5, arrangement.text));
        let (sources, positions) = split(side, share(side.width, 1, 2, arrangement.sources));
        (Some(text), Some(sources), Some(positions))
    };
    Panes {
        title,
        body,
        text,
        sources,
        positions,
        form: None,
        status,
    }
}

/// Rows that the text keeps above a form, at least.
const ABOVE: u16 = 6;

/// The text, and the form beside it, below it, or over all of it, as there is room.
fn beside_form(body: Rect, state: &State, options: &Options) -> (Option<Rect>, Rect) {
    if body.width >= options.three_from {
        let (text, form) = split(body, share(body.width, 1, 2, state.arrangement.text));
        return (Some(text), form);
    }
    let wanted = form::wants(state).min(body.height * 3 / 5);
    if body.height < ABOVE * 2 {
        return (None, body);
    }
    let text = Rect {
        height: body.height - wanted,
        ..body
    };
    let form = Rect {
        y: text.bottom(),
        height: wanted,
        ..body
    };
    (Some(text), form)
}

/// The rows of the form's fields: what is left below its title, where that does not stand in the title row.
pub(super) fn fields(panes: &Panes) -> Option<Rect> {
    let form = panes.form?;
    let titled = form.y > panes.title.bottom();
    Some(Rect {
        y: form.y + u16::from(titled),
        height: form.height.saturating_sub(u16::from(titled)),
        ..form
    })
}

/// `part` of `whole` columns, moved by what the reader wants, with room left on both sides.
fn share(width: u16, part: u16, whole: u16, more: i16) -> u16 {
    let natural = u32::from(width) * u32::from(part) / u32::from(whole);
    let natural = u16::try_from(natural).unwrap_or(width);
    let most = width.saturating_sub(LEAST + 1).max(LEAST);
    natural.saturating_add_signed(more).clamp(LEAST, most)
}

/// Two panes with a column for the line between them.
fn split(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let right = area.width.saturating_sub(left + 1);
    (
        Rect {
            width: left,
            ..area
        },
        Rect {
            x: area.right() - right,
            width: right,
            ..area
        },
    )
}

/// Columns from which a pane keeps a blank column at its edges.
const TIGHT: u16 = 24;

/// The part of a side pane that holds words.
pub(super) fn inner(area: Rect) -> Rect {
    if area.width < TIGHT {
        return area;
    }
    Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    }
}

/// Rows of text from which a blank row stands between paragraphs.
const ROOMY: u16 = 12;

/// How large everything is on a screen of `area`.
#[must_use]
pub fn sizes(area: Rect, state: &State, config: &Config) -> Sizes {
    let panes = panes(area, state, &config.options);
    let text = panes.text.unwrap_or(panes.body);
    let margin = text::margin(state, text.width);
    let view = panes.body;
    let sides = (panes.text, panes.sources, panes.positions);
    let (text_share, sources_share) = match sides {
        (Some(_), Some(_), Some(_)) => {
            let side = view.width.saturating_sub(text.width + 1);
            (room(view.width, 2, 5), room(side, 1, 2))
        }
        (Some(_), None, None) | (None, ..) => ((0, 0), (0, 0)),
        _ => (room(view.width, 3, 5), (0, 0)),
    };
    // What is not scrolled away and takes no keys costs nothing.
    let moves = |pane: Pane| state.pane == pane || state.peek[pane as usize] != 0;
    let range = |pane: Pane| match (&state.mode, panes.of(pane), pane) {
        (Mode::Read | Mode::Search(_) | Mode::Select(_), Some(area), Pane::Sources)
            if moves(pane) =>
        {
            sources::range(state, inner(area).width, area.height)
        }
        (Mode::Read | Mode::Search(_) | Mode::Select(_), Some(area), Pane::Positions)
            if moves(pane) =>
        {
            positions::range(state, inner(area).width, area.height)
        }
        _ => (0, 0),
    };
    let peek = Pane::ALL.map(range);
    let beyond = match &state.mode {
        Mode::Help { .. } => {
            let rows = help::rows(&config.keymap, view.width).len();
            rows.saturating_sub(view.height.into())
        }
        _ => 0,
    };
    Sizes {
        measure: text
            .width
            .saturating_sub(margin + u16::from(text.width >= TIGHT))
            .clamp(1, config.options.measure.max(1)),
        text: text.height,
        view: view.height,
        gap: text.height >= ROOMY,
        hyphenate: config.options.hyphenate == Hyphenation::On,
        text_shows: panes.text.is_some(),
        text_share,
        sources_share,
        peek,
        beyond,
    }
}

/// How far a pane's natural share may be moved.
fn room(width: u16, part: u16, whole: u16) -> (i16, i16) {
    let to = |wanted: i16| i32::from(share(width, part, whole, wanted));
    let natural = to(0);
    let by = |columns: i32| i16::try_from(columns - natural).unwrap_or(0);
    (by(to(i16::MIN / 2)), by(to(i16::MAX / 2)))
}

/// The line between two panes at a cell of the screen, and the column it stands in.
#[must_use]
pub fn edge(
    area: Rect,
    state: &State,
    options: &Options,
    (x, y): (u16, u16),
) -> Option<(Edge, u16)> {
    let panes = panes(area, state, options);
    let between = panes.body.y.saturating_sub(1)..panes.body.bottom();
    let lines = edges(&panes);
    (lines.into_iter().flatten())
        .find(|(_, line)| *line == x && between.contains(&y) && state.mode == Mode::Read)
}

/// The column of a line between two panes.
#[must_use]
pub fn line(area: Rect, state: &State, options: &Options, edge: Edge) -> Option<u16> {
    let lines = edges(&panes(area, state, options));
    (lines.into_iter().flatten()).find_map(|(of, line)| (of == edge).then_some(line))
}

fn edges(panes: &Panes) -> [Option<(Edge, u16)>; 2] {
    let left_of = |area: Rect| (area.x > 0).then(|| area.x - 1);
    let first = panes.text.and(panes.sources.or(panes.positions));
    let second = panes
        .sources
        .and(panes.positions)
        .filter(|_| panes.text.is_some());
    [
        first.and_then(left_of).map(|x| (Edge::Text, x)),
        second.and_then(left_of).map(|x| (Edge::Sources, x)),
    ]
}

/// What is at a cell of the screen: the pane, and what a click there means.
#[must_use]
pub fn hit(
    area: Rect,
    state: &State,
    config: &Config,
    (x, y): (u16, u16),
) -> Option<(Pane, Target)> {
    let panes = panes(area, state, &config.options);
    let strip = |strips: &[Strip], area: Rect| {
        let strip = strips.get(usize::from(y.checked_sub(area.y)?))?;
        strip.target
    };
    let body = panes.body;
    if panes.status.contains((x, y).into()) {
        let command = status::hit(panes.status, state, &config.keymap, x)?;
        return Some((state.pane, Target::Command(command)));
    }
    // What is half pressed makes way, and so does the box that tells how to go on.
    if next::shows(state, body.height) {
        return Some((state.pane, Target::Command(Command::Close)));
    }
    let found = match &state.mode {
        Mode::Read | Mode::Search(_) | Mode::Select(_) => {
            let pane = Pane::ALL.into_iter().find(|pane| {
                panes
                    .of(*pane)
                    .is_some_and(|area| area.contains((x, y).into()))
            })?;
            let area = panes.of(pane)?;
            let target = match pane {
                Pane::Text => Some(text::hit(state, area, x, y)),
                Pane::Sources => strip(&sources::rows(state, inner(area).width, area.height), area),
                Pane::Positions => strip(
                    &positions::rows(state, inner(area).width, area.height),
                    area,
                ),
            };
            return Some((pane, target.unwrap_or(Target::Pane)));
        }
        Mode::Matrix { row, column } => matrix::hit(state, body, (*row, *column), (x, y)),
        Mode::Palette { .. } | Mode::Filter { .. } => {
            let list = palette::list(palette::area(body));
            if !list.contains((x, y).into()) {
                return None;
            }
            strip(&palette::over(state, config, list), list)
        }
        Mode::Help { .. } => None,
        Mode::Export { handout, .. } => {
            let (lines, _) = handout::areas(body);
            if !lines.contains((x, y).into()) {
                return None;
            }
            strip(&handout::rows(state, handout, lines.width), lines)
        }
        Mode::Form { .. } => {
            let area = fields(&panes)?;
            if !area.contains((x, y).into()) {
                return None;
            }
            strip(&form::rows(state, area), area)
        }
        view => {
            let list = view::list(view, body);
            if !list.contains((x, y).into()) {
                return None;
            }
            strip(&view::rows(state, view, list), list)
        }
    };
    found.map(|target| (state.pane, target))
}
