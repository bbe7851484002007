//! The dossier as CSV (RFC 4180): quotes, claims, positions, the matrix, and statements for Discourse Network Analyzer.
use super::{
    grid::{Cells, Grid},
    note::{Desk, Row, plain},
    txt::line,
};
use crate::{
    diag::Diagnostic,
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
    pub(super) fn rows_of(&self, table: &str) -> Vec<(RecordId, &'a Record)> {
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
        let role = (quote.role.as_ref()).or(source.and_then(|source| source.role.as_ref()));
        let paragraphs = dossier.anchor(id).and_then(|anchor| anchor.paragraphs);
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
            self.texts(&record.hedge),
            self.text_of(quote.to.as_deref()),
            self.text_of(quote.venue.as_deref()),
            self.text_of(quote.when.as_deref()),
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
            self.texts(&record.hedge),
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

    pub(super) fn text_of(&self, words: Option<&str>) -> String {
        words.map_or(String::new(), |words| line(&self.authored(words)))
    }

    fn texts(&self, words: &[String]) -> String {
        let words = words.iter().map(|one| self.text_of(Some(one)));
        words.collect::<Vec<_>>().join("; ")
    }
}

pub(super) fn number(number: Option<usize>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

pub(super) fn given(words: Option<&String>) -> String {
    words.map_or(String::new(), |words| plain(words))
}

fn ids(refs: &[Ref]) -> String {
    let ids = refs.iter().map(|one| plain(&one.id));
    ids.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Filter, Sheet, csv};
    use crate::export::{
        Cells,
        tests::{SOUND, WILD, open},
    };

    const ALL: [Sheet; 5] = [
        Sheet::Quotes,
        Sheet::Claims,
        Sheet::Positions,
        Sheet::Matrix,
        Sheet::Dna,
    ];

    fn written(files: &'static [(&'static str, &'static str)], sheet: Sheet) -> String {
        csv(
            &open(files),
            &[],
            &Filter::default(),
            (sheet, Cells::Guarded),
        )
    }

    /// RFC 4180, section 2, and nothing beyond it.
    fn read(csv: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut rest = csv.chars().peekable();
        let mut quoted = false;
        while let Some(c) = rest.next() {
            match c {
                '"' if quoted && rest.peek() == Some(&'"') => {
                    rest.next();
                    cell.push('"');
                }
                '"' if quoted => {
                    quoted = false;
                    assert!(matches!(rest.peek(), Some(',' | '\r')), "{csv}");
                }
                c if quoted => cell.push(c),
                '"' => {
                    assert_eq!(cell, "");
                    quoted = true;
                }
                ',' => row.push(std::mem::take(&mut cell)),
                '\r' => {
                    assert_eq!(rest.next(), Some('\n'));
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                c => {
                    assert_ne!(c, '\n');
                    cell.push(c);
                }
            }
        }
        assert!(row.is_empty() && cell.is_empty() && !quoted, "{csv}");
        rows
    }

    fn rows(files: &'static [(&'static str, &'static str)], sheet: Sheet) -> Vec<Vec<String>> {
        read(&written(files, sheet))
    }

    /// The cells of `columns` in the row whose first cell is `id`.
    fn cells(rows: &[Vec<String>], id: &str, columns: &[&str]) -> Vec<String> {
        let row = rows.iter().find(|row| row[0] == id).expect("the row");
        let column = |name: &&str| {
            rows[0]
                .iter()
                .position(|head| head == name)
                .expect("a column")
        };
        columns
            .iter()
            .map(|name| row[column(name)].clone())
            .collect()
    }

    #[test]
    fn every_table_is_rectangular_and_cannot_act() {
        for sheet in ALL {
            for files in [SOUND, WILD] {
                let rows = rows(files, sheet);
                assert!(rows.len() > 1, "{sheet:?}");
                for row in &rows {
                    assert_eq!(row.len(), rows[0].len(), "{row:?}");
                    for cell in row {
                        assert!(
                            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                            "{cell}"
                        );
                        assert!(!cell.contains(|c: char| c.is_control()), "{cell:?}");
                        assert!(!cell.contains(['\u{202e}', '\u{2067}']), "{cell:?}");
                    }
                }
            }
        }
        let names = rows(WILD, Sheet::Quotes);
        let row = cells(&names, "nested", &["name", "ascribes"]);
        assert_eq!(row, ["'@SUM(A1) <img src=x onerror=alert(1)>", "p"]);
    }

    #[test]
    fn exact_cells_are_those_of_the_dossier() {
        let exact = csv(
            &open(WILD),
            &[],
            &Filter::default(),
            (Sheet::Matrix, Cells::Exact),
        );
        let rows = read(&exact);
        assert_eq!(rows[1][4], "=cmd|' /C calc'!A0");
    }

    #[test]
    fn a_quote_is_told_in_full() {
        let rows = rows(SOUND, Sheet::Quotes);
        let told = [
            "article",
            "paragraph",
            "party",
            "form",
            "basis",
            "second_hand",
            "words",
        ];
        assert_eq!(
            cells(&rows, "berg-late", &told),
            [
                "water",
                "3",
                "south",
                "mixed",
                "second hand",
                "yes",
                "called the offer “too late”"
            ]
        );
        let words = &cells(&rows, "vale-river", &["words", "ascribes"]);
        assert_eq!(*words, ["Northland wants the river for itself", "north"]);
    }

    #[test]
    fn silence_is_not_the_same_as_not_read() {
        let rows = rows(SOUND, Sheet::Matrix);
        let found: Vec<[&str; 4]> = (rows[1..].iter())
            .map(|row| [&row[0], &row[2], &row[3], &row[5]].map(String::as_str))
            .collect();
        assert_eq!(
            found,
            [
                ["gates", "party", "north", "stated"],
                ["gates", "party", "south", "stated"],
                ["gates", "others", "", ""],
                ["gates", "article", "", ""],
                ["canals", "party", "north", "stated"],
                ["canals", "party", "south", "silent"],
                ["canals", "others", "", ""],
                ["canals", "article", "", ""],
            ]
        );
    }

    #[test]
    fn an_event_list_agrees_only_where_an_analyst_says_so() {
        let rows = rows(WILD, Sheet::Dna);
        assert_eq!(rows[0].len(), 16);
        let told = [
            "time",
            "person",
            "organization",
            "agreement",
            "start_position",
            "stop_position",
        ];
        let row = cells(&rows, "1", &told);
        let organization = "'=cmd|' /C calc'!A0";
        let person = "'@SUM(A1) <img src=x onerror=alert(1)>";
        assert_eq!(
            row,
            ["2025-11-24 00:00:00", person, organization, "1", "1", "32"]
        );
        let row = cells(&rows, "3", &["person", "agreement", "text"]);
        assert_eq!(row[1..], ["", "לא נפתח"]);
        let rows = self::rows(SOUND, Sheet::Dna);
        assert_eq!(cells(&rows, "1", &["time", "agreement"]), ["", ""]);
    }

    #[test]
    fn the_same_dossier_gives_the_same_tables() {
        for sheet in ALL {
            assert_eq!(written(WILD, sheet), written(WILD, sheet));
        }
    }
}
