//! A verb with its content behind it: `X said that`, `While saying so, X left`.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class, Shape, Takes},
        statement::Why,
    },
    behind::{Behind, behind, has_content, leads_content},
    noun::subject_of,
    passive::{passive, question},
    reading::Reading,
};

/// The statement of the verb at token `n`.
pub(super) fn verb(
    clause: Clause<'_>,
    n: usize,
    takes: &Takes,
    shape: Shape,
    found: &[Reading],
) -> Option<Reading> {
    let group = clause.group(n);
    let helped = |class| (group..n).any(|n| clause.is(n, class));
    if group == n && clause.is_noun_like(n) && !is_act(clause, n, takes, shape) {
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
    let when = group > clause.unit.from && clause.is(group - 1, Class::When);
    if when && shape == Shape::Finite && takes.may(After::Question) {
        return asked_then(clause, n, takes);
    }
    if helped(Class::Be) && matches!(shape, Shape::Finite | Shape::Participle) {
        return passive(clause, n, group, takes);
    }
    if shape == Shape::Participle && !helped(Class::Have) {
        return None;
    }
    active(clause, n, (takes, shape), found)
}

/// `when asked whether he would go`: nobody is said to have asked.
fn asked_then(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let behind = behind(clause, n + 1, takes).filter(|b| clause.is(b.from, Class::Question))?;
    Reading::new(
        vec![(behind.from, reach(clause, n, behind.from))],
        None,
        (n, behind.cue),
        Why::Passive,
    )
}

/// Whether the form in -ing at token `n` is an act of saying behind a preposition: `fired for saying that`, `by calling her`.
fn is_act(clause: Clause<'_>, n: usize, takes: &Takes, shape: Shape) -> bool {
    let speaks = takes.may(After::Clause) || takes.may(After::Name) || takes.may(After::As);
    shape == Shape::Gerund
        && speaks
        && n > clause.unit.from
        && clause.is(n - 1, Class::Preposition)
        && !clause.is(n - 1, Class::To)
}

/// The statement of the verb at token `n`, which is no passive.
fn active(
    clause: Clause<'_>,
    n: usize,
    (takes, shape): (&Takes, Shape),
    found: &[Reading],
) -> Option<Reading> {
    let group = clause.group(n);
    let behind = behind(clause, n + 1, takes)
        .or_else(|| named_in_relative(clause, n, takes))
        .or_else(|| gap_in_relative(clause, n, takes))
        .filter(|behind| !is_of_main_clause(clause, group, behind.from))?;
    let only_thing = takes.may(After::Thing) && !takes.may(After::Clause);
    if only_thing && shape == Shape::Gerund && describes_noun(clause, n) {
        return None;
    }
    let leads = shape == Shape::Gerund
        && (clause.unit.from..group)
            .all(|n| clause.is(n, Class::Subordinator) || clause.is(n, Class::Preposition));
    if leads {
        return leading(clause, group, &behind).filter(|_| !only_thing);
    }
    let infinitive = group > clause.unit.from && clause.is(group - 1, Class::To);
    let source = source_of(clause, n, shape, found);
    let charges = (behind.from..clause.reach(behind.from)).any(|n| leads_content(clause, n, takes));
    if only_thing && infinitive && !charges
        || source.is_none() && (shape == Shape::Base || !speaks(takes))
    {
        return None;
    }
    Reading::new(
        vec![(behind.from, reach(clause, group, behind.from))],
        source,
        (group, behind.cue),
        Why::Verb,
    )
}

/// Who says what the verb at token `n` attributes.
fn source_of(clause: Clause<'_>, n: usize, shape: Shape, found: &[Reading]) -> Option<Phrase> {
    let group = clause.group(n);
    let shared = || {
        let before = found.iter().rfind(|r| r.why != Why::Noun);
        (before.and_then(|r| r.source)).or_else(|| subject_of(clause, n))
    };
    let behind = |class| group > clause.unit.from && clause.is(group - 1, class);
    match shape {
        _ if clause.language.grammar.comma_before_clause => subject_beside(clause, n, group),
        Shape::Gerund if let Some(subject) = subject_along(clause, group) => Some(subject),
        Shape::Gerund if group == n || !(group..n).any(|n| clause.is(n, Class::Be)) => shared(),
        _ if behind(Class::To) => {
            told_to(clause, group - 1).or_else(|| subject_of(clause, group - 1))
        }
        _ if behind(Class::Coordinator) => shared(),
        _ => clause.phrase_before(group),
    }
}

/// Whom the infinitive at token `to` is the act of, where the verb before it has an object: `prompted Lee to say`.
fn told_to(clause: Clause<'_>, to: usize) -> Option<Phrase> {
    let object = clause.phrase_before(to)?;
    let before = object
        .from
        .checked_sub(1)
        .filter(|&n| n >= clause.unit.from)?;
    let named = clause.is(object.from, Class::Object) || clause.is_name(object.from);
    (named && clause.is_finite(before)).then_some(object)
}

/// Whether somebody can say something with a verb that takes `takes`.
const fn speaks(takes: &Takes) -> bool {
    takes.may(After::Clause)
        || takes.may(After::Aside)
        || takes.may(After::Quote)
        || takes.may(After::Infinitive)
}

/// Whether the form in -ing at token `n` describes the noun before it, who is not who speaks: `ads attacking Lee`.
fn describes_noun(clause: Clause<'_>, n: usize) -> bool {
    let before = n.checked_sub(1).filter(|&n| n >= clause.unit.from);
    let is_noun = |n| {
        clause.token(n).is_some_and(|t| {
            t.is_word()
                && !t.is(Class::Coordinator)
                && !t.is(Class::Subordinator)
                && !t.is(Class::Preposition)
                && !t.is(Class::Be)
                && !t.is(Class::Adverb)
        })
    };
    before.is_some_and(is_noun)
}

/// What the verb at token `n` names what a relative clause is about: `which Lee called a disaster`.
fn named_in_relative(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Behind> {
    let subject = clause.phrase_before(clause.group(n))?;
    let before = subject.from.checked_sub(1)?;
    let fits = takes.may(After::Name)
        && clause.is(before, Class::Relative)
        && clause.is(n + 1, Class::Determiner);
    fits.then_some(Behind {
        from: n + 1,
        cue: n + 1,
    })
}

/// What the verb at token `n` says of what a relative clause is about: `which most scholars believe would fail`.
fn gap_in_relative(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Behind> {
    let subject = clause.phrase_before(clause.group(n))?;
    let before = subject.from.checked_sub(1)?;
    let fits = takes.may(After::Clause)
        && clause.is(before, Class::Relative)
        && clause.is_finite(n + 1)
        && !clause.is_quoted(n + 1);
    fits.then_some(Behind {
        from: n + 1,
        cue: n + 1,
    })
}

/// Whether what begins at token `from` behind the verb group at token `group` of a relative clause is the object of that verb, and the
/// next verb the one of the main clause: `people who have seen the file say`.
fn is_of_main_clause(clause: Clause<'_>, group: usize, from: usize) -> bool {
    let relative = group >= clause.unit.from + 2
        && clause.is(group - 1, Class::Relative)
        && !clause.is_comma(group - 2);
    if !relative || clause.is(from - 1, Class::That) || clause.is_quoted(from) {
        return false;
    }
    let stands = |n: &usize| clause.token(*n).is_some_and(|t| t.is_word() && t.mark == 0);
    let is_verb = |n: &usize| {
        let plural = clause
            .token(*n)
            .is_some_and(|t| t.shape() == Some(Shape::Base));
        let noun = clause.is_noun_like(*n) && !clause.is(n - 1, Class::Object);
        clause.is_finite(*n) || plural && !noun
    };
    let verb = (from + 1..clause.unit.to).take_while(stands).find(is_verb);
    let cue = verb.and_then(|n| Some((n, clause.token(n)?.entry.verb?.0)));
    cue.is_some_and(|(n, number)| has_content(clause, n, clause.takes(number)))
}

/// The subject of its own that the form in -ing at token `n` has: `with Lee saying`.
pub(super) fn subject_along(clause: Clause<'_>, n: usize) -> Option<Phrase> {
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
pub(super) fn subject_beside(clause: Clause<'_>, n: usize, group: usize) -> Option<Phrase> {
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
pub(super) fn reach(clause: Clause<'_>, group: usize, from: usize) -> usize {
    let to = clause.reach(from);
    let told_of = (clause.phrase_before(group))
        .and_then(|subject| subject.from.checked_sub(2))
        .is_some_and(|n| clause.is_comma(n) && clause.is(n + 1, Class::Relative));
    let inserted = group > clause.unit.from
        && (told_of
            || clause.is_comma(group - 1)
            || group >= clause.unit.from + 2
                && (clause.is(group - 1, Class::Relative)
                    || clause.is(group - 1, Class::Subordinator))
                && clause.is_comma(group - 2));
    let goes_on = |n: &usize| {
        clause.is_comma(*n) && !clause.is_quoted(*n) && clause.continues_sentence(*n + 1)
    };
    let to = (from..to).find(goes_on).filter(|_| inserted).unwrap_or(to);
    let to = before_next_clause(clause, (from, to));
    let to = before_main_predicate(clause, group, (from, to));
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

/// The end of a content that is no clause, before the clause that follows it: `to win, and her lead grows`, `to vote until Lee said so`.
fn before_next_clause(clause: Clause<'_>, (from, to): (usize, usize)) -> usize {
    let follows = |n: usize| {
        clause.is_comma(n)
            && clause.is(n + 1, Class::Coordinator)
            && !clause.is(n + 2, Class::To)
            && !clause.is(n + 2, Class::That)
            && clause.begins_clause(n + 2)
            && clause.has_verb_within(n + 2, 12)
    };
    let tells = |n: usize| {
        clause.is(n, Class::Subordinator)
            && !clause.is(n, Class::Question)
            && !clause.is(n, Class::That)
            && !clause.is(n, Class::As)
            && !clause.is(n, Class::Relative)
            && clause.has_own_cue(n + 1)
    };
    (from + 1..to)
        .take_while(|&n| clause.is(from, Class::To) || !clause.is_finite(n) || clause.is_quoted(n))
        .find(|&n| !clause.is_quoted(n) && (follows(n) || tells(n)))
        .unwrap_or(to)
}

/// The end of what a form in -ing says that describes the subject before it: `A poll showing Lee ahead unsettled them`.
fn before_main_predicate(clause: Clause<'_>, group: usize, (from, to): (usize, usize)) -> usize {
    let told_of = group >= clause.unit.from + 2
        && clause.is(group - 1, Class::Relative)
        && clause
            .token(group - 2)
            .is_some_and(|t| t.is_word() && t.mark == 0);
    let gerund = group > clause.unit.from
        && clause
            .token(group)
            .is_some_and(|t| t.shape() == Some(Shape::Gerund))
        && clause
            .token(group - 1)
            .is_some_and(|t| t.is_word() && !t.is(Class::Preposition));
    let first = clause.unit.from;
    let subject = !(first..group)
        .any(|n| clause.is_finite(n) && clause.group(n) < group || clause.is_comma(n))
        && !clause.is(first, Class::Subordinator)
        && !clause.is(first, Class::Preposition);
    if !(subject && (told_of || gerund)) {
        return to;
    }
    let verbs: Vec<usize> = (from..to)
        .filter(|&n| clause.is_finite(n) && !clause.is_quoted(n) && clause.group(n) == n)
        .collect();
    let own = clause.is(from - 1, Class::That) || verbs.len() > 1;
    verbs.get(usize::from(own)).copied().unwrap_or(to)
}

/// The end of a content that is no clause, without the day it was said on: `the county for the flood on Monday`.
pub(super) fn without_day(clause: Clause<'_>, (from, to): (usize, usize)) -> usize {
    let said = to > from + 3
        && (clause.is_set_off(to) || clause.is(to, Class::Coordinator))
        && clause.is(to - 1, Class::Time)
        && clause.is(to - 2, Class::Time)
        && clause.is(to - 2, Class::Preposition)
        && !clause.is(from, Class::To)
        && !(from..to).any(|n| clause.is_finite(n) || clause.is_quoted(n));
    if said { to - 2 } else { to }
}

/// The end of a content in a clause that the sentence begins with, `While she said so,`: before its main clause.
pub(super) fn before_main_clause(
    clause: Clause<'_>,
    group: usize,
    (from, to): (usize, usize),
) -> usize {
    let noun =
        (clause.token(group)).is_some_and(|t| t.entry.noun.is_some() && !clause.is_finite(group));
    let first = clause.unit.from;
    // ..., and when Lee ruled so, the crowd left.
    let later = || {
        let before = clause.phrase_before(group)?.from.checked_sub(1)?;
        let begins = before > first
            && clause.is(before, Class::When)
            && (clause.is_comma(before - 1) || clause.is(before - 1, Class::Coordinator));
        begins.then_some(before)
    };
    let leads = clause.is(first, Class::Subordinator)
        && !clause.is(first, Class::Question)
        && !clause.is(first, Class::Preposition)
        || noun && clause.is(first, Class::Preposition);
    let Some(start) = leads.then_some(first).or_else(later) else {
        return to;
    };
    if (start..group).any(|n| clause.is_comma(n)) {
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
pub(super) fn leading(clause: Clause<'_>, group: usize, behind: &Behind) -> Option<Reading> {
    let comma =
        (behind.from..clause.unit.to).find(|&n| clause.is_comma(n) && !clause.is_quoted(n))?;
    let source = clause.phrase_after(comma + 1)?;
    let content = vec![(behind.from, comma)];
    let cue = (group, behind.cue);
    Reading::new(content, Some(source), cue, Why::Verb)
}
