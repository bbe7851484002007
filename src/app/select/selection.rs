//! The words selected, and what is told about them.
use super::{around, ends::trimmed};
use crate::{
    anchor::Pattern,
    model::Article,
    text::{Span, object, words::words},
};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of a selection up to which its words are counted and looked for elsewhere: longer ones are no quotation.
const COUNTED: usize = 64 * 1024;

/// Places of the same words that are counted.
const MOST: usize = 99;

/// Words being selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub tail: usize,
    /// The end that moves.
    pub head: usize,
    /// The record whose words these will be, and its words till then; absent for a new one.
    pub of: Option<(String, Pattern)>,
    /// How many words; absent where nobody counts.
    pub words: Option<usize>,
    /// How many characters.
    pub characters: usize,
    /// How often the words stand in the article.
    pub times: usize,
    /// The column that walking by rows keeps to.
    pub(super) column: Option<usize>,
    /// What was selected before it grew.
    pub(super) grown: Vec<Span>,
}

impl Selection {
    /// `span` selected, its end to be moved.
    #[must_use]
    pub fn new(article: &Article, span: Span) -> Self {
        let mut selection = Self::default();
        selection.take(article, span);
        selection
    }

    /// From the first byte to one past the last.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.head.min(self.tail), self.head.max(self.tail))
    }

    /// The character that the moving end is at.
    #[must_use]
    pub fn at(&self, text: &str) -> usize {
        if self.head > self.tail {
            object::before(text, self.head)
        } else {
            self.head
        }
    }

    /// The words without blanks around them, paragraph by paragraph, without the marks that a quotation opens again at
    /// each; empty where nothing but blanks is selected.
    #[must_use]
    pub fn parts(&self, article: &Article) -> Vec<Span> {
        let span = trimmed(&article.text, self.span());
        if span.is_empty() {
            return Vec::new();
        }
        let (first, last) = (
            article.paragraph_at(span.start),
            article.paragraph_at(span.end - 1),
        );
        if first == last {
            return vec![span];
        }
        let mark = around::marks(article, span.start).into_iter();
        let mut mark =
            mark.filter(|mark| mark.quoted(&article.text) == span && !mark.parts.is_empty());
        if let Some(mark) = mark.next() {
            return mark
                .parts
                .into_iter()
                .map(|part| Span::new(part.start, part.end.min(span.end)))
                .collect();
        }
        let paragraphs = article.paragraphs[first - 1..last].iter().map(|p| p.span);
        paragraphs
            .map(|p| {
                let part = Span::new(p.start.max(span.start), p.end.min(span.end));
                trimmed(&article.text, part)
            })
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Selects `span`; its end moves.
    pub(super) fn take(&mut self, article: &Article, span: Span) {
        (self.tail, self.head) = (span.start, span.end);
        self.count(article);
    }

    /// Counts anew: the ends have moved.
    pub(super) fn count(&mut self, article: &Article) {
        let span = trimmed(&article.text, self.span());
        (self.words, self.characters, self.times) = (None, 0, 0);
        if span.len() > COUNTED || span.is_empty() {
            return;
        }
        let selected = span.of(&article.text);
        self.words = Some(words(&article.text, span).count());
        self.characters = selected.graphemes(true).count();
        let finder = memchr::memmem::find_iter(article.text.as_bytes(), selected);
        self.times = finder.take(MOST).count();
    }
}
