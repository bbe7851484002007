//! The views that fill the screen as lists: the rows of each, for drawing and for the mouse.
use crate::app::{List, Mode, Scope, State};
use crate::config::Keymap;
use crate::ui::{
    draw::strip::Strip,
    view::{ask, changes, facts, hits, problems, records, source, timeline},
};
use ratatui::layout::Rect;

/// Where the list of a view stands in `body`.
pub(in crate::ui) fn list(view: &Mode, body: Rect) -> Rect {
    match view {
        Mode::Records { .. } | Mode::List { of: List::Hits, .. } => records::areas(body).0,
        _ => body,
    }
}

/// The rows that show of the list of `view`, in the area that [`list`] gives it; none where it is no list.
pub(in crate::ui) fn rows(state: &State, keymap: &Keymap, view: &Mode, area: Rect) -> Vec<Strip> {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    match view {
        Mode::List { of, at } => listed(state, keymap, (of, *at), area),
        Mode::Ask { question, at, .. } => ask::rows(question, *at, width, height),
        Mode::Records { .. } => records(view).map_or_else(Vec::new, |list| list.rows(state, area)),
        _ => Vec::new(),
    }
}

fn listed(state: &State, keymap: &Keymap, (of, at): (&List, usize), area: Rect) -> Vec<Strip> {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    match of {
        List::Problems(only) => problems::rows(state, keymap, (at, *only), (width, height)),
        List::Changes => changes::rows(state, at, area.width, area.height),
        List::Timeline => timeline::rows(state, at, width, height),
        List::Source(id) => source::rows(state, (id, at), width, height),
        List::Facts(facts) => facts::rows(facts, at, width, height),
        List::Hits => hits::rows(state, at, width, height),
    }
}

/// What the chosen line of `view` is about, in an area of its own, where it has one.
pub(in crate::ui) fn preview(state: &State, view: &Mode, body: Rect) -> Option<(Rect, Vec<Strip>)> {
    let area = records::areas(body).1?;
    let rows = match view {
        Mode::List { of: List::Hits, at } => hits::preview(state, *at, area),
        view => records(view)?.preview(state, area),
    };
    Some((area, rows))
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
pub(in crate::ui) const fn name(view: &Mode) -> &'static str {
    match view {
        Mode::Ask { question, .. } => ask::name(question),
        Mode::Matrix { .. } => "Matrix",
        Mode::List { of, .. } => of.name(),
        Mode::Export { .. } => "Export",
        Mode::Records {
            of: Scope::Articles,
            ..
        } => "Articles",
        Mode::Records { .. } => "Records",
        _ => "Help",
    }
}
