//! The matrix: who has said what on which issue, and on what basis. Derived, never typed.
use super::{
    codebook::{Codebook, Party},
    dossier::{Dossier, RecordId},
    filter::Sieve,
    record::{Body, Ref},
    term::{Layer, PositionStatus, SourceKind},
};

/// What a cell rests on, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The party's own words in quotation marks.
    Verbatim,
    /// Partly in quotation marks.
    PartQuoted,
    /// The article's words for what the party said.
    Paraphrase,
    /// A document of the party, as paraphrased.
    Document,
    /// What the party did; a speech act without its content.
    Conduct,
    /// Passed on by somebody between the party and the article.
    SecondHand,
    /// What somebody else says the party wants.
    Ascribed,
    /// Nothing: the words do not stand in the article.
    Unproven,
}

impl Basis {
    /// The basis in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::PartQuoted => "part-quoted",
            Self::Paraphrase => "paraphrase",
            Self::Document => "document",
            Self::Conduct => "conduct",
            Self::SecondHand => "second hand",
            Self::Ascribed => "ascribed",
            Self::Unproven => "not proven",
        }
    }
}

/// How a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The party has spoken or acted; the strongest basis of it.
    Stated(Basis),
    /// Something is annotated, but none of its words stand in the article: how many records.
    Unproven(usize),
    /// Nothing stated, and somebody looked: number of articles that are listed as silent.
    Silent(usize),
    /// Nobody has looked yet.
    Unread,
}

/// One party on one issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Statements by the party, strongest basis first, then in text order.
    pub statements: Vec<(Basis, RecordId)>,
    /// Events the party takes part in. They are no statement.
    pub conduct: Vec<RecordId>,
    /// What others say the party wants. No statement of the party either.
    pub ascribed: Vec<RecordId>,
    /// What the party is said to say or do, in words that do not stand in the article: it counts for nothing.
    pub unproven: Vec<RecordId>,
    /// The analyst's lines that still stand.
    pub positions: Vec<RecordId>,
    /// Articles (numbers) listed as silent.
    pub silent: Vec<usize>,
    /// Statements, conduct and positions that a filter has left out.
    pub left_out: usize,
}

impl Cell {
    /// How it stands. What a party did, or the analyst's line, speaks only where nobody found the party silent.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let acted = self.silent.is_empty() && !self.conduct.is_empty();
        match (self.statements.first(), self.silent.len()) {
            (Some(&(basis, _)), _) => Standing::Stated(basis),
            (None, _) if !acted && !self.unproven.is_empty() => {
                Standing::Unproven(self.unproven.len())
            }
            (None, 0) if self.conduct.is_empty() && self.positions.is_empty() => Standing::Unread,
            (None, 0) => Standing::Stated(Basis::Conduct),
            (None, articles) => Standing::Silent(articles),
        }
    }

    /// Whether the party has spoken or acted, but a filter has left out all of it: [`Self::standing`] cannot know.
    #[must_use]
    pub const fn is_left_out(&self) -> bool {
        self.left_out > 0 && self.own() == 0
    }

    /// Records of the party's own that are left.
    const fn own(&self) -> usize {
        self.statements.len() + self.conduct.len() + self.unproven.len() + self.positions.len()
    }

    fn narrow(&mut self, sieve: &Sieve) {
        let before = self.own();
        self.statements.retain(|(_, id)| sieve.passes(*id));
        let lists = [
            &mut self.conduct,
            &mut self.ascribed,
            &mut self.unproven,
            &mut self.positions,
        ];
        for list in lists {
            list.retain(|id| sieve.passes(*id));
        }
        self.left_out += before - self.own();
    }
}

/// Whose voice a statement is, seen from one issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// One cell a party, in the order of the codebook.
    pub cells: Vec<Cell>,
    /// Statements by observers, and unattributed ones, in text order.
    pub others: Vec<RecordId>,
    /// What the article says in its own voice.
    pub article: Vec<RecordId>,
    /// Shifts on this issue.
    pub shifts: Vec<RecordId>,
}

impl Voice {
    /// Whether nobody says anything on the issue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let silent = |cell: &Cell| {
            cell.statements.is_empty()
                && cell.conduct.is_empty()
                && cell.ascribed.is_empty()
                && cell.unproven.is_empty()
                && cell.positions.is_empty()
        };
        self.cells.iter().all(silent)
            && self.others.is_empty()
            && self.article.is_empty()
            && self.shifts.is_empty()
    }
}

/// Issues x parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// One row an issue, in the order of the codebook.
    pub rows: Vec<Voice>,
}

