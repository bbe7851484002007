//! What makes doubtful that words which stand are those which were meant: then they are not called the quotation's without a flag.
use super::{
    order::stood,
    resolve::{Resolved, Scene, flagged},
};
use crate::{
    anchor::{
        Nearby, Outcome, Passage, Pattern, Piece,
        context::Context,
        near::{Candidate, Query, TWIN, edges_in_doubt, paragraph_around},
    },
    text::{Span, fold::same},
};

/// Share of the words, or letters, of a passage where the quotation is expected that makes it rather that than equal words elsewhere.
const SLIP: f32 = 0.93;

impl Scene<'_> {
    /// What to say of standing words that are not where their neighbours would carry them, or not the only ones there: words that were
    /// changed may have left a twin elsewhere. Then neither is called the quotation's without a flag.
    pub(super) fn doubt(
        &self,
        pattern: &Pattern,
        query: &Query,
        chosen: &Candidate,
        ranked: &[&Candidate],
    ) -> Option<Resolved> {
        if !chosen.stands {
            return None;
        }
        let near = |c: &&&Candidate| !c.span.meets(chosen.span) && c.coverage >= TWIN;
        let twins: Vec<&Candidate> = ranked.iter().filter(near).copied().collect();
        let carried = |c: &&&Candidate| self.is_carried(pattern, query, c);
        if !self.is_astray(pattern, query, chosen) {
            let others: Vec<&Candidate> = twins.iter().filter(carried).copied().collect();
            return (!others.is_empty()).then(|| flagged(chosen, &others));
        }
        let slip = twins.iter().find(|c| c.coverage >= SLIP && carried(c));
        if let Some(slip) = slip {
            return Some(flagged(slip, &[chosen]));
        }
        // What was left out may say the contrary; a few words stand anywhere.
        let doubtful =
            !twins.is_empty() || query.gaps() > 0 || (query.context.is_none() && query.is_short());
        doubtful.then(|| flagged(chosen, &twins))
    }

    /// Flags words without context that stand, where a few of them at an end may be others than those which were meant.
    pub(super) fn doubt_edges(&self, pattern: &Pattern, resolved: &mut Resolved) {
        let (Outcome::Exact(passage) | Outcome::Folded(passage)) = &resolved.outcome else {
            return;
        };
        let stands = passage.span;
        let carried = stood(pattern).map(|stood| self.order.edges(stood));
        let doubted = carried
            .and_then(|carried| edges_in_doubt(self.text, stands, carried))
            .or_else(|| with_own_brackets(self.text, passage));
        if let Some(span) = doubted.filter(|_| Context::new(pattern).is_none()) {
            resolved.outcome = Outcome::Altered(Nearby {
                span,
                score: resolved.score,
                others: vec![stands],
            });
        }
    }
}

/// Whether words that were doubted where they stand are doubted no more: near passages, which is all that was found since, are not enough
/// for that.
pub(super) fn is_flag_lifted(before: &Outcome, now: &Outcome) -> bool {
    let (Outcome::Altered(near), Outcome::Exact(stands) | Outcome::Folded(stands)) = (before, now)
    else {
        return false;
    };
    near.span == stands.span
}

/// A passage and what stands in brackets before or behind it in its paragraph, where the pattern has just that in brackets at that end: they
/// may be the text's own, and nothing that was put in by who quotes it.
fn with_own_brackets(text: &str, passage: &Passage) -> Option<Span> {
    let (span, pieces) = (passage.span, &passage.pieces);
    let near = paragraph_around(text, span);
    let before = put_in(pieces.first()).and_then(|words| {
        let before = Span::new(near.start, span.start).of(text);
        Some(near.start + in_brackets(before, words).last()?.start)
    });
    let behind = put_in(pieces.last()).and_then(|words| {
        let behind = Span::new(span.end, near.end).of(text);
        Some(span.end + in_brackets(behind, words).next()?.end)
    });
    let whole = Span::new(before.unwrap_or(span.start), behind.unwrap_or(span.end));
    (whole != span).then_some(whole)
}

/// What a piece says was put in, if it is such a one.
fn put_in(piece: Option<&Piece>) -> Option<&str> {
    match piece {
        Some(Piece::Insertion(words)) => Some(words),
        _ => None,
    }
}

