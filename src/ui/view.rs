//! The views that fill the screen as lists: the rows of each, for drawing and for the mouse.
use super::{ask, changes, facts, ink::Strip, problems, records, source, timeline};
use crate::app::{Mode, Scope, State};
use ratatui::layout::Rect;

/// Where the list of a view stands in `body`.
pub(super) fn list(view: &Mode, body: Rect) -> Rect {
    match view {
        Mode::Records { .. } => records::areas(body).0,
        _ => body,
    }
}

/// The rows that show of the list of `view`, in the area that [`list`] gives it; none where it is no list.
pub(super) fn rows(state: &State, view: &Mode, area: Rect) -> Vec<Strip> {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    match view {
        Mode::Problems { at, only } => problems::rows(state, (*at, *only), width, height),
        Mode::Changes { at } => changes::rows(state, *at, area.width, area.height),
        Mode::Ask { question, at, .. } => ask::rows(question, *at, width, height),
        Mode::Timeline { at } => timeline::rows(state, *at, width, height),
        Mode::Source { id, at } => source::rows(state, (id, *at), width, height),
        Mode::Facts { at, facts } => facts::rows(facts, *at, width, height),
        Mode::Records { .. } => records(view).map_or_else(Vec::new, |list| list.rows(state, area)),
        _ => Vec::new(),
    }
}

/// What the chosen line of `view` is about, in an area of its own, where it has one.
pub(super) fn preview(state: &State, view: &Mode, body: Rect) -> Option<(Rect, Vec<Strip>)> {
    let area = records::areas(body).1?;
    Some((area, records(view)?.preview(state, area)))
}

fn records(view: &Mode) -> Option<records::List<'_>> {
    let Mode::Records {
        of,
        field,
        at,
        catalogue,
        found,
    } = view
    else {
        return None;
    };
    Some(records::List {
        of: *of,
        typed: &field.text,
        at: *at,
        catalogue,
        found,
    })
}

/// What the view is called.
pub(super) const fn name(view: &Mode) -> &'static str {
    match view {
        Mode::Ask { question, .. } => ask::name(question),
        Mode::Matrix { .. } => "Matrix",
        Mode::Problems { .. } => "Problems",
        Mode::Changes { .. } => "Changes",
        Mode::Timeline { .. } => "Timeline",
        Mode::Source { .. } => "Source",
        Mode::Facts { .. } => "Article",
        Mode::Export { .. } => "Export",
        Mode::Records {
            of: Scope::Articles,
            ..
        } => "Articles",
        Mode::Records { .. } => "Records",
        _ => "Help",
    }
}
