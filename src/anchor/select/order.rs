//! Where in the article a quotation is to be expected, from its neighbours: quotations mostly come in reading order.
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
        Self { kept }
    }

    /// Whether `place` lies between the neighbours of `hint`; `None` where too little is known.
    pub(super) fn expects(&self, hint: Option<usize>, place: usize) -> Option<bool> {
        let hint = hint?;
        if self.kept.len() < ENOUGH {
            return None;
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
