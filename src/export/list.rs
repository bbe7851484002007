//! The dossier as lists: records, quotes, positions, the matrix, sources, issues.
use super::{
    grid::{Cells, Grid},
    json::{cells, entry, issue, source},
    note::{Desk, plain},
    txt::flat,
};
use crate::{
    model::{
        Basis, Body, Dossier, Filter, Form, Issue, Layer, Record, RecordId, Source, Standing,
        Trait, matrix,
    },
    text,
};
use serde_json::{Value, json as value};
use std::str::FromStr;

/// Columns of a list as text.
const COLUMNS: usize = 80;

/// What to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// Everything with words, and what the analyst makes of it.
    #[default]
    Records,
    /// What was said.
    Quotes,
    /// The analyst's lines.
    Positions,
    /// Issues by parties.
    Matrix,
    /// Who is quoted.
    Sources,
    /// The issues.
    Issues,
}

impl What {
    /// Every list with its word on the command line.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("records", Self::Records),
        ("quotes", Self::Quotes),
        ("positions", Self::Positions),
        ("matrix", Self::Matrix),
        ("sources", Self::Sources),
        ("issues", Self::Issues),
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Quotes => "quotes",
            Self::Positions => "positions",
            Self::Matrix => "matrix",
            Self::Sources => "sources",
            Self::Issues => "issues",
        }
    }
}

impl FromStr for What {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let found = Self::WORDS.iter().find(|(name, _)| *name == word);
        found.map(|&(_, what)| what).ok_or(())
    }
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A table of at most 80 columns.
    #[default]
    Text,
    /// One object, schema `onrecord/list/1`.
    Json,
    /// RFC 4180.
    Csv,
}

impl FromStr for Shape {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            _ => Err(()),
        }
    }
}

/// The list `what` of `dossier`, as far as `filter` wants it. Text and CSV have a line of headings.
#[must_use]
pub fn list(dossier: &Dossier, what: What, filter: &Filter, shape: Shape) -> String {
    let desk = Desk::new(dossier, &[]);
    match shape {
        Shape::Json => {
            let rows = desk.values(what, filter);
            text::json(&value!({ "schema": "onrecord/list/1", "list": what.word(), "rows": rows }))
        }
        Shape::Text => desk.grid(what, filter, false).text(COLUMNS),
        Shape::Csv => desk.grid(what, filter, true).csv(Cells::Guarded),
    }
}

