//! The rows of issues, the columns of parties, and the two columns behind them.
use super::foot;
use crate::ui::{
    describe::{
        self,
        cell::{foremost, role, short},
        party::codes,
    },
    draw::{ink::Ink, strip::remark, window::window},
};
use crate::{
    app::{State, Target},
    config::Role,
    model::{Cell, Layer, RecordId, Standing},
    text::{columns, fit},
};
use ratatui::layout::Rect;

/// Columns of a cell, at least: what `none stated (2)` takes with its sign, and most other words.
const CELL: u16 = 18;
/// Rows below the table for the cell in focus.
const FOOT: u16 = 6;

/// Where the parts of the matrix lie.
struct Grid {
    /// Names of the issues.
    names: u16,
    /// Columns of the cells of each party that shows.
    cells: Vec<u16>,
    /// The first party that shows.
    left: usize,
    /// How many show.
    shown: usize,
    /// The first issue that shows.
    top: usize,
    /// The rows of issues.
    body: Rect,
    /// What is known about the cell in focus.
    foot: Rect,
}

fn grid(area: Rect, state: &State, (row, column): (usize, usize)) -> Grid {
    let columns_of = &state.kept.columns;
    let parties = columns_of.len();
    let (row, column) = (
        state.kept.rows.partition_point(|n| *n < row),
        columns_of.partition_point(|n| *n < column),
    );
    let longest = (state.dossier.codebook().issues.iter())
        .map(|issue| columns(&issue.name))
        .max();
    let names = u16::try_from(longest.unwrap_or(0) + 2).unwrap_or(u16::MAX);
    let names = names.min(area.width / 3).max(4.min(area.width));
    let room = area.width - names;
    let shown = usize::from((room / CELL).max(1)).min(parties.max(1));
    let left = (column + 1)
        .saturating_sub(shown)
        .min(parties.saturating_sub(shown));
    let wants: Vec<u16> = (columns_of.iter().skip(left).take(shown))
        .map(|column| wanted(state, *column))
        .collect();
    let foot = if area.height > FOOT + 5 { FOOT } else { 0 };
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + foot),
        ..area
    };
    let issues = state.kept.rows.len();
    Grid {
        names,
        cells: shared(&wants, room),
        left,
        shown,
        top: window(issues, row, 1, body.height.into(), 0).top,
        body,
        foot: Rect {
            y: body.bottom(),
            height: foot,
            ..area
        },
    }
}

/// Issues whose cells say how wide a column is wanted.
const ASKED: usize = 200;

/// Columns that the cells of a party want, with the blank behind them.
fn wanted(state: &State, column: usize) -> u16 {
    let rows = state.kept.rows.iter().take(ASKED);
    let cells = rows.map(|row| columns(&entry(state, *row, column, u16::MAX).1));
    let code = columns(&heading(state, column).1);
    u16::try_from(cells.max().unwrap_or(0).max(code) + 1).unwrap_or(u16::MAX)
}

/// Columns a cell is given at most, where all are given the same.
const MOST: u16 = 28;

/// `room` columns shared by those who want so many each: the same for all, unless some want more than that and others less.
fn shared(wants: &[u16], room: u16) -> Vec<u16> {
    let all = u16::try_from(wants.len().max(1)).unwrap_or(u16::MAX);
    let same = (room / all).min(MOST);
    if wants.iter().all(|wanted| *wanted <= same) {
        return vec![same; wants.len()];
    }
    let mut order: Vec<usize> = (0..wants.len()).collect();
    order.sort_by_key(|n| wants[*n]);
    let (mut cells, mut left) = (vec![0; wants.len()], same * all);
    for (n, those) in order.into_iter().zip((1..=all).rev()) {
        cells[n] = wants[n].min(left / those);
        left -= cells[n];
    }
    for cell in &mut cells {
        *cell += left / all;
    }
    cells
}

