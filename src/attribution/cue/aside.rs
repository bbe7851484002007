//! Attributions that stand beside what they attribute: `..., she said`, `..., according to her`.
use super::{
    super::{
        clause::{Clause, Phrase},
        language::{After, Class, Shape, Takes},
        statement::Why,
    },
    behind::{BETWEEN, behind, past_particle},
    reading::{Reading, extent},
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

/// `according to X` at token `n`.
fn according(clause: Clause<'_>, n: usize, low: usize) -> Option<Reading> {
    let (cue, source, end) = if let Some(length) = clause.according_at(n) {
        let source = source_behind(clause, n + length, n > low)?;
        ((n, n + length), source, source.to)
    } else {
        let (source, end) = in_view(clause, n).or_else(|| to_somebody(clause, n))?;
        ((n, n + 1), source, end)
    };
    let opens = (low..n).all(|n| {
        clause.is(n, Class::Coordinator) || clause.is(n, Class::Adverb) || clause.is_comma(n)
    });
    let mut content = Vec::new();
    if opens {
        let from = past_source(clause, end)?;
        content.push((from, clause.reach(from)));
    } else {
        content.push(before(clause, low, n)?);
        let goes_on = after_aside(clause, end, content[0]);
        content.extend(goes_on);
    }
    Reading::new(content, Some(source), cue, Why::According)
}

/// The source that begins at token `from`; in front of its content, where nothing is `inside`, only a comma ends its description.
fn source_behind(clause: Clause<'_>, from: usize, inside: bool) -> Option<Phrase> {
    let described = clause.described_after(from)?;
    let ends = inside || clause.is_comma(described.to);
    let source = match clause.phrase_after(from) {
        Some(head) if !ends => head,
        _ => described,
    };
    Some(with_relative(clause, source))
}

/// Where the content begins behind a source in front that ends before token `end`.
fn past_source(clause: Clause<'_>, end: usize) -> Option<usize> {
    if clause.language.grammar.comma_before_clause && !clause.is_comma(end) {
        return Some(end);
    }
    let comma = (end..(end + 12).min(clause.unit.to)).find(|&n| clause.is_comma(n));
    comma.map(|comma| comma + 1)
}

/// The source with the relative clause that follows it: `people who know her`.
fn with_relative(clause: Clause<'_>, source: Phrase) -> Phrase {
    if !clause.is(source.to, Class::Relative) {
        return source;
    }
    let to = (source.to..clause.unit.to)
        .find(|&n| clause.sign(n).is_some())
        .unwrap_or(source.to);
    Phrase { to, ..source }
}

/// `in X’s view` at token `n`: X, and where it ends.
fn in_view(clause: Clause<'_>, n: usize) -> Option<(Phrase, usize)> {
    const NEAR: usize = 7;
    if !(clause.is(n, Class::Setting) || clause.is(n, Class::By)) || clause.is_quoted(n) {
        return None;
    }
    let owns = |n: &usize| {
        clause.is(*n, Class::Possessive) || clause.token(*n).is_some_and(|t| t.possessive)
    };
    let owner = (n + 1..n + NEAR)
        .take_while(|&n| clause.token(n).is_some_and(|t| t.is_word() && t.mark == 0))
        .find(owns)?;
    let view = (owner + 1..owner + 3).find(|&n| clause.is(n, Class::View))?;
    let source = Phrase {
        from: n + 1,
        to: owner + 1,
        head: (n + 1, owner + 1),
    };
    Some((source, view + 1))
}

/// `To X, it was a mistake` where the unit begins, at token `n`: X, and where it ends.
fn to_somebody(clause: Clause<'_>, n: usize) -> Option<(Phrase, usize)> {
    /// How many words the subject has of what is so to somebody, at most.
    const SUBJECT: usize = 6;
    if n != clause.unit.from || !clause.is(n, Class::To) {
        return None;
    }
    let source = clause.phrase_after(n + 1)?;
    let last = clause.token(source.to - 1)?;
    let somebody = clause.is(n + 1, Class::Object) && source.to == n + 2
        || last.is(Class::People)
        || last.is(Class::Unnamed)
        || last.is(Class::Crowd)
        || clause.is_name(source.to - 1)
            && (clause.is_name(n + 1) || clause.word(source.to - 1).ends_with('s'));
    let states = |n: usize| clause.is(n, Class::Be) && clause.token(n).is_some_and(|t| t.mark == 0);
    let fits = somebody
        && clause.is_comma(source.to)
        && (source.to + 1..source.to + 2 + SUBJECT).any(states);
    fits.then_some((source, source.to))
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
    Reading::new(content, Some(source), cue, Why::According)
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
fn after_aside(clause: Clause<'_>, end: usize, before: (usize, usize)) -> Option<(usize, usize)> {
    let mut n = end;
    let mut plain = true;
    // What else is said of the saying: on Monday, in an interview with the Post.
    while n < clause.unit.to.min(end + BETWEEN)
        && clause.sign(n).is_none_or(|c| matches!(c, '(' | ')'))
        && (clause.opens_mark(n).is_none() || names_work(clause, n))
    {
        plain &= !clause.is(n, Class::Subordinator) || clause.is(n, Class::Preposition);
        n += 1;
    }
    if clause.opens_mark(n).is_some() {
        return Some((n, clause.reach(n)));
    }
    let sign = clause.sign(n)?;
    if sign == ',' && clause.is(n + 1, Class::When) {
        return None;
    }
    // Lee wrote at 3 a.m. Brook shot back: “...”.
    if plain && (end..n).any(|n| clause.is_finite(n)) {
        return None;
    }
    if clause.opens_mark(n + 1).is_some() {
        return matches!(sign, ',' | ':' | '—' | '.').then(|| (n + 1, clause.reach(n + 1)));
    }
    if sign == ','
        && let Some(mark) = past_manner(clause, n + 1)
    {
        return Some((mark, clause.reach(mark)));
    }
    let goes_on = sign == ',' && plain && continues(clause, n + 1, before);
    goes_on.then(|| (n + 1, clause.reach(n + 1)))
}

/// Whether a title in marks begins at token `n`, which belongs to the words before it: `on “The Lead”`.
fn names_work(clause: Clause<'_>, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|n| clause.token(n));
    clause.is_title(n) && before.is_some_and(|t| t.is_word() && t.mark == 0)
}

/// Whether the content `before` an attribution goes on behind its comma, at token `n`.
fn continues(clause: Clause<'_>, n: usize, before: (usize, usize)) -> bool {
    let Some(next) = clause.token(n).filter(|t| t.is_word()) else {
        return false;
    };
    // It was the mayor, she said, who sold it.
    let cleft = next.is(Class::Relative)
        && !clause.closes_mark(before.1)
        && clause.is(before.0, Class::Pronoun)
        && clause.is(before.0 + 1, Class::Be);
    let purpose = next.is(Class::To) && clause.looks_past(before.1 - 1);
    if cleft || purpose || is_incomplete(clause, before) {
        return true;
    }
    if next.is(Class::Contrast) {
        return !(clause.has_own_cue(n + 1) || clause.has_own_cue(n));
    }
    let first = if next.is(Class::Adverb) { n + 1 } else { n };
    let has_verb = clause.has_verb_within(n, 14);
    let goes_on = next.is(Class::Preposition)
        || next.is(Class::Subordinator)
        || next.is(Class::That)
        || next.is(Class::Coordinator)
        || clause.has_verb_within(n, 16);
    let loose = next.shape() == Some(Shape::Gerund)
        || next.is(Class::Relative) && !next.is(Class::That)
        || clause.word(first).ends_with("ing")
        || next.is(Class::Preposition) && !has_verb
        || next.capital && !has_verb
        || next.is(Class::Coordinator)
            && (!clause.begins_clause(n + 1)
                // “...,” she said, and laughed.
                || clause.is_finite(n + 1) && clause.closes_mark(before.1));
    goes_on && !loose
}

/// The quotation behind how something was said, which begins at token `n` behind a comma: `pausing for applause, “...”`.
fn past_manner(clause: Clause<'_>, n: usize) -> Option<usize> {
    let comma = (n..clause.unit.to.min(n + BETWEEN))
        .take_while(|&n| !clause.is_quoted(n) && !clause.is_finite(n))
        .find(|&n| clause.is_comma(n))?;
    clause.opens_mark(comma + 1).map(|_| comma + 1)
}

/// Whether a clause waits for its end: it has no verb, or ends with a word that another must follow.
fn is_incomplete(clause: Clause<'_>, (from, to): (usize, usize)) -> bool {
    let Some(last) = clause.token(to - 1).filter(|t| t.is_word() && t.mark == 0) else {
        return false;
    };
    let waits = last.is(Class::Be)
        || last.is(Class::Auxiliary)
        || last.is(Class::Have)
        || last.is(Class::To)
        || last.is(Class::That)
        || last.is(Class::Preposition)
        || last.is(Class::Determiner);
    waits
        || (from..to)
            .all(|n| clause.sign(n).is_none() && !clause.is_finite(n) && !clause.is_quoted(n))
}

/// A verb at token `n` that stands beside what it attributes.
fn aside(clause: Clause<'_>, n: usize, low: usize) -> Option<Reading> {
    let token = clause.token(n)?;
    let (number, shape) = token.entry.verb?;
    let takes = clause.takes(number);
    if !matches!(shape, Shape::Finite | Shape::Base) || clause.is_noun_like(n) {
        return None;
    }
    let group = clause.group(n);
    let passive = (group..n).any(|n| clause.is(n, Class::Be)) && !clause.is_end(n + 1);
    let infinitive = group > clause.unit.from && clause.is(group - 1, Class::To);
    if passive || infinitive {
        return None;
    }
    let may = |takes: &&Takes| takes.may(After::Aside);
    takes.all().filter(may).find_map(|takes| {
        let end = past_particle(clause, n + 1, takes)?;
        let cue = (group, end);
        subject_first(clause, cue, low, takes).or_else(|| verb_first(clause, cue, low, takes))
    })
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
        && (clause.closes_mark(n) && !closes_work(clause, n, low)
            || clause.sign(n - 1).is_some_and(|c| matches!(c, ',' | '—'))
                && !clause.is_quoted(n - 1))
}

/// Whether a title in marks closes before token `n` that what stands before it, from `low` on, leads up to: `On “This Week,” she`.
fn closes_work(clause: Clause<'_>, n: usize, low: usize) -> bool {
    let mark = clause.stretch.tokens[n - 1].mark;
    let open = (low..n).find(|&n| clause.stretch.tokens[n].mark == mark);
    clause.is(low, Class::Preposition)
        && open.is_some_and(|open| open > low && names_work(clause, open))
}

/// `..., X said`
fn subject_first(
    clause: Clause<'_>,
    (group, end): (usize, usize),
    low: usize,
    takes: &Takes,
) -> Option<Reading> {
    let source = clause.phrase_before(group)?;
    if source.from < low || is_act(clause, source) || is_rambling(clause, source) {
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
    let goes_on = !opens && clause.is_comma(end) && waits(clause, low, start);
    let forward =
        !opens && !goes_on && !ends_attribution(clause, end) && !ends_quotation(clause, start);
    if forward && behind(clause, end - takes.particle.len(), takes).is_some() {
        return None;
    }
    if !may_follow(clause, end, takes) && !ends_quotation(clause, start) {
        return None;
    }
    let mut content = Vec::new();
    if opens {
        let comma = (end..(end + BETWEEN).min(clause.unit.to)).find(|&n| clause.is_comma(n))?;
        content.push((comma + 1, clause.reach(comma + 1)));
    } else {
        content.push(before(clause, low, start)?);
        let goes_on = after_aside(clause, end, content[0]);
        content.extend(goes_on);
    }
    content.retain(|(from, to)| from < to);
    let fits = !content.is_empty() && (content.len() > 1 || may_be(clause, content[0], takes));
    let content = if fits { content } else { Vec::new() };
    Reading::new(content, Some(source), (group, end), Why::Verb)
}

/// Whether what stands before a verb is something done, and nobody: `left without taking questions`.
fn is_act(clause: Clause<'_>, source: Phrase) -> bool {
    let end = source.head.1;
    end > source.from + 1
        && clause.word(end - 1).ends_with("ing")
        && clause.is(end - 2, Class::Preposition)
}

/// Whether a verb attributes this content: one of quotations only a quotation. `Asked about it, she laughed.`
fn may_be(clause: Clause<'_>, (from, to): (usize, usize), takes: &Takes) -> bool {
    let only_quotes =
        takes.may(After::Quote) && !takes.may(After::Clause) && !takes.may(After::Question);
    !only_quotes || (from..to).any(|n| clause.is_quoted(n))
}

/// Whether what stands before an attribution at token `start` is a subject that waits for its verb.
fn waits(clause: Clause<'_>, low: usize, start: usize) -> bool {
    before(clause, low, start).is_some_and(|(from, to)| {
        !clause.is(from, Class::Preposition)
            && !clause.is(from, Class::Subordinator)
            && !clause.word(from).ends_with("ing")
            && is_incomplete(clause, (from, to))
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

/// `..., said X`; `..., came the reply`, which is nobody's
fn verb_first(
    clause: Clause<'_>,
    (group, end): (usize, usize),
    low: usize,
    takes: &Takes,
) -> Option<Reading> {
    if !set_off(clause, group, low)
        || (takes.may(After::Whom) && behind(clause, end - takes.particle.len(), takes).is_some())
    {
        return None;
    }
    let nobody = !takes.particle.is_empty() && clause.is_end(end);
    let quoted = ends_quotation(clause, group);
    let source = (clause.described_after(end)).filter(|&s| is_speaker(clause, s, quoted));
    if source.is_none() && !nobody || clause.is(end, Class::That) {
        return None;
    }
    let mut content = vec![before(clause, low, group)?];
    let goes_on = source.and_then(|source| after_aside(clause, source.to, content[0]));
    content.extend(goes_on);
    Reading::new(content, source, (group, end), Why::Verb)
}

/// Whether who stands behind a verb is its subject, and not what it is done to; `quoted` where a quotation waits for a speaker.
fn is_speaker(clause: Clause<'_>, source: Phrase, quoted: bool) -> bool {
    let Some(first) = clause.token(source.from) else {
        return false;
    };
    let is_time = first.is(Class::Time)
        || first.is(Class::Determiner) && clause.is(source.from + 1, Class::Time);
    let is_name = !is_time
        && !first.is(Class::Preposition)
        && !first.is(Class::Adverb)
        && !first.is(Class::Object);
    let ends = clause.is_end(source.to)
        || clause
            .sign(source.to)
            .is_some_and(|c| matches!(c, ',' | ':' | '—' | ';' | '('))
        || clause.is(source.to, Class::Time)
        || clause.is(source.to, Class::Relative)
        || quoted && (first.is(Class::Determiner) || first.capital);
    let has_verb = !quoted
        && (source.from + 1..source.to).any(|n| clause.is(n, Class::Event) && clause.is_event(n));
    is_name && ends && !has_verb
}
