//! The dossier as CSV (RFC 4180): quotes, claims, positions, the matrix, and statements for Discourse Network Analyzer.
use crate::{
    diag::Diagnostic,
    export::{
        grid::{Cells, Grid},
        note::{Desk, Row, plain},
        txt::line,
    },
    model::{
        Body, Claim, Dossier, Filter, Form, Known, Position, Quote, Record, RecordId, Ref, Stance,
        Standing,
    },
};

/// Which table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// One row a quote, in text order.
    #[default]
    Quotes,
    /// One row a claim, in text order.
    Claims,
    /// One row an analyst's line.
    Positions,
    /// One row a cell: issue by party, then what others and the article say on that issue.
    Matrix,
    /// One row a quote and issue, as Discourse Network Analyzer lists events.
    Dna,
}

/// One table of `dossier`, as far as `filter` wants it: a line of headings, commas, CRLF. With [`Cells::Guarded`] no cell can start a formula; with
/// [`Cells::Exact`] cells are as they are, for programs that are no spreadsheet. Words stand in double marks only where
/// an article has them in marks; words that are not proven are said to be so.
#[must_use]
pub fn csv(
    dossier: &Dossier,
    findings: &[Diagnostic],
    filter: &Filter,
    (sheet, cells): (Sheet, Cells),
) -> String {
    let desk = Desk::narrowed(dossier, findings, filter);
    let grid = match sheet {
        Sheet::Quotes => desk.said_rows(),
        Sheet::Claims => desk.claim_rows(),
        Sheet::Positions => desk.position_rows(),
        Sheet::Matrix => desk.cell_rows(),
        Sheet::Dna => desk.event_list(),
    };
    grid.csv(cells)
}

const QUOTES: [&str; 29] = [
    "id",
    "article",
    "paragraph",
    "last_paragraph",
    "source",
    "name",
    "role",
    "party",
    "form",
    "label",
    "basis",
    "chain",
    "second_hand",
    "ascribes",
    "cue",
    "act",
    "hedge",
    "to",
    "venue",
    "when",
    "translated",
    "issues",
    "words",
    "outcome",
    "start",
    "end",
    "faults",
    "file",
    "line",
];
const CLAIMS: [&str; 20] = [
    "id",
    "article",
    "paragraph",
    "source",
    "name",
    "party",
    "kind",
    "says",
    "verdict",
    "checked",
    "check",
    "hedge",
    "issues",
    "words",
    "outcome",
    "start",
    "end",
    "faults",
    "file",
    "line",
];
const POSITIONS: [&str; 15] = [
    "id",
    "party",
    "party_name",
    "issue",
    "issue_name",
    "says",
    "stance",
    "kind",
    "standing",
    "as_of",
    "evidence",
    "places",
    "faults",
    "file",
    "line",
];
const MATRIX: [&str; 12] = [
    "issue",
    "issue_name",
    "voice",
    "party",
    "party_name",
    "standing",
    "basis",
    "statements",
    "conduct",
    "ascribed",
    "positions",
    "silent_in",
];
impl<'a> Desk<'a> {
    /// The records of one table: in text order, then those without words as they are written.
    pub(in crate::export) fn rows_of(&self, table: &str) -> Vec<(RecordId, &'a Record)> {
        let dossier = self.dossier;
        let placed = self.text_order();
        let others = self.records().map(|(id, _)| id);
        let others = others.filter(|id| dossier.anchor(*id).is_none());
        let all = placed.chain(others).map(|id| (id, dossier.record(id)));
        all.filter(|(_, record)| record.table() == table).collect()
    }

    fn said_rows(&self) -> Grid {
        let mut grid = Grid::new(&QUOTES);
        for (id, record) in self.rows_of("quote") {
            if let Body::Quote(quote) = &record.body {
                grid.rows.push(self.said_row(id, record, quote));
            }
        }
        grid
    }

    fn said_row(&self, id: RecordId, record: &Record, quote: &Quote) -> Vec<String> {
        let dossier = self.dossier;
        let source = dossier.source_of(id);
        let role =
            (quote.setting.role.as_deref()).or(source.and_then(|source| source.role.as_deref()));
        let paragraphs = dossier.paragraphs(id);
        let mut row = vec![
            plain(&record.id),
            self.article_id(id),
            number(paragraphs.map(|(first, _)| first)),
            number(paragraphs.map(|(_, last)| last)),
            plain(&quote.source.id),
            self.name(&quote.source.id),
            given(role),
            plain(dossier.party_of(id).map_or("", |party| &party.id)),
            dossier.form(id).map_or("", Form::word).to_owned(),
            self.label(id),
            crate::model::basis(dossier, id).words().to_owned(),
            self.chain(id),
            if dossier.second_hand(id) { "yes" } else { "no" }.to_owned(),
            plain(quote.ascribes.as_ref().map_or("", |of| &of.id)),
            self.texts(&quote.cue),
            quote.act.map_or("", crate::model::Act::word).to_owned(),
            self.texts(&record.extra.hedge),
            self.text_of(quote.setting.to.as_deref()),
            self.text_of(quote.setting.venue.as_deref()),
            self.text_of(quote.setting.when.as_deref()),
            quote.translated.map_or("", Known::word).to_owned(),
            ids(&record.on),
        ];
        row.extend(self.place_cells(id, record));
        row
    }

    fn claim_rows(&self) -> Grid {
        let mut grid = Grid::new(&CLAIMS);
        for (id, record) in self.rows_of("claim") {
            if let Body::Claim(claim) = &record.body {
                grid.rows.push(self.claim_row(id, record, claim));
            }
        }
        grid
    }

