//! The spans in quotation marks: which signs open and close, what is an apostrophe, what runs over several paragraphs.
use super::{
    Span,
    bytes::Ahead,
    fold::{is_dash, is_invisible},
    words::listed,
};

/// Words that begin with an apostrophe.
const ELIDED: &str = " tis twas twere em til till cause bout n round cos ";

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// From the first opening mark to the last closing mark, both in it.
    pub outer: Span,
    /// What stands between them.
    pub inner: Span,
    /// How many marks it stands inside of.
    pub depth: usize,
    /// The words paragraph by paragraph, without the marks, where they run over several; else empty.
    pub parts: Vec<Span>,
}

impl Mark {
    /// The words without the marks, one span a paragraph.
    #[must_use]
    pub fn words(&self) -> &[Span] {
        if self.parts.is_empty() {
            std::slice::from_ref(&self.inner)
        } else {
            &self.parts
        }
    }

    /// What is quoted, of the `text` it stands in: a comma before the closing mark is the sentence's, not the speaker's.
    #[must_use]
    pub fn quoted(&self, text: &str) -> Span {
        let words = self.inner.of(text).trim_end_matches(',');
        Span::new(self.inner.start, self.inner.start + words.len())
    }
}

/// A mark that is open.
#[derive(Clone, Debug)]
struct Open {
    sign: char,
    outer: usize,
    inner: usize,
    parts: Vec<Span>,
}

/// What a sign does where it stands.
enum Turn {
    Opens,
    Closes(usize),
    Nothing,
}

/// The spans in quotation marks, in text order: straight, curly, angle, low-high and corner marks, nested ones too. A mark that is opened
/// again at each paragraph and closed at the last is one. An apostrophe is no mark, nor is a sign that nothing closes.
#[must_use]
pub fn marks(text: &str, paragraphs: &[Span]) -> Vec<Mark> {
    scan(text, paragraphs).0
}

/// The double marks that open in `paragraphs` and that nothing closes, each sign by its bytes, in text order; of those inside one
/// another the outermost.
#[must_use]
pub fn unclosed(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    scan(text, paragraphs).1
}

fn scan(text: &str, paragraphs: &[Span]) -> (Vec<Mark>, Vec<Span>) {
    let (mut found, mut unclosed) = (Vec::new(), Vec::new());
    let mut carried: Option<Open> = None;
    let mut ahead = signs(text, paragraphs);
    for &paragraph in paragraphs {
        let mut open: Vec<Open> = Vec::new();
        let mut at = paragraph.start;
        if let Some(mut mark) = carried.take() {
            let first = paragraph.of(text).chars().next();
            if first.is_some_and(|c| reopens(mark.sign, c)) {
                at += first.map_or(0, char::len_utf8);
                mark.parts.push(Span::new(at, at));
                open.push(mark);
            } else {
                unclosed.push(Span::new(mark.outer, mark.inner));
            }
        }
        while let Some(i) = ahead.from(at).filter(|&i| i < paragraph.end) {
            let Some((sign, len)) = sign_at(&text[i..paragraph.end], &open) else {
                break;
            };
            at = i + len;
            match turn(text, paragraph, Span::new(i, at), sign, &open) {
                Turn::Opens if open.len() < DEEPEST => open.push(Open {
                    sign,
                    outer: i,
                    inner: at,
                    parts: Vec::new(),
                }),
                Turn::Closes(which) => {
                    open.truncate(which + 1);
                    found.extend(open.pop().map(|mark| close(mark, i, at)));
                }
                Turn::Opens | Turn::Nothing => {}
            }
        }
        let outermost = open.into_iter().next();
        carried = outermost
            .filter(|mark| !is_single(mark.sign))
            .map(|mark| carry(mark, paragraph));
    }
    unclosed.extend(carried.map(|mark| Span::new(mark.outer, mark.inner)));
    found.sort_unstable_by_key(|m| (m.outer.start, std::cmp::Reverse(m.outer.end)));
    nest(&mut found);
    found.shrink_to_fit();
    (found, unclosed)
}

/// Where signs may begin from the first of `paragraphs` to the last; what stands behind it is not looked at.
fn signs<'a>(text: &'a str, paragraphs: &[Span]) -> Ahead<'a, { LEADS.len() }> {
    let first = paragraphs.first().map_or(0, |first| first.start);
    let end = paragraphs.last().map_or(0, |last| last.end);
    Ahead::new(&text.as_bytes()[..end], first, LEADS)
}

/// The sign that `rest` begins with, and its length. Two single signs of a typewriter or of TeX are a double one, unless the first of them
/// may close a single one; wide and heavy signs are like the plain ones.
fn sign_at(rest: &str, open: &[Open]) -> Option<(char, usize)> {
    let sign = rest.chars().next()?;
    let len = sign.len_utf8();
    let twice = rest[len..].starts_with(sign) && !open.iter().any(|m| is_single(m.sign));
    Some(match sign {
        '`' | '‘' if twice => ('“', 2 * len),
        '\'' if twice => ('"', 2 * len),
        '’' if twice => ('”', 2 * len),
        '＂' => ('"', len),
        '❝' => ('“', len),
        '❞' => ('”', len),
        sign => (sign, len),
    })
}

