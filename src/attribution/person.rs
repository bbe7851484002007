//! People whom a codebook does not know: their names in a sentence, and whether two names may be one person's.
use super::{
    language::{Class, of_all},
    names::{Mention, Word, words_of},
    saying::is_adverb_in_s,
};
use crate::{diag::distance, text::Span};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// The list file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    titles: FxHashSet<String>,
    compounds: Vec<String>,
    bodies: FxHashSet<String>,
    past: FxHashSet<String>,
    surnames: Vec<String>,
    particles: FxHashSet<String>,
    articles: FxHashSet<String>,
    determiners: FxHashSet<String>,
    openers: FxHashSet<String>,
    german: FxHashSet<String>,
    nouns: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/lang/attribution/people.toml"))
        .expect("a test reads this very file")
});

/// Somebody in a sentence who is in no codebook: words `from..to` are the name, without what its bearer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The first word of the name.
    pub from: usize,
    /// One past its last word.
    pub to: usize,
    /// Whether it is a person's name for certain; else it may be a place, a paper, a company.
    pub clear: bool,
    /// Whether it stands in the possessive.
    pub possessive: bool,
}

/// The names in `words`, which are of `text`, that are none of `known`.
#[must_use]
pub fn strangers(text: &str, words: &[Word], known: &[Mention]) -> Vec<Stranger> {
    let german = is_german(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(mention) = known.iter().find(|m| m.from <= at && at < m.to) {
            at = mention.to;
            continue;
        }
        let free = known.iter().map(|m| m.from).filter(|&from| from > at);
        let limit = free.min().unwrap_or(words.len());
        let to = run(text, &words[..limit], at);
        found.extend(stranger(text, words, (at, to), german));
        at = to.max(at + 1);
    }
    found
}

/// Whether `words` are German, where every noun has a capital; not for `von der Leyen`.
#[must_use]
pub fn is_german(words: &[Word]) -> bool {
    let in_name = |n: usize| n > 0 && LISTS.particles.contains(&words[n - 1].folded);
    (0..words.len()).any(|n| LISTS.german.contains(&words[n].folded) && !in_name(n))
}

/// Whether `word`, without accents, stands for people who are not named: `officials`.
#[must_use]
pub fn is_unnamed(word: &str) -> bool {
    let word = word.to_lowercase();
    is_title(&word) || of_all().any(|language| language.look_up(&word).is(Class::Unnamed))
}

/// Whether `word`, without accents, is what somebody is called: `spokesman`, `Kremlsprecher`.
#[must_use]
pub fn is_title(word: &str) -> bool {
    let word = word.to_lowercase();
    let compound = |end: &String| word.len() > end.len() + 2 && word.ends_with(end.as_str());
    LISTS.titles.contains(&word)
        || LISTS.compounds.iter().any(compound)
        || of_all().any(|language| {
            let entry = language.look_up(&word);
            entry.is(Class::People) || entry.is(Class::Crowd)
        })
}

/// Whether `word`, without accents, joins words or stands before them, in any language, and so names nobody.
#[must_use]
pub fn is_opener(word: &str) -> bool {
    const CLASSES: [Class; 14] = [
        Class::Determiner,
        Class::Possessive,
        Class::Pronoun,
        Class::Preposition,
        Class::Subordinator,
        Class::Coordinator,
        Class::Contrast,
        Class::Adverb,
        Class::Time,
        Class::Auxiliary,
        Class::Question,
        Class::Be,
        Class::Unnamed,
        Class::Negation,
    ];
    let word = word.to_lowercase();
    let opens = |class| of_all().any(|language| language.look_up(&word).is(class));
    LISTS.openers.contains(&word) || is_adverb_in_s(&word) || CLASSES.into_iter().any(opens)
}

/// Whether `word`, in small letters and without accents, says of an office that somebody else holds it now: `former`, `deputy`.
pub(super) fn is_past(word: &str) -> bool {
    LISTS.past.contains(word)
}

/// The list file of places and bodies whose names are one word.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    places: FxHashSet<String>,
    bodies: FxHashSet<String>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/lang/attribution/places.toml"))
        .expect("a test reads this very file")
});

/// Whether `is` holds of the name of a place.
pub(super) fn is_place(is: impl Fn(&str) -> bool) -> bool {
    PLACES.places.iter().any(|place| is(place))
}

