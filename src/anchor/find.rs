//! What became of each pattern of an annotation: where it stands, or what is near.
use super::{
    Missing, Nearby, Outcome, Quotation, Unchecked,
    near::{Candidate, Grain, Query, Sighting, Work, candidates, equals, is_near, look, rank},
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
pub fn find_all(text: &str, paragraphs: &[Span], patterns: &[impl Quotation]) -> Vec<Outcome> {
    find_all_by(&Alone, text, paragraphs, patterns)
}

/// The same; `crew` looks through the text.
#[must_use]
pub fn find_all_by(
    crew: &dyn Crew,
    text: &str,
    paragraphs: &[Span],
    patterns: &[impl Quotation],
) -> Vec<Outcome> {
    let mut outcomes = find_standing_by(crew, text, paragraphs, patterns);
    let unsettled: Vec<(usize, Query)> = (0..outcomes.len())
        .filter(|&i| is_missing(&outcomes[i]))
        .map(|i| (i, Query::new(&patterns[i])))
        .collect();
    if !unsettled.is_empty() {
        find_near(text, unsettled, &mut outcomes);
    }
    outcomes.iter_mut().for_each(show_cut);
    outcomes
}

/// Shows the words out of which those that stand nowhere else would have to be cut, as near as can be without context.
fn show_cut(outcome: &mut Outcome) {
    if let Outcome::Missing(Missing::Cut(span)) = *outcome {
        *outcome = Outcome::Altered(Nearby {
            span,
            score: 0.72,
            others: Vec::new(),
        });
    }
}

/// Looks for what is near to the `unsettled`, each the number of its outcome.
fn find_near(text: &str, mut unsettled: Vec<(usize, Query)>, outcomes: &mut [Outcome]) {
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
}

/// Whether nothing stands and something may be near.
pub(super) const fn is_missing(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Missing(Missing::Words | Missing::Cut(_) | Missing::Segment(_))
    )
}

/// What became of each of `patterns`, near passages aside: it stands, stands in several places, or does not stand.
#[must_use]
pub fn find_standing(text: &str, paragraphs: &[Span], patterns: &[impl Quotation]) -> Vec<Outcome> {
    find_standing_by(&Alone, text, paragraphs, patterns)
}

/// The same; `crew` looks through the text.
#[must_use]
pub fn find_standing_by(
    crew: &dyn Crew,
    text: &str,
    paragraphs: &[Span],
    patterns: &[impl Quotation],
) -> Vec<Outcome> {
    let found = standing::find_all(crew, Pages::new(text, paragraphs), patterns);
    found.into_iter().map(|(outcome, _)| outcome).collect()
}

/// What became of one pattern in `text`; [`find_all`] for many.
#[must_use]
pub fn find(text: &str, paragraphs: &[Span], pattern: &impl Quotation) -> Outcome {
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
    let Some(mut found) = candidates(query, seen, work) else {
        return Nearest::Unknown;
    };
    let ranked = rank(&mut found);
    match equals(&ranked) {
        // Not all places were looked at, so that one alone says nothing.
        [] | [_] if seen.is_vague => Nearest::Unknown,
        [best, rivals @ ..] if is_near(text, query, best) => Nearest::Passage(nearby(best, rivals)),
        _ => Nearest::None,
    }
}

/// A near passage, and what else might as well be it.
pub(super) fn nearby(best: &Candidate, rivals: &[&Candidate]) -> Nearby {
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
    use crate::{anchor::Pattern, text::unmark};

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
            "«理事會投票決定保留這座舊橋直到春天»。",
            "理事會投票決定關閉這座舊橋直到春天",
        );
        near(
            "«tlie couucil vcted to keep the oid bridge opeu until spriug»",
            "the council voted to keep the old bridge open until spring",
        );
    }

    #[test]
    fn what_operators_leave_out_is_no_part_of_a_change_beside_it() {
        let passage = "«Either we keep these bridges by force of habit, or Norwegian ferries leave this harbour and stop carrying people»";
        for words in [
            "Either we keep these boats >> stop carrying people",
            "Either we keep these boats [...] stop carrying people",
            "Either we keep these bridges >> cease carrying people",
        ] {
            near(passage, words);
        }
        let text = crate::text::unmark(passage).0;
        for words in [
            "Either we keep Mr Olsen >> stop carrying people",
            "Either we keep 17 bridges >> violet penguins argue about tax",
        ] {
            let outcome = find(&text, &[Span::new(0, text.len())], &Pattern::new(words));
            assert!(
                matches!(outcome, Outcome::Missing(_)),
                "{words}: {outcome:?}"
            );
        }
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
    fn few_words_that_stand_only_within_others_are_shown_there() {
        for (marked, words) in [
            ("killed «120» here", "12"),
            ("the «town cannot» go", "town can"),
        ] {
            let (text, spans) = unmark(marked);
            match find(&text, &[Span::new(0, text.len())], &Pattern::new(words)) {
                Outcome::Altered(nearby) => assert_eq!(nearby.span, spans[0], "{words}"),
                other => panic!("{words}: {other:?}"),
            }
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
    fn a_sentence_put_in_between_two_belongs_to_the_passage() {
        near(
            "It was «a night of heavy rain. The harbour master had gone home early that day. Nobody» saw the boat.",
            "a night of heavy rain. Nobody",
        );
        near(
            "He spoke of «rain. The harbour master had gone home early that day. Nobody saw the boat» sink.",
            "rain. Nobody saw the boat",
        );
    }

    #[test]
    fn what_little_is_like_it_in_the_next_sentence_does_not_belong_to_it() {
        near(
            "«The council voted to keep the old bridge open until spring». In the end two of its members left the room.",
            "The council voted to keep the old bridge open until spring. In the hall the members of both parties cheered",
        );
        near(
            "At the quay nobody had seen the master of the boat. «The council voted to keep the old bridge open until spring».",
            "At noon the party of the mayor had won. The council voted to keep the old bridge open until spring",
        );
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
