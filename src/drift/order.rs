//! Which anchors moved past others, and which came along with them.
use super::fate::{Drift, Fate};
use crate::text::Span;

/// Marks those of `drifts`, all anchors of one article, that moved past others.
pub(super) fn mark_past_others(drifts: &mut [Drift]) {
    let standing = |drift: &&mut Drift| drift.fate <= Fate::Moved && drift.span.is_some();
    let mut all: Vec<&mut Drift> = drifts.iter_mut().filter(standing).collect();
    all.sort_by(|a, b| where_it_stood(a).cmp(&where_it_stood(b)));
    let places: Vec<usize> = (all.iter())
        .map(|drift| drift.span.map_or(0, |span| span.start))
        .collect();
    let mut in_order = longest_rise(&places).into_iter().peekable();
    for (n, drift) in all.into_iter().enumerate() {
        let is_in_order = in_order.next_if_eq(&n).is_some();
        drift.past_others = drift.fate == Fate::Moved && !is_in_order;
    }
}

/// Those of `drifts` that moved: past others, and along with them; each in the order in which they stood.
pub(super) fn moved(drifts: &[Drift]) -> (Vec<&Drift>, Vec<&Drift>) {
    let mut all: Vec<&Drift> = drifts
        .iter()
        .filter(|drift| drift.fate == Fate::Moved)
        .collect();
    all.sort_by(|a, b| where_it_stood(a).cmp(&where_it_stood(b)));
    all.into_iter().partition(|drift| drift.past_others)
}

/// What puts anchors in the order in which they stood.
fn where_it_stood(drift: &Drift) -> (&str, (usize, usize), Option<Span>) {
    (&drift.article, drift.stood, drift.span)
}

/// The numbers of the longest run of `places` that never falls (patience sorting; Schensted, 1961).
pub(super) fn longest_rise(places: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (n, place) in places.iter().enumerate() {
        let at = ends.partition_point(|&end| places[end] <= *place);
        before.push(at.checked_sub(1).map(|at| ends[at]));
        match ends.get_mut(at) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied();
    while let Some(n) = next {
        chain.push(n);
        next = before[n];
    }
    chain.reverse();
    chain
}
