//! Colons that attribute: `Lee: We will go`, `Lee had some advice: “Go home.”`
use super::{
    super::{
        clause::{Clause, Phrase},
        language::Class,
        statement::Why,
    },
    reading::Reading,
};

/// `Lee had some advice: “Go home.”`: a quotation behind a colon that no verb of saying governs is the subject's.
pub(super) fn announced(clause: Clause<'_>, found: &[Reading]) -> Option<Reading> {
    let colon = (clause.unit.from..clause.unit.to)
        .find(|&n| clause.sign(n) == Some(':') && !clause.is_quoted(n))?;
    let from = clause.opens_mark(colon + 1).map(|_| colon + 1)?;
    let taken = |r: &Reading| r.content.iter().any(|&(a, b)| a <= from && from < b);
    if found.iter().any(taken) {
        return None;
    }
    let verb = (clause.unit.from..colon).find(|&n| {
        clause.is_finite(n)
            && !clause.is_quoted(n)
            && clause.phrase_before(clause.group(n)).is_some()
    })?;
    let group = clause.group(verb);
    Some(Reading {
        content: vec![(from, clause.reach(from))],
        source: clause.phrase_before(group),
        cue: (group, verb + 1),
        why: Why::Verb,
        hidden: false,
    })
}

/// `Lee: We will go`, `Lee on Brook: ‘No’`: a headline, or a line of a transcript, where the name is in capitals.
pub(super) fn headed(clause: Clause<'_>) -> Option<Reading> {
    /// How many tokens stand before the colon, at most; how many behind it, at least.
    const BEFORE: usize = 8;
    const BEHIND: usize = 3;
    let first = clause.unit.from;
    let colon =
        (first..clause.unit.to.min(first + BEFORE)).find(|&n| clause.sign(n) == Some(':'))?;
    let named = (first..colon).all(|n| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0
                && (t.is_word() || t.is_sign(','))
                && !t.is(Class::Rubric)
                && !t.is(Class::Hour)
                && !t
                    .span
                    .of(clause.stretch.text)
                    .starts_with(|c: char| c.is_ascii_digit())
                && (n == first || !clause.is_finite(n))
        })
    });
    let to = (first + 1..colon)
        .find(|&n| clause.is(n, Class::Preposition))
        .unwrap_or(colon);
    let last = clause.token(to.checked_sub(1).filter(|&n| n >= first)?)?;
    let known = last.is(Class::People) || last.is(Class::Survey) || last.is(Class::Unnamed);
    let name = last.capital && (last.entry.is_unknown() || known);
    let loud = clause.word(first).len() > 2 && !clause.word(first).contains(char::is_lowercase);
    let open = clause.sign(clause.unit.to - 1) != Some('.');
    let begins = clause.token(first)?.is(Class::Pronoun) || clause.is(first, Class::Preposition);
    let fits =
        named && (name || known) && !begins && (open || loud) && clause.unit.to > colon + BEHIND;
    fits.then(|| Reading {
        content: vec![(colon + 1, clause.unit.to)],
        source: Some(Phrase {
            from: first,
            to,
            head: (first, to),
        }),
        cue: (colon, colon),
        why: Why::Colon,
        hidden: false,
    })
}
