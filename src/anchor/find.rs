//! What became of each pattern of an annotation: where it stands, or what is near.
use super::{
    Missing, Nearby, Outcome, Pattern, Unchecked,
    near::{Candidate, Grain, Query, Sighting, Work, candidates, is_near, look, rank, rivals},
    standing::{self, Pages},
};
use crate::{
    crew::{Alone, Crew},
    text::Span,
};

/// What became of each of `patterns` in `text`; the text is read once, however many there are, and again if one of them is not in it.
/// Paragraphs must be in text order and apart; a pattern stands within one of them, save for the parts of a list.
///
/// Every answer is independent of the other patterns. A search that would cost too much is [`Unchecked::Budget`].
#[must_use]
pub fn find_all(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    find_all_by(&Alone, text, paragraphs, patterns)
}

/// The same; `crew` looks through the text.
#[must_use]
pub fn find_all_by(
    crew: &dyn Crew,
    text: &str,
    paragraphs: &[Span],
    patterns: &[Pattern],
) -> Vec<Outcome> {
    let found = standing::find_all(crew, Pages::new(text, paragraphs), patterns);
    let mut outcomes: Vec<Outcome> = found.into_iter().map(|(outcome, _)| outcome).collect();
    let mut unsettled: Vec<(usize, Query)> = (0..outcomes.len())
        .filter(|&i| is_missing(&outcomes[i]))
        .map(|i| (i, Query::new(&patterns[i])))
        .collect();
    if unsettled.is_empty() {
        return outcomes;
    }
    let mut work = Work::new(text);
    for grain in [Grain::COARSE, Grain::fine(text.len())] {
        let queries: Vec<&Query> = unsettled.iter().map(|u| &u.1).collect();
        let mut seen = look(text, &queries, grain).into_iter();
        unsettled.retain(|(i, query)| {
            let sighting = seen.next().unwrap_or_default();
            match nearest(text, query, &sighting, &mut work) {
                Nearest::Passage(nearby) => outcomes[*i] = Outcome::Altered(nearby),
                // A finer look may tell yet.
                Nearest::None | Nearest::Unknown if !grain.is_last => return true,
                Nearest::None => {}
                Nearest::Unknown => outcomes[*i] = Outcome::Unchecked(Unchecked::Budget),
            }
            false
        });
    }
    outcomes
}

/// Whether nothing stands and something may be near.
pub(super) const fn is_missing(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Missing(Missing::Words | Missing::Segment(_))
    )
}

/// What became of each of `patterns`, near passages aside: it stands, stands in several places, or does not stand.
#[must_use]
pub fn find_standing(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    let found = standing::find_all(&Alone, Pages::new(text, paragraphs), patterns);
    found.into_iter().map(|(outcome, _)| outcome).collect()
}

/// What became of one pattern in `text`; [`find_all`] for many.
#[must_use]
pub fn find(text: &str, paragraphs: &[Span], pattern: &Pattern) -> Outcome {
    find_all(text, paragraphs, std::slice::from_ref(pattern))
        .pop()
        .unwrap_or(Outcome::Unchecked(Unchecked::Pending))
}

/// What is near to a quotation.
enum Nearest {
    Passage(Nearby),
    None,
    Unknown,
}

/// The nearest passage where the query was seen, if it is near enough to be named.
fn nearest(text: &str, query: &Query, seen: &Sighting, work: &mut Work<'_>) -> Nearest {
    let Some(found) = candidates(query, seen, work) else {
        return Nearest::Unknown;
    };
    let ranked = rank(found);
    let best = ranked.first().filter(|best| is_near(text, query, best));
    match (best, rivals(&ranked)) {
        // Not all places were looked at, so that one alone says nothing.
        (_, []) if seen.is_vague => Nearest::Unknown,
        (Some(best), rivals) => Nearest::Passage(nearby(best, rivals)),
        (None, _) => Nearest::None,
    }
}

/// A near passage, and what else might as well be it.
pub(super) fn nearby(best: &Candidate, rivals: &[Candidate]) -> Nearby {
    let mut others: Vec<Span> = rivals.iter().map(|c| c.span).collect();
    others.sort_unstable();
    Nearby {
        span: best.span,
        score: best.score,
        others,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_answer_hangs_neither_on_the_others_nor_on_their_order(
            text in "((we|stay|north|harbour|council|voted|7|not)[ ,.]){20,60}",
            words in proptest::collection::vec("((we|stayed|north|harbor|council|vote|8|not) ){2,9}", 1..5),
        ) {
            let whole = [Span::new(0, text.len())];
            let mut patterns: Vec<Pattern> = words.iter().map(|w| Pattern::new(w)).collect();
            let alone: Vec<Outcome> = patterns.iter().map(|p| find(&text, &whole, p)).collect();
            let together = find_all(&text, &whole, &patterns);
            patterns.reverse();
            let mut turned = find_all(&text, &whole, &patterns);
            turned.reverse();
            prop_assert_eq!(&together, &alone);
            prop_assert_eq!(&turned, &alone);
        }
    }
}
