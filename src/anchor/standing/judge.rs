//! What became of each pattern by where its words stand.
use super::{
    chain::{Solved, Spot, passage, solve},
    operators::Reading,
    pages::Pages,
    places::{KEPT, Kept, Places},
    plan::{Asked, Part, Plan, Prepared, Segments},
    scan::Lookout,
};
use crate::{
    anchor::{Missing, Outcome, Quotation, Unchecked},
    crew::{Crew, share},
    text::{
        Span,
        fold::{ceil_grapheme, floor_grapheme},
        words::whole_words,
    },
};

/// Patterns that are judged at a time.
const SHARE: usize = 2_000;

/// What became of each of `patterns` in `text`, near passages aside, and whether only its context told it from other places.
pub(in crate::anchor) fn find_all(
    crew: &dyn Crew,
    pages: Pages<'_>,
    patterns: &[impl Quotation],
) -> Vec<(Outcome, bool)> {
    let mut asked = Asked::of(pages.text, patterns.len());
    let plans: Vec<Plan<'_>> = patterns.iter().map(|p| asked.plan(p)).collect();
    Search::new(crew, asked, pages).judge_all(crew, pages, &plans)
}

/// What is looked for, and what was found.
pub(super) struct Search<'q> {
    pub(super) asked: Asked<'q>,
    pub(super) places: Places,
}

impl<'q> Search<'q> {
    fn new(crew: &dyn Crew, asked: Asked<'q>, pages: Pages<'_>) -> Self {
        let needles = asked.needles.as_slice();
        let lookout = Lookout::new(needles, &asked.aside);
        let context = |n: usize| asked.owners[n].map(|c| &asked.contexts[c as usize]);
        let shares = pages.shares();
        let found = share(crew, shares.len(), |n| {
            let mut places = Places::of(needles.len());
            let given_up = lookout.scan(pages, shares[n].clone(), |found| {
                places.note(pages.text, found, context(found.needle))
            });
            let given_up = given_up.into_iter().enumerate();
            for (needle, _) in given_up.filter(|&(_, given_up)| given_up) {
                places.give_up(needle);
            }
            places
        });
        let mut places = Places::joined(pages.text, found, context);
        places.takes_cut = pages.paragraphs().is_none();
        Self { asked, places }
    }

