//! The names that a dossier's sources go by, found in a text.
use crate::{
    model::{Codebook, Source, SourceKind},
    text::Span,
};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The names of a dossier's sources.
pub struct Names {
    /// By first word: the words of the name, and the number of the source.
    by_first: FxHashMap<String, Vec<(Vec<String>, usize)>>,
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
}

impl Names {
    /// The names of the sources of `codebook`; a name that two of them share is nobody's.
    #[must_use]
    pub fn new(codebook: &Codebook) -> Self {
        let sources = codebook.sources.iter().enumerate();
        Self::of(sources.flat_map(|(number, source)| {
            let names = names(source).into_iter();
            names.map(move |name| (name, number))
        }))
    }

    /// The same of its parties: the number of a mention is a party's.
    #[must_use]
    pub fn of_parties(codebook: &Codebook) -> Self {
        let parties = codebook.parties.iter().enumerate();
        Self::of(parties.flat_map(|(number, party)| {
            let names = std::iter::once(&party.name)
                .chain(&party.short)
                .chain(&party.aka);
            names.map(move |name| (parts(name), number))
        }))
    }

    /// Names, each with the number of who bears it.
    fn of(names: impl Iterator<Item = (Vec<String>, usize)>) -> Self {
        let mut owners: FxHashMap<Vec<String>, Option<usize>> = FxHashMap::default();
        for (name, number) in names {
            (owners.entry(name))
                .and_modify(|owner| *owner = owner.filter(|&o| o == number))
                .or_insert(Some(number));
        }
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
        for (name, owner) in owners {
            if let (Some(first), Some(owner)) = (name.first(), owner) {
                let known = by_first.entry(first.to_lowercase()).or_default();
                known.push((name, owner));
            }
        }
        for known in by_first.values_mut() {
            known.sort_by_key(|(name, owner)| (std::cmp::Reverse(name.len()), *owner));
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
            let named = known.and_then(|known| {
                known.iter().find(|(name, _)| {
                    name.len() <= words.len() - at
                        && name.iter().enumerate().all(|(i, part)| {
                            let word = &words[at + i].folded;
                            part == word
                                || (i == 0
                                    && name.len() > 1
                                    && part.to_lowercase() == word.to_lowercase())
                        })
                })
            });
            let Some((name, source)) = named else {
                at += 1;
                continue;
            };
            let to = at + name.len();
            found.push(Mention {
                from: at,
                to,
                source: *source,
                possessive: words.get(to).is_some_and(|w| w.folded == "s"),
            });
            at = to;
        }
        found
    }
}

/// What a source may be called: its names and, of a person, their last words; the role as printed.
fn names(source: &Source) -> Vec<Vec<String>> {
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
    let role = source.role.as_deref().map(parts);
    all.extend(role.filter(|role| role.len() > 1));
    all.retain(|name| !name.is_empty());
    all.sort();
    all.dedup();
    all
}

fn parts(name: &str) -> Vec<String> {
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
