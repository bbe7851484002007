//! For words somebody has selected: the fields of the quote they are about to write.
use super::{
    find::{LOOK_BACK, Reader},
    statement::{Found, Statement, Why},
    token::together,
};
use crate::{
    model::{Article, Codebook, Form, Marks},
    text::{Span, words::sentence_at},
};

/// What we would write about some words; each part with the words of the article it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who says it.
    pub source: Option<Found>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Words that make it less than certain.
    pub hedge: Vec<Span>,
    /// Who passed it on, from the article inwards.
    pub via: Vec<Found>,
    /// How the article gives the words.
    pub form: Form,
    /// The number (from 1) of the paragraph it begins in.
    pub paragraph: usize,
    /// What the attribution was recognised by; `None` where there is none.
    pub why: Option<Why>,
}

/// What to write about the words at `span`: from the statement they belong to, else from the nearest one of their sentence.
#[must_use]
pub fn propose(article: &Article, codebook: &Codebook, span: Span) -> Proposal {
    let paragraph = article.paragraph_at(span.start);
    let statement = nearest(article, codebook, span);
    let text = article.text.as_str();
    let paragraphs: Vec<Span> = around(article, paragraph - 1, span)
        .filter_map(|n| article.paragraphs.get(n))
        .map(|p| p.span)
        .collect();
    let form = Marks::of(text, &paragraphs).form([span]);
    match statement {
        Some(found) => Proposal {
            source: found.source,
            cue: found.cue,
            hedge: found.hedge,
            via: found.via,
            form,
            paragraph,
            why: Some(found.why),
        },
        None => Proposal {
            source: None,
            cue: None,
            hedge: Vec::new(),
            via: Vec::new(),
            form,
            paragraph,
            why: None,
        },
    }
}

/// The numbers (from 0) of the paragraphs to read for `span`, which begins in paragraph `first`.
fn around(article: &Article, first: usize, span: Span) -> std::ops::Range<usize> {
    let last = article
        .paragraph_at(span.end.saturating_sub(1))
        .max(first + 1);
    let begin = together(article, first).start;
    begin..together(article, last - 1).end
}

/// The statement whose content shares most with `span`, else the nearest one in the same sentence.
fn nearest(article: &Article, codebook: &Codebook, span: Span) -> Option<Statement> {
    let mut reader = Reader::new(article, codebook)?;
    let paragraph = article.paragraph_at(span.start) - 1;
    let end = around(article, paragraph, span).end;
    let mut n = together(article, paragraph.saturating_sub(LOOK_BACK)).start;
    let mut found = Vec::new();
    while n < end {
        let (more, next) = reader.read(n);
        found.extend(more);
        n = next;
    }
    let shared = |s: &Statement| -> usize {
        (s.content.iter())
            .map(|part| {
                part.end
                    .min(span.end)
                    .saturating_sub(part.start.max(span.start))
            })
            .sum()
    };
    let best = found
        .iter()
        .max_by_key(|s| (shared(s), std::cmp::Reverse(s.extent().start)))?;
    if shared(best) > 0 {
        return Some(best.clone());
    }
    let whole = article.paragraphs.get(paragraph)?.span;
    let sentence = sentence_at(&article.text, whole, span.start);
    let distance = |s: &Statement| {
        let at = s.cue.unwrap_or(s.extent());
        if at.end <= span.start {
            span.start - at.end
        } else {
            at.start.saturating_sub(span.end)
        }
    };
    found
        .into_iter()
        .filter(|s| s.extent().meets(sentence))
        .min_by_key(distance)
}
