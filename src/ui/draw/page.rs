//! A list whose lines may be headings, and whose chosen line stands open.
use crate::config::Role;
use crate::ui::draw::{
    strip::{self, Strip},
    window::strips,
};

/// One line of the list.
pub(in crate::ui) enum Line {
    /// Something that can be chosen: its number.
    Item(usize),
    /// A heading or a remark.
    Said(Strip),
}

/// A heading.
pub(in crate::ui) fn head(text: impl Into<String>) -> Line {
    Line::Said(Strip::new(Role::Head, text))
}

/// A remark, on as many rows as it takes.
pub(in crate::ui) fn remark(text: &str, width: usize) -> Vec<Line> {
    let rows = strip::remark(text, width, 8);
    rows.into_iter().map(Line::Said).collect()
}

/// The rows of `lines` that show on `height` rows: item `at` is chosen and `open` stands below it.
pub(in crate::ui) fn rows(
    lines: &[Line],
    at: usize,
    open: Vec<Strip>,
    height: usize,
    item: impl Fn(usize) -> Strip,
) -> Vec<Strip> {
    let line = |n: usize| match &lines[n] {
        Line::Item(n) => item(*n).focus(*n == at),
        Line::Said(strip) => strip.clone(),
    };
    if lines.is_empty() {
        return Vec::new();
    }
    let chosen = (lines.iter()).position(|line| matches!(line, Line::Item(n) if *n == at));
    let cursor = chosen.unwrap_or(0);
    let mut whole = vec![line(cursor)];
    if chosen.is_some() {
        whole.extend(open);
    }
    // The heading over the first line shows with it.
    strips(lines.len(), cursor, &whole, (height, 0), line)
}
