//! What a source is on behalf of its party, as a text may put it: the Ukrainian president, Ukraine’s president, the president of Ukraine.
use super::{
    names::{Mention, Word, parts},
    person::{is_past, is_place},
};
use crate::model::{Codebook, Source};

/// The offices that a dossier’s sources hold for their parties.
pub struct Offices(Vec<Office>);

/// What one source is, in small letters and without accents.
struct Office {
    source: usize,
    role: Vec<String>,
    /// What its party is called.
    parties: Vec<Vec<String>>,
}

impl Offices {
    /// The offices of the sources of `codebook`.
    #[must_use]
    pub fn new(codebook: &Codebook) -> Self {
        let all = codebook.sources.iter().enumerate();
        let offices = all.flat_map(|(number, source)| Office::of(number, source, codebook));
        Self(offices.filter(|office| !office.role.is_empty()).collect())
    }

    /// Where `words` name a party’s office that one source alone holds.
    #[must_use]
    pub fn mentions(&self, words: &[Word]) -> Vec<Mention> {
        let small: Vec<String> = words.iter().map(|w| w.folded.to_lowercase()).collect();
        let mut found: Vec<Mention> = Vec::new();
        for at in 0..small.len() {
            let here = self.0.iter().filter(|o| small[at..].starts_with(&o.role));
            let mut held = here.filter_map(|o| Some((o, o.held(words, &small, at)?)));
            let (Some((office, (from, to))), None) = (held.next(), held.next()) else {
                continue;
            };
            found.push(Mention {
                from,
                to,
                source: office.source,
                possessive: small.get(to).is_some_and(|word| word == "s"),
                role: true,
            });
        }
        found
    }

    /// Whether the office that `words` name at `mention` is another one’s: former, or of somebody who is not the source’s party.
    #[must_use]
    pub fn is_anothers(&self, words: &[Word], mention: &Mention) -> bool {
        let Some(before) = mention.from.checked_sub(1).map(|n| &words[n]) else {
            return false;
        };
        let small = before.folded.to_lowercase();
        let own = || {
            let mut own = self.0.iter().filter(|o| o.source == mention.source);
            own.any(|office| office.is_of(std::slice::from_ref(&small)))
        };
        is_past(&small) || (mention.from > 1 && before.capital && !own())
    }
}

impl Office {
    /// The office of a source, and the same without the word in it that says for whom it is held: Russian president.
    fn of(source: usize, of: &Source, codebook: &Codebook) -> [Self; 2] {
        let small = |name: &str| -> Vec<String> {
            parts(name).iter().map(|part| part.to_lowercase()).collect()
        };
        let party = of
            .party
            .as_ref()
            .and_then(|party| codebook.party(&party.id));
        let called = party.into_iter().flat_map(|party| {
            let names = std::iter::once(&party.name).chain(&party.short);
            names.chain(&party.aka)
        });
        let parties: Vec<Vec<String>> = called.map(|name| small(name)).collect();
        let role = of.role.as_deref().map_or(Vec::new(), small);
        let whole = Self {
            source,
            role: if parties.is_empty() {
                Vec::new()
            } else {
                role.clone()
            },
            parties,
        };
        let bare = match role.split_first() {
            Some((first, rest)) if whole.is_of(std::slice::from_ref(first)) => Self {
                source,
                role: rest.to_vec(),
                parties: whole.parties.clone(),
            },
            Some((first, rest)) if is_place(|place| is_of_place(first, place)) => Self {
                source,
                role: rest.to_vec(),
                parties: vec![vec![first.clone()]],
            },
            _ => Self {
                source,
                role: Vec::new(),
                parties: Vec::new(),
            },
        };
        [whole, bare]
    }

    /// Whether `name`, in small letters, is the party’s, or what is the party’s: ukrainian of ukraine.
    fn is_of(&self, name: &[String]) -> bool {
        self.parties
            .iter()
            .any(|party| match (party.as_slice(), name) {
                ([party], [name]) => is_of_place(name, party),
                (party, name) => party == name,
            })
    }

    /// The words around the role at word `at` that say for whom it is held, with the role.
    fn held(&self, words: &[Word], small: &[String], at: usize) -> Option<(usize, usize)> {
        let to = at + self.role.len();
        let of = small.get(to).is_some_and(|word| word == "of");
        let behind = to + 1 + usize::from(small.get(to + 1).is_some_and(|word| word == "the"));
        let longest = self.parties.iter().map(Vec::len).max()?;
        for len in (1..=longest).filter(|_| of) {
            let end = behind + len;
            // The president of Russian Railways: that is another name.
            let goes_on = (words.get(end))
                .is_some_and(|next| next.capital && next.span.start == words[end - 1].span.end + 1);
            let past = at > 0 && is_past(&small[at - 1]);
            let of = small.get(behind..end).is_some_and(|name| self.is_of(name));
            if of && !goes_on && !past {
                return Some((at, end));
            }
        }
        let end = if at > 1 && small[at - 1] == "s" {
            at - 1
        } else {
            at
        };
        let from = (1..=longest.min(end))
            .map(|len| end - len)
            .find(|&from| words[from].capital && self.is_of(&small[from..end]))?;
        let before = from.checked_sub(1).map_or("", |n| small[n].as_str());
        (!is_past(before)).then_some((from, to))
    }
}

/// Whether `name` is `place`, or the word for what is of it: ukrainian of ukraine.
fn is_of_place(name: &str, place: &str) -> bool {
    /// Letters they share at least, and that each has beside those at most.
    const SHARED: usize = 4;
    const ENDING: usize = 3;
    let shared = (name.chars().zip(place.chars())).take_while(|(a, b)| a == b);
    let shared = shared.count();
    let rest = |word: &str| word.chars().count() - shared;
    name == place || (shared >= SHARED && rest(name) <= ENDING && rest(place) <= ENDING)
}
