//! A paragraph and a width -> rows, as spans.
//!
//! Rows are found one at a time, each from its first byte alone: only what is on the screen is ever wrapped, and starting
//! again at any row gives the same rows. Where a line may break says UAX 14 (`unicode-linebreak`), what fits is decided
//! first-fit (`textwrap`), and what a character takes is what is shown of it (`text::graphemes`).

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_linebreak::linebreaks;

use super::safe::is_simple;
use super::{Glyph, Hyphens, Span, columns, graphemes_in};

/// The rows of `text` from byte `from`, each at most `columns` wide unless a single grapheme is wider; `from` is 0 or the
/// start of a row. No columns count as one.
///
/// Line breaks inside `text` are blanks. Rows neither start nor end with blanks, and only blanks stand between them; text
/// of nothing but blanks has no rows. Words that are too long are broken between graphemes. Spans count from the start
/// of `text`, so `rows(&article[..paragraph.end], columns, paragraph.start)` gives places in the article.
#[must_use]
pub fn rows(text: &str, columns: usize, from: usize) -> Rows<'_> {
    Rows {
        text,
        columns: columns.max(1),
        at: text.floor_char_boundary(from),
        hyphens: None,
    }
}

/// All rows of `text`, as [`rows`] finds them.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Span> {
    rows(text, columns, 0).collect()
}

/// The rows of a paragraph, found as they are asked for.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    text: &'a str,
    columns: usize,
    at: usize,
    hyphens: Option<Hyphens>,
}

impl Rows<'_> {
    /// The same, words broken where `hyphens` let them: such a row ends within a word, and a column is left for the hyphen
    /// ([`Hyphens::breaks_at`] tells which), which is drawn and never text.
    #[must_use]
    pub fn hyphenated(self, hyphens: Option<Hyphens>) -> Self {
        Self { hyphens, ..self }
    }

    /// `row` with as much of the next word as there is room for, its hyphen counted.
    fn filled(&self, row: Span) -> Span {
        let Some(hyphens) = self.hyphens else {
            return row;
        };
        let next = skip_blanks(self.text, row.end);
        let taken = columns(&self.text[row.start..next]);
        if next == row.end || taken + 3 > self.columns {
            return row;
        }
        let fits = |end: &usize| taken + columns(&self.text[next..*end]) < self.columns;
        let end = hyphens.breaks(self.text, next).take_while(fits).last();
        end.map_or(row, |end| Span { end, ..row })
    }
}

impl Iterator for Rows<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.at = skip_blanks(self.text, self.at);
        if self.at == self.text.len() {
            return None;
        }
        let row = narrow_row(self.text, self.at, self.columns)
            .unwrap_or_else(|| any_row(self.text, self.at, self.columns));
        let row = self.filled(row);
        self.at = row.end;
        Some(row)
    }
}

/// The first byte from `at` on that is not shown as a blank.
fn skip_blanks(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let next = at + bytes[at..].iter().take_while(|&&b| is_blank(b)).count();
    match bytes.get(next) {
        Some(b'!'..=b'~') => next,
        // What follows may be a mark that makes a letter of the last blank.
        _ => graphemes_in(text, Span::new(next.saturating_sub(1).max(at), text.len()))
            .find(|g| !g.is_blank())
            .map_or(text.len(), |g| g.span.start),
    }
}

/// The row that starts at `start`, whatever stands there.
fn any_row(text: &str, start: usize, columns: usize) -> Span {
    // How far to look is not known before: words may be long and blanks many. Twice as far each time keeps it linear.
    let mut reach = columns.saturating_mul(4).saturating_add(64);
    let pieces = loop {
        let end = text.floor_char_boundary(start.saturating_add(reach));
        if let Some(pieces) = pieces(text, Span::new(start, end), columns) {
            break pieces;
        }
        reach = reach.saturating_mul(2);
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "textwrap reckons in f64; no screen has 2^53 columns"
    )]
    let fitting = wrap_first_fit(&pieces, &[columns as f64])[0];
    Span::new(start, fitting.last().map_or(start, |piece| piece.end))
}

