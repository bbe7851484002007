//! Who does the saying that a verb tells of.
use super::acting::carried_on;
use super::{
    cast::{Person, Stretch, Who},
    lists::{
        AND, AWAY, BEHIND, BEING, BY, DETERMINERS, HANGING, HELPERS, NOR, NOUNS, OF, OURS,
        RELATIVES, SUBJECTS, TELLING, TO, WHERE, listed,
    },
};
use crate::attribution;

/// Words between a name and its verb: a role, an apposition.
const BETWEEN: usize = 6;
/// The same of what stands between two commas.
const INSERTED: usize = 16;

/// The subject of a verb of saying.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    Person(Person),
    /// She, he: somebody named before.
    Pronoun,
    /// Somebody who is not named: the historian, officials.
    Somebody,
}

/// Who does the saying that the verb at word `verb` tells of; nothing where it has no subject of its own.
pub(super) fn subject(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    let word = stretch.word(verb);
    if attribution::is_according(&word.to_lowercase()) {
        let before = || (stretch.people.iter()).find(|p| p.to == verb);
        let found = if listed(BEHIND, word) {
            before().or_else(|| behind(stretch, verb))
        } else {
            behind(stretch, verb).or_else(before)
        };
        // According to Brook’s aide: that is not Brook.
        let own = |p: &&Person| {
            let has = p.possessive && p.from > verb && p.to + 1 < stretch.words.len();
            !has || (!stretch.has_somebody(p) && stretch.has_words(p, p.to + BETWEEN))
        };
        let found = found.filter(own);
        return Some(found.map_or(Subject::Somebody, |p| Subject::Person(*p)));
    }
    // Brook was told by Dunn: who is told does not speak.
    let by = listed(BY, stretch.word(verb + 1));
    let being = (0..verb).rev().take_while(|&n| is_helper(stretch.word(n)));
    if being.into_iter().any(|n| listed(BEING, stretch.word(n))) && (by || listed(TELLING, word)) {
        let agent = behind(stretch, verb).filter(|_| by);
        return Some(agent.map_or(Subject::Somebody, |p| Subject::Person(*p)));
    }
    if let Some(first) = carried_on(stretch, verb) {
        return Some(first);
    }
    if let Some(person) = before(stretch, verb) {
        return Some(if is_denied(stretch, person, verb) {
            Subject::Somebody
        } else {
            Subject::Person(*person)
        });
    }
    if let Some(somebody) = told_of(stretch, verb) {
        return Some(somebody);
    }
    // `The historian said Brook would go`: who stands before speaks, save where a sentence may begin with something else.
    let led = described(stretch, verb);
    let person = behind(stretch, verb);
    let inverted =
        attribution::is_german(&stretch.words) && attribution::is_opener(stretch.word(0));
    match person.filter(|_| led.is_none() || (inverted && stretch.words.len() > 1)) {
        Some(person) => Some(Subject::Person(*person)),
        None => led.or_else(|| unnamed(stretch, verb)),
    }
}

/// Somebody who is not named, and of whom more is told between commas: the adviser, who asked not to be named, said.
fn told_of(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    let comma = |n: usize| stretch.between(n, n + 1).contains(',');
    let last = verb.checked_sub(1).filter(|&last| comma(last))?;
    let somebody = |n: usize| comma(n) && attribution::is_unnamed(stretch.word(n));
    (0..last).any(somebody).then_some(Subject::Somebody)
}

/// Whether word `n` is a verb of saying: no `States`, no `report` of somebody's, no `think tank`.
pub(super) fn is_saying(stretch: &Stretch<'_>, n: usize) -> bool {
    let word = stretch.word(n).to_lowercase();
    let capital = n > 0 && stretch.words[n].capital;
    let noun = listed(DETERMINERS, stretch.before(n))
        || stretch.before(n) == "of"
        || stretch.word(n + 1).starts_with("tank");
    attribution::is_saying(&word) && !capital && !noun
}

/// The name before the verb that is its subject.
fn before<'a>(stretch: &'a Stretch<'_>, verb: usize) -> Option<&'a Person> {
    let mut found = stretch.people.iter().rev().filter(|p| p.to <= verb);
    found.find(|person| {
        !person.possessive
            && !person.attributive
            && !is_bracketed(stretch, person, verb)
            && (!is_aside(stretch, person) || is_told_of(stretch, person, verb))
            && is_near(stretch, person, verb)
            && leads_to(stretch, person, verb)
            || is_enclosed(stretch, person, verb)
    })
}

/// Whether the verb says what `person` did not say: Brook never said, neither Dunn nor Brook said.
fn is_denied(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    let near = (person.to..verb).rev().take(2);
    // Brook and not Dunn said: that denies nothing of Brook's.
    let aside = |n: usize| n + 1 < verb && stretch.words[n + 1].capital;
    let denies = |n: usize| attribution::is_negation(stretch.word(n)) && !aside(n);
    let apart = stretch.between(person.to - 1, verb).contains(',');
    listed(NOR, stretch.before(person.from)) || (!apart && near.into_iter().any(denies))
}

/// Whether `person` stands between commas right before the verb and was described before: the foreign minister, Sergei Lavrov, said.
fn is_enclosed(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    let next = person.to < verb && stretch.between(person.to - 1, person.to).trim() == ",";
    let helped = (person.to..verb).all(|n| is_helper(stretch.word(n)));
    let ends = person.to == verb && stretch.between(verb - 1, verb).trim() == ",";
    (ends || (next && helped)) && !person.possessive && stretch.is_apposed(person)
}

/// Whether `person` stands in brackets that are closed before the verb: Dunn (who met Brook) said.
fn is_bracketed(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    let between = stretch.between(person.to - 1, verb);
    between.matches(')').count() > between.matches('(').count()
}

