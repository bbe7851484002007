//! What stands around a place: quotation marks, and the next larger thing.
use crate::{
    model::Article,
    text::{
        Span,
        marks::{self, Mark},
        object::{Object, object},
    },
};

/// Paragraphs on each side of a place in which its quotation marks are looked for, and bytes at most.
const PARAGRAPHS: usize = 40;
const BYTES: usize = 256 * 1024;

/// The marked stretches near byte `at`, in text order.
pub(in crate::app) fn marks(article: &Article, at: usize) -> Vec<Mark> {
    let here = article.paragraph_at(at) - 1;
    let mut from = here.saturating_sub(PARAGRAPHS);
    let mut to = (here + PARAGRAPHS + 1).min(article.paragraphs.len());
    let paragraphs = &article.paragraphs;
    while from < here && at.saturating_sub(paragraphs[from].span.start) > BYTES {
        from += 1;
    }
    while to > here + 1 && paragraphs[to - 1].span.end.saturating_sub(at) > BYTES {
        to -= 1;
    }
    let spans: Vec<Span> = (paragraphs.get(from..to).unwrap_or_default().iter())
        .map(|paragraph| paragraph.span)
        .collect();
    marks::marks(&article.text, &spans)
}

/// The innermost marks around `span`; around more than `than` where that is given.
pub(super) fn marks_around(article: &Article, span: Span, than: Option<Span>) -> Option<Mark> {
    let around = marks(article, span.start).into_iter();
    around
        .filter(|mark| mark.outer.covers(span))
        .filter(|mark| {
            than.is_none_or(|than| {
                mark.quoted(&article.text).covers(than) && mark.quoted(&article.text) != than
            })
        })
        .min_by_key(|mark| mark.outer.len())
}

/// The next marked stretch that is in no other and begins behind byte `at`, or the last before it.
pub(in crate::app) fn next_marks(article: &Article, at: usize, forward: bool) -> Option<Mark> {
    let mut look = at;
    loop {
        let near = marks(article, look);
        let outermost = near.iter().filter(|mark| mark.depth == 0);
        let found = if forward {
            outermost.into_iter().find(|mark| mark.outer.start > at)
        } else {
            let mut before = outermost.rev();
            before.find(|mark| mark.outer.end < at)
        };
        if found.is_some() {
            return found.cloned();
        }
        // Nothing near: on from where this look ended.
        let here = article.paragraph_at(look) - 1;
        let next = if forward {
            here + PARAGRAPHS
        } else {
            here.checked_sub(PARAGRAPHS)?
        };
        look = article.paragraphs.get(next)?.span.start;
    }
}

/// The smallest of word, clause, sentence, marked stretch and paragraph that is more than `span`.
pub(super) fn larger(article: &Article, span: Span) -> Option<Span> {
    let number = article.paragraph_at(span.start);
    let paragraph = article.paragraph(number)?.span;
    let mut all = vec![paragraph];
    for kind in [Object::Word, Object::Clause, Object::Sentence] {
        all.extend(object(&article.text, paragraph, span.start, kind));
    }
    for mark in marks(article, span.start) {
        all.extend([mark.quoted(&article.text), mark.outer]);
    }
    all.into_iter()
        .filter(|larger| larger.covers(span) && larger.len() > span.len())
        .min_by_key(|larger| larger.len())
}
