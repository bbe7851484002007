//! Passages that are near to a quotation that stands nowhere: in the stretches that were voted for, its words are laid along the text with
//! mistakes allowed; where too few words are whole, letters are.
use std::{cell::OnceCell, ops::Range};

use super::{
    align::{Fit, Joint, Layout, Scratch},
    choose::{MARGIN, fact_changed},
    letters::{by_letters, tolerance},
    query::Query,
    seeds::Sighting,
    word::{Stretch, Word},
};
use crate::{
    anchor::context::Likeness,
    text::{
        Span,
        fold::{is_dash, is_mark},
    },
};

/// Share of the words beyond which what far fewer words vote for is not looked at.
const CLEAR: f32 = 0.8;
/// Share of the words that makes a stretch the quotation's.
const ENOUGH: f32 = 0.62;
/// Cells that may be filled for one quotation.
const CELLS: usize = 1 << 24;
/// Share of the words of a passage elsewhere that make doubtful whether the words that stand are those which were meant.
pub(in crate::anchor) const TWIN: f32 = 0.5;
/// Stretches that are compared letter by letter.
const LETTERS: usize = 3;
/// A stretch of the article that may be what was quoted.
#[derive(Clone, Debug)]
pub(in crate::anchor) struct Candidate {
    pub(in crate::anchor) span: Span,
    pub(in crate::anchor) coverage: f32,
    pub(in crate::anchor) density: f32,
    /// Likeness of the context, if there is any.
    pub(in crate::anchor) context: Option<f32>,
    /// The same of its better side.
    pub(in crate::anchor) beside: f32,
    /// The most words in a row that are there in a row.
    pub(in crate::anchor) run: usize,
    /// Whether the words are there glyph for glyph.
    pub(in crate::anchor) stands: bool,
    /// Whether few of its words are whole, and only its letters speak for it.
    pub(in crate::anchor) noisy: bool,
    pub(in crate::anchor) score: f32,
    /// Whether it says something else, once somebody asked.
    says_otherwise: OnceCell<bool>,
}

impl Candidate {
    /// Whether a number or a name is another than in its `query`, or a negation came or went.
    pub(in crate::anchor) fn says_otherwise(&self, text: &str, query: &Query) -> bool {
        let asked = || fact_changed(text, query, self.span);
        *self.says_otherwise.get_or_init(asked)
    }
}

/// Memory that is used again.
#[derive(Debug)]
pub(in crate::anchor) struct Work<'a> {
    scratch: Scratch,
    there: Stretch<'a>,
}

impl<'a> Work<'a> {
    pub(in crate::anchor) fn new(text: &'a str) -> Self {
        Self {
            scratch: Scratch::default(),
            there: Stretch::none(text),
        }
    }
}

/// Passages where the query was seen that it may be, unsorted; `None` where to look would cost too much.
pub(in crate::anchor) fn candidates(
    query: &Query,
    seen: &Sighting,
    work: &mut Work<'_>,
) -> Option<Vec<Candidate>> {
    let windows = &seen.windows;
    let cells = windows.iter().map(|w| cells(query, w.span));
    if cells.fold(0, usize::saturating_add) > CELLS {
        return None;
    }
    let mut found: Vec<Candidate> = Vec::new();
    let mut covered: f32 = 0.0;
    for window in windows {
        // What so few vote for cannot come near to the best.
        if covered >= CLEAR && window.votes < windows[0].votes * 0.6 {
            break;
        }
        let before = found.len();
        work.there.read(window.span);
        let ends_in_sentence = in_stretch(query, work, &mut found)?;
        if let Some(wider) = wider(window.span, ends_in_sentence) {
            work.there.read(wider);
            in_stretch(query, work, &mut found)?;
        }
        let best = found[before..].iter().map(|c| c.coverage);
        covered = best.fold(covered, f32::max);
    }
    if !query.marked && (seen.is_last || covered < ENOUGH) {
        for window in windows.iter().take(LETTERS) {
            work.there.read(window.span);
            found.extend(by_letters(&work.there, query, tolerance(query)));
        }
    }
    Some(found)
}

/// Cells that it takes to lay the query along bytes `span`, about.
const fn cells(query: &Query, span: Span) -> usize {
    (span.len() / 4).saturating_mul(query.asked.len())
}

/// Passages near bytes `place` of the text, where the query is expected to be, that it may be by its words; `None` where to look would cost
/// too much.
pub(in crate::anchor) fn hereabouts(
    text: &str,
    query: &Query,
    place: Span,
    work: &mut Work<'_>,
) -> Option<Vec<Candidate>> {
    let reach = query.clean.len() + BYTES_BESIDE;
    let end = (place.end + reach).min(text.len());
    let near = Span::new(place.start.saturating_sub(reach), end);
    if cells(query, near) > CELLS {
        return None;
    }
    work.there.read(near);
    let mut found = Vec::new();
    in_stretch(query, work, &mut found)?;
    Some(found)
}

