//! Which of the candidates a selector is, by its context, its neighbours and the margin between them.
use super::{
    order::stood,
    resolve::{Case, Resolved, Scene, WIDE, flagged},
};
use crate::{
    anchor::{
        Missing, Outcome, Passage, Pattern, Piece,
        context::Context,
        near::{Candidate, MARGIN, Query, equals, is_like, is_near, rank},
    },
    text::Span,
};

/// How much more alike than the others' a context must be to tell equal words apart, letter by letter.
const APART: f32 = 0.2;
/// How alike each side's context must be where words stand that their neighbours carry there.
const ALIKE: f32 = 0.25;
/// Share of the words that has to be there where its neighbours carry a quotation, and of those between that have to be its own.
const CARRIED_COVERAGE: f32 = 0.6;
const CARRIED_DENSITY: f32 = 0.2;
/// The same where hardly a word was put in between, and so many words in a row are there in a row.
const UNBROKEN_COVERAGE: f32 = 0.54;
const UNBROKEN_DENSITY: f32 = 0.85;
const UNBROKEN_WORDS: usize = 5;
/// Share of the words, or words in a row, with which a passage may be a quotation's far from where its neighbours carry it.
const SURE_COVERAGE: f32 = 0.87;
const SURE_RUN: usize = 10;
/// Bytes by which a quotation may have been carried along from where it stood last time.
const CARRIED_BYTES: usize = 400;
/// The same where nothing else but glyphs was changed between it and its neighbour.
const JUST: usize = 12;
/// Bytes by which any quotation may lie beside the place to which its neighbours carry it; half its own length is added.
const STRAY: usize = 60;

