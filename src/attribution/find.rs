//! The statements of an article: paragraph by paragraph, so that nobody waits for more than is asked for.
use super::{
    clause::Clause,
    cue::{Reading, readings},
    language::{self, Class, Language},
    names::{Names, words_of},
    qualify::Qualifiers,
    statement::{Found, Statement, Why},
    token::{Stretch, Unit, together},
};
use crate::{
    model::{Article, Codebook, Form, SourceKind},
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
pub(super) const LOOK_BACK: usize = 4;

/// An article being read from the front.
pub(super) struct Reader<'a> {
    article: &'a Article,
    codebook: &'a Codebook,
    language: &'static Language,
    names: Names,
    /// Who spoke last.
    last: Option<Found>,
    /// The person named last.
    person: Option<Found>,
    /// The phrases that qualify, where there is a list of them.
    wording: Option<&'static Wording>,
    /// Whether statements inside statements are wanted too.
    nested: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(article: &'a Article, codebook: &'a Codebook) -> Option<Self> {
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
    pub(super) fn nested(self) -> Self {
        Self {
            nested: true,
            ..self
        }
    }

    /// The statements of the paragraphs that are read together with paragraph `n` (from 0), from it on; then the number of the next one.
    pub(super) fn read(&mut self, n: usize) -> (Vec<Statement>, usize) {
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

    fn paragraph_of(&self, span: Span) -> usize {
        self.article.paragraph_at(span.start)
    }

    fn statement(&mut self, clause: Clause<'_>, reading: &Reading) -> Option<Statement> {
        let content: Vec<Span> = (reading.content.iter())
            .flat_map(|&(from, to)| Self::parts(clause, from, to))
            .collect();
        if content.is_empty() {
            return None;
        }
        let cue = clause.span(reading.cue.0, reading.cue.1);
        let hidden = || Found {
            span: cue,
            name: cue,
            described: cue,
            id: Some(Codebook::UNNAMED.to_owned()),
            guess: false,
        };
        let source = match reading.source {
            Some(phrase) => Some(self.found(clause, phrase)),
            None if reading.why == Why::Passive => Some(hidden()),
            None => self.last.clone().map(|last| Found {
                guess: true,
                ..last
            }),
        };
        let form = clause.stretch.signs.form(content.iter().copied());
        let why = if form == Form::Direct && reading.why == Why::Verb {
            Why::Quotation
        } else {
            reading.why
        };
        let via = if reading.hidden {
            vec![hidden()]
        } else {
            Vec::new()
        };
        let hedge = (reading.hidden)
            .then(|| loosened(clause, reading.cue))
            .flatten();
        let hedge = hedge.into_iter().collect();
        self.last.clone_from(&source);
        Some(Statement {
            content,
            source,
            cue: Some(cue).filter(|cue| !cue.is_empty()),
            hedge,
            via,
            form,
            why,
        })
    }

    /// The words of the tokens `from..to`, paragraph by paragraph, the marks around the whole of it left out.
    fn parts(clause: Clause<'_>, from: usize, to: usize) -> Vec<Span> {
        let text = clause.stretch.text;
        let mut span = clause.span(from, to);
        let tokens = &clause.stretch.tokens;
        // A mark belongs to the words inside it as a whole.
        for n in [from, to.saturating_sub(1)] {
            if let Some(mark) = tokens.get(n).and_then(|t| clause.stretch.mark(t.mark)) {
                let opens = clause.opens_mark(from).is_some() || n > from;
                if opens || mark.outer.start >= span.start {
                    span = span.join(mark.outer);
                }
            }
        }
        if let Some(mark) = clause
            .stretch
            .marks
            .iter()
            .find(|m| m.outer.covers(span) && span.covers(tidy(text, m.inner)))
        {
            return mark
                .words()
                .iter()
                .map(|&part| tidy(text, part))
                .filter(|s| !s.is_empty())
                .collect();
        }
        let mut parts = Vec::new();
        for paragraph in &clause.stretch.paragraphs {
            let part = Span::new(span.start.max(paragraph.start), span.end.min(paragraph.end));
            if part.start < part.end {
                parts.push(tidy(text, part));
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    fn found(&self, clause: Clause<'_>, phrase: super::clause::Phrase) -> Found {
        let text = clause.stretch.text;
        let span = tidy(text, clause.span(phrase.from, phrase.to));
        let name = tidy(text, clause.span(phrase.head.0, phrase.head.1));
        let is_person =
            phrase.head.1 == phrase.head.0 + 1 && clause.is(phrase.head.0, Class::Person);
        if is_person {
            let several = clause.is(phrase.head.0, Class::Several);
            let who = if several { &self.last } else { &self.person };
            if let Some(person) = who {
                return Found {
                    span,
                    guess: true,
                    ..person.clone()
                };
            }
            return Found {
                span,
                name,
                described: span,
                id: None,
                guess: true,
            };
        }
        let id = self.known(text, name).or_else(|| self.known(text, span));
        let first = clause.token(phrase.head.0);
        let unnamed = id.is_none()
            && !(phrase.from..phrase.to).any(|n| {
                clause
                    .token(n)
                    .is_some_and(|t| t.capital && n > clause.unit.from)
            })
            && (phrase.from..phrase.to).any(|n| clause.is(n, Class::Unnamed))
            && first.is_some();
        Found {
            span,
            name: untitled(clause, phrase.head).map_or(name, |name| tidy(text, name)),
            described: span,
            id: id.or_else(|| unnamed.then(|| Codebook::UNNAMED.to_owned())),
            guess: false,
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

    /// Quotations that no cue governs: those that go on with the one before, and those of which nobody says whose they are.
    fn marks_alone(
        &mut self,
        clause: Clause<'_>,
        here: &mut Vec<Statement>,
        found: &mut [Statement],
    ) {
        let text = clause.stretch.text;
        let first = clause
            .stretch
            .marks
            .partition_point(|m| m.outer.end <= clause.unit.span.start);
        for mark in clause.stretch.marks[first..]
            .iter()
            .take_while(|m| m.outer.start < clause.unit.span.end)
        {
            let covered = here.iter().any(|s| {
                s.content.iter().any(|c| c.meets(mark.outer))
                    || s.source.as_ref().is_some_and(|f| f.span.meets(mark.outer))
            });
            if covered {
                continue;
            }
            let content: Vec<Span> = mark
                .words()
                .iter()
                .map(|&p| tidy(text, p))
                .filter(|s| !s.is_empty())
                .collect();
            let Some(&last) = content.last() else {
                continue;
            };
            let alone = clause.unit.span.start >= mark.outer.start
                && clause.unit.span.end <= mark.outer.end + 1;
            let whole = mark
                .inner
                .of(text)
                .trim_end()
                .ends_with(['.', '!', '?', '…']);
            if alone && whole {
                let last_name = self.last.as_ref().map(|f| f.name);
                let paragraph = self.paragraph_of(last);
                let mut near = (found.iter_mut().rev())
                    .take_while(|s| self.paragraph_of(s.extent()) == paragraph);
                let same = |s: &&mut Statement| {
                    s.form == Form::Direct
                        && s.cue.is_some()
                        && s.source.as_ref().map(|f| f.name) == last_name
                };
                if here.is_empty()
                    && let Some(before) = near.find(same)
                {
                    before.content.extend(content);
                    continue;
                }
            }
            if !Self::is_saying(clause, mark.inner) {
                continue;
            }
            let source = self.last.clone().map(|last| Found {
                guess: true,
                ..last
            });
            let form = Form::Direct;
            here.push(Statement {
                content,
                source,
                cue: None,
                hedge: Vec::new(),
                via: Vec::new(),
                form,
                why: Why::Marks,
            });
        }
    }

    /// Whether words in marks are somebody's words and not a title or a term.
    fn is_saying(clause: Clause<'_>, inner: Span) -> bool {
        let tokens = clause
            .stretch
            .tokens
            .iter()
            .filter(|t| inner.covers(t.span) && t.is_word());
        let (mut all, mut large) = (0, 0);
        for token in tokens {
            all += 1;
            large += usize::from(token.capital);
        }
        all >= 4 && large * 2 < all
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

    fn remember(&mut self, clause: Clause<'_>, here: &[Statement]) {
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

/// The adverbs of a passive: `initially` in `was initially reported`.
fn loosened(clause: Clause<'_>, cue: (usize, usize)) -> Option<Span> {
    let verb = (cue.0..cue.1).find(|&n| clause.token(n).is_some_and(|t| t.entry.verb.is_some()))?;
    let fixed = |n: usize| {
        clause.is(n, Class::Be) || clause.is(n, Class::Have) || clause.is(n, Class::Auxiliary)
    };
    let first = (cue.0..verb).find(|&n| !fixed(n))?;
    Some(clause.span(first, verb))
}

/// `span` without blanks, commas and full stops at its ends.
fn tidy(text: &str, span: Span) -> Span {
    let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '—' | '–');
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(loose).len());
    let end = start + text[start..span.end].trim_end_matches(loose).len();
    Span::new(start, end)
}
