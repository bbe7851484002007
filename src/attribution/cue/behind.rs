//! Where the content of a cue begins that stands behind it, past those spoken to and where it was said.
use super::super::{
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
pub(in crate::attribution) fn has_content(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    behind(clause, n + 1, takes).is_some()
}

/// Where the content of a cue that takes `takes` begins, from token `from` on.
pub(super) fn behind(clause: Clause<'_>, from: usize, takes: &Takes) -> Option<Behind> {
    (takes.all()).find_map(|takes| behind_one(clause, from, takes))
}

/// One past the words that must stand from token `n` on, if they do.
pub(super) fn past_particle(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    let stands = |(i, word): (usize, &String)| clause.word(n + i).eq_ignore_ascii_case(word);
    let all = takes.particle.iter().enumerate().all(stands);
    all.then_some(n + takes.particle.len())
}

fn behind_one(clause: Clause<'_>, from: usize, takes: &Takes) -> Option<Behind> {
    let mut n = past_particle(clause, from, takes)?;
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
    n = past_circumstance(clause, n);
    let token = clause.token(n)?;
    if clause.opens_mark(n).is_some() {
        return (says || takes.may(After::Thing) || takes.may(After::Name))
            .then_some(Behind { from: n, cue });
    }
    if token.sign.is_some() {
        return past_sign(clause, n, takes).map(|from| Behind { from, cue });
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

/// Past adverbs and times that stand from token `n` on: `later on Monday`.
fn past_circumstance(clause: Clause<'_>, n: usize) -> usize {
    let mut n = n;
    while clause.token(n).is_some_and(|t| {
        t.mark == 0
            && !t.is(Class::That)
            && !t.is(Class::Answer)
            && (t.is(Class::Adverb) && !t.is(Class::Subordinator)
                || (t.is(Class::Time) && !t.is(Class::Preposition))
                || t.is(Class::Determiner)
                    && clause.is(n + 1, Class::Time)
                    && !is_helper(clause, n + 2))
    }) {
        n += 1;
    }
    if clause.is(n, Class::Preposition)
        && clause.is(n + 1, Class::Time)
        && !clause.token(n + 1).is_some_and(|t| t.possessive)
        && clause.is_time_end(n + 2)
    {
        n += 2;
        while clause.is(n, Class::Time) {
            n += 1;
        }
    }
    n
}

/// Whether a verb that helps another stands at token `n`: `this year may`.
fn is_helper(clause: Clause<'_>, n: usize) -> bool {
    clause.is(n, Class::Auxiliary) || clause.is(n, Class::Be) || clause.is(n, Class::Have)
}

/// Where the content begins behind the sign at token `n`: a quotation, or a clause behind what is inserted.
fn past_sign(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    let says = takes.may(After::Clause)
        || takes.may(After::Aside)
        || takes.may(After::Quote)
        || takes.may(After::Whom);
    match clause.sign(n)? {
        ',' | ':' | '—' if clause.opens_mark(n + 1).is_some() && says => Some(n + 1),
        ':' if says => Some(n + 1),
        sign @ (',' | '—') if takes.may(After::Clause) || takes.may(After::That) => {
            let close = (n + 1..n + 12).find(|&n| clause.sign(n) == Some(sign))?;
            clause.is(close + 1, Class::That).then_some(close + 2)
        }
        _ => None,
    }
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
    if token.is(Class::That) && speaks && !is_demonstrative(clause, n, takes) {
        let is_subject = clause
            .token(n + 1)
            .is_some_and(|t| t.is(Class::Be) || t.is(Class::Auxiliary) || t.is(Class::Have));
        let keeps = is_subject && takes.may(After::Clause);
        return Some((n + usize::from(!keeps), None));
    }
    if token.is(Class::Question) && (speaks || takes.may(After::Question)) {
        return Some((n, None));
    }
    if takes.may(After::Clause) && clause.is(n, Class::Answer) && clause.is_set_off(n + 1) {
        return Some((n, None));
    }
    if takes.may(After::Infinitive) && begins_infinitive(clause, n) {
        let silent = clause.is(n + 1, Class::Silence) && clause.is_set_off(n + 2);
        return (!silent).then_some((n, None));
    }
    if takes.may(After::As) {
        let near = (n + 1..(n + 16).min(clause.unit.to))
            .take_while(|&n| clause.sign(n).is_none())
            .any(|n| clause.is(n, Class::As));
        return near.then_some((n, None));
    }
    if takes
        .prepositions
        .iter()
        .any(|p| clause.word(n).eq_ignore_ascii_case(p))
    {
        return Some((n + 1, Some(n + 1)));
    }
    if takes.may(After::Infinitive)
        && let Some(from) = past_place(clause, n)
    {
        return Some((from, None));
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
    object(clause, n, takes)
}

/// The infinitive behind where it was said, which begins at token `n`: `promised in Ohio to bring them back`.
fn past_place(clause: Clause<'_>, n: usize) -> Option<usize> {
    /// How many words stand between, at most.
    const WORDS: usize = 7;
    if !clause.is(n, Class::Setting) {
        return None;
    }
    (n + 2..n + WORDS)
        .take_while(|&n| {
            clause.token(n).is_some_and(|t| t.is_word() && t.mark == 0) && !clause.is_finite(n)
        })
        .find(|&n| begins_infinitive(clause, n))
}

/// Whether `that` at token `n` points at something and begins no clause: `disputed that account`.
fn is_demonstrative(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    takes.may(After::Thing)
        && (n + 2..n + 5).contains(&clause.reach(n))
        && !clause.is(n + 1, Class::Determiner)
        && !clause.is(n + 1, Class::Pronoun)
        && !(n + 1..clause.reach(n)).any(|n| clause.is_finite(n))
}

/// Whether an infinitive begins with the `to` at token `n`.
fn begins_infinitive(clause: Clause<'_>, n: usize) -> bool {
    clause.is(n, Class::To)
        && clause.token(n + 1).is_some_and(|t| {
            t.is_word()
                && !t.capital
                && !t.is(Class::Determiner)
                && !t.is(Class::Possessive)
                && !t.is(Class::Object)
        })
}

/// The content at token `n` that is what is spoken of: `denied the charge`, `called him a fool`.
fn object(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<(usize, Option<usize>)> {
    let token = clause.token(n)?;
    let having = token.is(Class::Have) && clause.word(n).ends_with("ing");
    let noun =
        !token.is(Class::Auxiliary) && !token.is(Class::Be) && (!token.is(Class::Have) || having);
    let names = takes.may(After::Name) && is_named(clause, n)
        || takes.may(After::Small) && is_seen(clause, n)
        || takes.may(After::Stand) && is_standing(clause, n);
    let thing =
        takes.may(After::Thing) && noun && !token.is(Class::Event) && !token.is(Class::Particle);
    if thing
        && takes.may(After::Noun)
        && let Some(found) = behind_noun(clause, n)
    {
        return Some(found);
    }
    (thing || names && noun).then_some((n, None))
}

/// Behind a noun that attributes itself, the object of the cue: `expressed concern Tuesday that`. Where its clause begins, and the noun ends.
fn behind_noun(clause: Clause<'_>, n: usize) -> Option<(usize, Option<usize>)> {
    let noun = (n..n + 4)
        .take_while(|&n| clause.token(n).is_some_and(|t| t.is_word() && t.mark == 0))
        .find(|&n| clause.token(n).is_some_and(|t| t.entry.noun.is_some()))?;
    let that = past_time(clause, noun + 1);
    let takes = clause.takes(clause.token(noun)?.entry.noun?);
    (takes.may(After::That) && clause.is(that, Class::That)).then_some((that + 1, Some(noun + 1)))
}

/// Past adverbs and times: `Tuesday`, `on Tuesday`, `again`.
pub(super) fn past_time(clause: Clause<'_>, n: usize) -> usize {
    let loose = |&n: &usize| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0 && !t.is(Class::That) && (t.is(Class::Adverb) || t.is(Class::Time))
        })
    };
    (n..n + 4).find(|n| !loose(n)).unwrap_or(n)
}

/// Whether what begins at token `n` is somebody or something and how it is seen: `her losing ground`.
fn is_seen(clause: Clause<'_>, n: usize) -> bool {
    let Some(phrase) = clause.phrase_after(n) else {
        return false;
    };
    let state = clause.word(phrase.to);
    clause.token(phrase.to).is_some_and(|t| t.mark == 0)
        && (state.ends_with("ing") || clause.is(phrase.to, Class::Adverb))
        || (n + 1..phrase.to).any(|n| {
            !clause.is(n - 1, Class::Determiner) && clause.is(n, Class::Adverb)
                || clause.word(n).ends_with("ing") && n + 1 < phrase.to
        })
}

/// Whether what begins at token `n` is how somebody stands in the survey before the verb: `Lee at 40 percent`.
fn is_standing(clause: Clause<'_>, n: usize) -> bool {
    /// How many words a survey stands before its verb, and a standing behind, at most.
    const NEAR: usize = 10;
    let survey =
        (clause.unit.from.max(n.saturating_sub(NEAR))..n).any(|n| clause.is(n, Class::Survey));
    let inside = |n: &usize| clause.token(*n).is_some_and(|t| t.is_word() && t.mark == 0);
    survey
        && (n + 1..n + NEAR)
            .take_while(inside)
            .any(|n| clause.is(n, Class::Standing))
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
            clause.is(n, Class::Determiner) && fresh
                || clause.is_quoted(n)
                || clause.is(n, Class::Judgment) && !clause.is(n - 1, Class::Determiner)
        })
}

