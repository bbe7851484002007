//! `dossier.lock`: where each quotation stood when somebody last looked and accepted it. Generated; safe to delete.
use super::{
    beside::{Flank, REACH},
    fate::{Drift, Fate},
    search::drift,
};
use crate::{
    anchor::{Passage, Piece},
    model::{Article, Dossier, Form, LOCK_VERSION, Marks, RecordId, later_lock, marked},
    text::Span,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many characters of context the lock keeps on either side of an anchor.
pub(super) const CONTEXT: usize = 32;

/// What stands between runs of words in a line, for those left out there.
pub(super) const LEFT_OUT: &str = " ... ";

/// The remembered state of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Version of the lock's format.
    pub version: u32,
    /// Article id -> its edition.
    #[serde(default)]
    pub article: BTreeMap<String, Edition>,
    /// Record id -> where its words stood.
    #[serde(default)]
    pub anchor: BTreeMap<String, Held>,
}

/// One edition of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The article's file, relative to the dossier.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// Where one record's words stood. Places are kept by paragraph, so that an edit elsewhere changes no other entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The article's id.
    pub article: String,
    /// Number (from 1) of the paragraph it began in.
    pub paragraph: usize,
    /// Bytes from the paragraph's start to its own.
    pub at: usize,
    /// The words as printed.
    pub words: Words,
    /// Up to 32 characters before them, as printed.
    pub before: String,
    /// Up to 32 characters after them, as printed.
    pub after: String,
    /// How the article gave them: `direct`, `mixed` or `indirect`; empty where nobody looked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// What their sentence says before that, as printed: who speaks may stand there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence_before: String,
    /// What their sentence says after that, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence_after: String,
}

/// The printed words of one anchor; a list where words between them were left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// One run.
    One(String),
    /// Several runs, in order.
    Several(Vec<String>),
}

impl Words {
    /// The runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[String] {
        match self {
            Self::One(words) => std::slice::from_ref(words),
            Self::Several(runs) => runs,
        }
    }

    /// The runs as one line, an ellipsis between them.
    #[must_use]
    pub fn line(&self) -> String {
        self.runs().join(LEFT_OUT)
    }
}

impl Lock {
    /// Reads a lock.
    ///
    /// # Errors
    /// Says in one line why `source` is no lock of ours; never with the source's own bytes.
    pub fn read(source: &str) -> Result<Self, String> {
        let later = |version: u32| format!("it is of a later version ({version})");
        match toml::from_str::<Self>(source) {
            Ok(lock) if lock.version > LOCK_VERSION => Err(later(lock.version)),
            Ok(lock) => Ok(lock),
            // What a later program wrote need not be in our words.
            Err(error) => Err(later_lock(source).map_or_else(|| error.message().to_owned(), later)),
        }
    }

    /// The lock of `dossier`.
    ///
    /// # Errors
    /// Says in one line why the lock that is there is not used; says nothing where there is none.
    pub fn kept(dossier: &Dossier) -> Result<Self, Option<String>> {
        let written = dossier.written();
        match &written.lock {
            Some(text) => Self::read(text).map_err(Some),
            None => Err(written.unread_lock.clone()),
        }
    }

    /// Remembers `article` as it is now.
    pub(super) fn remember(&mut self, article: &Article) {
        self.article
            .insert(article.id.clone(), Edition::of(article));
    }

    /// Whether `article` is not the edition the lock remembers; an article it has never seen differs from nothing.
    #[must_use]
    pub fn differs(&self, article: &Article) -> bool {
        (self.article.get(&article.id))
            .is_some_and(|edition| Some(&edition.sha256) != article.sha256().as_ref())
    }

    /// The records whose words stand in an article and which have no entry, in text order.
    #[must_use]
    pub fn lacks<'d>(&self, dossier: &'d Dossier) -> Vec<&'d str> {
        let standing = (dossier.text_order().iter()).filter(|&&id| dossier.passage(id).is_some());
        let records = standing.map(|&id| dossier.record(id).id.as_str());
        records
            .filter(|&id| !self.anchor.contains_key(id))
            .collect()
    }

    /// The lock as text: sorted, one entry an article and an anchor.
    ///
    /// # Panics
    /// Never: every value is a string, a number or a list of strings.
    #[must_use]
    pub fn write(&self) -> String {
        let body = toml::to_string(self).expect("strings and numbers are TOML");
        format!(
            "# Generated: where each quotation stood when it was last accepted. Safe to delete.\n{body}"
        )
    }

    /// The state of `dossier` now. What stands nowhere at present, or elsewhere than where nearly its words stand in its old place, keeps
    /// its entry of `before`: nothing is forgotten because it vanished, and nothing taken for its copy.
    #[must_use]
    pub fn of(dossier: &Dossier, before: Option<&Self>) -> Self {
        let edition = |article: &Article| {
            let old = || before?.article.get(&article.id).cloned();
            let now = article.readable.then(|| Edition::of(article));
            Some((article.id.clone(), now.or_else(old)?))
        };
        let article = dossier.articles().iter().filter_map(edition).collect();
        let mut anchor = BTreeMap::new();
        let edited = before.map_or_else(BTreeSet::new, |before| edited(dossier, before));
        for &id in dossier.text_order() {
            let record = &dossier.record(id).id;
            let old = || before?.anchor.get(record).cloned();
            let now = Held::of(dossier, id).filter(|_| !edited.contains(record));
            if let Some(held) = now.or_else(old) {
                anchor.insert(record.clone(), held);
            }
        }
        Self {
            version: LOCK_VERSION,
            article,
            anchor,
        }
    }
}

