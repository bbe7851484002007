//! The whole screen.
use crate::ui::{
    describe,
    draw::ink::Ink,
    layout::{self, Panes},
    over::{filter, form, next, palette},
    pane::{positions, sources, text},
    status, view,
    view::{handout, help, hits, matrix},
};
use crate::{
    app::{Access, Form, List, Mode, Pane, State},
    config::{Config, Links, Role},
    model::Codebook,
    text::{columns, fit},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    widgets::StatefulWidget,
};

/// The whole screen: a view of the state.
#[derive(Clone, Copy, Debug)]
pub struct Screen<'a> {
    /// What to show.
    pub state: &'a State,
    /// Keys, styles and options.
    pub config: &'a Config,
}

impl StatefulWidget for &Screen<'_> {
    /// Where the terminal's cursor belongs: to what is typed, else to what is in focus, where screen readers and Braille
    /// displays look for it.
    type State = Option<Position>;

    fn render(self, area: Rect, buf: &mut Buffer, cursor: &mut Option<Position>) {
        let (state, config) = (self.state, self.config);
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let mut ink = Ink {
            buf,
            styles: config.palette.styles(state.ground),
            borders: config.options.borders,
            marking: state.search.marking(),
            links: config.options.links == Links::On,
            here: Vec::new(),
        };
        let text = ink.style(Role::Text);
        if text != Style::default() {
            ink.buf.set_style(area, text);
        }
        let mut panes = layout::panes(area, state, &config.options);
        ink.rule(panes.title);
        ink.rule(panes.status);
        let covered = match &state.mode {
            Mode::Palette { under, .. } | Mode::Filter { under, .. } => under,
            mode => mode,
        };
        // The titles end where the corner begins.
        panes.title.width -= draw_corner(&mut ink, panes.title, state, covered);
        match covered {
            Mode::Read
            | Mode::Search(_)
            | Mode::Select(_)
            | Mode::Palette { .. }
            | Mode::Filter { .. } => {
                draw_panes(&mut ink, &panes, state);
            }
            Mode::Form { form, .. } => {
                draw_panes(&mut ink, &panes, state);
                draw_form(&mut ink, &panes, state, form);
            }
            view => draw_view(&mut ink, &panes, self, view),
        }
        draw_over(&mut ink, panes.body, self);
        draw_next(&mut ink, panes.body, self);
        status::draw(&mut ink, panes.status, state, &config.keymap);
        ink.settle(area);
        let focus = ink.here.first().map(|here| here.as_position());
        *cursor = caret(&panes, state).or(focus);
    }
}

/// What lies over the panes: the palette, or the filter.
fn draw_over(ink: &mut Ink<'_>, body: Rect, screen: &Screen<'_>) {
    let (over, more) = match &screen.state.mode {
        Mode::Palette { .. } => ("Commands", String::new()),
        Mode::Filter { .. } => ("Filter", filter::wanted(screen.state)),
        _ => return,
    };
    let area = palette::area(body);
    draw_box(ink, area, (over, &more));
    let list = palette::list(area);
    ink.here.clear();
    ink.strips(list, &palette::over(screen.state, list));
}

/// The keys that may follow what is half pressed, beside where the reader is.
fn draw_next(ink: &mut Ink<'_>, body: Rect, screen: &Screen<'_>) {
    let Some(next) = next::drawn(screen.state, screen.config, body) else {
        return;
    };
    let here = ink.here.iter().copied().reduce(Rect::union);
    let area = next.area(body, here);
    draw_box(ink, area, (&next.title, ""));
    ink.strips(palette::list(area), &next.rows);
}

fn draw_box(ink: &mut Ink<'_>, area: Rect, (name, more): (&str, &str)) {
    ink.clear(area);
    ink.frame(area);
    ink.title((area.x + 1, area.y), area.right() - 1, name, more, true);
}

fn draw_panes(ink: &mut Ink<'_>, panes: &Panes, state: &State) {
    let mut here = Vec::new();
    for pane in Pane::ALL {
        let Some(area) = panes.of(pane) else { continue };
        ink.here.clear();
        if area.x > 0 {
            ink.divide(area.x - 1, panes.body);
        }
        if panes.title.height > 0 {
            let right = area.right().min(panes.title.right());
            let more = match pane {
                Pane::Text => title(state),
                Pane::Sources => quoted(state, right.saturating_sub(area.x + 1)),
                Pane::Positions => String::new(),
            };
            let attended = pane == state.pane;
            let at = (area.x + 1, panes.title.y);
            ink.title(at, right, pane.name(), &more, attended);
        }
        match pane {
            Pane::Text => text::draw(ink, area, state),
            Pane::Sources => {
                let inner = layout::inner(area);
                ink.strips(inner, &sources::rows(state, inner.width, inner.height));
            }
            Pane::Positions => {
                let inner = layout::inner(area);
                ink.strips(inner, &positions::rows(state, inner.width, inner.height));
            }
        }
        if pane == state.pane {
            here.clone_from(&ink.here);
        }
    }
    ink.here = here;
}

fn draw_form(ink: &mut Ink<'_>, panes: &Panes, state: &State, form: &Form) {
    let (Some(area), Some(fields)) = (panes.form, layout::fields(panes)) else {
        return;
    };
    let titles = if fields.y > area.y {
        ink.rule(Rect { height: 1, ..area });
        area.y
    } else {
        if area.x > 0 {
            ink.divide(area.x - 1, panes.body);
        }
        panes.title.y
    };
    if panes.title.height > 0 {
        let above = titles == panes.title.y;
        let right = if above { panes.title } else { area }.right();
        ink.title(
            (area.x + 1, titles),
            right,
            &form.title(),
            &form::beside_title(form),
            true,
        );
    }
    ink.strips(fields, &form::rows(state, fields));
}

