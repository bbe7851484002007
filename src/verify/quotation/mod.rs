//! The quotations of a draft: words in marks, block quotes, `<q>`; what belongs together, and where the sentence around it is.
mod around;
mod block;
mod find;
mod found;
#[cfg(test)]
mod tests;

pub(super) use around::holes;
pub use find::quotations;
pub use found::{Around, Kind, Link, Quotation};
