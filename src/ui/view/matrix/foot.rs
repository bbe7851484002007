//! What is known about the cell in focus, below the table.
use super::table::{heading, voices};
use crate::{
    app::State,
    config::Role,
    model::{Body, Cell, RecordId},
    text::{columns, counted},
    ui::{
        describe::{self, cell::standing},
        draw::ink::Ink,
    },
};
use ratatui::layout::Rect;

/// A line and how it is meant.
type Line = (Role, String);

/// Draws the cell at `(row, column)` in `area`, which may be empty.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, state: &State, (row, column): (usize, usize)) {
    let Some(issue) = (state.dossier.codebook().issues.get(row)).filter(|_| area.height > 0) else {
        return;
    };
    let cell = (state.matrix.rows.get(row)).and_then(|row| row.cells.get(column));
    ink.rule(Rect { height: 1, ..area });
    let party = state.dossier.codebook().parties.get(column);
    let who = party.map_or(heading(state, column).0, |party| &party.name);
    let standing = cell.map_or_else(
        || counted(voices(state, row, column).len(), "statement"),
        |_| standing(state, (row, column)),
    );
    let title = format!("{who}: {}", issue.name);
    ink.title((area.x + 1, area.y), area.right(), &title, &standing, false);
    let ask = (issue.ask.iter()).map(|ask| (Role::Dim, format!("ask      {ask}")));
    let said = cell.map_or_else(
        || voices(state, row, column).to_vec(),
        |_| state.evidence_of(row, column),
    );
    let lines =
        ask.chain(analysts(state, cell))
            .chain(statements(state, (cell, column), said, area));
    for (y, (role, line)) in (area.y + 1..area.bottom()).zip(lines) {
        ink.put(area.x + 1, y, area.right(), &line, ink.style(role));
    }
}

/// What an analyst holds a party's position to be.
fn analysts<'a>(state: &'a State, cell: Option<&'a Cell>) -> impl Iterator<Item = Line> + 'a {
    let positions = cell.map_or(&[][..], |cell| &cell.positions);
    positions.iter().map(|id| {
        let record = state.dossier.record(*id);
        let stance = match &record.body {
            Body::Position(position) => position.stance,
            _ => None,
        };
        let stance = stance.map_or_else(String::new, |stance| format!(" ({})", stance.gloss()));
        let says = record.says.as_deref().unwrap_or_default();
        (Role::Text, format!("analyst  {says}{stance}"))
    })
}

/// The statements that the cell rests on, as many as `area` has rows for.
fn statements(
    state: &State,
    (cell, column): (Option<&Cell>, usize),
    said: Vec<RecordId>,
    area: Rect,
) -> Vec<Line> {
    let dossier = &state.dossier;
    let said: Vec<RecordId> = (said.into_iter())
        .filter(|id| state.keeps(*id))
        .take(area.height.into())
        .collect();
    let places = said.iter().map(|id| describe::place(dossier, *id));
    let wide = places.map(|place| columns(&place)).max().unwrap_or(0);
    let line = |id: RecordId| {
        let (place, letter) = (describe::place(dossier, id), describe::letter(dossier, id));
        let words = describe::first_words(dossier, id, usize::from(area.width));
        // Whose words: in a party's cell too, where somebody else describes it.
        let own = cell.is_some_and(|cell| !cell.ascribed.contains(&id));
        let who = match dossier.speaker(id) {
            Some(who) if !own && column <= state.others() => {
                format!("{}: ", describe::speaker(dossier, who))
            }
            _ => String::new(),
        };
        let role = describe::role(dossier, id);
        (role, format!("{place:<wide$} {letter:<4}{who}{words}"))
    };
    said.into_iter().map(line).collect()
}
