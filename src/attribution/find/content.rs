//! A reading as a statement: its words, its form, and what makes it less than certain.
use super::{
    super::{
        clause::Clause,
        cue::Reading,
        language::Class,
        statement::{Found, Statement, Why},
    },
    reader::Reader,
};
use crate::{
    model::{Codebook, Form},
    text::Span,
};

impl Reader<'_> {
    /// The statement that `reading` is; its source spoke last from then on.
    pub(super) fn statement(&mut self, clause: Clause<'_>, reading: &Reading) -> Option<Statement> {
        let content: Vec<Span> = (reading.content.iter())
            .flat_map(|&(from, to)| parts(clause, from, to))
            .collect();
        if content.is_empty() {
            return None;
        }
        let cue = clause.span(reading.cue.0, reading.cue.1);
        let source = match reading.source {
            Some(phrase) => Some(self.found(clause, phrase)),
            None if reading.why == Why::Passive => Some(hidden(cue)),
            None if reading.why == Why::Noun => None,
            None => self.last.clone().map(|last| Found {
                guess: true,
                ..last
            }),
        };
        let form = clause.stretch.signs.form(content.iter().copied());
        let why = match reading.why {
            Why::Verb if form == Form::Direct => Why::Quotation,
            why => why,
        };
        let loose = (reading.hidden).then(|| loosened(clause, reading.cue));
        if source.is_some() {
            self.last.clone_from(&source);
        }
        Some(Statement {
            content,
            source,
            cue: Some(cue).filter(|cue| !cue.is_empty()),
            hedge: loose.flatten().into_iter().collect(),
            via: reading.hidden.then(|| hidden(cue)).into_iter().collect(),
            form,
            why,
        })
    }
}

/// Somebody whom the words at `cue` hide.
fn hidden(cue: Span) -> Found {
    Found {
        span: cue,
        name: cue,
        described: cue,
        id: Some(Codebook::UNNAMED.to_owned()),
        guess: false,
    }
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
    // They stand side by side: one at most covers it.
    let marks = &clause.stretch.marks;
    let first = marks.partition_point(|m| m.outer.end <= span.start);
    if let Some(mark) =
        (marks.get(first)).filter(|m| m.outer.covers(span) && span.covers(tidy(text, m.inner)))
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
pub(super) fn tidy(text: &str, span: Span) -> Span {
    let loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '—' | '–');
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(loose).len());
    let end = start + text[start..span.end].trim_end_matches(loose).len();
    Span::new(start, end)
}
