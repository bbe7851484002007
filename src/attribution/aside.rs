//! Attributions that stand beside what they attribute: `..., she said`, `..., according to her`.
use super::{
    behind::{BETWEEN, behind},
    clause::Clause,
    cue::{Reading, extent},
    language::{After, Class, Shape, Takes},
    phrase::Phrase,
    statement::Why,
};

/// Attributions beside a comma or a quotation: `..., she said`, `..., according to her`.
pub(super) fn asides(clause: Clause<'_>) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut low = clause.unit.from;
    let mut n = clause.unit.from;
    while n < clause.unit.to {
        let aside = if clause.is_quoted(n) {
            None
        } else {
            according(clause, n, low)
                .or_else(|| according_behind(clause, n))
                .or_else(|| aside(clause, n, low))
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

/// Tokens that somebody may be called by, with what describes them.
const NAMED: usize = 7;

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
        let comma = (source.to..(source.to + 12).min(clause.unit.to)).find(|&n| clause.is_comma(n));
        let inverts = clause.language.grammar.comma_before_clause && !clause.is_comma(source.to);
        let from = match comma.filter(|_| !inverts) {
            Some(comma) => comma + 1,
            None if inverts => source.to,
            None => return None,
        };
        content.push((from, clause.reach(from)));
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

/// `Dem Bericht zufolge ...`: the word at token `n` ends the source.
fn according_behind(clause: Clause<'_>, n: usize) -> Option<Reading> {
    if !clause.is(n, Class::AccordingBehind) {
        return None;
    }
    let source = clause.phrase_before(n)?;
    let from = n + 1 + usize::from(clause.is_comma(n + 1));
    let content = vec![(from, clause.reach(from))];
    let cue = (n, n + 1);
    (content[0].0 < content[0].1).then_some(Reading {
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
    while from < to
        && !clause.is_quoted(from)
        && (clause.sign(from).is_some() || clause.is(from, Class::Coordinator))
    {
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
    let mut plain = true;
    // What else is said of the saying: on Monday, in an interview with the Post.
    while n < clause.unit.to.min(end + BETWEEN)
        && clause.sign(n).is_none_or(|c| matches!(c, '(' | ')'))
        && clause.opens_mark(n).is_none()
    {
        plain &= !clause.is(n, Class::Subordinator) || clause.is(n, Class::Preposition);
        n += 1;
    }
    if clause.opens_mark(n).is_some() {
        return Some((n, clause.reach(n)));
    }
    let sign = clause.sign(n)?;
    if clause.opens_mark(n + 1).is_some() {
        return matches!(sign, ',' | ':' | '—' | '.').then(|| (n + 1, clause.reach(n + 1)));
    }
    let next = clause.token(n + 1)?;
    let first = if next.is(Class::Adverb) { n + 2 } else { n + 1 };
    let goes_on = next.is(Class::Preposition)
        || next.is(Class::Subordinator)
        || next.is(Class::That)
        || next.is(Class::Coordinator)
        || clause.has_verb_within(n + 1, 16);
    let loose = next.sign.is_some()
        || !goes_on
        || next.shape() == Some(Shape::Gerund)
        || next.is(Class::Contrast)
        || next.is(Class::Relative) && !next.is(Class::That)
        || clause.word(first).ends_with("ing")
        || next.is(Class::Preposition) && !clause.has_verb_within(n + 1, 14)
        || (next.capital && !clause.has_verb_within(n + 1, 14))
        || (next.is(Class::Coordinator) && !clause.begins_clause(n + 2));
    (!loose && plain && sign == ',').then(|| (n + 1, clause.reach(n + 1)))
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
    let passive = (group..n).any(|n| clause.is(n, Class::Be)) && !clause.is_end(n + 1);
    let infinitive = group > clause.unit.from && clause.is(group - 1, Class::To);
    if passive || infinitive {
        return None;
    }
    // `..., state treasurer Ann Lee, ...`: what looks like a verb is none where one person follows.
    let one = shape == Shape::Base
        && clause
            .token(n + 1)
            .is_some_and(|t| t.is_word() && !t.capital)
        && clause.phrase_after(n + 1).is_some_and(|phrase| {
            let last = clause.word(phrase.to - 1);
            !last.ends_with('s') && clause.token(phrase.to - 1).is_some_and(|t| t.capital)
        });
    if one {
        return None;
    }
    subject_first(clause, n, group, low, takes).or_else(|| verb_first(clause, n, group, low, takes))
}

/// Whether what stands at token `n`, behind a verb, can follow an attribution: an end, a circumstance, or somebody spoken to.
fn may_follow(clause: Clause<'_>, n: usize, takes: &Takes) -> bool {
    let Some(token) = clause.token(n).filter(|t| t.is_word() && t.mark == 0) else {
        return true;
    };
    takes.may(After::Whom)
        || token.is(Class::Preposition)
        || token.is(Class::Subordinator)
        || token.is(Class::Time)
        || token.is(Class::Adverb)
        || token.is(Class::Coordinator)
        || clause.word(n).ends_with("ing")
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
    if source.from < low || is_rambling(clause, source) {
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
    if !may_follow(clause, n + 1, takes) {
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

/// Whether a source is too long for one and begins like none: the verb before it is one that we do not know.
fn is_rambling(clause: Clause<'_>, source: Phrase) -> bool {
    /// How many words a source has that nothing marks as one, at most.
    const PLAIN: usize = 6;
    let first = clause.token(source.from);
    let marked = first.is_some_and(|t| {
        t.capital || t.is(Class::Determiner) || t.is(Class::Possessive) || t.is(Class::Unnamed)
    });
    !marked && source.head.1 - source.head.0 > PLAIN
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
fn verb_first(
    clause: Clause<'_>,
    n: usize,
    group: usize,
    low: usize,
    takes: &Takes,
) -> Option<Reading> {
    if !set_off(clause, group, low) {
        return None;
    }
    let source = clause.described_after(n + 1)?;
    let whom = takes.may(After::Whom) && behind(clause, n + 1, takes).is_some();
    if whom && !(clause.is_end(source.to) && source.to > source.head.1) {
        return None;
    }
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
    let front = before(clause, low, group)?;
    // `His wife, Beth, thinks the schools ...`: what stands before is no statement but somebody.
    let says = clause.is_quoted(front.0)
        || front.1 - front.0 > NAMED
        || clause.has_verb_within(front.0, NAMED);
    if !says {
        return None;
    }
    let mut content = vec![front];
    content.extend(after_aside(clause, source.to));
    Some(Reading {
        content,
        source: Some(source),
        cue: (group, n + 1),
        why: Why::Verb,
        hidden: false,
    })
}