/// Whether `name`, a single word with a capital, is a surname as far as can be told by itself: no place, no body, no common word; where it
/// `begins` a sentence, so that its capital says nothing, by its ending.
#[must_use]
pub fn is_surname(name: &str, begins: bool) -> bool {
    let all = Span::new(0, name.len());
    let Some(word) = words_of(name, all).pop() else {
        return false;
    };
    let small = word.folded.to_lowercase();
    let known = PLACES.places.contains(&small) || PLACES.bodies.contains(&small);
    let common = is_body(&small) || is_title(&small) || is_opener(&small);
    let ends = |end: &String| small.ends_with(end.as_str());
    let ending = LISTS.surnames.iter().any(ends);
    word.capital && !known && !common && (ending || !(begins || small.ends_with('s')))
}

/// Whether `name`, a single word, stands somewhere in `text` as no person's does: in small letters, behind a preposition of place, or among
/// other words with capitals that are no person's name. Of a text that has it often only the first places are looked at.
#[must_use]
pub fn is_no_person_in(name: &str, text: &str) -> bool {
    /// Places that are looked at, and bytes around each.
    const PLACES: usize = 64;
    const NEAR: usize = 40;
    if text.contains(&name.to_lowercase()) {
        return true;
    }
    text.match_indices(name).take(PLACES).any(|(at, _)| {
        let start = text.ceil_char_boundary(at.saturating_sub(NEAR));
        let end = text.floor_char_boundary((at + name.len() + NEAR).min(text.len()));
        let words = words_of(text, Span::new(start, end));
        let Some(n) = words.iter().position(|word| word.span.start == at) else {
            return false;
        };
        let placed = n > 0
            && matches!(
                words[n - 1].folded.as_str(),
                "in" | "at" | "near" | "en" | "im"
            );
        let all = strangers(text, &words, &[]);
        let mut runs = all.iter().filter(|run| run.from <= n && n < run.to);
        placed || runs.any(|run| run.to - run.from > 1 && !run.clear)
    })
}

/// Whether `word`, without accents, stands before what it belongs to: `by`, `the`, `and`, `will`.
#[must_use]
pub fn is_leading(word: &str) -> bool {
    const CLASSES: [Class; 6] = [
        Class::Determiner,
        Class::Possessive,
        Class::Preposition,
        Class::Coordinator,
        Class::Auxiliary,
        Class::Be,
    ];
    let word = word.to_lowercase();
    let is = |class| of_all().any(|language| language.look_up(&word).is(class));
    CLASSES.into_iter().any(is)
}

/// Whether `word` names a body or a time, and no person.
fn is_body(word: &str) -> bool {
    let word = word.to_lowercase();
    LISTS.bodies.contains(&word) || of_all().any(|l| l.look_up(&word).is(Class::Time))
}

/// One past the last of the words from number `from` on that may be one name: capitals, and the small words between them.
fn run(text: &str, words: &[Word], from: usize) -> usize {
    let is_part = |n: usize| words[n].capital && !words[n].folded.chars().all(char::is_numeric);
    if !is_part(from) {
        return from;
    }
    let (mut to, mut at) = (from + 1, from + 1);
    while at < words.len() && is_joined(text, words, at - 1) {
        let word = words[at].folded.as_str();
        if is_part(at) {
            to = at + 1;
        } else if !(LISTS.particles.contains(word) || (at > to && LISTS.articles.contains(word))) {
            break;
        }
        at += 1;
    }
    to
}

/// Whether nothing but a blank, a hyphen or the point of an initial stands between word `n` and the next.
#[must_use]
pub fn is_joined(text: &str, words: &[Word], n: usize) -> bool {
    let (word, next) = (&words[n], &words[n + 1]);
    let gap = &text[word.span.end..next.span.start];
    let initial = word.span.len() == 1
        || matches!(
            word.folded.as_str(),
            "Dr" | "Mr" | "Mrs" | "Ms" | "St" | "Prof"
        );
    let apostrophe = matches!(gap, "'" | "’") && next.capital;
    matches!(gap, " " | "\u{a0}" | "-" | "\n") || apostrophe || (initial && gap.trim() == ".")
}

