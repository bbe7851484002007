//! The codebook: who the parties are, who is quoted, what it is about.
use super::term::{PartyKind, Reliability, Scale, SourceKind, Status};
use crate::diag::Place;
use rustc_hash::FxHashMap;

/// `[dossier]`: what the briefing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The version of the format that it is written in; absent: the first.
    pub version: Option<u8>,
    /// Its title; the folder's name where nobody wrote one.
    pub title: String,
    /// The question it answers.
    pub question: Option<String>,
    /// Handling line, for example `TLP:CLEAR`.
    pub marking: Option<String>,
    /// The scale of likelihood words.
    pub scale: Option<Scale>,
    /// Who prepared it.
    pub owner: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// Contested pairs: a word and the other side's word for the same.
    pub terms: Vec<(String, String)>,
    /// Where `[dossier]` stands.
    pub place: Option<Place>,
}

impl About {
    /// The version of the format that this program reads and writes.
    pub const VERSION: u8 = 1;

    /// Whether it is written in a later version of the format than this program knows: then it is only read.
    #[must_use]
    pub fn is_later(&self) -> bool {
        self.version.is_some_and(|version| version > Self::VERSION)
    }
}

/// A side; a column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: Option<String>,
    /// Other names.
    pub aka: Vec<String>,
    /// What it is.
    pub kind: Option<PartyKind>,
    /// A colour's name or `#rrggbb`.
    pub color: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

impl Party {
    /// The short name where there is one, the name otherwise.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// Whoever or whatever is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Role as printed.
    pub role: Option<String>,
    /// The party it speaks for; absent: an observer.
    pub party: Option<super::Ref>,
    /// Affiliation.
    pub org: Option<String>,
    /// What it is.
    pub kind: SourceKind,
    /// Spelling variants.
    pub aka: Vec<String>,
    /// Admiralty reliability.
    pub rel: Option<Reliability>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The proposition that stances refer to.
    pub ask: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// Parties, sources and issues, each in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Columns of the matrix.
    pub parties: Vec<Party>,
    /// Everybody who can be quoted.
    pub sources: Vec<Source>,
    /// Rows of the matrix.
    pub issues: Vec<Issue>,
    numbers: Numbers,
}

/// Id -> number; the three tables do not share a namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Numbers {
    parties: FxHashMap<String, usize>,
    sources: FxHashMap<String, usize>,
    issues: FxHashMap<String, usize>,
}

fn number<'a>(ids: impl Iterator<Item = &'a String>) -> FxHashMap<String, usize> {
    let mut numbers = FxHashMap::default();
    for (n, id) in ids.enumerate() {
        numbers.entry(id.clone()).or_insert(n);
    }
    numbers
}

impl Codebook {
    /// The source id of the article's own voice; reserved, never declared.
    pub const ARTICLE: &'static str = "article";
    /// The source id of an agentless or unnamed source; reserved, never declared.
    pub const UNNAMED: &'static str = "unnamed";

    /// Whether there are parties and issues to make a matrix of.
    #[must_use]
    pub const fn has_matrix(&self) -> bool {
        !self.parties.is_empty() && !self.issues.is_empty()
    }

    /// A codebook; where an id is declared twice in one table, the first counts.
    #[must_use]
    pub fn new(parties: Vec<Party>, sources: Vec<Source>, issues: Vec<Issue>) -> Self {
        let numbers = Numbers {
            parties: number(parties.iter().map(|p| &p.id)),
            sources: number(sources.iter().map(|s| &s.id)),
            issues: number(issues.iter().map(|i| &i.id)),
        };
        Self {
            parties,
            sources,
            issues,
            numbers,
        }
    }

    /// Number of the party `id`: its column.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<usize> {
        self.numbers.parties.get(id).copied()
    }

    /// Number of the issue `id`: its row.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<usize> {
        self.numbers.issues.get(id).copied()
    }

    /// The party `id`.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        Some(&self.parties[self.column(id)?])
    }

    /// The source `id`.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        Some(&self.sources[*self.numbers.sources.get(id)?])
    }

    /// The issue `id`.
    #[must_use]
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        Some(&self.issues[self.row(id)?])
    }

    /// How `id` is called where people read: a source's or party's name, `article`, or the id itself.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        if let Some(source) = self.source(id) {
            return &source.name;
        }
        self.party(id).map_or(id, |party| &party.name)
    }
}
