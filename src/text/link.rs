//! Addresses in a text that may be links of the terminal.
use super::Span;
use memchr::memmem;

/// The longest address that is a link, in bytes.
const LONGEST: usize = 2000;

/// Whether `url` may be a link: of a scheme that only shows something, of printable ASCII, and not endless.
#[must_use]
pub fn is_link(url: &str) -> bool {
    let rest = |scheme: &str| {
        let begins = url.get(..scheme.len())?.eq_ignore_ascii_case(scheme);
        begins.then_some(&url[scheme.len()..])
    };
    let host = rest("https://").or_else(|| rest("http://"));
    url.len() <= LONGEST
        && host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `shown`, one cell of the screen, as a link to `url` and nothing else (OSC 8); cells of one address are told to belong
/// together.
#[must_use]
pub fn terminal_link(url: &str, shown: &str) -> String {
    let id = url.bytes().fold(5381_u32, |sum, byte| {
        sum.wrapping_mul(33).wrapping_add(byte.into())
    });
    format!("\x1b]8;id={id:x};{url}\x1b\\{shown}\x1b]8;;\x1b\\")
}

/// What is shown of `cell`, if it is what [`terminal_link`] makes of an address and a character.
#[must_use]
pub fn shown_of_link(cell: &str) -> Option<&str> {
    let (id, rest) = cell.strip_prefix("\x1b]8;id=")?.split_once(';')?;
    let (url, rest) = rest.split_once("\x1b\\")?;
    let shown = rest.strip_suffix("\x1b]8;;\x1b\\")?;
    let plain = id.bytes().all(|byte| byte.is_ascii_hexdigit());
    (plain && is_link(url) && !shown.chars().any(char::is_control)).then_some(shown)
}

/// The addresses that begin `within` a text, each whole, without the punctuation of the sentence around it.
#[must_use]
pub fn links(text: &str, within: Span) -> Vec<Span> {
    let bytes = within.of(text).as_bytes();
    let places = memmem::find_iter(bytes, b"://").map(|at| within.start + at);
    let mut out: Vec<Span> = Vec::new();
    for colon in places {
        let before = text[..colon].bytes().rev();
        let scheme = before.take_while(u8::is_ascii_alphabetic).take(6).count();
        let start = colon - scheme;
        let rest = text[start..].bytes();
        let len = rest
            .take_while(|byte| is_part(*byte))
            .take(LONGEST + 1)
            .count();
        let end = start + trimmed(&text[start..start + len]);
        if is_link(&text[start..end]) && out.last().is_none_or(|last| last.end <= start) {
            out.push(Span::new(start, end));
        }
    }
    out
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^'
        )
}

/// Bytes of an address before the punctuation that ends a sentence, and before a bracket that is not opened in it.
fn trimmed(url: &str) -> usize {
    let mut url = url;
    loop {
        let cut = match url.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_') => true,
            Some(')') => url.matches(')').count() > url.matches('(').count(),
            Some(']') => url.matches(']').count() > url.matches('[').count(),
            _ => false,
        };
        if !cut {
            return url.len();
        }
        url = &url[..url.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let links = links(text, Span::new(0, text.len()));
        links.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        assert_eq!(
            found("See https://a.org/x_(y), (http://b.org/z). “HTTPS://c.org”!"),
            ["https://a.org/x_(y)", "http://b.org/z", "HTTPS://c.org"]
        );
    }

    #[test]
    fn a_link_holds_one_cell_and_nothing_else() {
        let link = terminal_link("https://a.org/x", "é");
        assert_eq!(shown_of_link(&link), Some("é"));
        assert_eq!(link.matches('\x1b').count(), 4);
        for bad in [
            "x".to_owned(),
            link.replace("https", "file"),
            link.replace('é', "\x1b[2J"),
            link.replace("/x", "/\u{7}"),
            link.clone() + "x",
            link.repeat(2),
        ] {
            assert_eq!(shown_of_link(&bad), None, "{bad:?}");
        }
    }

    #[test]
    fn only_what_shows_something_is_a_link() {
        for text in [
            "javascript://a",
            "file:///etc/passwd",
            "ftp://a.org",
            "data://x",
            "https://",
            "xhttps://a.org",
            "https://\u{1b}]8;;x",
            "http://-x",
        ] {
            assert_eq!(found(text), [""; 0], "{text:?}");
        }
        assert_eq!(
            found(&format!("https://a.org/{}", "x".repeat(LONGEST))),
            [""; 0]
        );
        assert_eq!(found("https://a.org/ü"), ["https://a.org/"]);
    }
}