/// What a row is made of: a word up to where the line may break, or as much of it as a row holds; with the blanks behind.
#[derive(Debug, Default)]
struct Piece {
    /// One past the last grapheme, in it or before it, that is no blank.
    end: usize,
    /// Columns up to there.
    width: usize,
    /// Columns of the blanks behind.
    blanks: usize,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "textwrap reckons in f64; no screen has 2^53 columns"
)]
impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.blanks as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The pieces from the start of `window` up to the first that does not fit into `columns` any more, or up to the end of
/// `text`; nothing if the window ends before either.
fn pieces(text: &str, window: Span, columns: usize) -> Option<Vec<Piece>> {
    let whole = window.end == text.len();
    let mut breaks = linebreaks(window.of(text))
        .map(|(at, _)| window.start + at)
        .peekable();
    let mut cutting = Cutting {
        columns,
        ..Cutting::default()
    };
    for glyph in graphemes_in(text, Span::new(window.start, text.len())) {
        if glyph.span.end >= window.end && !whole {
            return None;
        }
        let at = glyph.span.start;
        // A break inside a grapheme is none.
        while breaks.next_if(|&b| b < at).is_some() {}
        let may_break = breaks.next_if_eq(&at).is_some() && at > window.start;
        match cutting.take(&glyph, may_break, at > window.start) {
            Fits::More => {}
            Fits::Enough => return Some(cutting.pieces),
            Fits::WithThis => break,
        }
    }
    cutting.pieces.push(cutting.piece);
    Some(cutting.pieces)
}

/// Pieces while they are cut.
#[derive(Default)]
struct Cutting {
    /// Columns of the row.
    columns: usize,
    pieces: Vec<Piece>,
    /// Columns of these, blanks and all.
    total: usize,
    /// The piece being made.
    piece: Piece,
}

/// Whether the row has room for more.
enum Fits {
    More,
    /// The piece being made is not wanted any more.
    Enough,
    /// It is the first that does not fit.
    WithThis,
}

impl Cutting {
    /// Adds `glyph`, before which the line `may_break`; `inner` where it is not the first.
    fn take(&mut self, glyph: &Glyph<'_>, may_break: bool, inner: bool) -> Fits {
        let blank = glyph.is_blank();
        let wide = self.piece.width + self.piece.blanks + glyph.columns;
        let full = !blank && wide > self.columns;
        // A word too long for any row starts on a row of its own, like every word that does not fit.
        if full && !may_break && !self.pieces.is_empty() {
            return Fits::Enough;
        }
        if inner && (may_break || full) {
            self.end_piece();
            if self.total > self.columns {
                return Fits::Enough;
            }
        }
        if blank {
            self.piece.blanks += glyph.columns;
            return Fits::More;
        }
        self.piece.width += self.piece.blanks + glyph.columns;
        (self.piece.end, self.piece.blanks) = (glyph.span.end, 0);
        if !self.pieces.is_empty() && self.total + self.piece.width > self.columns {
            return Fits::WithThis;
        }
        Fits::More
    }

    fn end_piece(&mut self) {
        self.total += self.piece.width + self.piece.blanks;
        let next = Piece {
            end: self.piece.end,
            ..Piece::default()
        };
        self.pieces.push(std::mem::replace(&mut self.piece, next));
    }
}

/// The same row where every character that matters takes one column and is a grapheme of its own, as in most rows of most
/// articles; nothing where that is not so. Looks at the bytes of the row and at the breaks of its last word only.
fn narrow_row(text: &str, start: usize, columns: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let limit = narrow_until(text, start, columns)?;
    if limit == text.len() {
        return Some(Span::new(start, trim_end(bytes, limit)));
    }
    let word = last_word(bytes, start, limit);
    let settled = word > start && bytes[word..=limit].iter().all(u8::is_ascii_alphanumeric);
    if settled {
        return Some(Span::new(start, trim_end(bytes, word)));
    }
    let after = limit + bytes[limit..].iter().take_while(|&&b| is_blank(b)).count();
    let next = text[after..].chars().next();
    if !next.is_none_or(is_simple) {
        return None;
    }
    let reach = after + next.map_or(0, char::len_utf8);
    let best = linebreaks(&text[word..reach])
        .map(|(at, _)| word + at)
        .take_while(|&at| at < reach || reach == text.len())
        .map(|at| trim_end(bytes, at))
        .take_while(|&end| end <= limit)
        .last();
    let end = match best {
        Some(end) => end,
        None if word > start => trim_end(bytes, word),
        None => trim_end(bytes, limit),
    };
    Some(Span::new(start, end))
}

