//! Words whose change changes the sense, by language: `assets/lang/critical/`.
use std::{collections::HashMap, sync::LazyLock};

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{change::Critical, phrase::Phrase};
use crate::text::{
    Span,
    fold::{Folded, is_dash, is_mark},
};

/// The languages there is a list for: a new one is a file and a line here.
const LISTS: [(&str, &str); 5] = [
    ("de", include_str!("../../assets/lang/critical/de.toml")),
    ("en", include_str!("../../assets/lang/critical/en.toml")),
    ("es", include_str!("../../assets/lang/critical/es.toml")),
    ("fr", include_str!("../../assets/lang/critical/fr.toml")),
    ("ru", include_str!("../../assets/lang/critical/ru.toml")),
];

/// Words whose change changes the sense, in one language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    negation: FxHashSet<String>,
    /// What makes a word negative wherever it begins or ends so.
    #[serde(default)]
    negative_parts: Vec<String>,
    #[serde(default)]
    negative_endings: Vec<String>,
    negative_beginnings: Vec<String>,
    modal: FxHashSet<String>,
    quantifier: FxHashSet<String>,
    /// What makes a number larger, smaller or less exact, and means something else elsewhere: `over`.
    #[serde(default)]
    beside_numbers: FxHashSet<String>,
    number: FxHashSet<String>,
    /// Endings of number words that are written together.
    #[serde(default)]
    number_endings: Vec<String>,
    /// What is left of words that lose a vowel and are written together with the next, before the apostrophe.
    #[serde(default)]
    elisions: Vec<String>,
    /// What is a date where it is written with a capital inside a sentence or beside a number, and means something else elsewhere: `May`.
    #[serde(default)]
    dates: FxHashSet<String>,
    /// Phrases by which somebody else says it, or it only seems so: `is said to`.
    pub(super) hearsay: Vec<Phrase>,
    /// Phrases that negate: `declined to`.
    #[serde(default)]
    pub(super) refusal: Vec<Phrase>,
    /// Endings of nouns that are no names, where all nouns begin with a capital.
    #[serde(default)]
    common_endings: Vec<String>,
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capital {
    /// With a small letter, or none.
    None,
    /// With a capital, as every first word of a sentence does.
    First,
    /// With a capital inside a sentence, and no common noun.
    Name,
}

/// Words on either side of one that measures, among which its number stands: `up to the 20`, `12 and under`.
pub(super) const BESIDE: usize = 3;

static LANGUAGES: LazyLock<HashMap<&'static str, Language>> = LazyLock::new(|| {
    let read = |&(lang, list): &(&'static str, &str)| {
        let language =
            toml::from_str(list).expect("the shipped word lists parse; a test reads them");
        (lang, language)
    };
    LISTS.iter().map(read).collect()
});

/// A language without a list: digits and names tell the same everywhere.
static UNLISTED: LazyLock<Language> = LazyLock::new(Language::default);

