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
mod tests {
    use super::{
        super::change::{Critical, critical, diff},
        Language,
    };
    use crate::text::Span;

    /// What is critical between `written` and `printed` in language `lang`.
    fn between(lang: &str, written: &str, printed: &str) -> Vec<Critical> {
        let place = Span::new(0, printed.len());
        critical(&diff(written, printed, place, Language::of(Some(lang))))
    }

    #[test]
    fn changes_of_the_sense_are_told_in_each_language() {
        use Critical::{Modal, Name, Negation, Number, Quantifier};
        for (lang, written, printed, why) in [
            (
                "de",
                "er hat zugestimmt",
                "er hat nicht zugestimmt",
                vec![Negation],
            ),
            (
                "de",
                "das ist möglich",
                "das ist unmöglich",
                vec![Negation, Modal],
            ),
            ("de", "sie kann gehen", "sie soll gehen", vec![Modal]),
            (
                "de-CH",
                "nur einige gingen",
                "fast alle gingen",
                vec![Quantifier],
            ),
            (
                "de",
                "es sind dreißig",
                "es sind vierundzwanzig",
                vec![Number],
            ),
            ("de", "sagte Wolf dazu", "sagte Bach dazu", vec![Name]),
            (
                "de",
                "nach der Sitzung dort",
                "nach der Vereinbarung dort",
                vec![],
            ),
            ("fr", "il est venu", "il n’est pas venu", vec![Negation]),
            ("fr", "il doit partir", "il peut partir", vec![Modal]),
            (
                "fr",
                "presque toutes partent",
                "plusieurs partent",
                vec![Quantifier],
            ),
            (
                "fr",
                "pour l’Ukraine ici",
                "pour l’Autriche ici",
                vec![Name],
            ),
            (
                "fr",
                "coûte d’environ peu",
                "coûte d’ici peu",
                vec![Quantifier],
            ),
            ("fr", "après trois mois", "après quatre mois", vec![Number]),
            ("es", "ella viene", "ella no viene", vec![Negation]),
            ("es", "es legal hoy", "es ilegal hoy", vec![Negation]),
            ("es", "puede salir", "debe salir", vec![Modal]),
            ("es", "todos salen", "algunos salen", vec![Quantifier]),
            ("es", "en tres años", "en dos años", vec![Number]),
            ("ru", "они согласны", "они не согласны", vec![Negation]),
            ("ru", "он может уйти", "он должен уйти", vec![Modal]),
            ("ru", "почти все ушли", "многие ушли", vec![Quantifier]),
            (
                "ru",
                "через пятнадцать дней",
                "через двадцать дней",
                vec![Number],
            ),
            (
                "ru",
                "сказал Волков вчера",
                "сказал Зайцев вчера",
                vec![Name],
            ),
            ("it", "sono 20 a Roma", "sono 30 a Pisa", vec![Number, Name]),
            ("it", "non viene", "viene", vec![]),
            (
                "en",
                "a several-hour talk",
                "a several-day talk",
                vec![Number],
            ),
        ] {
            let mut found = between(lang, written, printed);
            found.sort_unstable();
            assert_eq!(found, why, "{lang}: {written} / {printed}");
        }
    }

    #[test]
    fn dates_multiples_and_refusals_are_told_and_accents_are_no_number() {
        use Critical::{Modal, Negation, Number, Quantifier};
        for (lang, written, printed, why) in [
            (
                "de",
                "vorwiegend hier",
                "ausschließlich hier",
                vec![Quantifier],
            ),
            (
                "en",
                "in late October",
                "in early October",
                vec![Quantifier],
            ),
            ("en", "of late rain", "of early rain", vec![]),
            (
                "en",
                "rests primarily here",
                "rests solely here",
                vec![Quantifier],
            ),
            (
                "en",
                "they left today",
                "they left, sources say, today",
                vec![Modal],
            ),
            ("en", "on 12 March or so", "on 12 May or so", vec![Number]),
            ("en", "May 12 passed", "March 12 passed", vec![Number]),
            ("en", "they may go", "they go", vec![Modal]),
            ("en", "on Sunday again", "on Monday again", vec![Number]),
            ("en", "it was doubled", "it was tripled", vec![Number]),
            (
                "en",
                "he declined to sign",
                "he agreed to sign",
                vec![Negation],
            ),
            ("en", "he declined to sign", "he signed", vec![Negation]),
            ("en", "output declined again", "output fell again", vec![]),
            ("en", "she denied it", "she confirmed it", vec![Negation]),
            ("en", "it was rejected", "it was accepted", vec![Negation]),
            (
                "en",
                "he failed to win",
                "he managed to win",
                vec![Negation],
            ),
            ("en", "a harmful drug", "a harmless drug", vec![Negation]),
            (
                "en",
                "it costs less today",
                "it costs this today",
                vec![Quantifier],
            ),
            ("fr", "cette année encore", "cette annee encore", vec![]),
            (
                "fr",
                "le budget a doublé",
                "le budget a triplé",
                vec![Number],
            ),
            (
                "de",
                "der Etat ist verdoppelt",
                "der Etat ist halbiert",
                vec![Number],
            ),
            (
                "es",
                "el gasto se duplicó",
                "el gasto se triplicó",
                vec![Number],
            ),
            ("ru", "расходы удвоились", "расходы утроились", vec![Number]),
        ] {
            assert_eq!(
                between(lang, written, printed),
                why,
                "{lang}: {written} / {printed}"
            );
        }
    }

