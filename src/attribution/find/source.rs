//! Who says something: a name, a role, a pronoun that stands for one of them.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::Class,
        names::words_of,
        statement::{Found, Statement},
    },
    content::tidy,
    reader::Reader,
};
use crate::{
    model::{Codebook, SourceKind},
    text::Span,
};

impl Reader<'_> {
    /// Whom `phrase` names.
    pub(super) fn found(&self, clause: Clause<'_>, phrase: Phrase) -> Found {
        let text = clause.stretch.text;
        let span = tidy(text, clause.span(phrase.from, phrase.to));
        let (first, end) = phrase.head;
        let name = tidy(text, clause.span(first, end));
        if end == first + 1 && clause.is(first, Class::Person) {
            return self.meant(span, name, clause.is(first, Class::Several));
        }
        let id = self.known(text, name).or_else(|| self.known(text, span));
        let named = || (phrase.from..phrase.to).any(|n| clause.is_name(n));
        let hides = || (phrase.from..phrase.to).any(|n| clause.is(n, Class::Unnamed));
        let unnamed = || (!named() && hides()).then(|| Codebook::UNNAMED.to_owned());
        Found {
            span,
            name: untitled(clause, phrase.head).map_or(name, |name| tidy(text, name)),
            described: span,
            id: id.or_else(unnamed),
            guess: false,
        }
    }

    /// Whom a pronoun at `span` stands for: who spoke last, or the person named last.
    fn meant(&self, span: Span, name: Span, several: bool) -> Found {
        let who = if several { &self.last } else { &self.person };
        match who {
            Some(person) => Found {
                span,
                guess: true,
                ..person.clone()
            },
            None => Found {
                span,
                name,
                described: span,
                id: None,
                guess: true,
            },
        }
    }

    /// The source of the codebook that the words at `span` name first.
    fn known(&self, text: &str, span: Span) -> Option<String> {
        let words = words_of(text, span);
        let mentions = self.names.mentions(&words);
        let mention = mentions
            .iter()
            .find(|m| !m.possessive || m.to + 1 >= words.len())?;
        Some(self.codebook.sources.get(mention.source)?.id.clone())
    }

    /// Whether `source` may be what `he` or `she` stands for.
    fn is_person(&self, source: &Found, text: &str) -> bool {
        if let Some(known) = source.id.as_deref().and_then(|id| self.codebook.source(id)) {
            return matches!(known.kind, SourceKind::Person | SourceKind::Spokesperson);
        }
        let name = source.name.of(text);
        let is = |word: &str, class| self.language.look_up(&word.to_lowercase()).is(class);
        let last = name.rsplit(' ').next().unwrap_or("");
        let several = name.split(' ').any(|word| is(word, Class::Coordinator));
        let first = name.split(' ').next().unwrap_or("");
        let named = last.starts_with(char::is_uppercase) && !is(first, Class::Determiner);
        is(last, Class::People) || (named && !several)
    }

    /// Keeps in mind who was named last, as a source of `here` or in a unit without statements.
    pub(super) fn remember(&mut self, clause: Clause<'_>, here: &[Statement]) {
        for statement in here {
            let Some(source) = &statement.source else {
                continue;
            };
            let named = !source.guess && self.is_person(source, clause.stretch.text);
            if named && source.id.as_deref() != Some(Codebook::UNNAMED) {
                self.person = Some(source.clone());
            }
        }
        if here.is_empty() {
            let text = clause.stretch.text;
            let words = words_of(text, clause.unit.span);
            if let Some(mention) = self.names.mentions(&words).first() {
                let span = words[mention.from].span.join(words[mention.to - 1].span);
                let id = self
                    .codebook
                    .sources
                    .get(mention.source)
                    .map(|s| s.id.clone());
                self.person = Some(Found {
                    span,
                    name: span,
                    described: span,
                    id,
                    guess: true,
                });
            }
        }
    }
}

/// The name without what its bearer is: `Ida Roos` of `Transport Minister Ida Roos`; nothing where less than two words are left.
fn untitled(clause: Clause<'_>, (from, to): (usize, usize)) -> Option<Span> {
    let title = (from..to).rfind(|&n| clause.is(n, Class::People))?;
    let large = |n: usize| clause.token(n).is_some_and(|token| token.capital);
    (title + 2 < to && (title..to).all(large)).then(|| clause.span(title + 1, to))
}
