//! The last word on each pattern: standing places, near ones, context and margin weighed together.
use crate::text::Span;

use super::{
    Missing, Nearby, Outcome, Passage, Pattern, Unchecked,
    choose::{MARGIN, fact_changed, is_like, is_near, rank, rivals},
    context::Context,
    exact,
    index::Index,
    near::{Candidate, Work, at_place, candidates, standing, tolerance},
    order::Order,
    query::Query,
    seeds,
};

/// What became of each of `patterns` in `text`; the text is read once, however many there are, and a second time if one of them is not in it.
/// Paragraphs must be in text order and apart; a pattern stands within one of them, save for the parts of a list.
///
/// Every answer is independent of the other patterns. A search that would cost too much is [`Unchecked::Budget`].
#[must_use]
pub fn find_all(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    let found = exact::find_all(text, paragraphs, patterns);
    let mut outcomes: Vec<Outcome> = found.into_iter().map(|f| f.0).collect();
    let unsettled: Vec<usize> = (0..outcomes.len())
        .filter(|&i| is_missing(&outcomes[i]))
        .collect();
    if unsettled.is_empty() {
        return outcomes;
    }
    let index = Index::new(text);
    let mut work = Work::default();
    let mut unlike: Vec<(usize, Query)> = Vec::new();
    for i in unsettled {
        let query = Query::new(&index, &patterns[i].parts, Context::new(&patterns[i]));
        match candidates(&index, &query, &mut work) {
            None => outcomes[i] = Outcome::Unchecked(Unchecked::Budget),
            Some(found) => match nearest_of(&index, &query, found) {
                Some(outcome) => outcomes[i] = outcome,
                None if is_legible(&query) => unlike.push((i, query)),
                None => {}
            },
        }
    }
    let queries: Vec<&Query> = unlike.iter().map(|u| &u.1).collect();
    let found = seeds::candidates(&index, &queries);
    for ((i, query), found) in unlike.iter().zip(found) {
        if let Some(outcome) = nearest_of(&index, query, found) {
            outcomes[*i] = outcome;
        }
    }
    outcomes
}

const fn is_missing(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Missing(Missing::Words | Missing::Segment(_))
    )
}

/// The nearest of `found`, if it is near enough to be named.
fn nearest_of(index: &Index<'_>, query: &Query, found: Vec<Candidate>) -> Option<Outcome> {
    let ranked = rank(found);
    let best = ranked.first().filter(|best| is_near(index, query, best))?;
    Some(Outcome::Altered(nearby(best, rivals(&ranked))))
}

/// Whether a quotation is long enough to be known by its letters alone.
fn is_legible(query: &Query) -> bool {
    !query.marked && tolerance(query) > 0
}

/// What became of each of `patterns`, near passages aside: it stands, stands in several places, or does not stand.
#[must_use]
pub fn find_standing(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    let found = exact::find_all(text, paragraphs, patterns);
    found.into_iter().map(|(outcome, _)| outcome).collect()
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

impl Resolved {
    const fn nothing(outcome: Outcome) -> Self {
        Self {
            outcome,
            score: 0.0,
        }
    }
}

/// Like [`find_all`] for selectors made by machines (W3C `TextQuoteSelector`) on a text without paragraphs, resolved jointly.
///
/// A context that contradicts makes even words that stand there doubtful: they are [`Outcome::Altered`]. A context that is like enough,
/// and the order of the others' hints, tell equal places apart; what they chose is [`Outcome::Altered`] too, and so are a few words with
/// a slip in them where nothing else is like them. A passage with another
/// number, name or negation that is not where its neighbours are is another passage.
#[must_use]
pub fn resolve(text: &str, patterns: &[Pattern]) -> Vec<Resolved> {
    let outcomes = exact::find_all(text, &[Span::new(0, text.len())], patterns);
    let places =
        outcomes
            .iter()
            .zip(patterns)
            .filter_map(|((outcome, _), pattern)| match outcome {
                Outcome::Exact(passage) | Outcome::Folded(passage) => {
                    Some((pattern.hint?, passage.span.start))
                }
                _ => None,
            });
    let scene = Scene {
        index: Index::new(text),
        order: Order::new(places.collect()),
    };
    let mut work = Work::default();
    let weigh = |((outcome, repeated), pattern): ((Outcome, bool), &Pattern)| {
        scene.weigh(pattern, outcome, repeated, &mut work)
    };
    let mut all: Vec<Resolved> = outcomes.into_iter().zip(patterns).map(weigh).collect();
    scene.read_letters(patterns, &mut all);
    all
}

/// What all selectors of a text have in common.
struct Scene<'a> {
    index: Index<'a>,
    order: Order,
}

