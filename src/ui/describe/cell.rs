//! What a party says on an issue, in words: a cell of the matrix. Its counts are of what it leads to.
use crate::{
    app::{State, evidence},
    config::Role,
    model::{Basis, Cell, Dossier, Layer, RecordId, Standing},
};

/// A cell in words: `verbatim ×1, paraphrase ×2`, `none stated (1)`, `not yet read`; behind it what the filter leaves out.
pub(in crate::ui) fn standing(state: &State, at: (usize, usize)) -> String {
    let Some((cell, mut told)) = told(state, at) else {
        return String::new();
    };
    let counted = |(what, count): &(&str, usize)| format!("{what} ×{count}");
    let mut words: Vec<String> = told.kinds.iter().map(counted).collect();
    match told.left_out {
        left_out if cell.is_left_out() => words.insert(0, all_out(left_out)),
        left_out => {
            words.splice(0..0, told.head.take());
            words.extend((left_out > 0).then(|| format!("{left_out} filtered out")));
        }
    }
    words.join(", ")
}

/// All that the party said and did, and the analyst's lines, are filtered out; which have so many records as evidence.
fn all_out(count: usize) -> String {
    match count {
        0 => "filtered out".into(),
        count => format!("filtered out ×{count}"),
    }
}

/// The same in few columns: `verbatim ×1 +2`, behind it ` !1` for what is not proven and ` −1` for what the filter leaves out.
pub(in crate::ui) fn short(state: &State, at: (usize, usize)) -> String {
    let Some((cell, told)) = told(state, at) else {
        return String::new();
    };
    if cell.is_left_out() {
        return all_out(told.left_out);
    }
    let (first, rest) = match (&told.head, told.kinds.split_first()) {
        (None, Some(((what, count), rest))) => (format!("{what} ×{count}"), rest),
        (head, _) => (head.clone().unwrap_or_default(), &[][..]),
    };
    // What is not proven counts for nothing, and is told apart.
    let unproven = |(what, _): &&(&str, usize)| *what == Basis::Unproven.words();
    let sum = |wanted: bool| -> usize {
        let wanted = rest.iter().filter(|kind| unproven(kind) == wanted);
        wanted.map(|(_, count)| count).sum()
    };
    let more = [(sum(false), '+'), (sum(true), Layer::Unproven.letter())];
    let more = more
        .map(|(count, sign)| match count {
            0 => String::new(),
            count => format!(" {sign}{count}"),
        })
        .concat();
    let less = (told.left_out > 0).then(|| format!(" −{}", told.left_out));
    [first, more, less.unwrap_or_default()].concat()
}

/// What a cell leads to.
pub struct CellTold {
    /// What is said first where the party has said and done nothing.
    head: Option<String>,
    /// The evidence by kind, the strongest first, as far as a filter leaves it.
    pub kinds: Vec<(&'static str, usize)>,
    /// How much of it the filter leaves out.
    pub left_out: usize,
}

impl CellTold {
    /// What is told of `cell`, as far as `keeps` leaves it; `whole` is the same cell without a filter.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        (cell, whole): (&Cell, &Cell),
        keeps: impl Fn(RecordId) -> bool,
    ) -> Self {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        let mut kept = evidence(dossier, cell);
        kept.retain(|id| keeps(*id));
        for id in &kept {
            let what = stands_as(dossier, cell, *id);
            match kinds.iter_mut().find(|(known, _)| *known == what) {
                Some((_, count)) => *count += 1,
                None => kinds.push((what, 1)),
            }
        }
        let head = match cell.standing() {
            Standing::Stated(_) if cell.statements.is_empty() && cell.conduct.is_empty() => {
                Some("analyst's line only".into())
            }
            Standing::Silent(articles) => Some(format!("none stated ({articles})")),
            Standing::Unread => Some("not yet read".into()),
            Standing::Stated(_) | Standing::Unproven(_) => None,
        };
        let left_out = evidence(dossier, whole).len().saturating_sub(kept.len());
        Self {
            head,
            kinds,
            left_out,
        }
    }
}

fn told(state: &State, (row, column): (usize, usize)) -> Option<(&Cell, CellTold)> {
    let cell = state.matrix.rows.get(row)?.cells.get(column)?;
    let whole = state.whole.rows.get(row)?.cells.get(column)?;
    let told = CellTold::of(&state.dossier, (cell, whole), |id| state.keeps(id));
    Some((cell, told))
}

/// What a record is to the cell that rests on it.
#[must_use]
pub fn stands_as(dossier: &Dossier, cell: &Cell, id: RecordId) -> &'static str {
    let statement = cell.statements.iter().find(|(_, own)| *own == id);
    match statement {
        Some((basis, _)) => basis.words(),
        None if cell.conduct.contains(&id) => Basis::Conduct.words(),
        None if cell.ascribed.contains(&id) => Basis::Ascribed.words(),
        None if !cell.unproven.contains(&id) => "named by the analyst",
        None if dossier.is_pending(id) => "being looked for",
        None => Basis::Unproven.words(),
    }
}

/// The record that a cell shows: its strongest statement, else, where nothing is proven, the first that is not.
pub(in crate::ui) fn foremost(cell: &Cell) -> Option<RecordId> {
    let unproven = matches!(cell.standing(), Standing::Unproven(_)).then_some(&cell.unproven);
    let unproven = unproven.and_then(|ids| ids.first().copied());
    cell.statements.first().map(|(_, id)| *id).or(unproven)
}

/// What a cell looks like: as its foremost record, else faint.
pub(in crate::ui) fn role(dossier: &Dossier, cell: &Cell) -> Role {
    foremost(cell).map_or(Role::Dim, |id| super::role(dossier, id))
}

/// Whether the party has said or done something on the issue.
pub(in crate::ui) fn spoke(cell: &Cell) -> bool {
    matches!(cell.standing(), Standing::Stated(_)) && !cell.is_left_out()
}
