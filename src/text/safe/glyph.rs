//! Text as a row of glyphs: graphemes, or the stand-ins for them.
use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    super::Span,
    kind::{Kind, is_simple, joins, kind},
};

/// Marks on one base that are shown; nothing that people write has more.
const MARKS: usize = 8;
/// Bytes of one glyph at most. The longest emoji sequences have 41; without a limit a megabyte could be one glyph.
const LONGEST: usize = 64;
/// Stands for what cannot be seen.
pub(super) const UNSEEN: char = '·';

/// The smallest thing that is shown: a grapheme, or the stand-in for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The bytes it stands for.
    pub span: Span,
    /// What to show.
    pub shown: Cow<'a, str>,
    /// Columns that `shown` takes, by the tables of `unicode-width`; at least 1.
    pub columns: usize,
    /// Whether `shown` contains a sign that the text does not.
    pub stand_in: bool,
}

impl Glyph<'_> {
    /// Whether only blanks are shown.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.shown.chars().all(char::is_whitespace)
    }
}

/// What is shown of `text`, with the bytes each glyph stands for.
#[must_use]
pub fn graphemes(text: &str) -> Graphemes<'_> {
    graphemes_in(text, Span::new(0, text.len()))
}

/// What is shown of `span`; places count from the start of `text`, and what follows `span` decides what a joiner joins.
///
/// `span` starts and ends where a glyph does; an end that lies inside a character is moved before it.
#[must_use]
pub fn graphemes_in(text: &str, span: Span) -> Graphemes<'_> {
    let end = text.floor_char_boundary(span.end);
    let at = text.floor_char_boundary(span.start.min(end));
    Graphemes { text, at, end }
}

/// The glyphs of a text, as [`graphemes`] gives them.
#[derive(Clone, Debug)]
pub struct Graphemes<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let rest = &self.text[self.at..self.end];
        let mut chars = rest.chars();
        let first = chars.next()?;
        if first == '\n' {
            return Some(self.take(Cow::Borrowed(" "), 1, 1, false));
        }
        if is_simple(first) && chars.next().is_none_or(|c| c == '\n' || is_simple(c)) {
            let cluster = &rest[..first.len_utf8()];
            let columns = if first.is_ascii() {
                1
            } else {
                first.width().unwrap_or(1)
            };
            return Some(self.take(Cow::Borrowed(cluster), cluster.len(), columns, false));
        }
        let cluster = rest[..rest.floor_char_boundary(LONGEST)]
            .graphemes(true)
            .next()?;
        let after = self.text[self.at + cluster.len()..].chars().next();
        let shown = show(cluster, after);
        let columns = columns_of(&shown.text);
        Some(self.take(shown.text, cluster.len(), columns, shown.stand_in))
    }
}

impl<'a> Graphemes<'a> {
    fn take(
        &mut self,
        shown: Cow<'a, str>,
        len: usize,
        columns: usize,
        stand_in: bool,
    ) -> Glyph<'a> {
        let span = Span::new(self.at, self.at + len);
        self.at = span.end;
        Glyph {
            span,
            shown,
            columns,
            stand_in,
        }
    }
}

/// What is shown of one grapheme.
pub(super) struct Shown<'a> {
    text: Cow<'a, str>,
    stand_in: bool,
    /// Characters that could not have been seen.
    pub(super) hidden: usize,
}

/// What is shown of `cluster`, after which `after` stands.
pub(super) fn show(cluster: &str, after: Option<char>) -> Shown<'_> {
    if cluster == "\r\n" {
        return Shown {
            text: Cow::Borrowed(" "),
            stand_in: false,
            hidden: 0,
        };
    }
    let mut showing = Showing::default();
    let mut chars = cluster.chars().peekable();
    while let Some(c) = chars.next() {
        showing.add(c, chars.peek().copied(), after);
    }
    showing.put_on_a_base();
    let Showing {
        text,
        stand_in,
        hidden,
        ..
    } = showing;
    let text = if text == cluster {
        Cow::Borrowed(cluster)
    } else {
        Cow::Owned(text)
    };
    Shown {
        text,
        stand_in,
        hidden,
    }
}

/// A grapheme while it is made visible, character by character.
#[derive(Default)]
struct Showing {
    text: String,
    stand_in: bool,
    hidden: usize,
    /// Combining marks since the last base.
    marks: usize,
    /// The character before.
    before: Option<char>,
}

