//! What became of each selector that a machine wrote: standing places, near ones, context, reading order and margin weighed together.
use super::{
    doubt::is_flag_lifted,
    order::{Order, stood},
    point::point,
};
use crate::{
    anchor::{
        Outcome, Pattern, Unchecked,
        find::{is_missing, nearby},
        near::{
            Candidate, Grain, Query, Sighting, Work, at_place, candidates, hereabouts, look,
            noisy_at_place, standing, with_edges_beyond,
        },
        standing::{self, Pages, longest},
    },
    crew::Alone,
    text::Span,
};

/// What became of a selector, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The outcome.
    pub outcome: Outcome,
    /// From 0 to 1, as in [`crate::anchor::Nearby`]; 0 where nothing was found.
    pub score: f32,
}

impl Resolved {
    pub(super) const fn nothing(outcome: Outcome) -> Self {
        Self {
            outcome,
            score: 0.0,
        }
    }
}

/// Like [`crate::anchor::find_all`] for selectors made by machines (W3C `TextQuoteSelector`) on a text without paragraphs, resolved jointly.
///
/// A context that contradicts makes even words that stand there doubtful: they are [`Outcome::Altered`]. A context that is like enough,
/// and the order of the others' hints, tell equal places apart; what they chose is [`Outcome::Altered`] too, and so are a few words with
/// a slip in them where nothing else is like them, and words without context of which a sentence put in may have cut off a few. A passage
/// with another number, name or negation that is not where its neighbours are is another passage.
#[must_use]
pub fn resolve(text: &str, patterns: &[Pattern]) -> Vec<Resolved> {
    let standing = standing::find_all(&Alone, Pages::whole(text), patterns);
    let ends = (standing.iter().zip(patterns)).flat_map(|((outcome, _), p)| ends(outcome, p));
    let mut known: Vec<(usize, usize)> = ends.collect();
    let mut scene = Scene {
        text,
        order: Order::new(known.clone()),
    };
    let mut work = Work::new(text);
    let (mut all, mut open) = (Vec::with_capacity(patterns.len()), Vec::new());
    for (i, (pattern, (outcome, repeated))) in patterns.iter().zip(standing).enumerate() {
        let stands = Standing { outcome, repeated };
        all.push(match scene.settle(pattern, stands, &mut work) {
            Settled::Done(resolved) => resolved,
            Settled::Open(case) => {
                open.push((i, case));
                Resolved::nothing(Outcome::Unchecked(Unchecked::Pending))
            }
        });
    }
    let looked = scene.look_for(patterns, open, &mut all, &mut work);
    // What was found tells more of where the rest is to be expected.
    known.extend(all.iter().zip(patterns).filter_map(|(r, p)| foothold(r, p)));
    scene.order = Order::new(known);
    for (i, mut case) in looked {
        if case.query.context.is_none() && !case.is_vague {
            scene.judge_again(&patterns[i], &mut case, &mut all[i], &mut work);
        }
    }
    for (resolved, pattern) in all.iter_mut().zip(patterns) {
        scene.doubt_edges(pattern, resolved);
    }
    all
}

/// Where the ends of words that stand once stood last time, and stand now.
fn ends(outcome: &Outcome, pattern: &Pattern) -> Vec<(usize, usize)> {
    let (Outcome::Exact(passage) | Outcome::Folded(passage), Some(stood)) =
        (outcome, stood(pattern))
    else {
        return Vec::new();
    };
    let span = passage.span;
    let mut ends = vec![(stood.start, span.start)];
    if matches!(outcome, Outcome::Exact(_)) && stood.len() == span.len() {
        ends.push((stood.end, span.end));
    }
    ends
}

/// How good a near passage must be to tell where its neighbours are.
const FOOTHOLD: f32 = 0.8;

/// Where words stood last time, and what is near enough to them now to tell where their neighbours are.
fn foothold(resolved: &Resolved, pattern: &Pattern) -> Option<(usize, usize)> {
    match &resolved.outcome {
        Outcome::Altered(near) if resolved.score >= FOOTHOLD => {
            Some((pattern.hint?, near.span.start))
        }
        _ => None,
    }
}

const BUDGET: Outcome = Outcome::Unchecked(Unchecked::Budget);

