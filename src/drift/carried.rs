//! Where its neighbours carry the place of an anchor: between which paragraphs, and most likely to which.
use super::{lock::Held, order::longest_rise, search::Anchors};
use crate::{anchor::Passage, model::Article, text::Span, text::fold::Folded};
use std::ops::RangeInclusive;

/// Bytes by which the context beside near words may be off: their edges are not sharp.
const LOOSE: usize = 32;

/// Where a paragraph has come to be.
pub(super) struct Carried {
    /// The paragraphs of the neighbours before and after, and all between them.
    pub within: RangeInclusive<usize>,
    /// As far behind the neighbour before, and as far before the one after, as it stood.
    likely: [usize; 2],
    /// Whether it has neighbours on both sides, or one right before it; the beginning of the article is one.
    is_between: bool,
}

/// Where the paragraph of each of `anchors` has come to be, by those of other paragraphs that stand with their context and in order;
/// `passages` says where each stands alone.
pub(super) fn carried(
    article: &Article,
    anchors: &Anchors<'_>,
    passages: &[Option<Passage>],
) -> Vec<Carried> {
    let firm = firm(article, anchors, passages);
    let all = |&(_, held): &(&String, &Held)| {
        let n = held.paragraph;
        let before = firm.partition_point(|(old, _)| *old < n);
        let after = firm.get(firm.partition_point(|(old, _)| *old <= n));
        let shifted = |(old, new): (usize, usize)| (n + new).saturating_sub(old).max(1);
        let before = before.checked_sub(1).map_or((0, 0), |at| firm[at]);
        let is_between = after.is_some() || before.0 + 1 == n;
        let last = article.paragraphs.len().max(1);
        Carried {
            within: before.1.max(1)..=after.map_or(last, |&(_, new)| new),
            likely: [
                shifted(before),
                after.map_or(shifted(before), |&at| shifted(at)),
            ],
            is_between,
        }
    };
    anchors.iter().map(all).collect()
}

/// The paragraphs, then and now, of those that stand with their context and in the order in which they stood; in that order.
fn firm(
    article: &Article,
    anchors: &Anchors<'_>,
    passages: &[Option<Passage>],
) -> Vec<(usize, usize)> {
    let standing = |(&(_, held), passage): (&(&String, &Held), &Option<Passage>)| {
        let place = passage.as_ref()?.span;
        (agreement(article, held, place) == 2).then_some((held.paragraph, held.at, place.start))
    };
    let mut all: Vec<_> = anchors.iter().zip(passages).filter_map(standing).collect();
    all.sort_unstable();
    let places: Vec<usize> = all.iter().map(|(_, _, start)| *start).collect();
    let in_order = longest_rise(&places).into_iter().map(|n| all[n]);
    in_order
        .map(|(old, _, start)| (old, article.paragraph_at(start)))
        .collect()
}

impl Carried {
    /// Whether the paragraph has most likely become paragraph `number`.
    pub(super) fn is_likely(&self, number: usize) -> bool {
        self.likely.contains(&number)
    }

    /// The paragraph that its neighbours say it has become; `None` where they are at odds, or are not on both sides.
    pub(super) fn only(&self) -> Option<usize> {
        let [before, after] = self.likely;
        (self.is_between && before == after).then_some(before)
    }

    /// The paragraphs it has most likely become, where it stood in `paragraph`.
    pub(super) fn likely(&self, paragraph: usize) -> impl Iterator<Item = usize> {
        let [before, after] = self.likely;
        let same = self.is_likely(paragraph).then_some(paragraph);
        let one = (same.is_none() && before == after).then_some(before);
        same.into_iter().chain(one)
    }
}

/// On how many sides the words at `place` have the context that `held` remembers.
pub(super) fn agreement(article: &Article, held: &Held, place: Span) -> usize {
    let [before, after] = beside(article, place);
    let sides = [
        (
            &held.before,
            last(&article.text, before, held.before.len() + LOOSE),
        ),
        (
            &held.after,
            first(&article.text, after, held.after.len() + LOOSE),
        ),
    ];
    let agrees = |(context, beside): &(&String, Span)| {
        let context = Folded::new(context, Span::new(0, context.len()));
        let (context, beside) = (context.text().trim(), Folded::new(&article.text, *beside));
        if context.is_empty() {
            beside.text().trim().is_empty()
        } else {
            beside.text().contains(context)
        }
    };
    sides.iter().filter(|side| agrees(side)).count()
}

/// What stands before the words at `place` in the paragraph they begin in, and behind them in the one they end in.
pub(super) fn beside(article: &Article, place: Span) -> [Span; 2] {
    let paragraph = |at| (article.paragraph(article.paragraph_at(at))).map(|p| p.span);
    let last = place.end.saturating_sub(1).max(place.start);
    let start = paragraph(place.start).map_or(0, |p| p.start);
    let end = paragraph(last).map_or(article.text.len(), |p| p.end);
    [
        Span::new(start.min(place.start), place.start),
        Span::new(place.end, end.max(place.end)),
    ]
}

/// The last `len` bytes of `span`, or a few more.
pub(super) fn last(text: &str, span: Span, len: usize) -> Span {
    let start = text.floor_char_boundary(span.end.saturating_sub(len));
    Span::new(start.max(span.start), span.end)
}

/// The first `len` bytes of `span`, or a few more.
pub(super) fn first(text: &str, span: Span, len: usize) -> Span {
    let end = text.ceil_char_boundary(span.start.saturating_add(len).min(text.len()));
    Span::new(span.start, end.min(span.end))
}
