//! The cues of a unit: which words attribute, to whom, and where what they attribute begins and ends.
use super::{
    aside::asides,
    behind::{Behind, behind, past_time},
    clause::{Clause, Phrase},
    language::{After, Class, Shape, Takes},
    statement::Why,
    token::Token,
};

/// A statement as tokens of a unit.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The content, as ranges of tokens.
    pub(super) content: Vec<(usize, usize)>,
    pub(super) source: Option<Phrase>,
    pub(super) cue: (usize, usize),
    pub(super) why: Why,
    /// Nobody is said to have passed it on.
    pub(super) hidden: bool,
}

/// The statements of a unit, in text order.
pub(super) fn readings(clause: Clause<'_>) -> Vec<Reading> {
    let mut found = asides(clause);
    let taken: Vec<(usize, usize)> = found.iter().map(extent).collect();
    let mut n = clause.unit.from;
    while n < clause.unit.to {
        if let Some(&(_, to)) = taken.iter().find(|&&(from, to)| from <= n && n < to) {
            n = to;
            continue;
        }
        let free = |reading: &Reading| {
            let (from, to) = extent(reading);
            !taken
                .iter()
                .any(|&(a, b)| a < to && from < b && !inside_source(reading, (a, b)))
        };
        let fresh = |reading: &Reading| {
            let told = found.iter().flat_map(|r| &r.content);
            told.copied().all(|(a, b)| {
                reading
                    .content
                    .iter()
                    .all(|&(from, to)| !(a < to && from < b))
            })
        };
        let Some(reading) = forward(clause, n, &found).filter(free).filter(fresh) else {
            n += 1;
            continue;
        };
        let (_, to) = extent(&reading);
        n = to.max(n + 1);
        found.push(reading);
    }
    found.extend(announced(clause, &found));
    found.sort_by_key(|r| r.content.first().map_or(r.cue.0, |c| c.0));
    found
}

