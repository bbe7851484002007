//! What became of each quotation when an article changed after it was quoted.
mod fate;
mod lock;
mod order;
mod report;
mod twin;

pub use fate::{
    Changes, Drift, Edit, Fate, Impact, Side, accept, between, changes, drift, fates, impact,
};
pub use lock::{Held, Lock, Words};
pub use report::{human, json};