/// A likeness of context that needs no look at what else is near.
const SURE: f32 = 0.6;
/// How much more alike than the others' a context must be to tell equal words apart, letter by letter.
const APART: f32 = 0.2;

/// Bytes by which a quotation may lie beside the place to which its neighbours carry it, half its own length aside.
const STRAY: usize = 60;
/// Bytes between the places to which a quotation's neighbours carry it, beyond which they say little.
const NEIGHBOURHOOD: usize = 1_000;

impl Scene<'_> {
    fn weigh(
        &self,
        pattern: &Pattern,
        outcome: Outcome,
        repeated: bool,
        work: &mut Work,
    ) -> Resolved {
        let query = Query::new(&self.index, &pattern.parts, Context::new(pattern));
        if query.words() == 0 {
            return point(self.index.text, pattern);
        }
        let spans = match &outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => vec![passage.span],
            Outcome::Ambiguous(places) => places.clone(),
            Outcome::Missing(_) => Vec::new(),
            Outcome::Altered(_) | Outcome::Unchecked(_) => return Resolved::nothing(outcome),
        };
        let short_enough = spans.iter().filter(|s| s.len() <= longest(pattern));
        let mut found: Vec<Candidate> = short_enough
            .map(|&s| standing(&self.index, &query, s))
            .collect();
        let alone = found.len() == 1 && query.context.is_none();
        if alone && self.is_doubtful(&query, pattern.hint, &found[0]) {
            return match self.at_its_place(pattern, &query) {
                Some(slip) => flagged(&slip, &found),
                None => self.decide(pattern, &query, &found, outcome, repeated),
            };
        }
        if !alone && !found.iter().any(|c| c.context.is_some_and(|c| c >= SURE)) {
            match candidates(&self.index, &query, work) {
                None if found.is_empty() => {
                    return Resolved::nothing(Outcome::Unchecked(Unchecked::Budget));
                }
                more => found.extend(more.unwrap_or_default()),
            }
        }
        let decided = self.decide(pattern, &query, &rank(found), outcome, repeated);
        match decided.outcome {
            Outcome::Missing(_) if query.context.is_none() && !query.marked => {
                let found = self.at_its_place(pattern, &query);
                found.map_or(decided, |found| flagged(&found, &[]))
            }
            _ => decided,
        }
    }

    /// Looks by their letters for those that nothing was found of.
    fn read_letters(&self, patterns: &[Pattern], all: &mut [Resolved]) {
        let missing = (0..all.len()).filter(|&i| is_missing(&all[i].outcome));
        let query = |i: usize| {
            let pattern = &patterns[i];
            (
                i,
                Query::new(&self.index, &pattern.parts, Context::new(pattern)),
            )
        };
        let unlike: Vec<(usize, Query)> = missing
            .map(query)
            .filter(|(_, query)| is_legible(query))
            .collect();
        let queries: Vec<&Query> = unlike.iter().map(|u| &u.1).collect();
        let found = seeds::candidates(&self.index, &queries);
        for ((i, query), found) in unlike.iter().zip(found) {
            let none = Outcome::Missing(Missing::Words);
            all[*i] = self.decide(&patterns[*i], query, &rank(found), none, false);
        }
    }

    /// What is like the query by its letters where its neighbours would carry it.
    fn at_its_place(&self, pattern: &Pattern, query: &Query) -> Option<Candidate> {
        let place = self.order.carried(pattern.hint)?;
        let known = place.len() <= NEIGHBOURHOOD;
        known.then(|| at_place(&self.index, query, place)).flatten()
    }

    fn decide(
        &self,
        pattern: &Pattern,
        query: &Query,
        ranked: &[Candidate],
        outcome: Outcome,
        repeated: bool,
    ) -> Resolved {
        let expected = |c: &Candidate| self.order.expects(pattern.hint, c.span.start);
        let carried = |c: &Candidate| self.is_carried(query, pattern.hint, c);
        let twins = ranked
            .iter()
            .take_while(|c| self.is_twin(query, c, expected(c)))
            .count();
        let ranked = &ranked[twins..];
        let Some(best) = ranked.first().filter(|best| {
            is_near(&self.index, query, best)
                || self.is_lone(query, best, &ranked[1..])
                || carried(best)
        }) else {
            return Resolved::nothing(Outcome::Missing(Missing::Words));
        };
        let rivals = rivals(ranked);
        let chosen = if rivals.is_empty() {
            Some(best)
        } else {
            only(best, rivals, |c| expected(c) == Some(true))
                .or_else(|| only(best, rivals, carried))
                .or_else(|| self.nearest(pattern, best, rivals))
                .or_else(|| self.best_beside(query, best, rivals))
        };
        let Some(chosen) = chosen else {
            return Resolved::nothing(several(best, rivals));
        };
        let fits = query
            .context
            .as_ref()
            .is_none_or(|c| c.fits(self.index.text, chosen.span));
        let certain = rivals.is_empty() && fits && !(repeated && expected(chosen) == Some(false));
        let outcome = match outcome {
            Outcome::Exact(_) | Outcome::Folded(_) if certain && chosen.stands => outcome,
            _ => Outcome::Altered(nearby(chosen, &[])),
        };
        Resolved {
            outcome,
            score: chosen.score,
        }
    }

    /// Whether few words stand elsewhere than where their neighbours would carry them: with a slip in them, other words of the text are meant.
    fn is_doubtful(&self, query: &Query, hint: Option<usize>, candidate: &Candidate) -> bool {
        query.is_short()
            && query.context.is_none()
            && candidate.stands
            && self.order.carried(hint).is_some()
            && !self.is_carried(query, hint, candidate)
    }

    /// Whether a candidate without context is where its neighbours would carry it, and enough of its words are there.
    fn is_carried(&self, query: &Query, hint: Option<usize>, candidate: &Candidate) -> bool {
        let carried = self.order.carried(hint);
        let astray = carried.map(|to| apart(to, candidate.span.start));
        query.context.is_none()
            && candidate.coverage >= 0.6
            && candidate.density >= 0.2
            && astray.is_some_and(|bytes| bytes <= STRAY + query.clean.len() / 2)
    }

    /// Whether few words that are not near enough by themselves are the only ones like it in the text, and nothing there speaks against them.
    fn is_lone(&self, query: &Query, best: &Candidate, others: &[Candidate]) -> bool {
        if others.iter().any(|c| best.score - c.score < MARGIN) {
            return false;
        }
        match &query.context {
            Some(context) => best.stands && context.is_beyond(self.index.text, best.span),
            None => is_like(&self.index, query, best),
        }
    }

    /// The one of several places with equal words whose context is by far the most alike, letter by letter.
    fn best_beside<'c>(
        &self,
        query: &Query,
        best: &'c Candidate,
        rivals: &'c [Candidate],
    ) -> Option<&'c Candidate> {
        let context = query.context.as_ref()?;
        let all = rivals.iter().chain([best]);
        let mut all: Vec<(f32, &Candidate)> = all
            .map(|c| Some((context.likeness(self.index.text, c.span).mean()?, c)))
            .collect::<Option<_>>()?;
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, second) = (all.first()?, all.get(1)?);
        let clear = first.0 - second.0 >= APART;
        (clear && all.iter().all(|c| c.1.stands)).then_some(first.1)
    }

    /// The one of equal places by far nearest to where its neighbours would carry it, or to where the words stood last time.
    fn nearest<'c>(
        &self,
        pattern: &Pattern,
        best: &'c Candidate,
        rivals: &'c [Candidate],
    ) -> Option<&'c Candidate> {
        let hint = pattern.hint?;
        let place = self
            .order
            .carried(Some(hint))
            .unwrap_or(Span::new(hint, hint));
        let distance = |c: &Candidate| apart(place, c.span.start);
        let mut all: Vec<&Candidate> = rivals.iter().chain([best]).collect();
        all.sort_by_key(|c| distance(c));
        let (first, second) = (*all.first()?, *all.get(1)?);
        let clear = first.stands == second.stands
            && distance(first) * 4 < distance(second)
            && distance(first) < 400;
        clear.then_some(first)
    }

    /// Whether a candidate says something else, and its place does not speak for it either.
    fn is_twin(&self, query: &Query, candidate: &Candidate, expected: Option<bool>) -> bool {
        let speaks = expected.unwrap_or(candidate.context.is_some_and(|c| c >= 0.25));
        let legible = !candidate.stands && !candidate.noisy;
        legible && !speaks && fact_changed(&self.index, query, candidate)
    }
}