impl Lock {
    /// Takes over what `before` says of other articles and of their records: lone articles of a folder share its lock.
    pub fn keep_others(&mut self, before: Self) {
        for (id, held) in before.anchor {
            if !self.article.contains_key(&held.article) {
                self.anchor.entry(id).or_insert(held);
            }
        }
        for (id, edition) in before.article {
            self.article.entry(id).or_insert(edition);
        }
    }
}

/// The records whose words were edited where they stood, while a copy of them stands elsewhere.
fn edited(dossier: &Dossier, before: &Lock) -> BTreeSet<String> {
    let own = |drift: &Drift| dossier.passage(dossier.find(&drift.record)?);
    let elsewhere = |drift: &Drift| own(drift).is_some_and(|own| Some(own.span) != drift.span);
    (drift(dossier, before).into_iter())
        .filter(|drift| drift.fate == Fate::Altered && elsewhere(drift))
        .map(|drift| drift.record)
        .collect()
}

impl Edition {
    fn of(article: &Article) -> Self {
        Self {
            file: article.file.clone(),
            sha256: article.sha256().unwrap_or_default(),
        }
    }
}

impl Held {
    /// Where the words of `id` stand now; `None` where they stand nowhere or in several places.
    #[must_use]
    pub fn of(dossier: &Dossier, id: RecordId) -> Option<Self> {
        let marks = dossier.marks(dossier.record(id).article?);
        Self::at(dossier.article_of(id)?, marks, dossier.passage(id)?)
    }

    /// Whether the words stand in `article` byte for byte where they are remembered.
    pub(super) fn stands(&self, article: &Article) -> bool {
        let paragraph = article.paragraph(self.paragraph);
        let rest = paragraph.and_then(|p| p.span.of(&article.text).get(self.at..));
        let Some((mut rest, (first, later))) = rest.zip(self.words.runs().split_first()) else {
            return false;
        };
        rest.starts_with(first.as_str())
            && std::iter::once(first).chain(later).all(|run| {
                let behind = rest.split_once(run.as_str()).map(|(_, behind)| behind);
                rest = behind.unwrap_or_default();
                behind.is_some()
            })
    }

    /// Both forms, where the one they had is not `now`.
    pub(super) fn otherwise(&self, now: Form) -> Option<[Form; 2]> {
        let was = self.form.parse().ok();
        was.filter(|was| *was != now).map(|was| [was, now])
    }

    /// The words of `passage` in `article`, in which `marks` are the quotation marks.
    pub(super) fn at(article: &Article, marks: &Marks, passage: &Passage) -> Option<Self> {
        let number = article.paragraph_at(passage.span.start);
        let paragraph = article.paragraph(number)?.span;
        let mut runs: Vec<String> = (passage.pieces.iter())
            .filter_map(|piece| match piece {
                Piece::Words(span) => Some(span.of(&article.text).to_owned()),
                _ => None,
            })
            .collect();
        let words = match runs.len() {
            1 => Words::One(runs.remove(0)),
            _ => Words::Several(runs),
        };
        let last = article.paragraph(article.paragraph_at(passage.span.end.saturating_sub(1)))?;
        let (text, span) = (&article.text, passage.span);
        let before = tail(Span::new(paragraph.start, span.start).of(text));
        let after = head(Span::new(span.end, last.span.end).of(text));
        let further = |flank: Flank| {
            let side = flank.side(text, flank.paragraph(article, span)?, span);
            Some(side.of(text)).filter(|side| side.len() < REACH)
        };
        let sentence_before = further(Flank::Before)
            .and_then(|side| side.strip_suffix(before.as_str()))
            .map(str::to_owned);
        let sentence_after = further(Flank::After)
            .and_then(|side| side.strip_prefix(after.as_str()))
            .map(|words| words.trim_end().to_owned());
        Some(Self {
            article: article.id.clone(),
            paragraph: number,
            at: span.start - paragraph.start,
            words,
            before,
            after,
            form: marked(passage, marks).word().to_owned(),
            sentence_before: sentence_before.unwrap_or_default(),
            sentence_after: sentence_after.unwrap_or_default(),
        })
    }
}

fn tail(text: &str) -> String {
    let start = (text.char_indices().rev().take(CONTEXT).last()).map_or(text.len(), |(at, _)| at);
    text[start..].to_owned()
}

fn head(text: &str) -> String {
    text.chars().take(CONTEXT).collect()
}