impl Showing {
    /// Adds `c`; `inside` follows in the same grapheme, `after` behind it.
    fn add(&mut self, c: char, inside: Option<char>, after: Option<char>) {
        match kind(c) {
            Kind::Plain => self.add_plain(c),
            Kind::LineBreak => self.text.push(' '),
            Kind::Tab => self.text.push_str("    "),
            // Behind a stand-in it would join that, and so nothing.
            Kind::Joiner
                if !self.text.ends_with(UNSEEN) && joins(self.before, c, inside, after) =>
            {
                self.text.push(c);
            }
            // The first selector after a base only asks for another look of it.
            Kind::Selector if self.before.map(kind) == Some(Kind::Plain) => {}
            Kind::Joiner | Kind::Selector | Kind::Invisible => self.add_unseen(),
            Kind::Direction(name) => {
                self.text.push_str(name);
                (self.stand_in, self.hidden) = (true, self.hidden + 1);
            }
            Kind::Control => {
                push_control(&mut self.text, c);
                self.stand_in = true;
            }
            Kind::Unknown => {
                self.text.push(char::REPLACEMENT_CHARACTER);
                self.stand_in = true;
            }
        }
        self.before = Some(c);
    }

    /// A letter, or a mark on one, of which so many are shown and no more.
    fn add_plain(&mut self, c: char) {
        let is_mark = c.width() == Some(0);
        if !is_mark || self.before.is_none() {
            self.marks = usize::from(is_mark); // it will stand on a circle
            self.text.push(c);
            return;
        }
        self.marks += 1;
        if self.marks <= MARKS {
            self.text.push(c);
        } else if self.marks == MARKS + 1 {
            self.text.push(UNSEEN);
            self.stand_in = true;
        }
    }

    /// A run of tag characters is one sign, however long: it says that something is there, not how much.
    fn add_unseen(&mut self) {
        if self.before.map(kind) != Some(Kind::Invisible) {
            self.text.push(UNSEEN);
        }
        (self.stand_in, self.hidden) = (true, self.hidden + 1);
    }

    /// A mark without a base would be drawn on what stands before it.
    fn put_on_a_base(&mut self) {
        let first = self.text.chars().next();
        if first.is_none_or(|c| c.width() == Some(0)) {
            self.text.insert(0, '◌');
            self.stand_in = true;
        }
    }
}

/// Adds the picture of the control character `c`.
pub(super) fn push_control(text: &mut String, c: char) {
    match c {
        '\0'..='\u{1f}' => text.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => text.push('␡'),
        c => text.extend(c.escape_unicode()),
    }
}

/// Columns of what is shown already, grapheme by grapheme as a screen places it.
fn columns_of(shown: &str) -> usize {
    shown.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Columns that `text` takes once it is made visible.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return text.len();
    }
    graphemes(text).map(|g| g.columns).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::safe::{hostile, visible};

    #[test]
    fn a_glyph_names_the_bytes_it_stands_for() {
        let glyphs: Vec<_> = graphemes("a\u{202e}語\r\n")
            .map(|g| {
                (
                    g.span.start,
                    g.span.end,
                    g.shown.into_owned(),
                    g.columns,
                    g.stand_in,
                )
            })
            .collect();
        let expected = [
            (0, 1, "a", 1, false),
            (1, 4, "⟨RLO⟩", 5, true),
            (4, 7, "語", 2, false),
            (7, 9, " ", 1, false),
        ];
        assert_eq!(
            glyphs,
            expected.map(|(a, b, shown, c, s)| (a, b, shown.to_owned(), c, s))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn glyphs_tile_the_text_and_take_their_columns(text in hostile()) {
            let mut end = 0;
            let mut shown = String::new();
            for glyph in graphemes(&text) {
                prop_assert_eq!(glyph.span.start, end);
                prop_assert!(glyph.columns > 0);
                prop_assert!(glyph.shown.chars().next().and_then(char::width) > Some(0));
                prop_assert_eq!(glyph.columns, glyph.shown.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>());
                shown.push_str(&glyph.shown);
                end = glyph.span.end;
            }
            prop_assert_eq!(end, text.len());
            prop_assert_eq!(shown, visible(&text));
        }
    }
}