pub(in crate::ui) fn draw(ink: &mut Ink<'_>, area: Rect, state: &State, at: (usize, usize)) {
    let codebook = state.dossier.codebook();
    if !codebook.has_matrix() {
        let what = "the matrix needs a party and an issue, [party.ID] and [issue.ID] in the dossier: the keys below write them";
        ink.strips(area, &remark(what, area.width.into(), 4));
        return;
    }
    if state.kept.rows.is_empty() {
        let what = "the filter leaves nothing on any issue";
        ink.strips(area, &remark(what, area.width.into(), 4));
        return;
    }
    let grid = grid(area, state, at);
    draw_parties(ink, area, state, &grid, at.1);
    for (y, &n) in (grid.body.y..grid.body.bottom()).zip(&state.kept.rows[grid.top..]) {
        let right = area.x + grid.names;
        let here = n == at.0;
        let style = ink.style(if here { Role::Head } else { Role::Text });
        ink.put(
            area.x + 1,
            y,
            right.saturating_sub(1),
            &codebook.issues[n].name,
            style,
        );
        let shown = &state.kept.columns[grid.left..];
        for (place, &column) in shown.iter().take(grid.shown).enumerate() {
            let area = cell_area(&grid, place, y);
            let (role, text) = entry(state, n, column, area.width);
            let style = ink.style(role);
            ink.put(area.x, y, area.right().saturating_sub(1), &text, style);
            if (n, column) == at {
                ink.light(Rect {
                    width: area.width.saturating_sub(1),
                    ..area
                });
            }
        }
    }
    foot::draw(ink, grid.foot, state, at);
}

/// What stands in a cell, and how it is meant.
fn entry(state: &State, row: usize, column: usize, width: u16) -> (Role, String) {
    let voice = &state.matrix.rows[row];
    if let Some(cell) = voice.cells.get(column) {
        return (
            role(&state.dossier, cell),
            told(state, (row, column), cell, width),
        );
    }
    let ids = voices(state, row, column).iter();
    let proven: Vec<Layer> = ids.filter_map(|id| state.dossier.layer(*id)).collect();
    let all = proven.len();
    let proven = proven.into_iter().filter(|layer| *layer != Layer::Unproven);
    match (proven.clone().min(), all) {
        (Some(layer), _) => {
            let count = proven.count();
            let rest = match all - count {
                0 => String::new(),
                rest => format!(", {} ×{rest}", Layer::Unproven.letter()),
            };
            let text = format!("{} ×{count}{rest}", layer.letter());
            (Role::from(layer), text)
        }
        (None, 0) => (Role::Dim, "·".into()),
        (None, all) => (Role::Dim, format!("not proven ×{all}")),
    }
}

/// The statements of the columns behind the parties: what others say, and the article's own voice.
pub(super) fn voices(state: &State, row: usize, column: usize) -> &[RecordId] {
    let voice = state.matrix.rows.get(row);
    match column.checked_sub(state.others()) {
        Some(0) => voice.map_or(&[], |voice| &voice.others),
        Some(_) => voice.map_or(&[], |voice| &voice.article),
        None => &[],
    }
}

/// What a column is called, long and short.
pub(super) fn heading(state: &State, column: usize) -> (&str, String) {
    let parties = &state.dossier.codebook().parties;
    match (parties.get(column), column - parties.len().min(column)) {
        (Some(party), _) => (party.label(), codes(parties)[column].clone()),
        (None, 0) => ("others say", "others".into()),
        (None, _) => ("article itself", "article".into()),
    }
}

fn cell_area(grid: &Grid, place: usize, y: u16) -> Rect {
    let before: u16 = grid.cells.iter().take(place).sum();
    Rect {
        x: grid.body.x + grid.names + before,
        y,
        width: grid.cells.get(place).copied().unwrap_or(0),
        height: 1,
    }
    .intersection(grid.body)
}

