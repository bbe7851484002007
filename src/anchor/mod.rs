//! A quotation -> the bytes it names.
pub mod change;
mod context;
mod extend;
mod find;
mod near;
mod outcome;
mod pattern;
mod select;
mod shorten;
mod sieve;
mod standing;

pub use extend::unique_extension;
pub use find::{find, find_all, find_standing};
pub use outcome::{Missing, Nearby, Outcome, Passage, Piece, Unchecked};
pub use pattern::Pattern;
pub use select::{Resolved, resolve};
pub use shorten::shorten;
