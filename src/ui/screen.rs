//! The whole screen.
use super::{
    describe, filter, form, handout, help,
    ink::Ink,
    layout::{self, Panes},
    matrix, palette, positions, sources, status, text, view,
};
use crate::{
    app::{Form, Mode, Pane, State},
    config::{Config, Role},
    model::Codebook,
    text::{columns, fit},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

/// The whole screen: a view of the state.
#[derive(Clone, Copy, Debug)]
pub struct Screen<'a> {
    /// What to show.
    pub state: &'a State,
    /// Keys, styles and options.
    pub config: &'a Config,
}

impl Widget for &Screen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
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
        };
        ink.buf.set_style(area, ink.styles.of(Role::Text));
        let panes = layout::panes(area, state, &config.options);
        ink.rule(panes.title);
        ink.rule(panes.status);
        let covered = match &state.mode {
            Mode::Palette { under, .. } | Mode::Filter { under, .. } => under,
            mode => mode,
        };
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
        draw_filter(&mut ink, panes.title, state, covered);
        if let Some((over, more)) = match &state.mode {
            Mode::Palette { .. } => Some(("Commands", String::new())),
            Mode::Filter { .. } => Some(("Filter", filter::wanted(state))),
            _ => None,
        } {
            let area = palette::area(panes.body);
            ink.clear(area);
            ink.frame(area);
            ink.title((area.x + 1, area.y), area.right() - 1, over, &more, true);
            let list = palette::list(area);
            ink.strips(list, &palette::over(state, config, list));
        }
        status::draw(&mut ink, panes.status, state, &config.keymap);
    }
}

fn draw_panes(ink: &mut Ink<'_>, panes: &Panes, state: &State) {
    for pane in Pane::ALL {
        let Some(area) = panes.of(pane) else { continue };
        if area.x > 0 {
            ink.divide(area.x - 1, panes.body);
        }
        let more = match pane {
            Pane::Text => title(state),
            Pane::Sources => state.article().map_or_else(String::new, |_| {
                let quoted = state.outline.speakers.iter();
                let quoted = quoted.filter(|speaker| speaker.id != Codebook::ARTICLE);
                format!("{} quoted", quoted.count())
            }),
            Pane::Positions => String::new(),
        };
        if panes.title.height > 0 {
            ink.title(
                (area.x + 1, panes.title.y),
                area.right(),
                pane.name(),
                &more,
                pane == state.pane,
            );
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
    }
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
        let right = area.right();
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
        ink.title(
            (panes.title.x + 1, panes.title.y),
            panes.title.right(),
            view::name(view),
            &about(state, view),
            true,
        );
    }
    match view {
        Mode::Matrix { row, column } => matrix::draw(ink, area, state, (*row, *column)),
        Mode::Export { handout, .. } => handout::draw(ink, area, state, handout),
        Mode::Help { top, .. } => {
            let rows = help::rows(&screen.config.keymap, area.width);
            ink.strips(area, rows.get(*top..).unwrap_or_default());
        }
        view => {
            let list = view::list(view, area);
            ink.strips(list, &view::rows(state, view, list));
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

/// What a view is of: the dossier, the article or the source.
fn about(state: &State, view: &Mode) -> String {
    match view {
        Mode::Facts { .. } => title(state),
        Mode::Source { id, .. } => describe::speaker(&state.dossier, id).to_owned(),
        _ => state.dossier.written().about.title.clone(),
    }
}

/// The filter, in the line of titles for as long as it is set: what it asks for, and that a key drops it.
fn draw_filter(ink: &mut Ink<'_>, area: Rect, state: &State, view: &Mode) {
    let whole = matches!(
        view,
        Mode::Problems { .. }
            | Mode::Changes { .. }
            | Mode::Facts { .. }
            | Mode::Ask { .. }
            | Mode::Help { .. }
    );
    if state.filter.is_empty() || whole || area.height == 0 {
        return;
    }
    let told = state.filter.told(state.dossier.codebook());
    let room = usize::from(area.width) * 2 / 3;
    let told = format!(" filter: {} ", fit(&told, room.saturating_sub(10)));
    let width = u16::try_from(columns(&told))
        .unwrap_or(area.width)
        .min(area.width);
    let style = ink.style(Role::Hit);
    ink.put(area.right() - width, area.y, area.right(), &told, style);
}

/// Where the caret of the line that is being typed stands.
#[must_use]
pub fn caret(area: Rect, state: &State, config: &Config) -> Option<Position> {
    let panes = layout::panes(area, state, &config.options);
    if matches!(state.mode, Mode::Select(_)) {
        return text::caret(state, panes.text?);
    }
    if matches!(state.mode, Mode::Form { .. }) {
        return form::caret(state, layout::fields(&panes)?);
    }
    if let Mode::Export { handout, .. } = &state.mode {
        return handout::caret(handout, panes.body);
    }
    let field = state.mode.field()?;
    let status = panes.status;
    let before = 1 + usize::from(area.width > 30) + columns(&status::prompt(state));
    let typed = columns(&field.text[..field.at]) + before;
    let x = status.x
        + u16::try_from(typed)
            .unwrap_or(u16::MAX)
            .min(status.width.saturating_sub(1));
    (status.height > 0 && state.notice.is_none()).then_some(Position { x, y: status.y })
}
