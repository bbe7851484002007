//! The last word on each pattern: standing places, near ones, context and margin weighed together.
use crate::text::Span;

use super::{
    Missing, Nearby, Outcome, Passage, Pattern, Piece, Unchecked,
    context::Context,
    exact,
    index::Index,
    near::{Candidate, Query, Work, candidates, is_near, rank, rivals, standing},
};

/// What became of each of `patterns` in `text`; the text is read once, however many there are, and a second time if one of them is not in it.
/// Paragraphs must be in text order and apart; a pattern stands within one of them, save for the parts of a list.
///
/// Every answer is independent of the other patterns. A search that would cost too much is [`Unchecked::Budget`].
#[must_use]
pub fn find_all(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    let mut outcomes = exact::find_all(text, paragraphs, patterns);
    let mut index = None;
    let mut work = Work::default();
    for (outcome, pattern) in outcomes.iter_mut().zip(patterns) {
        if matches!(
            outcome,
            Outcome::Missing(Missing::Words | Missing::Segment(_))
        ) {
            let index = index.get_or_insert_with(|| Index::new(text));
            let query = Query::new(index, &pattern.parts, Context::new(pattern));
            match candidates(index, &query, &mut work) {
                None => *outcome = Outcome::Unchecked(Unchecked::Budget),
                Some(found) => {
                    let ranked = rank(found);
                    if let Some(best) = ranked.first().filter(|best| is_near(index, &query, best)) {
                        *outcome = Outcome::Altered(nearby(best, rivals(&ranked)));
                    }
                }
            }
        }
    }
    outcomes
}

/// What became of one pattern in `text`; [`find_all`] for many.
#[must_use]
pub fn find(text: &str, paragraphs: &[Span], pattern: &Pattern) -> Outcome {
    find_all(text, paragraphs, std::slice::from_ref(pattern))
        .pop()
        .unwrap_or(Outcome::Unchecked(Unchecked::Pending))
}

fn nearby(best: &Candidate, rivals: &[Candidate]) -> Nearby {
    let mut others: Vec<Span> = rivals.iter().map(|c| c.span).collect();
    others.sort_unstable();
    Nearby {
        span: best.span,
        score: best.score,
        others,
    }
}

/// What became of a selector, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The outcome.
    pub outcome: Outcome,
    /// From 0 to 1, as in [`Nearby`]; 0 where nothing was found.
    pub score: f32,
}

/// Like [`find_all`] for selectors made by machines (W3C `TextQuoteSelector`) on a text without paragraphs: a context that contradicts
/// makes even words that stand there doubtful, and a context that is like enough tells equal places apart.
#[must_use]
pub fn resolve(text: &str, patterns: &[Pattern]) -> Vec<Resolved> {
    let outcomes = exact::find_all(text, &[Span::new(0, text.len())], patterns);
    let index = Index::new(text);
    let mut work = Work::default();
    let weigh =
        |(outcome, pattern): (Outcome, &Pattern)| weigh(&index, pattern, outcome, &mut work);
    outcomes.into_iter().zip(patterns).map(weigh).collect()
}

/// Words that need no look at what else is near: there once, with a context that fits.
const SURE: f32 = 0.6;

fn weigh(index: &Index<'_>, pattern: &Pattern, outcome: Outcome, work: &mut Work) -> Resolved {
    let query = Query::new(index, &pattern.parts, Context::new(pattern));
    let spans = match &outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => vec![passage.span],
        Outcome::Ambiguous(places) => places.clone(),
        Outcome::Missing(_) => Vec::new(),
        Outcome::Altered(_) | Outcome::Unchecked(_) => {
            return Resolved {
                outcome,
                score: 0.0,
            };
        }
    };
    if query.words() == 0 {
        return Resolved {
            outcome: Outcome::Missing(Missing::Words),
            score: 0.0,
        };
    }
    let mut found: Vec<Candidate> = spans
        .iter()
        .filter(|s| s.len() <= longest(pattern))
        .map(|&s| standing(index, &query, s))
        .collect();
    let sure = found.iter().any(|c| c.context.is_some_and(|c| c >= SURE))
        || (found.len() == 1 && query.context.is_none());
    if !sure {
        match candidates(index, &query, work) {
            None if found.is_empty() => {
                return Resolved {
                    outcome: Outcome::Unchecked(Unchecked::Budget),
                    score: 0.0,
                };
            }
            more => found.extend(more.unwrap_or_default()),
        }
    }
    decide(index, pattern, &query, &rank(found), outcome)
}

/// Bytes a quotation with words left out may run over.
fn longest(pattern: &Pattern) -> usize {
    pattern.parts.iter().map(String::len).sum::<usize>() * 4 + 2_000
}

fn decide(
    index: &Index<'_>,
    pattern: &Pattern,
    query: &Query,
    ranked: &[Candidate],
    outcome: Outcome,
) -> Resolved {
    let nothing = |outcome| Resolved {
        outcome,
        score: 0.0,
    };
    let Some(mut best) = ranked.first().filter(|best| is_near(index, query, best)) else {
        return nothing(Outcome::Missing(Missing::Words));
    };
    let rivals = rivals(ranked);
    if !rivals.is_empty() {
        match nearest(pattern, best, rivals) {
            Some(nearest) => best = nearest,
            None => {
                let mut places: Vec<Span> =
                    rivals.iter().map(|c| c.span).chain([best.span]).collect();
                places.sort_unstable();
                return nothing(Outcome::Ambiguous(places));
            }
        }
    }
    let outcome = match outcome {
        Outcome::Exact(_) | Outcome::Folded(_) if best.stands => outcome,
        _ if best.stands => one_of(index.text, pattern, best.span),
        _ => Outcome::Altered(nearby(best, &[])),
    };
    Resolved {
        outcome,
        score: best.score,
    }
}

/// The one of equal places by far nearest to where the words stood last time.
fn nearest<'c>(
    pattern: &Pattern,
    best: &'c Candidate,
    rivals: &'c [Candidate],
) -> Option<&'c Candidate> {
    let hint = pattern.hint?;
    let mut all: Vec<&Candidate> = rivals.iter().chain([best]).collect();
    all.sort_by_key(|c| c.span.start.abs_diff(hint));
    let distance = |c: &Candidate| c.span.start.abs_diff(hint);
    let (first, second) = (*all.first()?, *all.get(1)?);
    let clear = first.stands == second.stands
        && distance(first) * 4 < distance(second)
        && distance(first) < 400;
    clear.then_some(first)
}

/// One of several standing places, chosen by its context.
fn one_of(text: &str, pattern: &Pattern, span: Span) -> Outcome {
    let passage = Passage {
        span,
        pieces: vec![Piece::Words(span)],
    };
    let exact = pattern.parts.len() == 1 && span.of(text) == pattern.parts[0].trim();
    if exact {
        Outcome::Exact(passage)
    } else {
        Outcome::Folded(passage)
    }
}