    #[test]
    fn who_else_says_it_comes_and_goes_as_a_modal() {
        for (lang, with, without) in [
            (
                "en",
                "they are reported to have raised it",
                "they have raised it",
            ),
            (
                "en",
                "Russia was also said to have objected",
                "Russia objected",
            ),
            ("en", "the plan is said to be dead", "the plan is dead"),
            ("en", "it appears to be so", "it is so"),
            ("en", "the army claims that it left", "it left"),
            ("en", "according to him it left", "it left"),
            ("de", "der Plan scheint tot zu sein", "der Plan ist tot"),
            ("de", "laut Armee zog sie ab", "sie zog ab"),
            ("fr", "le plan semble mort", "le plan est mort"),
            ("fr", "selon lui elle part", "elle part"),
            ("es", "el plan parece muerto", "el plan es muerto"),
            ("es", "se dice que ella sale", "ella sale"),
            ("ru", "по словам врача он ушёл", "он ушёл"),
            ("ru", "план кажется мёртвым", "план мёртвый"),
        ] {
            for (written, printed) in [(with, without), (without, with)] {
                let found = between(lang, written, printed);
                assert!(
                    found.contains(&Critical::Modal),
                    "{written} / {printed}: {found:?}"
                );
            }
        }
        for (written, printed) in [
            ("it is said to be so", "it was said to be so"),
            ("she said that it left", "she said it left"),
            ("he is said to go", "he is reported to go"),
            ("he came to stay", "he came and said to stay"),
        ] {
            assert_eq!(between("en", written, printed), [], "{written} / {printed}");
        }
    }

    #[test]
    fn what_measures_is_told_beside_what_it_measures_alone() {
        use Critical::Quantifier;
        for (lang, written, printed, why) in [
            ("en", "to hand over power", "to hand power", vec![]),
            ("en", "over 20 boats", "under 20 boats", vec![Quantifier]),
            ("en", "up to a hundred", "a hundred", vec![Quantifier]),
            (
                "en",
                "over half of the boats",
                "under half of the boats",
                vec![Quantifier],
            ),
            (
                "de",
                "über die Hälfte davon",
                "unter die Hälfte davon",
                vec![Quantifier],
            ),
            (
                "fr",
                "près de la moitié part",
                "loin de la moitié part",
                vec![Quantifier],
            ),
            (
                "es",
                "cerca de la mitad sale",
                "lejos de la mitad sale",
                vec![Quantifier],
            ),
            (
                "ru",
                "около половины ушло",
                "после половины ушло",
                vec![Quantifier],
            ),
            (
                "en",
                "boys of 12 and under",
                "boys of 12 and over",
                vec![Quantifier],
            ),
            ("en", "to hand power over", "to hand power", vec![]),
            (
                "en",
                "power went over. Ten men left",
                "power went. Ten men left",
                vec![],
            ),
            ("de", "über das Meer", "auf das Meer", vec![]),
            ("de", "über 20 Boote", "unter 20 Boote", vec![Quantifier]),
            ("es", "cerca de aquí", "lejos de aquí", vec![]),
            ("ru", "около дома", "возле дома", vec![]),
        ] {
            assert_eq!(
                between(lang, written, printed),
                why,
                "{lang}: {written} / {printed}"
            );
        }
    }

    #[test]
    fn every_list_is_small_letters_and_each_word_once() {
        for (lang, list) in super::LISTS {
            let table: toml::Table = toml::from_str(list).expect(lang);
            for (key, words) in &table {
                let words: Vec<&str> = (words.as_array().into_iter().flatten())
                    .filter_map(toml::Value::as_str)
                    .collect();
                for (i, word) in words.iter().enumerate() {
                    assert_eq!(*word, word.to_lowercase(), "{lang}: {key}");
                    assert!(!words[..i].contains(word), "{lang}: {key}: {word} twice");
                }
            }
        }
    }
}
