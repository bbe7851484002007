//! Work in parts that do not hang on each other: done one after the other, or side by side by whoever has threads.
use std::sync::OnceLock;

/// Who does the parts of some work.
pub trait Crew: Sync {
    /// How many parts are done side by side.
    fn hands(&self) -> usize;

    /// Does each of `parts` parts once, in whatever order, and comes back when all are done.
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync));
}

/// Whoever does one part after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn hands(&self) -> usize {
        1
    }

    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

/// What comes of `one` and of `other`, which may be done side by side.
pub fn both<A: Send + Sync, B: Send + Sync>(
    crew: &dyn Crew,
    one: impl Fn() -> A + Sync,
    other: impl Fn() -> B + Sync,
) -> (A, B) {
    let (first, second) = (OnceLock::new(), OnceLock::new());
    crew.each(2, &|part| {
        if part == 0 {
            first.get_or_init(&one);
        } else {
            second.get_or_init(&other);
        }
    });
    let first = first.into_inner().unwrap_or_else(one);
    (first, second.into_inner().unwrap_or_else(other))
}

/// What `work` makes of each of `parts` parts, in their order.
pub fn share<T: Send + Sync>(
    crew: &dyn Crew,
    parts: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..parts).map(|_| OnceLock::new()).collect();
    crew.each(parts, &|part| {
        done[part].get_or_init(|| work(part));
    });
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}