fn draw_parties(ink: &mut Ink<'_>, area: Rect, state: &State, grid: &Grid, column: usize) {
    let parties = &state.kept.columns;
    for (place, &n) in parties[grid.left..].iter().take(grid.shown).enumerate() {
        let cell = cell_area(grid, place, grid.body.y);
        let (label, code) = heading(state, n);
        let room = usize::from(cell.width.saturating_sub(1));
        let label = if columns(label) > room { &code } else { label };
        let style = ink.style(if n == column { Role::Head } else { Role::Dim });
        ink.put(cell.x, area.y, cell.right().saturating_sub(1), label, style);
    }
    let (before, behind) = (
        grid.left,
        parties.len().saturating_sub(grid.left + grid.shown),
    );
    let more = match (before, behind) {
        (0, 0) => String::new(),
        (0, behind) => format!("{behind} more →"),
        (before, 0) => format!("← {before} more"),
        (before, behind) => format!("← {before}, {behind} →"),
    };
    ink.put(
        area.x + 1,
        area.y,
        area.x + grid.names,
        &more,
        ink.style(Role::Dim),
    );
}

/// A cell: the letter and what it rests on; `·` where nobody found anything, `?` where nobody has looked.
fn told(state: &State, at: (usize, usize), cell: &Cell, width: u16) -> String {
    let letter = foremost(cell).map(|id| describe::letter(&state.dossier, id));
    let sign = match (cell.standing(), letter) {
        _ if cell.is_left_out() => " ".into(),
        (Standing::Stated(_) | Standing::Unproven(_), Some(letter)) => letter,
        (Standing::Stated(_) | Standing::Unproven(_), None) => "+".into(),
        (Standing::Silent(_), _) => "·".into(),
        (Standing::Unread, _) => "?".into(),
    };
    let words = format!("{sign} {}", short(state, at));
    squeezed(words, usize::from(width).saturating_sub(1))
}

/// `words` in so many columns; what is cut are not the counts behind them.
fn squeezed(words: String, room: usize) -> String {
    if columns(&words) <= room {
        return words;
    }
    let counts = words
        .char_indices()
        .find(|(at, c)| *c == ' ' && words[at + 1..].starts_with(['(', '×']));
    match counts {
        Some((at, _)) => {
            let (basis, counts) = words.split_at(at);
            let basis = fit(basis, room.saturating_sub(columns(counts)));
            format!("{basis}{counts}")
        }
        None => fit(&words, room).into_owned(),
    }
}

/// The cell of the matrix at a cell of the screen.
pub(in crate::ui) fn hit(
    state: &State,
    area: Rect,
    at: (usize, usize),
    (x, y): (u16, u16),
) -> Option<Target> {
    let grid = grid(area, state, at);
    if !grid.body.contains((x, y).into()) || x < grid.body.x + grid.names {
        return None;
    }
    let row = *(state.kept.rows).get(grid.top + usize::from(y - grid.body.y))?;
    let place =
        (0..grid.shown).find(|place| cell_area(&grid, *place, y).contains((x, y).into()))?;
    let column = *state.kept.columns.get(grid.left + place)?;
    Some(Target::Cell(row, column))
}

#[cfg(test)]
mod tests {
    use super::{shared, squeezed};

    #[test]
    fn a_column_that_wants_more_gets_what_others_do_not_need() {
        assert_eq!(shared(&[19, 12, 9], 60), [20, 20, 20], "nobody lacks any");
        assert_eq!(shared(&[24, 12, 9], 60), [29, 17, 14]);
        assert_eq!(shared(&[40, 40, 9], 60), [25, 26, 9]);
        assert_eq!(shared(&[90], 60), [28]);
        assert_eq!(shared(&[], 60), [0; 0]);
    }

    #[test]
    fn a_count_is_never_cut() {
        let told = |words: &str, room| squeezed(words.to_owned(), room);
        assert_eq!(told("M· second hand (1)", 18), "M· second hand (1)");
        assert_eq!(told("M· second hand (12)", 14), "M· secon… (12)");
        assert_eq!(told("V verbatim ×1 +2 −3", 14), "V ve… ×1 +2 −3");
        assert_eq!(told("? unread", 5), "? un…");
    }
}
