//! Any text: nothing of it acts on a terminal, whichever way it gets there.
use super::harmless::{assert_harmless, assert_json};
use onrecord::text::{columns, count_hidden, fit, for_stream, graphemes, hidden, json, visible};

/// Shown, cut, printed and written as JSON; the first line's length is how wide it may be.
pub(crate) fn safe(input: &str) {
    let (first, text) = input.split_once('\n').unwrap_or((input, input));
    let width = first.len() % 50;
    let shown = visible(text);
    assert_harmless(&shown);
    assert!(!shown.contains('\n'), "{shown:?}");
    let cut = fit(text, width);
    assert_harmless(&cut);
    assert!(columns(&cut) <= width, "{cut:?} is wider than {width}");
    assert_harmless(&for_stream(text));
    assert_json(&json(&[text]));
    let mut end = 0;
    let mut all = String::new();
    for glyph in graphemes(text) {
        assert_eq!(glyph.span.start, end);
        assert!(glyph.columns > 0);
        all.push_str(&glyph.shown);
        end = glyph.span.end;
    }
    assert_eq!((end, all.as_str()), (text.len(), &*shown));
    assert!(hidden(text).count() <= count_hidden(text));
}