/// Bytes on either side of a quotation that are looked at where it is expected to be.
const BYTES_BESIDE: usize = 160;

/// Bytes that a sentence may take which was put in between two of the quotation's.
const SENTENCE: usize = 300;

/// The stretch on whose one side, or on both, a whole sentence of the quotation is missing, so much wider there.
fn wider(within: Span, missing: (bool, bool)) -> Option<Span> {
    let more = |is_missing| if is_missing { SENTENCE } else { 0 };
    let start = within.start.saturating_sub(more(missing.0));
    (missing != (false, false)).then(|| Span::new(start, within.end + more(missing.1)))
}

/// Share of the words with less of which a passage comes near to none of those that were `found`, whatever stands beside it, and is no twin
/// of one either.
fn least(query: &Query, found: &[Candidate]) -> f32 {
    let best = found.iter().map(|c| c.score).fold(0.0, f32::max);
    if query.context.is_none() {
        return TWIN;
    }
    ((best - MARGIN - DENSITY - CONTEXT) / COVERAGE).clamp(HOPELESS, TWIN)
}

/// Share of the words with less of which no passage is a quotation's.
const HOPELESS: f32 = 0.3;

/// The candidates in the stretch that was read: with the context's help, without it, and on either side of the best; and whether all words
/// before a sentence of the quotation are missing in the best, or all behind one. `None` where too many words are alike.
fn in_stretch(
    query: &Query,
    work: &mut Work<'_>,
    found: &mut Vec<Candidate>,
) -> Option<(bool, bool)> {
    let Work { scratch, there } = work;
    let mut layout = Layout::new(there, query, scratch)?;
    let (lo, hi) = (0, there.words.len());
    if layout.most(&(lo..hi)) < least(query, found) {
        return Some((false, false));
    }
    let has_context = query.quoted.len() < query.asked.len();
    if has_context {
        let mut with_context = |along: Range<usize>| {
            let fit = layout.fit(0..query.asked.len(), along)?;
            let candidate = settle(there, query, &fit, 0);
            let clear = candidate.coverage >= 0.8 && candidate.context.is_some_and(|c| c >= 0.6);
            found.push(candidate);
            Some((fit.words, clear))
        };
        if let Some(((first, last), true)) = with_context(lo..hi) {
            // A twin beside it has the same words around it.
            for side in [lo..first, last..hi] {
                if query.met(&there.words[side.clone()]) * 2 >= query.words() {
                    with_context(side);
                }
            }
            return Some((false, false));
        }
    }
    let mut alone = |along: Range<usize>| {
        let fit = layout.fit(query.quoted.clone(), along)?;
        found.push(settle(there, query, &fit, query.quoted.start));
        Some(fit)
    };
    let Some(fit) = alone(lo..hi) else {
        return Some((false, false));
    };
    let (first, last) = fit.words;
    for side in [lo..first, last..hi] {
        if query.met(&there.words[side.clone()]) * 2 >= query.words() {
            alone(side);
        }
    }
    let begins = |asked: usize| {
        let asked = query.quoted().get(asked);
        asked.is_some_and(|a| a.joint == Joint::Sentence)
    };
    let is_behind = |p: &(usize, usize)| begins(p.0 + 1);
    Some((
        fit.pairs.first().is_some_and(|p| begins(p.0)),
        fit.pairs.last().is_some_and(is_behind),
    ))
}

/// The candidate that a fit makes, whose words are those asked from `start` on: its edges settled by the context, its signs taken in.
fn settle(there: &Stretch<'_>, query: &Query, fit: &Fit, start: usize) -> Candidate {
    let (begin, end) = fit.words;
    let missing_before = (fit.pairs.first()).map_or(0, |p| p.0 + start - query.quoted.start);
    let missing_behind = (fit.pairs.last()).map_or(0, |p| query.quoted.end - 1 - (p.0 + start));
    let first = begins_behind(there, query, fit, missing_before).unwrap_or(begin);
    let last = ends_before(there, query, fit, missing_behind).unwrap_or(end);
    let span = there.words[first].span().join(there.words[last - 1].span());
    let span = with_edges(there.text, span, &query.edges);
    let share = (fit.coverage, fit.density);
    Candidate {
        run: fit.run,
        ..candidate(there, query, span, (first, last), share)
    }
}

