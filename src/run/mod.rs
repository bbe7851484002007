//! The loop: the one place that touches the terminal, threads and the clock.
mod cycle;

pub use cycle::{Wake, key, run};
