//! Everybody in a stretch of a draft: sources, parties, and people whom the codebook does not know.
use super::{
    lists::{AND, BODIES, BY, DETERMINERS, OF, WHERE, listed},
    subject::is_helper,
};
use crate::{
    attribution::{
        self, Mention, Names, Offices, Stranger, Word, is_according, is_joined, is_opener, is_part,
        is_title, strangers, words_of,
    },
    model::{Codebook, Source},
    text::Span,
};

/// The names of a dossier's sources and parties.
pub(in crate::verify) struct Cast {
    sources: Names,
    offices: Offices,
    parties: Names,
    /// All the names of each source.
    called: Vec<String>,
}

/// Who somebody in a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::verify) enum Who {
    /// The source with this number.
    Source(usize),
    /// The party with this number.
    Party(usize),
    /// Nobody in the codebook; whether it is a person for certain.
    Stranger(bool),
}

/// Somebody in a stretch: words `from..to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) who: Who,
    pub(super) possessive: bool,
    /// Whether it only says whose somebody is: `Putin` in `Putin spokesman`.
    pub(super) attributive: bool,
}

impl Person {
    /// The number of the source that they are.
    pub(super) const fn source(&self) -> Option<usize> {
        match self.who {
            Who::Source(number) => Some(number),
            Who::Party(_) | Who::Stranger(_) => None,
        }
    }
}

/// A stretch with everybody in it.
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    pub(super) people: Vec<Person>,
}

/// The name of a source and its other names.
fn called(source: &Source) -> String {
    let names = std::iter::once(&source.name).chain(&source.aka);
    names.cloned().collect::<Vec<_>>().join(" ")
}

impl Cast {
    pub(in crate::verify) fn new(codebook: &Codebook) -> Self {
        Self {
            sources: Names::new(codebook),
            offices: Offices::new(codebook),
            parties: Names::of_parties(codebook),
            called: codebook.sources.iter().map(called).collect(),
        }
    }

    /// The sources that `words` name, by a name or by an office that is theirs.
    pub(super) fn mentions(&self, words: &[Word]) -> Vec<Mention> {
        let mut known = self.sources.mentions(words);
        known.retain(|m| !(m.role && self.offices.is_anothers(words, m)));
        let meets = |a: &Mention, b: &Mention| a.from < b.to && b.from < a.to;
        let mut held = self.offices.mentions(words);
        // Russia is a source: the president of Russia is another one.
        known.retain(|m| !held.iter().any(|office| is_longer(office, m)));
        held.retain(|office| !known.iter().any(|m| meets(office, m)));
        known.extend(held);
        known.sort_by_key(|m| m.from);
        known
    }

    pub(super) fn stretch<'a>(&self, text: &'a str, span: Span) -> Stretch<'a> {
        let words = words_of(text, span);
        let people = self.people(text, &words);
        Stretch {
            text,
            span,
            words,
            people,
        }
    }

    /// The sources and parties that `words` name, of two at one place the longer one.
    fn known(&self, words: &[Word]) -> (Vec<Mention>, Vec<Mention>) {
        let mut known = self.mentions(words);
        let mut parties = self.parties.mentions(words);
        known.retain(|m| !parties.iter().any(|party| is_longer(party, m)));
        let meets = |a: &Mention, b: &Mention| a.from < b.to && b.from < a.to;
        parties.retain(|party| !known.iter().any(|m| meets(m, party)));
        (known, parties)
    }

    fn people(&self, text: &str, words: &[Word]) -> Vec<Person> {
        let (mut known, parties) = self.known(words);
        let all: Vec<Mention> = known.iter().chain(&parties).copied().collect();
        let mut others = strangers(text, words, &all);
        // `Russian president Dmitry Medvedev`: a role is that of the name behind it.
        let is_role = |m: &Mention| (m.from..m.to).any(|n| is_title(&words[n].folded));
        let is_borne = |m: &Mention| others.iter().any(|other| other.from == m.to);
        known.retain(|m| !(is_role(m) && is_borne(m) && adjacent(text, words, m.to - 1)));
        let (relatives, own) = self.first_names(text, words, &known, &mut others);
        known.retain(|m| !own.contains(&m.from));
        others.extend(relatives);
        let person = |from, to, who, possessive| Person {
            from,
            to,
            who,
            possessive,
            attributive: false,
        };
        let named = |m: &Mention, who| person(m.from, m.to, who, m.possessive);
        let other = |o: &Stranger| person(o.from, o.to, Who::Stranger(o.clear), o.possessive);
        let mut people: Vec<Person> = (known.iter().map(|m| named(m, Who::Source(m.source))))
            .chain(parties.iter().map(|m| named(m, Who::Party(m.source))))
            .chain(others.iter().map(other))
            .collect();
        for person in &mut people {
            let next = words
                .get(person.to)
                .filter(|_| adjacent(text, words, person.to - 1));
            person.attributive = next.is_some_and(|word| is_title(&word.folded));
        }
        // Brook, not Dunn: it is not about Dunn.
        people.retain(|person| !is_set_aside(text, words, person.from));
        people.sort_by_key(|p| (p.from, p.to));
        people
    }

    /// Takes first names before those in `known` out of `others`. Of names that are not the source's, so that somebody else is meant: who they
    /// are, and the first words of the mentions that they are instead.
    fn first_names(
        &self,
        text: &str,
        words: &[Word],
        known: &[Mention],
        others: &mut Vec<Stranger>,
    ) -> (Vec<Stranger>, Vec<usize>) {
        let (mut relatives, mut instead) = (Vec::new(), Vec::new());
        others.retain(|other| {
            let joined = || is_joined(text, words, other.to - 1);
            let before = |m: &&Mention| m.from == other.to && joined();
            let Some(mention) = known.iter().find(before) else {
                return true;
            };
            let name = words[other.from].span.of(text);
            let placed = other.from > 0 && is_opener(&words[other.from - 1].folded);
            if !placed && !is_part(name, &self.called[mention.source]) {
                relatives.push(Stranger {
                    to: mention.to,
                    clear: true,
                    possessive: mention.possessive,
                    ..*other
                });
                instead.push(mention.from);
            }
            false
        });
        (relatives, instead)
    }
}

