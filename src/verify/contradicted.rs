//! Whether the one whom a draft names is the one who speaks in the article, may be, or cannot be.
use super::{
    finding::Verdict,
    judge::Bench,
    quotation::Quotation,
    speaker::{Verb, Voice, Who},
};
use crate::{
    attribution::{
        Why, is_full_name_in, is_german, is_no_person_in, is_surname, may_be_same, propose,
        words_of,
    },
    model::{Article, Body, Codebook, Dossier, Source, SourceKind},
    text::{Span, fold::is_mark},
};

impl Bench<'_> {
    /// Whether `voice` is one of `speakers`, whose words stand at `place`, the number of an entry and the bytes there. The article's own
    /// voice is contradicted only by somebody who is said to speak; nobody by whoever may be the same one, or who only passes the words on. Of
    /// several speakers one is contradicted by the words that are only the others'.
    pub(super) fn verdict(
        &self,
        quotation: &Quotation,
        place: (usize, Span),
        voice: &Voice,
        speakers: &[String],
    ) -> Verdict {
        let Some((who, _)) = voice.who else {
            return Verdict::Unknown;
        };
        let entry = &self.entries[place.0];
        let dossier = &self.dossiers[entry.dossier];
        let codebook = dossier.codebook();
        let source = |number: usize| &codebook.sources[number];
        if let Who::Source(number) = who
            && speakers.contains(&source(number).id)
        {
            let alone = speakers.len() == 1 || self.says_all(place.0, place.1, &source(number).id);
            // Brook and Dunn said: of Dunn nobody knows.
            let together = voice.with.iter().all(|&n| speakers.contains(&source(n).id));
            return match alone {
                true if together => Verdict::Ok,
                true => Verdict::Unknown,
                false => Verdict::Other,
            };
        }
        let others = voice.others.iter().map(|&number| &source(number).id);
        let may_be_other = others.into_iter().any(|id| speakers.contains(id));
        let own = speakers.iter().all(|id| id == Codebook::ARTICLE);
        if may_be_other || (own && !voice.says) {
            return Verdict::Unknown;
        }
        let named = self.certain(quotation, place.0, voice);
        let contradicts = |named: Named<'_>| self.contradicts(&named, place, voice, speakers);
        if named.is_some_and(contradicts) {
            Verdict::Other
        } else {
            Verdict::Unknown
        }
    }

    /// Whom `voice` names for certain, for words of the entry with the number `entry`: what may be no person is one where it stands in full
    /// elsewhere.
    fn certain<'a>(
        &'a self,
        quotation: &Quotation,
        entry: usize,
        voice: &Voice,
    ) -> Option<Named<'a>> {
        let (who, place) = voice.who?;
        let draft = &self.drafts[quotation.draft].text;
        let entry = &self.entries[entry];
        let dossier = &self.dossiers[entry.dossier];
        let codebook = dossier.codebook();
        let name = place.of(draft);
        let full = || {
            let single = !name.contains(char::is_whitespace);
            single && (is_full_name_in(name, draft) || is_full_name_in(name, entry.text()))
        };
        match who {
            Who::Source(number) => codebook.sources.get(number).map(Named::Source),
            Who::Party(number) => (codebook.parties.get(number)).map(|p| Named::Party(&p.id)),
            Who::Stranger(clear) => {
                let person = clear || full() || is_surname_in(place, draft, voice, dossier);
                (voice.verb != Some(Verb::Reports) && person).then_some(Named::Person(name))
            }
        }
    }

    /// Whether `named` cannot be whose words stand at `place`.
    fn contradicts(
        &self,
        named: &Named<'_>,
        place: (usize, Span),
        voice: &Voice,
        speakers: &[String],
    ) -> bool {
        let entry = &self.entries[place.0];
        let codebook = self.dossiers[entry.dossier].codebook();
        if speakers.is_empty() {
            let said = self.article_says(place);
            return said.is_some_and(|said| named.contradicts_article(&said, entry.article));
        }
        let mut sources = speakers
            .iter()
            .filter_map(|id| codebook.source(id))
            .peekable();
        if sources.peek().is_none() {
            return named.contradicts_author(entry.article, voice.writes());
        }
        sources.all(|actual| named.contradicts(actual, voice.says))
            && !named.is_one_of(&self.passes_on(place), codebook)
    }

    /// The ids of those who pass on the words at `place`.
    fn passes_on(&self, (entry, span): (usize, Span)) -> Vec<&str> {
        let entry = &self.entries[entry];
        let dossier: &Dossier = &self.dossiers[entry.dossier];
        let quotes = dossier.in_article(entry.number).iter();
        let via = quotes.filter_map(|&id| {
            let here = dossier.span(id)?.meets(span);
            let record = dossier.record(id);
            record
                .extra
                .via
                .as_ref()
                .filter(|_| here && matches!(record.body, Body::Quote(_)))
        });
        via.flatten().map(|passed| passed.id.as_str()).collect()
    }

    /// Who says the words at `place` as the article reads, where it names somebody: the name, and the words around it.
    fn article_says(&self, place: (usize, Span)) -> Option<Said<'_>> {
        self.proposed(place).or_else(|| self.beside(place))
    }

    /// The same as it is read in a language whose grammar is known.
    fn proposed(&self, (entry, span): (usize, Span)) -> Option<Said<'_>> {
        let entry = &self.entries[entry];
        let codebook = self.dossiers[entry.dossier].codebook();
        let proposal = propose(entry.article, codebook, &[span])?;
        let told = [Why::Quotation, Why::Verb, Why::According, Why::Colon];
        let sure = proposal.why.is_some_and(|why| told.contains(&why));
        let found = proposal.source.filter(|found| sure && !found.guess)?;
        let (text, name) = (entry.text(), found.name.of(entry.text()));
        let source = found.id.as_deref().and_then(|id| codebook.source(id));
        let stranger = found.id.is_none() && is_full_name_in(name.rsplit(' ').next()?, text);
        let name = known_person(source).or(stranger.then_some(name))?;
        Some(Said {
            name,
            phrase: found.span.of(text),
        })
    }

    /// The same as a draft is read, in any language.
    fn beside(&self, (entry, span): (usize, Span)) -> Option<Said<'_>> {
        let entry = &self.entries[entry];
        let text = entry.text();
        let cast = &self.casts[entry.dossier];
        let (who, phrase) = cast.speaker_beside(text, &entry.sides(span)?, span)?.who?;
        let phrase = phrase.of(text);
        let name = match who {
            Who::Source(number) => {
                let codebook = self.dossiers[entry.dossier].codebook();
                known_person(codebook.sources.get(number))?
            }
            Who::Party(_) => return None,
            Who::Stranger(clear) => {
                Some(phrase).filter(|name| clear || is_full_name_in(name, text))?
            }
        };
        Some(Said { name, phrase })
    }
}

