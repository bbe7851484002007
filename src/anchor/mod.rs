//! A quotation -> the bytes it names.
mod align;
mod chain;
pub mod change;
mod choose;
mod context;
mod exact;
mod extend;
mod index;
mod myers;
mod near;
mod operators;
mod order;
mod outcome;
mod pattern;
mod query;
mod resolve;
mod reword;
mod scan;
mod seeds;
mod shorten;

pub use extend::{Repeated, extend};
pub use outcome::{Missing, Nearby, Outcome, Passage, Piece, Unchecked};
pub use pattern::Pattern;
pub use resolve::{Resolved, find, find_all, find_standing, resolve};
pub use reword::{pieces_near, reword};
pub use shorten::{LONG, shorten};