    fn claim_row(&self, id: RecordId, record: &Record, claim: &Claim) -> Vec<String> {
        let dossier = self.dossier;
        let speaker = dossier.speaker(id).unwrap_or_default();
        let verdict = claim.verdict.unwrap_or(crate::model::Verdict::Unchecked);
        let mut row = vec![
            plain(&record.id),
            self.article_id(id),
            number(dossier.paragraph(id)),
            plain(speaker),
            self.name(speaker),
            plain(dossier.party_of(id).map_or("", |party| &party.id)),
            claim
                .kind
                .map_or("fact", crate::model::ClaimKind::word)
                .to_owned(),
            self.text_of(record.says.as_deref()),
            verdict.word().to_owned(),
            self.text_of(claim.checked.as_deref()),
            self.text_of(claim.check.as_deref()),
            self.texts(&record.extra.hedge),
            ids(&record.on),
        ];
        row.extend(self.place_cells(id, record));
        row
    }

    fn position_rows(&self) -> Grid {
        let mut grid = Grid::new(&POSITIONS);
        for (_, record) in self.rows_of("position") {
            if let Body::Position(position) = &record.body {
                grid.rows.push(self.position_row(record, position));
            }
        }
        grid
    }

    fn position_row(&self, record: &Record, position: &Position) -> Vec<String> {
        let standing = (position.standing).unwrap_or(crate::model::PositionStatus::Current);
        let cites = self.cites(record.evidence());
        let places: Vec<String> = cites.iter().map(ToString::to_string).collect();
        let mut row = vec![
            plain(&record.id),
            plain(&position.party.id),
            plain(self.codebook().name(&position.party.id)),
            plain(&position.issue.id),
            self.issue_called(&position.issue.id),
            self.text_of(record.says.as_deref()),
            position.stance.map_or("", Stance::word).to_owned(),
            (position.kind)
                .map_or("", crate::model::PositionKind::word)
                .to_owned(),
            standing.word().to_owned(),
            self.text_of(position.as_of.as_deref()),
            ids(&position.evidence),
            places.join(" "),
        ];
        row.extend(self.origin_cells(record));
        row
    }

    fn cell_rows(&self) -> Grid {
        let mut grid = Grid::new(&MATRIX);
        for Row { issue, voice, cut } in self.wanted_rows() {
            let start = |voice: &str| vec![plain(&issue.id), plain(&issue.name), voice.to_owned()];
            let cells = voice.cells.iter().zip(&cut);
            for (party, (cell, cut)) in self.parties().into_iter().zip(cells) {
                let (standing, basis) = match cell.standing() {
                    _ if *cut => ("left out", ""),
                    Standing::Stated(basis) => ("stated", basis.words()),
                    Standing::Silent(_) => ("silent", ""),
                    Standing::Unread => ("unread", ""),
                    Standing::Unproven(_) => ("unproven", ""),
                };
                let statements: Vec<RecordId> = cell.statements.iter().map(|&(_, id)| id).collect();
                let silent = cell.silent.iter().map(|&n| &self.dossier.articles()[n].id);
                let silent: Vec<String> = silent.map(|id| plain(id)).collect();
                let mut row = start("party");
                row.extend([
                    plain(&party.id),
                    plain(&party.name),
                    standing.to_owned(),
                    basis.to_owned(),
                    self.names(&statements),
                    self.names(&cell.conduct),
                    self.names(&cell.ascribed),
                    self.names(&cell.positions),
                    silent.join(" "),
                ]);
                grid.rows.push(row);
            }
            for (name, said) in [("others", &voice.others), ("article", &voice.article)] {
                let mut row = start(name);
                row.resize(MATRIX.len(), String::new());
                row[7] = self.names(said);
                grid.rows.push(row);
            }
        }
        grid
    }

    /// `words`, `outcome`, `start`, `end` (bytes of the reading text), then [`Self::origin_cells`].
    fn place_cells(&self, id: RecordId, record: &Record) -> Vec<String> {
        let anchor = self.dossier.anchor(id);
        let span = self.dossier.span(id);
        let words = anchor.map_or(String::new(), |_| line(&self.words(id)));
        let mut cells = vec![
            words,
            anchor.map_or("", |anchor| anchor.outcome.word()).to_owned(),
            number(span.map(|span| span.start)),
            number(span.map(|span| span.end)),
        ];
        cells.extend(self.origin_cells(record));
        cells
    }

    /// What is wrong with a record, its file and its line.
    fn origin_cells(&self, record: &Record) -> Vec<String> {
        let faults = crate::export::content::Text(self.faults(record));
        vec![
            line(&faults),
            plain(self.file(record.place)),
            self.line(record.place).0.to_string(),
        ]
    }

    fn article_id(&self, id: RecordId) -> String {
        let article = self.dossier.article_of(id);
        article.map_or(String::new(), |article| plain(&article.id))
    }

    fn issue_called(&self, id: &str) -> String {
        let issue = self.codebook().issue(id);
        plain(issue.map_or(id, |issue| &issue.name))
    }

    fn names(&self, ids: &[RecordId]) -> String {
        let ids = ids.iter().map(|id| plain(&self.dossier.record(*id).id));
        ids.collect::<Vec<_>>().join(" ")
    }

    pub(in crate::export) fn text_of(&self, words: Option<&str>) -> String {
        words.map_or(String::new(), |words| line(&self.authored(words)))
    }

    fn texts(&self, words: &[String]) -> String {
        let words = words.iter().map(|one| self.text_of(Some(one)));
        words.collect::<Vec<_>>().join("; ")
    }
}

pub(in crate::export) fn number(number: Option<usize>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

pub(in crate::export) fn given(words: Option<&str>) -> String {
    words.map_or(String::new(), plain)
}

fn ids(refs: &[Ref]) -> String {
    let ids = refs.iter().map(|one| plain(&one.id));
    ids.collect::<Vec<_>>().join(" ")
}
