//! The statements of an article: paragraph by paragraph, so that nobody waits for more than is asked for.
use super::super::{
    clause::Clause,
    cue::{Reading, readings},
    language::{self, Class, Language},
    names::Names,
    qualify::Qualifiers,
    statement::{Found, Statement},
    token::{Stretch, Unit, together},
};
use crate::{
    model::{Article, Codebook},
    text::Span,
    wording::{self, Wording},
};

/// Every attributed statement of `article` that we recognise, in text order; none where its language has no list.
#[must_use]
pub fn statements(article: &Article, codebook: &Codebook) -> Vec<Statement> {
    let Some(mut reader) = Reader::new(article, codebook) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut n = 0;
    while n < article.paragraphs.len() {
        let (more, next) = reader.read(n);
        found.extend(more);
        n = next;
    }
    found
}

/// How many paragraphs before the one asked for are read to know who spoke last.
pub(in crate::attribution) const LOOK_BACK: usize = 4;

/// An article being read from the front.
pub(in crate::attribution) struct Reader<'a> {
    pub(super) article: &'a Article,
    pub(super) codebook: &'a Codebook,
    pub(super) language: &'static Language,
    pub(super) names: Names,
    /// Who spoke last.
    pub(super) last: Option<Found>,
    /// The person named last.
    pub(super) person: Option<Found>,
    /// The phrases that qualify, where there is a list of them.
    pub(super) wording: Option<&'static Wording>,
    /// Whether statements inside statements are wanted too.
    pub(super) nested: bool,
}

impl<'a> Reader<'a> {
    pub(in crate::attribution) fn new(
        article: &'a Article,
        codebook: &'a Codebook,
    ) -> Option<Self> {
        Some(Self {
            article,
            codebook,
            language: language::of(article.lang.as_deref())?,
            names: Names::new(codebook),
            last: None,
            person: None,
            wording: wording::of(article.lang.as_deref()),
            nested: false,
        })
    }

    /// The same, which gives the statements inside statements too.
    pub(in crate::attribution) fn nested(self) -> Self {
        Self {
            nested: true,
            ..self
        }
    }

    /// The statements of the paragraphs that are read together with paragraph `n` (from 0), from it on; then the number of the next one.
    pub(in crate::attribution) fn read(&mut self, n: usize) -> (Vec<Statement>, usize) {
        let range = n..together(self.article, n).end;
        let next = range.end;
        let stretch = Stretch::new(self.article, range, self.language);
        let mut found: Vec<Statement> = Vec::new();
        for &unit in &stretch.units {
            let clause = Clause {
                stretch: &stretch,
                language: self.language,
                unit,
            };
            let mut here: Vec<Statement> = Vec::new();
            let mut nested: Vec<Statement> = Vec::new();
            let mut qualifiers: Option<Qualifiers> = None;
            for reading in readings(clause) {
                let Some(mut statement) = self.statement(clause, &reading) else {
                    continue;
                };
                if let Some(wording) = self.wording {
                    (qualifiers.get_or_insert_with(|| {
                        Qualifiers::new(clause.stretch.text, unit.span, wording)
                    }))
                    .qualify(clause.stretch.text, &mut statement);
                }
                if self.nested {
                    nested.extend(self.inner(clause, &reading, &statement));
                }
                here.push(statement);
            }
            self.marks_alone(clause, &mut here, &mut found);
            self.remember(clause, &here);
            found.extend(here);
            found.extend(nested);
        }
        found.sort_by_key(|s| (s.extent().start, s.extent().end));
        (found, next)
    }

    /// The statements inside the content of `outer`, which passes them on.
    fn inner(
        &mut self,
        clause: Clause<'_>,
        reading: &Reading,
        outer: &Statement,
    ) -> Vec<Statement> {
        let before = (self.last.clone(), self.person.clone());
        let mut found = Vec::new();
        for &(from, to) in &reading.content {
            let unit = Unit {
                from,
                to,
                span: clause.span(from, to),
            };
            let within = Clause { unit, ..clause };
            // What somebody says, others only interpret: What she is saying is that.
            if within.is(from, Class::Question) {
                continue;
            }
            for reading in readings(within) {
                if let Some(mut statement) = self.statement(within, &reading) {
                    let passes = outer.via.iter().cloned().chain(outer.source.clone());
                    statement.via.splice(0..0, passes);
                    found.push(statement);
                }
            }
        }
        (self.last, self.person) = before;
        found
    }

    /// The number (from 1) of the paragraph that the words at `span` begin in.
    pub(super) fn paragraph_of(&self, span: Span) -> usize {
        self.article.paragraph_at(span.start)
    }
}
