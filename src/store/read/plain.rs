//! A `.txt`: the file itself is the reading text, its paragraphs are spans in it.
use crate::{
    model::{Article, Paragraph},
    text::Span,
};
use memchr::{memchr, memmem};
use std::{str::FromStr, sync::Arc};

/// More paragraphs than any article has; each costs memory of its own.
pub(super) const MOST_PARAGRAPHS: usize = 1_000_000;

/// Lines longer than this, in characters, are paragraphs where no blank line says otherwise.
const LONG: usize = 100;

pub(super) fn too_many() -> String {
    format!("it has more than {MOST_PARAGRAPHS} paragraphs")
}

/// What ends a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Every line break.
    Lines,
    /// A blank line.
    Blocks,
}

impl Rule {
    pub(super) const WORDS: &[&str] = &["lines", "blocks"];
}

impl FromStr for Rule {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "lines" => Ok(Self::Lines),
            "blocks" => Ok(Self::Blocks),
            _ => Err(()),
        }
    }
}

/// An article of which only the text is known.
pub(in crate::store) fn article(id: &str, file: &str) -> Article {
    Article {
        id: id.to_owned(),
        file: file.to_owned(),
        text: Arc::default(),
        raw: None,
        readable: false,
        paragraphs: Arc::default(),
        title: None,
        author: None,
        publisher: None,
        date: None,
        url: None,
        retrieved: None,
        lang: None,
        kind: None,
        translated: None,
        unknown: Vec::new(),
        rel: None,
        rights: None,
        silent: Vec::new(),
        waive: Vec::new(),
        place: None,
        fields: Vec::new(),
    }
}

/// Gives `article` its text and its paragraphs.
pub(super) fn read(article: &mut Article, text: String, rule: Option<Rule>) -> Result<(), String> {
    let breaks = Breaks::of(&text);
    let rule = rule.unwrap_or_else(|| rule_of(&text, breaks));
    let spans = paragraphs(&text, breaks, rule)?;
    let paragraphs = spans
        .into_iter()
        .map(|span| Paragraph { span, head: false });
    article.paragraphs = paragraphs.collect();
    article.text = Arc::new(text);
    Ok(())
}

/// The rule that the text itself suggests.
fn rule_of(text: &str, breaks: Breaks) -> Rule {
    let (mut lengths, mut blank) = (Vec::new(), false);
    for line in lines(text, breaks).map(|line| line.of(text)) {
        if line.trim_start().is_empty() {
            blank = !lengths.is_empty();
        } else if blank || lengths.len() == MOST_PARAGRAPHS {
            return Rule::Blocks;
        } else {
            lengths.push(line.chars().count());
        }
    }
    lengths.sort_unstable();
    let middle = |n: usize| lengths.get(n).copied().unwrap_or_default();
    let median = middle(lengths.len().saturating_sub(1) / 2) + middle(lengths.len() / 2);
    if median > 2 * LONG {
        Rule::Lines
    } else {
        Rule::Blocks
    }
}

/// The non-empty paragraphs of `text`, in order.
fn paragraphs(text: &str, breaks: Breaks, rule: Rule) -> Result<Vec<Span>, String> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines(text, breaks) {
        if line.of(text).trim_start().is_empty() {
            open = false;
            continue;
        }
        if paragraphs.len() == MOST_PARAGRAPHS {
            return Err(too_many());
        }
        match paragraphs.last_mut() {
            Some(last) if open => *last = last.join(line),
            _ => paragraphs.push(line),
        }
        open = rule == Rule::Blocks;
    }
    Ok(paragraphs)
}

/// Which line breaks a text has. Most have one kind: asking once for the others makes each line cost one search.
#[derive(Clone, Copy)]
enum Breaks {
    /// LF alone.
    Lf,
    /// LF, CR, CRLF or NEL.
    Any,
}

impl Breaks {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if memchr(b'\r', bytes).is_none() && memmem::find(bytes, "\u{85}".as_bytes()).is_none() {
            Self::Lf
        } else {
            Self::Any
        }
    }
}

/// The lines of `text` without their breaks and without a byte order mark.
fn lines(text: &str, breaks: Breaks) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let (end, next) = match breaks {
            Breaks::Lf => line_feed(bytes, at),
            Breaks::Any => any_break(bytes, at),
        };
        let line = Span::new(at, end);
        at = next;
        Some(line)
    })
}

/// Where the line at `at` ends, and where the next begins.
fn line_feed(bytes: &[u8], at: usize) -> (usize, usize) {
    memchr(b'\n', &bytes[at..]).map_or((bytes.len(), bytes.len()), |n| (at + n, at + n + 1))
}

fn any_break(bytes: &[u8], at: usize) -> (usize, usize) {
    for n in memchr::memchr3_iter(b'\n', b'\r', 0x85, &bytes[at..]).map(|n| at + n) {
        match bytes[n] {
            b'\r' if bytes.get(n + 1) == Some(&b'\n') => return (n, n + 2),
            0x85 if n > at && bytes[n - 1] == 0xc2 => return (n - 1, n + 1),
            0x85 => {}
            _ => return (n, n + 1),
        }
    }
    (bytes.len(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    #[track_caller]
    fn check(marked: &str, rule: Option<Rule>) {
        let (text, places) = unmark(marked);
        let mut article = article("t", "t.txt");
        read(&mut article, text.clone(), rule).expect("a text");
        let spans: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
        assert_eq!(spans, places);
        assert_eq!(*article.text, text);
    }

    #[test]
    fn a_blank_line_ends_a_paragraph() {
        check("\n\n«One,\nstill one.»\n \t\n«Two.»\n\n\n«  Three.»", None);
        check("", None);
        check(" \n\t\n", None);
    }

    #[test]
    fn without_blank_lines_long_lines_are_paragraphs() {
        let long = "word ".repeat(21);
        check(&format!("«{long}»\n«Short.»\n«{long}»\n\n"), None);
        check(&format!("«Head»\n«{long}{long}»"), None);
        check(&format!("«{long}»\n\n«Short.\n{long}»"), None);
        check("«Short.\nShort.\nShort.»\n", None);
    }

    #[test]
    fn length_is_counted_in_characters() {
        let cyrillic = "х".repeat(90);
        check(&format!("«{cyrillic}\n{cyrillic}»"), None);
    }

    #[test]
    fn a_rule_given_is_followed() {
        check("«One.»\n«Two.»\n\n«Three.»", Some(Rule::Lines));
        let long = "word ".repeat(21);
        check(&format!("«{long}\n{long}»"), Some(Rule::Blocks));
    }

    #[test]
    fn every_kind_of_line_break_is_known() {
        check("«One\r\ntwo»\r\n\r\n«three»\r\n", None);
        check("«One\rtwo»\r\r«three»", None);
        check("«Oneх\u{85}two»\u{85}\u{85}«three»\n\n«four»", None);
    }

    #[test]
    fn a_byte_order_mark_is_kept_and_is_no_words() {
        check("\u{feff}«One.»\n\n«Two.»", None);
        check("\u{feff}", None);
    }

    #[test]
    fn there_is_an_end_to_paragraphs() {
        let mut article = article("t", "t.txt");
        let text = "a\n".repeat(MOST_PARAGRAPHS + 1);
        assert_eq!(read(&mut article, text, Some(Rule::Lines)), Err(too_many()));
    }
}
