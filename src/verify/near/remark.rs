//! What is particular about words that are the article's but for little, or for what stands right before them.
use crate::{
    anchor::{
        Language,
        change::{self, Change, Critical, Kind},
    },
    text::{Span, fold::Folded, words::words},
    verify::finding::Remark,
};

/// What is particular about differences that are small: `changes` between what is quoted and the bytes `span` of an article, of which
/// `is_silent` knows whether a gap only says whose words they are.
pub(in crate::verify) fn remark(
    (quoted, text): (&str, &str),
    span: Span,
    changes: &[Change],
    is_silent: impl Fn(Span) -> bool,
) -> Option<Remark> {
    let mut unequal = changes.iter().filter(|c| c.kind != Kind::Equal);
    if without_blanks(quoted) == without_blanks(span.of(text)) {
        return Some(Remark::Blanks);
    }
    if unequal.clone().next().is_none() {
        return Some(Remark::Punctuation);
    }
    let inserted = |c: &Change| c.kind == Kind::Insert;
    if unequal
        .clone()
        .all(|c| inserted(c) && is_silent(between(changes, c, span)))
    {
        return Some(Remark::Uninterrupted);
    }
    let same_letters =
        |c: &Change| c.pattern.of(quoted).to_lowercase() == c.article.of(text).to_lowercase();
    unequal.all(same_letters).then_some(Remark::Capitals)
}

/// `words` but for glyphs and for blanks beside signs.
fn without_blanks(words: &str) -> String {
    let folded = Folded::new(words, Span::new(0, words.len()));
    let mut kept = String::new();
    let mut all = folded.text().trim().chars().peekable();
    while let Some(c) = all.next() {
        let letter = |c: &char| c.is_alphanumeric();
        let parts =
            kept.chars().next_back().is_some_and(|c| letter(&c)) && all.peek().is_some_and(letter);
        if !c.is_whitespace() || parts {
            kept.push(c);
        }
    }
    kept
}

/// The bytes of the article between the words before and behind what `change` inserts.
fn between(changes: &[Change], change: &Change, span: Span) -> Span {
    let before = changes
        .iter()
        .rfind(|c| c.article.end <= change.article.start && c != &change);
    let after = changes
        .iter()
        .find(|c| c.article.start >= change.article.end && c != &change);
    Span::new(
        before.map_or(span.start, |c| c.article.end),
        after.map_or(span.end, |c| c.article.start),
    )
}

/// Whether the word right before byte `at` of `text` denies what follows: words cut out behind a `not`.
pub(in crate::verify) fn is_denied_before(text: &str, at: usize, language: &Language) -> bool {
    /// Bytes of such a word and the blanks behind it, at most.
    const LONG: usize = 40;
    let from = text.ceil_char_boundary(at.saturating_sub(LONG));
    let Some(last) = words(text, Span::new(from, at)).last() else {
        return false;
    };
    let beside = text[last.end..at]
        .chars()
        .all(|c| matches!(c, ' ' | '\u{a0}'));
    beside
        && change::critical(&change::diff("", text, last, language)).contains(&Critical::Negation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_right_before_denies_in_its_language() {
        for (lang, text, words, denied) in [
            ("en", "We do not want it.", "want it", true),
            ("en", "They weren't close to it.", "close to it", true),
            ("en", "I do not. Want it?", "Want it", false),
            ("en", "We do not really want it.", "want it", false),
            ("en", "We want it.", "We want it", false),
            ("de", "Wir geben kein Land ab.", "Land ab", true),
            ("fr", "Il ne veut pas la guerre.", "la guerre", true),
            ("ru", "Мы не хотим войны.", "хотим войны", true),
        ] {
            let at = text.find(words).expect("the words stand there");
            let found = is_denied_before(text, at, Language::of(Some(lang)));
            assert_eq!(found, denied, "{text}");
        }
    }
}
