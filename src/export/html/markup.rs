//! Words, attributes and addresses as HTML: everything foreign is text.
use crate::text::Span;
use std::fmt::Write;

/// Words of a text fragment that are given whole; of longer ones the first and last [`ENDS`].
const WHOLE: usize = 10;
/// Words at each end of a longer text fragment.
const ENDS: usize = 4;

/// `words` as text of an element that runs from left to right: runs in scripts that run the other way stand apart in
/// `bdi`, so that they reorder nothing beside them.
pub(in crate::export) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (backwards, run) in runs(words) {
        let run = escaped(run);
        if backwards {
            out.push_str("<bdi>");
            out.push_str(&run);
            out.push_str("</bdi>");
        } else {
            out.push_str(&run);
        }
    }
    out
}

/// `words` in runs of one direction, none of them empty, and whether each is from right to left.
pub(in crate::export) fn runs(words: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(is_rtl).map(|found| at + found) {
        let run = rtl_run(words, start);
        found.push((false, &words[at..run.start]));
        found.push((true, run.of(words)));
        at = run.end;
    }
    found.push((false, &words[at..]));
    found.retain(|(_, run)| !run.is_empty());
    found
}

/// `words` for an element's text or an attribute in double quotes.
pub(in crate::export) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// From the letter at `start` to the last letter of its direction before one of the other.
fn rtl_run(words: &str, start: usize) -> Span {
    let mut run = Span::new(start, start);
    for (at, c) in words[start..].char_indices() {
        if is_rtl(c) {
            run.end = start + at + c.len_utf8();
        } else if c.is_alphabetic() {
            break;
        }
    }
    run
}

/// Whether the first letter of `words` that has a direction runs from right to left.
pub(super) fn runs_rtl(words: &str) -> bool {
    words
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_rtl)
}

/// Whether `c` belongs to a script that runs from right to left (the blocks of bidirectional class R and AL).
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// `tag` where it can be a language's (BCP 47: letters, digits and hyphens).
pub(super) fn language(tag: Option<&str>) -> Option<&str> {
    tag.filter(|tag| {
        (1..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

/// `url` where it is an `http` or `https` address of a host in ASCII, without a user's name, and with everything behind
/// the host that is not plain ASCII in percent signs. Nothing else is ever a link.
pub(in crate::export) fn web_address(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let is_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
    if host.is_empty() || !host.bytes().all(is_host) {
        return None;
    }
    let tail = &rest[host.len()..];
    if tail.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let mut out = format!("{scheme}://{host}");
    for byte in tail.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&byte);
        push_byte(&mut out, byte, plain);
    }
    Some(out)
}

/// The address of the words from `first` to `last` on the page `address` (WICG URL Fragment Text Directives). Both are
/// printed words; of many only the ends are named.
pub(super) fn text_fragment(address: &str, first: &str, last: &str) -> String {
    let mut out = address.to_owned();
    out.push_str(if address.contains('#') {
        ":~:text="
    } else {
        "#:~:text="
    });
    let start: Vec<&str> = first.split_whitespace().collect();
    let end: Vec<&str> = last.split_whitespace().collect();
    if first == last && start.len() <= WHOLE {
        push_directive(&mut out, &start);
        return out;
    }
    push_directive(&mut out, &start[..start.len().min(ENDS)]);
    out.push(',');
    push_directive(&mut out, &end[end.len().saturating_sub(ENDS)..]);
    out
}

fn push_directive(out: &mut String, words: &[&str]) {
    for byte in words.join(" ").bytes() {
        // A hyphen, a comma or an ampersand would be read as part of the directive.
        push_byte(
            out,
            byte,
            byte.is_ascii_alphanumeric() || b"._~".contains(&byte),
        );
    }
}

fn push_byte(out: &mut String, byte: u8, plain: bool) {
    if plain {
        out.push(char::from(byte));
    } else {
        let written = write!(out, "%{byte:02X}");
        debug_assert!(written.is_ok(), "a string takes everything");
    }
}

#[cfg(test)]
mod tests {
    use super::{language, runs_rtl, text, text_fragment, web_address};

    #[test]
    fn words_that_run_the_other_way_stand_apart() {
        assert_eq!(
            text("<said> \"שלום, עולם\" & left"),
            "&lt;said&gt; &quot;<bdi>שלום, עולם</bdi>&quot; &amp; left"
        );
        assert_eq!(text("plain"), "plain");
        assert!(runs_rtl("«אין» here") && !runs_rtl("1. here אין"));
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for bad in [
            "javascript:alert(1)",
            "data://text/html,x",
            "http://",
            "https://a b/",
            "https://user@evil.example/",
            "https://exаmple.org/",
            "https://a.example/\u{1b}[2J",
            "//a.example/",
            "file:///etc/passwd",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
        assert_eq!(
            web_address("HTTPS://a.example:8080/é?q=\"<x>'#t").as_deref(),
            Some("https://a.example:8080/%C3%A9?q=%22%3Cx%3E%27#t")
        );
    }

    #[test]
    fn a_text_fragment_names_the_ends_of_long_words() {
        let page = "https://a.example/";
        assert_eq!(
            text_fragment(page, "up, not down - yet", "up, not down - yet"),
            "https://a.example/#:~:text=up%2C%20not%20down%20%2D%20yet"
        );
        let long = "one two three four five six seven eight nine ten eleven";
        assert_eq!(
            text_fragment("https://a.example/#top", long, long),
            "https://a.example/#top:~:text=one%20two%20three%20four,eight%20nine%20ten%20eleven"
        );
    }

    #[test]
    fn a_language_is_letters_digits_and_hyphens() {
        assert_eq!(language(Some("sr-Latn-RS")), Some("sr-Latn-RS"));
        assert_eq!(language(Some("en\" onload=\"x")), None);
        assert_eq!(language(Some("")), None);
    }
}
