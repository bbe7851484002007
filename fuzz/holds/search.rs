//! Anything typed into a search, any text: the places are places of the text.
use onrecord::{search::Matcher, text::Span};

/// The first line of `input` is typed, as words and as a regular expression; the rest is searched.
pub(crate) fn search(input: &str) {
    let (typed, text) = input.split_once('\n').unwrap_or((input, input));
    for pattern in [false, true] {
        let Ok(Some(matcher)) = Matcher::new(typed, pattern) else {
            continue;
        };
        let middle = text.floor_char_boundary(text.len() / 3);
        for within in [Span::new(0, text.len()), Span::new(middle, text.len())] {
            let mut end = within.start;
            for place in matcher.places(text, within) {
                assert!(place.start >= end && place.end <= within.end, "{place:?}");
                assert!(text.get(place.start..place.end).is_some(), "{place:?}");
                end = place.end;
            }
        }
        assert!(matcher.is_in(text) || matcher.places(text, Span::new(0, text.len())).is_empty());
    }
}