/// Whether a clause without `that` begins at token `n`.
fn begins_zero(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    let Some(token) = clause.token(n) else {
        return false;
    };
    let helps = token.is(Class::Auxiliary) || token.is(Class::Have) || token.is(Class::Be);
    let speaks = || {
        (token.entry.verb).is_some_and(|(number, shape)| {
            let takes = clause.takes(number);
            shape == Shape::Base && takes.may(After::Aside) && has_content(clause, n, takes)
        })
    };
    let particle = token.is(Class::Particle) && clause.is_set_off(n + 1);
    if clause.is_end(n) || particle || helps && !token.is(Class::Pronoun) || speaks() {
        return false;
    }
    if token.is(Class::Pronoun) && !token.is(Class::Object) {
        return true;
    }
    // It cheats: a form in -s behind a pronoun is a verb.
    if token.is(Class::Pronoun)
        && clause
            .token(n + 1)
            .is_some_and(|t| t.is_word() && t.mark == 0)
        && (clause.word(n + 1).ends_with('s') || clause.is(n + 1, Class::Adverb))
    {
        return true;
    }
    clause.has_verb_within(n + 1, 16)
        || (takes.may(After::Aside)
            && !takes.may(After::Thing)
            && !takes.may(After::Whom)
            && clause.reach(n) > n + 5)
}

/// Behind `in a statement`, `to reporters on Monday`: where the content begins, if it does.
fn past_setting(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    for at in n + 1..clause.unit.to.min(n + BETWEEN) {
        let token = clause.token(at)?;
        if clause.is_title(at) {
            continue;
        }
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
        // A bill that would: the clause describes it.
        if token.is(Class::That)
            && !clause.is(at - 1, Class::Preposition)
            && at > n + 1
            && !is_helper(clause, at + 1)
        {
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
    let owned = takes.may(After::Thing) && first.is(Class::Determiner);
    for at in n + 1..clause.unit.to.min(n + BETWEEN) {
        let token = clause.token(at)?;
        if clause.opens_mark(at).is_some() {
            return (!owned).then_some(at);
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
        let leads = |p: &String| clause.word(at).eq_ignore_ascii_case(p);
        if takes.prepositions.iter().any(leads) {
            return Some(at + 1);
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
