//! The cues of a unit: which words attribute, to whom, and where what they attribute begins and ends.
use super::{
    aside::asides,
    behind::{Behind, behind},
    clause::Clause,
    language::{After, Class, Shape, Takes},
    phrase::Phrase,
    statement::Why,
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
        let Some(reading) = forward(clause, n, &found).filter(free) else {
            n += 1;
            continue;
        };
        let (_, to) = extent(&reading);
        n = to.max(n + 1);
        found.push(reading);
    }
    found.sort_by_key(|r| r.content.first().map_or(r.cue.0, |c| c.0));
    found
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
    let reading = (token.entry.verb)
        .and_then(|(number, shape)| verb(clause, n, clause.takes(number), shape, found))
        .or_else(|| adjective(clause, n, clause.takes(token.entry.adjective?)))
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
    // `A report | criticised ...`: what stands behind `a` is one thing, and its verb has an ending.
    let one = shape == Shape::Base
        && clause.token(n).is_some_and(|t| t.entry.noun.is_some())
        && group == n
        && clause.phrase_before(n).is_some_and(|subject| {
            let many = clause.word(subject.to - 1).ends_with('s');
            clause.is(subject.from, Class::Single) && !many
        });
    if having || asked || one {
        return None;
    }
    if is_passive {
        return passive(clause, n, group, takes);
    }
    if shape == Shape::Participle && !(group..n).any(|n| clause.is(n, Class::Have)) {
        return None;
    }
    let behind = behind(clause, n + 1, takes)?;
    if shape == Shape::Finite && group == n && is_reduced(clause, n, &behind) {
        return None;
    }
    let mut content = vec![(behind.from, reach(clause, group, behind.from))];
    if shape == Shape::Gerund && group == n && n > clause.unit.from && clause.is_comma(n - 1) {
        content[0].1 = before_next_verb(clause, content[0]);
    }
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
            .last()
            .and_then(|r| r.source)
            .or_else(|| subject_of(clause, n))
    };
    let inverts = clause.language.grammar.comma_before_clause;
    let source = match shape {
        _ if inverts => subject_beside(clause, n, group),
        Shape::Gerund if group == n || !(group..n).any(|n| clause.is(n, Class::Be)) => shared(),
        _ if group > clause.unit.from && clause.is(group - 1, Class::To) => {
            subject_of(clause, group - 1)
        }
        _ if group > clause.unit.from && clause.is(group - 1, Class::Coordinator) => shared(),
        _ => clause.phrase_before(group),
    };
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