/// How many are quoted, where a title of so many columns has room for it: a count that is cut would be another.
fn quoted(state: &State, room: u16) -> String {
    let quoted = state.outline.speakers.iter();
    let quoted = quoted.filter(|speaker| speaker.id != Codebook::ARTICLE);
    let told = format!("{} quoted", quoted.count());
    let taken = columns(Pane::Sources.name()) + columns(&told) + 6;
    if state.article().is_some() && taken <= room.into() {
        told
    } else {
        String::new()
    }
}

/// The article's name; which of how many.
fn title(state: &State) -> String {
    let articles = state.dossier.articles().len();
    state.article().map_or_else(String::new, |article| {
        if articles > 1 {
            format!(
                "{} ({} of {articles})",
                article.label(),
                state.focus.article + 1
            )
        } else {
            article.label().to_owned()
        }
    })
}

fn draw_view(ink: &mut Ink<'_>, panes: &Panes, screen: &Screen<'_>, view: &Mode) {
    let (state, area) = (screen.state, panes.body);
    if panes.title.height > 0 {
        let line = divider(state, view, area).unwrap_or(u16::MAX);
        ink.title(
            (panes.title.x + 1, panes.title.y),
            panes.title.right().min(line),
            view::name(view),
            &about(state, view),
            true,
        );
    }
    match view {
        Mode::Matrix { row, column } => matrix::draw(ink, area, state, (*row, *column)),
        Mode::Export { handout, .. } => handout::draw(ink, area, state, handout),
        Mode::Help { top, field, .. } => {
            let rows = help::rows(&screen.config.keymap, &field.text, area.width);
            ink.strips(area, rows.get(*top..).unwrap_or_default());
        }
        view => {
            let list = view::list(view, area);
            ink.strips(list, &view::rows(state, &screen.config.keymap, view, list));
            if let Some((area, rows)) = view::preview(state, view, area) {
                if area.x > 0 {
                    ink.divide(area.x - 1, panes.body);
                } else {
                    ink.rule(Rect {
                        y: area.y - 1,
                        height: 1,
                        ..area
                    });
                }
                ink.strips(area, &rows);
            }
        }
    }
}

/// The column of the line that divides a view, if one does: its upper end stands between the titles.
fn divider(state: &State, view: &Mode, body: Rect) -> Option<u16> {
    let beside = match view {
        Mode::Export { .. } => handout::areas(body).1.x,
        view => view::preview(state, view, body)?.0.x.saturating_sub(1),
    };
    (beside > body.x).then_some(beside)
}

/// What a view is of: the dossier, the article or the source.
fn about(state: &State, view: &Mode) -> String {
    match view {
        Mode::List {
            of: List::Facts(_), ..
        } => title(state),
        Mode::List { of: List::Hits, .. } => hits::about(state),
        Mode::List {
            of: List::Source(id),
            ..
        } => describe::speaker(&state.dossier, id).to_owned(),
        _ => state.dossier.written().about.title.clone(),
    }
}

/// At the right of the line of titles: that nothing can be written, and for as long as a filter is set what it asks for.
/// Comes back with the columns that takes.
fn draw_corner(ink: &mut Ink<'_>, area: Rect, state: &State, view: &Mode) -> u16 {
    if area.height == 0 {
        return 0;
    }
    let mut right = area.right();
    if state.access == Access::ReadOnly && area.width > 30 {
        let style = ink.style(Role::Warning);
        right = put_left_of(ink, (right, area.y), " read-only ", style);
    }
    let whole = matches!(
        view,
        Mode::List {
            of: List::Problems(_) | List::Changes | List::Facts(_) | List::Hits,
            ..
        } | Mode::Ask { .. }
            | Mode::Help { .. }
    );
    if !state.filter.is_empty() && !whole {
        let told = state.filter.told(state.dossier.codebook());
        let room = usize::from(area.width) * 2 / 3;
        let told = format!(" filter: {} ", fit(&told, room.saturating_sub(10)));
        let style = ink.style(Role::Hit);
        right = put_left_of(ink, (right, area.y), &told, style);
    }
    area.right() - right
}

/// Writes `text` so that it ends before column `x`; where it begins.
fn put_left_of(ink: &mut Ink<'_>, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
    let start = x.saturating_sub(width);
    ink.put(start, y, x, text, style);
    start
}

/// Where the caret of the line that is being typed stands.
fn caret(panes: &Panes, state: &State) -> Option<Position> {
    match &state.mode {
        Mode::Select(_) => return text::caret(state, panes.text?),
        Mode::Form { .. } => return form::caret(state, layout::fields(panes)?),
        Mode::Export { handout, .. } => return handout::caret(handout, panes.body),
        _ => {}
    }
    let field = state.mode.field()?;
    let status = panes.status;
    let before = 1 + status::indent(status) + columns(&status::prompt(state));
    let from = status::typed_from(state, field, status.width);
    let typed = columns(&field.text[from..field.at]) + before;
    let x = status.x
        + u16::try_from(typed)
            .unwrap_or(u16::MAX)
            .min(status.width.saturating_sub(1));
    (status.height > 0).then_some(Position { x, y: status.y })
}