impl Desk<'_> {
    fn chosen(&self, what: What, filter: &Filter) -> Vec<RecordId> {
        let dossier = self.dossier;
        let placed = dossier.text_order().iter().copied();
        let others = dossier
            .records()
            .map(|(id, _)| id)
            .filter(|id| dossier.anchor(*id).is_none());
        let sieve = filter.sieve(dossier, &[]);
        let fits = |id: &RecordId| match (what, &dossier.record(*id).body) {
            (What::Quotes, body) => matches!(body, Body::Quote(_)),
            (What::Positions, body) => matches!(body, Body::Position(_)),
            _ => true,
        };
        (placed.chain(others))
            .filter(fits)
            .filter(|id| sieve.passes(*id))
            .collect()
    }

    fn values(&self, what: What, filter: &Filter) -> Vec<Value> {
        let as_value = |of: &dyn Fn() -> Result<Value, serde_json::Error>| of().unwrap_or_default();
        match what {
            What::Records | What::Quotes | What::Positions => {
                (self.chosen(what, filter).into_iter())
                    .map(|id| as_value(&|| serde_json::to_value(entry(self, id))))
                    .collect()
            }
            What::Matrix => {
                let narrowed = Desk::narrowed(self.dossier, self.findings, filter);
                let mut all = cells(&narrowed);
                let rows = all["rows"].as_array_mut();
                rows.map(std::mem::take).unwrap_or_default()
            }
            What::Sources => self.sources(filter).into_iter().map(source).collect(),
            What::Issues => self.issues(filter).into_iter().map(issue).collect(),
        }
    }

    fn sources(&self, filter: &Filter) -> Vec<&Source> {
        let wanted = |source: &&Source| {
            let own = filter.sources.is_empty() || filter.asks(Trait::Source(source.id.as_str()));
            let party = source.party.as_ref();
            own && (filter.parties.is_empty() || party.is_some_and(|p| filter.wants_party(&p.id)))
        };
        self.codebook().sources.iter().filter(wanted).collect()
    }

    fn issues(&self, filter: &Filter) -> Vec<&Issue> {
        let wanted = |issue: &&Issue| filter.wants_issue(&issue.id);
        self.codebook().issues.iter().filter(wanted).collect()
    }

    fn grid(&self, what: What, filter: &Filter, full: bool) -> Grid {
        match what {
            What::Records | What::Quotes if full => self.full(&self.chosen(what, filter)),
            What::Records | What::Quotes => self.short(&self.chosen(what, filter)),
            What::Positions => self.stances(&self.chosen(what, filter)),
            What::Matrix => self.crossing(filter, full),
            What::Sources => self.speakers(filter),
            What::Issues => self.rows(filter),
        }
    }

    /// A record's words without marks: the form stands beside them.
    fn bare(&self, id: RecordId) -> String {
        let record = self.dossier.record(id);
        let words = match (&record.body, &record.says) {
            (Body::Quote(_), _) | (_, None) if self.dossier.anchor(id).is_some() => self.words(id),
            (_, says) => self.authored(says.as_deref().unwrap_or_default()),
        };
        flat(&words)
            .chars()
            .filter(|c| !super::note::is_double(*c))
            .collect()
    }

    fn spot(&self, id: RecordId) -> String {
        self.cite(id).map_or(String::new(), |cite| cite.to_string())
    }

    fn short(&self, ids: &[RecordId]) -> Grid {
        let mut grid = Grid::new(&["Place", "", "Record", "Who", "Words"]);
        for &id in ids {
            let record = self.dossier.record(id);
            let letter = self.dossier.layer(id).map_or('·', Layer::letter);
            let who = self.dossier.speaker(id).unwrap_or(record.table());
            grid.rows.push(vec![
                self.spot(id),
                letter.to_string(),
                plain(&record.id),
                plain(who),
                self.bare(id),
            ]);
        }
        grid
    }

    fn full(&self, ids: &[RecordId]) -> Grid {
        let mut grid = Grid::new(&[
            "id",
            "table",
            "article",
            "paragraph",
            "source",
            "name",
            "party",
            "form",
            "chain",
            "outcome",
            "issues",
            "words",
            "says",
            "file",
            "line",
        ]);
        for &id in ids {
            let record = self.dossier.record(id);
            let text = |found: Option<&str>| found.map(plain).unwrap_or_default();
            let on: Vec<String> = record.on.iter().map(|on| plain(&on.id)).collect();
            let anchor = self.dossier.anchor(id);
            grid.rows.push(vec![
                plain(&record.id),
                record.table().to_owned(),
                text(
                    self.dossier
                        .article_of(id)
                        .map(|article| article.id.as_str()),
                ),
                self.dossier
                    .paragraph(id)
                    .map_or(String::new(), |n| n.to_string()),
                text(self.dossier.speaker(id)),
                text(
                    self.dossier
                        .source_of(id)
                        .map(|source| source.name.as_str()),
                ),
                text(self.dossier.party_of(id).map(|party| party.id.as_str())),
                text(self.dossier.form(id).map(Form::word)),
                if anchor.is_some() {
                    self.chain(id)
                } else {
                    String::new()
                },
                anchor.map_or("", |anchor| anchor.outcome.word()).to_owned(),
                on.join(" "),
                self.dossier
                    .passage(id)
                    .map_or(String::new(), |_| flat(&self.words(id))),
                text(record.says.as_deref()),
                plain(self.file(record.place)),
                self.line(record.place).0.to_string(),
            ]);
        }
        grid
    }

    fn stances(&self, ids: &[RecordId]) -> Grid {
        let mut grid = Grid::new(&["Position", "Party", "Issue", "Stance", "Says"]);
        for &id in ids {
            let record: &Record = self.dossier.record(id);
            if let Body::Position(position) = &record.body {
                grid.rows.push(vec![
                    plain(&record.id),
                    plain(&position.party.id),
                    plain(&position.issue.id),
                    position
                        .stance
                        .map_or("", crate::model::Stance::gloss)
                        .to_owned(),
                    self.bare(id),
                ]);
            }
        }
        grid
    }

    /// Issues by parties. `-`: none stated; `?`: not yet read.
    fn crossing(&self, filter: &Filter, full: bool) -> Grid {
        let matrix = matrix(self.dossier);
        let codebook = self.codebook();
        let wanted = |id: &str| filter.wants_party(id);
        let mut head = vec!["Issue".to_owned()];
        let columns = codebook.parties.iter().filter(|party| wanted(&party.id));
        head.extend(columns.map(|party| plain(&party.id)));
        let mut grid = Grid {
            head,
            rows: Vec::new(),
        };
        for (issue, row) in codebook.issues.iter().zip(&matrix.rows) {
            if !filter.wants_issue(&issue.id) {
                continue;
            }
            let cells = codebook
                .parties
                .iter()
                .zip(&row.cells)
                .filter(|(party, _)| wanted(&party.id));
            let mut line = vec![plain(&issue.id)];
            line.extend(cells.map(|(_, cell)| match (cell.standing(), full) {
                (standing, true) => super::note::unsaid(standing),
                (Standing::Stated(basis), false) => short(basis).to_owned(),
                (Standing::Silent(_), false) => "-".to_owned(),
                (Standing::Unread, false) => "?".to_owned(),
                (Standing::Unproven(_), false) => "not proven".to_owned(),
            }));
            grid.rows.push(line);
        }
        grid
    }

    fn speakers(&self, filter: &Filter) -> Grid {
        let mut grid = Grid::new(&["Source", "Party", "Quotes", "Name", "Role"]);
        for source in self.sources(filter) {
            let mut letters: Vec<char> = (self.dossier.records())
                .filter(|(_, record)| record.quote().is_some_and(|q| q.source.id == source.id))
                .filter_map(|(id, _)| self.dossier.layer(id))
                .map(Layer::letter)
                .collect();
            letters.sort_unstable_by_key(|letter| "VMPSL!".find(*letter));
            grid.rows.push(vec![
                plain(&source.id),
                source
                    .party
                    .as_ref()
                    .map_or("-".to_owned(), |party| plain(&party.id)),
                letters.into_iter().collect(),
                plain(&source.name),
                source.role.as_deref().map(plain).unwrap_or_default(),
            ]);
        }
        grid
    }

    fn rows(&self, filter: &Filter) -> Grid {
        let matrix = matrix(self.dossier);
        let mut grid = Grid::new(&["Issue", "Stated by", "Others", "Name"]);
        for issue in self.issues(filter) {
            let Some(row) = self
                .codebook()
                .row(&issue.id)
                .and_then(|row| matrix.rows.get(row))
            else {
                continue;
            };
            let stated = (self.codebook().parties.iter().zip(&row.cells))
                .filter(|(_, cell)| matches!(cell.standing(), Standing::Stated(_)))
                .map(|(party, _)| plain(&party.id));
            let stated: Vec<String> = stated.collect();
            grid.rows.push(vec![
                plain(&issue.id),
                if stated.is_empty() {
                    "-".to_owned()
                } else {
                    stated.join(" ")
                },
                row.others.len().to_string(),
                plain(&issue.name),
            ]);
        }
        grid
    }
}

