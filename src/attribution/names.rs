//! The names that a dossier's sources go by, found in a text.
use crate::{
    model::{Codebook, Source, SourceKind},
    text::Span,
};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The names of a dossier's sources.
pub struct Names {
    /// By first word.
    by_first: FxHashMap<String, Vec<Name>>,
}

/// One way to name a source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    words: Vec<String>,
    /// Whether it is only what the source is: Russian president.
    role: bool,
    /// The number of the source.
    source: usize,
}

/// A word of a sentence.
pub struct Word {
    /// Its bytes.
    pub span: Span,
    /// The word without accents.
    pub folded: String,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// A name in a sentence: words `from..to`.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Its first word.
    pub from: usize,
    /// One past its last word.
    pub to: usize,
    /// The number of the source.
    pub source: usize,
    /// Whether it stands in the possessive.
    pub possessive: bool,
    /// Whether it is no name, but what the source is.
    pub role: bool,
}

impl Names {
    /// The names of the sources of `codebook`; a name that two of them share is nobody's.
    #[must_use]
    pub fn new(codebook: &Codebook) -> Self {
        let sources = codebook.sources.iter().enumerate();
        Self::of(sources.flat_map(|(number, source)| names(source, number)))
    }

    /// The same of its parties: the number of a mention is a party's.
    #[must_use]
    pub fn of_parties(codebook: &Codebook) -> Self {
        let parties = codebook.parties.iter().enumerate();
        Self::of(parties.flat_map(|(source, party)| {
            let called = std::iter::once(&party.name)
                .chain(&party.short)
                .chain(&party.aka);
            called.map(move |name| Name {
                words: parts(name),
                role: false,
                source,
            })
        }))
    }

    fn of(names: impl Iterator<Item = Name>) -> Self {
        let mut owners: FxHashMap<Vec<String>, Option<Name>> = FxHashMap::default();
        for name in names {
            (owners.entry(name.words.clone()))
                .and_modify(|owner| {
                    *owner = owner.take().filter(|o| o.source == name.source);
                })
                .or_insert(Some(name));
        }
        let mut by_first: FxHashMap<String, Vec<Name>> = FxHashMap::default();
        for name in owners.into_values().flatten() {
            if let Some(first) = name.words.first() {
                by_first.entry(first.to_lowercase()).or_default().push(name);
            }
        }
        for known in by_first.values_mut() {
            known.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.source));
        }
        Self { by_first }
    }

    /// Where `words` name sources, from left to right; of several names at one place the longest.
    #[must_use]
    pub fn mentions(&self, words: &[Word]) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let known = self.by_first.get(&word.folded.to_lowercase());
            let named = known.and_then(|known| known.iter().find(|name| name.begins(&words[at..])));
            let Some(name) = named else {
                at += 1;
                continue;
            };
            let to = at + name.words.len();
            found.push(Mention {
                from: at,
                to,
                source: name.source,
                possessive: words.get(to).is_some_and(|w| w.folded == "s"),
                role: name.role,
            });
            at = to;
        }
        found
    }
}

impl Name {
    /// Whether `words` begin with it; the size of letters counts only in a single word that is not written in capitals.
    fn begins(&self, words: &[Word]) -> bool {
        let like = |part: &String, word: &Word| {
            let small = || part.to_lowercase() == word.folded.to_lowercase();
            let free = self.words.len() > 1 || (is_shouted(&word.folded) && begins_large(part));
            *part == word.folded || (free && small())
        };
        let mut both = self.words.iter().zip(words);
        self.words.len() <= words.len() && both.all(|(part, word)| like(part, word))
    }
}

/// Whether `word` has several letters, all of them capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// What a source, which is number `number`, may be called: its names and, of a person, their last words; the role as printed.
fn names(source: &Source, number: usize) -> Vec<Name> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let person = matches!(source.kind, SourceKind::Person | SourceKind::Spokesperson);
    for name in std::iter::once(&source.name).chain(&source.aka) {
        let parts = parts(name);
        if person && parts.len() > 1 {
            let suffix = |p: &&String| listed(" jr sr ii iii iv ", &p.to_lowercase());
            let last = parts.iter().rev().find(|p| !suffix(p));
            all.extend(last.filter(|l| begins_large(l)).map(|l| vec![l.clone()]));
        }
        all.push(parts);
        // Russia (speaker not named): the remark is no part of the name.
        if let Some((plain, _)) = name.split_once(" (") {
            all.push(self::parts(plain));
        }
    }
    all.retain(|name| !name.is_empty());
    all.sort();
    all.dedup();
    let role = source.role.as_deref().map(parts);
    let role = role.filter(|role| role.len() > 1 && !all.contains(role));
    let name = |role| {
        move |words| Name {
            words,
            role,
            source: number,
        }
    };
    let mut names: Vec<Name> = all.into_iter().map(name(false)).collect();
    names.extend(role.map(name(true)));
    names
}

/// The words of `name`, without accents.
pub(super) fn parts(name: &str) -> Vec<String> {
    let all = Span::new(0, name.len());
    words_of(name, all).into_iter().map(|w| w.folded).collect()
}

fn begins_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The words of a stretch, without accents; `Putin's` is two.
#[must_use]
pub fn words_of(text: &str, within: Span) -> Vec<Word> {
    let mut found = Vec::new();
    let wordy = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut rest = within;
    while let Some(start) = rest.of(text).find(wordy) {
        let start = rest.start + start;
        let tail = &text[start..within.end];
        let end = start + tail.find(|c| !wordy(c)).unwrap_or(tail.len());
        let word = &text[start..end];
        found.push(Word {
            span: Span::new(start, end),
            folded: (word.nfkd().filter(|&c| !is_combining_mark(c))).collect(),
            capital: begins_large(word),
        });
        rest = Span::new(end, within.end);
    }
    found
}

/// Whether ` word ` stands in `list`.
fn listed(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}
