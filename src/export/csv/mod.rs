//! One table of a dossier as CSV.
mod sheet;
#[cfg(test)]
mod tests;

pub use sheet::{Sheet, csv};
pub(super) use sheet::{given, number};