/// One past the last byte that fits into `columns` from `start` on, if all up to there and the character behind is narrow.
fn narrow_until(text: &str, start: usize, columns: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    // The character behind counts: a mark that stands there would belong to the last one.
    if let Some(row) = rest.get(..=columns)
        // All of it, without a way out on the way: so it takes many bytes at a time.
        && row.iter().fold(true, |narrow, &b| narrow & (b.wrapping_sub(b' ') < 0x5f || b == b'\n'))
    {
        return Some(start + columns);
    }
    let mut chars = text[start..].char_indices();
    for _ in 0..columns {
        match chars.next() {
            Some((_, c)) if is_narrow(c) => {}
            Some(_) => return None,
            None => return Some(text.len()),
        }
    }
    match chars.next() {
        Some((at, c)) => is_narrow(c).then_some(start + at),
        None => Some(text.len()),
    }
}

fn is_narrow(c: char) -> bool {
    match c {
        ' '..='~' | '\n' => true,
        '\u{a0}' => false,
        // From the first CJK signs on everything simple is wide.
        c => c < '\u{3000}' && is_simple(c),
    }
}

/// Where the last word starts that begins at or before `limit` and before which the line surely may break, whatever stands
/// around: a letter after a blank after anything but an opening bracket (UAX 14, LB14 and LB18). Else `start`.
fn last_word(bytes: &[u8], start: usize, limit: usize) -> usize {
    (start + 2..=limit)
        .rev()
        .find(|&at| {
            bytes[at].is_ascii_alphabetic()
                && is_blank(bytes[at - 1])
                && bytes[at - 2].is_ascii_graphic()
                && !matches!(bytes[at - 2], b'(' | b'[' | b'{')
        })
        .unwrap_or(start)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// `end` moved before the blanks that stand there.
fn trim_end(bytes: &[u8], end: usize) -> usize {
    end - bytes[..end]
        .iter()
        .rev()
        .take_while(|&&b| is_blank(b))
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{columns as width_of, unmark};

    fn shown(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns)
            .into_iter()
            .map(|row| row.of(text))
            .collect()
    }

    #[test]
    fn a_word_is_broken_only_where_somebody_wants_it_and_its_hyphen_has_room() {
        let text = "All harbour negotiations failed.";
        let hyphens = Hyphens::of(Some("en"));
        let rows = |columns| -> Vec<&str> {
            let rows = rows(text, columns, 0).hyphenated(hyphens);
            rows.map(|row| row.of(text)).collect()
        };
        assert_eq!(shown(text, 16), ["All harbour", "negotiations", "failed."]);
        assert_eq!(rows(16), ["All harbour ne", "gotiations", "failed."]);
        assert_eq!(rows(14), ["All harbour", "negotiations", "failed."]);
        assert_eq!(rows(10), ["All har", "bour nego", "tiations", "failed."]);
    }

    #[test]
    fn lines_break_at_words() {
        assert_eq!(
            shown("The council voted on Monday, after months.", 12),
            ["The council", "voted on", "Monday,", "after", "months."]
        );
    }

    #[test]
    fn a_word_that_fits_exactly_stays() {
        assert_eq!(shown("one two three", 7), ["one two", "three"]);
        assert_eq!(shown("one two", 7), ["one two"]);
    }

    #[test]
    fn line_breaks_of_the_file_are_blanks() {
        assert_eq!(
            shown("one\ntwo\r\nthree four", 9),
            ["one\ntwo", "three", "four"]
        );
        assert_eq!(shown("one\r\n", 9), ["one"]);
    }

    #[test]
    fn long_words_break_between_graphemes() {
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(
            shown("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
        assert_eq!(shown("👩‍🚀👩‍🚀", 3), ["👩‍🚀", "👩‍🚀"]);
    }

    #[test]
    fn wide_characters_are_never_cut() {
        assert_eq!(shown("東京都庁", 5), ["東京", "都庁"]);
        assert_eq!(shown("東京", 1), ["東", "京"]);
    }

    #[test]
    fn no_row_starts_with_closing_punctuation() {
        assert_eq!(shown("東京都。庁", 6), ["東京", "都。庁"]);
        assert_eq!(shown("He said “yes” 5 %", 11), ["He said", "“yes” 5 %"]);
    }

    #[test]
    fn hyphenated_words_break_after_the_hyphen_but_numbers_do_not() {
        assert_eq!(shown("a well-known man", 8), ["a well-", "known", "man"]);
        assert_eq!(shown("about -15 degrees", 7), ["about", "-15", "degrees"]);
    }

    #[test]
    fn stand_ins_take_the_room_they_need() {
        assert_eq!(shown("a\u{202e}b c", 6), ["a\u{202e}", "b c"]);
        assert_eq!(shown("\u{9b}x", 6), ["\u{9b}", "x"]);
    }

    #[test]
    fn places_count_from_the_start_of_the_article() {
        let (article, paragraphs) = unmark("Title\n\n«one two three»\n\nEnd");
        let paragraph = paragraphs[0];
        let found: Vec<&str> = rows(&article[..paragraph.end], 8, paragraph.start)
            .map(|row| row.of(&article))
            .collect();
        assert_eq!(found, ["one two", "three"]);
    }

    #[test]
    fn blanks_alone_have_no_rows() {
        assert!(shown(" \t\n\u{3000}", 4).is_empty());
        assert!(shown("", 0).is_empty());
    }

    #[test]
    fn one_row_of_an_endless_word_does_not_look_at_all_of_it() {
        for endless in ["語", "a", "é", "(", " ", "e\u{301}", "\u{301}", "\u{200d}"] {
            let text = endless.repeat(1 << 18);
            assert!(rows(&text, 80, 0).take(200).all(|row| row.len() < 80 * 200));
        }
    }

    /// Text in which every rule of UAX 14 that the short way leans on has a chance to matter.
    fn latin() -> impl Strategy<Value = String> {
        "([a-zA-Z]{1,9}|[0-9]{1,4}|[ \n]{1,3}|[-()\\[\\]{}\"'.,:;!?/%$—–“”é€…])*"
    }

    fn anything() -> impl Strategy<Value = String> {
        "([a-z]{1,6}| {1,2}|[é語。、«»“”\u{301}\u{200b}\u{200c}\u{200d}\u{fe0f}\u{202e}\u{2028}\r\n\t\u{3000}\u{a0}🇪👩🚀ᄀक्ष]|\\PC|[\u{0}-\u{9f}])*"
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_and_the_long_way_agree(text in latin(), columns in 1usize..30) {
            for row in rows(&text, columns, 0) {
                prop_assert_eq!(row, any_row(&text, row.start, columns), "{:?}", row.of(&text));
            }
        }

        #[test]
        fn only_blanks_fall_between_rows_and_none_is_too_wide(text in anything(), columns in 0usize..20) {
            let mut end = 0;
            for row in rows(&text, columns, 0) {
                prop_assert!(row.start >= end && !row.is_empty());
                prop_assert!(graphemes_in(&text, Span::new(end, row.start)).all(|g| g.is_blank()));
                let glyphs: Vec<_> = graphemes_in(&text, row).collect();
                prop_assert!(!glyphs[0].is_blank() && !glyphs[glyphs.len() - 1].is_blank());
                let width: usize = glyphs.iter().map(|g| g.columns).sum();
                prop_assert!(width <= columns || glyphs.len() == 1);
                end = row.end;
            }
            prop_assert_eq!(visible_rest(&text[end..]), "");
        }

        #[test]
        fn starting_again_at_any_row_gives_the_same_rows(text in anything(), columns in 1usize..20) {
            let all = wrap(&text, columns);
            for (n, row) in all.iter().enumerate() {
                prop_assert_eq!(rows(&text, columns, row.start).collect::<Vec<_>>(), &all[n..]);
            }
            let hyphens = Hyphens::of(None);
            let from = |start| rows(&text, columns, start).hyphenated(hyphens).collect::<Vec<_>>();
            let all = from(0);
            for (n, row) in all.iter().enumerate() {
                let wide: usize = graphemes_in(&text, *row).map(|g| g.columns).sum();
                prop_assert!(wide <= columns || graphemes_in(&text, *row).count() == 1);
                prop_assert_eq!(from(row.start), &all[n..]);
            }
        }

        #[test]
        fn rows_are_cut_where_glyphs_are(text in anything(), columns in 1usize..20) {
            let starts: Vec<usize> = graphemes_in(&text, Span::new(0, text.len())).map(|g| g.span.start).collect();
            for row in rows(&text, columns, 0) {
                prop_assert!(starts.binary_search(&row.start).is_ok());
                prop_assert!(row.end == text.len() || starts.binary_search(&row.end).is_ok());
            }
            prop_assert!(width_of(&text) >= starts.len());
        }
    }

    fn visible_rest(text: &str) -> String {
        crate::text::visible(text).trim().to_owned()
    }
}