/// The name among the words `from..to`, all of which begin large.
fn stranger(
    text: &str,
    words: &[Word],
    (mut from, to): (usize, usize),
    german: bool,
) -> Option<Stranger> {
    let joined = |n: usize| n > 0 && is_joined(text, words, n - 1);
    let before = |n: usize| joined(n).then(|| words[n - 1].folded.as_str());
    let opens = |n: usize| is_opener(&words[n].folded);
    while from < to && opens(from) && (!joined(from) || is_determiner(&words[from].folded)) {
        from += 1;
    }
    let title = (from..to).rfind(|&n| is_title(&words[n].folded));
    // `président français Emmanuel Macron`: what somebody is may stand a word before.
    let beside = || {
        let near = |n: usize| before(n).is_some_and(is_title);
        let describes = |word: &str| word.len() > 1 && !is_opener(word);
        near(from) || (before(from).is_some_and(describes) && near(from - 1))
    };
    let titled = title.is_some() || (from < to && beside());
    let led = title.is_none() && from < to && before(from).is_some_and(is_determiner);
    from = title.map_or(from, |n| n + 1);
    let shouted = |n: &usize| {
        let word = &words[*n].folded;
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    };
    from += (from..to).take_while(shouted).count();
    // `The Atlantic` is no person.
    if from >= to || (led && to - from == 1) || (from..to).all(|n| is_body(&words[n].folded)) {
        return None;
    }
    let name = &words[from..to];
    let parts = name
        .iter()
        .filter(|w| w.capital && w.span.len() > 1)
        .count();
    let body = name.iter().any(|w| is_body(&w.folded));
    let plain = !german || titled || !name.iter().any(|w| w.capital && is_noun(&w.folded));
    let begins_small = !name[0].capital;
    Some(Stranger {
        from,
        to,
        clear: !body
            && !led
            && !begins_small
            && plain
            && (2 - usize::from(titled)..=4).contains(&parts),
        possessive: words.get(to).is_some_and(|w| w.folded == "s"),
    })
}

fn is_determiner(word: &str) -> bool {
    let word = word.to_lowercase();
    of_all()
        .any(|l| l.look_up(&word).is(Class::Determiner) || l.look_up(&word).is(Class::Possessive))
        || LISTS.determiners.contains(&word)
}

/// Whether a German word with a capital ends like a noun, or like what belongs to somebody.
fn is_noun(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with('s') || LISTS.nouns.iter().any(|end| word.ends_with(end.as_str()))
}

/// Whether `name`, a single word, stands in `text` behind a first name; of a long text only its beginning is looked through.
#[must_use]
pub fn is_full_name_in(name: &str, text: &str) -> bool {
    /// Places that are looked at, and bytes before each.
    const PLACES: usize = 64;
    const NEAR: usize = 60;
    /// Bytes of a text in which people are introduced.
    const FIRST: usize = 200_000;
    let text = &text[..text.floor_char_boundary(FIRST)];
    let places = text.match_indices(name).take(PLACES);
    places.into_iter().any(|(at, _)| {
        let end = at + name.len();
        if text[end..].starts_with(char::is_alphanumeric) {
            return false;
        }
        let start = text.ceil_char_boundary(at.saturating_sub(NEAR));
        let words = words_of(text, Span::new(start, end));
        let first = usize::from(start > 0);
        let all = strangers(text, words.get(first..).unwrap_or_default(), &[]);
        all.last()
            .is_some_and(|last| last.clear && last.to + first == words.len())
    })
}

/// Whether `name` may be another way to write `other`: the same last name or one spelled much like it, or all of one in the other.
#[must_use]
pub fn may_be_same(name: &str, other: &str) -> bool {
    let (a, b) = (parts(name), parts(other));
    let (Some(last), Some(other_last)) = (a.last(), b.last()) else {
        return false;
    };
    if is_latin(name) != is_latin(other) {
        // Nobody knows without reading both scripts.
        return true;
    }
    is_like(last, other_last) || is_part(name, other) || is_part(other, name)
}

/// Whether each word of `name` is one of `full`, or spelled much like one.
#[must_use]
pub fn is_part(name: &str, full: &str) -> bool {
    let full = parts(full);
    parts(name).iter().all(|word| {
        full.iter()
            .any(|other| is_like(word, other) || is_initial(word, other))
    })
}

/// Whether `initial` is the first letter of `word`.
fn is_initial(initial: &str, word: &str) -> bool {
    initial.chars().count() == 1 && word.starts_with(initial)
}

/// Whether `name` is written in Latin letters.
fn is_latin(name: &str) -> bool {
    let latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    name.chars().filter(|c| c.is_alphabetic()).all(latin)
}

/// The words of a name that tell who it is, in small letters.
fn parts(name: &str) -> Vec<String> {
    let words = words_of(name, Span::new(0, name.len()));
    let small = |w: &Word| w.folded.to_lowercase();
    let tells = |w: &&Word| w.capital && !matches!(small(w).as_str(), "jr" | "sr" | "ii" | "iii");
    let all: Vec<String> = words.iter().filter(tells).map(small).collect();
    let long: Vec<String> = all
        .iter()
        .filter(|w| w.chars().count() > 1)
        .cloned()
        .collect();
    if long.is_empty() { all } else { long }
}

