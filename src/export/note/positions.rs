//! Section 3: each issue, and what each party, everybody else and the article say on it.
use super::{
    desk::Desk,
    narrow::{CUT, Row},
    prose::{capital, count, plain},
};
use crate::{
    export::content::{Block, Inline, Table, Text},
    model::{
        Basis, Body, Cell, Issue, Party, Position, PositionStatus, Record, RecordId, SourceKind,
        Standing, Voice,
    },
};
use rustc_hash::FxHashSet;

/// Columns that fit beside each other on a page.
const WIDEST: usize = 4;

impl Desk<'_> {
    /// The blocks of section 3: one table, or one an issue where a page would not hold the columns.
    pub(super) fn positions(&self) -> Vec<Block> {
        let (rows, parties) = (self.wanted_rows(), self.parties());
        if rows.is_empty() || parties.is_empty() {
            return Vec::new();
        }
        let others = rows.iter().any(|row| !row.voice.others.is_empty());
        let article = rows.iter().any(|row| !row.voice.article.is_empty());
        if 1 + parties.len() + usize::from(others) + usize::from(article) <= WIDEST {
            return vec![self.one_table(&rows, others, article)];
        }
        let issues = rows.iter().map(|row| self.table_of(row));
        issues
            .flat_map(|(heading, table)| [Block::Heading(heading), Block::Table(table)])
            .collect()
    }

    /// Each issue with what everybody says on it, whatever the number of parties.
    pub(in crate::export) fn by_issue(&self) -> Vec<(&Issue, Text, Table)> {
        let rows = self.wanted_rows().into_iter();
        rows.map(|row| {
            let (heading, table) = self.table_of(&row);
            (row.issue, heading, table)
        })
        .collect()
    }

    fn table_of(&self, row: &Row<'_>) -> (Text, Table) {
        let mut heading = self.authored(&row.issue.name);
        let stances = row.voice.cells.iter().flat_map(|cell| &cell.positions);
        let mut stances = stances.filter(|id| self.stance(**id).is_some());
        if let (Some(ask), true) = (&row.issue.ask, stances.next().is_some()) {
            heading
                .say(" (proposition: ")
                .add(self.authored(ask))
                .say(")");
        }
        (heading, self.small_table(row))
    }

    fn one_table(&self, rows: &[Row<'_>], others: bool, article: bool) -> Block {
        let parties = self.parties();
        let mut head = vec![Text::of("Issue")];
        head.extend(parties.iter().map(|party| self.authored(&party.name)));
        head.extend(others.then(|| Text::of("Others say")));
        head.extend(article.then(|| Text::of("The article's own voice")));
        let rows = rows.iter().map(|row| {
            let mut cells = vec![self.authored(&row.issue.name)];
            let filled = row.voice.cells.iter().zip(&parties).zip(&row.cut);
            cells.extend(filled.map(|((cell, party), cut)| match cut {
                true => Text::of(CUT),
                false => self.cell(cell, party),
            }));
            cells.extend(others.then(|| self.all(&row.voice.others)));
            cells.extend(article.then(|| self.all(&self.voice(&row.voice))));
            cells
        });
        let rows = rows.collect();
        Block::Table(Table { head, rows })
    }

    fn small_table(&self, row: &Row<'_>) -> Table {
        let (parties, cut, row) = (self.parties(), &row.cut, &row.voice);
        let mut rows = Vec::new();
        let mut silent: Vec<(String, Vec<String>)> = Vec::new();
        for ((cell, party), cut) in row.cells.iter().zip(&parties).zip(cut) {
            if is_told(cell) {
                rows.push(vec![self.authored(&party.name), self.cell(cell, party)]);
                continue;
            }
            let standing = if *cut {
                CUT.to_owned()
            } else {
                unsaid(cell.standing())
            };
            let name = plain(&party.name);
            match silent.iter_mut().find(|(said, _)| *said == standing) {
                Some((_, names)) => names.push(name),
                None => silent.push((standing, vec![name])),
            }
        }
        let all = rows.is_empty() && silent.len() == 1;
        for (standing, names) in silent {
            let (who, said) = match (all, names.as_slice()) {
                (true, _) => ("All parties", capital(&standing)),
                (false, [name]) => (name.as_str(), capital(&standing)),
                _ => (
                    "Other parties",
                    format!("{}: {}", capital(&standing), names.join("; ")),
                ),
            };
            rows.push(vec![Text::of(who), Text::of(said)]);
        }
        if !row.others.is_empty() {
            rows.push(vec![Text::of("Others say"), self.all(&row.others)]);
        }
        let voice = self.voice(row);
        if !voice.is_empty() {
            rows.push(vec![Text::of("The article"), self.all(&voice)]);
        }
        let head = vec![
            Text::of("Who"),
            Text::of("What is stated, and on what basis"),
        ];
        Table { head, rows }
    }

    /// What the article says itself, an event told twice once.
    fn voice(&self, row: &Voice) -> Vec<RecordId> {
        let is_first = |id: &&RecordId| match &self.dossier.record(**id).body {
            Body::Event(event) => {
                (event.same_as.as_ref()).is_none_or(|same| self.dossier.find(&same.id).is_none())
            }
            _ => true,
        };
        row.article.iter().filter(is_first).copied().collect()
    }

    /// Statements one after the other; two of one sentence once.
    fn all(&self, ids: &[RecordId]) -> Text {
        let mut text = Text::default();
        let mut printed = FxHashSet::default();
        let mut met: Vec<Option<&str>> = Vec::new();
        for id in ids {
            let speaker = self.dossier.speaker(*id);
            let item = self.item(*id, !met.contains(&speaker)).text;
            met.push(speaker);
            if printed.insert(item.clone()) {
                if !text.is_empty() {
                    text.put(Inline::Break);
                }
                text.add(item);
            }
        }
        text
    }

    fn cell(&self, cell: &Cell, party: &Party) -> Text {
        let mut text = Text::default();
        for &id in &cell.positions {
            if !text.is_empty() {
                text.put(Inline::Break);
            }
            text.add(self.position(id, party));
        }
        if !text.is_empty() {
            return text;
        }
        text = self.stated(cell);
        match (text.is_empty(), cell.unproven.as_slice()) {
            (true, []) => text.say(unsaid(cell.standing())),
            (false, []) => &mut text,
            (true, ids) => text.say("Not proven: ").add(self.all(ids)),
            (false, ids) => text
                .put(Inline::Break)
                .say("Not proven: ")
                .add(self.all(ids)),
        };
        text
    }

    /// What a cell rests on that stands in an article.
    fn stated(&self, cell: &Cell) -> Text {
        if let Some(&(_, id)) = cell.statements.first() {
            let mut text = self.item(id, false).text;
            let more = cell.statements.len() - 1;
            if more > 0 {
                let cites = cell.statements[1..]
                    .iter()
                    .filter_map(|&(_, id)| self.cite(id));
                text.say(" Also:").cite(cites);
            }
            return text;
        }
        if let (Standing::Stated(Basis::Conduct), false) =
            (cell.standing(), cell.conduct.is_empty())
        {
            let mut text = Text::of("No statement; took part: ");
            text.add(self.all(&cell.conduct));
            return text;
        }
        Text::default()
    }

    /// The analyst's line for a cell, and what it rests on.
    fn position(&self, id: RecordId, party: &Party) -> Text {
        let record = self.dossier.record(id);
        let mut text = Text::default();
        text.put(Inline::Strong("Analyst's line.".to_owned()))
            .say(" ");
        text.add(self.authored(record.says.as_deref().unwrap_or_default()))
            .stop();
        if let Some((position, stance)) = self.stance(id).map(|stance| (body(record), stance)) {
            let kind = position
                .and_then(|p| p.kind)
                .map_or(String::new(), |kind| format!("; {}", kind.gloss()));
            text.say(format!(" Stance: {stance}{kind}."));
        }
        if let Some(PositionStatus::Disputed) = body(record).and_then(|p| p.standing) {
            text.say(" Disputed.");
        }
        if let Some(as_of) = body(record).and_then(|p| p.as_of.as_deref()) {
            text.say(format!(" As of {}.", plain(as_of)));
        }
        text.say(" Rests on: ").add(self.rests_on(id, party)).stop();
        for fault in self.faults(record) {
            text.say(" ").put(fault);
        }
        text
    }

    fn stance(&self, id: RecordId) -> Option<&'static str> {
        body(self.dossier.record(id))?
            .stance
            .map(crate::model::Stance::gloss)
    }

    /// The evidence of a position: each basis in words, with its places.
    fn rests_on(&self, id: RecordId, party: &Party) -> Text {
        let mut bases: Vec<(String, Vec<crate::export::content::Cite>)> = Vec::new();
        let mut text = Text::default();
        for one in self.dossier.record(id).evidence() {
            let Some((id, _)) = self.record(&one.id) else {
                let fault = format!("no record called {}", plain(&one.id));
                text.say(" ").put(Inline::Fault(fault));
                continue;
            };
            let words = self.basis_for(id, party);
            let cites = self.cites(std::iter::once(one));
            match bases.iter_mut().find(|(basis, _)| *basis == words) {
                Some((_, all)) => all.extend(cites),
                None => bases.push((words, cites)),
            }
        }
        let mut said = Text::default();
        for (basis, mut cites) in bases {
            if !said.is_empty() {
                said.say("; ");
            }
            cites.sort_unstable();
            cites.dedup();
            said.say(basis).cite(cites);
        }
        if said.is_empty() && text.is_empty() {
            said.say("no evidence recorded");
        }
        said.add(text);
        said
    }

    /// What a record is worth as evidence for what `party` wants.
    pub(in crate::export) fn basis_for(&self, id: RecordId, party: &Party) -> String {
        let record = self.dossier.record(id);
        let ascribed = self.dossier.ascribed_party(id);
        match &record.body {
            _ if self.dossier.anchor(id).is_some() && self.dossier.passage(id).is_none() => {
                "words not proven".to_owned()
            }
            Body::Quote(quote)
                if ascribed == Some(party) && self.dossier.party_of(id) != Some(party) =>
            {
                format!("ascribed by {}", self.name(&quote.source.id))
            }
            Body::Quote(_) => {
                let basis = crate::model::basis(self.dossier, id);
                let document =
                    (self.dossier.source_of(id)).is_some_and(|s| s.kind == SourceKind::Document);
                match (basis, self.dossier.form(id)) {
                    (Basis::Document, _) if document => "document, as paraphrased".to_owned(),
                    (Basis::Conduct, Some(crate::model::Form::Label)) => "label".to_owned(),
                    (Basis::Conduct, _) => "speech act".to_owned(),
                    _ => basis.words().to_owned(),
                }
            }
            Body::Claim(_) => "the article's own voice".to_owned(),
            Body::Event(_) => "event".to_owned(),
            Body::Shift(_) => "shift".to_owned(),
            Body::Position(_) | Body::Note(_) => "the analyst's own".to_owned(),
        }
    }
}

fn body(record: &Record) -> Option<&Position> {
    match &record.body {
        Body::Position(position) => Some(position),
        _ => None,
    }
}

/// Whether somebody says or does something in a cell.
pub(super) fn is_told(cell: &Cell) -> bool {
    !cell.positions.is_empty()
        || !cell.statements.is_empty()
        || !cell.unproven.is_empty()
        || matches!(cell.standing(), Standing::Stated(_))
}

/// `none stated (1 article)`, `not yet read`.
pub(in crate::export) fn unsaid(standing: Standing) -> String {
    match standing {
        Standing::Silent(articles) => format!("none stated ({})", count(articles, "article")),
        Standing::Unread => "not yet read".to_owned(),
        Standing::Unproven(records) => format!("not proven ({})", count(records, "record")),
        Standing::Stated(basis) => basis.words().to_owned(),
    }
}
