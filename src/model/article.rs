//! An article: its one reading text, its paragraphs, and what is known about it.
use super::{
    record::{Ref, Waiver},
    term::{ArticleKind, Known, Reliability},
};
use crate::{anchor::Language, diag::Place, text::Span};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// One article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The stem of the TOML file that holds `[article]`.
    pub id: String,
    /// The text's file, relative to the dossier, with `/`.
    pub file: String,
    /// The reading text: every anchor, offset, line and search works on it. Of a `.txt` the file itself, byte for byte;
    /// of a `.md` the visible text. Empty where it could not be read. (Not `Arc<str>`: that would copy what was just read.)
    pub text: Arc<String>,
    /// What stands in the file, where that is not the reading text itself (Markdown).
    pub raw: Option<Arc<String>>,
    /// Whether the text could be read.
    pub readable: bool,
    /// The non-empty paragraphs, in order; `¶n` is number n - 1.
    pub paragraphs: Arc<[Paragraph]>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its date (EDTF).
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was fetched.
    pub retrieved: Option<String>,
    /// Its language (BCP 47).
    pub lang: Option<String>,
    /// What it is.
    pub kind: Option<ArticleKind>,
    /// Whether it is a translation.
    pub translated: Option<Known>,
    /// Fields looked for and not there.
    pub unknown: Vec<String>,
    /// Admiralty reliability.
    pub rel: Option<Reliability>,
    /// What may be done with it.
    pub rights: Option<String>,
    /// Parties and the issues on which this article states no position of them.
    pub silent: Vec<Silence>,
    /// Findings about the article that its author lets stand.
    pub waive: Vec<Waiver>,
    /// Where `[article]` stands; absent for an article opened without annotations.
    pub place: Option<Place>,
    /// Where each field stands: its name, its value.
    pub fields: Vec<(&'static str, Span)>,
}

/// One entry of `[article.silent]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The party.
    pub party: Ref,
    /// The issues.
    pub issues: Vec<Ref>,
}

/// One paragraph of the reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes, without the line break behind it.
    pub span: Span,
    /// Whether it is a subheading.
    pub head: bool,
}

/// One of the provenance facts rule W19 asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Somebody wrote it down.
    Given(&'a str),
    /// Looked for and not there.
    Unknown,
    /// Nobody looked.
    Absent,
}

impl Article {
    /// The fields that say where it comes from: each may be given, or looked for and not there.
    pub const FACTS: [&'static str; 11] = [
        "title",
        "author",
        "publisher",
        "date",
        "url",
        "retrieved",
        "lang",
        "kind",
        "translated",
        "rel",
        "rights",
    ];

    /// Those rule W19 asks for.
    pub const PROVENANCE: [&'static str; 5] = ["title", "author", "publisher", "date", "url"];

    /// The words whose change changes the sense in its language.
    #[must_use]
    pub fn language(&self) -> &'static Language {
        Language::of(self.lang.as_deref())
    }

    /// The provenance fact `name`, one of [`Self::PROVENANCE`], `retrieved` or `lang`.
    #[must_use]
    pub fn fact(&self, name: &str) -> Fact<'_> {
        let value = match name {
            "title" => &self.title,
            "author" => &self.author,
            "publisher" => &self.publisher,
            "date" => &self.date,
            "url" => &self.url,
            "retrieved" => &self.retrieved,
            "lang" => &self.lang,
            _ => &None,
        };
        match value {
            Some(value) => Fact::Given(value),
            None if self.unknown.iter().any(|u| u == name) => Fact::Unknown,
            None => Fact::Absent,
        }
    }

    /// The number (from 1) of the paragraph at byte `at`; between two paragraphs the one before.
    #[must_use]
    pub fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs
            .partition_point(|p| p.span.start <= at)
            .max(1)
    }

    /// The paragraph with number `n` (from 1).
    #[must_use]
    pub fn paragraph(&self, n: usize) -> Option<&Paragraph> {
        self.paragraphs.get(n.checked_sub(1)?)
    }

    /// The bytes of each paragraph, in text order.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        self.paragraphs.iter().map(|p| p.span).collect()
    }

    /// SHA-256 of the file's bytes, in lower-case hexadecimal; `None` where it could not be read. Reads the whole text: for notes and locks,
    /// not for the screen.
    #[must_use]
    pub fn sha256(&self) -> Option<String> {
        if !self.readable {
            return None;
        }
        let bytes = self.raw.as_ref().unwrap_or(&self.text).as_bytes();
        let digest = Sha256::digest(bytes);
        let hex = |hex: String, byte: &u8| hex + &format!("{byte:02x}");
        Some(digest.iter().fold(String::new(), hex))
    }

    /// Its title, or its id where nobody gave one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}
