//! What stands where, told from its outcomes.
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Pages, find_all};
use crate::anchor::{Missing, Outcome, Pattern, Piece, Unchecked};
use crate::crew::Alone;
use crate::text::{
    Span,
    fold::{find, find_every, same},
    unmark,
};

/// One paragraph a line.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let line = |line: &str| {
        at += line.len() + 1;
        Span::new(at - line.len() - 1, at - 1)
    };
    text.split('\n').map(line).collect()
}

fn outcome(text: &str, pattern: &Pattern) -> Outcome {
    find_all(
        &Alone,
        Pages::new(text, &paragraphs(text)),
        std::slice::from_ref(pattern),
    )
    .remove(0)
    .0
}

/// The one passage of `words` in `marked` runs over what is in marks.
fn check(marked: &str, words: &str) {
    let (text, spans) = unmark(marked);
    match outcome(&text, &Pattern::new(words)) {
        Outcome::Exact(p) | Outcome::Folded(p) => {
            assert_eq!(p.span, spans[0], "{words} in {marked}");
        }
        other => panic!("{words} in {marked}: {other:?}"),
    }
}

/// The places of `words` in `marked` are those in marks.
fn several(marked: &str, pattern: &Pattern) {
    let (text, spans) = unmark(marked);
    assert_eq!(
        outcome(&text, pattern),
        Outcome::Ambiguous(spans),
        "{marked}"
    );
}

fn absent(text: &str, words: &str, why: Missing) {
    assert_eq!(
        outcome(text, &Pattern::new(words)),
        Outcome::Missing(why),
        "{words} in {text}"
    );
}

fn pieces(text: &str, pattern: &Pattern) -> String {
    let (Outcome::Exact(passage) | Outcome::Folded(passage)) = outcome(text, pattern) else {
        return String::new();
    };
    let shown = passage.pieces.iter().map(|piece| match piece {
        Piece::Words(span) => span.of(text),
        Piece::Elision => "[...]",
        Piece::Insertion(word) => word.as_str(),
        Piece::Interruption => "|",
    });
    shown.collect::<Vec<_>>().join("/")
}

#[test]
fn on_one_line_stand_the_words_quoted_and_nothing_between_them() {
    let line = |text: &str, pattern: &Pattern, most| match outcome(text, pattern) {
        Outcome::Exact(passage) | Outcome::Folded(passage) => passage.printed(text, most),
        other => panic!("{pattern:?}: {other:?}"),
    };
    let parts = ["The offer stands", "not for ever"];
    let interrupted = Pattern {
        parts: parts.map(str::to_owned).to_vec(),
        ..Pattern::new("")
    };
    assert_eq!(
        line(
            "The offer stands, he said. But not for ever.",
            &interrupted,
            99
        ),
        "The offer stands ... not for ever"
    );
    assert_eq!(
        line(
            "they have to go soon",
            &Pattern::new("they [may] have [...] go soon"),
            99
        ),
        "they [may] have ... go soon"
    );
    assert_eq!(
        line("They have", &Pattern::new("[t]hey have"), 99),
        "[t]hey have"
    );
    assert_eq!(
        line("they have to go", &Pattern::new("they have to go"), 6),
        "they have"
    );
}

#[test]
fn glyphs_are_forgiven_and_letters_are_not() {
    check("the council «voted 7–2» on Monday", "voted 7-2");
    check("they “«couldn’t stay»,” she said", "couldn't stay");
    absent(
        "the council voted 7–2 on Monday",
        "voted 7–3",
        Missing::Words,
    );
    absent("the Council voted", "the council", Missing::Words);
    assert!(matches!(
        outcome("a “b” c", &Pattern::new("a “b” c")),
        Outcome::Exact(_)
    ));
    assert!(matches!(
        outcome("a “b” c", &Pattern::new("a 'b' c")),
        Outcome::Folded(_)
    ));
}

#[test]
fn several_places_are_ambiguous_until_context_decides() {
    several(
        "«we stay», he said; «we stay», she said",
        &Pattern::new("we stay"),
    );
    let text = "“We stay,” he said.\n“We stay,” she said.";
    let after = |words: &str| Pattern {
        after: Some(words.into()),
        ..Pattern::new("We stay")
    };
    assert_eq!(pieces(text, &after("she said")), "We stay");
    assert_eq!(
        pieces(
            text,
            &Pattern {
                before: Some("he said. ".into()),
                ..Pattern::new("We stay")
            }
        ),
        "We stay"
    );
    assert!(matches!(
        outcome(text, &after("they said")),
        Outcome::Ambiguous(_)
    ));
}

