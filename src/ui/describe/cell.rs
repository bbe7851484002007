//! What a party says on an issue, in words: a cell of the matrix.
use crate::{
    config::Role,
    model::{Basis, Cell, Dossier, RecordId, Standing},
};

/// A cell in words: `verbatim ×3`, `none stated (1)`, `not yet read`.
pub(in crate::ui) fn standing(dossier: &Dossier, cell: &Cell) -> String {
    match cell.standing() {
        _ if cell.is_left_out() => format!("filtered out ×{}", cell.left_out),
        Standing::Stated(Basis::Conduct)
            if cell.statements.is_empty() && cell.conduct.is_empty() =>
        {
            "analyst's line only".into()
        }
        Standing::Stated(basis) => {
            let count = if cell.statements.is_empty() {
                cell.conduct.len()
            } else {
                cell.statements.len()
            };
            format!("{} ×{count}", basis.words())
        }
        Standing::Unproven(count) => {
            let first = cell.unproven.first();
            if first.is_some_and(|id| dossier.is_pending(*id)) {
                format!("being looked for ×{count}")
            } else {
                format!("not proven ×{count}")
            }
        }
        Standing::Silent(articles) => format!("none stated ({articles})"),
        Standing::Unread => "not yet read".into(),
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
