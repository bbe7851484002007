//! What became of each quotation when an article changed after it was quoted.
mod beside;
mod carried;
mod changes;
mod fate;
mod lock;
mod near;
mod order;
mod remains;
mod report;
mod search;
mod settle;

pub use beside::{Beside, Flank};
pub use changes::{Changes, Impact, accept, changes, impact};
pub use fate::{Drift, Edit, Fate, Side};
pub use lock::{Held, Lock, Words};
pub use report::{human, json};
pub use search::{between, drift};
