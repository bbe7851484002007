//! Passages that are like a quotation letter by letter, where too few of its words are whole.
use super::{
    candidate::{Candidate, candidate},
    loose::loose,
    myers,
    query::Query,
    word::Stretch,
};
use crate::text::Span;

/// Letters of a quotation by 64 of the text that may be compared for one quotation.
const CELLS: usize = 1 << 24;

/// Edits in a hundred letters that are too many in words which may be anywhere; fewer in short ones.
pub(in crate::anchor) fn tolerance(query: &Query) -> usize {
    match query.clean.len() {
        ..32 => 0,
        32..60 => 18,
        60.. => 25,
    }
}

/// What is like the query by its letters near bytes `place` of the text, where it is expected to be.
pub(in crate::anchor) fn at_place(text: &str, query: &Query, place: Span) -> Option<Candidate> {
    like_letters(&around(text, query, place), query, EDITS_PERCENT).map(|like| like.0)
}

/// The same, where few words are whole.
pub(in crate::anchor) fn noisy_at_place(
    text: &str,
    query: &Query,
    place: Span,
) -> Option<Candidate> {
    by_letters(&around(text, query, place), query, EDITS_PERCENT)
}

/// Edits in a hundred letters of a quotation that is known to be hereabouts.
const EDITS_PERCENT: usize = 25;

fn around<'a>(text: &'a str, query: &Query, place: Span) -> Stretch<'a> {
    let reach = query.clean.len();
    let end = (place.end + 2 * reach).min(text.len());
    Stretch::new(text, Span::new(place.start.saturating_sub(reach), end))
}

/// The best place in a stretch by its letters, where the damage is spread over the words; at most `percent` of them differ.
pub(super) fn by_letters(there: &Stretch<'_>, query: &Query, percent: usize) -> Option<Candidate> {
    let (found, whole) = like_letters(there, query, percent)?;
    let spread = query.words() < 4 || query.is_unspaced() || whole * 4 < query.words() * 3;
    spread.then_some(found)
}

/// The best place in a stretch by its letters, at most `percent` of which differ, and how many words of the query are in it whole.
fn like_letters(there: &Stretch<'_>, query: &Query, percent: usize) -> Option<(Candidate, usize)> {
    let (head, tail) = (there.words.first()?, there.words.last()?);
    let (pattern, _) = loose(&query.clean);
    let stretch = head.span().join(tail.span());
    let (letters, from) = loose(stretch.of(there.text));
    let most = pattern.len() * percent / 100;
    if most == 0 || pattern.len() * letters.len() / 64 > CELLS {
        return None;
    }
    let (start, end, edits) = myers::find(&letters, &pattern, most)?;
    let printed = |i: usize| {
        from.get(i)
            .map_or(stretch.end, |&at| stretch.start + at as usize)
    };
    let begin = (start..end).find(|&i| letters[i] != b' ')?;
    let close = (start..end).rev().find(|&i| letters[i] != b' ')?;
    let last = printed(close);
    let span = Span::new(
        printed(begin),
        last + there.text[last..].chars().next().map_or(0, char::len_utf8),
    );
    let (first, after, span) = at_word_bounds(there, span);
    #[expect(clippy::cast_precision_loss, reason = "letters of a quotation")]
    let rate = edits as f32 / pattern.len() as f32;
    let whole = query
        .quoted()
        .iter()
        .filter(|a| {
            let mut words = there.words[first..after].iter();
            words.any(|w| w.shape.hash == a.shape.hash)
        })
        .count();
    let sides = (first, after);
    let mut found = candidate(there, query, span, sides, (1.0 - rate, 1.0));
    found.noisy = true;
    Some((found, whole))
}

/// The words that `span` meets, first and one past the last, and `span` with a word that is mostly in it whole, and without one that is
/// mostly not.
fn at_word_bounds(there: &Stretch<'_>, mut span: Span) -> (usize, usize, Span) {
    let (first, after) = there.meeting(span);
    let Some(words) = there.words.get(first..after).filter(|w| w.len() > 1) else {
        return (first, after, span);
    };
    let (head, tail) = (words[0].span(), words[words.len() - 1].span());
    if head.start < span.start {
        let mostly = (head.end - span.start) * 2 > head.len();
        span.start = if mostly {
            head.start
        } else {
            words[1].start as usize
        };
    }
    if tail.end > span.end {
        let mostly = (span.end - tail.start) * 2 > tail.len();
        span.end = if mostly {
            tail.end
        } else {
            words[words.len() - 2].end as usize
        };
    }
    (first, after, span)
}
