//! Where in the article a quotation is to be expected, from its neighbours: quotations mostly come in reading order.
use super::resolve::WIDE;
use crate::{anchor::Pattern, text::Span};

/// Where the words of a pattern stood last time, as far as it was told.
pub(super) fn stood(pattern: &Pattern) -> Option<Span> {
    let length: usize = pattern.parts.iter().map(String::len).sum();
    let start = pattern.hint?;
    Some(Span::new(start, start.saturating_add(length)))
}

/// Places that keep the order of their hints.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// (hint, place) of each, both rising.
    kept: Vec<(usize, usize)>,
    /// The same of all, by their hints: what was moved is among them.
    all: Vec<(usize, usize)>,
}

/// With fewer places than this nothing is expected.
const ENOUGH: usize = 4;
/// Bytes by which a quotation may lie outside of its neighbours.
const SLACK: usize = 300;

impl Order {
    /// Keeps the longest run of `places`, (hint, place), in which both rise (Fredman 1975).
    pub(super) fn new(mut places: Vec<(usize, usize)>) -> Self {
        places.sort_unstable();
        let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
        for (i, &(_, place)) in places.iter().enumerate() {
            let at = ends.partition_point(|&e: &usize| places[e].1 < place);
            before.push(at.checked_sub(1).map(|a| ends[a]));
            if at == ends.len() {
                ends.push(i);
            } else {
                ends[at] = i;
            }
        }
        let mut kept = Vec::new();
        let mut next = ends.last().copied();
        while let Some(i) = next {
            kept.push(places[i]);
            next = before[i];
        }
        kept.reverse();
        Self { kept, all: places }
    }

    /// Whether `place` lies between the neighbours of `hint`; `None` where too little is known.
    pub(super) fn expects(&self, hint: Option<usize>, place: usize) -> Option<bool> {
        let hint = hint?;
        if self.kept.len() < ENOUGH {
            return None;
        }
        if let Some(to) = self.moved(Span::new(hint, hint)) {
            return Some(
                to.start.saturating_sub(SLACK) <= place && place <= to.end.saturating_add(SLACK),
            );
        }
        let after = self.kept.partition_point(|k| k.0 < hint);
        let low = after.checked_sub(1).map_or(0, |i| self.kept[i].1);
        let high = self.kept[after..]
            .iter()
            .find(|k| k.0 > hint)
            .map_or(usize::MAX, |k| k.1);
        Some(low.saturating_sub(SLACK) <= place && place <= high.saturating_add(SLACK))
    }
}

impl Order {
    /// Where the nearest neighbours of the bytes `stood` would carry their beginning: each was carried along by what was put in or taken out
    /// before it, and what lies between them by something in between. Nothing where too little is known.
    pub(super) fn carried(&self, stood: Option<Span>) -> Option<Span> {
        let Span { start: hint, end } = stood?;
        if self.kept.len() < ENOUGH {
            return None;
        }
        if let Some(to) = self.moved(Span::new(hint, end)) {
            return Some(to);
        }
        // Nothing within it, its own ends least of all, says anything for it.
        let before = self.kept.partition_point(|k| k.0 < hint);
        let after = self.kept.partition_point(|k| k.0 <= end);
        // Before all of them stands the beginning of the text.
        let first = before.checked_sub(1).map_or((0, 0), |i| self.kept[i]);
        [Some(first), self.kept.get(after).copied()]
            .into_iter()
            .flatten()
            .map(|(old, new)| new.saturating_add(hint).saturating_sub(old))
            .map(|to| Span::new(to, to))
            .reduce(Span::join)
    }
}

impl Order {
    /// Where the nearest neighbours of the bytes `stood`, nothing within them, would carry both ends of them; nothing where a neighbour is far
    /// away.
    pub(super) fn edges(&self, stood: Span) -> (Option<usize>, Option<usize>) {
        let before = self.kept.partition_point(|k| k.0 < stood.start);
        let behind = self.kept.partition_point(|k| k.0 <= stood.end);
        let before = before.checked_sub(1).map(|i| self.kept[i]);
        let start = before
            .and_then(|(old, new)| (stood.start - old <= CLOSE).then(|| new + (stood.start - old)));
        let end = self.kept.get(behind).and_then(|&(old, new)| {
            (old - stood.end <= CLOSE).then(|| (new + stood.end).saturating_sub(old))
        });
        (start, end)
    }
}

impl Order {
    /// Where the nearest neighbours of the bytes `stood` would carry their beginning if both were moved together, out of the order of the
    /// others, and what they stood around with them.
    fn moved(&self, stood: Span) -> Option<Span> {
        let before = self.all.partition_point(|k| k.0 < stood.start);
        let behind = self.all.partition_point(|k| k.0 <= stood.end);
        let sides = [
            *self.all.get(before.checked_sub(1)?)?,
            *self.all.get(behind)?,
        ];
        let is_moved = |k: &(usize, usize)| self.kept.binary_search(k).is_err();
        let is_close = |k: &(usize, usize)| k.0.abs_diff(stood.start) <= COMPANY;
        if !sides.iter().all(|k| is_moved(k) && is_close(k)) {
            return None;
        }
        let (a, b) = (carry(sides[0], stood.start)?, carry(sides[1], stood.start)?);
        (a.abs_diff(b) <= WIDE).then(|| Span::new(a.min(b), a.max(b)))
    }
}

