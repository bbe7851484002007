//! Where the content of a cue begins that stands behind it, past those spoken to and where it was said.
use super::{
    clause::Clause,
    language::{After, Class, Shape, Takes},
};

/// Where the content behind a cue begins, and where the cue ends.
pub(super) struct Behind {
    pub(super) from: usize,
    pub(super) cue: usize,
}

/// How many tokens may stand between a cue and its content.
pub(super) const BETWEEN: usize = 18;

/// Whether the verb at token `n` has its content behind it.
pub(super) fn has_content(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    behind(clause, n + 1, takes).is_some()
}

/// Where the content of a cue that takes `takes` begins, from token `from` on.
pub(super) fn behind(clause: Clause<'_>, from: usize, takes: &Takes) -> Option<Behind> {
    let mut n = from;
    if let Some(particle) = &takes.particle {
        let own = clause.word(n).eq_ignore_ascii_case(particle);
        let other = |p: &String| clause.word(n).eq_ignore_ascii_case(p);
        if !own && !takes.prepositions.iter().any(other) {
            return None;
        }
        n += usize::from(own);
    }
    let cue = n;
    if clause.language.grammar.comma_before_clause
        && let Some(from) = past_comma(clause, n, takes)
    {
        return Some(Behind { from, cue });
    }
    let says = takes.may(After::Clause)
        || takes.may(After::Aside)
        || takes.may(After::Quote)
        || takes.may(After::Whom);
    let at = |from: usize| Some(Behind { from, cue });
    while clause.token(n).is_some_and(|t| {
        let said_of = takes.may(After::As) || takes.may(After::Name) || takes.may(After::Thing);
        t.mark == 0
            && !t.is(Class::That)
            && !(said_of && t.is(Class::Object))
            && (t.is(Class::Adverb) && !t.is(Class::Subordinator)
                || (t.is(Class::Time) && !t.is(Class::Preposition)))
    }) {
        n += 1;
    }
    if clause.is(n, Class::Preposition)
        && clause.is(n + 1, Class::Time)
        && clause.is_time_end(n + 2)
    {
        n += 2;
        while clause.is(n, Class::Time) {
            n += 1;
        }
    }
    let token = clause.token(n)?;
    if clause.opens_mark(n).is_some() {
        return (says || takes.may(After::Thing) || takes.may(After::Name))
            .then_some(Behind { from: n, cue });
    }
    if let Some(sign) = token.sign {
        return match sign {
            ',' | ':' | '—' if clause.opens_mark(n + 1).is_some() && says => at(n + 1),
            ':' if says => at(n + 1),
            ',' if takes.may(After::Clause) || takes.may(After::That) => {
                let close = (n + 1..n + 12).find(|&n| clause.is_comma(n))?;
                clause.is(close + 1, Class::That).then_some(Behind {
                    from: close + 2,
                    cue,
                })
            }
            _ => None,
        };
    }
    if takes.may(After::Whom)
        && let Some(found) = behind_whom(clause, n, takes)
    {
        return Some(Behind { from: found, cue });
    }
    plain(clause, n, takes).map(|(from, cue_end)| Behind {
        from,
        cue: cue_end.unwrap_or(cue),
    })
}

/// Behind the comma or the colon that a clause stands behind, past the subject and whom it is said to.
fn past_comma(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    if !(takes.may(After::Clause) || takes.may(After::That)) {
        return None;
    }
    let at = (n..clause.unit.to.min(n + BETWEEN))
        .find(|&n| clause.sign(n).is_some() || clause.is_quoted(n))?;
    if clause.opens_mark(at).is_some() {
        return Some(at);
    }
    let from = at + 1 + usize::from(clause.is(at + 1, Class::That));
    matches!(clause.sign(at), Some(',' | ':')).then_some(from)
}