/// A mark closed by the sign at bytes `from..to`.
fn close(mut mark: Open, from: usize, to: usize) -> Mark {
    if let Some(last) = mark.parts.last_mut() {
        last.end = from;
    }
    Mark {
        outer: Span::new(mark.outer, to),
        inner: Span::new(mark.inner, from),
        depth: 0,
        parts: mark.parts,
    }
}

/// A mark still open at the end of `paragraph`.
fn carry(mut mark: Open, paragraph: Span) -> Open {
    match mark.parts.last_mut() {
        Some(last) => last.end = paragraph.end,
        None => mark.parts.push(Span::new(mark.inner, paragraph.end)),
    }
    mark
}

fn nest(marks: &mut [Mark]) {
    let mut ends: Vec<usize> = Vec::new();
    for mark in marks {
        while ends.last().is_some_and(|&end| end <= mark.outer.start) {
            ends.pop();
        }
        mark.depth = ends.len();
        ends.push(mark.outer.end);
    }
}

/// The bytes that a sign may begin with: signs are ASCII or begin with one of a few bytes.
const LEADS: [[u8; 3]; 3] = [*b"\"'`", [0xc2, 0xe2, 0xe3], [0xef; 3]];

/// The sign that goes on with a mark opened by `sign` at the start of the next paragraph; French uses the closing one too.
const fn reopens(sign: char, c: char) -> bool {
    sign as u32 == c as u32 || matches!((sign, c), ('«', '»') | ('„', '“'))
}

const fn is_single(sign: char) -> bool {
    matches!(sign, '\'' | '‘' | '’' | '‚')
}

/// Marks inside marks beyond this are not looked at.
const DEEPEST: usize = 8;

/// The signs that close a mark opened by `sign`.
const fn closers(sign: char) -> &'static [char] {
    match sign {
        '“' | '‟' => &['”', '"'],
        '„' => &['“', '”', '‟', '"'],
        '”' => &['”'],
        '‘' | '‛' => &['’', '\''],
        '‚' => &['‘', '’'],
        '’' => &['’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹', '›'],
        '「' => &['」'],
        '『' => &['』'],
        '〝' => &['〞', '〟'],
        '"' => &['"', '”'],
        '\'' => &['\''],
        _ => &[],
    }
}

/// What the sign at bytes `at` does, given the marks that are open.
fn turn(text: &str, paragraph: Span, at: Span, sign: char, open: &[Open]) -> Turn {
    let before = text[paragraph.start..at.start].chars().next_back();
    let rest = &text[at.end..paragraph.end];
    let after = rest.chars().next();
    let can_open =
        after.is_some_and(|c| !c.is_whitespace()) && before.is_none_or(is_before_opening);
    let can_close = before.is_some_and(|c| !c.is_whitespace());
    let closes = open.iter().rposition(|m| closers(m.sign).contains(&sign));
    if matches!(sign, '\'' | '’' | '‘') {
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        if inside_word {
            return Turn::Nothing;
        }
        return match closes {
            Some(which) if can_close && !is_plural(before, rest, open[which].sign) => {
                Turn::Closes(which)
            }
            None if can_open
                && !is_elided(rest)
                && (sign == '‘' || is_closed_later(before, rest, sign)) =>
            {
                Turn::Opens
            }
            _ => Turn::Nothing,
        };
    }
    let spaced = matches!(sign, '»' | '«' | '›' | '‹');
    match (closes, sign) {
        (Some(which), _) if can_close || spaced || after.is_none_or(|c| !c.is_alphanumeric()) => {
            Turn::Closes(which)
        }
        (_, '“' | '‟' | '„' | '‚' | '«' | '‹' | '「' | '『' | '〝') => Turn::Opens,
        (_, '"' | '”' | '»' | '›') if can_open => Turn::Opens,
        _ => Turn::Nothing,
    }
}

/// Whether an opening mark may stand behind `c`.
fn is_before_opening(c: char) -> bool {
    c.is_whitespace()
        || is_dash(c)
        || is_invisible(c)
        || matches!(
            c,
            '(' | '['
                | '{'
                | '/'
                | ','
                | ':'
                | '“'
                | '„'
                | '«'
                | '‹'
                | '‘'
                | '"'
                | '\''
                | '*'
                | '_'
                | '|'
                | '…'
                | '¿'
                | '¡'
        )
}

/// Whether `rest` begins a word that is written with an apostrophe in front: `'tis`, `'90s`.
fn is_elided(rest: &str) -> bool {
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    listed(ELIDED, word) || (digits == 2 && matches!(word.get(2..), Some("" | "s" | "er" | "ers")))
}

/// How far ahead a single mark looks for its end, in bytes; a quotation within a quotation is short.
const AHEAD: usize = 4096;

