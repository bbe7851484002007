//! Work done side by side.
use crate::crew::Crew;
use std::{
    num::NonZero,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Processors there are to work on.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// A thread for each processor, for as long as there is work; whoever asks is one of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Threads;

impl Crew for Threads {
    fn hands(&self) -> usize {
        *PROCESSORS
    }

    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        if parts < 2 {
            return (0..parts).for_each(work);
        }
        let next = AtomicUsize::new(0);
        let take = || {
            let parts = std::iter::from_fn(|| {
                let part = next.fetch_add(1, Ordering::Relaxed);
                (part < parts).then_some(part)
            });
            parts.for_each(work);
        };
        thread::scope(|scope| {
            for _ in 1..parts.min(self.hands()) {
                // Where the system gives no thread, those there are do it.
                let _ = thread::Builder::new().spawn_scoped(scope, take);
            }
            take();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crew::{Alone, share};

    #[test]
    fn every_part_is_done_once_and_answers_stand_in_order() {
        for crew in [&Alone as &dyn Crew, &Threads] {
            for parts in [0, 1, 2, 1_000] {
                let done = AtomicUsize::new(0);
                let answers = share(crew, parts, |part| {
                    done.fetch_add(1, Ordering::Relaxed);
                    part
                });
                assert_eq!(answers, (0..parts).collect::<Vec<_>>());
                assert_eq!(done.into_inner(), parts);
            }
        }
    }
}
