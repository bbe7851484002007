//! What of a text cannot be seen, counted and found.
use super::{
    super::{Span, bytes::next_beyond_ascii},
    glyph::{graphemes, show},
    kind::{Kind, is_simple, kind},
};

/// How many characters of `text` cannot be seen or change the direction of others; joiners that join and the variation
/// selector of an emoji do not count.
#[must_use]
pub fn count_hidden(text: &str) -> usize {
    suspects(text).map(|line| hidden_in(line.of(text))).sum()
}

/// The lines in which something may be hidden, with their breaks: nothing of ASCII is, and little else.
fn suspects(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = next_beyond_ascii(bytes, at)?;
            let c = text[at..].chars().next()?;
            if may_hide(c) {
                break;
            }
            at += c.len_utf8();
        }
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
        at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        Some(Span::new(start, at))
    })
}

fn may_hide(c: char) -> bool {
    !is_simple(c)
        && matches!(
            kind(c),
            Kind::Direction(_) | Kind::Joiner | Kind::Selector | Kind::Invisible
        )
}

fn hidden_in(line: &str) -> usize {
    graphemes(line).map(|g| hidden_of(line, g.span)).sum()
}

fn hidden_of(line: &str, glyph: Span) -> usize {
    show(glyph.of(line), line[glyph.end..].chars().next()).hidden
}

/// The glyphs of `text` with something that [`count_hidden`] counts, in text order.
pub fn hidden(text: &str) -> impl Iterator<Item = Span> {
    suspects(text).flat_map(move |line| {
        let words = line.of(text);
        graphemes(words)
            .filter(move |glyph| hidden_of(words, glyph.span) > 0)
            .map(move |glyph| Span::new(line.start + glyph.span.start, line.start + glyph.span.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_counted_whatever_stands_around() {
        assert_eq!(
            count_hidden("/*\u{202e} } \u{2066}if (admin)\u{2069} \u{2066} begin"),
            4
        );
        let text = "tags\u{e0041}\u{e0042}\nand\u{200b}";
        assert_eq!(count_hidden(text), 3);
        let hidden: Vec<&str> = hidden(text).map(|span| span.of(text)).collect();
        assert_eq!(hidden, ["s\u{e0041}\u{e0042}", "\u{200b}"]);
        assert_eq!(count_hidden("“plain”\nx\u{ad}y \u{ad}\n\nы \u{200e}"), 3);
    }
}