/// The word behind the context before a quotation, where `missing` of its first words are not there.
fn begins_behind(there: &Stretch<'_>, query: &Query, fit: &Fit, missing: usize) -> Option<usize> {
    let [near, rest @ ..] = query.beside.0.as_slice() else {
        return None;
    };
    let hash = |i: usize| there.words.get(i).map(|w| w.shape.hash);
    let next = |s: usize, t: &u64| s > 1 && hash(s - 2) == Some(*t);
    let matches =
        |s: usize| s > 0 && hash(s - 1) == Some(*near) && rest.first().is_none_or(|t| next(s, t));
    let from = fit.pairs.first().map_or(fit.words.0, |p| p.1);
    let reach = 0..=(missing + 8).min(from);
    let mut starts = reach.map(|back| from - back);
    starts.find(|&s| missing > 0 && matches(s))
}

/// One past the word before the context behind it, where `missing` of its last words are not there.
fn ends_before(there: &Stretch<'_>, query: &Query, fit: &Fit, missing: usize) -> Option<usize> {
    let [near, rest @ ..] = query.beside.1.as_slice() else {
        return None;
    };
    let hash = |i: usize| there.words.get(i).map(|w| w.shape.hash);
    let matches =
        |e: usize| hash(e) == Some(*near) && rest.first().is_none_or(|t| hash(e + 1) == Some(*t));
    let from = fit.pairs.last().map_or(fit.words.1, |p| p.1 + 1);
    (from..=from + missing + 8).find(|&e| missing > 0 && matches(e))
}

/// What is to be said of the passage `span`, which is words `first..after` of the stretch.
pub(super) fn candidate(
    there: &Stretch<'_>,
    query: &Query,
    span: Span,
    (first, after): (usize, usize),
    (coverage, density): (f32, f32),
) -> Candidate {
    let sides = (&there.words[..first], &there.words[after..]);
    let likeness = likeness(there.text, query, span, sides);
    weigh(span, coverage, density, likeness)
}

/// What the words that are there count for, that nothing stands between them, and what stands beside them.
const COVERAGE: f32 = 0.62;
const DENSITY: f32 = 0.10;
const CONTEXT: f32 = 0.28;

fn weigh(span: Span, coverage: f32, density: f32, likeness: Likeness) -> Candidate {
    let context = likeness.mean();
    let sides = [likeness.before, likeness.after].into_iter().flatten();
    let score = COVERAGE * coverage + DENSITY * density + CONTEXT * context.unwrap_or(0.5);
    Candidate {
        span,
        coverage,
        density,
        context,
        beside: sides.fold(0.0, f32::max),
        run: 0,
        stands: false,
        noisy: false,
        score,
        says_otherwise: OnceCell::new(),
    }
}

/// Bytes on either side of standing words in which the words of their context are met.
const REACH: usize = 160;

/// A candidate for a place where the words stand glyph for glyph.
pub(in crate::anchor) fn standing(text: &str, query: &Query, span: Span) -> Candidate {
    let likeness = match &query.context {
        None => Likeness::default(),
        Some(context) if context.fits(text, span) => context.full(),
        Some(_) => {
            let before = Span::new(span.start.saturating_sub(REACH), span.start);
            let after = Span::new(span.end, (span.end + REACH).min(text.len()));
            let (before, after) = (Stretch::new(text, before), Stretch::new(text, after));
            likeness(text, query, span, (&before.words, &after.words))
        }
    };
    Candidate {
        stands: true,
        ..weigh(span, 1.0, 1.0, likeness)
    }
}

/// How like the words beside a place are: letter by letter, or word by word with some put in between, whichever is better.
fn likeness(text: &str, query: &Query, span: Span, sides: (&[Word], &[Word])) -> Likeness {
    let Some(context) = &query.context else {
        return Likeness::default();
    };
    let letters = context.likeness(text, span);
    let better = |letters: Option<f32>, words: &dyn Fn() -> f32| {
        letters.map(|l| if l < 1.0 { l.max(words()) } else { l })
    };
    let hash = |w: &Word| w.shape.hash;
    Likeness {
        before: better(letters.before, &|| {
            in_order(&query.beside.0, sides.0.iter().rev().map(hash))
        }),
        after: better(letters.after, &|| {
            in_order(&query.beside.1, sides.1.iter().map(hash))
        }),
    }
}

/// Share of the words `asked` that are met in order, near ones counting more, at most four others between.
fn in_order(asked: &[u64], there: impl Iterator<Item = u64>) -> f32 {
    let there: Vec<u64> = there.take(asked.len() + 4).collect();
    let (mut got, mut all, mut at, mut weight) = (0.0, 0.0, 0, 1.0);
    for &word in asked {
        let share = 1.0 / weight;
        all += share;
        weight += 0.25;
        if let Some(i) = there[at..].iter().take(5).position(|&w| w == word) {
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
