//! Which statement is suggested next: quotations first, then what only cues tell, each in text order.
use super::{
    find::{LOOK_BACK, Reader},
    statement::Statement,
    token::together,
};
use crate::{
    model::{Article, Codebook, Form},
    text::Span,
};

/// A place in the order of suggestions: quotations first, then what is told in other words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Whether the quotations are behind it.
    pub told: bool,
    /// The byte of the text.
    pub at: usize,
}

impl Place {
    /// Where `statement` stands.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        Self {
            told: statement.form != Form::Direct,
            at: statement.extent().start,
        }
    }

    /// The place directly behind.
    #[must_use]
    pub const fn behind(self) -> Self {
        Self {
            at: self.at + 1,
            ..self
        }
    }
}

/// The first statement at `from` or behind it that none of the spans `covered`, in text order, meets.
#[must_use]
pub fn next(
    article: &Article,
    codebook: &Codebook,
    from: Place,
    covered: &[Span],
) -> Option<Statement> {
    let told = Place {
        told: true,
        at: if from.told { from.at } else { 0 },
    };
    let quoted = (!from.told).then(|| first(article, codebook, from, covered));
    (quoted.flatten()).or_else(|| first(article, codebook, told, covered))
}

/// The first statement of the kind of `from` at it or behind it.
fn first(
    article: &Article,
    codebook: &Codebook,
    from: Place,
    covered: &[Span],
) -> Option<Statement> {
    let mut reader = Reader::new(article, codebook)?;
    let paragraph = article.paragraph_at(from.at).saturating_sub(1);
    let mut n = together(article, paragraph.saturating_sub(LOOK_BACK)).start;
    let reach = reach_of(covered);
    let fits = |s: &Statement| {
        let place = Place::of(s);
        let mut parts = s.content.iter();
        place.told == from.told
            && place.at >= from.at
            && !parts.any(|&part| meets_any(covered, &reach, part))
    };
    while n < article.paragraphs.len() {
        let (more, after) = reader.read(n);
        if let Some(statement) = more.into_iter().find(fits) {
            return Some(statement);
        }
        n = after;
    }
    None
}

/// How far the spans up to each one reach.
fn reach_of(spans: &[Span]) -> Vec<usize> {
    (spans.iter())
        .scan(0, |reach, span| {
            *reach = span.end.max(*reach);
            Some(*reach)
        })
        .collect()
}

/// Whether one of `spans`, which are in text order, meets `span`.
fn meets_any(spans: &[Span], reach: &[usize], span: Span) -> bool {
    let first = reach.partition_point(|&end| end <= span.start);
    (spans[first..].iter())
        .take_while(|s| s.start < span.end)
        .any(|s| s.meets(span))
}
