//! Names in the text: who is meant, and spellings that are not known yet (W17).
use super::super::context::{Context, about_article, quoted};
use crate::{
    diag::{Code, Diagnostic, distance},
    model::{Article, Codebook, Source, SourceKind},
    text::{Span, words::words},
    wording::Wording,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The people of a codebook by their names.
pub(super) struct People<'a> {
    /// Last name in small letters -> who has it.
    by_last: FxHashMap<String, Vec<&'a Source>>,
    /// Last names by their first letter.
    by_letter: FxHashMap<char, Vec<(Vec<char>, &'a Source)>>,
    /// Every word of every name, in small letters.
    known: FxHashSet<String>,
}

fn names(source: &Source) -> impl Iterator<Item = &str> {
    std::iter::once(source.name.as_str()).chain(source.aka.iter().map(String::as_str))
}

fn words_of(name: &str) -> Vec<String> {
    let all = words(name, Span::new(0, name.len()));
    all.map(|word| bare(word.of(name)).to_lowercase()).collect()
}

/// A word without the ending of possession.
fn bare(word: &str) -> &str {
    let cut = ["'s", "’s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    cut.unwrap_or(word)
}

impl<'a> People<'a> {
    pub(super) fn new(codebook: &'a Codebook) -> Self {
        let mut people = Self {
            by_last: FxHashMap::default(),
            by_letter: FxHashMap::default(),
            known: FxHashSet::default(),
        };
        let parties = codebook.parties.iter();
        for name in parties.flat_map(|p| p.aka.iter().chain([&p.name])) {
            people.known.extend(words_of(name));
        }
        for source in &codebook.sources {
            names(source).for_each(|name| people.known.extend(words_of(name)));
            if matches!(source.kind, SourceKind::Person | SourceKind::Spokesperson) {
                people.add(source);
            }
        }
        people
    }

    fn add(&mut self, source: &'a Source) {
        for name in names(source) {
            let Some(last) = words_of(name).pop() else {
                continue;
            };
            let bearers = self.by_last.entry(last.clone()).or_default();
            if bearers.iter().any(|known| known.id == source.id) {
                continue;
            }
            bearers.push(source);
            let letters: Vec<char> = last.chars().collect();
            if let Some(&first) = letters.first() {
                self.by_letter
                    .entry(first)
                    .or_default()
                    .push((letters, source));
            }
        }
    }

    /// Who is named in the bytes `within` of `text` nearest to `place`, where only one source has that name.
    pub(super) fn nearest(&self, text: &str, within: Span, place: Span) -> Option<&'a Source> {
        let outside = words(text, within).filter(|word| !place.meets(*word));
        let capital = outside.filter(|word| word.of(text).starts_with(char::is_uppercase));
        let named = capital.filter_map(|word| {
            match &self.by_last.get(&bare(word.of(text)).to_lowercase())?[..] {
                [source] => Some((word, *source)),
                _ => None,
            }
        });
        let distance = |word: Span| {
            let before = place.start.saturating_sub(word.end);
            before.max(word.start.saturating_sub(place.end))
        };
        named
            .min_by_key(|(word, _)| distance(*word))
            .map(|(_, source)| source)
    }
}

/// Signs behind which a sentence or a quotation begins.
const OPENS: [char; 9] = ['.', '!', '?', ':', '"', '“', '„', '«', '‘'];
/// How long a name is at most, in bytes.
const LONGEST: usize = 64;

/// The capital letters that open a word of `text`. Most letters are none by their byte alone.
fn capitals(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.bytes().enumerate();
    let likely = bytes.filter(|(_, byte)| byte.is_ascii_uppercase() || !byte.is_ascii());
    likely.filter_map(move |(at, _)| {
        let c = text.get(at..)?.chars().next()?;
        let before = text[..at].chars().next_back();
        let opens_word = !before.is_some_and(char::is_alphanumeric);
        (opens_word && c.is_uppercase()).then_some((at, c))
    })
}

/// The capitalised word at the end of `head`, before a blank.
fn first_name_before(head: &str) -> Option<&str> {
    let trimmed = head.trim_end_matches(' ');
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
    let start = trimmed.trim_end_matches(in_word).len();
    let word = &trimmed[start..];
    (trimmed.len() < head.len() && word.starts_with(char::is_uppercase)).then_some(word)
}

/// A capitalised word and what stands directly before it.
#[derive(Clone, Copy)]
struct Name<'t> {
    word: &'t str,
    at: Span,
    /// The capitalised word before it, if it is no title; it may be a first name.
    first: Option<&'t str>,
    opens_sentence: bool,
}

/// W17: a spelling of a known name that is in no `aka`.
pub(in crate::check) fn variants(context: &Context<'_>) -> Vec<Diagnostic> {
    let people = People::new(context.dossier.codebook());
    let mut out = Vec::new();
    if people.by_last.is_empty() {
        return out;
    }
    for article in context.dossier.articles() {
        let Some(wording) = Context::wording(article) else {
            continue;
        };
        let mut told = FxHashSet::default();
        for name in people.candidates(&article.text, wording) {
            if let Some((source, printed)) = people.resembles(&article.text, name, wording)
                && told.insert((source.id.as_str(), printed))
            {
                out.push(variant(article, source, printed, name.at));
            }
        }
    }
    out
}

