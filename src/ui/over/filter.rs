//! Everything that can be asked for, with how many records would be there.
use crate::ui::draw::{
    strip::Strip,
    window::{strips, window},
};
use crate::{
    app::{Choice, State, Target},
    config::Role,
    model::Trait,
    text::{Fuzzy, counted},
};
use std::cell::RefCell;

/// Columns of a facet's name.
const FACET: usize = 8;

/// How much the filter leaves: `12 of 57 records: 9 with words of an article +3`.
pub(in crate::ui) fn wanted(state: &State) -> String {
    let all = state.dossier.records().len();
    let placed = state.kept.order.len();
    let wanted = state.kept.sieve.count();
    let of = wanted.map_or_else(String::new, |wanted| format!("{wanted} of "));
    let all = counted(all, "record");
    let others = wanted.unwrap_or(state.dossier.records().len()) - placed;
    format!(
        "{of}{all}: {}",
        told((placed, others), " with words of an article")
    )
}

/// Records with words of an article, and the others: `9 +3`.
fn told((placed, others): (usize, usize), what: &str) -> String {
    match (placed, others) {
        (0, others) if others > 0 && what.is_empty() => format!("+{others}"),
        (placed, 0) => format!("{placed}{what}"),
        (placed, others) => format!("{placed}{what} +{others}"),
    }
}

/// The rows that show.
pub(in crate::ui) fn rows(
    state: &State,
    (choices, found): (&[Choice], &[usize]),
    at: usize,
    typed: &str,
    height: usize,
) -> Vec<Strip> {
    if found.is_empty() {
        return vec![Strip::new(
            Role::Dim,
            " nothing of that name can be asked for",
        )];
    }
    let fuzzy = RefCell::new(Fuzzy::new(typed));
    let facet = |choice: &Choice| choice.what.as_ref().map(Trait::facet);
    let top = window(found.len(), at, 1, height, 0).top;
    let choice = |n: usize| {
        let choice = &choices[found[n]];
        let before = n.checked_sub(1).map(|n| &choices[found[n]]);
        // The first row that shows says of what facet it is, whatever stands above it.
        let first = n == top || before.is_none_or(|before| facet(before) != facet(choice));
        let name = facet(choice)
            .filter(|_| first)
            .map_or("", |facet| facet.name());
        let chosen = (choice.what.as_ref()).is_some_and(|what| state.filter.asks(what.as_ref()));
        let (sign, role) = if chosen {
            ("[x] ", Role::Head)
        } else {
            ("[ ] ", Role::Text)
        };
        let hay = choice.hay();
        let letters = fuzzy.borrow_mut().letters(&hay, &choice.name);
        let sign = if choice.what.is_some() { sign } else { "" };
        Strip::new(Role::Dim, format!(" {name:<FACET$}"))
            .and(Role::Label, sign)
            .marked(role, &choice.name, &letters)
            .right(Role::Dim, format!(" {} ", told(choice.count, "")))
            .at(Target::Item(n))
    };
    strips(
        found.len(),
        at,
        &[choice(at).focus(true)],
        (height, 0),
        choice,
    )
}
