//! Words, sentences, clauses, and the spans in quotation marks.
use super::{
    Span,
    fold::{is_dash, is_ideograph, is_invisible, is_mark},
};

/// Words after whose full stop no sentence ends.
const ABBREVIATIONS: &str = " mr mrs ms dr st vs eg ie inc jr sr prof gen sen rep gov lt col capt sgt maj adm hon rev pres vol fig approx dept est al cf etc jan feb mar apr jun jul aug sep sept oct nov dec ";
/// Words that open a clause after a comma.
const JOINERS: &str = " and but or nor so yet while whereas although though because since as after before when where who whom whose which that if unless until ";
/// Words that begin with an apostrophe.
const ELIDED: &str = " tis twas twere em til till cause bout n round cos ";

/// The words in the bytes `within` of `text`: letters and digits of any script, with the apostrophes and hyphens inside them, and
/// the points inside a number. Scripts without blanks give one word a character.
pub fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let start = at + text[at..within.end].find(is_wordy)?;
        at = word_end(text, start, within.end);
        Some(Span::new(start, at))
    })
}

/// One past the last byte of the word that begins at byte `start`.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let mut chars = text[start..limit].char_indices().peekable();
    let Some((_, mut last)) = chars.next() else {
        return start;
    };
    let mut end = start + last.len_utf8();
    if is_ideograph(last) {
        return end;
    }
    while let Some((i, c)) = chars.next() {
        let goes_on = match chars.peek() {
            _ if is_wordy(c) || is_invisible(c) || is_accent(c) => !is_ideograph(c),
            Some(&(_, next)) if is_mark(c) || is_dash(c) => {
                last.is_alphanumeric() && next.is_alphanumeric() && c != '"'
            }
            Some(&(_, next)) if matches!(c, '.' | ',' | ':') => {
                last.is_ascii_digit() && next.is_ascii_digit()
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        last = c;
        end = start + i + c.len_utf8();
    }
    end
}

fn is_wordy(c: char) -> bool {
    c.is_alphanumeric()
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{93c}'..='\u{94d}')
}

/// The sentences in the bytes `within` of `text`, blanks around them left out. A sentence ends at `.`, `!`, `?` or `…` with the marks and
/// brackets behind it, before a blank and no small letter; not behind an abbreviation or an initial.
#[must_use]
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = within.start;
    let mut chars = within.of(text).char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if !is_stop(c) {
            continue;
        }
        let mut end = i + c.len_utf8();
        while let Some((j, d)) =
            chars.next_if(|&(_, d)| is_stop(d) || is_mark(d) || matches!(d, ')' | ']' | '»'))
        {
            end = j + d.len_utf8();
        }
        let (head, rest) = within.of(text).split_at(end);
        let wide = matches!(c, '。' | '！' | '？');
        if wide || (ends_here(&head[..i], c, rest) && starts_here(rest)) {
            push_trimmed(text, Span::new(start, within.start + end), &mut found);
            start = within.start + end;
        }
    }
    push_trimmed(text, Span::new(start, within.end), &mut found);
    found
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether a stop between `head` and `rest` can end a sentence.
fn ends_here(head: &str, stop: char, rest: &str) -> bool {
    if stop != '.' {
        return true;
    }
    let near = &head[head.ceil_char_boundary(head.len().saturating_sub(24))..];
    let word = near
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.')
        && word.chars().any(char::is_alphabetic)
        && word.split('.').all(|p| p.chars().count() <= 1);
    let number = word.eq_ignore_ascii_case("no")
        && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    !(initial || dotted || number || listed(ABBREVIATIONS, word))
}

/// Whether a sentence can begin with `rest`.
fn starts_here(rest: &str) -> bool {
    let next = rest.trim_start();
    next.is_empty()
        || (next.len() < rest.len()
            && !next
                .trim_start_matches(is_mark)
                .starts_with(char::is_lowercase))
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && word.len() < 12 && list.contains(&format!(" {} ", word.to_lowercase()))
}

fn push_trimmed(text: &str, span: Span, found: &mut Vec<Span>) {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        found.push(Span::new(start, end));
    }
}

/// The sentence of `paragraph` that byte `at` stands in, or the whole paragraph.
#[must_use]
pub fn sentence_at(text: &str, paragraph: Span, at: usize) -> Span {
    let all = sentences(text, paragraph);
    all.into_iter().find(|s| at < s.end).unwrap_or(paragraph)
}

