//! What few of very many have: kept apart, and for all others the same nothing.
use std::ops::Deref;

/// What all have who have nothing of it.
pub trait Nothing: PartialEq + Sized + 'static {
    /// That.
    const NOTHING: &'static Self;
}

/// What few have, as if all had it: whoever has nothing of it keeps a pointer to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rare<T>(Option<Box<T>>);

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Nothing> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::NOTHING).then(|| Box::new(value)))
    }
}

impl<T: Nothing> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NOTHING)
    }
}
