//! A note as plain values: what every format prints, decided once.
use crate::{model::Article, text::Span};
use std::fmt;

/// A briefing note. Every string in it is safe to print (no control or direction characters) and, outside [`Quoted`],
/// in NFC and without double quotation marks: a format puts those round [`Quoted`] words and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its title.
    pub title: String,
    /// Handling line, printed first and last.
    pub marking: Option<String>,
    /// Who prepared it, where that is written.
    pub prepared_by: Option<String>,
    /// Language of the note's own words (BCP 47).
    pub lang: &'static str,
    /// Section 0: what it is, line by line, each a name and its value.
    pub head: Vec<(&'static str, Text)>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What the articles are, in the order of their numbers; for footnotes. Section 9 holds the same.
    pub references: Vec<Text>,
}

/// One section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which, stable: `bottom-line`, `positions`, `annex-a`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading below the section's.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// One entry of a list; neighbours make one list.
    Item(Item),
    /// A table.
    Table(Table),
    /// Names and values, one record: neighbours stay apart.
    Terms(Vec<(&'static str, Text)>),
}

/// One entry of a list: a statement with its label, words and citations, or a line of the analyst.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The record it prints.
    pub record: Option<String>,
    /// What stands there, label first and citations last.
    pub text: Text,
}

/// A table; every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The column headings.
    pub head: Vec<Text>,
    /// The rows.
    pub rows: Vec<Vec<Text>>,
}

/// A run of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text(pub Vec<Inline>);

/// A stretch of a text that is all of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Words that are nobody's quotation.
    Plain(String),
    /// The label that says whose layer the words are.
    Strong(String),
    /// A title.
    Emphasis(String),
    /// An id, a path, a fingerprint.
    Code(String),
    /// Proven words of an article; printed in double marks.
    Quoted(Quoted),
    /// Where it stands.
    Cite(Cite),
    /// An address of the web, in ASCII; a format may make it a link.
    Address(String),
    /// Something that is wrong, in its place.
    Fault(String),
    /// Between two statements of a cell: the next begins a line, or stands behind a blank where a format has but one.
    Break,
}

/// Words that stand in an article, in its spelling. Made from the bytes of the article and from nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quoted {
    article: usize,
    whole: bool,
    parts: Vec<Part>,
}

/// A piece of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Printed words; marks inside are single.
    Words(String),
    /// Words left out.
    Elision,
    /// Words put in by the annotator; printed in brackets.
    Insertion(String),
}

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cite {
    /// The article's number in the note, from 1.
    pub article: usize,
    /// First and last paragraph, from 1.
    pub paragraphs: Option<(usize, usize)>,
}

impl fmt::Display for Cite {
    /// `[1 ¶8]`, `[1 ¶¶8-9]`, `[1]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.article, self.paragraphs) {
            (article, None) => write!(f, "[{article}]"),
            (article, Some((first, last))) if first == last => write!(f, "[{article} ¶{first}]"),
            (article, Some((first, last))) => write!(f, "[{article} ¶¶{first}-{last}]"),
        }
    }
}

impl Quoted {
    /// The words at `span` of article number `article` (from 0). `whole`: the statement is nothing but quoted words.
    pub(super) fn new(article: usize, of: &Article, span: Span, whole: bool) -> Self {
        Self {
            article,
            whole,
            parts: vec![Part::Words(printed(span.of(&of.text)))],
        }
    }

    /// Adds what follows within the same marks.
    pub(super) fn then(&mut self, of: &Article, span: Span) {
        self.parts.push(Part::Words(printed(span.of(&of.text))));
    }

    /// Adds that words are left out.
    pub(super) fn elide(&mut self) {
        self.parts.push(Part::Elision);
    }

    /// Adds a word of the annotator.
    pub(super) fn insert(&mut self, word: &str) {
        let word = super::note::plain(word);
        self.parts.push(Part::Insertion(word));
    }

    /// Whether a word of the annotator was put in last.
    pub(super) fn inserted(&self) -> bool {
        matches!(self.parts.last(), Some(Part::Insertion(_)))
    }

    /// Drops the comma or full stop a typesetter put before the closing mark, and what dangles at the end.
    pub(super) fn close(&mut self) {
        while matches!(self.parts.last(), Some(Part::Elision)) {
            self.parts.pop();
        }
        if let Some(Part::Words(words)) = self.parts.last_mut() {
            let bare = words.trim_end_matches([',', '.', ' ']);
            let stop = &words[bare.len()..];
            let last = bare.rsplit(' ').next().unwrap_or_default();
            if stop.chars().filter(|c| *c != ' ').count() == 1 && !last.contains('.') {
                words.truncate(bare.len());
            }
        }
    }

    /// The article's index.
    #[must_use]
    pub const fn article(&self) -> usize {
        self.article
    }

    /// Whether the statement is nothing but quoted words (form `direct`).
    #[must_use]
    pub const fn whole(&self) -> bool {
        self.whole
    }

    /// Its pieces.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it ends with a sign that ends a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.parts.last(), Some(Part::Words(words)) if words.ends_with(['.', '!', '?', '…']))
    }
}

impl fmt::Display for Quoted {
    /// Without the marks round it: ` ... ` for words left out, brackets for words put in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, part) in self.parts.iter().enumerate() {
            let tight = matches!(part, Part::Words(words) if words.starts_with([',', '.', ';', ':', '!', '?']));
            if n > 0 && !tight {
                f.write_str(" ")?;
            }
            match part {
                Part::Words(words) => f.write_str(words)?,
                Part::Elision => f.write_str("...")?,
                Part::Insertion(word) => write!(f, "[{word}]")?,
            }
        }
        Ok(())
    }
}

/// Printed words for between double marks: the spelling stays, white space is one blank, double marks become single.
fn printed(words: &str) -> String {
    super::note::single_marks(&super::note::visible(words))
}

impl Text {
    /// A text of plain words of the program's own.
    #[must_use]
    pub fn of(words: impl Into<String>) -> Self {
        Self(vec![Inline::Plain(words.into())])
    }

    /// Adds plain words of the program's own.
    pub(super) fn say(&mut self, words: impl AsRef<str>) -> &mut Self {
        match self.0.last_mut() {
            Some(Inline::Plain(last)) => last.push_str(words.as_ref()),
            _ if words.as_ref().is_empty() => {}
            _ => self.0.push(Inline::Plain(words.as_ref().to_owned())),
        }
        self
    }

    /// Adds another text.
    pub(super) fn add(&mut self, other: Self) -> &mut Self {
        for inline in other.0 {
            match inline {
                Inline::Plain(words) => {
                    self.say(words);
                }
                other => self.0.push(other),
            }
        }
        self
    }

    /// Adds one inline.
    pub(super) fn put(&mut self, inline: Inline) -> &mut Self {
        self.0.push(inline);
        self
    }

    /// Ends the sentence with a full stop where nothing ends it yet.
    pub(super) fn stop(&mut self) -> &mut Self {
        let ended = match self.0.last() {
            None => true,
            Some(Inline::Plain(words)) => words.trim_end().ends_with(['.', '!', '?', '…']),
            Some(Inline::Quoted(quoted)) => quoted.ends_sentence(),
            Some(_) => false,
        };
        if !ended {
            self.say(".");
        }
        self
    }

    /// Adds citations, each after a blank.
    pub(super) fn cite(&mut self, cites: impl IntoIterator<Item = Cite>) -> &mut Self {
        for cite in cites {
            self.say(" ").put(Inline::Cite(cite));
        }
        self
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
