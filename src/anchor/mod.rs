//! A quotation -> the bytes it names.
pub mod change;
mod compare;
mod context;
mod extend;
mod find;
mod language;
mod near;
mod outcome;
mod pattern;
mod phrase;
mod reword;
mod select;
mod shorten;
mod sieve;
mod standing;
mod turned;

pub use compare::{Compared, What, compare};
pub use extend::{Repeated, extend};
pub use find::{find, find_all, find_all_by, find_standing, find_standing_by};
pub use language::Language;
pub use outcome::{Missing, Nearby, Outcome, Passage, Piece, Unchecked};
pub use pattern::{Pattern, Quotation};
pub use reword::{near_within, pieces_near, reword};
pub use select::{Resolved, resolve};
pub use shorten::{LONG, ends, shorten};
pub use standing::operators::has_operators;
pub use turned::{Turned, left_out};
