//! Quotation marks that no cue governs.
use super::{
    super::{
        clause::Clause,
        statement::{Found, Statement, Why},
    },
    content::tidy,
    reader::Reader,
};
use crate::{
    model::Form,
    text::{Span, marks::Mark},
};

impl Reader<'_> {
    /// Quotations that no cue governs: those that go on with the one before, and those of which nobody says whose they are.
    pub(super) fn marks_alone(
        &self,
        clause: Clause<'_>,
        here: &mut Vec<Statement>,
        found: &mut [Statement],
    ) {
        let unit = clause.unit.span;
        let marks = &clause.stretch.marks;
        let first = marks.partition_point(|m| m.outer.end <= unit.start);
        for mark in marks[first..]
            .iter()
            .take_while(|m| m.outer.start < unit.end)
        {
            let covered = here.iter().any(|s| {
                s.content.iter().any(|c| c.meets(mark.outer))
                    || s.source.as_ref().is_some_and(|f| f.span.meets(mark.outer))
            });
            let content = words(clause, mark);
            if covered || content.is_empty() {
                continue;
            }
            let before = (here.is_empty() && is_alone(clause, mark))
                .then(|| self.goes_on(&content, found))
                .flatten();
            if let Some(before) = before {
                before.content.extend(content);
            } else if is_saying(clause, mark.inner) {
                here.push(self.unattributed(content));
            }
        }
    }

    /// The quotation of the same paragraph that goes on with `content`: one of who spoke last.
    fn goes_on<'s>(
        &self,
        content: &[Span],
        found: &'s mut [Statement],
    ) -> Option<&'s mut Statement> {
        let last = self.last.as_ref().map(|f| f.name);
        let paragraph = self.paragraph_of(*content.last()?);
        (found.iter_mut().rev())
            .take_while(|s| self.paragraph_of(s.extent()) == paragraph)
            .find(|s| {
                s.form == Form::Direct
                    && s.cue.is_some()
                    && s.source.as_ref().map(|f| f.name) == last
            })
    }

    /// A quotation of which only who spoke last tells whose it is.
    fn unattributed(&self, content: Vec<Span>) -> Statement {
        Statement {
            content,
            source: self.last.clone().map(|last| Found {
                guess: true,
                ..last
            }),
            cue: None,
            hedge: Vec::new(),
            via: Vec::new(),
            form: Form::Direct,
            why: Why::Marks,
        }
    }
}

/// The words in a mark.
fn words(clause: Clause<'_>, mark: &Mark) -> Vec<Span> {
    let tidied = mark.words();
    (tidied.iter())
        .map(|&part| tidy(clause.stretch.text, part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a unit is one quotation and nothing else, and that a whole sentence.
fn is_alone(clause: Clause<'_>, mark: &Mark) -> bool {
    let unit = clause.unit.span;
    let inner = mark.inner.of(clause.stretch.text).trim_end();
    unit.start >= mark.outer.start
        && unit.end <= mark.outer.end + 1
        && inner.ends_with(['.', '!', '?', '…'])
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
