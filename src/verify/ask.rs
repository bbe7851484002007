//! A quotation of a draft -> what is asked of the articles: the words as they are, and as their omissions and insertions say.
use super::quotation::{Link, Quotation};
use super::read::Draft;
use crate::anchor::Pattern;

/// How a pattern reads the words of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// As they stand.
    Words,
    /// With what the draft says was left out or put in.
    Shortened,
    /// The same, a bracket standing for words of the article: `[the ministers] left` for `they left`.
    Replaced,
    /// The same, a bracket standing for words that it may not stand for: these are not the article's words.
    Foreign,
}

/// One pattern asked on behalf of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) reading: Reading,
    pub(super) pattern: Pattern,
    /// Of a bracket that is read as an omission the words in it, for each omission of the pattern in order.
    pub(super) put_in: Vec<Option<String>>,
}

/// What is asked on behalf of `quotation`, the plainest reading first.
pub(super) fn asks(draft: &Draft, quotation: &Quotation) -> Vec<Ask> {
    let last = quotation.parts.len().saturating_sub(1);
    let plain: Vec<String> = (quotation.parts.iter().enumerate())
        .map(|(n, part)| {
            let ends = n == last || quotation.link == Link::Interrupted;
            harmless(part.of(&draft.text), ends)
        })
        .collect();
    let ask = |reading, parts: Vec<String>| Ask {
        reading,
        pattern: Pattern {
            parts,
            ..Pattern::default()
        },
        put_in: Vec::new(),
    };
    let mut all = vec![ask(Reading::Words, plain.clone())];
    let shortened: Vec<String> = plain.iter().map(|part| elided(part)).collect();
    if shortened != plain && shortened.iter().all(|p| !p.is_empty()) {
        all.push(ask(Reading::Shortened, shortened.clone()));
    }
    let (replaced, put_in): (Vec<String>, Vec<_>) =
        shortened.iter().map(|part| replaced(part)).unzip();
    if replaced != shortened && replaced.iter().all(|p| !p.is_empty()) {
        all.push(Ask {
            put_in: put_in.concat(),
            ..ask(Reading::Replaced, replaced)
        });
    }
    all
}

/// Omissions and insertions in one quotation; more are no quotation's, and are not read as such.
const OPERATORS: usize = 64;

/// Words without the operators a draft does not have, and without the comma or full stop that belongs to its own sentence.
fn harmless(words: &str, ends: bool) -> String {
    let mut words = without_note_marks(&in_one_line(words)).replace(">>", "> >");
    if words.matches(['[', '…']).count() > OPERATORS || words.matches("..").count() > OPERATORS {
        words = words.replace(['[', ']', '…', '.'], " ");
    }
    let mut words = words.trim();
    if ends && !words.ends_with("..") {
        words = words.strip_suffix([',', '.']).unwrap_or(words).trim_end();
    }
    words.to_owned()
}

/// `words` without the marks of notes of Markdown that no note stands for: `[^1]`.
fn without_note_marks(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("[^") {
        let Some((mark, behind)) = after.split_once(']') else {
            break;
        };
        // Within a word it is none.
        if mark.is_empty() || mark.contains(['[', ' ']) || behind.starts_with(char::is_alphanumeric)
        {
            break;
        }
        out.push_str(before);
        rest = behind;
    }
    out + rest
}

/// `words` with a blank for every end of a line: where a draft or an article is wrapped says nothing.
pub(super) fn in_one_line(words: &str) -> String {
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    lines.join(" ")
}

/// `[...]`, the only sign of an omission that the engine knows.
const OMISSION: &str = "[...]";

/// `words` with every sign of an omission as `[...]`, none at their ends.
fn elided(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = cut(rest) {
        push(&mut out, before.trim_end());
        push(&mut out, OMISSION);
        rest = after.trim_start();
    }
    push(&mut out, rest);
    let mut words = out.trim();
    while let Some(inner) = words
        .strip_prefix(OMISSION)
        .or(words.strip_suffix(OMISSION))
    {
        words = inner.trim().trim_end_matches([',', ' ']);
    }
    words.to_owned()
}

fn push(out: &mut String, words: &str) {
    if !out.is_empty() && !words.is_empty() && !words.starts_with([',', ';', '.', '?', '!']) {
        out.push(' ');
    }
    out.push_str(words);
}

