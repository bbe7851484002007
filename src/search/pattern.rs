//! A regular expression that finds what a reader means: its letters with or without accents, its marks and dashes of any
//! shape, its blanks across line breaks. Matching is linear in the text (`regex`), and large expressions are refused.
use super::matcher::Before;
use crate::text::{
    Span,
    fold::{is_dash, is_mark},
};
use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition},
};
use rustc_hash::FxHashMap;
use std::{collections::VecDeque, ops::ControlFlow, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// Bytes that a compiled expression takes at most.
const SIZE: usize = 4 << 20;

/// A regular expression made ready.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// The same for texts without Latin accents, in which it is many times as fast.
    plain: Option<Regex>,
}

impl Pattern {
    /// Compiles what is typed; `None` for nothing.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub(super) fn new(typed: &str) -> Result<Option<Self>, String> {
        if typed.is_empty() {
            return Ok(None);
        }
        let hir = ParserBuilder::new()
            .case_insensitive(!has_capital(typed))
            .multi_line(true)
            .nest_limit(64)
            .build()
            .parse(typed)
            .map_err(|error| match error {
                regex_syntax::Error::Parse(error) => error.kind().to_string(),
                regex_syntax::Error::Translate(error) => error.kind().to_string(),
                _ => "no regular expression".to_owned(),
            })?;
        let accents = !typed.nfd().any(is_accent);
        Ok(Some(Self {
            regex: build(&loosened(&hir, accents))?,
            plain: (accents && typed.is_ascii())
                .then(|| build(&loosened(&hir, false)))
                .transpose()?,
        }))
    }

    /// The places in `within`.
    pub(super) fn within(&self, text: &str, within: Span) -> Vec<Span> {
        let mut places = Vec::new();
        let _ = self.ahead(&text[..within.end], within.start, &|| true, |span| {
            places.push(span);
            ControlFlow::Continue(())
        });
        places
    }

    /// Calls `met` with each place from byte `from` on, but for those without a letter, in text order, until `met` has had enough or
    /// `wanted` says that nobody waits any more.
    pub(super) fn ahead(
        &self,
        text: &str,
        from: usize,
        wanted: &dyn Fn() -> bool,
        mut met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut at = text.ceil_char_boundary(from.min(text.len()));
        let plain = self.plain.as_ref();
        let regex = plain.filter(|_| !may_have_accents(&text[at..]));
        let regex = regex.unwrap_or(&self.regex);
        while at <= text.len() && wanted() {
            let Some(found) = regex.find_at(text, at) else {
                break;
            };
            if found.is_empty() {
                at = text.ceil_char_boundary(found.end() + 1);
                if found.end() == text.len() {
                    break;
                }
            } else {
                at = found.end();
                met(Span::from(found.range()))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The last `most` places that begin before byte `at`; fewer where `wanted` says that nobody waits any more.
    pub(super) fn before(
        &self,
        text: &str,
        at: usize,
        most: usize,
        wanted: &dyn Fn() -> bool,
    ) -> Before {
        let mut before = Before {
            places: VecDeque::new(),
            more: false,
            next: text.len(),
        };
        let _ = self.ahead(text, 0, wanted, |span| {
            if span.start >= at {
                before.next = span.start;
                return ControlFlow::Break(());
            }
            before.places.push_back(span);
            if before.places.len() > most {
                before.places.pop_front();
                before.more = true;
            }
            ControlFlow::Continue(())
        });
        before
    }
}

fn build(hir: &Hir) -> Result<Regex, String> {
    let built = RegexBuilder::new(&hir.to_string())
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "the expression is too large".into(),
        _ => "no regular expression".into(),
    })
}

/// Whether a capital is typed that is not the name of a class (`\W`, `\p{Lu}`).
fn has_capital(typed: &str) -> bool {
    let mut chars = typed.chars();
    while let Some(c) = chars.next() {
        let class = c == '\\' && matches!(chars.next(), Some('p' | 'P'));
        if class && chars.as_str().starts_with('{') {
            chars.by_ref().find(|c| *c == '}');
        }
        if c.is_uppercase() {
            return true;
        }
    }
    false
}

/// `hir` with every letter, mark, dash and blank of it loosened.
fn loosened(hir: &Hir, accents: bool) -> Hir {
    match hir.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => literal_loosened(text, accents),
            Err(_) => hir.clone(),
        },
        HirKind::Class(Class::Unicode(class)) => class_loosened(class, accents),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(loosened(&repetition.sub, accents)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => loosened(&capture.sub, accents),
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| loosened(part, accents)).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| loosened(part, accents)).collect())
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => hir.clone(),
    }
}

