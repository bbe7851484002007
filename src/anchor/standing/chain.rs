//! Segments that must follow one another: which of their places belong together.
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

use crate::text::{
    Span,
    fold::{is_invisible, same},
};

use super::{
    operators::{Link, Reading, blanks},
    pages::Pages,
};
use crate::anchor::{Missing, Passage, Piece};

/// A place and the paragraph it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) span: Span,
    pub(super) paragraph: usize,
}

/// What came of looking for a chain.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Solved {
    One(Vec<Span>),
    Several(Vec<Span>),
    None(Missing),
}

/// The nearest chain of one place a segment, in order and joined as `reading` says; where words are left out, the nearest of each paragraph.
/// `places[i]` are those of segment `i`, in text order. Where some chains satisfy `fits` (the context), only those count.
pub(super) fn solve(
    text: &str,
    reading: &Reading,
    places: &[Vec<Spot>],
    fits: impl Fn(Span) -> bool,
) -> Solved {
    if let Some(absent) = places.iter().position(Vec::is_empty) {
        return Solved::None(Missing::Segment(absent));
    }
    let last = &places[places.len() - 1];
    let mut chains: Vec<Vec<Spot>> = last
        .iter()
        .filter_map(|&end| backwards(text, reading, places, end))
        .collect();
    if chains.len() > 1 && chains.iter().any(|c| fits(hull(c))) {
        chains.retain(|c| fits(hull(c)));
    }
    if chains.is_empty() {
        return Solved::None(Missing::Apart);
    }
    // What is left out hides which of several paragraphs was meant; of what is quoted through the nearest counts.
    let hides = (reading.links.iter()).any(|link| matches!(link, Link::Apart(_)));
    let group = |c: &[Spot]| {
        if hides {
            c.first().map(|s| s.paragraph)
        } else {
            None
        }
    };
    let mut shortest = FxHashMap::default();
    for chain in &chains {
        let len = shortest.entry(group(chain)).or_insert(usize::MAX);
        *len = hull(chain).len().min(*len);
    }
    chains.retain(|c| shortest[&group(c)] == hull(c).len());
    match chains.as_slice() {
        [chain] => match other_middle(text, reading, places, chain) {
            Some(other) => Solved::Several(vec![hull(chain), other]),
            None => Solved::One(chain.iter().map(|s| s.span).collect()),
        },
        chains => Solved::Several(chains.iter().map(|c| hull(c)).collect()),
    }
}

fn hull(chain: &[Spot]) -> Span {
    chain
        .iter()
        .map(|s| s.span)
        .reduce(Span::join)
        .unwrap_or_default()
}

/// The chain that ends at `end` and takes the latest place of every segment before.
fn backwards(text: &str, reading: &Reading, places: &[Vec<Spot>], end: Spot) -> Option<Vec<Spot>> {
    let mut chain = vec![end];
    let mut next = end;
    for (i, spots) in places[..reading.links.len()].iter().enumerate().rev() {
        let before = spots.partition_point(|s| s.span.end <= next.span.start);
        let spot = spots[..before]
            .last()
            .copied()
            .filter(|&s| joins(text, reading, i, s, next))?;
        chain.push(spot);
        next = spot;
    }
    chain.reverse();
    Some(chain)
}

/// Another place that a segment in the middle of `chain` might have, if it makes a difference.
fn other_middle(
    text: &str,
    reading: &Reading,
    places: &[Vec<Spot>],
    chain: &[Spot],
) -> Option<Span> {
    let mut before = *chain.first()?;
    for i in 1..chain.len().saturating_sub(1) {
        let from = places[i].partition_point(|s| s.span.start < before.span.end);
        let first = places[i][from..]
            .iter()
            .find(|&&s| joins(text, reading, i - 1, before, s))?;
        let shown = reading.links[i - 1] != Link::Through || reading.links[i] != Link::Through;
        if first != &chain[i] && shown && joins(text, reading, i, *first, chain[i + 1]) {
            return Some(first.span);
        }
        before = chain[i];
    }
    None
}

/// Whether `a` and `b`, places of segments `i` and `i + 1`, may follow one another.
fn joins(text: &str, reading: &Reading, i: usize, a: Spot, b: Spot) -> bool {
    let same = a.paragraph == b.paragraph;
    match &reading.links[i] {
        Link::Interrupted(_) => true,
        Link::Through | Link::Apart(_) => same,
        Link::Touching(put_in) => {
            let (before, behind) = (&reading.segments[i], &reading.segments[i + 1]);
            let loose = (before.loose.1, behind.loose.0);
            let apart = (before.apart.1, behind.apart.0);
            let gap = &text[a.span.end..b.span.start];
            same && (touches(gap, loose) || is_printed(gap, put_in, apart))
        }
    }
}

