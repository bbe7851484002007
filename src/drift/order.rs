//! Which anchors moved past others, and which came along with them.
use super::fate::{Drift, Fate};

/// Those of `drifts` that moved: past others, and along with them; each in the order in which they stood.
pub(super) fn moved(drifts: &[Drift]) -> (Vec<&Drift>, Vec<&Drift>) {
    let standing = |drift: &&Drift| drift.fate <= Fate::Moved && drift.span.is_some();
    let mut all: Vec<&Drift> = drifts.iter().filter(standing).collect();
    all.sort_by_key(|drift| (&drift.article, drift.stood, drift.span));
    let mut apart = Vec::new();
    let mut along = Vec::new();
    for article in all.chunk_by(|a, b| a.article == b.article) {
        let places: Vec<usize> = (article.iter())
            .map(|drift| drift.span.map_or(0, |span| span.start))
            .collect();
        let in_order = longest_rise(&places);
        for (n, drift) in article.iter().enumerate() {
            match drift.fate {
                Fate::Moved if in_order.contains(&n) => along.push(*drift),
                Fate::Moved => apart.push(*drift),
                _ => {}
            }
        }
    }
    (apart, along)
}

/// The numbers of the longest run of `places` that never falls (patience sorting; Schensted, 1961).
fn longest_rise(places: &[usize]) -> Vec<usize> {
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
