//! What may reach a terminal: every character of foreign text, or a visible stand-in for it.
//!
//! A stand-in is never silence: who reads sees that something stands there, and a [`Glyph`] says which bytes it stands for.
//!
//! | in the text | shown |
//! |---|---|
//! | `\n`, `\r\n`, U+2028, U+2029 | one blank |
//! | TAB | four blanks, wherever it stands, so that a glyph's width never depends on its column |
//! | other C0 controls, DEL | Control Pictures: `␛`, `␡` |
//! | C1 controls | an escape: `\u{9b}` |
//! | characters that change direction | their name: `⟨RLO⟩` |
//! | invisible characters, joiners that join nothing, tag characters | `·` |
//! | private, unassigned and non-characters | `�` |
//! | a combining mark without a base | on a dotted circle: `◌́` |
//! | more than eight marks on one base | eight of them and `·` |
//! | a variation selector after a base | nothing: terminals disagree about the width it asks for |
use std::borrow::Cow;

use unicode_linebreak::{BreakClass, break_property};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Span;

/// Marks on one base that are shown; nothing that people write has more.
const MARKS: usize = 8;
/// Bytes of one glyph at most. The longest emoji sequences have 41; without a limit a megabyte could be one glyph.
const LONGEST: usize = 64;
/// Stands for what cannot be seen.
const UNSEEN: char = '·';

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

/// What a character is to a terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    LineBreak,
    Tab,
    Control,
    Direction(&'static str),
    Joiner,
    Selector,
    Invisible,
    Unknown,
}

fn kind(c: char) -> Kind {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Kind::LineBreak,
        '\t' => Kind::Tab,
        c if c.is_control() => Kind::Control,
        '\u{200c}' | '\u{200d}' => Kind::Joiner,
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Kind::Selector,
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Invisible,
        c => match direction(c) {
            Some(name) => Kind::Direction(name),
            None if break_property(u32::from(c)) == BreakClass::Unknown => Kind::Unknown,
            None => Kind::Plain,
        },
    }
}

/// The name of a character that changes the direction of what follows (UAX 9).
fn direction(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61c}' => "⟨ALM⟩",
        '\u{200e}' => "⟨LRM⟩",
        '\u{200f}' => "⟨RLM⟩",
        '\u{202a}' => "⟨LRE⟩",
        '\u{202b}' => "⟨RLE⟩",
        '\u{202c}' => "⟨PDF⟩",
        '\u{202d}' => "⟨LRO⟩",
        '\u{202e}' => "⟨RLO⟩",
        '\u{2066}' => "⟨LRI⟩",
        '\u{2067}' => "⟨RLI⟩",
        '\u{2068}' => "⟨FSI⟩",
        '\u{2069}' => "⟨PDI⟩",
        _ => return None,
    })
}

/// Whether `c` is shown as it is and, beside another such character, is a grapheme of its own (UAX 29); only the
/// scripts that most articles are written in, the rest goes the long way.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether `text` may be shown as it stands, character by character. `false` may also mean that it takes a longer look.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~')) || text.chars().all(is_simple)
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
struct Shown<'a> {
    text: Cow<'a, str>,
    stand_in: bool,
    /// Characters that could not have been seen.
    hidden: usize,
}

/// What is shown of `cluster`, after which `after` stands.
fn show(cluster: &str, after: Option<char>) -> Shown<'_> {
    if cluster == "\r\n" {
        return Shown {
            text: Cow::Borrowed(" "),
            stand_in: false,
            hidden: 0,
        };
    }
    let (mut text, mut stand_in, mut hidden, mut marks) = (String::new(), false, 0, 0);
    let mut before = None;
    let mut chars = cluster.chars().peekable();
    while let Some(c) = chars.next() {
        match kind(c) {
            Kind::Plain if before.is_some() && c.width() == Some(0) => {
                marks += 1;
                if marks <= MARKS {
                    text.push(c);
                } else if marks == MARKS + 1 {
                    text.push(UNSEEN);
                    stand_in = true;
                }
            }
            Kind::Plain => {
                marks = 0;
                text.push(c);
            }
            Kind::LineBreak => text.push(' '),
            Kind::Tab => text.push_str("    "),
            Kind::Joiner if joins(before, c, chars.peek().copied(), after) => text.push(c),
            // The first selector after a base only asks for another look of it.
            Kind::Selector if before.is_some_and(|b| kind(b) == Kind::Plain) => {}
            Kind::Joiner | Kind::Selector | Kind::Invisible => {
                // A run of tag characters is one sign, however long: it says that something is there, not how much.
                if before.map(kind) != Some(Kind::Invisible) {
                    text.push(UNSEEN);
                }
                (stand_in, hidden) = (true, hidden + 1);
            }
            Kind::Direction(name) => {
                text.push_str(name);
                (stand_in, hidden) = (true, hidden + 1);
            }
            Kind::Control => {
                push_control(&mut text, c);
                stand_in = true;
            }
            Kind::Unknown => {
                text.push(char::REPLACEMENT_CHARACTER);
                stand_in = true;
            }
        }
        before = Some(c);
    }
    // It would be drawn on what stands before it.
    if text.chars().next().is_none_or(|c| c.width() == Some(0)) {
        text.insert(0, '◌');
        stand_in = true;
    }
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

