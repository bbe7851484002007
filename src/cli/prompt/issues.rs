//! The positions and the matrix, as the prompt tells them: an issue with every party's line, a line, a cell.
use super::{Prompt, linear, told::broken};
use crate::{
    app::Line,
    model::{Party, RecordId},
};
use std::fmt::Write;

impl Prompt<'_> {
    /// One issue and every party's line.
    pub(super) fn issue(&self, out: &mut String, number: usize) {
        let (codebook, matrix) = (self.state.dossier.codebook(), &self.state.matrix);
        let kept = &self.state.kept;
        let at = kept.rows.iter().position(|row| *row == number);
        let (Some(at), Some(issue), Some(row)) =
            (at, codebook.issues.get(number), matrix.rows.get(number))
        else {
            out.push_str(if self.state.filter.is_empty() {
                "there are no issues\n"
            } else {
                "the filter leaves nothing on any issue\n"
            });
            return;
        };
        let name = linear::flow(&issue.name);
        let _ = writeln!(out, "issue {} of {}: {name}", at + 1, kept.rows.len());
        for &column in &kept.columns {
            if let Some(party) = codebook.parties.get(column) {
                self.party(out, party, (number, column));
            }
        }
        self.entries(out, "others say", &row.others);
        self.entries(out, "the article's own voice", &row.article);
        self.entries(out, "shift", &row.shifts);
    }

    /// How a party stands on an issue.
    fn party(&self, out: &mut String, party: &Party, at: (usize, usize)) {
        let standing = self.standing(at).unwrap_or_default();
        broken(out, &format!("{}: {standing}", party.label()));
    }

    /// What the cell in a row and column of the matrix leads to.
    fn standing(&self, (row, column): (usize, usize)) -> Option<String> {
        let state = &self.state;
        let cell = state.matrix.rows.get(row)?.cells.get(column)?;
        let whole = state.whole.rows.get(row)?.cells.get(column)?;
        let keeps = |id| state.keeps(id);
        Some(linear::standing(&state.dossier, (cell, whole), keeps))
    }

    /// The line in focus of the issue in focus.
    pub(super) fn line_of_issue(&self, out: &mut String) {
        let (dossier, focus) = (&self.state.dossier, self.state.focus);
        let codebook = dossier.codebook();
        let row = self.state.matrix.rows.get(focus.issue);
        let (Some(issue), Some(row)) = (codebook.issues.get(focus.issue), row) else {
            return;
        };
        match focus.line {
            Line::Name => broken(out, &format!("issue: {}", issue.name)),
            Line::Party(n) => {
                if let (Some(party), Some(cell)) = (codebook.parties.get(n), row.cells.get(n)) {
                    self.party(out, party, (focus.issue, n));
                    for line in linear::leads_to(dossier, cell, |id| self.state.keeps(id)) {
                        broken(out, &line);
                    }
                }
            }
            Line::Other(n) => {
                self.entries(out, "others say", row.others.get(n..=n).unwrap_or_default());
            }
            Line::Article(n) => {
                self.entries(
                    out,
                    "the article's own voice",
                    row.article.get(n..=n).unwrap_or_default(),
                );
            }
            Line::Shift(n) => {
                self.entries(out, "shift", row.shifts.get(n..=n).unwrap_or_default());
            }
        }
    }

    fn voices(&self, out: &mut String, what: &str, ids: &[RecordId]) {
        let _ = writeln!(out, "{what}: {}", ids.len());
        self.entries(out, what, ids);
    }

    fn entries(&self, out: &mut String, what: &str, ids: &[RecordId]) {
        for &id in ids {
            broken(
                out,
                &format!("{what}: {}", linear::entry(&self.state.dossier, id)),
            );
        }
    }

    /// How much of the matrix the filter leaves.
    pub(super) fn extent(&self, out: &mut String) {
        let (kept, all) = (&self.state.kept, self.state.others());
        let columns = kept.columns.iter().filter(|column| **column < all).count();
        let rows = self.state.matrix.rows.len();
        let issues = of(kept.rows.len(), rows, ["issue", "issues"]);
        let parties = of(columns, all, ["party", "parties"]);
        let _ = writeln!(out, "matrix: {issues}, {parties}");
    }

    /// A cell of the matrix.
    pub(super) fn cell(&self, out: &mut String, row: usize, column: usize) {
        let codebook = self.state.dossier.codebook();
        let line = self.state.matrix.rows.get(row);
        let cell = line.and_then(|row| row.cells.get(column));
        if let (Some(issue), Some(line), None) = (codebook.issues.get(row), line, cell) {
            let _ = writeln!(out, "issue: {}", linear::flow(&issue.name));
            return match column.saturating_sub(codebook.parties.len()) {
                0 => self.voices(out, "others say", &line.others),
                _ => self.voices(out, "the article's own voice", &line.article),
            };
        }
        if let (Some(issue), Some(party), Some(standing)) = (
            codebook.issues.get(row),
            codebook.parties.get(column),
            self.standing((row, column)),
        ) {
            let _ = writeln!(out, "issue: {}", linear::flow(&issue.name));
            let _ = writeln!(out, "party: {}", linear::flow(Party::label(party)));
            broken(out, &format!("stands on: {standing}"));
        }
    }
}

/// How many of all: `9 issues`, `2 of 9 issues`.
fn of(kept: usize, all: usize, [one, many]: [&str; 2]) -> String {
    let name = if all == 1 { one } else { many };
    if kept == all {
        format!("{all} {name}")
    } else {
        format!("{kept} of {all} {name}")
    }
}
