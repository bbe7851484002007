//! What became of each selector that a machine wrote: standing places, near ones, context, reading order and margin weighed together.
use super::{order::Order, point::point};
use crate::{
    anchor::{
        Outcome, Pattern, Unchecked,
        find::{is_missing, nearby},
        near::{
            Candidate, Grain, Query, Sighting, Work, at_place, candidates, look, noisy_at_place,
            rank, standing,
        },
        standing::{self, Pages, longest},
    },
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
/// a slip in them where nothing else is like them. A passage with another
/// number, name or negation that is not where its neighbours are is another passage.
#[must_use]
pub fn resolve(text: &str, patterns: &[Pattern]) -> Vec<Resolved> {
    let standing = standing::find_all(Pages::whole(text), patterns);
    let places = standing.iter().zip(patterns);
    let places = places.filter_map(|((outcome, _), pattern)| match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => {
            Some((pattern.hint?, passage.span.start))
        }
        _ => None,
    });
    let order = Order::new(places.collect());
    let scene = Scene { text, order };
    let (mut all, mut open) = (Vec::with_capacity(patterns.len()), Vec::new());
    for (i, (pattern, (outcome, repeated))) in patterns.iter().zip(standing).enumerate() {
        let stands = Standing { outcome, repeated };
        match scene.settle(pattern, stands) {
            Settled::Done(resolved) => all.push(resolved),
            Settled::Open(case) => {
                all.push(Resolved::nothing(Outcome::Unchecked(Unchecked::Pending)));
                open.push((i, case));
            }
        }
    }
    let mut work = Work::new(text);
    for grain in [Grain::COARSE, Grain::fine(text.len())] {
        let queries: Vec<&Query> = open.iter().map(|(_, case)| &case.query).collect();
        let mut seen = look(text, &queries, grain).into_iter();
        open.retain_mut(|(i, case)| {
            let sighting = seen.next().unwrap_or_default();
            all[*i] = scene.look_closely(&patterns[*i], case, &sighting, &mut work);
            is_missing(&all[*i].outcome) || all[*i].outcome == BUDGET
        });
    }
    all
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
}

enum Settled {
    Done(Resolved),
    Open(Box<Case>),
}

/// A likeness of context that needs no look at what else is near.
const SURE: f32 = 0.6;

/// Share of the letters that makes words without context rather those that are expected there, with a slip, than equal ones elsewhere.
const SLIP: f32 = 0.88;

/// Bytes between the places to which a quotation's neighbours carry it, beyond which they say little.
const NEIGHBOURHOOD: usize = 1_000;

impl Scene<'_> {
    /// Decides where the words stand once, beside all that is given, or only there; and where nothing needs to be looked for.
    fn settle(&self, pattern: &Pattern, standing: Standing) -> Settled {
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
        let case = Case {
            query,
            found,
            standing,
        };
        if !sure {
            return Settled::Open(Box::new(case));
        }
        let doubt = self.doubt(pattern, &case);
        Settled::Done(
            doubt.unwrap_or_else(|| self.decide(pattern, &case, &rank(case.found.clone()))),
        )
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
            return Resolved::nothing(BUDGET);
        };
        case.found.extend(near);
        let decided = self.decide(pattern, case, &rank(case.found.clone()));
        if seen.is_vague && !matches!(decided.outcome, Outcome::Ambiguous(_)) {
            // Not all places were looked at, so that one alone says nothing.
            return Resolved::nothing(BUDGET);
        }
        if !matches!(decided.outcome, Outcome::Missing(_)) {
            return decided;
        }
        if case.query.context.is_none()
            && !case.query.marked
            && let Some(place) = self.place(pattern)
            && let Some(found) = noisy_at_place(self.text, &case.query, place)
        {
            return flagged(&found, &[]);
        }
        decided
    }

    /// What to say where the only place whose words and context are right is not where its neighbours would carry it, while something like
    /// it is there: words that were changed may have left a twin elsewhere. Then neither is called the quotation's without a flag.
    fn doubt(&self, pattern: &Pattern, case: &Case) -> Option<Resolved> {
        let (query, [stands]) = (&case.query, case.found.as_slice()) else {
            return None;
        };
        if !self.is_astray(pattern.hint, query, stands) {
            return None;
        }
        if query.gaps() > 0 {
            // What was left out may say the contrary.
            return query.context.is_none().then(|| flagged(stands, &[]));
        }
        let there = at_place(self.text, query, self.place(pattern)?)?;
        let apart = !there.span.meets(stands.span);
        let slip = query.context.is_none() && there.coverage >= SLIP;
        apart.then(|| {
            if slip {
                flagged(&there, &case.found)
            } else {
                flagged(stands, &[there])
            }
        })
    }

    /// Where its neighbours would carry a selector, if they agree.
    fn place(&self, pattern: &Pattern) -> Option<Span> {
        let place = self.order.carried(pattern.hint)?;
        (place.len() <= NEIGHBOURHOOD).then_some(place)
    }
}

/// A candidate that is not called the quotation's without a flag.
pub(super) fn flagged(best: &Candidate, others: &[Candidate]) -> Resolved {
    Resolved {
        outcome: Outcome::Altered(nearby(best, others)),
        score: best.score,
    }
}
