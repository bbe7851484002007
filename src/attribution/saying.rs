//! Words of saying in any language: what a speaker beside a quotation is recognised by.
use super::{
    language::{Class, Language, of_all},
    names::Word,
};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The list file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    saying: Vec<String>,
    quoting: FxHashSet<String>,
    according: FxHashSet<String>,
    adverbs: FxHashSet<String>,
    spoken: FxHashSet<String>,
    instead: Vec<String>,
    trailing: FxHashSet<String>,
    addressing: FxHashSet<String>,
    receiving: FxHashSet<String>,
    thinking: FxHashSet<String>,
}

/// Words without accents, in small letters.
struct Sayings {
    saying: FxHashSet<String>,
    quoting: FxHashSet<String>,
    according: FxHashSet<String>,
    adverbs: FxHashSet<String>,
    spoken: FxHashSet<String>,
    instead: Vec<String>,
    trailing: FxHashSet<String>,
    addressing: FxHashSet<String>,
    receiving: FxHashSet<String>,
    thinking: FxHashSet<String>,
}

static SAYINGS: LazyLock<Sayings> = LazyLock::new(|| {
    let list: List = toml::from_str(include_str!("../../assets/lang/attribution/saying.toml"))
        .expect("a test reads this very file");
    let verbs = of_all().flat_map(Language::verbs_beside_quotations);
    let mut saying: FxHashSet<String> = verbs.map(plain).collect();
    saying.extend(list.saying);
    saying.extend(list.according.iter().cloned());
    Sayings {
        saying,
        quoting: list.quoting,
        according: list.according,
        adverbs: list.adverbs,
        spoken: list.spoken,
        instead: list.instead,
        trailing: list.trailing,
        addressing: list.addressing,
        receiving: list.receiving,
        thinking: list.thinking,
    }
});

fn plain(word: &str) -> String {
    word.nfkd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Whether `word`, in small letters and without accents, says that somebody beside it speaks: `said`, `wrote`, `laut`.
#[must_use]
pub fn is_saying(word: &str) -> bool {
    SAYINGS.saying.contains(word)
}

/// Whether `word`, in small letters and without accents, says that somebody gives another one's words: `quoted`, `cites`.
#[must_use]
pub fn is_quoting(word: &str) -> bool {
    SAYINGS.quoting.contains(word)
}

/// Whether `word`, without accents, denies: `not`, `never`.
#[must_use]
pub fn is_negation(word: &str) -> bool {
    let word = word.to_lowercase();
    of_all().any(|language| language.look_up(&word).is(Class::Negation))
}

/// Whether `word`, without accents, names what somebody says: `remark`, `claim`.
#[must_use]
pub fn is_spoken(word: &str) -> bool {
    let word = word.to_lowercase();
    SAYINGS.spoken.contains(&word) || of_all().any(|l| l.look_up(&word).noun.is_some())
}

/// Whether `words`, without accents, end with what sets the name behind them aside for another one: `rather than`.
#[must_use]
pub fn sets_aside(words: &[Word]) -> bool {
    let ends = |phrase: &String| {
        let mut all = words.iter().rev();
        let mut same = phrase.split(' ').rev().map(|part| {
            let word = all.next();
            word.is_some_and(|word| word.folded.to_lowercase() == part)
        });
        same.all(|same| same)
    };
    SAYINGS.instead.iter().any(ends)
}

/// Whether `word`, in small letters, is a verb of saying that hangs on the clause before it: `saying`.
#[must_use]
pub fn is_trailing(word: &str) -> bool {
    SAYINGS.trailing.contains(word)
}

/// Whether `word`, without accents, is a verb that says something to somebody named behind it: `threatened`.
#[must_use]
pub fn is_addressing(word: &str) -> bool {
    SAYINGS.addressing.contains(&word.to_lowercase())
}

/// Whether `word`, without accents, says that somebody gets to hear what another one says: `received`.
#[must_use]
pub fn is_receiving(word: &str) -> bool {
    SAYINGS.receiving.contains(&word.to_lowercase())
}

/// Whether `word`, without accents, is a verb of thinking, behind which may stand what somebody else says: `fears`.
#[must_use]
pub fn is_thinking(word: &str) -> bool {
    SAYINGS.thinking.contains(&word.to_lowercase())
}

/// Whether the one who speaks is named behind `word`, in small letters and without accents: `according`, `laut`.
#[must_use]
pub fn is_according(word: &str) -> bool {
    SAYINGS.according.contains(word)
}

/// Whether `word`, in small letters and without accents, ends like several people and says how or when somebody speaks: `sometimes`.
#[must_use]
pub fn is_adverb_in_s(word: &str) -> bool {
    SAYINGS.adverbs.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_that_stand_beside_a_quotation_say_so() {
        for word in [
            "said", "writes", "told", "retorted", "erklarte", "schrieb", "dijo", "laut",
        ] {
            assert!(is_saying(word), "{word}");
        }
        for word in ["intends", "wanted", "saying", "table"] {
            assert!(!is_saying(word), "{word}");
        }
        assert!(is_according("selon") && !is_according("said"));
    }
}
