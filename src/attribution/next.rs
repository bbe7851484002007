//! Which statement is suggested next: those with quotation marks and those without are two rows, each in text order.
use super::{
    find::{LOOK_BACK, Reader},
    statement::Statement,
    token::together,
};
use crate::{
    model::{Article, Codebook, Form},
    text::Span,
};

/// The first statement that begins at byte `from` or behind it and that none of the spans `covered`, in text order, meets: of those
/// whose words stand in quotation marks, as far as they do, or of the others.
#[must_use]
pub fn next(
    article: &Article,
    codebook: &Codebook,
    (from, quoted): (usize, bool),
    covered: &[Span],
) -> Option<Statement> {
    let mut reader = Reader::new(article, codebook)?;
    let paragraph = article.paragraph_at(from).saturating_sub(1);
    let mut n = together(article, paragraph.saturating_sub(LOOK_BACK)).start;
    let reach = reach_of(covered);
    let fits = |s: &Statement| {
        let mut parts = s.content.iter();
        s.extent().start >= from
            && (s.form == Form::Indirect) != quoted
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