/// Whether two words are the same or spelled alike, as names are that come from another script.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    a == b || (short > 3 && long < 40 && distance(&a, &b) * 3 <= long)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in `text`; `?` behind those that are not clear.
    fn names(text: &str) -> Vec<String> {
        let words = words_of(text, Span::new(0, text.len()));
        let show = |s: Stranger| {
            let name = words[s.from].span.join(words[s.to - 1].span).of(text);
            format!("{name}{}", if s.clear { "" } else { "?" })
        };
        strangers(text, &words, &[]).into_iter().map(show).collect()
    }

    #[test]
    fn a_person_is_known_by_a_name_of_two_words_or_by_what_they_are() {
        for (text, found) in [
            ("Ana Brook said", vec!["Ana Brook"]),
            ("said harbour spokesman Dan Brook", vec!["Dan Brook"]),
            ("British Prime Minister Ana Brook said", vec!["Ana Brook"]),
            ("said President Brook on Monday", vec!["Brook"]),
            (
                "Ursula von der Brook told the BBC",
                vec!["Ursula von der Brook"],
            ),
            ("But John F. Brook’s words", vec!["John F. Brook"]),
            (
                "a dit le président français Émile Brook",
                vec!["Émile Brook"],
            ),
            ("Hafensprecher Dan Brook sagte", vec!["Dan Brook"]),
            ("sagte Emil Bruck am Dienstag", vec!["Emil Bruck"]),
            ("a dit le maire d’Alder", vec!["Alder?"]),
            ("the mayor of Alder said", vec!["Alder?"]),
            ("Brook said", vec!["Brook?"]),
            ("The White Brook said", vec!["White Brook?"]),
            ("writing in The Brook", vec![]),
            ("The Alder Times reported", vec!["Alder Times?"]),
            ("Foreign Minister said", vec![]),
            ("On Tuesday she said", vec![]),
            ("Laut Angaben Alders", vec!["Angaben Alders?"]),
            ("sagte er Anfang Dezember", vec![]),
            ("sagte Alders Bürgermeister", vec![]),
        ] {
            assert_eq!(names(text), found, "{text}");
        }
    }

    #[test]
    fn a_single_name_is_a_persons_where_it_stands_in_full() {
        let text =
            "Yesterday Émile Brook left for Alder. Later Brook spoke in the Alder Harbour Office.";
        assert!(is_full_name_in("Brook", text));
        assert!(!is_full_name_in("Alder", text));
        assert!(!is_full_name_in("Office", text));
    }

    #[test]
    fn a_surname_alone_is_one_where_it_can_be_nothing_else() {
        for (name, begins, is) in [
            ("Smithson", true, true),
            ("Peskov", true, true),
            ("Brook", false, true),
            ("Brook", true, false),
            ("Moscow", false, false),
            ("Reuters", false, false),
            ("Kremlin", false, false),
            ("Senator", false, false),
            ("Germans", false, false),
            ("Monday", false, false),
        ] {
            assert_eq!(is_surname(name, begins), is, "{name}");
        }
        assert!(is_no_person_in(
            "Brook",
            "He came to the Brook Institute. Brook said so."
        ));
        assert!(is_no_person_in("Brook", "He lives in Brook."));
        assert!(is_no_person_in("Brook", "By the brook Brook said so."));
        assert!(!is_no_person_in(
            "Brook",
            "The mayor left, and Brook said so."
        ));
    }

    #[test]
    fn names_may_be_spelled_in_several_ways() {
        for (a, b, same) in [
            ("Sergej Radtschenko", "Sergey Radchenko", true),
            ("Selenskyj", "Volodymyr Zelensky", true),
            ("Brook", "Ana Brook", true),
            ("Orbán Viktor", "Viktor Orban", true),
            ("Ana M. Brook Jr.", "Ana Brook", true),
            ("Vladimir Medinsky", "Vladimir Putin", false),
            ("Emmanuel Macron", "Ana Brook", false),
            ("Rubin", "Putin", false),
            ("Владимир Путин", "Vladimir Putin", true),
            ("V. Putin", "Vladimir Putin", true),
        ] {
            assert_eq!(may_be_same(a, b), same, "{a}, {b}");
        }
    }
}