impl Matrix {
    /// How many cells are stated, silent and unread; one of which nothing is proven is still to be read.
    #[must_use]
    pub fn count(&self) -> (usize, usize, usize) {
        let mut count = (0, 0, 0);
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            match cell.standing() {
                Standing::Stated(_) => count.0 += 1,
                Standing::Silent(_) => count.1 += 1,
                Standing::Unread | Standing::Unproven(_) => count.2 += 1,
            }
        }
        count
    }

    /// The same as far as `sieve` lets it through. What was left out is counted: it is neither silence nor unread.
    #[must_use]
    pub fn narrowed(&self, sieve: &Sieve) -> Self {
        let mut matrix = self.clone();
        for row in &mut matrix.rows {
            row.cells.iter_mut().for_each(|cell| cell.narrow(sieve));
            for list in [&mut row.others, &mut row.article, &mut row.shifts] {
                list.retain(|id| sieve.passes(*id));
            }
        }
        matrix
    }
}

/// What has been read of one article for the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its records.
    pub records: usize,
    /// Cells with something that a party says in it, or does and is not listed as silent.
    pub stated: usize,
    /// Cells it is listed as silent on, and nothing in it speaks against that.
    pub silent: usize,
    /// Cells that nobody has looked for in it, or not with words that stand.
    pub unread: usize,
}

/// What has been read of each article.
#[must_use]
pub fn readings(dossier: &Dossier, matrix: &Matrix) -> Vec<Reading> {
    let cells: usize = matrix.rows.iter().map(|row| row.cells.len()).sum();
    let mut all: Vec<Reading> = (0..dossier.articles().len())
        .map(|number| Reading {
            records: dossier.in_article(number).len(),
            ..Reading::default()
        })
        .collect();
    for cell in matrix.rows.iter().flat_map(|row| &row.cells) {
        let article = |id: RecordId| dossier.record(id).article;
        // As for the cell: what a party did speaks only where nobody found it silent.
        let acted = cell.conduct.iter().filter_map(|id| article(*id));
        let acted = acted.filter(|number| !cell.silent.contains(number));
        let said = cell.statements.iter().filter_map(|(_, id)| article(*id));
        let mut stated: Vec<usize> = said.chain(acted).collect();
        stated.sort_unstable();
        stated.dedup();
        for &article in &stated {
            all[article].stated += 1;
        }
        for article in &cell.silent {
            all[*article].silent += usize::from(stated.binary_search(article).is_err());
        }
    }
    for reading in &mut all {
        reading.unread = cells - reading.stated - reading.silent;
    }
    all
}

/// Derives the matrix of `dossier`.
#[must_use]
pub fn matrix(dossier: &Dossier) -> Matrix {
    let codebook = dossier.codebook();
    let mut filling = Filling {
        dossier,
        codebook,
        rows: vec![
            Voice {
                cells: vec![Cell::default(); codebook.parties.len()],
                ..Voice::default()
            };
            codebook.issues.len()
        ],
    };
    for &id in dossier.text_order() {
        filling.statement(id);
    }
    for (id, _) in dossier.records() {
        filling.analysis(id);
    }
    filling.silences();
    for cell in filling.rows.iter_mut().flat_map(|row| &mut row.cells) {
        cell.statements.sort_by_key(|&(basis, _)| basis);
    }
    Matrix { rows: filling.rows }
}

struct Filling<'a> {
    dossier: &'a Dossier,
    codebook: &'a Codebook,
    rows: Vec<Voice>,
}

impl Filling<'_> {
    fn rows_of(&self, on: &[Ref]) -> Vec<usize> {
        (on.iter())
            .filter_map(|on| self.codebook.row(&on.id))
            .collect()
    }

    /// What somebody said, and what happened.
    fn statement(&mut self, id: RecordId) {
        let dossier = self.dossier;
        let record = dossier.record(id);
        let speaks = matches!(record.body, Body::Quote(_) | Body::Claim(_));
        let column = |party: Option<&Party>| self.codebook.column(&party?.id);
        let proven = dossier.layer(id) != Some(Layer::Unproven);
        let own = column(dossier.party_of(id));
        let ascribed = column(dossier.ascribed_party(id));
        for row in self.rows_of(&record.on) {
            let row = &mut self.rows[row];
            match (&record.body, own) {
                (Body::Event(event), _) => {
                    for party in columns(self.codebook, &event.who) {
                        let cell = &mut row.cells[party];
                        let list = if proven {
                            &mut cell.conduct
                        } else {
                            &mut cell.unproven
                        };
                        list.push(id);
                    }
                    row.article.push(id);
                }
                (_, Some(party)) if speaks && !proven => row.cells[party].unproven.push(id),
                (_, Some(party)) if speaks => {
                    row.cells[party].statements.push((basis(dossier, id), id));
                }
                _ if speaks && dossier.speaker(id) == Some(Codebook::ARTICLE) => {
                    row.article.push(id);
                }
                _ if speaks => row.others.push(id),
                _ => {}
            }
            if let Some(party) = ascribed.filter(|party| proven && Some(*party) != own) {
                row.cells[party].ascribed.push(id);
            }
        }
    }

    /// What the analyst makes of it.
    fn analysis(&mut self, id: RecordId) {
        match &self.dossier.record(id).body {
            Body::Position(position) => {
                let row = self.codebook.row(&position.issue.id);
                let party = self.codebook.column(&position.party.id);
                let stands = !matches!(
                    position.standing,
                    Some(PositionStatus::Superseded | PositionStatus::Withdrawn)
                );
                if let (Some(row), Some(party), true) = (row, party, stands) {
                    self.rows[row].cells[party].positions.push(id);
                }
            }
            Body::Shift(shift) => {
                let row = (shift.issue.as_ref()).and_then(|issue| self.codebook.row(&issue.id));
                if let Some(row) = row {
                    self.rows[row].shifts.push(id);
                }
            }
            _ => {}
        }
    }

    fn silences(&mut self) {
        for (number, article) in self.dossier.articles().iter().enumerate() {
            for silence in &article.silent {
                let Some(party) = self.codebook.column(&silence.party.id) else {
                    continue;
                };
                for row in self.rows_of(&silence.issues) {
                    let silent = &mut self.rows[row].cells[party].silent;
                    if !silent.contains(&number) {
                        silent.push(number);
                    }
                }
            }
        }
    }
}