/// The content that begins at token `n`, or behind what else is said of the saying; the end of the cue where that is later.
fn plain(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<(usize, Option<usize>)> {
    let token = clause.token(n)?;
    let speaks = takes.may(After::Clause) || takes.may(After::That);
    if token.is(Class::That) && speaks {
        let is_subject = clause
            .token(n + 1)
            .is_some_and(|t| t.is(Class::Be) || t.is(Class::Auxiliary) || t.is(Class::Have));
        return Some((
            if is_subject && takes.may(After::Clause) {
                n
            } else {
                n + 1
            },
            None,
        ));
    }
    if token.is(Class::Question) && (speaks || takes.may(After::Question)) {
        return Some((n, None));
    }
    if takes.may(After::Infinitive) && token.is(Class::To) {
        let verb = clause.token(n + 1).is_some_and(|t| {
            t.is_word()
                && !t.capital
                && !t.is(Class::Determiner)
                && !t.is(Class::Possessive)
                && !t.is(Class::Object)
        });
        if verb {
            return Some((n, None));
        }
    }
    if takes.may(After::As) {
        let near = (n + 1..(n + 16).min(clause.unit.to))
            .take_while(|&n| clause.sign(n).is_none())
            .any(|n| clause.is(n, Class::As));
        if near || takes.prepositions.is_empty() {
            return near.then_some((n, None));
        }
    }
    if takes
        .prepositions
        .iter()
        .any(|p| clause.word(n).eq_ignore_ascii_case(p))
    {
        return Some((n + 1, Some(n + 1)));
    }
    if token.is(Class::Preposition)
        || token.is(Class::To)
        || (token.is(Class::Subordinator) && !token.is(Class::That))
    {
        return (speaks || takes.may(After::Aside) || takes.may(After::Quote))
            .then(|| past_setting(clause, n, takes))
            .flatten()
            .map(|from| (from, None));
    }
    if token.is(Class::Coordinator) || token.is(Class::By) {
        return None;
    }
    if takes.may(After::Clause) && begins_zero(clause, n, takes) {
        return Some((n, None));
    }
    let doer = (n + 1..n + 10)
        .take_while(|&n| clause.sign(n).is_none())
        .any(|n| clause.is(n, Class::To));
    if takes.may(After::Doer) && doer {
        return Some((n, None));
    }
    let having = token.is(Class::Have) && clause.word(n).ends_with("ing");
    let noun =
        !token.is(Class::Auxiliary) && !token.is(Class::Be) && (!token.is(Class::Have) || having);
    let names = takes.may(After::Name) && is_named(clause, n);
    ((takes.may(After::Thing) || names) && noun).then_some((n, None))
}

/// Whether what begins at token `n` is somebody or something and what it is called: `him crooked`, `the plan a fraud`.
fn is_named(clause: Clause<'_>, n: usize) -> bool {
    let short = clause.token(n).is_some_and(|t| {
        t.is(Class::Object) || t.is(Class::That) || clause.word(n).eq_ignore_ascii_case("this")
    });
    let goes_on = |&n: &usize| clause.sign(n).is_none() && clause.token(n).is_some();
    short
        || (n + 1..n + 16).take_while(goes_on).any(|n| {
            let fresh = !clause.is(n - 1, Class::Preposition);
            clause.is(n, Class::Determiner) && fresh || clause.is_quoted(n)
        })
}

/// Whether a clause without `that` begins at token `n`.
fn begins_zero(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    let Some(token) = clause.token(n) else {
        return false;
    };
    if clause.is_end(n)
        || token.is(Class::Auxiliary)
        || token.is(Class::Have) && !token.is(Class::Pronoun)
    {
        return false;
    }
    if token.is(Class::Pronoun) && !token.is(Class::Object) {
        return true;
    }
    clause.has_verb_within(n + 1, 16)
        || (takes.may(After::Aside) && !takes.may(After::Thing) && clause.reach(n) > n + 3)
}

/// Behind `in a statement`, `to reporters on Monday`: where the content begins, if it does.
fn past_setting(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    for at in n + 1..clause.unit.to.min(n + BETWEEN) {
        let token = clause.token(at)?;
        if clause.opens_mark(at).is_some() {
            return Some(at);
        }
        match token.sign {
            Some(':') => return Some(at + 1),
            Some(',' | '—') if clause.opens_mark(at + 1).is_some() => return Some(at + 1),
            Some(',') => {
                return clause.is(at + 1, Class::That).then_some(at + 2);
            }
            Some(_) => return None,
            None => {}
        }
        if token.is(Class::That) && !clause.is(at - 1, Class::Preposition) && at > n + 1 {
            return Some(at + 1);
        }
        let subject = token.is(Class::Pronoun)
            && !token.is(Class::Object)
            && takes.may(After::Clause)
            && at > n + 1;
        if subject
            && !clause.is(at - 1, Class::Preposition)
            && !clause.is(at - 1, Class::Subordinator)
        {
            return Some(at);
        }
        if matches!(token.shape(), Some(Shape::Finite)) && !clause.is_noun_like(at) {
            return None;
        }
    }
    None
}

/// Behind somebody spoken to, who begins at token `n`: where the content begins.
fn behind_whom(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    let first = clause.token(n)?;
    if first.is(Class::That)
        || first.is(Class::To)
        || first.is(Class::Question)
        || first.is(Class::Preposition)
    {
        return None;
    }
    for at in n + 1..clause.unit.to.min(n + BETWEEN) {
        let token = clause.token(at)?;
        if clause.opens_mark(at).is_some() {
            return Some(at);
        }
        match token.sign {
            Some(':') => return Some(at + 1),
            Some(',' | '—') if clause.opens_mark(at + 1).is_some() => return Some(at + 1),
            Some(_) => return None,
            None => {}
        }
        if token.is(Class::That) && (takes.may(After::Clause) || takes.may(After::That)) {
            return Some(at + 1);
        }
        if token.is(Class::To) && takes.may(After::Infinitive) {
            return Some(at - usize::from(clause.is(at - 1, Class::Negation)));
        }
        if token.is(Class::Question) && !token.is(Class::Relative) {
            return Some(at);
        }
        let before_is_loose = clause.is(at - 1, Class::Preposition)
            || clause.is(at - 1, Class::Coordinator)
            || clause.is(at - 1, Class::Subordinator);
        let subject = token.is(Class::Pronoun) && !before_is_loose && takes.may(After::Clause);
        let phrase = (token.is(Class::Determiner) || token.is(Class::Possessive))
            && !before_is_loose
            && takes.may(After::Clause)
            && clause.has_verb_within(at + 1, 10);
        if subject || phrase {
            return Some(at);
        }
    }
    None
}