/// Whether the word of `draft` at `place`, which stands in full nowhere, is a person's name for certain: the subject of a verb of saying, a
/// surname by itself and in all the draft, and nowhere in the articles of `dossier`, which might mean it otherwise.
fn is_surname_in(place: Span, draft: &str, voice: &Voice, dossier: &Dossier) -> bool {
    /// Letters of such a name, at least.
    const SURNAME: usize = 4;
    /// Bytes before it by which the language is known: in German every noun has a capital.
    const NEAR: usize = 60;
    let name = place.of(draft);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let whole = letters >= SURNAME && letters == name.chars().count();
    let before = draft[..place.start].trim_end_matches(|c: char| c == ' ' || is_mark(c));
    let near = draft.ceil_char_boundary(place.start.saturating_sub(NEAR));
    let near = draft[near..place.end].to_lowercase();
    let begins = before.is_empty()
        || before.ends_with(['.', '!', '?', '…', ':', '\n'])
        || is_german(&words_of(&near, Span::new(0, near.len())));
    let small = name.to_lowercase();
    let known = |article: &Article| article.text.to_lowercase().contains(&small);
    let speaks = voice.verb == Some(Verb::Says) && whole && is_surname(name, begins);
    speaks && !is_no_person_in(name, draft) && !dossier.articles().iter().any(known)
}

/// The name of `source`, if it is a person.
fn known_person(source: Option<&Source>) -> Option<&str> {
    let person = |source: &&Source| is_person(source);
    source.filter(person).map(|source| source.name.as_str())
}

const fn is_person(source: &Source) -> bool {
    matches!(source.kind, SourceKind::Person | SourceKind::Spokesperson)
}

/// Whom an article names beside some words.
struct Said<'a> {
    name: &'a str,
    /// The words that name and describe them.
    phrase: &'a str,
}

/// Somebody whom a draft names for certain.
enum Named<'a> {
    Source(&'a Source),
    /// The party with this id.
    Party(&'a str),
    /// Somebody who is in no codebook.
    Person(&'a str),
}

impl Named<'_> {
    /// Whether this cannot be `actual`, nor speak for it; a person who is only named, and not said to speak, may for those of the same party.
    fn contradicts(&self, actual: &Source, says: bool) -> bool {
        let party = actual.party.as_ref().map(|party| party.id.as_str());
        match self {
            Self::Source(source) => {
                let own = source.party.as_ref().map(|party| party.id.as_str());
                let speaks = is_person(source) && (says || is_person(actual));
                speaks || own.is_none() || own != party
            }
            Self::Party(id) => Some(*id) != party,
            Self::Person(name) => {
                let called = std::iter::once(&actual.name).chain(&actual.aka);
                let told = [&actual.role, &actual.org].into_iter().flatten();
                !called.chain(told).any(|other| may_be_same(name, other))
            }
        }
    }

    /// Whether this is one of the sources `ids`.
    fn is_one_of(&self, ids: &[&str], codebook: &Codebook) -> bool {
        ids.iter().any(|id| match self {
            Self::Source(source) => source.id == *id,
            Self::Party(_) => false,
            Self::Person(name) => codebook
                .source(id)
                .is_some_and(|source| may_be_same(name, &source.name)),
        })
    }

    /// Whether this cannot be the one who wrote `article`; of somebody who only `writes` words nobody knows where no author is.
    fn contradicts_author(&self, article: &Article, writes: bool) -> bool {
        let Self::Person(name) = self else {
            return true;
        };
        let known: Vec<&String> = [&article.author, &article.publisher]
            .into_iter()
            .flatten()
            .collect();
        let same = known.iter().any(|other| may_be_same(name, other));
        !same && (!writes || article.author.is_some())
    }

    /// Whether this cannot be the one whom the article names beside the words.
    fn contradicts_article(&self, said: &Said<'_>, article: &Article) -> bool {
        let Said {
            name: other,
            phrase,
        } = *said;
        let differs = |name: &str| !may_be_same(name, other) && !may_be_same(name, phrase);
        match self {
            Self::Source(source) => {
                let called = std::iter::once(&source.name).chain(&source.aka);
                is_person(source) && called.into_iter().all(|name| differs(name))
            }
            Self::Party(_) => false,
            Self::Person(name) => differs(name) && self.contradicts_author(article, false),
        }
    }
}
