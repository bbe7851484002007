//! A form: the fields of one record, being filled in.
use super::{Blank, Kind, plan::belongs};
use crate::{
    diag::Diagnostic,
    model::{Article, Dossier, Field, NoteKind, Of, Takes},
    store::Change,
    text::Span,
};
use unicode_normalization::char::is_combining_mark;

/// A form: the fields of one record, being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it writes.
    pub kind: Kind,
    /// The id of the record that is there already; absent for a new one.
    pub of: Option<String>,
    /// The article whose words it is about.
    pub article: Option<String>,
    /// Where these words stand, from the first to the last.
    pub span: Option<Span>,
    /// The record it began from: likely evidence.
    pub record: Option<String>,
    /// The issue that stood open.
    pub issue: usize,
    /// What is known beside the fields: `¶8 · 12 words`.
    pub about: String,
    /// The fields.
    pub entries: Vec<Blank>,
    /// Which of them takes the keys.
    pub at: usize,
    /// Whether all fields show.
    pub unfolded: bool,
    /// The form that this one was opened from, to make what it names.
    pub below: Option<Box<Self>>,
    /// Whether it is a suggestion.
    pub suggested: bool,
    /// A role found beside a name that is still to be made.
    pub(super) ahead: Option<String>,
    /// What was made in forms on top, to be written together with it.
    pub made: Vec<Change>,
    /// What the checks would say, once somebody has looked.
    pub verdict: Verdict,
}

