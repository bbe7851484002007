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
    /// Places of the same words that are counted.
    pub const MOST: usize = 99;

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

    /// The same words in `article` as it is now, whose text was `old`: where nothing but what stands before or behind them
    /// has changed, else where they stood once and stand once. Nothing where they are gone.
    pub(in crate::app) fn carried(&self, old: &str, article: &Article) -> Option<Self> {
        let (new, span) = (&*article.text, self.span());
        let selected = old.get(span.start..span.end)?;
        let same = |(a, b): &(u8, u8)| a == b;
        let ahead = old.bytes().zip(new.bytes()).take_while(same).count();
        let behind = old
            .bytes()
            .rev()
            .zip(new.bytes().rev())
            .take_while(same)
            .count();
        let only = |text: &str| {
            let mut places = memchr::memmem::find_iter(text.as_bytes(), selected);
            places.next().filter(|_| places.next().is_none())
        };
        let start = if span.end <= ahead {
            span.start
        } else if old.len() - span.start <= behind {
            new.len() - (old.len() - span.start)
        } else {
            only(old).and_then(|_| only(new))?
        };
        let there = |end: usize| start + (end - span.start);
        let mut carried = Self {
            tail: there(self.tail),
            head: there(self.head),
            column: None,
            grown: Vec::new(),
            ..self.clone()
        };
        carried.count(article);
        Some(carried)
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
        self.times = finder.take(Self::MOST).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{store, text::unmark};

    /// The words in `«»` are selected in one text, and in another, or nothing is.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let read = |marked: &str| {
            let (text, spans) = unmark(marked);
            (store::from_text("a.txt", text).articles.remove(0), spans)
        };
        let ((old, selected), (new, wanted)) = (read(before), read(after));
        for backwards in [false, true] {
            let mut selection = Selection::new(&old, selected[0]);
            if backwards {
                std::mem::swap(&mut selection.head, &mut selection.tail);
            }
            let carried = selection.carried(&old.text, &new);
            let span = carried.as_ref().map(Selection::span);
            assert_eq!(span.as_slice(), wanted, "{after}");
            assert!(carried.is_none_or(|own| (own.head < own.tail) == backwards));
        }
    }

    #[test]
    fn what_is_selected_is_the_same_words_after_anything_else_has_changed() {
        let old = "He said no. «He said no.» Then he left.";
        check(old, "He said no. «He said no.» Then he stayed.");
        check(old, "On Monday he said no. «He said no.» Then he left.");
        check("One two «three» four five.", "1 2 «three» 4 5.");
        check(old, "He said no. Then he left, and stayed away.");
        check("One two «three» four.", "1 2 three, three 4.");
    }
}