/// Whether `person` is told of, or belongs to the name before it: Brook of Alder.
fn is_aside(stretch: &Stretch<'_>, person: &Person) -> bool {
    stretch.is_object(person) || stretch.is_where(person)
}

/// Whether the verb is as near to `person` as it must be: to what may be no person right behind it.
fn is_near(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    let between = verb - person.to;
    let beside = (person.to..verb).all(|n| is_helper(stretch.word(n)));
    match person.who {
        Who::Stranger(false) | Who::Party(_) => beside && stretch.commas(person.to - 1, verb) == 0,
        _ if stretch.commas(person.to - 1, verb) >= 2 => between <= INSERTED,
        _ => between <= BETWEEN,
    }
}

/// Whether the verb is that of a clause which tells more of `person`: Brook, who warned.
fn is_told_of(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    listed(RELATIVES, stretch.word(person.to))
        && (person.to + 1..verb).all(|n| is_helper(stretch.word(n)))
}

pub(super) fn is_helper(word: &str) -> bool {
    let word = word.to_lowercase();
    listed(HELPERS, &word) || attribution::is_adverb_in_s(&word) || word.ends_with("ly")
}

/// Whether nothing between `person` and the verb belongs to another clause; what stands between two commas does not count.
fn leads_to(stretch: &Stretch<'_>, person: &Person, verb: usize) -> bool {
    let commas = stretch.commas(person.to - 1, verb);
    let told_of = is_told_of(stretch, person, verb);
    if told_of || commas % 2 == 1 {
        return told_of;
    }
    let cuts = |n: &usize| stretch.is_cut(*n);
    let (mut first, mut last) = (person.to, person.to);
    if commas > 0 {
        first = (person.to - 1..verb).find(cuts).map_or(verb, |n| n + 1);
        last = (person.to - 1..verb).rfind(cuts).map_or(verb, |n| n + 1);
    }
    let own = (person.to..verb).filter(|n| commas == 0 || !(first..last).contains(n));
    let place = |n: usize| listed(WHERE, stretch.word(n)) && n == person.to;
    let joined = |n: usize| {
        listed(AND, stretch.word(n)) && stretch.words.get(n + 1).is_some_and(|w| w.capital)
    };
    !own.into_iter().any(|n| {
        is_saying(stretch, n)
            || (listed(OF, stretch.word(n)) && !is_helper(stretch.word(n)) && !place(n))
            || joined(n)
    })
}

/// The name behind the verb that is its subject.
fn behind<'a>(stretch: &'a Stretch<'_>, verb: usize) -> Option<&'a Person> {
    let told = listed(TELLING, stretch.word(verb));
    let according = attribution::is_according(&stretch.word(verb).to_lowercase());
    // Said Putin’s foreign minister, Sergei Lavrov.
    let told_before = |p: &Person| stretch.commas(verb, p.from) == 1 && stretch.is_apposed(p);
    let reach = |p: &&Person| p.from > verb && p.from - verb <= BETWEEN + 1;
    let mut found = stretch.people.iter().filter(reach);
    found.find(|person| {
        let between = verb + 1..person.from;
        let beside =
            between.is_empty() || (between.len() < 2 && listed(NOUNS, stretch.word(verb + 1)));
        let clear = !matches!(person.who, Who::Stranger(false)) || beside || told_before(person);
        let agent = listed(BY, stretch.before(person.from)) && between.len() <= 2;
        clear
            && !person.attributive
            && (according || !person.possessive)
            && !(told && between.is_empty())
            && (according || agent || !stretch.is_object(person))
            && !stretch.is_where(person)
            && (stretch.commas(verb, person.from) == 0 || told_before(person))
            && !between.clone().any(|n| listed(AWAY, stretch.word(n)))
    })
}

/// The subject before the verb that is no name: a pronoun, or somebody of whom only is said what they are.
fn described(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    let mut near = verb.saturating_sub(3)..verb;
    let is_subject =
        |n: usize| listed(SUBJECTS, stretch.word(n)) && !stretch.between(n, verb).contains(',');
    if near.any(is_subject) {
        return Some(Subject::Pronoun);
    }
    if verb > 0 && listed(OURS, stretch.word(verb - 1)) {
        return Some(Subject::Somebody);
    }
    let last = (0..verb).rfind(|&n| !is_helper(stretch.word(n)))?;
    let apart = stretch
        .between(last, verb)
        .contains([',', ';', ':', '—', '–', '(']);
    let word = stretch.word(last);
    let joins =
        listed(TO, word) || (attribution::is_opener(word) && !attribution::is_unnamed(word));
    (!apart && !joins && !is_saying(stretch, last)).then_some(Subject::Somebody)
}

/// The same of who stands behind the verb.
fn unnamed(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    let next = stretch.word(verb + 1);
    if listed(SUBJECTS, next) {
        return Some(Subject::Pronoun);
    }
    if listed(OURS, next) {
        return Some(Subject::Somebody);
    }
    let told = listed(TELLING, stretch.word(verb));
    let capital = stretch.words.get(verb + 1).is_some_and(|word| word.capital);
    let noun = listed(NOUNS, next) || attribution::is_unnamed(next) || capital;
    let begins = verb == 0
        || !stretch.between(verb - 1, verb).trim().is_empty()
        || listed(HANGING, stretch.before(verb))
        || attribution::is_german(&stretch.words);
    (noun && begins && !told && stretch.between_is_plain(verb)).then_some(Subject::Somebody)
}

impl Stretch<'_> {
    /// Whether no sign stands behind word `n`.
    fn between_is_plain(&self, n: usize) -> bool {
        n + 1 < self.words.len() && self.between(n, n + 1).trim().is_empty()
    }
}
