//! One, several or none: which of the candidates is the quotation.
use super::{candidate::Candidate, loose::loose, myers, query::Query};
use crate::anchor::{
    change::{Change, Critical, Kind, diff},
    language::Language,
};
use crate::text::Span;

/// Whether `best` is near enough to be named.
pub(in crate::anchor) fn is_near(text: &str, query: &Query, best: &Candidate) -> bool {
    let coverage = best.coverage;
    if best.noisy {
        return coverage >= if query.clean.len() < 60 { 0.82 } else { 0.75 };
    }
    let same_words = coverage > 0.999 && best.density > 0.999;
    let in_a_row = (best.run >= 5 && best.beside >= 0.9 && coverage >= 0.35)
        || (best.run >= 7 && coverage >= 0.55);
    match best.context {
        Some(context) if best.stands => context >= 0.2 || query.words() >= 6,
        None if best.stands => true,
        Some(context) if query.is_short() => {
            (coverage >= 0.6 && context >= 0.6) || (coverage >= 0.3 && context >= 0.9)
        }
        None if query.is_short() => same_words && query.words() > 1,
        _ if in_a_row && !query.marked && !query.is_unspaced() => true,
        Some(context) => {
            (coverage >= 0.80 && context >= 0.25)
                || (coverage >= 0.62 && context >= 0.45)
                || (coverage >= 0.45 && context >= 0.75)
                || (coverage >= 0.3 && context >= 0.9)
                || (coverage >= 0.93 && query.words() >= 10 && !best.says_otherwise(text, query))
        }
        None => {
            coverage >= 0.72
                && best.density >= 0.5
                && (coverage >= 0.9 || !best.says_otherwise(text, query))
        }
    }
}

/// Whether a few words, three at least, differ in one letter of four at most and say no other fact.
pub(in crate::anchor) fn is_like(text: &str, query: &Query, best: &Candidate) -> bool {
    let ours = loose(&query.clean).0;
    let theirs = loose(best.span.of(text)).0;
    let most = ours.len() / 4;
    query.words() >= 3
        && !query.marked
        && ours.len() <= BYTES_OF_FEW
        && myers::find(&theirs, &ours, most)
            .is_some_and(|(start, end, edits)| edits + theirs.len() - (end - start) <= most)
        && !best.says_otherwise(text, query)
}

/// Bytes of a quotation whose words are few.
const BYTES_OF_FEW: usize = 48;

/// Words that are a passage of its own: where they are left out, what they say is not said otherwise.
const PASSAGE: usize = 6;

/// Whether a number or a name is another, or a negation came or went. A name spelt otherwise is the same.
pub(super) fn fact_changed(text: &str, query: &Query, place: Span) -> bool {
    let changes = diff(&query.clean, text, place, Language::of(None));
    let left_out = |change: &&Change| {
        change.kind == Kind::Delete && count(change.pattern.of(&query.clean)) >= PASSAGE
    };
    let mut changes = changes.iter().filter(|change| !left_out(change));
    changes.any(|change| {
        let whole = says_otherwise(text, &query.clean, change);
        whole && !(query.marked && spans_gap(text, &query.clean, change))
    })
}

/// Whether a change is one of words beside words that an operator left out, which belong to it only because they stand there: with
/// as many words as it has of its own, on one side of those or on the other, it says no other fact.
fn spans_gap(text: &str, clean: &str, change: &Change) -> bool {
    let (ours, theirs) = (change.pattern.of(clean), change.article.of(text));
    let words: Vec<&str> = theirs.split_whitespace().collect();
    let own = count(ours);
    if change.kind != Kind::Replace || words.len() < own + PASSAGE {
        return false;
    }
    let near = [words[..own].join(" "), words[words.len() - own..].join(" ")];
    near.iter().any(|near| {
        let whole = Span::new(0, near.len());
        let changes = diff(ours, near, whole, Language::of(None));
        !changes.iter().any(|c| says_otherwise(near, ours, c))
    })
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// Whether one change touches a number, a name or a negation.
fn says_otherwise(text: &str, clean: &str, change: &Change) -> bool {
    let (ours, theirs) = (change.pattern.of(clean), change.article.of(text));
    let other = change.kind == Kind::Replace && !alike(ours, theirs);
    change.critical.iter().any(|c| match c {
        Critical::Negation => !same_letters(ours, theirs),
        Critical::Number | Critical::Name => other,
        Critical::Modal | Critical::Quantifier => false,
    })
}

/// Whether two runs of words have the same letters, though not at the same places: `yo ucannot`.
fn same_letters(ours: &str, theirs: &str) -> bool {
    let letters = |words: &str| {
        let mut letters = loose(words).0;
        letters.retain(|&b| b != b' ');
        letters.sort_unstable();
        letters
    };
    letters(ours) == letters(theirs)
}

/// Whether two runs of words differ in a letter of three at most.
fn alike(ours: &str, theirs: &str) -> bool {
    let (ours, theirs) = (loose(ours).0, loose(theirs).0);
    let digits = |words: &[u8]| {
        words
            .iter()
            .copied()
            .filter(u8::is_ascii_digit)
            .collect::<Vec<u8>>()
    };
    let close = myers::find(&theirs, &ours, ours.len() / 3)
        .is_some_and(|(start, end, _)| theirs.len() - (end - start) <= theirs.len() / 3);
    close && digits(&ours) == digits(&theirs)
}

/// Sorts by score, the best first, and of overlapping candidates keeps the better.
pub(in crate::anchor) fn rank(found: &mut [Candidate]) -> Vec<&Candidate> {
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(b.stands.cmp(&a.stands))
            .then(a.span.cmp(&b.span))
    });
    let mut kept: Vec<&Candidate> = Vec::new();
    for candidate in &*found {
        // Places where the words stand may overlap and are still two: `ana` in `banana`.
        let same = |k: &&Candidate| {
            k.span == candidate.span
                || (k.span.meets(candidate.span) && !(k.stands && candidate.stands))
        };
        if !kept.iter().any(same) {
            kept.push(candidate);
        }
    }
    kept
}

/// How much better the best must be than the next.
pub(in crate::anchor) const MARGIN: f32 = 0.07;

/// The first of `ranked`, and those behind it that might as well be it.
pub(in crate::anchor) fn equals<'r, 'c>(ranked: &'r [&'c Candidate]) -> &'r [&'c Candidate] {
    let Some((best, rest)) = ranked.split_first() else {
        return &[];
    };
    let close = |c: &&&Candidate| {
        let as_good = c.context.is_some() && c.coverage >= best.coverage;
        best.score - c.score < MARGIN && (c.stands || c.coverage >= 0.75 || as_good)
    };
    &ranked[..=rest.iter().take_while(close).count()]
}