impl<'a> People<'a> {
    /// The capitalised words of `text` that begin like a last name.
    fn candidates<'t>(&self, text: &'t str, wording: &Wording) -> impl Iterator<Item = Name<'t>> {
        capitals(text).filter_map(move |(start, c)| {
            let first_letter = c.to_lowercase().next()?;
            self.by_letter.get(&first_letter)?;
            let end = text.floor_char_boundary(start + LONGEST);
            let at = words(text, Span::new(start, end)).next()?;
            let head = &text[..start];
            let opens_sentence = head.trim_end().is_empty() || head.trim_end().ends_with(OPENS);
            Some(Name {
                word: bare(at.of(text)),
                at,
                first: first_name_before(head)
                    .filter(|first| !wording.titles.contains(&first.to_lowercase())),
                opens_sentence: opens_sentence || head.ends_with('\n'),
            })
        })
    }

    /// The source that `name` looks like without being it, and the words as printed.
    fn resembles<'t>(
        &self,
        text: &'t str,
        name: Name<'t>,
        wording: &Wording,
    ) -> Option<(&'a Source, &'t str)> {
        let small = name.word.to_lowercase();
        if let Some(bearers) = self.by_last.get(&small) {
            return self.first_name_differs(text, name, bearers);
        }
        let is_date = wording.months.contains(&small) || wording.days.contains(&small);
        if is_date || self.known.contains(&small) {
            return None;
        }
        let letters: Vec<char> = small.chars().collect();
        let near = self.by_letter.get(letters.first()?)?;
        let alike = |last: &[char]| {
            let most = if last.len() >= 8 { 2 } else { 1 };
            letters.len().abs_diff(last.len()) <= most && distance(&letters, last) <= most
        };
        near.iter().find_map(|(last, source)| {
            let same_first = name
                .first
                .is_some_and(|first| is_first_name_of(first, source));
            let fits = match name.first {
                Some(_) => same_first && last.len() >= 4,
                None => !name.opens_sentence && last.len() >= 5,
            };
            (fits && alike(last)).then_some((*source, name.word))
        })
    }

    /// The same last name after a first name that is nearly the source's: `Alexander` for `Aleksandr`.
    fn first_name_differs<'t>(
        &self,
        text: &'t str,
        name: Name<'t>,
        bearers: &[&'a Source],
    ) -> Option<(&'a Source, &'t str)> {
        let [source] = bearers else {
            return None;
        };
        let first = name.first?;
        let small = first.to_lowercase();
        if self.known.contains(&small) || !is_first_name_of(first, source) {
            return None;
        }
        let start = name.at.start
            - text[..name.at.start]
                .trim_end()
                .len()
                .abs_diff(name.at.start)
            - first.len();
        Some((source, text.get(start..name.at.start + name.word.len())?))
    }
}

/// Whether `first` is a first name of `source`, or nearly.
fn is_first_name_of(first: &str, source: &Source) -> bool {
    let letters: Vec<char> = bare(first).to_lowercase().chars().collect();
    names(source).any(|name| {
        let words = words_of(name);
        let Some(known) = words.first().filter(|_| words.len() > 1) else {
            return false;
        };
        let known: Vec<char> = known.chars().collect();
        let most = known.len() / 3;
        known.first() == letters.first()
            && known.len().abs_diff(letters.len()) <= most
            && distance(&known, &letters) <= most
    })
}

fn variant(article: &Article, source: &Source, printed: &str, at: Span) -> Diagnostic {
    let number = article.paragraph_at(at.start);
    let message = format!(
        "“{printed}” in ¶{number} of {} looks like {} (`{}`)",
        article.file, source.name, source.id
    );
    let mut aka: Vec<String> = source.aka.iter().map(|name| quoted(name)).collect();
    aka.push(quoted(printed));
    about_article(Code::W17, article, message)
        .label("a name spelt otherwise")
        .also(source.place, "the source it looks like")
        .help(format!(
            "if it is the same person, `aka = [{}]` in `[source.{}]`",
            aka.join(", "),
            source.id
        ))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    /// Checks `text`, with the findings of its article in `codes`.
    #[track_caller]
    fn check(text: &str, codes: &str) -> Vec<String> {
        let found = expect(text, &format!("[article] {codes}\n"));
        found.into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_name_spelt_otherwise_is_told_once() {
        let found = check("Envoy Verhoeve spoke. Then Verhoeve left.", "#~ W17");
        assert_eq!(
            found,
            ["“Verhoeve” in ¶1 of a.txt looks like Jon Verhoeven (`envoy`)"]
        );
        check(
            "The letter came from Jon Verhoevens, of the South.",
            "#~ W17",
        );
        check("It was Ada Hollm who spoke.", "#~ W17");
        check("It was Adda Holm who spoke.", "#~ W17");
    }

    #[test]
    fn known_names_and_other_people_are_no_variants() {
        check(
            "The envoy Verhoeven’s letter; Verhoeven’s and Jon Verhoeven's.",
            "",
        );
        check("It was Piet Verhoeve who spoke.", "");
        check("It was Otto Holm who spoke; Holt did not.", "");
        check("Verhoevens are a family.", "");
        expect(
            "Envoy Verhoeve spoke.",
            "[source.second]\nname = \"Jan Verhoeve\"\n[quote.q]\nsource = \"second\"\ntext = \"spoke\"\n",
        );
    }
}
