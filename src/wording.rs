//! Phrases by language: reporting layers, hedges, dates, loaded verbs, scales.
use crate::text::{Span, words::words};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::{borrow::Cow, collections::HashMap, fmt, sync::LazyLock};

/// `assets/lang/wording.toml`, one language of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wording {
    adverbs: FxHashSet<String>,
    /// Passives and adverbs that hide who reports.
    pub layers: Phrases,
    /// Reporters without a name.
    pub carriers: Phrases,
    /// Both in front of a sentence or behind the words.
    pub attributions: Phrases,
    /// Words that make what follows less than certain.
    pub hedges: Phrases,
    /// The same between commas.
    pub asides: Phrases,
    /// Words that carry a hedge.
    pub carries: Phrases,
    /// What looks like a hedge and is none.
    pub plain: Phrases,
    /// Words behind which a hedge belongs to what stands before them.
    pub relatives: FxHashSet<String>,
    /// Names of days, and the parts of a day.
    pub days: FxHashSet<String>,
    /// Names of months.
    pub months: FxHashSet<String>,
    /// Dates no finer than a week.
    pub in_weeks: Phrases,
    /// Dates no finer than a month.
    pub in_months: Phrases,
    /// Dates no finer than a year.
    pub in_years: Phrases,
    /// Words of time that hang on the day of writing.
    pub relative: FxHashSet<String>,
    /// Titles before a name.
    pub titles: FxHashSet<String>,
    /// Verbs that judge the speaker.
    pub loaded: Phrases,
    /// How well founded a judgement is.
    pub confidence: Phrases,
    /// The scale of the PHIA yardstick.
    pub phia: Scale,
    /// The scale of ICD 203.
    pub icd203: Scale,
}

/// The likelihood words of a scale.
#[derive(Debug, Deserialize)]
pub struct Scale {
    /// Its words.
    pub words: Phrases,
}

static LANGUAGES: LazyLock<HashMap<String, Wording>> = LazyLock::new(|| {
    toml::from_str(include_str!("../assets/lang/wording.toml"))
        .expect("a test reads this very file")
});

/// The wording of language `lang` (BCP 47); of English where none is given.
#[must_use]
pub fn of(lang: Option<&str>) -> Option<&'static Wording> {
    let lang = lang.unwrap_or("en").split(['-', '_']).next().unwrap_or("");
    LANGUAGES.get(&lang.to_lowercase())
}

/// Phrases, found by the word they begin with.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<Phrase>")]
pub struct Phrases {
    all: Vec<Phrase>,
    by_word: FxHashMap<String, Vec<usize>>,
    /// Those that begin with the beginning of a word.
    by_beginning: Vec<(String, usize)>,
    /// By the first byte of a word, a bit for each length a beginning has: most words are none, and are told so at once.
    lengths: Vec<u32>,
}