impl Language {
    /// The words of language `lang` (BCP 47); of English where none is given.
    #[must_use]
    pub fn of(lang: Option<&str>) -> &'static Self {
        let lang = lang.unwrap_or("en").split(['-', '_']).next().unwrap_or("");
        let listed = LANGUAGES.get(lang.to_lowercase().as_str());
        listed.unwrap_or(&UNLISTED)
    }

    /// `word` without what is only written together with it: `Ukraine` of `l'Ukraine`.
    pub(super) fn bare<'w>(&self, word: &'w str) -> &'w str {
        let Some((i, mark)) = word.char_indices().find(|&(_, c)| is_mark(c)) else {
            return word;
        };
        let before = word[..i].to_lowercase();
        let rest = &word[i + mark.len_utf8()..];
        let elided = !rest.is_empty() && self.elisions.contains(&before);
        if elided { rest } else { word }
    }

    /// Whether `word`, which begins with a capital, is a noun like any other.
    pub(super) fn is_common(&self, word: &str) -> bool {
        ends_in(word, &self.common_endings)
    }

    /// What it says that `word`, in small letters, has gone or come; `capital` is how it is written, `others` stand in its stead, and
    /// `beside` it what is written on both sides, [`BESIDE`] words of each: nothing where that is not known.
    pub(super) fn senses(
        &self,
        word: &str,
        capital: Capital,
        others: &[String],
        beside: impl Fn() -> Option<Vec<String>>,
    ) -> Vec<Critical> {
        if self.is_date(word, capital, &beside) {
            return vec![Critical::Number];
        }
        let bare = self.bare(word);
        // Of words that dashes join only those that differ: `several-hour` beside `several-day`.
        let kept = |part: &str| {
            others
                .iter()
                .any(|other| other.split(is_dash).any(|o| o == part))
        };
        let is_in = |words: &FxHashSet<String>| {
            let part = |part: &str| words.contains(part) && !kept(part);
            words.contains(word) || words.contains(bare) || word.split(is_dash).any(part)
        };
        let is_number = is_in(&self.number) || self.is_counted(bare);
        let number = is_number && !others.iter().any(|other| is_same_loosely(word, other));
        // Days and months are written like names.
        let is_name = capital == Capital::Name && !self.number.contains(bare);
        let measures = self.beside_numbers.contains(word)
            && beside().is_none_or(|words| words.iter().any(|w| self.is_amount(w)));
        let negative = is_in(&self.negation)
            || (self.negative_parts.iter()).any(|p| word.starts_with(p) || word.ends_with(p))
            || others.iter().any(|other| self.negates(word, other));
        let all = [
            (number, Critical::Number),
            (negative, Critical::Negation),
            (is_name, Critical::Name),
            (is_in(&self.modal), Critical::Modal),
            (is_in(&self.quantifier) || measures, Critical::Quantifier),
        ];
        let all = all.into_iter().filter(|(is, _)| *is);
        all.map(|(_, sense)| sense).collect()
    }

    /// Whether `word` is a date that would be something else if it were written otherwise.
    fn is_date(
        &self,
        word: &str,
        capital: Capital,
        beside: impl Fn() -> Option<Vec<String>>,
    ) -> bool {
        self.dates.contains(word)
            && match capital {
                Capital::Name => true,
                Capital::First => (beside().into_iter().flatten())
                    .any(|word| word.starts_with(|c: char| c.is_ascii_digit())),
                Capital::None => false,
            }
    }

    /// Whether the lower-case `word` is a number, counts something or says how much of it: `half`.
    fn is_amount(&self, word: &str) -> bool {
        let word = self.bare(word);
        self.number.contains(word) || self.quantifier.contains(word) || self.is_counted(word)
    }

    fn is_counted(&self, word: &str) -> bool {
        word.contains(char::is_numeric) || ends_in(word, &self.number_endings)
    }

    /// Whether `word` says by its ending that something is not there: `harmless`, but not `less`.
    fn lacks(&self, word: &str) -> bool {
        let is_whole = self.negative_endings.iter().any(|ending| ending == word);
        !is_whole && ends_in(word, &self.negative_endings)
    }

    /// Whether one of two words is the other's contrary by how it begins or ends.
    fn negates(&self, word: &str, other: &str) -> bool {
        let (longer, shorter) = if word.len() > other.len() {
            (word, other)
        } else {
            (other, word)
        };
        let beginning = longer.strip_suffix(shorter);
        beginning.is_some_and(|b| self.negative_beginnings.iter().any(|n| n == b))
            || self.lacks(word) != self.lacks(other)
    }
}

/// Whether two words are the same but for accents and ligatures.
fn is_same_loosely(a: &str, b: &str) -> bool {
    let loose = |word: &str| {
        Folded::loose(word, Span::new(0, word.len()))
            .text()
            .to_owned()
    };
    loose(a) == loose(b)
}

fn ends_in(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

#[cfg(test)]
mod tests;
