//! Foreign text as strings of TOML 1.0 that an editor, a diff and a terminal show as they are.
use std::fmt::Write;

use super::stream::acts;

/// `text` as a string on one line; with `'` where that is wanted, or where it saves escapes.
#[must_use]
pub fn toml_line(text: &str, literal: bool) -> String {
    let can = !text.contains('\'') && !text.chars().any(|c| acts(c) || c == '\n');
    let must = text.contains(['"', '\\']);
    if can && (literal || must) {
        format!("'{text}'")
    } else {
        format!("\"{}\"", toml_escaped(text, false))
    }
}

/// What stands between the marks of a basic string, one over several `lines` or one on a single line: what a terminal
/// would act on or hide stands as `\u....`, so that nobody pastes or commits what they cannot see.
#[must_use]
pub fn toml_escaped(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str(if lines { "\t" } else { "\\t" }),
            '\r' => out.push_str("\\r"),
            // A string takes everything.
            c if acts(c) && u32::from(c) > 0xffff => drop(write!(out, "\\U{:08X}", u32::from(c))),
            c if acts(c) => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::safe::{for_stream, hostile};

    fn read(value: &str) -> Option<String> {
        let table: toml::Table = format!("text = {value}\n").parse().ok()?;
        Some(table["text"].as_str()?.to_owned())
    }

    #[test]
    fn what_nobody_sees_is_written_by_its_number() {
        assert_eq!(
            toml_line("a \u{202e}b\u{202c} \u{e0041}\u{1b}", true),
            "\"a \\u202Eb\\u202C \\U000E0041\\u001B\""
        );
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_as_it_was_and_safe_to_print(text in hostile(), literal: bool) {
            let line = toml_line(&text, literal);
            prop_assert_eq!(read(&line), Some(text.clone()));
            prop_assert_eq!(for_stream(&line), line.as_str());
            let lines = format!("\"\"\"\n{}\"\"\"", toml_escaped(&text, true));
            prop_assert_eq!(read(&lines), Some(text));
        }
    }
}
