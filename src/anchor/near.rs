//! Passages that are near to a quotation that stands nowhere: tiers 3 and 4.
//!
//! Rare words of the quotation and of its context vote for stretches of the article; in the best of them the words are laid along the
//! text with mistakes allowed; where too few words are whole, letters are.
use rustc_hash::FxHashMap;

use crate::text::{
    Span,
    fold::{is_dash, is_mark},
};

use super::{
    align::{Asked, Fit, Joint, Scratch, align},
    context::Likeness,
    index::{Index, UNKNOWN, loose},
    myers,
    query::Query,
};

/// Places of words that may vote on one quotation.
const VOTES: usize = 1_000;
/// The same for the four rarest words.
const FEWEST: usize = 3_000;
/// Places beyond which a word says nothing of where a quotation is.
const COMMON: usize = 20_000;
/// Words of the article to a vote's stretch, as a power of two.
const STRETCH: u32 = 4;
/// Stretches that are looked at closely.
const WINDOWS: usize = 6;
/// Words of the article before the voted start that are looked at, and behind the expected end.
const BACK: usize = 20;
const FORTH: usize = 56;
/// Share of the words beyond which what far fewer words vote for is not looked at.
const CLEAR: f32 = 0.8;
/// Share of the words that makes a stretch the quotation's.
const ENOUGH: f32 = 0.62;
/// Cells that may be filled for one quotation.
const CELLS: usize = 1 << 24;
/// A stretch of the article that may be what was quoted.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) coverage: f32,
    pub(super) density: f32,
    /// Likeness of the context, if there is any.
    pub(super) context: Option<f32>,
    /// The same of its better side.
    pub(super) beside: f32,
    /// The most words in a row that are there in a row.
    pub(super) run: usize,
    /// Whether the words are there glyph for glyph.
    pub(super) stands: bool,
    /// Whether few of its words are whole, and only its letters speak for it.
    pub(super) noisy: bool,
    pub(super) score: f32,
}

/// Memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Work {
    scratch: Scratch,
    votes: FxHashMap<u32, f32>,
}

/// Stretches of the article that the query may be, unsorted; `None` where to look would cost too much.
pub(super) fn candidates(
    index: &Index<'_>,
    query: &Query,
    work: &mut Work,
) -> Option<Vec<Candidate>> {
    let windows = windows(index, query, &mut work.votes)?;
    let cells: usize = windows
        .iter()
        .map(|w| (w.hi - w.lo + 1) * query.asked.len())
        .sum();
    if cells > CELLS {
        return None;
    }
    let mut found: Vec<Candidate> = Vec::new();
    let mut covered: f32 = 0.0;
    for window in &windows {
        // What so few vote for cannot come near to the best.
        if covered >= CLEAR && window.votes < windows[0].votes * 0.6 {
            break;
        }
        let before = found.len();
        in_window(index, query, window, &mut work.scratch, &mut found);
        covered = found[before..]
            .iter()
            .fold(covered, |most, c| most.max(c.coverage));
    }
    if !query.marked && covered < ENOUGH {
        found.extend(
            windows
                .iter()
                .take(2)
                .filter_map(|w| by_letters(index, query, (w.lo, w.hi), tolerance(query))),
        );
    }
    Some(found)
}

/// The candidates in one stretch: with the context's help, without it, and on either side of the best.
fn in_window(
    index: &Index<'_>,
    query: &Query,
    &Window { lo, hi, .. }: &Window,
    scratch: &mut Scratch,
    found: &mut Vec<Candidate>,
) {
    let has_context = query.quoted.len() < query.asked.len();
    if has_context {
        let all =
            align(index, &query.asked, lo, hi, scratch).map(|fit| settle(index, query, &fit, 0));
        let clear = all
            .as_ref()
            .is_some_and(|c| c.coverage >= 0.8 && c.context.is_some_and(|c| c >= 0.6));
        found.extend(all);
        if clear {
            return;
        }
    }
    let Some(fit) = align(index, query.quoted(), lo, hi, scratch) else {
        return;
    };
    let (first, last) = fit.words;
    found.push(settle(index, query, &fit, query.quoted.start));
    for (lo, hi) in [(lo, first), (last, hi)] {
        if query.met(&index.words[lo..hi]) * 2 < query.words() {
            continue;
        }
        let fit = align(index, query.quoted(), lo, hi, scratch);
        found.extend(fit.map(|fit| settle(index, query, &fit, query.quoted.start)));
    }
}