#[test]
fn words_at_word_bounds_come_first() {
    check("warning: «war» now", "war");
    several("«평화»를 «평화»가", &Pattern::new("평화"));
}

#[test]
fn no_words_are_cut_out_of_other_words_or_numbers() {
    for (marked, words) in [
        ("they «cannot» go", "can"),
        ("the «peace plans» of the town", "peace plan"),
        ("some «15 percent» left", "5 percent"),
        ("it «killed 120» there", "killed 12"),
        ("it «killed 12,500» there", "killed 12"),
        ("it killed «12,500» there", "500"),
        ("about «1.5 percent»", "5 percent"),
        ("все «города» там", "город"),
    ] {
        let (text, spans) = unmark(marked);
        absent(&text, words, Missing::Cut(spans[0]));
        // A machine's selector may begin and end anywhere.
        let pattern = [Pattern::new(words)];
        let found = find_all(&Alone, Pages::whole(&text), &pattern).remove(0);
        assert!(matches!(found.0, Outcome::Exact(_)), "{words}");
    }
    check("It killed «12». No more.", "12");
    // Many words whose last one breaks off are known by the others, unless what is missing turns the sense.
    check(
        "and «the council of the harbour town voted for the brid»ge",
        "the council of the harbour town voted for the brid",
    );
    for (text, words) in [
        (
            "so the council of the harbour town says it cannot",
            "the council of the harbour town says it can",
        ),
        (
            "unlikely that the council of the harbour town votes",
            "likely that the council of the harbour town votes",
        ),
        (
            "and the council of the harbour town paid 120",
            "the council of the harbour town paid 12",
        ),
    ] {
        let outcome = outcome(text, &Pattern::new(words));
        assert!(
            matches!(outcome, Outcome::Missing(Missing::Cut(_))),
            "{words}"
        );
    }
    check("the «plan»1 of the town", "plan");
    check("They left«The town» sleeps", "The town");
    check("He said «[w]e will»", "[w]e will");
}

#[test]
fn a_dash_of_several_hyphens_is_one_glyph() {
    check("The «so-called ---» peace", "so-called  -");
    check("The «so-called ---» peace", "so-called –");
    check("The so-called «--- peace» of", "- peace");
}

#[test]
fn a_pattern_stays_in_one_paragraph() {
    absent("one end\nand two", "end and", Missing::Words);
    absent("one end\nand two", "one >> two", Missing::Apart);
}

#[test]
fn through_takes_the_nearest_pair() {
    check("we left, «we came back to stay», to stay", "we >> stay");
    several(
        "«we will stay» and «we must stay»",
        &Pattern::new("we >> stay"),
    );
    several(
        "we said that «we will stay»\nso «we may stay»",
        &Pattern::new("we [...] stay"),
    );
    check("we said that we will stay\nso «we may stay»", "we >> stay");
    assert_eq!(
        pieces("a b c d e", &Pattern::new("a >> c [...] e")),
        "a b c/[...]/e"
    );
    absent("we stay here", "we >> leave", Missing::Segment(1));
    absent("we stay here", "here >> stay", Missing::Apart);
}

#[test]
fn the_annotators_words_are_not_the_articles() {
    let text = "It said the plan was lead by them. He report it.";
    assert_eq!(
        pieces(text, &Pattern::new("[The agency] said the plan")),
        "The agency/said the plan"
    );
    assert_eq!(
        pieces(text, &Pattern::new("lead [sic] by them")),
        "lead/sic/by them"
    );
    assert_eq!(pieces(text, &Pattern::new("[i]t said")), "i/t said");
    assert_eq!(
        pieces(text, &Pattern::new("He report[ed] it")),
        "He report/ed/it"
    );
    assert_eq!(pieces(text, &Pattern::new("[t]he plan")), "t/he plan");
    absent(text, "the [best] was", Missing::Apart);
    let text = "It said [the old plan] was dead, and [so] were they [all].";
    assert_eq!(
        pieces(
            text,
            &Pattern::new("said [the old plan] was [...] [sic] they [all]")
        ),
        "said [the old plan] was/[...]/sic/they [all]"
    );
}

#[test]
fn printed_operators_win() {
    let text = "lead [sic] by >> them";
    assert_eq!(pieces(text, &Pattern::new("lead [sic] by >> them")), text);
}

#[test]
fn dots_are_dots() {
    check("so… «well... yes»", "well… yes");
    absent("so well, yes", "well... yes", Missing::Ellipsis);
    absent("so well, yes", "well... no", Missing::Words);
}