fn flagged(best: &Candidate, others: &[Candidate]) -> Resolved {
    Resolved {
        outcome: Outcome::Altered(nearby(best, others)),
        score: best.score,
    }
}

/// An empty selector names the point between its context, which must stand there byte for byte.
fn point(text: &str, pattern: &Pattern) -> Resolved {
    let side = |words: &Option<String>| words.clone().unwrap_or_default();
    let (before, after) = (side(&pattern.before), side(&pattern.after));
    let beside = format!("{before}{after}");
    if beside.is_empty() || pattern.parts.iter().any(|p| !p.is_empty()) {
        return Resolved::nothing(Outcome::Missing(Missing::Words));
    }
    let at = |(i, _)| i + before.len();
    let mut points = text.match_indices(&beside).map(at);
    match (points.next(), points.next()) {
        (Some(point), None) => Resolved {
            outcome: Outcome::Exact(Passage {
                span: Span::new(point, point),
                pieces: Vec::new(),
            }),
            score: 1.0,
        },
        (Some(first), Some(second)) => Resolved::nothing(Outcome::Ambiguous(vec![
            Span::new(first, first),
            Span::new(second, second),
        ])),
        (None, _) => Resolved::nothing(Outcome::Missing(Missing::Words)),
    }
}

/// The only one of equal candidates of which that is so.
fn only<'c>(
    best: &'c Candidate,
    rivals: &'c [Candidate],
    is_so: impl Fn(&Candidate) -> bool,
) -> Option<&'c Candidate> {
    let mut all = rivals.iter().chain([best]).filter(|c| is_so(c));
    all.next().filter(|_| all.next().is_none())
}

