//! Where in the article a quotation is to be expected, from its neighbours: quotations mostly come in reading order.
use crate::text::Span;

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
    /// Where the nearest neighbours of `hint` would carry it: each was carried along by what was put in or taken out before it, and what lies
    /// between them by something in between. Nothing where too little is known.
    pub(super) fn carried(&self, hint: Option<usize>) -> Option<Span> {
        let hint = hint?;
        if self.kept.len() < ENOUGH {
            return None;
        }
        // A place says nothing for itself.
        let before = self.kept.partition_point(|k| k.0 < hint);
        let after = self.kept.partition_point(|k| k.0 <= hint);
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
    /// Where the nearest neighbours of the bytes `stood` would carry both ends of them; nothing where a neighbour is far away.
    pub(super) fn edges(&self, stood: Span) -> (Option<usize>, Option<usize>) {
        let before = self.kept.partition_point(|k| k.0 <= stood.start);
        let behind = self.kept.partition_point(|k| k.0 < stood.end);
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
        assert_eq!(order.carried(Some(400)), Some(Span::new(500, 500)));
        assert_eq!(order.carried(Some(700)), Some(Span::new(800, 1_100)));
        assert_eq!(order.carried(Some(900)), Some(Span::new(1_000, 1_300)));
        assert_eq!(order.carried(Some(3_000)), Some(Span::new(3_400, 3_400)));
        assert_eq!(order.carried(None), None);
    }

    #[test]
    fn before_all_neighbours_stands_the_beginning() {
        let order = Order::new(vec![(300, 700), (500, 900), (900, 1_300), (2_000, 2_400)]);
        assert_eq!(order.carried(Some(100)), Some(Span::new(100, 500)));
    }
}