/// A stretch of the article, in words, and what was voted for it.
#[derive(Clone, Copy, Debug)]
struct Window {
    lo: usize,
    hi: usize,
    votes: f32,
}

/// The stretches of the article, in words, that most rare words vote for; `None` where none of the words is rare enough to say anything.
fn windows(
    index: &Index<'_>,
    query: &Query,
    votes: &mut FxHashMap<u32, f32>,
) -> Option<Vec<Window>> {
    votes.clear();
    let mut seeds: Vec<(usize, u32, i64, f32)> = Vec::new();
    let start = i64::try_from(query.quoted.start).unwrap_or(0);
    for (at, asked) in (-start..)
        .zip(&query.asked)
        .filter(|(_, a)| a.term != UNKNOWN)
    {
        let weight = if asked.quoted { 1.0 } else { 0.5 };
        seeds.push((index.places(asked.term).len(), asked.term, at, weight));
    }
    seeds.sort_unstable_by_key(|s| (s.0, s.2));
    if seeds.first().is_some_and(|rarest| rarest.0 > COMMON) {
        return None;
    }
    let mut used = 0;
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let rarity =
        |df: usize| (1.0 - (df as f32).ln() / (index.words.len() as f32).ln().max(1.0)).max(0.05);
    for (i, &(df, term, at, weight)) in seeds.iter().enumerate() {
        if i > 0 && used + df > if i > 3 { VOTES } else { FEWEST } {
            break;
        }
        used += df;
        for &place in index.places(term).iter().take(COMMON) {
            // A place before the article's start counts as its start.
            let from = u32::try_from((i64::from(place) - at).max(0)).unwrap_or(0);
            *votes.entry(from >> STRETCH).or_default() += weight * rarity(df);
        }
    }
    Some(elect(index, query, votes))
}