/// Where `words` stand in order in brackets in `near`, brackets and all; something may have been put in between them too.
fn in_brackets(near: &str, words: &str) -> impl Iterator<Item = Span> {
    near.match_indices('[').filter_map(move |(at, _)| {
        let close = at + near[at..].find(']')?;
        let mut there = near[at + 1..close].split_whitespace();
        let mut words = words.split_whitespace();
        let all = words.all(|word| there.any(|w| same(w, word)));
        all.then(|| Span::new(at, close + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{AFTER, among_neighbours, asked_among_neighbours, edited, selector},
        *,
    };

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
    fn a_twin_in_the_same_company_is_flagged_where_the_edited_one_is_expected() {
        let company = |words: &str| format!(" Old men say that {words} for ever and ever, amen.");
        let (was, now) = (
            "the quay will stand while the tide turns",
            "the quay will stand whereas the tide turns",
        );
        let asked = || selector("Old men say that ", was, " for ever and ever");
        let (text, outcome) = asked_among_neighbours(&company(now), asked(), &company(was));
        let Outcome::Altered(nearby) = outcome else {
            panic!("not flagged: {outcome:?}");
        };
        assert_eq!(nearby.span.of(&text), now);
        let others: Vec<&str> = nearby.others.iter().map(|o| o.of(&text)).collect();
        assert_eq!(others, [was]);
        for end in [
            company(was),
            company(was) + &AFTER.repeat(8) + &company(now),
        ] {
            let (_, moved) = asked_among_neighbours(" Nothing of the kind.", asked(), &end);
            assert!(matches!(moved, Outcome::Exact(_)), "{moved:?}");
        }
    }

    #[test]
    fn equal_words_far_from_where_an_edited_passage_is_expected_are_flagged() {
        let (was, now) = (
            "may not be used to row across",
            "may not be employed to row across",
        );
        let (text, outcome) = among_neighbours(
            &format!(" The boat {now}."),
            was,
            &format!(" A raft {was}."),
        );
        let Outcome::Altered(nearby) = outcome else {
            panic!("not flagged: {outcome:?}");
        };
        let mut places: Vec<Span> = nearby.others.clone();
        places.push(nearby.span);
        places.sort_unstable();
        let words: Vec<&str> = places.iter().map(|p| p.of(&text)).collect();
        assert_eq!(words, [now, was]);
        let (_, moved) = among_neighbours(" Rain.", was, &format!(" A raft {was}."));
        assert!(matches!(moved, Outcome::Exact(_)), "{moved:?}");
        let (_, few) = among_neighbours(" Rain.", "on a raft", " They sat on a raft.");
        assert!(matches!(few, Outcome::Altered(_)), "{few:?}");
    }

    #[test]
    fn words_left_out_may_say_the_contrary_where_nothing_tells_which_they_were() {
        let words = "Boats were let in [...] when the tide had turned";
        let printed = "Boats were let in by none and at no time when the tide had turned.";
        let (_, there) = among_neighbours(&format!(" {printed}"), words, "");
        assert!(matches!(there, Outcome::Exact(_)), "{there:?}");
        let (_, astray) = among_neighbours(" Rain.", words, printed);
        assert!(matches!(astray, Outcome::Altered(_)), "{astray:?}");
    }

    #[test]
    fn words_that_a_sentence_put_in_may_have_cut_off_are_flagged() {
        for (was, now, words, whole) in [
            (
                "Keep out. The boats lay there. ",
                "Keep out. The ferry sank in March. The boats lay there. ",
                "Keep out. The",
                "Keep out. The ferry sank in March. The",
            ),
            (
                "The dam failed. The boats lay there. ",
                "The dam failed. Nobody slept after the dam failed. The boats lay there. ",
                "dam failed. The boats",
                "dam failed. Nobody slept after the dam failed. The boats",
            ),
        ] {
            let (text, outcomes) = edited(was, now, &[words]);
            let [Outcome::Altered(nearby)] = &outcomes[..] else {
                panic!("{words}: {outcomes:?}");
            };
            assert_eq!(nearby.span.of(&text), whole);
            let others: Vec<&str> = nearby.others.iter().map(|o| o.of(&text)).collect();
            assert_eq!(others, [words]);
            let (_, same) = edited(now, now, &[whole]);
            assert!(matches!(same[..], [Outcome::Exact(_)]), "{same:?}");
        }
    }

    #[test]
    fn brackets_at_an_end_that_may_be_the_texts_own_are_flagged() {
        for (now, words, whole) in [
            (
                "It was good for all. Nobody asked. [Minutes, p. 2–3] ",
                "was good for all. [Minutes, p. 2-3]",
                "was good for all. Nobody asked. [Minutes, p. 2–3]",
            ),
            (
                "[Laughter] Nobody asked. It was good for all. ",
                "[Laughter] It was good for all",
                "[Laughter] Nobody asked. It was good for all",
            ),
        ] {
            let was = now.replace("Nobody asked. ", "");
            let (text, outcomes) = edited(&was, now, &[words]);
            let [Outcome::Altered(nearby)] = &outcomes[..] else {
                panic!("{words}: {outcomes:?}");
            };
            assert_eq!(nearby.span.of(&text), whole);
        }
        let now = "It was good for all [so] they say.\n\n[sic] ";
        let (_, put_in) = edited(now, now, &["It was good [sic]"]);
        assert!(matches!(put_in[..], [Outcome::Exact(_)]), "{put_in:?}");
    }

    #[test]
    fn a_near_passage_beside_equal_words_is_not_enough_to_say_that_they_are_meant() {
        let (gates, quay) = (
            "Gates open at noon each day of the week save on feast days, dogs excepted.",
            "Old men say the quay will stand while the tide turns.",
        );
        let elsewhere = format!(
            "A clerk wrote: gates open at noon each day of the week save on feast days, cats excepted. {quay}{}",
            AFTER.repeat(4)
        );
        let was = format!("{elsewhere} {gates} {quay}{AFTER}{AFTER}");
        let now = format!("{elsewhere} Old men say the quay will remain whereas the water turns. ");
        let (_, outcomes) = edited(&was, &now, &[gates, quay]);
        assert!(
            matches!(outcomes[..], [Outcome::Altered(_), Outcome::Altered(_)]),
            "{outcomes:?}"
        );
    }
}