/// `Lee had some advice: “Go home.”`: a quotation behind a colon that no verb of saying governs is the subject's.
fn announced(clause: Clause<'_>, found: &[Reading]) -> Option<Reading> {
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

/// Whether what is taken is no more than the source that a reading shares.
fn inside_source(reading: &Reading, taken: (usize, usize)) -> bool {
    let mut own = reading.content.iter().copied().chain([reading.cue]);
    own.all(|part| !(taken.0 < part.1 && part.0 < taken.1))
}

/// The tokens a reading covers with all its parts.
pub(super) fn extent(reading: &Reading) -> (usize, usize) {
    let source = reading.source.map(|s| (s.from, s.to));
    let parts = reading
        .content
        .iter()
        .copied()
        .chain([reading.cue])
        .chain(source);
    parts.fold((usize::MAX, 0), |(from, to), part| {
        (from.min(part.0), to.max(part.1))
    })
}

/// A cue at token `n` with its content behind it.
fn forward(clause: Clause<'_>, n: usize, found: &[Reading]) -> Option<Reading> {
    let token = clause.token(n).filter(|t| t.mark == 0)?;
    let reading = (token.entry.adjective)
        .and_then(|number| adjective(clause, n, clause.takes(number)))
        .or_else(|| {
            let (number, shape) = token.entry.verb?;
            verb(clause, n, clause.takes(number), shape, found)
        })
        .or_else(|| noun(clause, n, clause.takes(token.entry.noun?)))?;
    (reading.content.iter().any(|(from, to)| from < to)).then_some(reading)
}

fn verb(
    clause: Clause<'_>,
    n: usize,
    takes: &Takes,
    shape: Shape,
    found: &[Reading],
) -> Option<Reading> {
    let group = clause.group(n);
    let is_passive = (group..n).any(|n| clause.is(n, Class::Be))
        && matches!(shape, Shape::Finite | Shape::Participle);
    if clause.is_noun_like(n) && group == n {
        return None;
    }
    let having = (group..n).any(|n| clause.is(n, Class::Have) && clause.word(n).ends_with("ing"));
    let asked = group == clause.unit.from
        && shape == Shape::Finite
        && !clause.language.grammar.comma_before_clause;
    if asked && takes.may(After::Question) {
        let behind = behind(clause, n + 1, takes).filter(|b| clause.is(b.from, Class::Question))?;
        return question(clause, group, &behind);
    }
    if having || asked {
        return None;
    }
    if is_passive {
        return passive(clause, n, group, takes);
    }
    if shape == Shape::Participle && !(group..n).any(|n| clause.is(n, Class::Have)) {
        return None;
    }
    let behind = behind(clause, n + 1, takes)?;
    let content = vec![(behind.from, reach(clause, group, behind.from))];
    let leads = shape == Shape::Gerund
        && (clause.unit.from..group)
            .all(|n| clause.is(n, Class::Subordinator) || clause.is(n, Class::Preposition));
    if leads && takes.may(After::Thing) && !takes.may(After::Clause) {
        return None;
    }
    if leads {
        return leading(clause, group, &behind);
    }
    let shared = || {
        found
            .iter()
            .rfind(|r| r.why != Why::Noun)
            .and_then(|r| r.source)
            .or_else(|| subject_of(clause, n))
    };
    let inverts = clause.language.grammar.comma_before_clause;
    let source = match shape {
        _ if inverts => subject_beside(clause, n, group),
        Shape::Gerund if let Some(subject) = subject_along(clause, group) => Some(subject),
        Shape::Gerund if group == n || !(group..n).any(|n| clause.is(n, Class::Be)) => shared(),
        _ if group > clause.unit.from && clause.is(group - 1, Class::To) => {
            subject_of(clause, group - 1)
        }
        _ if group > clause.unit.from && clause.is(group - 1, Class::Coordinator) => shared(),
        _ => clause.phrase_before(group),
    };
    let only_thing = takes.may(After::Thing) && !takes.may(After::Clause);
    if only_thing && group > clause.unit.from && clause.is(group - 1, Class::To) {
        return None;
    }
    if source.is_none()
        && (shape == Shape::Base || takes.may(After::Thing) && !takes.may(After::Clause))
    {
        return None;
    }
    Some(Reading {
        content,
        source,
        cue: (group, behind.cue),
        why: Why::Verb,
        hidden: false,
    })
}

/// The subject of its own that the form in -ing at token `n` has: `with Lee saying`.
fn subject_along(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    /// How many words such a subject has, at most.
    const WORDS: usize = 6;
    let lowest = clause.unit.from.max(n.saturating_sub(WORDS));
    let along = (lowest..n)
        .rev()
        .take_while(|&n| clause.token(n).is_some_and(|t| t.is_word() && t.mark == 0))
        .find(|&at| clause.is(at, Class::Along))?;
    let from = along + 1;
    (from < n).then_some(Phrase {
        from,
        to: n,
        head: (from, n),
    })
}

/// The subject where it may stand on either side of the verb: `Am Montag sagte sie`.
fn subject_beside(clause: Clause<'_>, n: usize, group: usize) -> Option<Phrase> {
    let before = clause.phrase_before(group);
    let adverbial = |phrase: &Phrase| {
        (clause.unit.from..phrase.from).any(|n| clause.is(n, Class::Preposition))
            || clause.is(phrase.from, Class::Time)
    };
    before
        .filter(|phrase| !adverbial(phrase))
        .or_else(|| clause.phrase_after(n + 1))
        .or(before)
}

/// Where the content that begins at token `from` ends; in a relative clause (`X, who called it “a wish,” left`) with its quotation,
/// in what is inserted behind a subject (`X, fearing a loss, left`) at the comma.
fn reach(clause: Clause<'_>, group: usize, from: usize) -> usize {
    let to = clause.reach(from);
    let inserted = group > clause.unit.from
        && (clause.is_comma(group - 1)
            || group >= clause.unit.from + 2
                && (clause.is(group - 1, Class::Relative)
                    || clause.is(group - 1, Class::Subordinator))
                && clause.is_comma(group - 2));
    let goes_on = |n: &usize| {
        clause.is_comma(*n) && !clause.is_quoted(*n) && clause.continues_sentence(*n + 1)
    };
    let to = (from..to).find(goes_on).filter(|_| inserted).unwrap_or(to);
    let to = clause.without_addition(from, to);
    let to = before_main_clause(clause, group, (from, to));
    let to = without_day(clause, (from, to));
    let relative = group >= clause.unit.from + 2
        && clause.is(group - 1, Class::Relative)
        && clause.is_comma(group - 2);
    let closes = |&n: &usize| {
        let mark = clause.stretch.mark(clause.stretch.tokens[n - 1].mark);
        clause.closes_mark(n)
            && mark.is_some_and(|m| m.inner.of(clause.stretch.text).ends_with(','))
    };
    let end = (from + 1..to).find(closes).filter(|_| relative);
    end.unwrap_or(to)
}

/// The end of a content that is no clause, without the day it was said on: `the county for the flood on Monday`.
fn without_day(clause: Clause<'_>, (from, to): (usize, usize)) -> usize {
    let said = to > from + 3
        && clause.is_set_off(to)
        && clause.is(to - 1, Class::Time)
        && clause.is(to - 2, Class::Time)
        && clause.is(to - 2, Class::Preposition)
        && !clause.is(from, Class::To)
        && !(from..to).any(|n| clause.is_finite(n) || clause.is_quoted(n));
    if said { to - 2 } else { to }
}

/// The end of a content in a clause that the sentence begins with, `While she said so,`: before its main clause.
fn before_main_clause(clause: Clause<'_>, group: usize, (from, to): (usize, usize)) -> usize {
    let opens = clause.is(clause.unit.from, Class::Subordinator)
        && !clause.is(clause.unit.from, Class::Question)
        && !clause.is(clause.unit.from, Class::Preposition);
    if !opens || (clause.unit.from..group).any(|n| clause.is_comma(n)) {
        return to;
    }
    let main = |&n: &usize| {
        clause.is_comma(n)
            && !clause.is_quoted(n)
            && clause.begins_clause(n + 1)
            && !clause.is(n + 1, Class::Coordinator)
    };
    (from..to).find(main).unwrap_or(to)
}

/// `While calling for calm, X left`: the content ends at the comma, and the source stands behind it.
fn leading(clause: Clause<'_>, group: usize, behind: &Behind) -> Option<Reading> {
    let comma =
        (behind.from..clause.unit.to).find(|&n| clause.is_comma(n) && !clause.is_quoted(n))?;
    let source = clause.phrase_after(comma + 1)?;
    let content = vec![(behind.from, comma)];
    let cue = (group, behind.cue);
    Some(Reading {
        content,
        source: Some(source),
        cue,
        why: Why::Verb,
        hidden: false,
    })
}

/// `Asked whether he would go, X left`: nobody is said to have asked.
fn question(clause: Clause<'_>, group: usize, behind: &Behind) -> Option<Reading> {
    leading(clause, group, behind).map(|reading| Reading {
        source: None,
        why: Why::Passive,
        ..reading
    })
}

/// `X was said to`, `it is reported that`, `was called a fool by X`
fn passive(clause: Clause<'_>, n: usize, group: usize, takes: &Takes) -> Option<Reading> {
    let subject = clause.phrase_before(group);
    if clause.is(n + 1, Class::By) {
        let source = clause.phrase_after(n + 2)?;
        if takes.may(After::Thing) && !clause.is(source.to, Class::That) {
            return criticised(clause, (group, n + 1), source);
        }
        let content = vec![(source.to, clause.reach(source.to))];
        let empty = content[0].0 >= content[0].1;
        return (!empty).then_some(Reading {
            content,
            source: Some(source),
            cue: (group, n + 1),
            why: Why::Verb,
            hidden: false,
        });
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

/// `The plan was criticised by X`: what stands before is what is spoken of.
fn criticised(clause: Clause<'_>, cue: (usize, usize), source: Phrase) -> Option<Reading> {
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
fn passed_on(
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

/// `is confident that`; `X, confident that he had won, left`
fn adjective(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let group = clause.group(n);
    let is_stated = (group..n).any(|n| clause.is(n, Class::Be));
    let behind = behind(clause, n + 1, takes)?;
    if !is_stated && group == clause.unit.from {
        return leading(clause, group, &behind);
    }
    let source = if is_stated {
        clause.phrase_before(group)
    } else {
        let comma = group.checked_sub(1).filter(|&n| clause.is_comma(n))?;
        clause.phrase_before(comma)
    };
    let impersonal =
        source.is_none_or(|s| s.to == s.from + 1 && clause.word(s.from).eq_ignore_ascii_case("it"));
    if impersonal {
        return None;
    }
    Some(Reading {
        content: vec![(behind.from, reach(clause, group, behind.from))],
        source,
        cue: (group, behind.cue),
        why: Why::Adjective,
        hidden: false,
    })
}

/// `X's claim that`, `a warning from X that`, `her argument is that`
fn noun(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let after = past_time(clause, n + 1);
    let giver = given_by(clause, after);
    let stated = clause.is(after, Class::Be) && !clause.is_quoted(after);
    let next = giver.map_or(after + usize::from(stated), |giver| {
        past_time(clause, giver.to)
    });
    let that = clause.is(next, Class::That);
    let to = takes.may(After::Infinitive) && clause.is(next, Class::To);
    let preposition = !stated
        && !clause.is(next + 1, Class::Silence)
        && takes
            .prepositions
            .iter()
            .any(|p| clause.word(next).eq_ignore_ascii_case(p));
    if !(takes.may(After::That) && that || to || preposition) {
        return None;
    }
    let owner = owner_of(clause, n);
    let first = owner.map_or(n, |owner| owner.to);
    let free = that
        && (stated || clause.is(n.checked_sub(1)?, Class::Determiner))
        && !clause.has_verb_within_before(n);
    let source = owner.or(giver).or_else(|| {
        let subject = (!free).then(|| subject_of(clause, n)).flatten();
        subject.filter(|s| !stated && s.to <= n)
    });
    if source.is_none() && !free || owner.or(giver).is_none() && preposition {
        return None;
    }
    let from = if to { next } else { next + 1 };
    let is_subject = !stated && !clause.has_verb_within_before(first);
    let to = if is_subject && that || is_subject && to {
        clause.before_main_verb(from, clause.reach(from), that)
    } else {
        clause.reach(from)
    };
    // The idea that it failed is dismissed by X.
    let source = source.or_else(|| {
        let by = (to..to + 6)
            .find(|&n| clause.is(n, Class::By))
            .filter(|_| is_subject)?;
        clause.phrase_after(by + 1)
    });
    Some(Reading {
        content: vec![(from, to)],
        source,
        cue: (first, n + 1),
        why: Why::Noun,
        hidden: false,
    })
}

/// Whom the noun at token `n` belongs to: `her claim`, `Lee’s claim`.
fn owner_of(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let owns = |t: &Token| t.possessive || t.is(Class::Possessive);
    let owner = (1..4)
        .filter_map(|back| n.checked_sub(back))
        .find(|&n| clause.token(n).is_some_and(owns))?;
    let plain = (owner + 1..n).all(|n| {
        clause
            .token(n)
            .is_some_and(|t| t.is_word() && !t.is(Class::Preposition))
    });
    if !plain {
        return None;
    }
    if !clause.is(owner, Class::Possessive) {
        let phrase = clause.phrase_before(owner + 1)?;
        let verb = (phrase.from..owner)
            .rev()
            .find(|&n| clause.is_finite(n) || clause.word(n).ends_with("ing"));
        let from = verb.map_or(phrase.from, |verb| verb + 1);
        return Some(Phrase {
            from,
            head: (from, phrase.to),
            ..phrase
        });
    }
    Some(Phrase {
        from: owner,
        to: owner + 1,
        head: (owner, owner + 1),
    })
}

/// Who gives what the noun before token `n` names: `a warning from Lee that`.
fn given_by(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let gives = clause.is(n, Class::Giver) && !clause.is_quoted(n);
    gives.then(|| clause.phrase_after(n + 1)).flatten()
}

/// The subject of the clause that token `n` stands in: the noun phrase before the last verb that has one.
fn subject_of(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let is_verb = |n: usize| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0
                && !t.is(Class::Pronoun)
                && (t.is(Class::Auxiliary)
                    || t.is(Class::Be)
                    || t.is(Class::Have)
                    || (t.shape() == Some(Shape::Finite) && !clause.is_noun_like(n))
                    || clause.is_event(n))
        })
    };
    let verbs = (clause.unit.from..n).rev().filter(|&n| is_verb(n));
    let plain = |phrase: &Phrase| !clause.has_own_verb(phrase.from, phrase.to);
    let with_subject = verbs
        .filter_map(|verb| clause.phrase_before(clause.group(verb)))
        .filter(plain);
    with_subject
        .into_iter()
        .next()
        .or_else(|| first_name(clause, n))
}

/// The name that the unit begins with.
fn first_name(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let loose = |n: &usize| {
        clause.is(*n, Class::Coordinator)
            || clause.is(*n, Class::Adverb)
            || clause.sign(*n).is_some()
    };
    let mut from = (clause.unit.from..n).find(|n| !loose(n))?;
    if clause.is(from, Class::Preposition) || clause.is(from, Class::Subordinator) {
        from = (from..n).find(|&n| clause.is_comma(n))? + 1;
    }
    if clause.is(from, Class::Pronoun) {
        return Some(Phrase {
            from,
            to: from + 1,
            head: (from, from + 1),
        });
    }
    let to = (from..n)
        .find(|&n| !clause.token(n).is_some_and(|t| t.capital))
        .unwrap_or(n);
    (to > from).then_some(Phrase {
        from,
        to,
        head: (from, to),
    })
}
