//! Passives: who reports is hidden, or stands behind `by`.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class, Takes},
        statement::Why,
    },
    behind::{Behind, behind},
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
    let subject = clause.phrase_before(group);
    if clause.is(n + 1, Class::By) {
        let source = without_charge(clause, clause.phrase_after(n + 2)?, takes);
        if takes.may(After::Thing) && leads_content(clause, source.to, takes) {
            return Some(charged(clause, (group, n + 1), source.to, Some(source)));
        }
        if takes.may(After::Thing) && !clause.is(source.to, Class::That) {
            return criticised(clause, (group, n + 1), source);
        }
        let from = source.to + usize::from(clause.is(source.to, Class::That));
        let content = vec![(from, clause.reach(from))];
        let empty = clause.sign(from).is_some() || content[0].0 >= content[0].1;
        return (!empty).then_some(Reading {
            content,
            source: Some(source),
            cue: (group, n + 1),
            why: Why::Verb,
            hidden: false,
        });
    }
    if takes.may(After::Thing) && leads_content(clause, n + 1, takes) {
        return Some(charged(clause, (group, n + 1), n + 1, None));
    }
    if !(takes.may(After::Clause) || takes.may(After::That)) {
        return None;
    }
    if clause.is(n + 1, Class::To) {
        if let Some(reading) = passed_on(clause, n, group, subject) {
            return Some(reading);
        }
        let content = vec![(n + 1, clause.reach(n + 1))];
        return Some(Reading {
            content,
            source: None,
            cue: (group, n + 1),
            why: Why::Passive,
            hidden: false,
        });
    }
    let behind = behind(clause, n + 1, takes)?;
    let content = vec![(behind.from, clause.reach(behind.from))];
    Some(Reading {
        content,
        source: None,
        cue: (group, behind.cue),
        why: Why::Passive,
        hidden: false,
    })
}

/// Whether token `n` is a preposition that a content may begin with.
pub(super) fn leads_content(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    let same = |p: &String| clause.word(n).eq_ignore_ascii_case(p);
    takes.prepositions.iter().any(same)
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

/// `X was accused of lying`, `X was accused by Y of lying`: the content stands behind the preposition at token `at`.
fn charged(clause: Clause<'_>, cue: (usize, usize), at: usize, source: Option<Phrase>) -> Reading {
    let content = vec![(at + 1, clause.reach(at + 1))];
    let why = if source.is_some() {
        Why::Verb
    } else {
        Why::Passive
    };
    Reading {
        content,
        source,
        cue,
        why,
        hidden: false,
    }
}

/// `The plan was criticised by X`: what stands before is what is spoken of.
pub(super) fn criticised(
    clause: Clause<'_>,
    cue: (usize, usize),
    source: Phrase,
) -> Option<Reading> {
    let subject = clause.phrase_before(cue.0)?;
    Some(Reading {
        content: vec![(subject.from, subject.to)],
        source: Some(source),
        cue: (cue.0, cue.1 + 1),
        why: Why::Verb,
        hidden: false,
    })
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