/// Whether only blanks stand in `gap`, letters that an insertion replaces aside.
fn touches(gap: &str, (after, before): (bool, bool)) -> bool {
    let mut gap = gap;
    if after {
        gap = gap.trim_start_matches(char::is_alphanumeric);
    }
    if before {
        gap = gap.trim_end_matches(char::is_alphanumeric);
    }
    gap.len() < 256 && gap.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether what was put in is printed in `gap`, brackets and all, and as far `apart` from what stands on its sides: then it is the article's.
fn is_printed(gap: &str, pieces: &[Piece], apart: (bool, bool)) -> bool {
    let [Piece::Insertion(word)] = pieces else {
        return false;
    };
    if gap.len() > widest(word) || blanks(gap) != apart {
        return false;
    }
    let inside = bare(gap)
        .strip_prefix('[')
        .and_then(|gap| gap.strip_suffix(']'));
    inside.is_some_and(|inside| same(inside, word))
}

/// `gap` without what shows nothing around it.
fn bare(gap: &str) -> &str {
    gap.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Bytes within which `word` is printed in brackets, blanks and invisible characters included.
const fn widest(word: &str) -> usize {
    256 + 4 * word.len()
}

/// The passage that `places`, one a segment of `reading`, make in `text`. Brackets that are printed there are the article's words.
pub(super) fn passage(pages: Pages<'_>, reading: &Reading, places: &[Span]) -> Passage {
    let text = pages.text;
    // There may be very many passages: most are of one piece.
    let mut pieces = Vec::with_capacity(reading.lead.len() + 1);
    let first = places.first().zip(reading.segments.first());
    let printed = first.and_then(|(span, segment)| {
        printed_before(pages, span.start, (&reading.lead, segment.apart.0))
    });
    if printed.is_none() {
        pieces.extend_from_slice(&reading.lead);
    }
    let mut end = None;
    let links = std::iter::once(None).chain(reading.links.iter().map(Some));
    let mut apart = false;
    for ((link, &span), segment) in links.zip(places).zip(&reading.segments) {
        let goes_on = match (link, end) {
            (Some(Link::Through), _) => true,
            (Some(Link::Touching(put_in)), Some(end)) => {
                is_printed(&text[end..span.start], put_in, (apart, segment.apart.0))
            }
            _ => false,
        };
        (end, apart) = (Some(span.end), segment.apart.1);
        match pieces.last_mut() {
            Some(Piece::Words(words)) if goes_on => *words = words.join(span),
            _ => {
                pieces.extend_from_slice(link.map_or(&[], Link::pieces));
                let start = printed.filter(|_| link.is_none()).unwrap_or(span.start);
                pieces.push(Piece::Words(Span::new(start, span.end)));
            }
        }
    }
    match (end, pieces.last_mut()) {
        (Some(end), Some(Piece::Words(words)))
            if let Some(printed) = printed_behind(pages, end, (&reading.trail, apart)) =>
        {
            words.end = printed;
        }
        _ => pieces.extend_from_slice(&reading.trail),
    }
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Words(span) => Some(*span),
        _ => None,
    });
    let span = words.reduce(Span::join).unwrap_or_default();
    Passage { span, pieces }
}

/// The end of the brackets that are printed right behind byte `end`, in the same paragraph and as far `apart`, and hold what was put in there.
fn printed_behind(
    pages: Pages<'_>,
    end: usize,
    (put_in, apart): (&[Piece], bool),
) -> Option<usize> {
    let [Piece::Insertion(word)] = put_in else {
        return None;
    };
    // It may be far to the next bracket.
    let most = pages.paragraph(end).end.min(end + widest(word));
    let behind = &pages.text[end..pages.text.floor_char_boundary(most)];
    let close = behind.find(']')? + 1;
    is_printed(&behind[..close], put_in, (apart, false)).then_some(end + close)
}

/// The same right before byte `start`: where the brackets begin.
fn printed_before(
    pages: Pages<'_>,
    start: usize,
    (put_in, apart): (&[Piece], bool),
) -> Option<usize> {
    let [Piece::Insertion(word)] = put_in else {
        return None;
    };
    let least = pages.paragraph(start).start;
    let least = least.max(start.saturating_sub(widest(word)));
    let from = pages.text.ceil_char_boundary(least);
    let open = from + pages.text[from..start].rfind('[')?;
    is_printed(&pages.text[open..start], put_in, (false, apart)).then_some(open)
}

/// Puts spots in text order, the longer first where two begin together.
pub(super) fn in_order(spots: &mut [Spot]) {
    spots.sort_unstable_by_key(|s| (s.span.start, Reverse(s.span.end)));
}
