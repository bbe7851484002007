//! Foreign text outside the screen: answers, complaints, JSON.
use std::{borrow::Cow, fmt::Write};

use serde::Serialize;

use super::{
    glyph::{UNSEEN, push_control},
    kind::{Kind, is_simple, kind},
};

/// `text` as it may be printed outside the screen: line breaks and tabs stay, every other control character, everything
/// that changes direction and everything invisible becomes its stand-in. Joiners and variation selectors stay.
#[must_use]
pub fn for_stream(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(acts) else {
        return Cow::Borrowed(text);
    };
    let (as_it_is, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(as_it_is);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match kind(c) {
            _ if !acts(c) => out.push(c),
            Kind::Control if c == '\r' && chars.peek() == Some(&'\n') => {}
            Kind::Control => push_control(&mut out, c),
            Kind::Direction(name) => out.push_str(name),
            _ => out.push(UNSEEN),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal would act on `c`, or hide it.
pub(super) fn acts(c: char) -> bool {
    !is_simple(c)
        && c != '\n'
        && c != '\t'
        && matches!(
            kind(c),
            Kind::Control | Kind::Direction(_) | Kind::Invisible
        )
}

/// `value` as indented JSON, ended by a line break, that is safe to print and loses nothing: what a terminal would act on
/// or hide stands as `\u....`.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// The same in one line.
#[must_use]
pub fn json_line(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string(value).unwrap_or_default())
}

/// Such characters stand only in strings, and there `\u....` says the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    let mut rest = json;
    while let Some(at) = rest.find(acts) {
        out.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        for unit in after.next().unwrap_or_default().encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}"); // a string takes everything
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::safe::{hostile, kind::direction};

    #[test]
    fn streams_keep_lines_tabs_and_spelling() {
        assert_eq!(
            for_stream("a\tb\r\nc\u{1b}[2J\u{9d}\u{202e}\u{feff}"),
            "a\tb\nc␛[2J\\u{9d}⟨RLO⟩·"
        );
        assert!(matches!(
            for_stream("❤\u{fe0f} می\u{200c}خواهم\n"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn json_says_what_a_terminal_would_act_on_by_its_number() {
        assert_eq!(
            json_line(&"\u{9b}é\u{202e}\u{e0041}\n"),
            "\"\\u009bé\\u202e\\udb40\\udc41\\n\"\n"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_that_acts_is_ever_printed(text in hostile()) {
            let stream = for_stream(&text);
            let printed = [json(&[&text]), json_line(&text), stream.into_owned()];
            for c in printed.iter().flat_map(|printed| printed.chars()) {
                prop_assert!(!c.is_control() || c == '\n' || c == '\t');
                prop_assert!(direction(c).is_none() && kind(c) != Kind::Invisible);
            }
            for json in &printed[..2] {
                let read: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
                prop_assert_eq!(read.get(0).unwrap_or(&read), &text);
            }
        }
    }
}
