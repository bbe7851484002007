//! Where each part of the screen lies: drawing, paging and the mouse ask the same functions.
use crate::{
    app::{Pane, Side, Sizes, State},
    config::Options,
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

    /// The pane at a cell, and the row in it.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Option<(Pane, u16)> {
        Pane::ALL.into_iter().find_map(|pane| {
            let area = self.of(pane)?;
            area.contains((x, y).into()).then(|| (pane, y - area.y))
        })
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
        status,
    }
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

/// Columns beside the text: paragraph numbers and letters.
#[must_use]
pub fn margin(state: &State) -> u16 {
    let paragraphs = state
        .article()
        .map_or(0, |article| article.paragraphs.len());
    let digits = paragraphs.max(1).ilog10() + 1;
    u16::try_from(digits).unwrap_or(9) + 6
}

/// Rows below which no row is left blank.
const ROOMY: u16 = 12;

/// How large everything is on a screen of `area`.
#[must_use]
pub fn sizes(area: Rect, state: &State, options: &Options) -> Sizes {
    let panes = panes(area, state, options);
    let text = panes.text.unwrap_or(panes.body);
    let height = |pane: Option<Rect>| pane.unwrap_or(panes.body).height;
    Sizes {
        measure: text
            .width
            .saturating_sub(margin(state))
            .clamp(1, options.measure.max(1)),
        text: text.height,
        sources: height(panes.sources),
        positions: height(panes.positions),
        view: panes.body.height,
        gap: text.height >= ROOMY,
        beyond: 0,
    }
}
