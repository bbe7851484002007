//! The whole screen.
use super::{
    changes, help,
    ink::{Ink, Strip},
    layout::{self, Panes},
    matrix, palette, positions, problems, records, sources, status, text,
};
use crate::{
    app::{Mode, Pane, State},
    config::{Config, Role},
    model::Codebook,
    text::columns,
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
            Mode::Palette { under, .. } => under,
            mode => mode,
        };
        match covered {
            Mode::Read | Mode::Search(_) | Mode::Select(_) | Mode::Palette { .. } => {
                draw_panes(&mut ink, &panes, state);
            }
            view => draw_view(&mut ink, &panes, self, view),
        }
        if let Mode::Palette { field, at, under } = &state.mode {
            let area = palette::area(panes.body);
            ink.clear(area);
            ink.frame(area);
            ink.title((area.x + 1, area.y), area.right(), "Commands", "", true);
            let list = palette::list(area);
            let rows = palette::rows(&config.keymap, (&field.text, *at), under, list);
            draw_strips(&mut ink, list, &rows);
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
                draw_strips(ink, inner, &sources::rows(state, inner.width, inner.height));
            }
            Pane::Positions => {
                let inner = layout::inner(area);
                draw_strips(
                    ink,
                    inner,
                    &positions::rows(state, inner.width, inner.height),
                );
            }
        }
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
    let name = match view {
        Mode::Matrix { .. } => "Matrix",
        Mode::Problems { .. } => "Problems",
        Mode::Changes { .. } => "Changes",
        Mode::Records { .. } => "Records",
        _ => "Help",
    };
    if panes.title.height > 0 {
        let about = &state.dossier.written().about.title;
        ink.title(
            (panes.title.x + 1, panes.title.y),
            panes.title.right(),
            name,
            about,
            true,
        );
    }
    match view {
        Mode::Matrix { row, column } => matrix::draw(ink, area, state, (*row, *column)),
        Mode::Problems { at } => {
            draw_strips(
                ink,
                area,
                &problems::rows(state, *at, area.width, area.height),
            );
        }
        Mode::Changes { at } => {
            draw_strips(
                ink,
                area,
                &changes::rows(state, *at, area.width, area.height),
            );
        }
        Mode::Records { at, found, .. } => {
            draw_strips(
                ink,
                area,
                &records::rows(state, found, *at, area.width, area.height),
            );
        }
        Mode::Help { top, .. } => {
            let rows = help::rows(&screen.config.keymap, area.width);
            draw_strips(ink, area, rows.get(*top..).unwrap_or_default());
        }
        Mode::Read | Mode::Search(_) | Mode::Select(_) | Mode::Palette { .. } => {}
    }
}

fn draw_strips(ink: &mut Ink<'_>, area: Rect, strips: &[Strip]) {
    for (y, strip) in (area.y..area.bottom()).zip(strips) {
        ink.strip(area, y, strip);
    }
}

/// Where the caret of the line that is being typed stands.
#[must_use]
pub fn caret(area: Rect, state: &State, config: &Config) -> Option<Position> {
    let panes = layout::panes(area, state, &config.options);
    if matches!(state.mode, Mode::Select(_)) {
        return text::caret(state, panes.text?);
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