/// The columns of the sources or parties named in `who`, each once.
fn columns(codebook: &Codebook, who: &[Ref]) -> Vec<usize> {
    let mut out = Vec::new();
    for who in who {
        let of_source = (codebook.source(&who.id))
            .and_then(|source| source.party.as_ref())
            .map_or(&who.id, |party| &party.id);
        if let Some(party) = codebook.column(of_source)
            && !out.contains(&party)
        {
            out.push(party);
        }
    }
    out
}

/// What a statement by a party is worth as a basis.
#[must_use]
pub fn basis(dossier: &Dossier, id: RecordId) -> Basis {
    let layer = dossier.layer(id);
    if layer == Some(Layer::Unproven) {
        return Basis::Unproven;
    }
    if dossier.second_hand(id) {
        return Basis::SecondHand;
    }
    let document =
        (dossier.source_of(id)).is_some_and(|source| source.kind == SourceKind::Document);
    match layer {
        Some(Layer::Verbatim) => Basis::Verbatim,
        Some(Layer::Mixed) => Basis::PartQuoted,
        Some(Layer::Paraphrase) if document => Basis::Document,
        Some(Layer::Paraphrase) => Basis::Paraphrase,
        _ => Basis::Conduct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_counts_its_cells_as_the_matrix_does() {
        let written = crate::store::from_files(
            "bridge",
            &[
                (
                    "a.toml",
                    "[article]\nfile = 'a.txt'\n[article.silent]\ntown = ['toll']\n[party.town]\nname = 'Town'\n\
                     [issue.toll]\nname = 'Toll'\n[issue.route]\nname = 'Route'\n[issue.name]\nname = 'Name'\n\
                     [event.met]\nsays = 'They met'\ntext = 'The town met'\nwho = ['town']\non = ['toll', 'route']\n",
                ),
                ("a.txt", "The town met.\n"),
            ],
        );
        let dossier = Dossier::new(written).anchored();
        let matrix = matrix(&dossier);
        assert_eq!(matrix.count(), (1, 1, 1));
        let reading = readings(&dossier, &matrix)[0];
        assert_eq!(
            (reading.stated, reading.silent, reading.unread),
            matrix.count()
        );
    }

    #[test]
    fn words_that_do_not_stand_count_for_nothing() {
        let written = crate::store::from_files(
            "bridge",
            &[
                (
                    "a.toml",
                    "[article]\nfile = 'a.txt'\n[party.town]\nname = 'Town'\n[party.port]\nname = 'Port'\n\
                     [issue.toll]\nname = 'Toll'\n[source.mayor]\nname = 'Mayor'\nparty = 'town'\n\
                     [quote.altered]\nsource = 'mayor'\ntext = 'the toll is far too low now'\nform = 'direct'\n\
                     ascribes = 'port'\non = 'toll'\n\
                     [quote.twice]\nsource = 'mayor'\ntext = 'the toll'\non = 'toll'\n\
                     [event.gone]\nsays = 'They left'\ntext = 'the port left'\nwho = 'port'\non = 'toll'\n",
                ),
                (
                    "a.txt",
                    "The mayor: “the toll is far too high now”, of the toll.\n",
                ),
            ],
        );
        let dossier = Dossier::new(written).anchored();
        let cells = &matrix(&dossier).rows[0].cells;
        let ids = |cell: &Cell| -> Vec<&str> {
            let ids = cell.unproven.iter();
            ids.map(|id| dossier.record(*id).id.as_str()).collect()
        };
        assert_eq!(ids(&cells[0]), ["twice", "altered"], "in text order");
        assert_eq!(cells[0].standing(), Standing::Unproven(2));
        assert_eq!(ids(&cells[1]), ["gone"]);
        assert!(cells[1].ascribed.is_empty() && cells[1].conduct.is_empty());
        let altered = dossier.find("altered").expect("it is declared");
        assert_eq!(dossier.layer(altered), Some(Layer::Unproven));
        assert_eq!(basis(&dossier, altered), Basis::Unproven);
        let near = dossier.nearest(altered).expect("it is near");
        assert!(
            near.of(&dossier.articles()[0].text)
                .ends_with("too high now")
        );
    }
}