impl Scene<'_> {
    pub(super) fn decide(&self, pattern: &Pattern, case: &mut Case) -> Resolved {
        let Case {
            query,
            found,
            standing,
            ..
        } = case;
        let ranked = rank(found);
        let twins = ranked
            .iter()
            .take_while(|c| self.is_twin(pattern, query, c))
            .count();
        let ranked = &ranked[twins..];
        let near = ranked.first().is_some_and(|best| {
            (is_near(self.text, query, best) || self.is_lone(query, best, &ranked[1..]))
                && !self.is_another(pattern, query, best)
        });
        if !near {
            let found = ranked.iter().find(|c| self.has_to_be(pattern, query, c));
            let nothing = Resolved::nothing(Outcome::Missing(Missing::Words));
            return found.map_or(nothing, |found| flagged(found, &[]));
        }
        let equals = equals(ranked);
        let Some(chosen) = self.among(pattern, query, equals) else {
            return Resolved::nothing(several(equals));
        };
        if let Some(flagged) = self.doubt(pattern, query, chosen, ranked) {
            return flagged;
        }
        match &standing.outcome {
            stands @ (Outcome::Exact(_) | Outcome::Folded(_))
                if equals.len() == 1
                    && self.is_certain(pattern, query, standing.repeated, chosen) =>
            {
                Resolved {
                    outcome: stands.clone(),
                    score: chosen.score,
                }
            }
            _ if let Some(outcome) = self.remembered(pattern, query, chosen) => Resolved {
                outcome,
                score: chosen.score,
            },
            _ => {
                let stands = ranked.iter().filter(|c| c.stands && c.span != chosen.span);
                flagged(chosen, &stands.copied().collect::<Vec<_>>())
            }
        }
    }

    /// The one of equal candidates for which order, neighbours, nearness or context speak.
    fn among<'c>(
        &self,
        pattern: &Pattern,
        query: &Query,
        equals: &[&'c Candidate],
    ) -> Option<&'c Candidate> {
        if let [one] = equals {
            return Some(one);
        }
        let expected = |c: &Candidate| self.order.expects(pattern.hint, c.span.start);
        only(equals, |c| expected(c) == Some(true))
            .or_else(|| only(equals, |c| self.is_carried(pattern, query, c)))
            .or_else(|| only(equals, |c| self.is_where_a_neighbour_is(pattern, c)))
            .or_else(|| only(equals, |c| self.is_moved_along(pattern, query, c)))
            .or_else(|| self.nearest(pattern, equals))
            .or_else(|| self.best_beside(query, equals))
            .or_else(|| {
                let context = query.context.as_ref()?;
                only(equals, |c| context.fits(self.text, c.span))
            })
            .or_else(|| only(equals, |c| c.stands && query.context.is_none()))
    }

    /// Whether neither context nor order speaks against words that stand. Of words that stand once the nearest context will do, or one that
    /// is like it where they are just where their neighbours carry them.
    fn is_certain(
        &self,
        pattern: &Pattern,
        query: &Query,
        repeated: bool,
        chosen: &Candidate,
    ) -> bool {
        let context = query.context.as_ref();
        let expected = self.order.expects(pattern.hint, chosen.span.start);
        let once = !repeated && !query.is_short() && expected != Some(false);
        let beside = |c: &Context| {
            c.fits(self.text, chosen.span)
                || once
                    && (c.touches(self.text, chosen.span)
                        || c.likeness(self.text, chosen.span).least() >= ALIKE
                            && self.is_where_a_neighbour_is(pattern, chosen))
        };
        let fits = context.is_none_or(beside);
        chosen.stands && fits && !(repeated && expected == Some(false))
    }

    /// Words that stand byte for byte at the very place that is remembered, of which neither context nor order says that it is another one.
    fn remembered(&self, pattern: &Pattern, query: &Query, chosen: &Candidate) -> Option<Outcome> {
        let span = chosen.span;
        let fits = query
            .context
            .as_ref()
            .is_none_or(|context| context.fits(self.text, span));
        let same = matches!(&pattern.parts[..], [words] if words == span.of(self.text));
        let there = pattern.hint == Some(span.start);
        let astray = self.order.expects(pattern.hint, span.start) == Some(false);
        (there && same && fits && !astray).then(|| {
            Outcome::Exact(Passage {
                span,
                pieces: vec![Piece::Words(span)],
            })
        })
    }

    /// Whether a candidate is not where its neighbours would carry it, as far as they say.
    pub(super) fn is_astray(
        &self,
        pattern: &Pattern,
        query: &Query,
        candidate: &Candidate,
    ) -> bool {
        let carried = self.order.carried(stood(pattern));
        carried.is_some_and(|to| apart(to, candidate.span.start) > stray(query))
    }

    /// Whether a candidate that is not near enough by itself is where its neighbours would carry it.
    fn has_to_be(&self, pattern: &Pattern, query: &Query, candidate: &Candidate) -> bool {
        let is_moved = is_there(candidate) && self.is_moved_along(pattern, query, candidate);
        is_moved
            || self.is_carried(pattern, query, candidate)
                && (candidate.coverage >= SURE_COVERAGE
                    || self.is_beside_a_neighbour(pattern, query, candidate))
    }

    /// Whether a candidate is about where one of its neighbours would carry it, or both do: so much was put in or taken out between two that
    /// are wide apart that anything may stand there.
    fn is_beside_a_neighbour(
        &self,
        pattern: &Pattern,
        query: &Query,
        candidate: &Candidate,
    ) -> bool {
        let close = |end: usize| end.abs_diff(candidate.span.start) <= stray(query);
        let carried = self.order.carried(stood(pattern));
        carried.is_some_and(|to| to.len() <= WIDE || close(to.start) || close(to.end))
    }

    /// Whether a candidate without context is where a neighbour that was moved out of the order of the others would carry it.
    fn is_moved_along(&self, pattern: &Pattern, query: &Query, candidate: &Candidate) -> bool {
        let close = |to: usize| to.abs_diff(candidate.span.start) <= stray(query);
        let stood = stood(pattern).filter(|_| query.context.is_none());
        stood.is_some_and(|stood| self.order.company(stood).any(close))
    }

    /// Whether a candidate is just where one of its neighbours would carry it.
    fn is_where_a_neighbour_is(&self, pattern: &Pattern, candidate: &Candidate) -> bool {
        let close = |end: usize| end.abs_diff(candidate.span.start) <= JUST;
        let carried = self.order.carried(stood(pattern));
        carried.is_some_and(|to| close(to.start) || close(to.end))
    }

    /// Whether a candidate without context is where its neighbours would carry it, and enough of its words are there.
    pub(super) fn is_carried(
        &self,
        pattern: &Pattern,
        query: &Query,
        candidate: &Candidate,
    ) -> bool {
        query.context.is_none()
            && is_there(candidate)
            && self.order.carried(stood(pattern)).is_some()
            && !self.is_astray(pattern, query, candidate)
    }

    /// Whether a passage without context that is not all that like it is far from where its neighbours would carry it: that is another one.
    fn is_another(&self, pattern: &Pattern, query: &Query, candidate: &Candidate) -> bool {
        let carried = self.order.carried(stood(pattern));
        query.context.is_none()
            && !candidate.stands
            && candidate.coverage < SURE_COVERAGE
            && candidate.run < SURE_RUN
            && carried.is_some_and(|to| apart(to, candidate.span.start) > CARRIED_BYTES)
            && !self.is_moved_along(pattern, query, candidate)
    }

    /// Whether few words that are not near enough by themselves are the only ones like it in the text, and nothing there speaks against them.
    fn is_lone(&self, query: &Query, best: &Candidate, others: &[&Candidate]) -> bool {
        if others.iter().any(|c| best.score - c.score < MARGIN) {
            return false;
        }
        match &query.context {
            Some(context) => best.stands && context.is_beyond(self.text, best.span),
            None => is_like(self.text, query, best),
        }
    }

    /// The one of several places with equal words whose context is by far the most alike, letter by letter.
    fn best_beside<'c>(&self, query: &Query, equals: &[&'c Candidate]) -> Option<&'c Candidate> {
        let context = query.context.as_ref()?;
        let mut all: Vec<(f32, &Candidate)> = (equals.iter())
            .map(|&c| Some((context.likeness(self.text, c.span).mean()?, c)))
            .collect::<Option<_>>()?;
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, second) = (all.first()?, all.get(1)?);
        let clear = first.0 - second.0 >= APART;
        (clear && all.iter().all(|c| c.1.stands)).then_some(first.1)
    }

    /// The one of equal places by far nearest to where its neighbours would carry it, or to where the words stood last time.
    fn nearest<'c>(&self, pattern: &Pattern, equals: &[&'c Candidate]) -> Option<&'c Candidate> {
        let hint = pattern.hint?;
        let place = self
            .order
            .carried(stood(pattern))
            .unwrap_or(Span::new(hint, hint));
        let distance = |c: &Candidate| apart(place, c.span.start);
        let mut all = equals.to_vec();
        all.sort_by_key(|c| distance(c));
        let (first, second) = (*all.first()?, *all.get(1)?);
        let clear = first.stands == second.stands
            && distance(first) * 4 < distance(second)
            && distance(first) < CARRIED_BYTES;
        clear.then_some(first)
    }

    /// Whether a candidate says something else, and its place does not speak for it either: its neighbours' order, else its context, else
    /// where it stood last time.
    fn is_twin(&self, pattern: &Pattern, query: &Query, candidate: &Candidate) -> bool {
        let hint = pattern.hint;
        let legible = !candidate.stands && !candidate.noisy;
        let place = candidate.span.start;
        let speaks = match (self.order.expects(hint, place), candidate.context) {
            (Some(expected), _) => expected,
            (None, Some(context)) => context >= 0.25,
            (None, None) => hint.is_some_and(|h| h.abs_diff(place) <= CARRIED_BYTES),
        };
        legible
            && !speaks
            && !self.is_moved_along(pattern, query, candidate)
            && candidate.says_otherwise(self.text, query)
    }
}

