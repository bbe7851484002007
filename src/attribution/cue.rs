//! The cues of a unit: which words attribute, to whom, and where what they attribute begins and ends.
use super::{
    clause::{Clause, Phrase},
    language::{After, Class, Shape, Takes},
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

/// Where the content behind a cue begins, and where the cue ends.
struct Behind {
    from: usize,
    cue: usize,
}

/// How many tokens may stand between a cue and its content.
const BETWEEN: usize = 18;

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
        let Some(reading) = forward(clause, n, &found) else {
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

/// The tokens a reading covers with all its parts.
fn extent(reading: &Reading) -> (usize, usize) {
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

/// Attributions beside a comma or a quotation: `..., she said`, `..., according to her`.
fn asides(clause: Clause<'_>) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut low = clause.unit.from;
    let mut n = clause.unit.from;
    while n < clause.unit.to {
        let aside = if clause.is_quoted(n) {
            None
        } else {
            according(clause, n, low).or_else(|| aside(clause, n, low))
        };
        match aside {
            Some(reading) => {
                n = extent(&reading).1.max(n + 1);
                low = n;
                found.push(reading);
            }
            None => n += 1,
        }
    }
    found
}

/// `according to X` at token `n`.
fn according(clause: Clause<'_>, n: usize, low: usize) -> Option<Reading> {
    let length = clause.according_at(n)?;
    let source = clause.described_after(n + length)?;
    let cue = (n, n + length);
    let opens = (low..n).all(|n| {
        clause.is(n, Class::Coordinator) || clause.is(n, Class::Adverb) || clause.is_comma(n)
    });
    let mut content = Vec::new();
    if opens {
        let comma =
            (source.to..(source.to + 12).min(clause.unit.to)).find(|&n| clause.is_comma(n))?;
        content.push((comma + 1, clause.reach(comma + 1)));
    } else {
        content.push(before(clause, low, n)?);
        content.extend(after_aside(clause, source.to));
    }
    content.retain(|(from, to)| from < to);
    (!content.is_empty()).then_some(Reading {
        content,
        source: Some(source),
        cue,
        why: Why::According,
        hidden: false,
    })
}

/// The content before an attribution that begins at token `end`, from `low` on.
fn before(clause: Clause<'_>, low: usize, end: usize) -> Option<(usize, usize)> {
    let mut to = end;
    while to > low
        && clause.sign(to - 1).is_some_and(|c| matches!(c, ',' | '—'))
        && !clause.is_quoted(to - 1)
    {
        to -= 1;
    }
    let mut from = low;
    while from < to && clause.sign(from).is_some() {
        from += 1;
    }
    // What leads up to a quotation is not part of it: Asked about that, “...,” she said.
    if clause.closes_mark(to) {
        let mark = clause.stretch.tokens.get(to - 1)?.mark;
        let first = (from..to).find(|&n| clause.stretch.tokens[n].mark == mark)?;
        let leads = first > from
            && clause
                .sign(first - 1)
                .is_some_and(|c| matches!(c, ',' | ':' | '—'));
        if leads && (from..first).all(|n| !clause.is_quoted(n)) {
            from = first;
        }
    }
    (from < to).then_some((from, to))
}

/// The content behind an attribution between commas that ends before token `end`.
fn after_aside(clause: Clause<'_>, end: usize) -> Option<(usize, usize)> {
    let mut n = end;
    let opens_mark = |n: usize| clause.opens_mark(n).is_some();
    // What else is said of the saying: on Monday, in an interview with the Post.
    while n < clause.unit.to.min(end + BETWEEN)
        && clause.sign(n).is_none_or(|c| c == '-')
        && !opens_mark(n)
    {
        n += 1;
    }
    let sign = clause.sign(n);
    if opens_mark(n) {
        return Some((n, clause.reach(n)));
    }
    if !matches!(sign, Some(',' | ':' | '—')) {
        return None;
    }
    let next = clause.token(n + 1)?;
    if clause.opens_mark(n + 1).is_some() {
        return Some((n + 1, clause.reach(n + 1)));
    }
    let loose = next.sign.is_some()
        || next.shape() == Some(Shape::Gerund)
        || next.is(Class::Contrast)
        || next.is(Class::Relative) && !next.is(Class::That)
        || clause.word(n + 1).ends_with("ing")
        || (next.is(Class::Coordinator) && !clause.begins_clause(n + 2));
    (!loose && sign == Some(',')).then(|| (n + 1, clause.reach(n + 1)))
}

/// A verb at token `n` that stands beside what it attributes.
fn aside(clause: Clause<'_>, n: usize, low: usize) -> Option<Reading> {
    let token = clause.token(n)?;
    let (number, shape) = token.entry.verb?;
    let takes = clause.takes(number);
    let may = takes.may(After::Aside)
        && matches!(shape, Shape::Finite | Shape::Base)
        && !clause.is_noun_like(n);
    if !may {
        return None;
    }
    let group = clause.group(n);
    subject_first(clause, n, group, low, takes).or_else(|| verb_first(clause, n, group, low))
}

/// Whether what stands before token `n` is set off from it: by a comma, a dash or the end of a quotation.
fn set_off(clause: Clause<'_>, n: usize, low: usize) -> bool {
    n > low
        && (clause.closes_mark(n)
            || clause.sign(n - 1).is_some_and(|c| matches!(c, ',' | '—'))
                && !clause.is_quoted(n - 1))
}

/// `..., X said`
fn subject_first(
    clause: Clause<'_>,
    n: usize,
    group: usize,
    low: usize,
    takes: &Takes,
) -> Option<Reading> {
    let source = clause.phrase_before(group)?;
    if source.from < low {
        return None;
    }
    let as_before = source.from > low && clause.is(source.from - 1, Class::As);
    let start = if as_before {
        source.from - 1
    } else {
        source.from
    };
    let opens =
        as_before && (start == low || (low..start).all(|n| clause.is(n, Class::Coordinator)));
    if !opens && !set_off(clause, start, low) {
        return None;
    }
    let forward = !opens && !ends_attribution(clause, n + 1) && !ends_quotation(clause, start);
    if forward && behind(clause, n + 1, takes).is_some() {
        return None;
    }
    let mut content = Vec::new();
    if opens {
        let comma = (n + 1..(n + BETWEEN).min(clause.unit.to)).find(|&n| clause.is_comma(n))?;
        content.push((comma + 1, clause.reach(comma + 1)));
    } else {
        content.push(before(clause, low, start)?);
        content.extend(after_aside(clause, n + 1));
    }
    content.retain(|(from, to)| from < to);
    (!content.is_empty()).then_some(Reading {
        content,
        source: Some(source),
        cue: (group, n + 1),
        why: Why::Verb,
        hidden: false,
    })
}

/// Whether the attribution ends before token `n`: with the unit, or with a comma.
fn ends_attribution(clause: Clause<'_>, n: usize) -> bool {
    clause.is_end(n) || (clause.is_comma(n) && clause.opens_mark(n + 1).is_none())
}

/// Whether a quotation that ends before token `n`, a comma at its end, waits for its attribution.
fn ends_quotation(clause: Clause<'_>, n: usize) -> bool {
    let mark = (n.checked_sub(1))
        .filter(|_| clause.closes_mark(n))
        .and_then(|n| clause.stretch.mark(clause.token(n)?.mark));
    mark.is_some_and(|m| {
        let inner = m.inner.of(clause.stretch.text).trim_end();
        inner.ends_with([',', '?', '!', '—', '-'])
    })
}

/// `..., said X`
fn verb_first(clause: Clause<'_>, n: usize, group: usize, low: usize) -> Option<Reading> {
    if !set_off(clause, group, low) {
        return None;
    }
    let source = clause.described_after(n + 1)?;
    let first = clause.token(source.from)?;
    let is_name = !first.is(Class::Preposition)
        && !first.is(Class::Adverb)
        && !first.is(Class::Time)
        && !first.is(Class::Object);
    let ends = clause.is_end(source.to)
        || clause
            .sign(source.to)
            .is_some_and(|c| matches!(c, ',' | ':' | '—' | ';' | '('))
        || clause.is(source.to, Class::Time)
        || clause.is(source.to, Class::Relative)
        || clause.opens_mark(source.to).is_some();
    if !is_name || !ends || clause.is(n + 1, Class::That) {
        return None;
    }
    let mut content = vec![before(clause, low, group)?];
    content.extend(after_aside(clause, source.to));
    Some(Reading {
        content,
        source: Some(source),
        cue: (group, n + 1),
        why: Why::Verb,
        hidden: false,
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
    if is_passive {
        return passive(clause, n, group, takes);
    }
    if shape == Shape::Participle && !(group..n).any(|n| clause.is(n, Class::Have)) {
        return None;
    }
    let behind = behind(clause, n + 1, takes)?;
    let content = vec![(behind.from, clause.reach(behind.from))];
    let shared = || {
        found
            .last()
            .and_then(|r| r.source)
            .or_else(|| subject_of(clause, n))
    };
    let source = match shape {
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
        // X is reported to have said: X speaks.
        let verb = (n + 2..n + 6)
            .find(|&n| {
                clause
                    .token(n)
                    .is_some_and(|t| t.entry.verb.is_some() && !t.is(Class::Have))
            })
            .filter(|&v| {
                (n + 2..v).all(|n| {
                    clause.is(n, Class::Have)
                        || clause.is(n, Class::Be)
                        || clause.is(n, Class::Adverb)
                })
            });
        if let Some(verb) = verb {
            let takes = clause.takes(clause.token(verb)?.entry.verb?.0);
            if let Some(behind) = behind(clause, verb + 1, takes) {
                let content = vec![(behind.from, clause.reach(behind.from))];
                return Some(Reading {
                    content,
                    source: subject,
                    cue: (group, behind.cue),
                    why: Why::Passive,
                    hidden: true,
                });
            }
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
    let next = n + 1;
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
    source?;
    let from = if clause.is(next, Class::To) {
        next
    } else {
        next + 1
    };
    let content = vec![(from, clause.reach(from))];
    Some(Reading {
        content,
        source,
        cue: (first, n + 1),
        why: Why::Noun,
        hidden: false,
    })
}

/// The subject of the clause that token `n` stands in: the noun phrase before its first verb.
fn subject_of(clause: Clause<'_>, n: usize) -> Option<Phrase> {
    let first = (clause.unit.from..n).find(|&n| {
        clause.token(n).is_some_and(|t| {
            t.mark == 0
                && !t.is(Class::Pronoun)
                && (t.is(Class::Auxiliary)
                    || t.is(Class::Be)
                    || t.is(Class::Have)
                    || (t.shape() == Some(Shape::Finite) && !clause.is_noun_like(n))
                    || clause.looks_past(n))
        })
    });
    match first {
        Some(first) => clause.phrase_before(clause.group(first)),
        None => clause.phrase_after((clause.unit.from..n).find(|&n| {
            clause
                .token(n)
                .is_some_and(|t| t.is_word() && !t.is(Class::Coordinator))
        })?),
    }
}

/// Where the content of a cue that takes `takes` begins, from token `from` on.
fn behind(clause: Clause<'_>, from: usize, takes: &Takes) -> Option<Behind> {
    let mut n = from;
    if let Some(particle) = &takes.particle {
        if !clause.word(n).eq_ignore_ascii_case(particle) {
            return None;
        }
        n += 1;
    }
    let cue = n;
    let says = takes.may(After::Clause)
        || takes.may(After::Aside)
        || takes.may(After::Quote)
        || takes.may(After::Whom);
    let at = |from: usize| Some(Behind { from, cue });
    while clause.token(n).is_some_and(|t| {
        t.mark == 0
            && !t.is(Class::That)
            && (t.is(Class::Adverb) && !t.is(Class::Subordinator)
                || (t.is(Class::Time) && !t.is(Class::Preposition)))
    }) {
        n += 1;
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
    let noun = !token.is(Class::Auxiliary) && !token.is(Class::Be) && !token.is(Class::Have);
    ((takes.may(After::Thing) || takes.may(After::Name)) && noun).then_some((n, None))
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
            return Some(at);
        }
        if token.is(Class::Question) && !token.is(Class::Relative) {
            return Some(at);
        }
        let before_is_loose =
            clause.is(at - 1, Class::Preposition) || clause.is(at - 1, Class::Coordinator);
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
