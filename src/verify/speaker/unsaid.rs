//! Who is named for a quotation where no verb says who speaks: by a sign, by what is theirs, or by nearness.
use super::{
    acting::{actor, acts_on},
    cast::{Person, Stretch, Who},
    lists::{BEING, BY, FROM, JOINING, OF, THAT, VIEWS, WITH, listed},
    named::Voice,
    subject::is_saying,
};
use crate::{
    attribution,
    text::{Span, fold::is_mark},
};

/// The name that takes the verb of the clause before over, right before the quotation at `at`: she spoke of “tolls”; Dunn of “fees”.
pub(super) fn takes_over(stretch: &Stretch<'_>, at: Span) -> Option<Voice> {
    let takes = |person: &&Person| {
        let (first, last) = (&stretch.words[person.from], &stretch.words[person.to - 1]);
        let opens = person.from.checked_sub(1).map_or_else(
            || stretch.text[..first.span.start].trim_end().ends_with(';'),
            |n| stretch.between(n, person.from).contains(';'),
        );
        let mut behind =
            (person.to..stretch.words.len()).filter(|&n| stretch.words[n].span.end <= at.start);
        let joins = |n: usize| person.possessive || listed(OF, stretch.word(n));
        let joined = behind.next().is_none_or(joins) && behind.next().is_none();
        opens && joined && last.span.end <= at.start
    };
    let person = stretch.people.iter().find(takes)?;
    Some(Voice {
        who: Some((person.who, stretch.place(person))),
        says: true,
        ..Voice::default()
    })
}

/// Whose words the name right before the quotation at `at` says they are: Brook’s “fees”, Brook’s word for it: “fees”, Brook (“fees”), Brook: “fees”. Of Brook’s
/// aides it says nothing.
pub(super) fn right_before(stretch: &Stretch<'_>, at: Span) -> Option<Voice> {
    let (person, all, gap) = last_before(stretch, at)?;
    let behind = person.to + usize::from(person.possessive && stretch.word(person.to) == "s");
    let signs = |c: char| c.is_whitespace() || is_mark(c) || matches!(c, ':' | '(');
    let somebody = |word: &str| attribution::is_title(word) || attribution::is_unnamed(word);
    let claimed = listed(THAT, stretch.before(person.from)) && all > behind;
    let owns = person.possessive
        && !claimed
        && all.saturating_sub(behind) <= 1
        && (behind == all
            || (!somebody(stretch.word(behind)) && attribution::is_spoken(stretch.word(behind))));
    // See (“fees”): that names nobody.
    let bracketed =
        person.to == all && gap.trim_start().starts_with('(') && person.who != Who::Stranger(false);
    let labelled = person.to == all
        && gap.trim() == ":"
        && (0..person.from).all(|n| attribution::is_title(stretch.word(n)))
        && !stretch.is_label(person.from);
    let names = gap.chars().all(signs) && (owns || bracketed || labelled) && !person.attributive;
    names.then(|| Voice {
        who: Some((person.who, stretch.place(person))),
        says: labelled && matches!(person.who, Who::Stranger(_)),
        ..Voice::default()
    })
}

/// The last name before the quotation at `at`, where its stretch ends, and what stands between: brackets behind a name only say where it belongs.
fn last_before<'a>(stretch: &'a Stretch<'_>, at: Span) -> Option<(&'a Person, usize, &'a str)> {
    let end = stretch.words.last()?.span.end;
    let gap = stretch
        .text
        .get(end..at.start)
        .filter(|_| stretch.span.end <= at.start)?;
    let Some(gap) = gap.trim_start().strip_prefix(')') else {
        return Some((stretch.people.last()?, stretch.words.len(), gap));
    };
    let all = stretch.words.len();
    let opens = |p: &&Person| p.to < all && stretch.between(p.to - 1, p.to).contains('(');
    let person = stretch.people.iter().rfind(opens)?;
    let whole = !stretch.between(person.to - 1, all - 1).contains(')');
    whole.then_some((person, person.to, gap))
}

