//! What stands in quotation marks in an article, and how words are given by them.
use super::term::Form;
use crate::{
    anchor::{Passage, Piece},
    text::{
        Span,
        marks::{Mark, marks},
    },
};

/// `direct` where every word lies inside quotation marks, `mixed` where some do (format.md section 5).
#[must_use]
pub fn marked(passage: &Passage, marks: &Marks) -> Form {
    let words = passage.pieces.iter().filter_map(|piece| match piece {
        Piece::Words(span) => Some(*span),
        _ => None,
    });
    marks.form(words)
}

/// The marked stretches of an article, nested ones too, found by place.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marks: Vec<Mark>,
    /// How far the marks up to each one reach; nested marks end before the ones around them.
    reach: Vec<usize>,
}

impl Marks {
    /// The marked stretches of `text`.
    #[must_use]
    pub fn of(text: &str, paragraphs: &[Span]) -> Self {
        let marks = marks(text, paragraphs);
        let reach = (marks.iter())
            .scan(0, |reach, mark| {
                *reach = mark.outer.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { marks, reach }
    }

    /// How the article gives `words`: all of them in quotation marks, some of them, none.
    #[must_use]
    pub fn form(&self, words: impl IntoIterator<Item = Span>) -> Form {
        let (mut all, mut some) = (true, false);
        for span in words {
            all &= self.at(span).any(|mark| mark.outer.covers(span));
            some |= self.at(span).any(|mark| mark.inner.meets(span));
        }
        match (all && some, some) {
            (true, _) => Form::Direct,
            (false, true) => Form::Mixed,
            (false, false) => Form::Indirect,
        }
    }

    /// All of them, in text order.
    #[must_use]
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Those that share a byte with `span`, in text order.
    pub fn at(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let first = self.reach.partition_point(|&reach| reach <= span.start);
        (self.marks[first..].iter())
            .take_while(move |mark| mark.outer.start < span.end)
            .filter(move |mark| mark.outer.meets(span))
    }
}