/// What stands before and behind the first sign of an omission: `...`, `…`, `. . .`, in brackets or not.
fn cut(words: &str) -> Option<(&str, &str)> {
    let dots = |rest: &str| -> Option<usize> {
        if let Some(after) = rest.strip_prefix('…') {
            let more = after.len() - after.trim_start_matches('.').len();
            return Some('…'.len_utf8() + more);
        }
        let (mut count, mut end) = (0, 0);
        for (i, c) in rest.char_indices() {
            match c {
                '.' => (count, end) = (count + 1, i + 1),
                ' ' | '\u{a0}' | '\u{202f}' if i == end => {}
                _ => break,
            }
            if i > end + 1 {
                break;
            }
        }
        (count >= 3).then_some(end)
    };
    for (i, c) in words.char_indices() {
        if !matches!(c, '.' | '…') {
            continue;
        }
        let Some(length) = dots(&words[i..]) else {
            continue;
        };
        let (before, after) = (&words[..i], &words[i + length..]);
        let bracketed = |open: char, close: char| {
            let before = before.trim_end().strip_suffix(open)?;
            Some((before, after.trim_start().strip_prefix(close)?))
        };
        return Some((bracketed('[', ']').or(bracketed('(', ')'))).unwrap_or((before, after)));
    }
    None
}

/// `words` with every insertion of whole words read as an omission, and for each omission that is left what was put in.
fn replaced(words: &str) -> (String, Vec<Option<String>>) {
    let mut put_in: Vec<Option<String>> = Vec::new();
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((inside, behind)) = after.split_once(']') else {
            break;
        };
        let touches =
            before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        let sic = inside.trim() == "sic";
        out.push_str(before);
        let omits = inside.trim() == "...";
        if omits {
            put_in.push(None);
        }
        if touches || sic || omits {
            out.push('[');
            out.push_str(inside);
            out.push(']');
        } else {
            put_in.push(Some(inside.to_owned()));
            out.push_str(OMISSION);
        }
        rest = behind;
    }
    out.push_str(rest);
    let kept = elided(&out);
    let mut inside = out.trim_start_matches([',', ' ']);
    let mut dropped = 0;
    while let Some(rest) = inside.strip_prefix(OMISSION) {
        inside = rest.trim_start_matches([',', ' ']);
        dropped += 1;
    }
    let left = kept.matches(OMISSION).count();
    let put_in = put_in.into_iter().skip(dropped).take(left).collect();
    (kept, put_in)
}

#[cfg(test)]
mod tests {
    use super::{elided, harmless, replaced};

    #[test]
    fn every_sign_of_an_omission_is_one() {
        for words in [
            "one ... two",
            "one… two",
            "one [...] two",
            "one [ … ] two",
            "one (...) two",
            "one . . . two",
            "one .... two",
            "one […] two",
        ] {
            assert_eq!(elided(words), "one [...] two", "{words}");
        }
        assert_eq!(elided("... one two ..."), "one two");
        assert_eq!(elided("[…] one, two […]"), "one, two");
        assert_eq!(elided("1.5 of 3. Then two"), "1.5 of 3. Then two");
        assert_eq!(elided("..."), "");
    }

    #[test]
    fn a_bracket_may_stand_for_words() {
        for (words, read, put_in) in [
            (
                "that [the ministers] left",
                "that [...] left",
                vec![Some("the ministers")],
            ),
            (
                "[T]he plan [sic] [...] fails",
                "[T]he plan [sic] [...] fails",
                vec![None],
            ),
            ("[The ministers] left", "left", vec![]),
            (
                "[Now] we [...] see [him] go [home]",
                "we [...] see [...] go",
                vec![None, Some("him")],
            ),
            ("[open", "[open", vec![]),
        ] {
            let put_in: Vec<Option<String>> = (put_in.into_iter())
                .map(|words| words.map(str::to_owned))
                .collect();
            assert_eq!(replaced(words), (read.to_owned(), put_in), "{words}");
        }
    }

    #[test]
    fn a_draft_has_no_through_and_its_last_comma_is_its_own() {
        assert_eq!(harmless("we stay >> here,", true), "we stay > > here");
        assert_eq!(harmless("we stay.", true), "we stay");
        assert_eq!(harmless("we stay.", false), "we stay.");
        assert_eq!(harmless("we stay...", true), "we stay...");
        assert_eq!(harmless("we stay?", true), "we stay?");
        assert_eq!(harmless("we[^1] stay[^note]", true), "we stay");
        assert_eq!(harmless("we st[^1]ay", true), "we st[^1]ay");
        assert_eq!(harmless("we [^ or] stay [^", true), "we [^ or] stay [^");
        assert!(!harmless(&"[x] ".repeat(100), true).contains('['));
    }
}