/// Whether `a` covers `b`, and more.
const fn is_longer(a: &Mention, b: &Mention) -> bool {
    a.from <= b.from && b.to <= a.to && a.to - a.from > b.to - b.from
}

/// The first word of the titles that belong to the name at word `from`, or the name itself.
fn titled(text: &str, words: &[Word], from: usize) -> usize {
    let title = |n: &usize| {
        let word = &words[*n];
        adjacent(text, words, *n)
            && (word.capital || is_title(&word.folded) || listed(DETERMINERS, &word.folded))
    };
    from - (0..from).rev().take_while(title).count()
}

/// Whether words before the name at word `from` say that it is not meant.
fn is_set_aside(text: &str, words: &[Word], from: usize) -> bool {
    let aside =
        |n: usize| n > 0 && adjacent(text, words, n - 1) && attribution::sets_aside(&words[..n]);
    let first = titled(text, words, from);
    let by = first > 0 && listed(BY, &words[first - 1].folded);
    aside(from) || aside(first) || (by && aside(first - 1))
}

/// Whether a blank or a hyphen stands between word `n` and the next.
fn adjacent(text: &str, words: &[Word], n: usize) -> bool {
    let gap = (words.get(n).zip(words.get(n + 1)))
        .map(|(word, next)| &text[word.span.end..next.span.start]);
    gap.is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "-" | "\n"))
}