/// Bytes between a place and a span it is not in.
const fn apart(span: Span, place: usize) -> usize {
    if place < span.start {
        span.start - place
    } else {
        place.saturating_sub(span.end)
    }
}

/// Bytes a quotation with words left out may run over.
fn longest(pattern: &Pattern) -> usize {
    pattern.parts.iter().map(String::len).sum::<usize>() * 4 + 2_000
}

fn several(best: &Candidate, rivals: &[Candidate]) -> Outcome {
    let mut places: Vec<Span> = rivals.iter().map(|c| c.span).chain([best.span]).collect();
    places.sort_unstable();
    Outcome::Ambiguous(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    const BEFORE: &str = "Rain fell on the harbour all afternoon, and the clerk read the minutes aloud to nobody in particular. ";
    const AFTER: &str = " Then the lamps were lit and the last ferry left for the islands with eleven passengers aboard.";

    /// The passage in marks is what `words` came from, with mistakes.
    fn near(marked: &str, words: &str) {
        let (text, spans) = unmark(&format!("{BEFORE}{marked}{AFTER}"));
        match find(&text, &[Span::new(0, text.len())], &Pattern::new(words)) {
            Outcome::Altered(nearby) => {
                assert_eq!(nearby.span.of(&text), spans[0].of(&text), "{words}");
            }
            other => panic!("{words}: {other:?}"),
        }
    }

    fn selector(before: &str, words: &str, after: &str) -> Pattern {
        Pattern {
            before: Some(before.into()),
            after: Some(after.into()),
            ..Pattern::new(words)
        }
    }

    fn alone(text: &str, pattern: Pattern) -> Outcome {
        resolve(text, &[pattern]).remove(0).outcome
    }

    #[test]
    fn altered_words_are_shown_and_never_attached() {
        near(
            "«The council voted to keep the old bridge open until spring».",
            "The council decided to keep the old bridge open until spring",
        );
        near(
            "«The council did not vote to keep the old bridge open».",
            "The council did vote to keep the old bridge open",
        );
        near(
            "«The council, which met on Monday in the old hall, voted to keep the bridge open».",
            "The council voted to keep the bridge open",
        );
        near(
            "«tlie couucil vcted to keep the oid bridge opeu until spriug»",
            "the council voted to keep the old bridge open until spring",
        );
    }

    #[test]
    fn words_that_are_nowhere_are_missing() {
        let text = format!("{BEFORE}The council voted.{AFTER}");
        for words in [
            "penguins argue about tax law under violet skies",
            "voted often",
            "zzz",
        ] {
            let outcome = find(&text, &[Span::new(0, text.len())], &Pattern::new(words));
            assert!(
                matches!(outcome, Outcome::Missing(_)),
                "{words}: {outcome:?}"
            );
        }
    }

    #[test]
    fn two_near_passages_are_both_told() {
        let text = format!(
            "The north wall of the harbour failed in three places.{AFTER}{BEFORE}The south wall of the harbour failed in three places."
        );
        let words = "The east wall of the harbour failed in three places";
        match find(&text, &[Span::new(0, text.len())], &Pattern::new(words)) {
            Outcome::Altered(nearby) => assert_eq!(nearby.others.len(), 1),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_edited_place_beats_a_twin_elsewhere() {
        let (text, spans) = unmark(&format!(
            "Our tool «may be used by anyone» in the building.{AFTER}{BEFORE}A hammer can be used by anyone at home."
        ));
        let outcome = alone(
            &text,
            selector("Our tool ", "can be used by anyone", " in the building"),
        );
        assert!(
            matches!(&outcome, Outcome::Altered(nearby) if nearby.span == spans[0]),
            "{outcome:?}"
        );
    }

    #[test]
    fn a_short_text_in_other_company_is_not_it() {
        let text = format!("{BEFORE}Robin drew the maps.{AFTER}");
        let outcome = alone(
            &text,
            selector("wrote the preface with ", "Robin", ", who chose the poems"),
        );
        assert!(matches!(outcome, Outcome::Missing(_)), "{outcome:?}");
    }

    #[test]
    fn a_context_beyond_the_texts_end_speaks_against_nothing() {
        let asked = || selector("", "board", " of trustees");
        let ended = "Minutes of the harbour board.";
        let Outcome::Altered(nearby) = alone(ended, asked()) else {
            panic!("not flagged");
        };
        assert_eq!(nearby.span.of(ended), "board");
        let other = alone("Minutes of the harbour board and its members.", asked());
        assert!(matches!(other, Outcome::Missing(_)), "{other:?}");
    }

    #[test]
    fn few_words_with_a_slip_are_flagged_where_nothing_else_is_like_them() {
        let flagged = |text: &str, words: &str| match alone(text, Pattern::new(words)) {
            Outcome::Altered(nearby) => Some(nearby.span.of(text).to_owned()),
            _ => None,
        };
        let text = "Many winters ago the ferry sank, and the early boat came late.";
        for (words, printed) in [
            ("Some winters ago", Some("Many winters ago")),
            ("the earrly boat", Some("the early boat")),
            ("No winters ago", None),
            ("Some weddings ago", None),
        ] {
            assert_eq!(flagged(text, words).as_deref(), printed, "{words}");
        }
        let twice = format!("{text}{AFTER} And the early boat sank.");
        assert_eq!(flagged(&twice, "the earrly boat"), None);
    }

    #[test]
    fn equal_words_are_told_apart_by_the_letters_beside_them() {
        let (text, spans) = unmark(
            "They had everything to lose, they had nothing «to lose», and the poor had hope.",
        );
        let outcome = alone(&text, selector("they had nout", "to lose", ""));
        assert!(
            matches!(&outcome, Outcome::Altered(nearby) if nearby.span == spans[0]),
            "{outcome:?}"
        );
        let neither = alone(&text, selector("sat quietly", "to lose", ""));
        assert!(
            matches!(neither, Outcome::Ambiguous(_) | Outcome::Missing(_)),
            "{neither:?}"
        );
    }

    #[test]
    fn a_twin_with_another_fact_is_not_it_unless_it_stands_where_its_neighbours_do() {
        let sentences = [
            "Alpha met the mayor in May.",
            "Beta bought ninety boats in June.",
            "Gamma closed the gates in July.",
            "Delta dug the docks in August.",
            "Kappa kept the keys in winter.",
        ];
        let twin = "Omega earned 40 million from the harbour tolls.";
        let patterns = |hint: usize| {
            let mut all: Vec<Pattern> = (0..)
                .zip(sentences)
                .map(|(i, s)| Pattern {
                    hint: Some(i * 1_000),
                    ..Pattern::new(s)
                })
                .collect();
            all.push(Pattern {
                hint: Some(hint),
                ..Pattern::new("Omega earned 70 million from the harbour tolls.")
            });
            all
        };
        let filler = format!(" {}", AFTER.repeat(8));
        let text = format!(
            "{}{twin}",
            sentences.map(|s| format!("{s}{filler}")).concat()
        );
        assert!(matches!(
            resolve(&text, &patterns(500))[5].outcome,
            Outcome::Missing(_)
        ));
        assert!(matches!(
            resolve(&text, &patterns(4_500))[5].outcome,
            Outcome::Altered(_)
        ));
    }

    /// What became of `words`, quoted right behind the third of sentences far apart, where `there` is printed now; `end` ends the text.
    fn among_neighbours(there: &str, words: &str, end: &str) -> (String, Outcome) {
        let sentences = [
            "Alpha met the mayor in May.",
            "Beta bought ninety boats in June.",
            "Gamma closed the gates in July.",
            "Delta dug the docks in August.",
            "Kappa kept the keys in winter.",
        ];
        let (mut text, mut patterns) = (String::new(), Vec::new());
        for (i, sentence) in sentences.into_iter().enumerate() {
            patterns.push(Pattern {
                hint: Some(text.len()),
                ..Pattern::new(sentence)
            });
            text.push_str(sentence);
            text.push_str(if i == 2 { there } else { AFTER });
            text.push_str(&AFTER.repeat(8));
        }
        text.push_str(end);
        patterns.push(Pattern {
            hint: patterns[2].hint.map(|hint| hint + sentences[2].len() + 1),
            ..Pattern::new(words)
        });
        let outcome = resolve(&text, &patterns).remove(5).outcome;
        (text, outcome)
    }

    #[test]
    fn where_its_neighbours_carry_a_quotation_less_of_it_has_to_be_there() {
        for (printed, words) in [
            ("Boats were not let in at all.", "Boats were let in"),
            (
                "The gates (PDF, 2 pages) were employed daily.",
                "The gates were used daily",
            ),
            ("Keep pace with the times!", "pace withthe times"),
        ] {
            let (text, outcome) = among_neighbours(&format!(" {printed}"), words, "");
            let Outcome::Altered(nearby) = &outcome else {
                panic!("{words}: {outcome:?}");
            };
            let at = text.find(printed).unwrap_or(0);
            assert!(
                nearby.span.meets(Span::new(at, at + printed.len())),
                "{words}"
            );
        }
        let (_, gone) = among_neighbours(" Nothing of the kind was said.", "Boats were let in", "");
        assert!(matches!(gone, Outcome::Missing(_)), "{gone:?}");
    }

    #[test]
    fn few_words_that_stand_elsewhere_do_not_hide_the_slip_where_they_are_expected() {
        let (text, outcome) = among_neighbours(" See part three.", "part thre", "A part thre.");
        let Outcome::Altered(nearby) = outcome else {
            panic!("not flagged: {outcome:?}");
        };
        let named = |span: &Span| span.of(&text).to_owned();
        assert_eq!(named(&nearby.span), "part three");
        assert_eq!(
            nearby.others.iter().map(named).collect::<Vec<_>>(),
            ["part thre"]
        );
    }

    #[test]
    fn an_empty_selector_is_the_point_between_its_context() {
        let text = "lorem ipsum dolor ipsum";
        let point = |before: &str, after: &str| alone(text, selector(before, "", after));
        assert!(matches!(point("lorem ", "ipsum"), Outcome::Exact(p) if p.span == Span::new(6, 6)));
        assert!(matches!(point("", "ipsum"), Outcome::Ambiguous(_)));
        assert!(matches!(point("dolor", "lorem"), Outcome::Missing(_)));
        assert!(matches!(point("", ""), Outcome::Missing(_)));
    }

    #[test]
    fn common_words_are_not_looked_for_for_ever() {
        let text = "of the ".repeat(40_000);
        let outcome = find(
            &text,
            &[Span::new(0, text.len())],
            &Pattern::new("the the of of of the the of the of of"),
        );
        assert_eq!(outcome, Outcome::Unchecked(Unchecked::Budget));
    }
}