fn literal_loosened(text: &str, accents: bool) -> Hir {
    let mut parts = Vec::new();
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            if !blank {
                parts.push(some(class(' ', char::is_whitespace), 1));
            }
        } else {
            let own = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
            parts.push(class_loosened(&own, accents));
        }
        blank = c.is_whitespace();
    }
    Hir::concat(parts)
}

/// A class of one letter, in one or both cases, takes its accents in; one of a mark or a dash takes all of them in.
fn class_loosened(class_of: &ClassUnicode, accents: bool) -> Hir {
    let mut chars = class_of
        .iter()
        .flat_map(|range| range.start()..=range.end());
    let few: Vec<char> = chars.by_ref().take(4).collect();
    let whole = Hir::class(Class::Unicode(class_of.clone()));
    if chars.next().is_some() {
        return whole;
    }
    match few.as_slice() {
        [c] if is_mark(*c) => class('\'', is_mark),
        [c] if is_dash(*c) => some(class('-', is_dash), 1),
        letters if accents && is_one_letter(letters) => {
            let with: Vec<char> = (letters.iter())
                .flat_map(|c| ACCENTED.get(c).into_iter().flatten().chain([c]))
                .copied()
                .collect();
            let letter = ClassUnicode::new(with.iter().map(|c| ClassUnicodeRange::new(*c, *c)));
            let letter = Hir::class(Class::Unicode(letter));
            Hir::concat(vec![letter, some(class('\u{301}', is_accent), 0)])
        }
        _ => whole,
    }
}

fn is_one_letter(chars: &[char]) -> bool {
    let small = |c: &char| c.to_lowercase().next();
    // The long s and the Kelvin sign are cases of s and k too.
    let known = |c: &char| ACCENTED.contains_key(c);
    let mut known = chars.iter().filter(|c| known(c)).map(small);
    let first = known.next();
    first.is_some() && known.all(|other| Some(other) == first)
}

/// `hir` at least `min` times.
fn some(hir: Hir, min: u32) -> Hir {
    Hir::repetition(Repetition {
        min,
        max: None,
        greedy: true,
        sub: Box::new(hir),
    })
}

/// Every character below U+10000 that `is` holds for; `like` is one of them.
fn class(like: char, is: fn(char) -> bool) -> Hir {
    static CLASSES: LazyLock<std::sync::Mutex<FxHashMap<char, ClassUnicode>>> =
        LazyLock::new(std::sync::Mutex::default);
    let mut classes = CLASSES
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let class = classes.entry(like).or_insert_with(|| {
        let chars = ('\0'..='\u{ffff}').filter(|c| is(*c));
        ClassUnicode::new(chars.map(|c| ClassUnicodeRange::new(c, c)))
    });
    Hir::class(Class::Unicode(class.clone()))
}

/// Whether there may be a Latin letter with an accent in `text`.
fn may_have_accents(text: &str) -> bool {
    let is_accented = |chunk: &[u8]| chunk.iter().any(|byte| matches!(byte, 0xc3..=0xcd | 0xe1));
    let mut chunks = text.as_bytes().chunks(64);
    chunks.any(|chunk| !chunk.is_ascii() && is_accented(chunk))
}

/// The marks that accents are written with.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Every letter of the Latin, Greek and Cyrillic blocks that is another with accents, under that other.
static ACCENTED: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut table: FxHashMap<char, Vec<char>> = FxHashMap::default();
    for c in ('a'..='z').chain('A'..='Z') {
        table.entry(c).or_default();
    }
    for c in ('\u{c0}'..='\u{52f}').chain('\u{1e00}'..='\u{1fff}') {
        let mut parts = std::iter::once(c).nfd();
        if let Some(base) = parts.next()
            && base != c
            && parts.all(is_accent)
        {
            table.entry(base).or_default().push(c);
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_accents_has_no_letter_that_stands_for_one_without() {
        let accented = ACCENTED.iter().filter(|(letter, _)| letter.is_ascii());
        let accented = accented.flat_map(|(_, with)| with.iter().copied());
        for c in accented.chain('\u{300}'..='\u{36f}') {
            assert!(may_have_accents(&format!("a “b” {c}")), "{c:?}");
        }
        assert!(!may_have_accents("“It’s” 5 € – мир · 平和…"));
    }
}