impl Stretch<'_> {
    pub(super) fn place(&self, person: &Person) -> Span {
        let (first, last) = (&self.words[person.from], &self.words[person.to - 1]);
        first.span.join(last.span)
    }

    pub(super) fn word(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |word| word.folded.as_str())
    }

    /// The word before number `n`.
    pub(super) fn before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |n| self.word(n))
    }

    /// What stands between word `from` and word `to`.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        &self.text[self.words[from].span.end..self.words[to].span.start]
    }

    /// Whether a comma or a dash stands behind word `n`.
    pub(super) fn is_cut(&self, n: usize) -> bool {
        let gap = self.between(n, n + 1);
        let spaced = gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
        gap.contains([',', '—', '―']) || (spaced && gap.contains(['–', '-']))
    }

    /// How many commas and dashes stand between word `from` and word `to`.
    pub(super) fn commas(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&n| self.is_cut(n)).count()
    }

    /// The first of the names in a row that ends with `last`: Brook, Dunn and Poe.
    pub(super) fn first_of_row<'p>(&'p self, last: &'p Person) -> &'p Person {
        let mut first = last;
        let before = self.people.iter().rev().filter(|p| p.to <= last.from);
        for earlier in before {
            let comma =
                earlier.to == first.from && self.between(earlier.to - 1, earlier.to).trim() == ",";
            let and = earlier.to + 1 == first.from && listed(AND, self.word(earlier.to));
            if !(comma || and) {
                break;
            }
            first = earlier;
        }
        first
    }

    /// The sources that are named together with `person`: Brook and Dunn.
    pub(super) fn joined_with(&self, person: &Person) -> Vec<usize> {
        let joins = |a: &Person, b: &Person| {
            let first = titled(self.text, &self.words, b.from).max(a.to);
            let small =
                |n: usize| is_helper(self.word(n)) || attribution::is_negation(self.word(n));
            let and = a.to < first && listed(AND, self.word(a.to)) && (a.to + 1..first).all(small);
            and && !(self.between(a.to - 1, first)).contains([',', ';', ':', '.', '(', ')'])
        };
        let mut all = vec![*person];
        let before = self
            .people
            .iter()
            .find(|p| p.to <= person.from && joins(p, person));
        let behind = self
            .people
            .iter()
            .find(|p| p.from >= person.to && joins(person, p));
        all.extend(before);
        all.extend(behind);
        // Brook, Dunn and Poe: a list is one.
        while let Some(first) = all
            .iter()
            .min_by_key(|p| p.from)
            .copied()
            .filter(|_| all.len() > 1)
        {
            let listed =
                |p: &&Person| p.to == first.from && self.between(p.to - 1, p.to).trim() == ",";
            let Some(earlier) = self.people.iter().find(listed) else {
                break;
            };
            all.push(*earlier);
        }
        all.iter().skip(1).filter_map(Person::source).collect()
    }

    /// Whether `person` is what is spoken of, or to; of names that are joined the first one says so.
    pub(super) fn is_object(&self, person: &Person) -> bool {
        let before = self.before(person.from);
        let according = |n: usize| is_according(&self.word(n).to_lowercase());
        let initial =
            person.from > 0 && (self.between(person.from - 1, person.from)).starts_with('.');
        if initial || (person.from > 1 && according(person.from - 2)) {
            return false;
        }
        let joined = self.people.iter().find(|p| p.to + 1 == person.from);
        match joined.filter(|_| listed(AND, before)) {
            Some(first) => self.is_object(first),
            None => listed(OF, before),
        }
    }

    /// Whether word `n` is the name of a field, as the last one before its colon: Quote: “...”
    pub(super) fn is_label(&self, n: usize) -> bool {
        let opens = n == 0 || self.between(n - 1, n).contains(['.', '\n', ';', '|']);
        let closes = self.text[self.words[n].span.end..].starts_with(':');
        let last = n + 1 == self.words.len();
        opens && closes && last && attribution::is_quoting(&self.word(n).to_lowercase())
    }

    /// Whether `person` has somebody who is named by what they are to them: Putin’s foreign minister.
    pub(super) fn has_somebody(&self, person: &Person) -> bool {
        /// Words of which what somebody is has, at most.
        const ROLE: usize = 4;
        let end = (person.to + ROLE + 1).min(self.words.len());
        let mut role =
            (person.to..end).take_while(|&n| !self.between(n - 1, n).contains([',', ';']));
        person.possessive && role.any(|n| attribution::is_title(self.word(n)))
    }

    /// Whether what `person` has, up to word `end`, is what they say, or speaks for them: Brook’s letter, but not Brook’s aide.
    pub(super) fn has_words(&self, person: &Person, end: usize) -> bool {
        let end = end.min(self.words.len());
        let mut own = (person.to + 1..end).take_while(|&n| !self.is_cut(n - 1));
        own.any(|n| attribution::is_spoken(self.word(n)) || listed(BODIES, self.word(n)))
    }

    /// Whether `person` is who was described right before, up to a comma: the foreign minister, Sergei Lavrov.
    pub(super) fn is_apposed(&self, person: &Person) -> bool {
        /// Words of which such a description has, at most.
        const DESCRIPTION: usize = 8;
        // The mayor, Sen. Emil Stone: a title belongs to the name.
        let titled = |n: &usize| {
            let apart = self.between(*n, n + 1).contains([',', ';', ':']);
            !apart && (self.words[*n].capital || attribution::is_title(self.word(*n)))
        };
        let before = (0..person.from).rev().take_while(titled).count();
        let from = person.from - before;
        let Some(last) = from.checked_sub(1) else {
            return false;
        };
        let signed = |n: usize| self.between(n, n + 1).contains([',', ';', ':', '(']);
        let says = |n: usize| attribution::is_saying(&self.word(n).to_lowercase());
        let begins = (0..last).rfind(|&n| signed(n)).map_or(0, |n| n + 1);
        // The man Brook fears most, Carl Dunn: the verb is part of what is said of him.
        let whom = listed(DETERMINERS, self.word(begins))
            && attribution::is_title(self.word(begins + 1))
            && self
                .people
                .iter()
                .any(|p| p.from == begins + 2 && !p.possessive);
        let first = (begins..last)
            .rfind(|&n| says(n) && !whom)
            .map_or(begins, |n| n + 1);
        let mut described = first.max(from.saturating_sub(DESCRIPTION))..from;
        let comma = self.between(last, from).trim() == ",";
        let whose = listed(DETERMINERS, self.word(described.start));
        comma && (whose || described.any(|n| attribution::is_title(self.word(n))))
    }

    /// Whether `person` is only where somebody is: a name that may be a place, behind a preposition.
    pub(super) fn is_where(&self, person: &Person) -> bool {
        listed(WHERE, self.before(person.from)) && !matches!(person.who, Who::Source(_))
    }
}
