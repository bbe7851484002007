//! Foreign text in one line, as a screen may show it.
use std::borrow::Cow;

use super::{glyph::graphemes, kind::is_plain};

/// `text` with a stand-in for everything that a terminal would act on or hide; one line. The only way foreign text
/// becomes something shown.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let Some(first) = graphemes(text).find(|g| g.shown != g.span.of(text)) else {
        return Cow::Borrowed(text);
    };
    let (as_it_is, rest) = text.split_at(first.span.start);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(as_it_is);
    out.extend(graphemes(rest).map(|g| g.shown));
    Cow::Owned(out)
}

/// [`visible`] text cut at a grapheme so that it takes at most `columns`, `…` included where something is cut.
#[must_use]
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    // Where an ellipsis would still fit behind.
    let (mut used, mut cut) = (0, 0);
    for glyph in graphemes(text) {
        used += glyph.columns;
        if used > columns {
            // A joiner at the cut would join nothing any more.
            let kept = text[..cut].trim_end_matches(['\u{200c}', '\u{200d}']);
            let mut out = visible(kept).into_owned();
            if columns > 0 {
                out.push('…');
            }
            return Cow::Owned(out);
        }
        if used < columns {
            cut = glyph.span.end;
        }
    }
    visible(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::text::safe::{
        columns, count_hidden, hostile,
        kind::{Kind, direction, kind},
    };

    #[test]
    fn plain_text_is_shown_as_it_stands() {
        for text in [
            "",
            "The vote",
            "één Grün 東京 — “yes”",
            "Ελένη",
            "Дмитрий",
            "محمد علي",
            "नमस्ते",
            "👩‍🚀",
            "می‌خواهم",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
            assert_eq!(count_hidden(text), 0, "{text}");
        }
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(visible("\u{1b}]52;c;aGk=\u{7}"), "␛]52;c;aGk=␇");
        assert_eq!(visible("\0\u{7f}\r"), "␀␡␍");
        assert_eq!(visible("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn line_breaks_and_tabs_are_blanks() {
        assert_eq!(
            visible("one\ntwo\r\nthree\u{2028}four\u{2029}five"),
            "one two three four five"
        );
        assert_eq!(visible("a\tb"), "a    b");
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(
            visible("admin\u{202e}fdp.exe\u{2069}"),
            "admin⟨RLO⟩fdp.exe⟨PDI⟩"
        );
        assert_eq!(
            visible("no\u{200b}thing\u{feff}\u{2060}\u{180e}"),
            "no·thing···"
        );
        assert_eq!(visible("soft\u{ad}hyphen"), "soft·hyphen");
        assert_eq!(visible("🏴\u{e0067}\u{e0062}\u{e007f}"), "🏴·");
        assert_eq!(visible("\u{e000}\u{fdd0}\u{10ffff}"), "���");
    }

    #[test]
    fn joiners_stay_only_where_they_join() {
        assert_eq!(visible("a\u{200d}b\u{200c}c"), "a·b·c");
        assert_eq!(visible("👩\u{200d}a"), "👩·a");
        assert_eq!(visible("\u{200d}"), "·");
        assert_eq!(visible("👩\u{e0041}\u{200d}🚀"), "👩·🚀");
        assert_eq!(visible("می\u{200c}"), "می·");
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn variation_selectors_are_left_out_and_hide_nothing() {
        assert_eq!(visible("❤\u{fe0f}"), "❤");
        assert_eq!(visible("❤\u{fe0f}\u{fe01}\u{e0100}"), "❤··");
        assert_eq!(
            (count_hidden("❤\u{fe0f}"), count_hidden("❤\u{fe0f}\u{fe01}")),
            (0, 1)
        );
    }

    #[test]
    fn marks_are_counted_and_never_stand_alone() {
        let pile = format!("e{}x", "\u{301}".repeat(500));
        let shown = format!("e{}·", "\u{301}".repeat(8));
        assert!(visible(&pile).starts_with(&shown));
        assert!(visible(&pile).ends_with('x'));
        assert_eq!(visible("\u{301}"), "◌\u{301}");
        assert_eq!(columns(&"\u{301}".repeat(20)), 2);
    }

    #[test]
    fn text_is_cut_to_a_width() {
        assert_eq!(fit("The council", 11), "The council");
        assert_eq!(fit("The council", 10), "The counc…");
        assert_eq!(fit("東京都庁", 6), "東京…");
        assert_eq!(fit("a\u{202e}b", 5), "a…");
        assert_eq!(fit("می\u{200c}خواهم", 3), "می…");
        assert_eq!(
            (fit("ab", 1), fit("ab", 0)),
            (Cow::Borrowed("…"), Cow::Borrowed(""))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_that_acts_or_hides_is_ever_shown(text in hostile()) {
            for shown in [visible(&text), fit(&text, 9)] {
                for c in shown.chars() {
                    prop_assert!(!c.is_control() && direction(c).is_none());
                    prop_assert!(matches!(kind(c), Kind::Plain | Kind::Joiner), "{:?}", c);
                }
            }
        }

        #[test]
        fn cut_text_fits(text in hostile(), width in 0usize..12) {
            let cut = fit(&text, width);
            prop_assert!(cut.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() <= width);
        }
    }
}
