//! How long something takes: the median of a few runs.
use std::time::{Duration, Instant};

/// How often each thing is measured.
pub(crate) const ROUNDS: usize = 9;

/// The median time of a few runs.
pub(crate) fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}