impl Order {
    /// Where each of the nearest neighbours of the bytes `stood` would carry their beginning that was moved out of the order of the others.
    pub(super) fn company(&self, stood: Span) -> impl Iterator<Item = usize> {
        let before = self.all.partition_point(|k| k.0 < stood.start);
        let behind = self.all.partition_point(|k| k.0 <= stood.end);
        let sides = [
            before.checked_sub(1).map(|i| self.all[i]),
            self.all.get(behind).copied(),
        ];
        let is_moved = |k: &(usize, usize)| self.kept.binary_search(k).is_err();
        let is_close = move |k: &(usize, usize)| k.0.abs_diff(stood.start) <= BESIDE;
        let sides = sides.into_iter().flatten();
        let moved = sides.filter(move |k| is_moved(k) && is_close(k));
        moved.filter_map(move |neighbour| carry(neighbour, stood.start))
    }
}

/// Where a neighbour, (hint, place), carries byte `stood`.
fn carry((old, new): (usize, usize), stood: usize) -> Option<usize> {
    new.checked_add(stood)?.checked_sub(old)
}

/// Bytes within which one neighbour was moved with what it stood beside.
const BESIDE: usize = 400;

/// Bytes within which neighbours are moved together.
const COMPANY: usize = 1_000;

/// Bytes over which a neighbour tells where words begin or end.
const CLOSE: usize = 1_500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_moved_says_nothing_of_its_neighbours() {
        let order = Order::new(vec![
            (0, 1_000),
            (1_000, 2_000),
            (2_000, 90_000),
            (3_000, 4_000),
            (4_000, 5_000),
        ]);
        assert_eq!(order.expects(Some(2_500), 3_500), Some(true));
        assert_eq!(order.expects(Some(2_500), 90_000), Some(false));
        assert_eq!(order.expects(None, 3_500), None);
        assert_eq!(Order::new(vec![(0, 0)]).expects(Some(0), 9), None);
    }

    #[test]
    fn what_was_moved_together_says_where_what_stood_between_went() {
        let order = Order::new(vec![
            (0, 1_000),
            (1_000, 2_000),
            (2_000, 90_000),
            (2_200, 90_210),
            (3_000, 4_000),
            (4_000, 5_000),
        ]);
        let carried = |start, end| order.carried(Some(Span::new(start, end)));
        assert_eq!(carried(2_100, 2_150), Some(Span::new(90_100, 90_110)));
        assert_eq!(order.expects(Some(2_100), 90_100), Some(true));
        assert_eq!(order.expects(Some(2_100), 3_100), Some(false));
        // Beside only one of them it may have gone or stayed.
        assert_eq!(carried(2_250, 2_260), Some(Span::new(3_250, 3_250)));
        let company = |start, end| order.company(Span::new(start, end)).collect::<Vec<_>>();
        assert_eq!(company(2_250, 2_260), [90_260]);
        assert!(company(2_900, 2_910).is_empty());
    }

    #[test]
    fn hints_beyond_every_text_carry_nothing() {
        let most = usize::MAX;
        let near = (0..4).map(|n| (n * 10, 100 + n * 100));
        let far = [(most - 60, 50), (most - 20, 60)];
        let order = Order::new(near.chain(far).collect());
        let stood = Span::new(most - 40, most - 30);
        assert_eq!(order.moved(stood), None);
        assert_eq!(order.company(stood).count(), 0);
        assert_eq!(order.expects(Some(most - 40), 55), Some(false));
    }

    #[test]
    fn neighbours_carry_a_place_along() {
        let order = Order::new(vec![(0, 100), (500, 600), (900, 1_300), (2_000, 2_400)]);
        let carried = |start, end| order.carried(Some(Span::new(start, end)));
        assert_eq!(carried(400, 450), Some(Span::new(500, 500)));
        assert_eq!(carried(700, 750), Some(Span::new(800, 1_100)));
        assert_eq!(carried(900, 950), Some(Span::new(1_000, 1_300)));
        assert_eq!(carried(3_000, 3_010), Some(Span::new(3_400, 3_400)));
        assert_eq!(order.carried(None), None);
    }

    #[test]
    fn what_lies_within_a_place_says_nothing_for_it() {
        let order = Order::new(vec![
            (0, 100),
            (500, 600),
            (700, 5_700),
            (720, 5_720),
            (730, 5_730),
            (900, 6_000),
        ]);
        let stood = Span::new(700, 730);
        assert_eq!(order.carried(Some(stood)), Some(Span::new(800, 5_800)));
        assert_eq!(order.edges(stood), (Some(800), Some(5_830)));
    }

    #[test]
    fn before_all_neighbours_stands_the_beginning() {
        let order = Order::new(vec![(300, 700), (500, 900), (900, 1_300), (2_000, 2_400)]);
        let stood = Span::new(100, 150);
        assert_eq!(order.carried(Some(stood)), Some(Span::new(100, 500)));
    }
}