/// Whether enough of its words are there for a candidate that is where it is expected.
fn is_there(candidate: &Candidate) -> bool {
    let (coverage, density) = (candidate.coverage, candidate.density);
    let is_there = coverage >= CARRIED_COVERAGE && density >= CARRIED_DENSITY;
    let is_unbroken = coverage >= UNBROKEN_COVERAGE
        && density >= UNBROKEN_DENSITY
        && candidate.run >= UNBROKEN_WORDS;
    is_there || is_unbroken
}

/// The only one of equal candidates of which that is so.
fn only<'c>(equals: &[&'c Candidate], is_so: impl Fn(&Candidate) -> bool) -> Option<&'c Candidate> {
    let mut all = equals.iter().copied().filter(|c| is_so(c));
    all.next().filter(|_| all.next().is_none())
}

/// Bytes by which a quotation may lie beside the place to which its neighbours carry it.
const fn stray(query: &Query) -> usize {
    STRAY + query.clean.len() / 2
}

/// Bytes between a place and a span it is not in.
const fn apart(span: Span, place: usize) -> usize {
    if place < span.start {
        span.start - place
    } else {
        place.saturating_sub(span.end)
    }
}

fn several(equals: &[&Candidate]) -> Outcome {
    let mut places: Vec<Span> = equals.iter().map(|c| c.span).collect();
    places.sort_unstable();
    Outcome::Ambiguous(places)
}