    /// What became of each pattern, and whether only its context told it from other places.
    fn judge_all(
        &self,
        crew: &dyn Crew,
        pages: Pages<'_>,
        plans: &[Plan<'_>],
    ) -> Vec<(Outcome, bool)> {
        let judged = |plan: &Plan<'_>| (self.judge(pages, plan), self.is_repeated(plan));
        let shares: Vec<&[Plan<'_>]> = plans.chunks(SHARE).collect();
        let found: Vec<Vec<_>> = share(crew, shares.len(), |n| {
            shares[n].iter().map(judged).collect()
        });
        found.into_iter().flatten().collect()
    }

    /// Whether the words as written stand in several places.
    fn is_repeated(&self, plan: &Plan<'_>) -> bool {
        let repeated = |part: &Part<'_>| part.literal.is_some_and(|needle| self.total(needle) > 1);
        plan.parts.iter().any(repeated)
    }

    /// How many places a needle has, at word bounds if there are any.
    fn total(&self, needle: usize) -> usize {
        self.places.best(needle).total
    }

    fn judge(&self, pages: Pages<'_>, plan: &Plan<'_>) -> Outcome {
        match &*plan.parts {
            [] => Outcome::Missing(Missing::Words),
            [part] => self.judge_part(pages, plan, part),
            parts => self.judge_list(pages, plan, parts),
        }
    }

    fn judge_part(&self, pages: Pages<'_>, plan: &Plan<'_>, part: &Part<'_>) -> Outcome {
        let Some(literal) = part.literal else {
            return Outcome::Missing(Missing::Words);
        };
        let (places, given_up) = (self.places.best(literal), self.places.given_up(literal));
        if given_up && places.total < 2 {
            return Outcome::Unchecked(Unchecked::Budget);
        }
        if places.total > 0 {
            let spots = self.choose(pages.text, plan.context, &places);
            return match spots.as_slice() {
                [_] if given_up => Outcome::Unchecked(Unchecked::Budget),
                [spot] => found(pages, &Reading::plain(part.words), &[spot.span]),
                _ => ambiguous(spots.iter().map(|s| s.span).collect()),
            };
        }
        match &part.operators {
            Prepared::Read(segments) => self.chain(pages, plan, segments),
            Prepared::Malformed => Outcome::Missing(Missing::Malformed),
            Prepared::Absent(Some(dots)) if self.stands(pages, plan, dots) => {
                Outcome::Missing(Missing::Ellipsis)
            }
            Prepared::Absent(_) => Outcome::Missing(match self.places.cut(literal) {
                Some(cut) => Missing::Cut(whole_words(pages.text, cut)),
                None => Missing::Words,
            }),
        }
    }

    /// Those of the places of words that were found as they are written which the context fits; all where it fits none.
    fn choose(&self, text: &str, context: Option<usize>, places: &Kept<'_>) -> Vec<Spot> {
        if places.total > 1
            && let Some(context) = context
        {
            let context = &self.asked.contexts[context];
            let first = places.first().filter(|s| context.fits(text, s.span));
            let fitting: Vec<Spot> = first.chain(places.fitting()).collect();
            if !fitting.is_empty() {
                return fitting;
            }
        }
        places.first().collect()
    }

    /// A list: each part as it is written, or as its operators say where that is nowhere.
    fn judge_list(&self, pages: Pages<'_>, plan: &Plan<'_>, parts: &[Part<'_>]) -> Outcome {
        let (mut readings, mut needles) = (Vec::new(), Vec::new());
        for part in parts {
            let Some(literal) = part.literal else {
                return Outcome::Missing(Missing::Words);
            };
            match &part.operators {
                Prepared::Read(segments) if self.total(literal) == 0 => {
                    readings.push(segments.reading.clone());
                    needles.extend_from_slice(&segments.needles);
                }
                Prepared::Malformed if self.total(literal) == 0 => {
                    return Outcome::Missing(Missing::Malformed);
                }
                _ => {
                    readings.push(Reading::plain(part.words));
                    needles.push(literal);
                }
            }
        }
        self.chain(
            pages,
            plan,
            &Segments {
                reading: Reading::list(readings),
                needles,
            },
        )
    }

    fn stands(&self, pages: Pages<'_>, plan: &Plan<'_>, segments: &Segments) -> bool {
        !matches!(
            self.chain(pages, plan, segments),
            Outcome::Missing(_) | Outcome::Unchecked(_)
        )
    }

    fn chain(&self, pages: Pages<'_>, plan: &Plan<'_>, segments: &Segments) -> Outcome {
        let nowhere = |n: &usize| !self.asked.aside[*n] && self.total(*n) == 0;
        if let Some(absent) = segments.needles.iter().position(nowhere) {
            return Outcome::Missing(Missing::Segment(absent));
        }
        let Some(places) = self.gather(pages, segments) else {
            return Outcome::Unchecked(Unchecked::Budget);
        };
        let text = pages.text;
        let fits = |span| {
            plan.context
                .is_some_and(|c| self.asked.contexts[c].fits(text, span))
        };
        match solve(text, &segments.reading, &places, fits) {
            Solved::One(places) => found(pages, &segments.reading, &places),
            Solved::Several(places) => ambiguous(places),
            Solved::None(why) => Outcome::Missing(why),
        }
    }
}

/// One place: exact where every run of words is there byte for byte.
fn found(pages: Pages<'_>, reading: &Reading, places: &[Span]) -> Outcome {
    let text = pages.text;
    let mut exact = true;
    let settled: Vec<Span> = places
        .iter()
        .zip(&reading.segments)
        .map(|(&span, segment)| {
            let same = byte_for_byte(text, span, &segment.words);
            exact &= same.is_some();
            same.unwrap_or(span)
        })
        .collect();
    let passage = passage(pages, reading, &settled);
    if exact {
        Outcome::Exact(passage)
    } else {
        Outcome::Folded(passage)
    }
}

/// Where the bytes of `words` stand at `span`, an end that shows nothing counted in or not.
fn byte_for_byte(text: &str, span: Span, words: &str) -> Option<Span> {
    let words = words.trim();
    let end = span.start + words.len();
    let whole = |at| !parts_hyphens(text, at);
    if text[span.start..].starts_with(words) && ceil_grapheme(text, end) == end && whole(end) {
        return Some(Span::new(span.start, end));
    }
    let start = span.end.checked_sub(words.len())?;
    let stands = text[..span.end].ends_with(words) && floor_grapheme(text, start) == start;
    (stands && whole(start)).then_some(Span::new(start, span.end))
}

/// Whether byte `at` is between the hyphens of one typewritten dash.
fn parts_hyphens(text: &str, at: usize) -> bool {
    text[..at].ends_with('-') && text[at..].starts_with('-')
}

fn ambiguous(mut places: Vec<Span>) -> Outcome {
    places.sort_unstable();
    places.dedup();
    places.truncate(KEPT);
    Outcome::Ambiguous(places)
}
