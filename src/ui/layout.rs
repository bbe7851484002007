//! Where each part of the screen lies: drawing, paging and the mouse ask the same functions.
use crate::ui::{
    draw::strip::Strip,
    over::{form, next, palette},
    pane::{positions, sources, text},
    status, view,
    view::{handout, help, matrix},
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
    let (text, sources, positions) = side_by_side(body, state, options);
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

/// The panes there is room for: text, sources, positions.
fn side_by_side(
    body: Rect,
    state: &State,
    options: &Options,
) -> (Option<Rect>, Option<Rect>, Option<Rect>) {
    let arrangement = state.arrangement;
    if arrangement.alone || body.width < options.two_from {
        let only = |pane| (state.pane == pane).then_some(body);
        return (only(Pane::Text), only(Pane::Sources), only(Pane::Positions));
    }
    if body.width < options.three_from {
        let (text, side) = split(body, share(body.width, 3, 5, arrangement.text));
        return match arrangement.beside {
            Side::Sources => (Some(text), Some(side), None),
            Side::Positions => (Some(text), None, Some(side)),
        };
    }
    let (text, side) = split(body, share(body.width, 2, 5, arrangement.text));
    let (sources, positions) = split(side, share(side.width, 1, 2, arrangement.sources));
    (Some(text), Some(sources), Some(positions))
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
pub(in crate::ui) fn fields(panes: &Panes) -> Option<Rect> {
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
pub(in crate::ui) fn inner(area: Rect) -> Rect {
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
    let (text_share, sources_share) = shares(&panes);
    let beyond = match &state.mode {
        Mode::Help { field, .. } => {
            let rows = help::rows(&config.keymap, &field.text, view.width).len();
            rows.saturating_sub(view.height.into())
        }
        _ => 0,
    };
    let room = text
        .width
        .saturating_sub(margin + u16::from(text.width >= TIGHT))
        .max(1);
    let set = config.options.measure;
    Sizes {
        measure: room.min(set.saturating_add_signed(state.arrangement.measure).max(1)),
        measures: (set, room),
        text: text.height,
        view: view.height,
        note: handout::shows(view).map(|note| (note.width, note.height)),
        gap: text.height >= ROOMY,
        hyphenate: config.options.hyphenate == Hyphenation::On,
        text_shows: panes.text.is_some(),
        text_share,
        sources_share,
        peek: Pane::ALL.map(|pane| peek(state, &panes, pane)),
        beyond,
    }
}

/// How far the share of the text may be moved, and that of the sources.
fn shares(panes: &Panes) -> ((i16, i16), (i16, i16)) {
    let width = panes.body.width;
    match (panes.text, panes.sources, panes.positions) {
        (Some(text), Some(_), Some(_)) => {
            let side = width.saturating_sub(text.width + 1);
            (room(width, 2, 5), room(side, 1, 2))
        }
        (Some(_), None, None) | (None, ..) => ((0, 0), (0, 0)),
        _ => (room(width, 3, 5), (0, 0)),
    }
}

/// How far `pane` may be scrolled away from the focus. What is not scrolled away and takes no keys costs nothing.
fn peek(state: &State, panes: &Panes, pane: Pane) -> (i32, i32) {
    let moves = state.pane == pane || state.peek[pane as usize] != 0;
    match (&state.mode, panes.of(pane), pane) {
        (Mode::Read | Mode::Search(_) | Mode::Select(_), Some(area), Pane::Sources) if moves => {
            sources::range(state, inner(area).width, area.height)
        }
        (Mode::Read | Mode::Search(_) | Mode::Select(_), Some(area), Pane::Positions) if moves => {
            positions::range(state, inner(area).width, area.height)
        }
        _ => (0, 0),
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
    let body = panes.body;
    if panes.status.contains((x, y).into()) {
        let command = status::hit(panes.status, state, &config.keymap, x).map(Target::Command);
        let typed = || status::typed_at(panes.status, state, x).map(|at| Target::Typed(0, at));
        return Some((state.pane, command.or_else(typed)?));
    }
    // What is half pressed makes way, and so does the box that tells how to go on.
    if next::shows(state, body.height) {
        return Some((state.pane, Target::Command(Command::Close)));
    }
    if let Mode::Read | Mode::Search(_) | Mode::Select(_) = state.mode {
        return hit_pane(state, &panes, (x, y));
    }
    let target = match &state.mode {
        Mode::Form { .. } => return hit_form(state, &panes, (x, y)),
        Mode::Export { handout, .. } => handout::hit(handout, body, (x, y))?,
        Mode::Matrix { row, column } => matrix::hit(state, body, (*row, *column), (x, y))?,
        mode => {
            let (list, strips) = listed(mode, state, config, &panes)?;
            let inside = list.contains((x, y).into());
            let strip = strips.get(usize::from(y.checked_sub(list.y)?));
            strip.filter(|_| inside)?.target?
        }
    };
    Some((state.pane, target))
}

/// The same where a form is open: beside it the text only scrolls.
fn hit_form(state: &State, panes: &Panes, at: (u16, u16)) -> Option<(Pane, Target)> {
    if panes.text.is_some_and(|text| text.contains(at.into())) {
        return Some((Pane::Text, Target::Pane));
    }
    let fields = fields(panes).filter(|fields| fields.contains(at.into()))?;
    let target = form::hit(state, fields, at).unwrap_or(Target::Pane);
    Some((Pane::Sources, target))
}

/// The same where the panes show.
fn hit_pane(state: &State, panes: &Panes, (x, y): (u16, u16)) -> Option<(Pane, Target)> {
    let contains = |area: Rect| area.contains((x, y).into());
    let mut all = Pane::ALL.into_iter();
    let pane = all.find(|pane| panes.of(*pane).is_some_and(contains))?;
    let area = panes.of(pane)?;
    let (width, height) = (inner(area).width, area.height);
    let strips = match pane {
        Pane::Text => return Some((pane, text::hit(state, area, x, y))),
        Pane::Sources => sources::rows(state, width, height),
        Pane::Positions => positions::rows(state, width, height),
    };
    let strip = strips.get(usize::from(y - area.y));
    let target = strip.and_then(|strip| strip.target);
    Some((pane, target.unwrap_or(Target::Pane)))
}

/// The rows of what covers the panes, and where they stand.
fn listed(
    mode: &Mode,
    state: &State,
    config: &Config,
    panes: &Panes,
) -> Option<(Rect, Vec<Strip>)> {
    let body = panes.body;
    Some(match mode {
        Mode::Palette { .. } | Mode::Filter { .. } => {
            let list = palette::list(palette::area(body));
            (list, palette::over(state, list))
        }
        Mode::Help { .. } => return None,
        view => {
            let list = view::list(view, body);
            (list, view::rows(state, &config.keymap, view, list))
        }
    })
}
