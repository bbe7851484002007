//! Statements as Discourse Network Analyzer lists events, with the 16 columns it hands to R.
//!
//! rDNA 3, `dna_network(networkType = "eventlist")`, gives a statement's own columns between `time` and `start_position`;
//! these are the four of DNA's own statement type.
//!
//! | column | from |
//! |---|---|
//! | `statement_id` | the row, from 1: one a quote and issue |
//! | `time` | the article's date where it has a day, at midnight |
//! | `person` | the speaker, where that is a person |
//! | `organization` | the party the speaker speaks for, else the affiliation, else a speaker that is no person |
//! | `concept` | the issue's proposition, else its name |
//! | `agreement` | 1 or 0 where an analyst's line of that party on that issue rests on the quote and is `for` or `against` |
//! | `start_position`, `stop_position` | UTF-16 units of the reading text, from 0, as Java counts |
//! | `text` | the words of the article from the one to the other |
//! | `coder` | who made the record |
//! | `document_id` | the article's number, from 1 |
//! | `document_title`, `document_author`, `document_source` | title, author, publisher |
//! | `document_section` | empty: no dossier says it |
//! | `document_type` | what the article is |
//!
//! What nobody recorded is empty, never guessed: a quote that no line rests on has no `agreement`.
use super::{
    csv,
    grid::Grid,
    note::{Desk, plain, visible},
};
use crate::model::{Article, ArticleKind, Body, Issue, Record, RecordId, SourceKind, Stance};

const DNA: [&str; 16] = [
    "statement_id",
    "time",
    "person",
    "organization",
    "concept",
    "agreement",
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
];

impl Desk<'_> {
    pub(super) fn event_list(&self) -> Grid {
        let mut grid = Grid::new(&DNA);
        for (id, record) in self.rows_of("quote") {
            let issues: Vec<Option<&str>> = match &record.on[..] {
                [] => vec![None],
                on => on.iter().map(|on| Some(on.id.as_str())).collect(),
            };
            for issue in issues {
                let number = (grid.rows.len() + 1).to_string();
                let row = self.statement_row(number, id, record, issue);
                grid.rows.push(row);
            }
        }
        grid
    }

    fn statement_row(
        &self,
        number: String,
        id: RecordId,
        record: &Record,
        issue: Option<&str>,
    ) -> Vec<String> {
        let article = self.dossier.article_of(id);
        let fact = |of: fn(&Article) -> Option<&str>| csv::given(article.and_then(of));
        let (start, stop, text) = match article.zip(self.dossier.span(id)) {
            Some((article, span)) => {
                let before = article.text[..span.start].encode_utf16().count();
                let words = span.of(&article.text);
                let after = before + words.encode_utf16().count();
                let words = visible(words).trim().to_owned();
                (before.to_string(), after.to_string(), words)
            }
            None => Default::default(),
        };
        let (person, organization) = self.actor(id);
        let document = record.article.map(|number| number + 1);
        let kind = article.and_then(|article| article.kind);
        vec![
            number,
            article.map_or(String::new(), |article| midnight(article.date.as_deref())),
            person,
            organization,
            issue.map_or(String::new(), |issue| self.concept(issue)),
            issue.map_or(String::new(), |issue| self.agreement(id, issue)),
            start,
            stop,
            text,
            csv::given(record.extra.by.as_deref()),
            csv::number(document),
            article.map_or(String::new(), |article| plain(article.label())),
            fact(|article| article.author.as_deref()),
            fact(|article| article.publisher.as_deref()),
            String::new(),
            kind.map_or("", ArticleKind::word).to_owned(),
        ]
    }

    /// Who speaks, as a person and as an organization.
    fn actor(&self, id: RecordId) -> (String, String) {
        let name = self.name(self.dossier.speaker(id).unwrap_or_default());
        let source = self.dossier.source_of(id);
        let is_person = source.is_some_and(|source| {
            matches!(source.kind, SourceKind::Person | SourceKind::Spokesperson)
        });
        let party = self.dossier.party_of(id).map(|party| plain(&party.name));
        let org = source.and_then(|source| source.org.as_deref()).map(plain);
        match (is_person, party.or(org)) {
            (true, organization) => (name, organization.unwrap_or_default()),
            (false, organization) => (String::new(), organization.unwrap_or(name)),
        }
    }

    fn concept(&self, issue: &str) -> String {
        let asked = |issue: &Issue| self.text_of(Some(issue.ask.as_deref().unwrap_or(&issue.name)));
        self.codebook()
            .issue(issue)
            .map_or_else(|| plain(issue), asked)
    }

    /// `1`, `0`, or nothing: what the analyst makes of the quote for the speaker's party on `issue`.
    fn agreement(&self, id: RecordId, issue: &str) -> String {
        let own = &self.dossier.record(id).id;
        let party = self.dossier.party_of(id).map(|party| &party.id);
        let stances = self
            .dossier
            .records()
            .filter_map(|(_, record)| match &record.body {
                Body::Position(position)
                    if position.issue.id == issue
                        && Some(&position.party.id) == party
                        && position.evidence.iter().any(|one| one.id == *own) =>
                {
                    position.stance
                }
                _ => None,
            });
        let mut agreed: Vec<&str> = stances
            .filter_map(|stance| match stance {
                Stance::For => Some("1"),
                Stance::Against => Some("0"),
                _ => None,
            })
            .collect();
        agreed.dedup();
        // Two lines that say the opposite say nothing.
        match agreed.as_slice() {
            [one] => (*one).to_owned(),
            _ => String::new(),
        }
    }
}

/// `2025-11-24` as the start of that day; nothing where no day is given.
fn midnight(date: Option<&str>) -> String {
    let is_day = |date: &&str| {
        date.len() == 10
            && (date.bytes().enumerate()).all(|(n, byte)| match n {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    date.filter(is_day)
        .map_or(String::new(), |day| format!("{day} 00:00:00"))
}