#[test]
fn a_list_may_cross_paragraphs() {
    let text = "“One,” he said.\n“Two and three.”";
    let list = |parts: &[&str]| Pattern {
        parts: parts.iter().map(|&p| p.to_owned()).collect(),
        ..Pattern::default()
    };
    assert_eq!(
        pieces(text, &list(&["One", "Two >> three"])),
        "One/|/Two and three"
    );
    assert_eq!(
        outcome(text, &list(&["Two", "One"])),
        Outcome::Missing(Missing::Apart)
    );
    assert_eq!(
        outcome(text, &list(&["One", "four"])),
        Outcome::Missing(Missing::Segment(1))
    );
    let crowd = format!(
        "{}“One,” he said.\n“Two.”\n{}",
        "One.\n".repeat(100),
        "One.\n".repeat(100)
    );
    assert_eq!(pieces(&crowd, &list(&["One", "Two"])), "One/|/Two");
}

#[test]
fn brackets_are_the_passages_where_they_are_printed_as_they_are_written() {
    let words = Pattern::new("He left [so] early and");
    assert_eq!(
        pieces("He left [so]  early and", &words),
        "He left [so]  early and"
    );
    assert_eq!(pieces("He left [so]early and", &words), "");
    assert_eq!(
        pieces("He left[so] early", &Pattern::new("He left [so]")),
        "He left/so"
    );
    assert_eq!(
        pieces("He left [so] early", &Pattern::new("He left [so]")),
        "He left [so]"
    );
    assert_eq!(
        pieces("He left [\nso] early", &Pattern::new("He left [so]")),
        "He left/so"
    );
}

#[test]
fn printed_brackets_are_the_passages_at_either_end_and_beside_what_is_invisible() {
    let chain = Pattern::new("He left [so] early >> town");
    let printed = ["[so]", "[so]\u{200b}", "\u{200b}[so]"];
    for text in printed.map(|so| format!("He left {so} early and went to the town")) {
        assert_eq!(pieces(&text, &chain), text);
    }
    let lead = Pattern::new("[Laughter] It was >> all");
    let text = "[Laughter] It was good for us all";
    assert_eq!(pieces(text, &lead), text);
    let apart = text.replace("] ", "]\n");
    assert_eq!(pieces(&apart, &lead), "Laughter/It was good for us all");
    let far = format!("He left [{}so]", " ".repeat(400));
    assert_eq!(pieces(&far, &Pattern::new("He >> left [so]")), "He left/so");
}

#[test]
fn a_text_in_shares_has_the_places_of_one() {
    let before = |word: &str| Pattern {
        before: Some(word.to_owned()),
        ..Pattern::new("harbour stays")
    };
    let line = "The harbour stays, they say.\n";
    let both = format!("{}No harbour stays.\n{}", line.repeat(99), line.repeat(99));
    let Outcome::Exact(passage) = outcome(&both, &before("No")) else {
        panic!("its context stands once");
    };
    let start = 99 * line.len() + 3;
    assert_eq!(passage.span, Span::new(start, start + 13));
    let Outcome::Ambiguous(places) = outcome(&both, &before("The")) else {
        panic!("it stands nearly two hundred times");
    };
    let nth = |n: usize| Span::new(n * line.len() + 4, n * line.len() + 17);
    assert_eq!(places, (0..Outcome::PLACES).map(nth).collect::<Vec<_>>());
}

#[test]
fn malformed_operators_are_named() {
    absent("some words here", "some >> ", Missing::Malformed);
    absent("some words here", "some [words", Missing::Malformed);
    absent("some words here", " ", Missing::Words);
}

#[test]
fn what_costs_too_much_is_unchecked() {
    let text = format!("{} b", "a".repeat(400_000));
    let words = format!("{} c", "a".repeat(2_000));
    assert_eq!(
        outcome(&text, &Pattern::new(&words)),
        Outcome::Missing(Missing::Words)
    );
    let words = format!("{}b{}", "a".repeat(1_000), "a".repeat(1_000));
    assert_eq!(
        outcome(&text, &Pattern::new(&words)),
        Outcome::Unchecked(Unchecked::Budget)
    );
    assert_eq!(
        outcome(&"the of ".repeat(1_000), &Pattern::new("the >> of")),
        Outcome::Unchecked(Unchecked::Budget)
    );
}

