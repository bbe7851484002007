//! When keys and clicks came, as far as it changes what they mean.
use crate::app::Edge;
use std::time::{Duration, Instant};

/// A motion later than this behind a digit is no part of it any more.
const PAUSE: Duration = Duration::from_millis(500);
/// A click later than this behind another at the same place is a click of its own.
const DOUBLE: Duration = Duration::from_millis(400);

/// When the last key and the last click came, and what the mouse holds.
#[derive(Debug, Default)]
pub(in crate::run) struct Pace {
    /// The line between two panes that is being dragged.
    pub(in crate::run) edge: Option<Edge>,
    key: Option<Instant>,
    click: Option<(Instant, (u16, u16))>,
}

impl Pace {
    /// A key comes `now`; whether after a pause.
    pub(in crate::run) fn key(&mut self, now: Instant) -> bool {
        let before = self.key.replace(now);
        before.is_none_or(|before| now.duration_since(before) > PAUSE)
    }

    /// A click comes `now` at a cell; whether it is the second of two. The third is a first one again.
    pub(in crate::run) fn click(&mut self, now: Instant, at: (u16, u16)) -> bool {
        let double = (self.click)
            .is_some_and(|(before, cell)| cell == at && now.duration_since(before) <= DOUBLE);
        self.click = (!double).then_some((now, at));
        double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clicks_are_double_where_they_are_close_in_time_and_place() {
        let (start, mut pace) = (Instant::now(), Pace::default());
        let at = |ms| start + Duration::from_millis(ms);
        assert!(!pace.click(at(0), (3, 4)));
        assert!(pace.click(at(200), (3, 4)));
        assert!(!pace.click(at(300), (3, 4)), "a third begins anew");
        assert!(!pace.click(at(400), (5, 4)), "elsewhere");
        assert!(!pace.click(at(1_000), (5, 4)), "too late");
    }

    #[test]
    fn a_key_comes_after_a_pause_or_directly() {
        let (start, mut pace) = (Instant::now(), Pace::default());
        assert!(pace.key(start), "the first");
        assert!(!pace.key(start + Duration::from_millis(400)));
        assert!(pace.key(start + Duration::from_secs(1)));
    }
}