/// Whether a straight or reversed single mark that might open is closed further on, before another one opens.
fn is_closed_later(before: Option<char>, rest: &str, sign: char) -> bool {
    before.is_none_or(is_before_opening) && next_closing(rest, sign).is_some()
}

/// Byte of the next sign in `rest` that could close a single mark.
fn next_closing(rest: &str, sign: char) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(AHEAD)];
    for (i, found) in near.match_indices(sign) {
        let before = near[..i].chars().next_back();
        let after = rest[i + found.len()..].chars().next();
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        if !inside_word && before.is_some_and(|c| !is_before_opening(c) || matches!(c, ',' | '"')) {
            return Some(i);
        }
        if !inside_word && before.is_some_and(is_before_opening) {
            return None;
        }
    }
    None
}

/// Whether the sign between `before` and `rest` is the apostrophe of a plural (`the workers' bill'`): more words, then a closing sign.
fn is_plural(before: Option<char>, rest: &str, opened: char) -> bool {
    let sign = if opened == '\'' { '\'' } else { '’' };
    let goes_on = rest.starts_with(' ') && rest[1..].starts_with(char::is_lowercase);
    matches!(before, Some('s' | 'S' | 'z' | 'x')) && goes_on && next_closing(rest, sign).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    fn in_marks(text: &str) -> Vec<&str> {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        marks(text, &paragraphs)
            .iter()
            .map(|m| m.inner.of(text))
            .collect()
    }

    #[test]
    fn marks_of_every_shape_are_seen() {
        assert_eq!(
            in_marks("“a b” \"c d\" «e» „f“ „g” ‘h i’ 'j k' »l« ‹m› 「n」 « o » ”p”"),
            [
                "a b", "c d", "e", "f", "g", "h i", "j k", "l", "m", "n", " o ", "p"
            ]
        );
        assert_eq!(
            in_marks("``a b'' ''c d'' ‘‘e f’’ ＂g＂ ❝h❞ *\"i j\"* _“k”_ |\"l\"| `m n`"),
            ["a b", "c d", "e f", "g", "h", "i j", "k", "l"]
        );
        assert_eq!(in_marks("‘he said ‘no’’ once"), ["he said ‘no’", "no"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(
            in_marks(
                "the workers' pay, it's the '90s, 'tis rock 'n' roll, O’Neill’s 6' 2\" and ’em"
            )
            .is_empty()
        );
        assert_eq!(
            in_marks("a 'workers' bill' passed; ‘the workers’ bill’ too"),
            ["workers' bill", "the workers’ bill"]
        );
        assert_eq!(
            in_marks("“it’s the workers’ bill,” he said"),
            ["it’s the workers’ bill,"]
        );
    }

    #[test]
    fn marks_nest() {
        let text = "\"He said 'no way' to 'it'\" and “she ‘left’”";
        let found: Vec<(&str, usize)> = marks(text, &[whole(text)])
            .iter()
            .map(|m| (m.inner.of(text), m.depth))
            .collect();
        assert_eq!(
            found,
            [
                ("He said 'no way' to 'it'", 0),
                ("no way", 1),
                ("it", 1),
                ("she ‘left’", 0),
                ("left", 1)
            ]
        );
    }

    #[test]
    fn a_mark_opened_again_at_each_paragraph_is_one() {
        let text = "He said: “One.\n“Two.\n“Three,” and “four”.";
        assert_eq!(in_marks(text), ["One.\n“Two.\n“Three,", "four"]);
        let found = marks(
            text,
            &[
                Span::new(0, 16),
                Span::new(17, 24),
                Span::new(25, text.len()),
            ],
        );
        let parts: Vec<&str> = found[0].words().iter().map(|s| s.of(text)).collect();
        assert_eq!(parts, ["One.", "Two.", "Three,"]);
    }

    #[test]
    fn marks_that_nothing_closes_are_told() {
        let told = |text: &str| -> Vec<usize> {
            let all = unclosed(text, &[whole(text)]);
            all.into_iter().map(|sign| sign.start).collect()
        };
        assert_eq!(told("a “stray mark and “another” one"), [2]);
        assert_eq!(told("said \"open words"), [5]);
        assert_eq!(
            told("it’s 6' 2\" and “closed” and the workers' pay"),
            [0; 0]
        );
        let text = "He said: “One.\n“Two.\nThree";
        let lines = [
            Span::new(0, 16),
            Span::new(17, 24),
            Span::new(25, text.len()),
        ];
        assert_eq!(unclosed(text, &lines), [Span::new(9, 12)]);
    }

    #[test]
    fn nothing_behind_the_last_paragraph_is_looked_at() {
        let text = "plain words\nand “marked” ones";
        let mut ahead = signs(text, &[Span::new(0, 11)]);
        assert_eq!(ahead.from(0), None);
        assert_eq!(signs(text, &[]).from(0), None);
    }

    #[test]
    fn a_mark_that_nothing_closes_swallows_nothing() {
        assert_eq!(
            in_marks("a “stray mark\nand “another” one\n\"open\nplain \"closed\""),
            ["another", "closed"]
        );
    }
}
