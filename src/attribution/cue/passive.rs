//! Passives: who reports is hidden, or stands behind `by`.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class, Takes},
        statement::Why,
    },
    behind::{Behind, behind, leads_content},
    reading::Reading,
    verb::{leading, reach},
};

/// `Asked whether he would go, X left`: nobody is said to have asked.
pub(super) fn question(clause: Clause<'_>, group: usize, behind: &Behind) -> Option<Reading> {
    leading(clause, group, behind).map(|reading| Reading {
        source: None,
        why: Why::Passive,
        ..reading
    })
}

/// `X was said to`, `it is reported that`, `was called a fool by X`
pub(super) fn passive(
    clause: Clause<'_>,
    n: usize,
    group: usize,
    takes: &Takes,
) -> Option<Reading> {
    if clause.is(n + 1, Class::By) {
        return by_somebody(clause, n, group, takes);
    }
    if takes.may(After::Thing)
        && let Some(at) = charge(clause, n, takes)
    {
        return charged(clause, (group, n + 1), at, None);
    }
    if !(takes.may(After::Clause) || takes.may(After::That)) {
        return None;
    }
    if clause.is(n + 1, Class::To) {
        let passed = passed_on(clause, n, group, clause.phrase_before(group));
        return passed.or_else(|| {
            let content = vec![(n + 1, clause.reach(n + 1))];
            Reading::new(content, None, (group, n + 1), Why::Passive)
        });
    }
    let behind = behind(clause, n + 1, takes)?;
    let content = vec![(behind.from, clause.reach(behind.from))];
    Reading::new(content, None, (group, behind.cue), Why::Passive)
}

/// `was called a fool by X`, `was asked by X whether`: who says it stands behind the verb at token `n`.
fn by_somebody(clause: Clause<'_>, n: usize, group: usize, takes: &Takes) -> Option<Reading> {
    let source = without_charge(clause, clause.phrase_after(n + 2)?, takes);
    let cue = (group, n + 1);
    if takes.may(After::Infinitive) && clause.is(source.to, Class::To) {
        let content = vec![(source.to, clause.reach(source.to))];
        return Reading::new(content, Some(source), cue, Why::Verb);
    }
    if takes.may(After::Thing) && leads_content(clause, source.to, takes) {
        return charged(clause, cue, source.to, Some(source));
    }
    if takes.may(After::Thing) && !clause.is(source.to, Class::That) {
        return criticised(clause, cue, source);
    }
    let from = source.to + usize::from(clause.is(source.to, Class::That));
    if clause.sign(from).is_some() {
        return None;
    }
    Reading::new(
        vec![(from, clause.reach(from))],
        Some(source),
        cue,
        Why::Verb,
    )
}

/// The source without what the verb's preposition leads: `rivals` in `by rivals of hiding money`.
fn without_charge(clause: Clause<'_>, source: Phrase, takes: &Takes) -> Phrase {
    let charge = (source.from + 1..source.to)
        .find(|&n| takes.may(After::Thing) && leads_content(clause, n, takes));
    let to = charge.unwrap_or(source.to);
    Phrase {
        to,
        head: (source.head.0, source.head.1.min(to)),
        ..source
    }
}

/// The preposition that leads what the verb at token `n` charges somebody with, behind it or where it was said: `accused in court of lying`.
fn charge(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    /// How many words stand between, at most.
    const WORDS: usize = 8;
    if leads_content(clause, n + 1, takes) {
        return Some(n + 1);
    }
    let accuses = clause.is(n + 1, Class::Setting) && takes.prepositions.iter().any(|p| p == "of");
    let inside = |n: &usize| clause.token(*n).is_some_and(|t| t.is_word() && t.mark == 0);
    let mut near = (n + 2..n + WORDS).take_while(inside);
    near.find(|&n| {
        accuses && leads_content(clause, n, takes) && clause.word(n + 1).ends_with("ing")
    })
}

/// `X was accused of lying`, `X was accused by Y of lying`: the content stands behind the preposition at token `at`.
fn charged(
    clause: Clause<'_>,
    cue: (usize, usize),
    at: usize,
    source: Option<Phrase>,
) -> Option<Reading> {
    let content = vec![(at + 1, clause.reach(at + 1))];
    let why = if source.is_some() {
        Why::Verb
    } else {
        Why::Passive
    };
    Reading::new(content, source, cue, why)
}

/// `The plan was criticised by X`: what stands before is what is spoken of.
pub(super) fn criticised(
    clause: Clause<'_>,
    cue: (usize, usize),
    source: Phrase,
) -> Option<Reading> {
    let subject = clause.phrase_before(cue.0)?;
    Reading::new(
        vec![(subject.from, subject.to)],
        Some(source),
        (cue.0, cue.1 + 1),
        Why::Verb,
    )
}

/// `X is reported to have said`: X speaks, and somebody passes it on.
pub(super) fn passed_on(
    clause: Clause<'_>,
    n: usize,
    group: usize,
    subject: Option<Phrase>,
) -> Option<Reading> {
    let source = subject
        .filter(|s| !(s.to == s.from + 1 && clause.word(s.from).eq_ignore_ascii_case("it")))?;
    let verb = (n + 2..clause.unit.to.min(n + 6)).find(|&n| {
        !clause.is(n, Class::Have) && !clause.is(n, Class::Be) && !clause.is(n, Class::Adverb)
    })?;
    let takes = clause
        .token(verb)?
        .entry
        .verb
        .map(|(number, _)| clause.takes(number));
    let reading = |from: usize, cue: usize| Reading {
        content: vec![(from, reach(clause, group, from))],
        source: Some(source),
        cue: (group, cue),
        why: Why::Passive,
        hidden: true,
    };
    let done = clause.is(n + 2, Class::Have);
    let speaks = |takes: &&Takes| done || !takes.may(After::Thing) || takes.may(After::Clause);
    if let Some(behind) = (takes.filter(speaks)).and_then(|takes| behind(clause, verb + 1, takes)) {
        return Some(reading(behind.from, behind.cue));
    }
    // is reported to have raised the alarm that
    let noun = (verb + 1..clause.unit.to.min(verb + 5))
        .find(|&n| clause.token(n).is_some_and(|t| t.entry.noun.is_some()))?;
    Some(reading(verb, noun + 1))
}