/// What all selectors of a text have in common.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) order: Order,
}

/// Where a selector's words stand, and whether only its context told it from other places.
pub(super) struct Standing {
    pub(super) outcome: Outcome,
    pub(super) repeated: bool,
}

/// A selector that is not settled by where its words stand.
pub(super) struct Case {
    pub(super) query: Query,
    pub(super) found: Vec<Candidate>,
    pub(super) standing: Standing,
    /// Whether it was looked for where its neighbours would carry it.
    pub(super) hereabouts: bool,
    /// Whether that would have cost too much.
    pub(super) given_up: bool,
    /// Whether its letters are too common to tell where it is.
    pub(super) is_vague: bool,
}

enum Settled {
    Done(Resolved),
    Open(Box<Case>),
}

/// A likeness of context that needs no look at what else is near.
const SURE: f32 = 0.6;

/// Bytes between the places to which its neighbours carry a quotation, beyond which there may be two passages that are alike.
pub(super) const WIDE: usize = 200;

/// Bytes between the places to which a quotation's neighbours carry it, beyond which they say little.
const NEIGHBOURHOOD: usize = 1_000;

impl Scene<'_> {
    /// Decides where the words stand once, beside all that is given, or only there; and where nothing needs to be looked for.
    fn settle(&self, pattern: &Pattern, standing: Standing, work: &mut Work<'_>) -> Settled {
        let query = Query::new(pattern);
        if query.words() == 0 {
            return Settled::Done(point(self.text, pattern));
        }
        let spans = match &standing.outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => vec![passage.span],
            Outcome::Ambiguous(places) => places.clone(),
            Outcome::Missing(_) => Vec::new(),
            Outcome::Altered(_) | Outcome::Unchecked(_) => {
                return Settled::Done(Resolved::nothing(standing.outcome));
            }
        };
        let most = longest(pattern.parts.iter().map(String::len).sum());
        let short_enough = spans.iter().filter(|s| s.len() <= most);
        let found: Vec<Candidate> = short_enough
            .map(|&s| self::standing(self.text, &query, s))
            .collect();
        let alone = found.len() == 1 && query.context.is_none();
        let sure = alone || found.iter().any(|c| c.context.is_some_and(|c| c >= SURE));
        let mut case = Case {
            query,
            found,
            standing,
            hereabouts: false,
            given_up: false,
            is_vague: false,
        };
        if !sure {
            return Settled::Open(Box::new(case));
        }
        if self.is_doubtful(pattern, &case) {
            // What stands once beside all its context can only have a twin where it is expected.
            if case.query.context.is_none() || case.standing.repeated {
                return Settled::Open(Box::new(case));
            }
            self.look_where_expected(pattern, &mut case, work);
        }
        Settled::Done(self.judge(pattern, &mut case, work))
    }

    /// Looks for the cases that are open, coarsely and then, for those that are not found, finely; all of them, those that are found first.
    fn look_for(
        &self,
        patterns: &[Pattern],
        mut open: Vec<(usize, Box<Case>)>,
        all: &mut [Resolved],
        work: &mut Work<'_>,
    ) -> Vec<(usize, Box<Case>)> {
        let mut looked = Vec::new();
        for grain in [Grain::COARSE, Grain::fine(self.text.len())] {
            let queries: Vec<&Query> = open.iter().map(|(_, case)| &case.query).collect();
            let mut seen = look(self.text, &queries, grain).into_iter();
            for (i, case) in &mut open {
                let sighting = seen.next().unwrap_or_default();
                all[*i] = self.look_closely(&patterns[*i], case, &sighting, work);
            }
            // What a coarse look cannot tell a finer one may.
            let is_found = |(i, _): &mut (usize, Box<Case>)| {
                let outcome = &all[*i].outcome;
                !is_missing(outcome) && *outcome != BUDGET
            };
            looked.extend(open.extract_if(.., is_found));
        }
        looked.append(&mut open);
        looked
    }

    /// Looks closely where the query was seen.
    fn look_closely(
        &self,
        pattern: &Pattern,
        case: &mut Case,
        seen: &Sighting,
        work: &mut Work<'_>,
    ) -> Resolved {
        let Some(near) = candidates(&case.query, seen, work) else {
            case.is_vague = true;
            return Resolved::nothing(BUDGET);
        };
        if self.is_doubtful(pattern, case) {
            self.look_where_expected(pattern, case, work);
        }
        case.found.extend(near);
        let judged = self.judge(pattern, case, work);
        case.is_vague = seen.is_vague;
        if seen.is_vague && !matches!(judged.outcome, Outcome::Ambiguous(_)) {
            // Not all places were looked at, so that one alone says nothing.
            return Resolved::nothing(BUDGET);
        }
        judged
    }

    /// Looks for a case by its letters and its words where its neighbours would carry it.
    fn look_where_expected(&self, pattern: &Pattern, case: &mut Case, work: &mut Work<'_>) {
        if let Some(place) = self.place(pattern) {
            let letters = at_place(self.text, &case.query, place);
            case.found.extend(letters);
            self.look_hereabouts(case, place, work);
        }
    }

    /// Looks for a case by its words where its neighbours would carry it, once.
    fn look_hereabouts(&self, case: &mut Case, place: Span, work: &mut Work<'_>) {
        if !std::mem::replace(&mut case.hereabouts, true) {
            let found = hereabouts(self.text, &case.query, place, work);
            case.given_up = found.is_none();
            case.found.extend(found.unwrap_or_default());
        }
    }

    /// What the candidates of a case come to; where they do not tell which it is, what is like it where its neighbours would carry it.
    fn judge(&self, pattern: &Pattern, case: &mut Case, work: &mut Work<'_>) -> Resolved {
        let mut decided = self.decide(pattern, case);
        let is_open = |o: &Outcome| matches!(o, Outcome::Missing(_) | Outcome::Ambiguous(_));
        if case.query.context.is_some() || !is_open(&decided.outcome) {
            return decided;
        }
        let Some(place) = self.place(pattern) else {
            return decided;
        };
        self.look_hereabouts(case, place, work);
        decided = self.decide(pattern, case);
        if !matches!(decided.outcome, Outcome::Missing(_)) {
            return decided;
        }
        if !case.query.marked
            && let Some(found) = noisy_at_place(self.text, &case.query, place)
        {
            return flagged(&found, &[]);
        }
        if case.given_up {
            return Resolved::nothing(BUDGET);
        }
        decided
    }

    /// Whether the only place whose words and context are right is not where its neighbours would carry it: words that were changed may have
    /// left a twin elsewhere.
    fn is_doubtful(&self, pattern: &Pattern, case: &Case) -> bool {
        let [stands] = case.found.as_slice() else {
            return false;
        };
        let wide = |to: Span| to.len() > WIDE && case.query.context.is_none();
        self.is_astray(pattern, &case.query, stands)
            || self.order.carried(stood(pattern)).is_some_and(wide)
    }

    /// Judges a case without context once more by all that is known now of its neighbours.
    fn judge_again(
        &self,
        pattern: &Pattern,
        case: &mut Case,
        resolved: &mut Resolved,
        work: &mut Work<'_>,
    ) {
        let again = self.judge(pattern, case, work);
        if !is_flag_lifted(&resolved.outcome, &again.outcome) {
            *resolved = again;
        }
        self.settle_edges(pattern, &case.query, &mut resolved.outcome);
    }

    /// Gives a near passage the edges to which its neighbours carry it.
    fn settle_edges(&self, pattern: &Pattern, query: &Query, outcome: &mut Outcome) {
        if let (Outcome::Altered(near), Some(stood)) = (outcome, stood(pattern))
            && query.gaps() == 0
        {
            let carried = self.order.edges(stood);
            near.span = with_edges_beyond(self.text, query, near.span, carried);
        }
    }

    /// Where its neighbours would carry a selector, if they agree.
    fn place(&self, pattern: &Pattern) -> Option<Span> {
        let place = self.order.carried(stood(pattern))?;
        let within = |at: usize| at.min(self.text.len());
        let place = Span::new(within(place.start), within(place.end));
        (place.len() <= NEIGHBOURHOOD).then_some(place)
    }
}

/// A candidate that is not called the quotation's without a flag.
pub(super) fn flagged(best: &Candidate, others: &[&Candidate]) -> Resolved {
    Resolved {
        outcome: Outcome::Altered(nearby(best, others)),
        score: best.score,
    }
}
