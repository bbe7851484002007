//! Selectors resolved jointly.
use super::resolve;
use crate::anchor::{Outcome, Pattern, Unchecked};
use crate::text::{Span, unmark};

const BEFORE: &str = "Rain fell on the harbour all afternoon, and the clerk read the minutes aloud to nobody in particular. ";
pub(super) const AFTER: &str = " Then the lamps were lit and the last ferry left for the islands with eleven passengers aboard.";

/// Sentences that stand once.
const NEIGHBOURS: [&str; 5] = [
    "Alpha met the mayor in May.",
    "Beta bought ninety boats in June.",
    "Gamma closed the gates in July.",
    "Delta dug the docks in August.",
    "Kappa kept the keys in winter.",
];

pub(super) fn selector(before: &str, words: &str, after: &str) -> Pattern {
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
fn of_two_places_that_are_equally_near_neither_is_taken() {
    let clause = "Subject to the terms of this License, each member hereby grants to you";
    let text = format!("{BEFORE}{clause} a boat. It is a big one. {clause} a bridge.{AFTER}");
    for words in ["this Licence, each", "this Contract, each"] {
        let outcome = alone(&text, selector("terms of ", words, " member hereby grants"));
        assert!(matches!(outcome, Outcome::Ambiguous(_)), "{outcome:?}");
    }
}

#[test]
fn words_that_stand_once_need_only_the_nearest_words_beside_them() {
    let text = format!(
        "{BEFORE}At noon the old mayor added that the harbour fund is empty, and the council then went home.{AFTER}"
    );
    let words = "the harbour fund is empty";
    let near = selector(
        "At night the old mayor added that ",
        words,
        ", and the council then went away",
    );
    assert!(matches!(alone(&text, near), Outcome::Exact(_)));
    // A word further on is another one's.
    let far = selector(
        "At night the old mayor denied that ",
        words,
        ", and the council then went away",
    );
    assert!(matches!(alone(&text, far), Outcome::Altered(_)));
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
    let (text, spans) =
        unmark("They had everything to lose, they had nothing «to lose», and the poor had hope.");
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
    let twin = "Omega earned 40 million from the harbour tolls.";
    let patterns = |hint: usize| {
        let mut all: Vec<Pattern> = (0..)
            .zip(NEIGHBOURS)
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
        NEIGHBOURS.map(|s| format!("{s}{filler}")).concat()
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

#[test]
fn what_stood_beside_a_neighbour_that_was_moved_may_have_gone_with_it() {
    let moved = "Zeta zoned the zoo in April.";
    let filler = AFTER.repeat(8);
    let stayed = NEIGHBOURS.map(|s| format!("{s} {filler}")).concat();
    let text = format!("{stayed}{moved} Omega earned 40 million from the harbour tolls.");
    let quoted = |hint, words| Pattern {
        hint: Some(hint),
        ..Pattern::new(words)
    };
    let mut patterns: Vec<Pattern> = (0..)
        .zip(NEIGHBOURS)
        .map(|(i, words)| quoted(i * 1_000, words))
        .collect();
    patterns.push(quoted(
        2_100 + moved.len() + 1,
        "Omega earned 70 million from the harbour tolls.",
    ));
    let outcome = |patterns: &[Pattern]| resolve(&text, patterns)[5].outcome.clone();
    assert!(matches!(outcome(&patterns), Outcome::Missing(_)));
    patterns.push(quoted(2_100, moved));
    assert!(matches!(outcome(&patterns), Outcome::Altered(_)));
}

/// What became of `words`, quoted right behind the third of sentences far apart, where `there` is printed now; `end` ends the text.
pub(super) fn among_neighbours(there: &str, words: &str, end: &str) -> (String, Outcome) {
    asked_among_neighbours(there, Pattern::new(words), end)
}

/// The same for words with their context.
pub(super) fn asked_among_neighbours(there: &str, asked: Pattern, end: &str) -> (String, Outcome) {
    let (mut text, mut patterns) = (String::new(), Vec::new());
    for (i, sentence) in NEIGHBOURS.into_iter().enumerate() {
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
        hint: patterns[2].hint.map(|hint| hint + NEIGHBOURS[2].len() + 1),
        ..asked
    });
    let outcome = resolve(&text, &patterns).remove(5).outcome;
    (text, outcome)
}

/// What became of `words` quoted from the last place in `was`, where `now` is printed between the neighbours; the neighbours are quoted too. Also the text.
pub(super) fn edited(was: &str, now: &str, words: &[&str]) -> (String, Vec<Outcome>) {
    let article = |between: &str| {
        let (before, behind) = NEIGHBOURS.split_at(3);
        [&before.join(AFTER), " ", between, &behind.join(AFTER)].concat()
    };
    let (old, new) = (article(was), article(now));
    let quoted = |words: &&str| Pattern {
        hint: old.rfind(words),
        ..Pattern::new(words)
    };
    let patterns: Vec<Pattern> = words.iter().chain(&NEIGHBOURS).map(quoted).collect();
    let resolved = resolve(&new, &patterns);
    let outcomes = resolved.into_iter().map(|r| r.outcome);
    (new, outcomes.take(words.len()).collect())
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
fn more_of_it_elsewhere_does_not_hide_the_place_where_it_is_expected() {
    let printed = "Boats were kept in";
    let (text, outcome) = among_neighbours(
        &format!(" {printed}."),
        "Boats were let in",
        "Boats were let out.",
    );
    let Outcome::Altered(nearby) = outcome else {
        panic!("not flagged: {outcome:?}");
    };
    assert_eq!(nearby.span.of(&text), printed);
}

#[test]
fn far_from_where_it_is_expected_more_of_it_has_to_be_there() {
    let words = "The board closed the northern gate in spring";
    let like = " The crew closed the northern door in spring.";
    let (text, here) = among_neighbours(like, words, "");
    let Outcome::Altered(nearby) = &here else {
        panic!("{here:?}");
    };
    assert_eq!(nearby.span.of(&text), like.trim().trim_end_matches('.'));
    let (_, far) = among_neighbours(" Rain.", words, like);
    assert!(matches!(far, Outcome::Missing(_)), "{far:?}");
    let liker = " The board, it says, closed the northern gate in the spring.";
    let (_, moved) = among_neighbours(" Rain.", words, liker);
    assert!(matches!(moved, Outcome::Altered(_)), "{moved:?}");
}

#[test]
fn between_neighbours_that_do_not_agree_little_is_enough_only_where_one_of_them_says() {
    let filled = |before: usize, between: &str, behind: usize| {
        [&*AFTER.repeat(before), between, &*AFTER.repeat(behind)].concat()
    };
    let was = filled(3, " Old boats were let in daily.", 3);
    for (before, found) in [(3, true), (6, false), (9, true)] {
        let now = filled(
            before,
            " Old boats were towed in throughout March.",
            12 - before,
        );
        let (_, outcomes) = edited(&was, &now, &["Old boats were let in daily"]);
        let is_altered = matches!(outcomes[0], Outcome::Altered(_));
        assert_eq!(is_altered, found, "{before}: {outcomes:?}");
    }
}

#[test]
fn a_lone_quotation_with_another_name_is_it_only_where_it_stood() {
    let slides = |format: &str| {
        format!(
            "The slides ({format}, 9 pages) show every lamp along the northern quay before the great storm."
        )
    };
    let text = format!("{BEFORE}{}{AFTER}", slides("PowerPoint"));
    let pattern = |hint| Pattern {
        hint,
        ..Pattern::new(&slides("PPT"))
    };
    let near = alone(&text, pattern(Some(BEFORE.len() + 20)));
    assert!(matches!(near, Outcome::Altered(_)), "{near:?}");
    for hint in [None, Some(9_000)] {
        let far = alone(&text, pattern(hint));
        assert!(matches!(far, Outcome::Missing(_)), "{far:?}");
    }
}

#[test]
fn of_equal_words_far_from_where_they_are_expected_those_beside_all_that_is_given_are_shown() {
    let (asked, like) = (
        " He said: send it over by night to the port of call.",
        " He said: send it over by night to the port of Hall.",
    );
    let selector = || selector("He said: ", "send it over", " by night to the port of call");
    for end in [[asked, like].join(AFTER), [like, asked].join(AFTER)] {
        let (text, outcome) = asked_among_neighbours(" Rain.", selector(), &end);
        let Outcome::Altered(nearby) = outcome else {
            panic!("not flagged: {outcome:?}");
        };
        assert_eq!(nearby.span.of(&text), "send it over");
        assert!(text[nearby.span.end..].starts_with(" by night to the port of call"));
    }
}

#[test]
fn its_first_word_and_its_last_belong_to_it_where_something_was_put_in_before_them() {
    for (printed, words) in [
        (
            "council, it was said on Tuesday, closed the gates of the old harbour",
            "council closed the gates of the old harbour",
        ),
        (
            "The gates of the old harbour were closed (see the correction of Tuesday below) forever",
            "The gates of the old harbour were closed forever",
        ),
        (
            "The gates of the old harbour is able to be",
            "The gates of the old harbour can be",
        ),
    ] {
        let (text, outcome) = among_neighbours(&format!(" {printed}."), words, "");
        let Outcome::Altered(nearby) = outcome else {
            panic!("{words}: {outcome:?}");
        };
        assert_eq!(nearby.span.of(&text), printed);
    }
}

#[test]
fn its_first_word_or_last_belongs_to_it_where_a_long_sentence_was_put_in_beside_it() {
    let put_in = "Nobody who lived in the town far below it slept all night, for the water rose and rose until the very last of them had gone.";
    for (was, now, words) in [
        (
            "Old men said the dam failed. In the end boats sank. ",
            format!("Old men say the dam failed. {put_in} In"),
            "Old men said the dam failed. In",
        ),
        (
            "Some never saw it. Old men said the dam failed at noon. ",
            format!("it. {put_in} Old men say the dam failed at noon"),
            "it. Old men said the dam failed at noon",
        ),
    ] {
        let printed = format!("Some of them never saw {now} both of the boats sank. ");
        let (text, outcomes) = edited(was, &printed, &[words]);
        let [Outcome::Altered(nearby)] = &outcomes[..] else {
            panic!("{words}: {outcomes:?}");
        };
        assert_eq!(nearby.span.of(&text), now);
    }
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
fn words_too_many_to_be_laid_where_they_are_expected_are_unchecked() {
    let words: Vec<String> = (0..20_000).map(|n| format!("w{n}")).collect();
    let words = words.join(" ");
    let (_, outcome) = among_neighbours(AFTER, &words, &AFTER.repeat(100));
    assert_eq!(outcome, Outcome::Unchecked(Unchecked::Budget));
}

#[test]
fn a_finer_look_follows_where_a_coarse_one_cannot_tell() {
    let common = "According to the minutes of the harbour board ";
    let others: Vec<String> = (0..200)
        .map(|n| format!("{common}nobody came for {n}. {AFTER} "))
        .collect();
    let printed = format!("{common}tan cats eat figs dry oaks");
    let text = others.concat() + &printed;
    let words = format!("{common}red cats ate figs old oaks");
    let outcome = alone(&text, Pattern::new(&words));
    let Outcome::Altered(nearby) = &outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(nearby.span.of(&text), printed);
}

#[test]
fn a_hint_beyond_all_texts_is_only_far_away() {
    let text = format!("{BEFORE}{AFTER}");
    let near = "Then the lamps were put and the last ferry left for the islands";
    let mut patterns: Vec<Pattern> = ["Rain", "afternoon", "minutes", "lamps", "ferry"]
        .into_iter()
        .map(|word| Pattern {
            hint: text.find(word),
            ..Pattern::new(word)
        })
        .collect();
    for words in [
        "the clerk read the minutes",
        near,
        "no such words at all here",
    ] {
        let hint = Some(usize::MAX);
        patterns.push(Pattern {
            hint,
            ..Pattern::new(words)
        });
    }
    let resolved = resolve(&text, &patterns);
    let outcomes: Vec<&Outcome> = resolved[5..].iter().map(|r| &r.outcome).collect();
    assert!(
        matches!(
            outcomes[..],
            [Outcome::Exact(_), Outcome::Altered(_), Outcome::Missing(_)]
        ),
        "{outcomes:?}"
    );
}

#[test]
fn of_equal_words_those_at_the_very_place_that_is_remembered_are_meant() {
    let words = "the last ferry left at noon for the islands";
    let text = format!("So {words} again.{AFTER} So {words} again.{BEFORE}");
    let places = [text.find(words), text.rfind(words)];
    for hint in places {
        let asked = selector("So ", words, " again.");
        let outcome = alone(&text, Pattern { hint, ..asked });
        let Outcome::Exact(passage) = &outcome else {
            panic!("{hint:?}: {outcome:?}");
        };
        assert_eq!(Some(passage.span.start), hint);
    }
    // One byte beside it, only nearness says so.
    let beside = Pattern {
        hint: places[0].map(|place| place + 1),
        ..selector("So ", words, " again.")
    };
    assert!(matches!(alone(&text, beside), Outcome::Altered(_)));
}