fn push_control(text: &mut String, c: char) {
    match c {
        '\0'..='\u{1f}' => text.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => text.push('␡'),
        c => text.extend(c.escape_unicode()),
    }
}

/// Whether the joiner `c` changes how its neighbours look: in emoji sequences and in scripts whose letters join.
/// `inside` follows in the same grapheme, `after` behind it.
fn joins(before: Option<char>, c: char, inside: Option<char>, after: Option<char>) -> bool {
    let joined = inside.is_some_and(|next| kind(next) == Kind::Plain && next.width() != Some(0));
    let letters = before.is_some_and(has_joining_letters);
    let next = inside.or(after).is_some_and(has_joining_letters);
    before.is_some_and(|b| kind(b) != Kind::Joiner)
        && if c == '\u{200d}' {
            joined || letters
        } else {
            letters && next
        }
}

/// Whether `c` is of a script in which joiners are spelling: Arabic and its kin, the Indic scripts, Mongolian.
fn has_joining_letters(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{e81}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1807}'..='\u{18aa}' | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{10aff}' | '\u{10d00}'..='\u{10fff}'
        | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
        && kind(c) == Kind::Plain
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
    // Where an ellipsis would still fit behind.
    let (mut used, mut cut) = (0, 0);
    for glyph in graphemes(text) {
        used += glyph.columns;
        if used > columns {
            let mut out = visible(&text[..cut]).into_owned();
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

/// `text` as it may be printed outside the screen: line breaks and tabs stay, every other control character, everything
/// that changes direction and everything invisible becomes its stand-in. Joiners and variation selectors stay.
#[must_use]
pub fn for_stream(text: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        !is_simple(c)
            && c != '\n'
            && c != '\t'
            && matches!(
                kind(c),
                Kind::Control | Kind::Direction(_) | Kind::Invisible
            )
    };
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

    #[test]
    fn text_is_cut_to_a_width() {
        assert_eq!(fit("The council", 11), "The council");
        assert_eq!(fit("The council", 10), "The counc…");
        assert_eq!(fit("東京都庁", 6), "東京…");
        assert_eq!(fit("a\u{202e}b", 5), "a…");
        assert_eq!(
            (fit("ab", 1), fit("ab", 0)),
            (Cow::Borrowed("…"), Cow::Borrowed(""))
        );
    }

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

    fn hostile() -> impl Strategy<Value = String> {
        "([ -~]|\\PC|[\u{0}-\u{9f}]|[\u{200b}-\u{206f}]|[\u{fe00}-\u{feff}]|[\u{300}-\u{36f}]|[\u{e0000}-\u{e01ff}]|[\u{600}-\u{6ff}]|[\u{900}-\u{97f}]|[\u{1100}-\u{11ff}]|[👩🚀🇪])*"
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
            let stream = for_stream(&text);
            prop_assert!(stream.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
            prop_assert!(stream.chars().all(|c| direction(c).is_none() && kind(c) != Kind::Invisible));
        }

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

        #[test]
        fn cut_text_fits(text in hostile(), width in 0usize..12) {
            let cut = fit(&text, width);
            prop_assert!(cut.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() <= width);
        }

        #[test]
        fn simple_characters_are_graphemes_of_their_own(a in any::<char>(), b in any::<char>()) {
            let pair: String = [a, b].iter().collect();
            if is_simple(a) && is_simple(b) {
                prop_assert_eq!(pair.graphemes(true).count(), 2);
            }
        }
    }

    #[test]
    fn simple_characters_are_shown_as_they_are() {
        for c in ('\0'..=char::MAX).filter(|&c| is_simple(c)) {
            assert!(
                kind(c) == Kind::Plain && c.width().is_some_and(|w| w > 0),
                "{c:?}"
            );
            assert_eq!(
                [c, c].iter().collect::<String>().graphemes(true).count(),
                2,
                "{c:?}"
            );
        }
    }
}
