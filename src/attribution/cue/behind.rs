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
    let found = (takes.all()).find_map(|takes| behind_one(clause, from, takes))?;
    // Asked not to be named.
    let hides = (found.from..found.from + 4)
        .take_while(|&n| {
            clause.is(n, Class::Negation) || clause.is(n, Class::To) || clause.is(n, Class::Be)
        })
        .last()
        .is_some_and(|n| clause.is(n + 1, Class::Anonymous));
    (!hides).then_some(found)
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
    if let Some(from) = marked(clause, n, takes) {
        return Some((from, None));
    }
    if takes.may(After::Infinitive) && begins_infinitive(clause, n) {
        let silent = clause.is(n + 1, Class::Silence) && clause.is_set_off(n + 2);
        return (!silent).then_some((n, None));
    }
    if takes.may(After::As) {
        return ahead(clause, n, 16, Class::As).then_some((n, None));
    }
    if leads_content(clause, n, takes) {
        return Some((n + 1, Some(n + 1)));
    }
    if token.is(Class::Preposition) || (token.is(Class::Subordinator) && !token.is(Class::That)) {
        return past_circumstances(clause, n, takes).map(|from| (from, None));
    }
    if token.is(Class::Coordinator) || token.is(Class::By) {
        return None;
    }
    let zero = takes.may(After::Clause) && begins_zero(clause, n, takes);
    if zero || takes.may(After::Doer) && ahead(clause, n, 10, Class::To) {
        return Some((n, None));
    }
    object(clause, n, takes)
}

/// Where the clause begins that a word at token `n` marks as one: `that`, a question word, an answer.
fn marked(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    let speaks = takes.may(After::Clause) || takes.may(After::That);
    if clause.is(n, Class::That) && speaks && !is_demonstrative(clause, n, takes) {
        let keeps = is_helper(clause, n + 1) && takes.may(After::Clause);
        return Some(n + usize::from(!keeps));
    }
    let asks = clause.is(n, Class::Question) && (speaks || takes.may(After::Question));
    let answers =
        takes.may(After::Clause) && clause.is(n, Class::Answer) && clause.is_set_off(n + 1);
    (asks || answers).then_some(n)
}

/// Whether a word of `class` stands less than `most` tokens behind token `n`, before a sign.
fn ahead(clause: Clause<'_>, n: usize, most: usize, class: Class) -> bool {
    (n + 1..(n + most).min(clause.unit.to))
        .take_while(|&n| clause.sign(n).is_none())
        .any(|n| clause.is(n, class))
}

/// Whether a preposition that a content may begin with stands at token `n`.
pub(super) fn leads_content(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    let same = |p: &String| clause.word(n).eq_ignore_ascii_case(p);
    takes.prepositions.iter().any(same)
}

/// The content behind the place, the time or the manner that begins at token `n`.
fn past_circumstances(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    let speaks = takes.may(After::Clause)
        || takes.may(After::That)
        || takes.may(After::Aside)
        || takes.may(After::Quote);
    let infinitive = takes.may(After::Infinitive).then(|| past_place(clause, n));
    let setting = || speaks.then(|| past_setting(clause, n, takes));
    infinitive.flatten().or_else(|| setting().flatten())
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
        .map(|n| n - usize::from(clause.is(n - 1, Class::Negation)))
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
    // Denied him a loan.
    let gives =
        token.is(Class::Object) && clause.is(n + 1, Class::Determiner) && !takes.may(After::Name);
    let thing = takes.may(After::Thing)
        && noun
        && !gives
        && !token.is(Class::Event)
        && !token.is(Class::Particle);
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
            && !is_writing(clause, n)
            && clause.reach(n) > n + 5)
}

/// Whether a piece of writing stands at token `n`: `wrote a letter to the board`.
fn is_writing(clause: Clause<'_>, n: usize) -> bool {
    clause.is(n, Class::Determiner)
        && (n + 1..n + 4).any(|n| clause.is(n, Class::Medium) || clause.is(n, Class::Work))
        && !(n..clause.reach(n)).any(|n| clause.is_quoted(n))
}

/// What a token is that stands between a verb and its content.
enum Between {
    /// A word of where or to whom it was said.
    Word,
    /// A sign or a mark with which the content begins at the token given.
    Begins(usize),
    /// A sign behind which no content stands.
    Ends,
}

/// What the token at `at` is where the content is still to come.
fn between(clause: Clause<'_>, at: usize) -> Between {
    if clause.opens_mark(at).is_some() {
        return Between::Begins(at);
    }
    let opens = clause.opens_mark(at + 1).is_some();
    match clause.sign(at) {
        None => Between::Word,
        Some(':') => Between::Begins(at + 1),
        Some(',' | '—') if opens => Between::Begins(at + 1),
        Some(_) => Between::Ends,
    }
}

/// Behind `in a statement`, `to reporters on Monday`: where the content begins, if it does.
fn past_setting(clause: Clause<'_>, n: usize, takes: &Takes) -> Option<usize> {
    for at in n + 1..clause.unit.to.min(n + BETWEEN) {
        let token = clause.token(at)?;
        if clause.is_title(at) {
            continue;
        }
        match between(clause, at) {
            Between::Word => {}
            Between::Begins(from) => return Some(from),
            Between::Ends => {
                let that = clause.is_comma(at) && clause.is(at + 1, Class::That);
                return that.then_some(at + 2);
            }
        }
        let fresh = at > n + 1 && !clause.is(at - 1, Class::Preposition);
        // A bill that would: the clause describes it.
        if token.is(Class::That) && fresh && !is_helper(clause, at + 1) {
            return Some(at + 1);
        }
        let subject = token.is(Class::Pronoun) && !token.is(Class::Object);
        if subject && fresh && takes.may(After::Clause) && !clause.is(at - 1, Class::Subordinator) {
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
        match between(clause, at) {
            Between::Word => {}
            Between::Begins(from) => return (!(owned && clause.is_quoted(at))).then_some(from),
            Between::Ends => return None,
        }
        if let Some(found) = past_hearer(clause, at, takes) {
            return Some(found);
        }
    }
    None
}

/// The content that begins at token `at` behind somebody spoken to.
fn past_hearer(clause: Clause<'_>, at: usize, takes: &Takes) -> Option<usize> {
    let token = clause.token(at)?;
    if token.is(Class::That) && (takes.may(After::Clause) || takes.may(After::That)) {
        return Some(at + 1);
    }
    if token.is(Class::To) && takes.may(After::Infinitive) {
        return Some(at - usize::from(clause.is(at - 1, Class::Negation)));
    }
    if token.is(Class::Question) && !token.is(Class::Relative) {
        return Some(at);
    }
    if leads_content(clause, at, takes) {
        return Some(at + 1);
    }
    let fresh = !clause.is(at - 1, Class::Preposition)
        && !clause.is(at - 1, Class::Coordinator)
        && !clause.is(at - 1, Class::Subordinator);
    let phrase = (token.is(Class::Determiner) || token.is(Class::Possessive))
        && clause.has_verb_within(at + 1, 10);
    // Told reporters Lee had left.
    let hearers = clause.word(at - 1);
    let named = token.capital
        && !token.is(Class::Time)
        && hearers.ends_with('s')
        && hearers.starts_with(char::is_lowercase)
        && clause.has_verb_within(at + 1, 8);
    let begins = fresh && takes.may(After::Clause) && (token.is(Class::Pronoun) || phrase || named);
    begins.then_some(at)
}
