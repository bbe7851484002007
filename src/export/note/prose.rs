//! Words from files made fit to print: nothing invisible, no double marks that nothing proves.
use crate::text::{Span, fold::is_invisible, for_stream, marks::marks};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// `words` with every run of white space as one blank, without what the fold calls nothing (so that a quotation stays the
/// article's), and with stand-ins for controls. The joiners of Persian and Indic spelling are letters there and stay.
pub(in crate::export) fn visible(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_visible) && !words.contains("  ") {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = |next: Option<&char>| {
            before.is_some_and(char::is_alphabetic) && next.is_some_and(|next| next.is_alphabetic())
        };
        match c {
            c if c.is_whitespace() && before == Some(' ') => continue,
            c if c.is_whitespace() => shown.push(' '),
            '\u{200c}' | '\u{200d}' if joins(rest.peek()) => shown.push(c),
            c if hidden(c) => continue,
            c => shown.push(c),
        }
        before = shown.chars().next_back();
    }
    Cow::Owned(match for_stream(&shown) {
        Cow::Borrowed(_) => shown,
        Cow::Owned(safe) => safe,
    })
}

/// Whether `c` is a blank or a sign that shows.
fn is_visible(c: char) -> bool {
    c == ' ' || !(c.is_whitespace() || c.is_control() || hidden(c))
}

/// Whether `c` shows nothing, is no character at all, or reorders what stands beside it.
fn hidden(c: char) -> bool {
    is_invisible(c)
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `c` is a double quotation mark of any kind.
pub(in crate::export) const fn is_double(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '＂'
            | '〝'
            | '〞'
            | '〟'
            | '「'
            | '」'
            | '『'
            | '』'
            | '⹂'
    )
}

/// `words` with single marks for double ones; behind a digit that nothing opened, the sign for inches.
pub(in crate::export) fn single_marks(words: &str) -> String {
    let mut single = String::with_capacity(words.len());
    let (mut before, mut open) = (' ', 0_usize);
    for c in words.chars() {
        let opens = matches!(c, '「' | '『')
            || (!matches!(c, '」' | '』')
                && (before.is_whitespace() || matches!(before, '(' | '[' | '{' | '—' | '–' | '‘')));
        match c {
            '"' if open == 0 && before.is_ascii_digit() => single.push('″'),
            c if is_double(c) && opens => {
                open += 1;
                single.push('‘');
            }
            c if is_double(c) => {
                open = open.saturating_sub(1);
                single.push('’');
            }
            c => single.push(c),
        }
        before = c;
    }
    single
}

/// Words of a file that are nobody's quotation: visible, NFC, without double marks.
pub(in crate::export) fn plain(words: &str) -> String {
    let shown = visible(words);
    let shown = shown.trim();
    if is_nfc(shown) {
        return single_marks(shown);
    }
    single_marks(&shown.nfc().collect::<String>())
}

/// A piece of what somebody wrote.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Prose<'a> {
    /// Words.
    Plain(&'a str),
    /// Words in marks of any kind, without them.
    Marked(&'a str),
}

/// Parts `words` at their outermost quotation marks.
pub(super) fn parts(words: &str) -> Vec<Prose<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for mark in marks(words, &[Span::new(0, words.len())]) {
        if mark.depth > 0 || mark.outer.start < at {
            continue;
        }
        found.push(Prose::Plain(&words[at..mark.outer.start]));
        found.push(Prose::Marked(mark.inner.of(words)));
        at = mark.outer.end;
    }
    found.push(Prose::Plain(&words[at..]));
    found.retain(|piece| *piece != Prose::Plain(""));
    found
}

/// The runs of printed words in `marked`, parted where words are left out (`...`, `…`, `[...]`).
pub(super) fn segments(marked: &str) -> Vec<String> {
    let dots = marked.replace("[...]", "...").replace(['…'], "...");
    (dots.split("..."))
        .map(|segment| segment.trim().to_owned())
        .filter(|segment| !segment.is_empty())
        .collect()
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::export) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
}

/// `no claims`, `1 claim`, `2 claims`.
pub(in crate::export) fn count(n: usize, noun: &str) -> String {
    match n {
        0 => format!("no {}", plural(noun)),
        1 => format!("1 {noun}"),
        n => format!("{n} {}", plural(noun)),
    }
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix("party") {
        Some(front) => format!("{front}parties"),
        None => format!("{noun}s"),
    }
}

/// `words` with a capital at the start.
pub(in crate::export) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// A party's name within a sentence: `the United States`.
pub(in crate::export) fn within(name: &str) -> Cow<'_, str> {
    const PLURAL: [&str; 3] = ["United ", "European ", "African "];
    if PLURAL.iter().any(|start| name.starts_with(start)) {
        return Cow::Owned(format!("the {name}"));
    }
    Cow::Borrowed(name)
}

#[cfg(test)]
mod tests {
    use super::{Prose, count, listed, parts, plain, segments, single_marks, visible};

    #[test]
    fn what_cannot_be_seen_does_not_leave() {
        assert_eq!(visible("red\u{1b}[31m\u{202e}dab\u{200b}"), "red␛[31mdab");
        assert_eq!(visible("two\n\tlines\u{2028}three"), "two lines three");
        assert_eq!(visible("c1 \u{9b} end"), "c1 \\u{9b} end");
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn double_marks_that_nothing_proves_become_single() {
        assert_eq!(
            single_marks("the \"plan\" and «plan»"),
            "the ‘plan’ and ‘plan’"
        );
        assert_eq!(single_marks("a 6\" gun"), "a 6″ gun");
        assert_eq!(plain(" cafe\u{301} “x” "), "café ‘x’");
    }

    #[test]
    fn authored_prose_is_parted_at_its_marks() {
        let expected = vec![
            Prose::Plain("Who's "),
            Prose::Marked("first ... last"),
            Prose::Plain("?"),
        ];
        assert_eq!(parts("Who's 'first ... last'?"), expected);
        assert_eq!(
            segments("first ... last [...] end"),
            ["first", "last", "end"]
        );
    }

    #[test]
    fn numbers_have_their_nouns() {
        let words = [0, 1, 2].map(|n| count(n, "party"));
        assert_eq!(words, ["no parties", "1 party", "2 parties"]);
        let names = |n: usize| {
            listed(
                &["a", "b", "c"][..n]
                    .iter()
                    .map(|&s| s.into())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            [names(1), names(2), names(3)],
            ["a", "a and b", "a, b and c"]
        );
    }
}
