//! Where a passage begins and ends whose first word or last stands farther off, behind something that was put in.
use super::{
    query::{Query, ends_sentence},
    word::{Stretch, Word},
};
use crate::text::Span;

/// Bytes by which a word may stand beside the place to which its neighbours carry it: signs were changed.
const BESIDE: usize = 4;
/// Bytes that may have been put in before a word whose place is known.
const BYTES_PUT_IN: usize = 400;
/// Words that may have been put in before one whose place is not.
const WORDS_PUT_IN: usize = 8;

/// `span`, the passage nearest to `query`, and the query's first word and its last where they stand beyond it: where its neighbours carry its
/// ends, to bytes `carried.0` and `carried.1`, or a few words off in the same sentence.
pub(in crate::anchor) fn with_edges_beyond(
    text: &str,
    query: &Query,
    span: Span,
    carried: (Option<usize>, Option<usize>),
) -> Span {
    let reach = BYTES_PUT_IN + BESIDE;
    let near = Span::new(
        span.start.saturating_sub(reach),
        (span.end + reach).min(text.len()),
    );
    let there = Stretch::new(text, near);
    let (first, after) = there.meeting(span);
    if first >= after {
        return span;
    }
    let words = &there.words;
    let asked = query.quoted().iter().filter(|a| !a.inserted);
    let mut asked: Vec<u64> = asked.map(|a| a.shape.hash).collect();
    let mut hashes: Vec<u64> = words.iter().map(|w| w.shape.hash).collect();
    let joined = |a: usize, b: usize| {
        let between = words[a].end as usize..words[b].start as usize;
        !ends_sentence(&text[between])
    };
    let at = |place: Option<usize>, edge: fn(&Word) -> u32| {
        let place = place?;
        words
            .iter()
            .position(|w| (edge(w) as usize).abs_diff(place) <= BESIDE)
    };
    let begin = edge_beyond(&hashes, first, &asked, at(carried.0, |w| w.start));
    let begin = begin.filter(|begin| begin.is_sure || joined(begin.word, first));
    hashes.reverse();
    asked.reverse();
    let mirrored = |word: usize| words.len() - 1 - word;
    let close = at(carried.1, |w| w.end).map(mirrored);
    let close = edge_beyond(&hashes, mirrored(after - 1), &asked, close);
    let close = close.filter(|c| c.is_sure || joined(after - 1, mirrored(c.word)));
    Span::new(
        begin.map_or(span.start, |b| words[b.word].span().start),
        close.map_or(span.end, |c| words[mirrored(c.word)].span().end),
    )
}

/// A word with which a passage begins, and whether its neighbours say so.
struct Edge {
    word: usize,
    is_sure: bool,
}

/// The word before word `from` of those that are `there` which is the first that is `asked`: at `carried`, or a few words off if no other is
/// missing.
fn edge_beyond(there: &[u64], from: usize, asked: &[u64], carried: Option<usize>) -> Option<Edge> {
    let (first, second) = (*asked.first()?, *asked.get(1)?);
    if there[from] == first {
        return None;
    }
    if let Some(word) = carried.filter(|&c| c < from && there[c] == first) {
        return Some(Edge {
            word,
            is_sure: true,
        });
    }
    let near = there.get(from..)?.iter().take(2).any(|w| *w == second);
    let mut few = (from.saturating_sub(WORDS_PUT_IN)..from).rev();
    let word = few.find(|&word| near && there[word] == first)?;
    Some(Edge {
        word,
        is_sure: false,
    })
}
