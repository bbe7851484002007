//! What of a dossier a note is asked to hold. What is left out is never taken for silence.
use super::{
    desk::Desk,
    positions::is_told,
    prose::{count, plain},
};
use crate::{
    diag::Diagnostic,
    export::content::Text,
    model::{Cell, Dossier, Filter, Issue, Party, Record, RecordId, Voice, matrix},
};

/// What stands in a cell of which nothing is asked for.
pub(super) const CUT: &str = "left out of this note";
/// What stands in a section of which nothing is asked for.
pub(super) const CUT_ALL: &str = "Left out of this note.";

/// One issue as far as it is wanted.
pub(in crate::export) struct Row<'a> {
    /// The issue.
    pub(in crate::export) issue: &'a Issue,
    /// Who says what on it; one cell a party that is wanted.
    pub(in crate::export) voice: Voice,
    /// Which of the cells have something to say, but nothing that is wanted.
    pub(in crate::export) cut: Vec<bool>,
}

/// What `filter` narrows a dossier to, and how much that leaves out; `None` where it leaves everything.
pub(in crate::export) fn narrowed_to(
    dossier: &Dossier,
    findings: &[Diagnostic],
    filter: &Filter,
) -> Option<String> {
    let left_out = Desk::narrowed(dossier, findings, filter).left_out()?;
    Some(crate::export::txt::line(&left_out))
}

impl<'a> Desk<'a> {
    /// A desk that holds what `filter` wants of `dossier`.
    pub(in crate::export) fn narrowed(
        dossier: &'a Dossier,
        findings: &'a [Diagnostic],
        filter: &Filter,
    ) -> Self {
        let mut desk = Self::new(dossier, findings);
        desk.sieve = filter.sieve(dossier, findings);
        desk.filter = filter.clone();
        desk
    }

    /// Whether a record is asked for.
    pub(in crate::export) fn wants(&self, id: RecordId) -> bool {
        self.sieve.passes(id)
    }

    /// The records that are asked for, as they are written.
    pub(in crate::export) fn records(&self) -> impl Iterator<Item = (RecordId, &'a Record)> {
        self.dossier.records().filter(|(id, _)| self.wants(*id))
    }

    /// Those of them that have words, in text order.
    pub(in crate::export) fn text_order(&self) -> impl Iterator<Item = RecordId> {
        let order = self.dossier.text_order().iter().copied();
        order.filter(|id| self.wants(*id))
    }

    /// The parties that are asked for.
    pub(in crate::export) fn parties(&self) -> Vec<&'a Party> {
        let parties = self.codebook().parties.iter();
        parties.filter(|p| self.filter.wants_party(&p.id)).collect()
    }

    /// The issues that are asked for, with everything said on them by the parties that are.
    pub(super) fn whole_issues(&self) -> Vec<(&'a Issue, Voice)> {
        let codebook = self.codebook();
        let rows = codebook.issues.iter().zip(matrix(self.dossier).rows);
        let rows = rows.filter(|(issue, _)| self.filter.wants_issue(&issue.id));
        rows.map(|(issue, mut voice)| {
            let cells = std::mem::take(&mut voice.cells);
            let cells = codebook.parties.iter().zip(cells);
            let wanted = cells.filter(|(party, _)| self.filter.wants_party(&party.id));
            voice.cells = wanted.map(|(_, cell)| cell).collect();
            (issue, voice)
        })
        .collect()
    }

    /// The issues that are asked for, with what is asked for of them; none of which everything is left out.
    pub(in crate::export) fn wanted_rows(&self) -> Vec<Row<'a>> {
        let rows = self.whole_issues().into_iter();
        let rows = rows.map(|(issue, mut voice)| {
            let told = |voice: &Voice| {
                voice.cells.iter().any(is_told)
                    || !(voice.others.is_empty() && voice.article.is_empty())
            };
            let had = told(&voice);
            let mut cut = Vec::new();
            for cell in &mut voice.cells {
                let before = is_told(cell);
                self.narrow(cell);
                cut.push(before && !is_told(cell));
            }
            for ids in [&mut voice.others, &mut voice.article, &mut voice.shifts] {
                ids.retain(|id| self.wants(*id));
            }
            let empty = had && !told(&voice);
            (!empty).then_some(Row { issue, voice, cut })
        });
        rows.flatten().collect()
    }

    fn narrow(&self, cell: &mut Cell) {
        cell.statements.retain(|(_, id)| self.wants(*id));
        let lists = [
            &mut cell.conduct,
            &mut cell.ascribed,
            &mut cell.unproven,
            &mut cell.positions,
        ];
        for ids in lists {
            ids.retain(|id| self.wants(*id));
        }
    }

    /// What the note is narrowed to, and how much that leaves out; `None` where it holds everything.
    pub(in crate::export) fn left_out(&self) -> Option<Text> {
        let kept = self.sieve.count()?;
        let all = self.dossier.records().len();
        let only = plain(&self.filter.told(self.codebook()));
        let records = count(all, "record");
        Some(Text::of(format!(
            "{only}; {} of {records} left out, and what rests on them alone",
            all - kept
        )))
    }
}