/// Several kinds of phrases, by the words they begin with.
pub struct Openings<'p, const N: usize> {
    kinds: [&'p Phrases; N],
    lengths: Vec<u32>,
    /// A bit for each kind.
    by_word: FxHashMap<&'p str, u32>,
    by_beginning: Vec<(&'p str, u32)>,
}

impl<'p, const N: usize> Openings<'p, N> {
    /// Those of `kinds`, at most 32.
    #[must_use]
    pub fn new(kinds: [&'p Phrases; N]) -> Self {
        let (mut lengths, mut by_word) = (vec![0; 256], FxHashMap::default());
        let mut by_beginning = Vec::new();
        for (n, phrases) in kinds.iter().enumerate() {
            for (all, of_kind) in lengths.iter_mut().zip(&phrases.lengths) {
                *all |= of_kind;
            }
            for word in phrases.by_word.keys() {
                *by_word.entry(word.as_str()).or_default() |= 1 << n;
            }
            let begun = phrases.by_beginning.iter();
            by_beginning.extend(begun.map(|(begin, _)| (begin.as_str(), 1 << n)));
        }
        Self {
            kinds,
            lengths,
            by_word,
            by_beginning,
        }
    }

    /// The kinds that have a phrase which may begin with `word`, a bit for each.
    fn of(&self, word: &str) -> u32 {
        if !may_begin(&self.lengths, word) {
            return 0;
        }
        let whole = self.by_word.get(word).copied().unwrap_or(0);
        let begun = (self.by_beginning.iter()).filter(|(begin, _)| word.starts_with(begin));
        begun.fold(whole, |kinds, (_, kind)| kinds | kind)
    }
}

/// Whether anything may begin with `word` of which `lengths` are known.
fn may_begin(lengths: &[u32], word: &str) -> bool {
    let first = word.as_bytes().first().map_or(0, |&b| usize::from(b));
    lengths[first] & bit(word.len()) != 0
}

/// The bit of a word's length; everything long shares one.
fn bit(length: usize) -> u32 {
    1 << length.min(31)
}

impl From<Vec<Phrase>> for Phrases {
    fn from(all: Vec<Phrase>) -> Self {
        let mut phrases = Self {
            by_word: FxHashMap::default(),
            by_beginning: Vec::new(),
            lengths: vec![0; 256],
            all: Vec::new(),
        };
        for (n, phrase) in all.iter().enumerate() {
            for word in phrase.opening() {
                phrases.add(word, n);
            }
        }
        Self { all, ..phrases }
    }
}

impl Phrases {
    fn add(&mut self, word: &Word, n: usize) {
        let (Word::Is(text) | Word::Small(text) | Word::Begins(text)) = word;
        let Some(&first) = text.as_bytes().first() else {
            return;
        };
        self.lengths[usize::from(first)] |= match word {
            Word::Begins(text) => bit(text.len()).wrapping_neg(),
            _ => bit(text.len()),
        };
        match word {
            Word::Begins(text) => self.by_beginning.push((text.clone(), n)),
            _ => self.by_word.entry(text.clone()).or_default().push(n),
        }
    }

    /// Those that may begin with `word`, which is in small letters.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let may = may_begin(&self.lengths, word);
        let whole = may.then(|| self.by_word.get(word)).flatten();
        let begun = if may { &self.by_beginning[..] } else { &[] };
        let begun = begun
            .iter()
            .filter(move |(begin, _)| word.starts_with(begin.as_str()));
        (whole.into_iter().flatten())
            .chain(begun.map(|(_, n)| n))
            .map(|&n| &self.all[n])
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Phrase> {
        self.all.iter()
    }
}

/// A phrase: words, alternatives and gaps (see the head of the file).
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Phrase(Vec<Slot>);

#[derive(Clone, Debug)]
enum Slot {
    Word(Vec<Word>),
    Adverbs,
    Gap,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Is(String),
    Begins(String),
    Small(String),
}

/// Up to how many adverbs `~` is.
const ADVERBS: usize = 2;
/// Up to how many words `_` is.
const GAP: usize = 4;

impl From<String> for Phrase {
    fn from(phrase: String) -> Self {
        let word = |word: &str| match (word.strip_prefix('='), word.strip_suffix('*')) {
            (Some(small), _) => Word::Small(small.to_owned()),
            (None, Some(begins)) => Word::Begins(begins.to_owned()),
            (None, None) => Word::Is(word.to_owned()),
        };
        let slot = |slot: &str| match slot {
            "~" => Slot::Adverbs,
            "_" => Slot::Gap,
            words => Slot::Word(words.split('|').map(word).collect()),
        };
        Self(phrase.split(' ').map(slot).collect())
    }
}

impl Phrase {
    fn opening(&self) -> &[Word] {
        match self.0.first() {
            Some(Slot::Word(words)) => words,
            Some(Slot::Adverbs | Slot::Gap) | None => &[],
        }
    }

    /// The words it can begin with.
    pub fn openings(&self) -> impl Iterator<Item = &str> {
        self.opening().iter().map(|word| match word {
            Word::Is(word) | Word::Begins(word) | Word::Small(word) => word.as_str(),
        })
    }
}

/// The phrase as somebody would write it, with the first of its alternatives.
impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, slot) in self.0.iter().enumerate() {
            let blank = if n == 0 { "" } else { " " };
            match slot {
                Slot::Word(words) => match words.first() {
                    Some(Word::Is(word) | Word::Begins(word) | Word::Small(word)) => {
                        write!(f, "{blank}{word}")?;
                    }
                    None => {}
                },
                Slot::Adverbs | Slot::Gap => write!(f, "{blank}...")?,
            }
        }
        Ok(())
    }
}

/// A stretch of text as words, made ready for being searched for phrases.
pub struct Stretch<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
}

struct Token<'t> {
    span: Span,
    small: Cow<'t, str>,
    /// Nothing but blanks stand between it and the word before.
    close: bool,
    /// Printed with a capital though no sentence begins there.
    capital: bool,
}

impl<'t> Stretch<'t> {
    /// The words in the bytes `within` of `text`.
    #[must_use]
    pub fn new(text: &'t str, within: Span) -> Self {
        let mut end = within.start;
        // A word and the blank behind it take six bytes, about.
        let mut tokens: Vec<Token<'_>> = Vec::with_capacity(within.len() / 6 + 1);
        for span in words(text, within) {
            let gap = &text[end..span.start];
            let begins = if tokens.is_empty() {
                begins_sentence(&text[..span.start])
            } else {
                gap != " " && gap.contains(OPENS)
            };
            let printed = span.of(text);
            tokens.push(Token {
                span,
                small: lower(printed),
                close: !tokens.is_empty() && (gap == " " || gap.chars().all(char::is_whitespace)),
                capital: !begins && printed.starts_with(char::is_uppercase),
            });
            end = span.end;
        }
        Self { text, tokens }
    }

    /// The places of any of `phrases`, by the word they begin with; of several from one word on the longest.
    #[must_use]
    pub fn places(&self, wording: &Wording, phrases: &Phrases) -> Vec<Span> {
        (0..self.tokens.len())
            .filter_map(|at| self.place_at(wording, phrases, at))
            .collect()
    }