/// Words and glyphs that meet often.
const TEXT: &str = "((we|stay|no|Müller|7|ﬁ|e\u{301}|x\u{30c}|👩\u{200d}👧)[ ,.\u{a0}'’“”—\\-\u{ad}\n]{1,2}){1,24}";

proptest! {
    #[test]
    fn what_is_found_stands_there(text in TEXT, words in TEXT) {
        if let Outcome::Exact(p) | Outcome::Folded(p) = outcome(&text, &Pattern::new(&words)) {
            prop_assert!(same(p.span.of(&text), &words));
            prop_assert_eq!(plain(p.span.of(&text)), plain(&words));
        }
    }

    #[test]
    fn a_quotation_cut_from_the_text_is_found(text in TEXT, a in 0usize..99, b in 0usize..99) {
        for line in paragraphs(&text) {
            let graphemes: Vec<usize> = line.of(&text).grapheme_indices(true).map(|(i, _)| line.start + i).chain([line.end]).collect();
            let (a, b) = (graphemes[a % graphemes.len()], graphemes[b % graphemes.len()]);
            let cut = Span::new(a.min(b), a.max(b));
            if !cut.of(&text).contains(char::is_alphanumeric) {
                continue;
            }
            match outcome(&text, &Pattern::new(cut.of(&text))) {
                Outcome::Exact(p) | Outcome::Folded(p) => prop_assert!(p.span.covers(trimmed(&text, cut)) || same(p.span.of(&text), cut.of(&text))),
                Outcome::Ambiguous(places) => prop_assert!(places.len() > 1),
                Outcome::Missing(Missing::Cut(whole)) => prop_assert!(find(&text, whole, cut.of(&text)).is_some()),
                other => prop_assert!(false, "{:?} in {:?}: {:?}", cut.of(&text), text, other),
            }
        }
    }

    #[test]
    fn a_changed_letter_is_never_found(text in "[ab ]{10,60}", at in 0usize..60) {
        let words = text.trim().to_owned();
        let letters: Vec<usize> = words.match_indices(char::is_alphabetic).map(|(i, _)| i).collect();
        prop_assume!(!letters.is_empty());
        let i = letters[at % letters.len()];
        let changed = format!("{}c{}", &words[..i], &words[i + 1..]);
        prop_assert!(matches!(outcome(&text, &Pattern::new(&changed)), Outcome::Missing(_)));
    }

    #[test]
    fn one_answer_does_not_hang_on_the_others(text in TEXT, words in proptest::collection::vec(TEXT, 1..6)) {
        let patterns: Vec<Pattern> = words.iter().map(|w| Pattern::new(w)).collect();
        let together: Vec<Outcome> = find_all(&Alone, Pages::new(&text, &paragraphs(&text)), &patterns).into_iter().map(|f| f.0).collect();
        let alone: Vec<Outcome> = patterns.iter().map(|p| outcome(&text, p)).collect();
        prop_assert_eq!(together, alone);
    }

    #[test]
    fn all_places_are_told(text in "[ab \n]{1,60}", words in "[ab]{1,3}") {
        let all: Vec<Span> = paragraphs(&text).into_iter().flat_map(|p| find_every(&text, p, &words)).collect();
        match outcome(&text, &Pattern::new(&words)) {
            Outcome::Exact(p) => prop_assert!(all.contains(&p.span)),
            Outcome::Ambiguous(places) => prop_assert!(places.iter().all(|p| all.contains(p))),
            Outcome::Missing(Missing::Cut(whole)) => prop_assert!(all.iter().any(|place| whole.covers(*place))),
            Outcome::Missing(_) => prop_assert!(all.is_empty()),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn nothing_panics(text in ".{0,40}", words in "(.|>>|\\[|\\]|\\.\\.\\.){0,8}", before in ".{0,5}") {
        let _ = outcome(&text, &Pattern { before: Some(before), ..Pattern::new(&words) });
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

/// The fold of what [`TEXT`] makes, written again the plain way: composed, glyph by glyph, signs before a mark and at the ends left out.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("e\u{301}", "é").replace('ﬁ', "fi").chars() {
        match c {
            '\'' | '’' | '“' | '”' => {
                while out.ends_with([',', '.']) && !out.ends_with("..") {
                    out.pop();
                }
                out.push('\'');
            }
            '—' | '-' if out.ends_with('-') => {}
            '—' => out.push('-'),
            '\u{ad}' | '\u{200d}' => {}
            ' ' | '\u{a0}' | '\n' if out.ends_with(' ') => {}
            '\u{a0}' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim_matches([' ', ',', '.']).to_owned()
}
