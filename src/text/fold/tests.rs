//! The fold in its own terms: `«»` stand around what is to be found.
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::{Span, unmark};

fn whole(text: &str) -> Folded {
    Folded::new(text, Span::new(0, text.len()))
}

fn check(marked: &str, words: &str) {
    let (text, spans) = unmark(marked);
    assert_eq!(
        find(&text, Span::new(0, text.len()), words),
        spans.first().copied(),
        "{words} in {text}"
    );
}

#[test]
fn glyphs_fold_and_letters_do_not() {
    assert_eq!(
        whole("“It’s”\u{a0}\n— a\u{ad}ﬃne\u{200b} ‹thing›…").text(),
        "'It's' - affine 'thing'..."
    );
    assert_eq!(
        whole("Café CAFÉ cafe\u{301} 1²½").text(),
        "Café CAFÉ café 1²½"
    );
    assert_eq!(whole("a -- b --- c - d").text(), "a - b - c - d");
}

#[test]
fn a_stop_before_a_mark_is_optional() {
    assert!(same("“we stay,” he said", "'we stay' he said"));
    assert!(same("\"we stay.\"", "\"we stay\""));
    assert!(!same("we stay, he said", "we stay he said"));
    assert!(!same("“we stay...”", "“we stay..”"));
    check("“«we stay,»” he said", "we stay,");
    check("“«we stay»,” he said", "we stay");
    check("“we stay,” he said", "we stay.");
}

#[test]
fn the_way_back_covers_what_is_printed() {
    check("the “«voted 7–2»” on Monday", "voted 7-2");
    check("a «su\u{fb03}»cient sum", "suf");
    check("in «Zu\u{308}rich» today", "Zürich");
    check("in «e\u{302}\u{301}»lan", "ế");
    check("𝔘𝔫 «𝔡\u{ad}𝔢𝔯» 𝔩", "𝔡𝔢𝔯");
    check("«👨\u{200d}👩\u{200d}👧» here", "👨👩👧");
    assert_eq!(find("a 👨\u{200d}👩 b", Span::new(0, 15), "👨"), None);
}

#[test]
fn a_grapheme_is_never_cut() {
    check("an x\u{30c} here", "x");
    check("the cafe\u{301} here", "cafe");
    check("the cafe\u{301} and the «cafe»", "cafe");
}

#[test]
fn words_come_before_parts_of_words() {
    check("unwary war games: «war now»", "war now");
    check("unwary «war»", "war");
    check("un«war»y", "war");
}

#[test]
fn every_place_is_found() {
    let (text, spans) = unmark("«no»\u{a0}«no» «no»bler");
    assert_eq!(
        find_every(&text, Span::new(0, text.len()), "no"),
        spans[..2]
    );
}

proptest! {
    #[test]
    fn a_piece_cut_at_graphemes_is_found(text in "([a-c ,.'\"“”’—\\-\u{a0}\n\u{200b}ﬃ…é\u{958}🇩👩한]|x\u{30c}|e\u{323}\u{302}|ᄒ\u{1161}\u{11ab}){1,24}", a in 0usize..24, b in 0usize..24) {
        let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
        let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
        let cut = &text[a.min(b)..a.max(b)];
        if cut.contains(char::is_alphanumeric) {
            let found = find(&text, Span::new(0, text.len()), cut);
            let whole = found.is_some_and(|span| edges.contains(&span.start) && edges.contains(&span.end));
            prop_assert!(whole, "{:?} in {:?}: {:?}", cut, text, found);
        }
    }

    #[test]
    fn no_text_and_no_words_panic(text in ".{0,40}", words in ".{0,6}") {
        let _ = find_every(&text, Span::new(0, text.len()), &words);
    }
}