fn elect(index: &Index<'_>, query: &Query, votes: &FxHashMap<u32, f32>) -> Vec<Window> {
    let with_next =
        |(&at, &v): (&u32, &f32)| (v + votes.get(&(at + 1)).copied().unwrap_or(0.0), at);
    let mut ranked: Vec<(f32, u32)> = votes.iter().map(with_next).collect();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    let most = WINDOWS * 4;
    if ranked.len() > most {
        ranked.select_nth_unstable_by(most, order);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by(order);
    let omits = |a: &&Asked| a.joint == Joint::Omission;
    let gaps = query.quoted().iter().filter(omits).count();
    let (back, forth) = (BACK + 96 * gaps, FORTH + query.asked.len() + 136 * gaps);
    let mut chosen: Vec<u32> = Vec::new();
    let mut windows: Vec<Window> = Vec::new();
    for &(score, at) in &ranked {
        if windows.len() >= WINDOWS || score < ranked[0].0 * 0.35 {
            break;
        }
        if chosen.iter().any(|c| c.abs_diff(at) <= 1) {
            continue;
        }
        chosen.push(at);
        let at = (at as usize) << STRETCH;
        let (lo, hi) = (at.saturating_sub(back), (at + forth).min(index.words.len()));
        if lo < hi {
            windows.push(Window {
                lo,
                hi,
                votes: score,
            });
        }
    }
    windows
}

/// The candidate that a fit makes, whose words are those asked from `start` on: its edges settled by the context, its signs taken in.
fn settle(index: &Index<'_>, query: &Query, fit: &Fit, start: usize) -> Candidate {
    let (mut first, mut last) = fit.words;
    let missing_before = fit
        .pairs
        .first()
        .map_or(0, |p| p.0 + start - query.quoted.start);
    let missing_after = fit
        .pairs
        .last()
        .map_or(0, |p| query.quoted.end - 1 - (p.0 + start));
    let term = |i: usize| index.words.get(i).map(|w| w.term);
    if missing_before > 0
        && let [near, rest @ ..] = query.beside.0.as_slice()
    {
        let matches = |s: usize| {
            s > 0
                && term(s - 1) == Some(*near)
                && rest
                    .first()
                    .is_none_or(|t| s > 1 && term(s - 2) == Some(*t))
        };
        let from = fit.pairs.first().map_or(first, |p| p.1);
        first = (0..=(missing_before + 8).min(from))
            .map(|back| from - back)
            .find(|&s| matches(s))
            .unwrap_or(first);
    }
    if missing_after > 0
        && let [near, rest @ ..] = query.beside.1.as_slice()
    {
        let matches = |e: usize| {
            term(e) == Some(*near) && rest.first().is_none_or(|t| term(e + 1) == Some(*t))
        };
        let from = fit.pairs.last().map_or(last, |p| p.1 + 1);
        last = (from..=from + missing_after + 8)
            .find(|&e| matches(e))
            .unwrap_or(last);
    }
    let span = index.words[first].span().join(index.words[last - 1].span());
    let span = with_edges(index.text, span, &query.edges);
    Candidate {
        run: fit.run,
        ..candidate(
            index,
            query,
            span,
            (first, last),
            (fit.coverage, fit.density),
        )
    }
}

fn candidate(
    index: &Index<'_>,
    query: &Query,
    span: Span,
    words: (usize, usize),
    (coverage, density): (f32, f32),
) -> Candidate {
    let likeness = likeness(index, query, span, words);
    let context = likeness.mean();
    let beside = likeness
        .before
        .unwrap_or(0.0)
        .max(likeness.after.unwrap_or(0.0));
    let score = 0.62 * coverage + 0.10 * density + 0.28 * context.unwrap_or(0.5);
    Candidate {
        span,
        coverage,
        density,
        context,
        beside,
        run: 0,
        stands: false,
        noisy: false,
        score,
    }
}

/// A candidate for a place where the words stand glyph for glyph.
pub(super) fn standing(index: &Index<'_>, query: &Query, span: Span) -> Candidate {
    let (first, last) = index.words_meeting(span.start, span.end);
    Candidate {
        stands: true,
        ..candidate(index, query, span, (first, last), (1.0, 1.0))
    }
}

/// How like the words beside a place are: letter by letter, or word by word with some put in between, whichever is better.
fn likeness(index: &Index<'_>, query: &Query, span: Span, words: (usize, usize)) -> Likeness {
    let Some(context) = &query.context else {
        return Likeness::default();
    };
    let letters = context.likeness(index.text, span);
    let before = index.words[..words.0.min(index.words.len())]
        .iter()
        .rev()
        .map(|w| w.term);
    let after = index.words[words.1.min(index.words.len())..]
        .iter()
        .map(|w| w.term);
    Likeness {
        before: letters
            .before
            .map(|l| l.max(in_order(&query.beside.0, before))),
        after: letters
            .after
            .map(|l| l.max(in_order(&query.beside.1, after))),
    }
}

/// Share of the words `asked` that are met in order, near ones counting more, at most four others between.
fn in_order(asked: &[u32], there: impl Iterator<Item = u32>) -> f32 {
    let there: Vec<u32> = there.take(asked.len() + 4).collect();
    let (mut got, mut all, mut at, mut weight) = (0.0, 0.0, 0, 1.0);
    for &term in asked {
        let share = 1.0 / weight;
        all += share;
        weight += 0.25;
        if let Some(i) = there[at..]
            .iter()
            .take(5)
            .position(|&t| t == term && t != UNKNOWN)
        {
            at += i + 1;
            got += share;
        }
    }
    if all > 0.0 { got / all } else { 0.0 }
}

/// `span` and the signs beside it that stand in the quotation too.
fn with_edges(text: &str, mut span: Span, edges: &(String, String)) -> Span {
    let same = |a: char, b: char| {
        a == b
            || (is_mark(a) && is_mark(b))
            || (is_dash(a) && is_dash(b))
            || (".,;:".contains(a) && ".,;:".contains(b))
    };
    for sign in edges.0.chars().rev().filter(|c| !c.is_whitespace()) {
        let before = &text[..span.start];
        let shown = if is_mark(sign) {
            before.trim_end()
        } else {
            before
        };
        match shown.chars().next_back() {
            Some(c) if same(c, sign) => span.start = shown.len() - c.len_utf8(),
            _ => break,
        }
    }
    for sign in edges.1.chars().filter(|c| !c.is_whitespace()) {
        let after = &text[span.end..];
        let shown = if is_mark(sign) {
            after.trim_start()
        } else {
            after
        };
        match shown.chars().next() {
            Some(c) if same(c, sign) => span.end = text.len() - shown.len() + c.len_utf8(),
            _ => break,
        }
    }
    span
}

/// Edits in a hundred letters that are too many in words which may be anywhere; fewer in short ones.
pub(super) fn tolerance(query: &Query) -> usize {
    match query.clean.len() {
        ..32 => 0,
        32..60 => 18,
        60.. => 25,
    }
}

/// The place like the query by its letters among the words of the article near bytes `place`, where it is expected to be.
pub(super) fn at_place(index: &Index<'_>, query: &Query, place: Span) -> Option<Candidate> {
    let reach = query.clean.len();
    let from = place.start.saturating_sub(reach);
    by_letters(
        index,
        query,
        index.words_meeting(from, place.end + 2 * reach),
        25,
    )
}

/// The best place in a stretch of words by its letters, where the damage is spread over the words; at most `percent` of them differ.
pub(super) fn by_letters(
    index: &Index<'_>,
    query: &Query,
    (lo, hi): (usize, usize),
    percent: usize,
) -> Option<Candidate> {
    if lo >= hi {
        return None;
    }
    let (pattern, _) = loose(&query.clean);
    let stretch = index.words[lo].span().join(index.words[hi - 1].span());
    let (there, from) = loose(stretch.of(index.text));
    let most = pattern.len() * percent / 100;
    if most == 0 || pattern.len() * there.len() / 64 > CELLS {
        return None;
    }
    let (start, end, edits) = myers::find(&there, &pattern, most)?;
    let printed = |i: usize| {
        from.get(i)
            .map_or(stretch.end, |&at| stretch.start + at as usize)
    };
    let begin = (start..end).find(|&i| there[i] != b' ')?;
    let close = (start..end).rev().find(|&i| there[i] != b' ')?;
    let last = printed(close);
    let span = Span::new(
        printed(begin),
        last + index.text[last..].chars().next().map_or(0, char::len_utf8),
    );
    let (first, after, span) = at_word_bounds(index, span);
    #[expect(clippy::cast_precision_loss, reason = "letters of a quotation")]
    let rate = edits as f32 / pattern.len() as f32;
    let whole = query
        .quoted()
        .iter()
        .filter(|a| index.words[first..after].iter().any(|w| w.term == a.term))
        .count();
    if query.words() >= 4 && !query.is_unspaced() && whole * 4 >= query.words() * 3 {
        return None;
    }
    Some(Candidate {
        noisy: true,
        ..candidate(index, query, span, (first, after), (1.0 - rate, 1.0))
    })
}

/// The words that `span` meets, first and one past the last, and `span` with a word that is mostly in it whole, and without one that is
/// mostly not.
fn at_word_bounds(index: &Index<'_>, mut span: Span) -> (usize, usize, Span) {
    let (first, after) = index.words_meeting(span.start, span.end);
    let Some(words) = index.words.get(first..after).filter(|w| w.len() > 1) else {
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
