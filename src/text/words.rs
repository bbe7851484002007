//! Words, sentences and clauses.
use super::{
    Span,
    bytes::Ahead,
    fold::{is_dash, is_ideograph, is_invisible, is_mark},
};

/// Words after whose full stop no sentence ends.
const ABBREVIATIONS: &str = " mr mrs ms dr st vs eg ie inc jr sr prof gen sen rep gov lt col capt sgt maj adm hon rev pres vol fig approx dept est al cf etc jan feb mar apr jun jul aug sep sept oct nov dec ";
/// Words that open a clause after a comma.
const JOINERS: &str = " and but or nor so yet while whereas although though because since as after before when where who whom whose which that if unless until ";

/// The words in the bytes `within` of `text`: letters and digits of any script, with the apostrophes and hyphens inside them, and
/// the points inside a number. Scripts without blanks give one word a character.
pub fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let start = next_wordy(text, at, within.end)?;
        at = word_end(text, start, within.end);
        Some(Span::new(start, at))
    })
}

/// The word or number that byte `at` is inside of.
#[must_use]
pub fn word_cut_at(text: &str, at: usize) -> Option<Span> {
    /// Bytes that a word has at most on either side.
    const LONGEST: usize = 120;
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let to = text.ceil_char_boundary((at + LONGEST).min(text.len()));
    words(text, Span::new(from, to)).find(|word| word.start < at && at < word.end)
}

/// `place` with the rest of the words and numbers in which it begins and ends.
#[must_use]
pub fn whole_words(text: &str, place: Span) -> Span {
    let cut = [place.start, place.end].map(|at| word_cut_at(text, at));
    cut.into_iter().flatten().fold(place, Span::join)
}

/// The first byte from `at` on, before `limit`, of a letter or digit. Most are told by their byte alone.
fn next_wordy(text: &str, mut at: usize, limit: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..limit];
    loop {
        match *bytes.get(at)? {
            b if b.is_ascii_alphanumeric() => return Some(at),
            b if b.is_ascii() => at += 1,
            _ => match text[at..].chars().next()? {
                c if is_wordy(c) => return Some(at),
                c => at += c.len_utf8(),
            },
        }
    }
}

/// One past the last byte of the word that begins with a letter or digit at byte `start`. Those of ASCII always go on with it, most
/// signs of ASCII never.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = &text.as_bytes()[..limit];
    let (mut last, mut end) = (' ', start);
    if !bytes[start].is_ascii() {
        let Some(first) = text[start..limit].chars().next() else {
            return start;
        };
        (last, end) = (first, start + first.len_utf8());
        if is_ideograph(first) {
            return end;
        }
    }
    loop {
        let run = (bytes[end..].iter()).take_while(|b| b.is_ascii_alphanumeric());
        let run = run.count();
        if run > 0 {
            end += run;
            last = char::from(bytes[end - 1]);
        }
        match bytes.get(end) {
            None => return end,
            Some(b'\'' | b'`' | b'-') => {}
            Some(b'.' | b',' | b':') if last.is_ascii_digit() => {}
            Some(sign) if sign.is_ascii() => return end,
            Some(_) => {}
        }
        let mut chars = text[end..limit].chars();
        let Some(c) = chars.next() else { return end };
        let goes_on = match chars.next() {
            _ if is_wordy(c) || is_invisible(c) || is_accent(c) => !is_ideograph(c),
            Some(next) if is_mark(c) || is_dash(c) => {
                last.is_alphanumeric() && next.is_alphanumeric() && c != '"'
            }
            Some(next) if matches!(c, '.' | ',' | ':') => {
                last.is_ascii_digit() && next.is_ascii_digit()
            }
            _ => false,
        };
        if !goes_on {
            return end;
        }
        last = c;
        end += c.len_utf8();
    }
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
    let (mut start, mut at) = (within.start, within.start);
    // Stops are ASCII or begin with one of a few bytes.
    let bytes = &text.as_bytes()[..within.end];
    let mut ahead = Ahead::new(bytes, at, [*b".!?", [0xe2, 0xe3, 0xef]]);
    while let Some(i) = ahead.from(at) {
        let mut chars = text[i..within.end].char_indices();
        let Some((_, stop)) = chars.next() else { break };
        if !is_stop(stop) {
            at = i + stop.len_utf8();
            continue;
        }
        let behind =
            chars.find(|&(_, c)| !(is_stop(c) || is_mark(c) || matches!(c, ')' | ']' | '»')));
        at = behind.map_or(within.end, |(n, _)| i + n);
        let (head, rest) = (&text[within.start..i], &text[at..within.end]);
        let wide = matches!(stop, '。' | '！' | '？');
        if wide || (ends_here(head, stop, rest) && starts_here(rest)) {
            push_trimmed(text, Span::new(start, at), &mut found);
            start = at;
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

pub(super) fn listed(list: &str, word: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
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
    fn words_end_where_the_bytes_asked_for_end() {
        let text = "co-op's 1.5 «é́a» x";
        for (end, _) in text.char_indices() {
            let cut: Vec<&str> = words(text, Span::new(0, end)).map(|s| s.of(text)).collect();
            let alone: Vec<&str> = words(&text[..end], whole(&text[..end]))
                .map(|s| s.of(text))
                .collect();
            assert_eq!(cut, alone);
        }
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
}