/// The name nearest to the quotation, where no verb says who speaks; where the verb at `pronoun` has one for its subject, a name before it.
pub(super) fn nearest(stretches: &[Stretch<'_>], at: Span, pronoun: Option<Span>) -> Option<Voice> {
    let mut best: Option<((bool, usize), &Stretch<'_>, &Person)> = None;
    for stretch in stretches {
        for person in &stretch.people {
            let place = stretch.place(person);
            let credit = is_credit(stretch, person, at);
            let counts = match person.who {
                Who::Source(_)
                    if stretch.has_somebody(person) || has_thing(stretch, person, at) =>
                {
                    false
                }
                Who::Source(_) => {
                    pronoun.is_none_or(|verb| place.end <= verb.start && !stretch.is_object(person))
                }
                Who::Party(_) => false,
                Who::Stranger(_) => credit && pronoun.is_none(),
            };
            if counts {
                let near = (stretch.is_object(person) && !credit, distance(place, at));
                let found = (near, stretch, person);
                best = best.into_iter().chain([found]).min_by_key(|b| b.0);
            }
        }
    }
    let (_, stretch, person) = best?;
    let place = stretch.place(person);
    let mut voice = Voice {
        who: Some((person.who, place)),
        says: matches!(person.who, Who::Stranger(_)),
        ..Voice::default()
    };
    // Brook attacked Dunn: “...”. Who acts may speak, and so may the other one.
    let gap = stretch.text.get(place.end..at.start);
    let same = gap.is_some_and(|gap| !gap.contains(['.', '!', '?']));
    if same && pronoun.is_none() && is_acted_on(stretch, person) {
        return None;
    }
    let acted_on = same && pronoun.is_none() && !person.possessive && !stretch.is_object(person);
    if let Some(actor) = actor(stretch, person, false).filter(|_| acted_on)
        && let Who::Source(other) = person.who
    {
        voice.who = Some((actor.who, stretch.place(actor)));
        // Brook attacked Dunn with the words “...”: that is Brook.
        let with_words = (person.to + 1..stretch.words.len())
            .any(|n| listed(VIEWS, stretch.word(n)) && listed(WITH, stretch.word(person.to)));
        // Brook threatened Dunn: “...”. Such words are those of who acts.
        let to_them = gap.is_some_and(|gap| gap.trim() == ":")
            && (actor.to..person.from).any(|n| attribution::is_addressing(stretch.word(n)));
        voice.says = with_words || to_them;
        voice.others.extend((!voice.says).then_some(other));
    }
    voice.others.extend(heard_from(stretch, at));
    voice.with = stretch.joined_with(person);
    Some(voice)
}

/// Whether something comes from whom word `n` names.
fn comes_from(stretch: &Stretch<'_>, n: usize) -> bool {
    [BY, FROM]
        .iter()
        .any(|list| listed(list, stretch.before(n)))
}

/// Whether somebody of whom nobody knows whether it is a person, at the beginning, does something to `person`.
fn is_acted_on(stretch: &Stretch<'_>, person: &Person) -> bool {
    let first = stretch.people.first();
    let unclear = |p: &&Person| p.from == 0 && p.to <= person.from && p.who == Who::Stranger(false);
    let unclear = first.filter(unclear);
    unclear.is_some_and(|&p| {
        let known = Person {
            who: Who::Stranger(true),
            ..p
        };
        acts_on(stretch, &known, person, false)
    })
}

/// Whether the words at `at` are what somebody got to hear: Brook asked Dunn and got this answer: “...”.
pub(super) fn is_received(stretch: &Stretch<'_>, at: Span) -> bool {
    /// Words before the quotation among which such a verb stands.
    const NEAR: usize = 5;
    let all = stretch.words.len();
    let mut near = all.saturating_sub(NEAR)..all;
    stretch.span.end <= at.start
        && near.any(|n| attribution::is_receiving(stretch.word(n)))
        && attribution::is_spoken(stretch.before(all))
}

/// The sources whose claim the words at `at` are, as is said before them: Brook rejects Dunn’s claim that “...”, a claim by Dunn to Poe: “...”.
pub(super) fn claimants(stretch: &Stretch<'_>, at: Span) -> Vec<usize> {
    // Brook’s demand, reports Dunn, is “...”.
    let is_it = listed(BEING, stretch.before(stretch.words.len()));
    let claims = |p: &&Person| {
        let claim = claimed(stretch, p);
        let first = |n| p.from == 0 && (is_it || is_noted(stretch, n));
        claim.is_some_and(|n| leads_up(stretch, n) || first(n))
            || agreed_with(stretch, p, at)
            || acts_last(stretch, p, at)
    };
    let before = stretch
        .people
        .iter()
        .filter(|_| stretch.span.end <= at.start);
    before.filter(claims).filter_map(Person::source).collect()
}

/// One past the last word of what `person` says that is named beside them: `Brook’s claim`, `the claim by Mr Brook`.
fn claimed(stretch: &Stretch<'_>, person: &Person) -> Option<usize> {
    /// Words of such a claim, at most.
    const CLAIM: usize = 4;
    let spoken = |n: usize| attribution::is_spoken(stretch.word(n));
    if person.possessive {
        let end = (person.to + CLAIM).min(stretch.words.len());
        let mut own = (person.to..end).take_while(|&n| !stretch.is_cut(n - 1));
        return own.find(|&n| spoken(n)).map(|n| n + 1);
    }
    let titles = (0..person.from).rev();
    let titles = titles.take_while(|&n| attribution::is_title(stretch.word(n)));
    let first = person.from - titles.count();
    let by = comes_from(stretch, first) && first.checked_sub(2).is_some_and(spoken);
    by.then_some(person.to)
}

/// Whether nobody says anything between word `n` and the end of the stretch.
fn leads_up(stretch: &Stretch<'_>, n: usize) -> bool {
    let all = stretch.words.len();
    let plain = |n: usize| !is_saying(stretch, n) && !attribution::is_trailing(stretch.word(n));
    stretch.commas(n - 1, all - 1) == 0 && (n..all).all(plain)
}

/// Whether the stretch ends, some words behind word `n`, with who noted what stands before it: Brook’s claim is old, Dunn noted.
fn is_noted(stretch: &Stretch<'_>, n: usize) -> bool {
    let last = stretch.words.len() - 1;
    let notes = |p: &Person| p.to == last && p.from > n && stretch.is_cut(p.from - 1);
    is_saying(stretch, last) && stretch.people.iter().any(notes)
}

/// Whether `person` stands right before the colon before `at` as the one with whom somebody agrees: Brook agrees with Dunn: “...”.
fn agreed_with(stretch: &Stretch<'_>, person: &Person, at: Span) -> bool {
    let gap = stretch.text.get(stretch.place(person).end..at.start);
    let with = person.from > 1 && listed(WITH, stretch.before(person.from));
    with && gap.is_some_and(|gap| gap.trim() == ":") && is_saying(stretch, person.from - 2)
}

/// Whether `person` does something in a clause of its own right before the colon before `at`: where Brook pleads, Dunn threatens: “...”.
fn acts_last(stretch: &Stretch<'_>, person: &Person, at: Span) -> bool {
    /// Words of what they do, at most.
    const ACTION: usize = 4;
    let all = stretch.words.len();
    let colon = stretch.span.of(stretch.text).trim_end().ends_with(':');
    let but = usize::from(listed(JOINING, stretch.before(person.from)));
    let opens = person.from > but && stretch.is_cut(person.from - but - 1);
    let acts = (1..=ACTION).contains(&(all - person.to)) && leads_up(stretch, person.to);
    colon && opens && acts && !person.possessive && stretch.span.end <= at.start
}

/// The source behind the quotation from whom somebody got to hear it; or the one right before the colon before the quotation at `at` from whom something comes, or with whom somebody is: Brook heard it from
/// Dunn: “...”, Brook mocked by Dunn: “...”, Brook met with Dunn: “...”.
fn heard_from(stretch: &Stretch<'_>, at: Span) -> Option<usize> {
    let person = stretch.people.last()?;
    if stretch.span.start >= at.end {
        // “...,” Brook heard from Dunn.
        let verb = person.from.checked_sub(2);
        let receives = verb.is_some_and(|n| attribution::is_receiving(stretch.word(n)));
        return (person.source()).filter(|_| receives && comes_from(stretch, person.from));
    }
    let gap = stretch.text.get(stretch.place(person).end..at.start)?;
    let near = comes_from(stretch, person.from) || listed(WITH, stretch.before(person.from));
    person.source().filter(|_| near && gap.trim() == ":")
}

/// Whether right before the quotation at `at` something of `person`’s is named that nobody says: Brook’s quay “will not be sold”.
fn has_thing(stretch: &Stretch<'_>, person: &Person, at: Span) -> bool {
    /// Words of such a thing, at most.
    const THING: usize = 3;
    let behind = person.to + usize::from(stretch.word(person.to) == "s");
    let all = stretch.words.len();
    let near = person.possessive && (behind + 1..=behind + THING).contains(&all);
    let plain = || {
        let last = stretch.words[all - 1].span.end;
        let gap = stretch.text.get(last..at.start).unwrap_or(":");
        gap.chars().all(|c| c.is_whitespace() || is_mark(c))
    };
    let said = |n: usize| attribution::is_spoken(stretch.word(n)) || is_saying(stretch, n);
    near && plain() && !(behind..all).any(said)
}

/// Whether `person` is given as the speaker without a verb: before a colon, in brackets, behind a dash.
fn is_credit(stretch: &Stretch<'_>, person: &Person, at: Span) -> bool {
    if stretch.is_label(person.from) {
        return false;
    }
    let view = person.from > 1 && listed(VIEWS, stretch.word(person.from - 2));
    if view && comes_from(stretch, person.from) {
        return true;
    }
    let place = stretch.place(person);
    let is_title = |n: usize| {
        attribution::is_title(stretch.word(n)) || attribution::is_opener(stretch.word(n))
    };
    let alone = person.to == stretch.words.len() && (0..person.from).all(is_title);
    let reference = person.who == Who::Stranger(false)
        && (stretch.text.get(place.end..at.start)).is_some_and(|gap| gap.trim().starts_with('('));
    if reference {
        return false;
    }
    if alone && !stretch.is_object(person) {
        return true;
    }
    let sign = |words: &str| {
        words
            .trim_start_matches([' ', '\n', '\u{a0}', ',', '.'])
            .to_owned()
    };
    if place.end <= at.start {
        let leads_up = stretch.text[place.end..at.start].trim_end().ends_with(':');
        let next = stretch.text[place.end..at.start].trim() == ":";
        let known = |p: &&Person| p.who != Who::Stranger(false);
        let only =
            stretch.people.iter().filter(known).count() == 1 && person.who == Who::Stranger(true);
        let placed = stretch.is_object(person) || stretch.is_where(person);
        let speaks = !(placed || person.possessive || person.attributive);
        return speaks && (next || (leads_up && only));
    }
    let before = sign(stretch.text.get(at.end..place.start).unwrap_or_default());
    let only_titles = (0..person.from).all(is_title);
    let so = listed(" so ", stretch.word(0));
    only_titles && (so || before.starts_with(['(', '—', '–', '-', '―', '[']))
}

/// Bytes between two places.
pub(super) const fn distance(a: Span, b: Span) -> usize {
    if a.end <= b.start {
        b.start - a.end
    } else {
        a.start.saturating_sub(b.end)
    }
}
