//! Who goes on to speak where somebody does something to somebody first: Brook met Dunn and said.
use super::{
    cast::{Person, Stretch, Who},
    lists::{AND, AWAY, BY, HELPERS, NOUNS, OF, RELATIVES, WHERE, listed},
    subject::{Subject, is_helper, is_saying},
};
use crate::attribution;

/// Words between somebody who acts and whom they act on, at most.
const ACTION: usize = 5;

/// Who does the saying at word `verb` behind `and`, where the name right before it is that of whom something was done to.
pub(super) fn carried_on(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    // Brook smiled at Dunn and, after a pause, said.
    let inserted = verb > 0 && stretch.is_cut(verb - 1);
    let and = (0..verb).rfind(|&n| {
        let joins = listed(AND, stretch.word(n)) && stretch.is_cut(n);
        joins || !(inserted || is_helper(stretch.word(n)))
    })?;
    let cuts = if inserted { 2 } else { 0 };
    if !listed(AND, stretch.word(and)) || stretch.commas(and, verb) != cuts {
        return None;
    }
    // Brook saw Dunn rise and say: that is no verb of Brook's.
    let finite = stretch.word(verb).ends_with(['d', 's', 't', 'e']);
    let object = last_named(stretch, and).filter(|p| p.to == and || finite)?;
    if let Some(person) = actor(stretch, stretch.first_of_row(object), object.to < and) {
        return Some(Subject::Person(*person));
    }
    // The historian met Brook and said: that is the historian.
    let unnamed = object.to == and && object.from > 0 && listed(NOUNS, stretch.word(0)) && {
        let acts = |n: usize| !is_beside_a_name(stretch, n) && !stretch.words[n].capital;
        !attribution::is_german(&stretch.words) && acts(object.from - 1)
    };
    unnamed.then_some(Subject::Somebody)
}

/// The same of a verb that hangs on the clause before: Brook met Dunn, saying.
pub(super) fn trailing(stretch: &Stretch<'_>, verb: usize) -> Option<Subject> {
    // Brook recalls Dunn saying: that is Dunn.
    let own = |p: &&Person| {
        let plain = !p.possessive && !p.attributive && !stretch.is_object(p);
        p.to == verb && p.from > 0 && plain && !stretch.is_cut(verb - 1)
    };
    if let Some(person) = stretch.people.iter().find(own) {
        return Some(Subject::Person(*person));
    }
    // Brook met Dunn, saying; Brook mocked Dunn by saying.
    let by = usize::from(listed(BY, stretch.before(verb)));
    let end = verb - by;
    let last = end.checked_sub(1);
    let last = last.filter(|&last| by > 0 || stretch.is_cut(last))?;
    let object = last_named(stretch, end)?;
    let person = actor(stretch, stretch.first_of_row(object), object.to <= last)?;
    // Brook was interrupted by Dunn, saying: nobody can say who speaks.
    let passive = listed(BY, stretch.before(object.from));
    Some(if passive {
        Subject::Somebody
    } else {
        Subject::Person(*person)
    })
}

/// Who acts on `object`, in words of one clause before that name; `apart` where more than a sign stands between it and the saying.
pub(super) fn actor<'a>(
    stretch: &'a Stretch<'_>,
    object: &Person,
    apart: bool,
) -> Option<&'a Person> {
    let mut before = stretch.people.iter().rev().filter(|p| p.to <= object.from);
    before.find(|person| acts_on(stretch, person, object, apart))
}

/// Whether `person` acts on `object`, as [`actor`] asks.
pub(super) fn acts_on(
    stretch: &Stretch<'_>,
    person: &Person,
    object: &Person,
    apart: bool,
) -> bool {
    let mut between = person.to..object.from;
    let known = matches!(person.who, Who::Source(_) | Who::Stranger(true));
    if !known
        || person.possessive
        || person.attributive
        || stretch.is_object(person)
        || stretch.is_where(person)
        || between.len() > ACTION
        || stretch.commas(person.to - 1, object.from) > 0
        || (stretch.between(person.to - 1, object.from)).contains([':', ';', '(', ')', '.'])
    {
        return false;
    }
    // Am Montag traf Brook Dunn und sagte.
    if between.is_empty() {
        let german = attribution::is_german(&stretch.words);
        return german && person.from > 0 && !stretch.words[person.from - 1].capital;
    }
    let ends = |n: usize| {
        let relative = n == person.to && listed(RELATIVES, stretch.word(n));
        let away = listed(AWAY, stretch.word(n)) && !relative;
        away || listed(AND, stretch.word(n)) || (apart && is_saying(stretch, n))
    };
    let verb = |n: usize| {
        !is_beside_a_name(stretch, n) && !stretch.words[n].capital && !is_helper(stretch.word(n))
    };
    let first = stretch.word(person.to);
    let named = stretch.words[person.to].capital || attribution::is_title(first);
    let place = listed(OF, first) || listed(WHERE, first);
    let opens = !named && (is_helper(first) || !place);
    opens && !between.clone().any(ends) && between.any(verb)
}

/// The last name before word `end`, with nothing behind it but where, when or what.
fn last_named<'a>(stretch: &'a Stretch<'_>, end: usize) -> Option<&'a Person> {
    let person = stretch.people.iter().rfind(|p| p.to <= end)?;
    // Brook thanked Dunn and others and said.
    let others = person.to + 2 == end
        && listed(AND, stretch.word(person.to))
        && attribution::is_unnamed(stretch.word(person.to + 1));
    let plain = person.to == end || others || {
        let first = stretch.word(person.to);
        let small =
            attribution::is_opener(first) && !listed(HELPERS, first) && !listed(AWAY, first);
        // Brook cut Dunn off and said: but not Brook hopes Dunn listened and said.
        let alone = end - person.to == 1 && !stretch.words[person.to].capital;
        let alone = alone && !first.ends_with("ed") && !is_helper(first);
        let adverbial = alone || small || listed(OF, first) || listed(WHERE, first);
        adverbial && stretch.commas(person.to - 1, end - 1) == 0
    };
    (plain && !person.possessive && !person.attributive).then_some(person)
}

/// Whether word `n` is a title or a small word, and no verb.
fn is_beside_a_name(stretch: &Stretch<'_>, n: usize) -> bool {
    let word = stretch.word(n);
    let small = attribution::is_opener(word) || attribution::is_title(word);
    small || listed(OF, word) || listed(WHERE, word)
}