/// A basis in a word of at most eleven letters.
const fn short(basis: Basis) -> &'static str {
    match basis {
        Basis::Verbatim => "verbatim",
        Basis::PartQuoted => "part-quoted",
        Basis::Paraphrase => "paraphrase",
        Basis::Document => "document",
        Basis::Conduct => "conduct",
        Basis::SecondHand => "second hand",
        Basis::Ascribed => "ascribed",
        Basis::Unproven => "not proven",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Code, Diagnostic},
        export::tests::{SOUND, open},
        model::{Check, Date, counts},
    };

    /// The ids of the records that `filter` wants, in the order of a list.
    fn wanted(filter: &Filter) -> Vec<String> {
        let page = list(&open(SOUND), What::Records, filter, Shape::Csv);
        let ids = page
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next());
        ids.map(str::to_owned).collect()
    }

    fn asking(all: &[Trait<&str>]) -> Filter {
        let mut filter = Filter::default();
        for what in all {
            filter.toggle(*what);
        }
        filter
    }

    #[test]
    fn a_filter_wants_any_of_a_facet_and_all_facets() {
        let (lind, berg) = (Trait::Source("lind"), Trait::Source("berg"));
        assert_eq!(wanted(&asking(&[berg])), ["berg-late", "berg-three"]);
        assert_eq!(
            wanted(&asking(&[
                lind,
                berg,
                Trait::Issue("gates"),
                Trait::Hand(false)
            ])),
            ["lind-spring", "berg-three", "north-gates", "spring"],
            "a position and a note count as what they rest on"
        );
        assert_eq!(
            wanted(&asking(&[
                Trait::Party("north"),
                Trait::Form(Layer::Paraphrase)
            ])),
            ["vale-river", "treaty-canals", "north-gates"],
            "what a party says and what is said of it"
        );
        assert_eq!(
            wanted(&asking(&[Trait::Form(Layer::Narration)])),
            ["closed"]
        );
        assert_eq!(
            wanted(&asking(&[berg, berg])).len(),
            10,
            "asked for no longer"
        );
    }

    #[test]
    fn since_wants_what_is_dated() {
        let mut filter = Filter {
            since: Some(Date {
                year: 2025,
                month: None,
                day: None,
            }),
            ..Filter::default()
        };
        assert_eq!(wanted(&filter), [""; 0], "nothing here has a date");
        let leaked: &[(&str, &str)] = Box::leak(Box::new([
            ("a.txt", "It rained. It snowed. It was dry."),
            (
                "a.toml",
                "[article]\nfile = 'a.txt'\ndate = '2025-03-01'\n[event.rain]\ntext = 'It rained'\nsays = 'rain'\n\
                 [event.snow]\ntext = 'It snowed'\nsays = 'snow'\nwhen = '2024-12-24/2024-12-31'\n\
                 [event.dry]\ntext = 'It was dry'\nsays = 'dry'\nwhen = 'yesterday'\n",
            ),
        ]));
        let dossier = open(leaked);
        let page = list(&dossier, What::Records, &filter, Shape::Csv);
        assert!(page.contains("rain") && page.contains("dry") && !page.contains("snow"));
        filter.since = Date::read("2024-12-30").map(|(days, _)| days[0]);
        assert!(list(&dossier, What::Records, &filter, Shape::Csv).contains("snow"));
    }

    #[test]
    fn a_filter_asks_what_the_checks_say_and_counts_what_would_be_there() {
        let dossier = open(SOUND);
        let mut finding = Diagnostic::new(Code::W16, "a hedge is dropped");
        finding.record = Some("quote.berg-late".into());
        let findings = [finding];
        let filter = asking(&[Trait::Check(Check::Of(Code::W16))]);
        assert_eq!(filter.sieve(&dossier, &findings).count(), Some(1));
        let filter = asking(&[Trait::Source("lind")]);
        let counts = counts(&dossier, &findings, &filter);
        let count = |what| {
            counts
                .get(&what)
                .map_or(0, |(with_words, others)| with_words + others)
        };
        assert_eq!(
            count(Trait::Source("berg")),
            2,
            "its own facet is left aside"
        );
        assert_eq!(count(Trait::Check(Check::Finding)), 0, "lind has none");
        assert_eq!(count(Trait::Form(Layer::Label)), 1);
        assert_eq!(filter.told(dossier.codebook()), "Mara Lind");
    }
}
