//! What of a text cannot be seen, counted and found.
use super::{
    super::Span,
    glyph::{graphemes, show},
    kind::{Kind, is_simple, kind},
};

/// How many characters of `text` cannot be seen or change the direction of others; joiners that join and the variation
/// selector of an emoji do not count.
#[must_use]
pub fn count_hidden(text: &str) -> usize {
    text.split_inclusive('\n')
        .filter(|line| !line.is_ascii() && line.chars().any(may_hide))
        .map(hidden_in)
        .sum()
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
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    lines
        .filter(|(_, line)| !line.is_ascii() && line.chars().any(may_hide))
        .flat_map(|(start, line)| {
            graphemes(line)
                .filter(|glyph| hidden_of(line, glyph.span) > 0)
                .map(move |glyph| Span::new(start + glyph.span.start, start + glyph.span.end))
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
    }
}