/// What the checks would say if the form were saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// Nothing new.
    Clean,
    /// These.
    Findings(Vec<Diagnostic>),
    /// It could not be written at all, and why.
    Refused(String),
}

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            of: None,
            article: None,
            span: None,
            record: None,
            issue: 0,
            about: String::new(),
            entries: kind.plan().map(Blank::new).collect(),
            at: 0,
            unfolded: false,
            below: None,
            ahead: None,
            suggested: false,
            made: Vec::new(),
            verdict: Verdict::Unknown,
        }
    }

    /// The field called `name`.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Blank> {
        self.entries
            .iter()
            .find(|entry| entry.plan.field.name == name)
    }

    pub(super) fn entry_mut(&mut self, name: &str) -> Option<&mut Blank> {
        self.entries
            .iter_mut()
            .find(|entry| entry.plan.field.name == name)
    }

    /// Proposes as the title of an article what it begins with, where that looks like one and none is written: a few words that
    /// end with no mark, and more behind them.
    pub(super) fn propose_title(&mut self, article: &Article) {
        let missing =
            article.title.is_none() && !article.unknown.iter().any(|name| name == "title");
        let [first, _, ..] = &*article.paragraphs else {
            return;
        };
        let words: Vec<&str> = first.span.of(&article.text).split_whitespace().collect();
        let ends = words
            .last()
            .is_some_and(|word| word.ends_with(char::is_alphanumeric));
        if missing && ends && (2..=24).contains(&words.len()) {
            self.propose("title", vec![words.join(" ")]);
        }
    }

    /// Proposes as unknown all that the check asks an article for and that is neither there nor said to be unknown.
    pub(super) fn propose_unknown(&mut self) {
        let lacks = |name: &str| self.entry(name).is_some_and(Blank::is_empty);
        let said = self.entry("unknown").map(Blank::values).unwrap_or_default();
        let new: Vec<String> = (Article::PROVENANCE.into_iter())
            .filter(|name| lacks(name))
            .map(str::to_owned)
            .filter(|name| !said.contains(name))
            .collect();
        self.propose("unknown", said.into_iter().chain(new).collect());
    }

    /// What an article has is not unknown of it any more.
    pub(super) fn note_found(&mut self) {
        let found = self.entries.iter().filter(|entry| !entry.is_empty());
        let found: Vec<&str> = found.map(|entry| entry.plan.field.name).collect();
        if self.kind == Kind::Article
            && let Some(entry) = self
                .entries
                .iter_mut()
                .find(|entry| entry.plan.field.name == "unknown")
        {
            entry.chosen.retain(|name| !found.contains(&name.as_str()));
        }
    }

    /// The field that takes the keys.
    #[must_use]
    pub fn current(&self) -> Option<&Blank> {
        self.entries.get(self.at)
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Blank> {
        self.entries.get_mut(self.at)
    }

    /// Proposes `values` for a field.
    pub(super) fn propose(&mut self, name: &str, values: Vec<String>) {
        if let Some(entry) = self.entry_mut(name) {
            entry.propose(values);
        }
    }

    /// Whether field `n` shows.
    #[must_use]
    pub fn shows(&self, n: usize) -> bool {
        let Some(entry) = self.entries.get(n) else {
            return false;
        };
        let belongs = self.kind != Kind::Note || belongs(entry.plan.field.name, self.note_kind());
        n == self.at
            || !entry.is_empty() && !self.is_hidden(entry)
            || (entry.plan.first || self.unfolded) && belongs
    }

    /// What the selection gave stands above the fields and is not asked for again.
    fn is_hidden(&self, entry: &Blank) -> bool {
        let given = matches!(entry.plan.field.name, "text" | "before" | "after");
        !self.unfolded && (given || entry.plan.field.takes == Takes::Id) && self.of.is_none()
    }

    /// The numbers of the fields that show.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        (0..self.entries.len()).filter(|n| self.shows(*n)).collect()
    }

    fn note_kind(&self) -> Option<NoteKind> {
        self.entry("kind")?.chosen.first()?.parse().ok()
    }

    /// To the next field that shows, or back; behind the last, the others show too.
    pub(super) fn step(&mut self, forward: bool) {
        let shown = self.shown();
        let here = shown.iter().position(|n| *n == self.at).unwrap_or(0);
        if forward && here + 1 == shown.len() && !self.unfolded {
            self.unfolded = true;
            let next = self.shown().into_iter().find(|n| *n > self.at);
            // Those that were passed over stand in between: the first of them.
            let first = self.shown().into_iter().find(|n| !shown.contains(n));
            self.at = first.or(next).unwrap_or(self.at);
            return;
        }
        let all = shown.len().max(1);
        let to = if forward { here + 1 } else { here + all - 1 } % all;
        self.at = shown.get(to).copied().unwrap_or(self.at);
    }

    /// What keeps it from being saved: the field, and what is the matter with it.
    #[must_use]
    pub fn lacks(&self) -> Option<(&'static str, String)> {
        if let Some(field) = self.empty() {
            let why = format!("`{}` is still empty: {}", field.name, field.help);
            return Some((field.name, why));
        }
        let id = self.entry("id").filter(|entry| entry.changed())?;
        Some(("id", no_id(&id.values().pop()?)?))
    }

    /// The first field it is nothing without that holds nothing.
    fn empty(&self) -> Option<&'static Field> {
        let lacking = |entry: &&Blank| entry.plan.field.required && entry.values().is_empty();
        let lack = self.entries.iter().find(lacking);
        // A claim without words rests on records; a shift says what moved or from what to what.
        let holds = |name: &str| {
            self.entry(name)
                .is_some_and(|entry| !entry.values().is_empty())
        };
        let also = |name: &str| self.entry(name);
        let empty = lack.or_else(|| match self.kind {
            Kind::Quote | Kind::Event if !holds("text") => also("text"),
            Kind::Claim if !holds("text") && !holds("evidence") => also("evidence"),
            Kind::Shift if !(holds("says") || holds("from") && holds("to")) => also("says"),
            _ => None,
        });
        Some(empty?.plan.field)
    }

    /// What was made on top of this form or of those below, as choices.
    pub(super) fn fresh(&self, of: Of) -> Vec<(String, String)> {
        let tables: &[&str] = match of {
            Of::Source => &["source"],
            Of::Party => &["party"],
            Of::Issue => &["issue"],
            Of::Speaker | Of::Anybody => &["party", "source"],
            _ => &[],
        };
        let below = self.below.iter().flat_map(|below| below.fresh(of));
        let made = self.made.iter().filter_map(|change| match change {
            Change::Add {
                table, id, fields, ..
            } if tables.contains(table) => {
                let name = fields.iter().find_map(|(field, value)| match value {
                    crate::store::Value::Text(name) if *field == "name" => Some(name.clone()),
                    _ => None,
                });
                Some((id.clone(), name.unwrap_or_default()))
            }
            _ => None,
        });
        made.chain(below).collect()
    }

    /// How `id` is called where this field names it.
    #[must_use]
    pub fn name_of(&self, dossier: &Dossier, entry: &Blank, id: &str) -> String {
        let (Takes::One(of) | Takes::Many(of)) = entry.plan.field.takes else {
            return id.to_owned();
        };
        let made = self.fresh(of).into_iter().find(|(made, _)| made == id);
        let book = dossier.codebook();
        let name = match of {
            Of::Source => book.source(id).map(|source| &source.name),
            Of::Party => book.party(id).map(|party| &party.name),
            Of::Issue => book.issue(id).map(|issue| &issue.name),
            _ => None,
        };
        made.map(|(_, name)| name)
            .or_else(|| name.cloned())
            .unwrap_or_else(|| id.to_owned())
    }

    /// Its heading: `New quote`, `Edit quote putin-either-or`.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.of {
            Some(id) if self.kind == Kind::Waiver => format!("Let it stand: {id}"),
            Some(id) if self.kind == Kind::Article => format!("Article {id}"),
            Some(id) => format!("Edit {} {id}", self.kind.table()),
            None => format!("New {}", self.kind.table()),
        }
    }
}

/// Why `id` is none, and one that would be: what lists, paths and command lines read as an end is no part of it. An id that
/// a file has already stays what it is.
fn no_id(id: &str) -> Option<String> {
    let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_');
    let parts = id.split(|c| !letter(c)).filter(|part| !part.is_empty());
    let other = parts.collect::<Vec<_>>().join("-");
    let told = format!("`{id}` is no id: that is letters, digits, `-` and `_`");
    match other.as_str() {
        other if other == id => None,
        "" => Some(told),
        other => Some(format!("{told}; `{other}` would be one")),
    }
}
