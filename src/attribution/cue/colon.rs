//! Colons that attribute: `Lee: We will go`, `Lee had some advice: “Go home.”`
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class},
        statement::Why,
    },
    reading::Reading,
};

/// `Lee had some advice: “Go home.”`: a quotation behind a colon that no verb of saying governs is the subject's.
pub(super) fn announced(clause: Clause<'_>, found: &[Reading]) -> Option<Reading> {
    let colon = (clause.unit.from..clause.unit.to)
        .find(|&n| clause.sign(n) == Some(':') && !clause.is_quoted(n))?;
    let from = colon + 1;
    if clause.opens_mark(from).is_none() && !(tells(clause, colon) && clause.begins_clause(from)) {
        return None;
    }
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
    Reading::new(
        vec![(from, clause.reach(from))],
        clause.phrase_before(group),
        (group, verb + 1),
        Why::Verb,
    )
}

/// Whether a noun that attributes a clause stands before the colon at token `colon`: `Her message was simple:`.
fn tells(clause: Clause<'_>, colon: usize) -> bool {
    (clause.unit.from..colon).any(|n| {
        let noun = clause
            .token(n)
            .filter(|t| t.mark == 0)
            .and_then(|t| t.entry.noun);
        noun.is_some_and(|number| clause.takes(number).may(After::That)) && clause.is_noun_like(n)
    })
}

/// `Lee: We will go`, `Lee on Brook: ‘No’`: a headline, or a line of a transcript, where the name is in capitals.
pub(super) fn headed(clause: Clause<'_>) -> Option<Reading> {
    /// How many tokens stand before the colon, at most; how many behind it, at least.
    const BEFORE: usize = 8;
    const BEHIND: usize = 3;
    let (from, end) = (clause.unit.from, clause.unit.to);
    let colon = (from..end.min(from + BEFORE)).find(|&n| clause.sign(n) == Some(':'))?;
    let preposition = (from + 1..colon).find(|&n| clause.is(n, Class::Preposition));
    let to = preposition.unwrap_or(colon);
    let loud = clause.word(from).len() > 2 && !clause.word(from).contains(char::is_lowercase);
    let open = clause.sign(end - 1) != Some('.');
    let fits = (open || loud) && end > colon + BEHIND && names_somebody(clause, (from, to), colon);
    let source = Phrase {
        from,
        to,
        head: (from, to),
    };
    let content = if fits {
        vec![(colon + 1, end)]
    } else {
        Vec::new()
    };
    Reading::new(content, Some(source), (colon, colon), Why::Colon)
}

/// Whether the tokens `from..to` before the colon at token `colon` name somebody who speaks, and nothing but who.
fn names_somebody(clause: Clause<'_>, (from, to): (usize, usize), colon: usize) -> bool {
    let named = |n: usize| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0
                && (t.is_word() || t.is_sign(','))
                && !t.is(Class::Rubric)
                && !t.is(Class::Hour)
                && !clause.word(n).starts_with(|c: char| c.is_ascii_digit())
                && (n == from || !clause.is_finite(n))
        })
    };
    let last = to
        .checked_sub(1)
        .filter(|&n| n >= from)
        .and_then(|n| clause.token(n));
    let somebody = last.is_some_and(|t| {
        t.is(Class::People)
            || t.is(Class::Survey)
            || t.is(Class::Unnamed)
            || t.capital && t.entry.is_unknown()
    });
    somebody
        && (from..colon).all(named)
        && !clause.is(from, Class::Pronoun)
        && !clause.is(from, Class::Preposition)
}