    /// The places of several kinds of phrases, put behind those in the list of each kind. Most words begin none, and each is
    /// looked up once for all kinds.
    pub fn sort_places<const N: usize>(
        &self,
        wording: &Wording,
        openings: &Openings<'_, N>,
        mut places: [&mut Vec<Span>; N],
    ) {
        for at in 0..self.tokens.len() {
            let kinds = openings.of(&self.tokens[at].small);
            for (n, places) in places.iter_mut().enumerate() {
                if kinds & (1 << n) != 0 {
                    places.extend(self.place_at(wording, openings.kinds[n], at));
                }
            }
        }
    }

    /// The longest of `phrases` from word `at` on.
    fn place_at(&self, wording: &Wording, phrases: &Phrases, at: usize) -> Option<Span> {
        let phrases = phrases.beginning(&self.tokens[at].small);
        let ends = phrases.filter_map(|phrase| self.matches(wording, &phrase.0, at, true));
        let end = self.tokens[ends.max()? - 1].span.end;
        Some(Span::new(self.tokens[at].span.start, end))
    }

    /// The first place of one phrase.
    #[must_use]
    pub fn place_of(&self, wording: &Wording, phrase: &Phrase) -> Option<Span> {
        (0..self.tokens.len()).find_map(|at| {
            let end = self.matches(wording, &phrase.0, at, true)?;
            Some(Span::new(
                self.tokens[at].span.start,
                self.tokens[end - 1].span.end,
            ))
        })
    }

    /// Whether any of `phrases` is there.
    #[must_use]
    pub fn has(&self, wording: &Wording, phrases: &Phrases) -> bool {
        !self.places(wording, phrases).is_empty()
    }

    /// The words in small letters.
    #[must_use]
    pub fn small(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.tokens.iter().map(|token| &*token.small)
    }

    /// One past the number of the last word of a match of `slots` from word `at` on.
    fn matches(&self, wording: &Wording, slots: &[Slot], at: usize, first: bool) -> Option<usize> {
        let Some((slot, rest)) = slots.split_first() else {
            return Some(at);
        };
        match slot {
            Slot::Word(words) => {
                let token = self.tokens.get(at).filter(|token| first || token.close)?;
                if (first && token.capital) || !words.iter().any(|word| self.is(token, word)) {
                    return None;
                }
                self.matches(wording, rest, at + 1, false)
            }
            Slot::Adverbs => self.after_gap(wording, rest, at, ADVERBS, |small| {
                small.ends_with("ly") || wording.adverbs.contains(small)
            }),
            Slot::Gap => self.after_gap(wording, rest, at, GAP, |_| true),
        }
    }

    /// A match of `rest` after as few words as possible, at most `most`, that all are `fit`.
    fn after_gap(
        &self,
        wording: &Wording,
        rest: &[Slot],
        at: usize,
        most: usize,
        fit: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        for n in 0..=most {
            if let Some(end) = self.matches(wording, rest, at + n, false) {
                return Some(end);
            }
            self.tokens
                .get(at + n)
                .filter(|token| token.close && fit(&token.small))?;
        }
        None
    }

    fn is(&self, token: &Token<'_>, word: &Word) -> bool {
        match word {
            Word::Is(word) => token.small == *word,
            Word::Begins(word) => token.small.starts_with(word.as_str()),
            Word::Small(word) => token.span.of(self.text) == word,
        }
    }
}

/// `word` in small letters.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// Whether a sentence or a quotation begins behind `head`.
fn begins_sentence(head: &str) -> bool {
    let trimmed = head.trim_end();
    trimmed.is_empty() || trimmed.ends_with(OPENS) || head.ends_with('\n')
}

/// Signs behind which a sentence or a quotation begins.
const OPENS: [char; 12] = ['.', '!', '?', ':', '"', '“', '„', '«', '‘', '…', '–', '—'];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(phrase: &str, marked: &str) {
        let (text, spans) = crate::text::unmark(marked);
        let wording = of(None).expect("English is there");
        let phrases = Phrases::from(vec![Phrase::from(phrase.to_owned())]);
        let stretch = Stretch::new(&text, Span::new(0, text.len()));
        assert_eq!(stretch.places(wording, &phrases), spans);
    }

    #[test]
    fn phrases_have_alternatives_and_gaps() {
        check(
            "is|was ~ said to",
            "It «was widely said to» be so, and «is said to» be well",
        );
        check(
            "according to _ officials",
            "«According to two senior officials» all is well",
        );
        check("fear*", "She «feared» the worst");
    }

    #[test]
    fn punctuation_breaks_a_phrase() {
        check(
            "is|was ~ said to",
            "The aim was, he said, to win; it was as he said to them",
        );
    }

    #[test]
    fn a_capital_inside_a_sentence_is_a_name() {
        check(
            "perhaps",
            "«Perhaps» so. A horse called Perhaps won: «perhaps»",
        );
        check("=may", "May said in May that it «may»");
    }

    #[test]
    fn languages_without_a_list_have_no_wording() {
        assert!(of(Some("en-GB")).is_some());
        assert!(of(Some("sv")).is_none());
    }
}