/// Where the content that begins at token `from` ends; in a relative clause (`X, who called it “a wish,” left`) with its quotation.
fn reach(clause: Clause<'_>, group: usize, from: usize) -> usize {
    let to = clause.reach(from);
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

/// Whether the verb at token `n` only tells who somebody is, whose own verb follows: `people briefed on the talks | said`.
fn is_reduced(clause: Clause<'_>, n: usize, behind: &Behind) -> bool {
    if behind.from != n + 2 || !clause.is(n + 1, Class::Preposition) {
        return false;
    }
    let after = clause.phrase_after(behind.from).map(|phrase| phrase.to);
    after.is_some_and(|n| {
        clause.token(n).is_some_and(|t| {
            t.is(Class::Auxiliary)
                || t.is(Class::Be)
                || t.is(Class::Have)
                || (matches!(t.shape(), Some(Shape::Finite)) && !clause.is_noun_like(n))
        })
    })
}

/// Where a content ends that stands in an insertion: `X, fearing a backlash, | wants ...`.
fn before_next_verb(clause: Clause<'_>, (from, to): (usize, usize)) -> usize {
    let next = |&n: &usize| {
        clause.is_comma(n)
            && !clause.is_quoted(n)
            && clause.token(n + 1).is_some_and(|t| {
                t.is(Class::Auxiliary)
                    || t.is(Class::Be)
                    || t.is(Class::Have)
                    || matches!(t.shape(), Some(Shape::Finite | Shape::Base))
                        && !clause.is_noun_like(n + 1)
            })
    };
    (from..to).find(next).unwrap_or(to)
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

/// `X was said to`, `it is reported that`, `was called a fool by X`
fn passive(clause: Clause<'_>, n: usize, group: usize, takes: &Takes) -> Option<Reading> {
    let subject = clause.phrase_before(group);
    if clause.is(n + 1, Class::By) {
        let source = clause.phrase_after(n + 2)?;
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
    if let Some(behind) = takes.and_then(|takes| behind(clause, verb + 1, takes)) {
        return Some(reading(behind.from, behind.cue));
    }
    // is reported to have raised the alarm that
    let noun = (verb + 1..clause.unit.to.min(verb + 5))
        .find(|&n| clause.token(n).is_some_and(|t| t.entry.noun.is_some()))?;
    Some(reading(verb, noun + 1))
}

/// `is confident that`
fn adjective(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let group = clause.group(n);
    if !(group..n).any(|n| clause.is(n, Class::Be)) {
        return None;
    }
    let behind = behind(clause, n + 1, takes)?;
    let source = clause.phrase_before(group);
    let impersonal =
        source.is_none_or(|s| s.to == s.from + 1 && clause.word(s.from).eq_ignore_ascii_case("it"));
    if impersonal {
        return None;
    }
    let content = vec![(behind.from, clause.reach(behind.from))];
    Some(Reading {
        content,
        source,
        cue: (group, behind.cue),
        why: Why::Adjective,
        hidden: false,
    })
}

/// `X's claim that`
fn noun(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let from_whom = whose_behind(clause, n, takes);
    let next = from_whom.map_or(n + 1, |phrase| phrase.to);
    let fits = (takes.may(After::That) && clause.is(next, Class::That))
        || (takes.may(After::Infinitive) && clause.is(next, Class::To))
        || takes
            .prepositions
            .iter()
            .any(|p| clause.word(next).eq_ignore_ascii_case(p));
    if !fits {
        return None;
    }
    let owner = (1..4).filter_map(|back| n.checked_sub(back)).find(|&n| {
        clause
            .token(n)
            .is_some_and(|t| t.possessive || t.is(Class::Possessive))
    });
    let near = owner.filter(|&owner| {
        (owner + 1..n).all(|n| {
            clause
                .token(n)
                .is_some_and(|t| t.is_word() && !t.is(Class::Preposition))
        })
    });
    let (source, first) = match near {
        _ if from_whom.is_some() => (from_whom, n),
        Some(owner) if clause.is(owner, Class::Possessive) => (
            Some(Phrase {
                from: owner,
                to: owner + 1,
                head: (owner, owner + 1),
            }),
            owner + 1,
        ),
        Some(owner) => (clause.phrase_before(owner + 1), owner + 1),
        None => (subject_of(clause, n), n),
    };
    // `There are fears that ...`: nobody says whose.
    let there = source.is_none_or(|source| {
        source.to == source.from + 1 && clause.word(source.from).to_lowercase().starts_with("there")
    });
    let from = if clause.is(next, Class::To) {
        next
    } else {
        next + 1
    };
    let to = clause.reach(from);
    let to = before_main_verb(clause, from, to);
    let content = vec![(from, to)];
    Some(Reading {
        content,
        source: source.filter(|_| !there),
        cue: (first, n + 1),
        why: if there { Why::Passive } else { Why::Noun },
        hidden: false,
    })
}

/// Whose a noun at token `n` is said to be behind it: `a warning from the bank that ...`.
fn whose_behind(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Phrase> {
    let by = clause.is(n + 1, Class::By) || clause.is(n + 1, Class::From);
    let phrase = clause.phrase_after(n + 2).filter(|_| by)?;
    (takes.may(After::That) && clause.is(phrase.to, Class::That)).then_some(phrase)
}

/// Where the clause `from..to`, which is what the subject of a sentence is about, ends: before the sentence's own verb, which is the
/// second that nothing joins to the first. `The claim that it was late | was denied.`
fn before_main_verb(clause: Clause<'_>, from: usize, to: usize) -> usize {
    let verb = |n: usize| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0
                && !t.is(Class::Pronoun)
                && (t.is(Class::Auxiliary)
                    || t.is(Class::Be)
                    || t.is(Class::Have)
                    || (t.shape() == Some(Shape::Finite) && !clause.is_noun_like(n))
                    || clause.looks_past(n))
        })
    };
    let joins = |n: usize| {
        clause.token(n).is_some_and(|t| {
            t.sign.is_some()
                || t.is(Class::Coordinator)
                || t.is(Class::That)
                || t.is(Class::Relative)
                || t.is(Class::Question)
                || t.is(Class::Pronoun) && !t.is(Class::Object)
                || (t.is(Class::Subordinator) && !t.is(Class::Preposition))
        })
    };
    let loose = |n: usize| clause.is(n, Class::Adverb) || clause.is(n, Class::Negation);
    let infinitive = clause.is(from, Class::To).then_some(from + 1);
    let Some(first) = infinitive.or_else(|| (from..to).find(|&n| verb(n))) else {
        return to;
    };
    // The rest of the first verb: `had not been set`.
    let mut n = first + 1;
    while n < to && (verb(n) || loose(n) || clause.word(n).ends_with("ed")) {
        // A form of `be` behind a participle begins another verb.
        let done = !clause.is(n - 1, Class::Auxiliary)
            && !clause.is(n - 1, Class::Have)
            && !clause.is(n - 1, Class::Be)
            && !loose(n - 1);
        if done && verb(n) {
            return n;
        }
        n += 1;
    }
    for at in n..to {
        if joins(at) {
            return to;
        }
        if verb(at)
            && (clause.is(at, Class::Auxiliary)
                || clause.is(at, Class::Be)
                || clause.is(at, Class::Have))
        {
            return at;
        }
    }
    to
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
                    || clause.looks_past(n))
        })
    };
    let verbs = (clause.unit.from..n).rev().filter(|&n| is_verb(n));
    let with_subject = verbs.filter_map(|verb| clause.phrase_before(clause.group(verb)));
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