/// The clauses of `sentence`: its parts between `;`, `:`, brackets, dashes, and commas before a joining word.
#[must_use]
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (i, c) in words.char_indices() {
        let after = &words[i + c.len_utf8()..];
        let between_digits = words[..i].ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit());
        let cuts = match c {
            ';' | '(' | ')' | '[' | ']' | '—' => true,
            ':' => !between_digits,
            ',' => {
                !between_digits
                    && listed(
                        JOINERS,
                        after
                            .trim_start()
                            .split(|c: char| !c.is_alphanumeric())
                            .next()
                            .unwrap_or(""),
                    )
            }
            c if is_dash(c) => {
                words[..i].ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
            }
            _ => false,
        };
        if cuts {
            push_trimmed(
                text,
                Span::new(sentence.start + start, sentence.start + i),
                &mut found,
            );
            start = i + c.len_utf8();
        }
    }
    push_trimmed(
        text,
        Span::new(sentence.start + start, sentence.end),
        &mut found,
    );
    found
}

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
    let mut found = Vec::new();
    let mut carried: Option<Open> = None;
    for &paragraph in paragraphs {
        let mut open: Vec<Open> = Vec::new();
        let mut at = paragraph.start;
        if let Some(mut mark) = carried.take() {
            let first = paragraph.of(text).chars().next();
            if first.is_some_and(|c| reopens(mark.sign, c)) {
                at += first.map_or(0, char::len_utf8);
                mark.parts.push(Span::new(at, at));
                open.push(mark);
            }
        }
        while let Some(i) = next_sign(text.as_bytes(), at, paragraph.end) {
            let Some(sign) = text[i..].chars().next() else {
                break;
            };
            at = i + sign.len_utf8();
            match turn(text, paragraph, i, sign, &open) {
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
        carried = open
            .into_iter()
            .next()
            .filter(|m| !is_single(m.sign))
            .map(|m| carry(m, paragraph));
    }
    found.sort_unstable_by_key(|m| (m.outer.start, std::cmp::Reverse(m.outer.end)));
    nest(&mut found);
    found
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

/// The next byte that may begin a sign. Signs are ASCII or begin with one of four bytes.
fn next_sign(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let is_lead = |&b: &u8| matches!(b, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3);
    let mut at = from;
    while let Some(chunk) = bytes.get(at..(at + 16).min(to)).filter(|c| c.len() == 16) {
        if chunk.iter().fold(false, |any, b| any | is_lead(b)) {
            break;
        }
        at += 16;
    }
    bytes.get(at..to)?.iter().position(is_lead).map(|i| at + i)
}

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

/// What the sign at byte `at` does, given the marks that are open.
fn turn(text: &str, paragraph: Span, at: usize, sign: char, open: &[Open]) -> Turn {
    let before = text[paragraph.start..at].chars().next_back();
    let rest = &text[at + sign.len_utf8()..paragraph.end];
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
    fn words_keep_what_belongs_inside() {
        let text = "Don't e-mail 7,000.5 of Müller’s «oui» 東京 3:1.";
        let found: Vec<&str> = words(text, whole(text)).map(|s| s.of(text)).collect();
        assert_eq!(
            found,
            [
                "Don't",
                "e-mail",
                "7,000.5",
                "of",
                "Müller’s",
                "oui",
                "東",
                "京",
                "3:1"
            ]
        );
    }

    #[test]
    fn sentences_end_at_stops_but_not_at_abbreviations() {
        let text = "Mr. Brook left. “We stay!” she said at 3.30 p.m. on J. Street... Then U.S. talks? “No.” 好。不。";
        let found: Vec<&str> = sentences(text, whole(text))
            .iter()
            .map(|s| s.of(text))
            .collect();
        assert_eq!(
            found,
            [
                "Mr. Brook left.",
                "“We stay!” she said at 3.30 p.m. on J. Street...",
                "Then U.S. talks?",
                "“No.”",
                "好。",
                "不。"
            ]
        );
    }

    #[test]
    fn clauses_end_at_joints() {
        let text = "The mayor, it is said, agreed, but the council – all nine – refused; it voted 3:1 (twice).";
        let found: Vec<&str> = clauses(text, whole(text))
            .iter()
            .map(|s| s.of(text))
            .collect();
        assert_eq!(
            found,
            [
                "The mayor, it is said, agreed",
                "but the council",
                "all nine",
                "refused",
                "it voted 3:1",
                "twice",
                "."
            ]
        );
    }

    #[test]
    fn marks_of_every_shape_are_seen() {
        assert_eq!(
            in_marks("“a b” \"c d\" «e» „f“ „g” ‘h i’ 'j k' »l« ‹m› 「n」 « o » ”p”"),
            [
                "a b", "c d", "e", "f", "g", "h i", "j k", "l", "m", "n", " o ", "p"
            ]
        );
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
    fn a_mark_that_nothing_closes_swallows_nothing() {
        assert_eq!(
            in_marks("a “stray mark\nand “another” one\n\"open\nplain \"closed\""),
            ["another", "closed"]
        );
    }
}
