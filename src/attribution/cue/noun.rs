//! Nouns and adjectives that attribute: `X’s claim that`, `X is confident that`.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class, Shape, Takes},
        statement::Why,
        token::Token,
    },
    behind::{behind, past_time},
    reading::Reading,
    verb::{before_main_clause, leading, reach},
};

/// `is confident that`; `X, confident that he had won, left`
pub(super) fn adjective(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
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
    if source.is_none_or(|source| is_it(clause, source)) {
        return None;
    }
    Reading::new(
        vec![(behind.from, reach(clause, group, behind.from))],
        source,
        (group, behind.cue),
        Why::Adjective,
    )
}

/// `X's claim that`, `a warning from X that`, `her argument is that`
pub(super) fn noun(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Reading> {
    let Clausal {
        giver,
        stated,
        that,
        to,
        at,
    } = clausal(clause, n, takes)?;
    let owner = owner_of(clause, n);
    let first = owner.map_or(n, |owner| owner.to);
    let free = that && (stated || is_free(clause, n));
    let source = owner.or(giver).or_else(|| {
        let subject = (!free).then(|| subject_of(clause, n)).flatten();
        subject.filter(|s| !stated && s.to <= n && !is_it(clause, *s))
    });
    if source.is_none() && !free || owner.or(giver).is_none() && !that && !to {
        return None;
    }
    let from = if to { at } else { at + 1 };
    let is_subject = !stated && !clause.has_verb_within_before(first);
    let end = if is_subject && (that || to) {
        clause.before_main_verb(from, clause.reach(from), that)
    } else {
        clause.reach(from)
    };
    let end = before_main_clause(clause, n, (from, end));
    // The idea that it failed is dismissed by X.
    let source = source.or_else(|| {
        let by = (end..end + 6).find(|&n| clause.is(n, Class::By));
        clause.phrase_after(by.filter(|_| is_subject)? + 1)
    });
    Reading::new(vec![(from, end)], source, (first, n + 1), Why::Noun)
}

/// Whether the noun at token `n` is nobody's: `The claim that`, `There is speculation that`, `Amid reports that`.
fn is_free(clause: Clause<'_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1).filter(|_| n > clause.unit.from) else {
        return true;
    };
    let begins = clause.is(before, Class::Determiner) || clause.is(before, Class::Preposition);
    let exists = || {
        let be = (clause.unit.from..n)
            .rev()
            .find(|&n| clause.is(n, Class::Be));
        be.is_some_and(|be| {
            let subject = clause.group(be).checked_sub(1);
            subject.is_some_and(|n| clause.word(n).eq_ignore_ascii_case("there"))
        })
    };
    begins && !clause.has_verb_within_before(n) || exists()
}

/// Whether a phrase is `it`, which is nobody.
fn is_it(clause: Clause<'_>, phrase: Phrase) -> bool {
    phrase.to == phrase.from + 1 && clause.word(phrase.from).eq_ignore_ascii_case("it")
}

/// What follows a noun that attributes.
struct Clausal {
    /// Who gives it.
    giver: Option<Phrase>,
    /// Whether a form of `be` stands between.
    stated: bool,
    that: bool,
    to: bool,
    /// The token of `that`, `to` or the preposition.
    at: usize,
}

/// What follows the noun at token `n`, where that may be a content.
fn clausal(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<Clausal> {
    let after = past_time(clause, n + 1);
    let giver = given_by(clause, after);
    let be = giver.map_or(after, |giver| giver.to);
    let stated = clause.is(be, Class::Be) && !clause.is_quoted(be);
    let next = match giver {
        _ if stated => be + 1,
        Some(giver) => past_time(clause, giver.to),
        None => after,
    };
    let between = past_hearer(clause, next).or_else(|| past_place(clause, next));
    let at = between.filter(|_| takes.may(After::That)).unwrap_or(next);
    let same = |p: &String| clause.word(at).eq_ignore_ascii_case(p);
    let that = takes.may(After::That) && clause.is(at, Class::That);
    let to = takes.may(After::Infinitive) && clause.is(at, Class::To);
    let preposition =
        !stated && !clause.is(at + 1, Class::Silence) && takes.prepositions.iter().any(same);
    (that || to || preposition).then_some(Clausal {
        giver,
        stated,
        that,
        to,
        at,
    })
}

/// The clause with `that` behind who hears what the noun before token `n` names: `a promise to voters that`.
fn past_hearer(clause: Clause<'_>, n: usize) -> Option<usize> {
    /// How many words stand between, at most.
    const WORDS: usize = 6;
    if !clause.is(n, Class::To) {
        return None;
    }
    (n + 2..n + WORDS)
        .take_while(|&n| clause.sign(n).is_none() && !clause.is_finite(n) && !clause.is_quoted(n))
        .find(|&n| clause.is(n, Class::That))
}

/// The clause with `that` behind where what the noun before token `n` names is found: `concerns within the party that`.
fn past_place(clause: Clause<'_>, n: usize) -> Option<usize> {
    /// How many words stand between, at most.
    const WORDS: usize = 5;
    if !clause.is(n, Class::Preposition) || clause.is(n, Class::To) {
        return None;
    }
    (n + 2..n + WORDS)
        .take_while(|&n| clause.sign(n).is_none() && !clause.is_finite(n) && !clause.is_quoted(n))
        .find(|&n| clause.is(n, Class::That))
}

/// Whom the noun at token `n` belongs to: `her claim`, `Lee’s claim`.
pub(super) fn owner_of(clause: Clause<'_>, n: usize) -> Option<Phrase> {
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
pub(super) fn given_by(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let gives = clause.is(n, Class::Giver) && !clause.is_quoted(n);
    gives.then(|| clause.phrase_after(n + 1)).flatten()
}

/// The subject of the clause that token `n` stands in: the noun phrase before the last verb that has one.
pub(super) fn subject_of(clause: Clause<'_>, n: usize) -> Option<Phrase> {
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
pub(super) fn first_name(clause: Clause<'_>, n: usize) -> Option<Phrase> {
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
    if clause.is(from, Class::Determiner) {
        return clause.phrase_after(from).filter(|phrase| phrase.to <= n);
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
