//! The rules: what may not stand in a dossier, and what somebody should look at again.
mod context;
mod pass;
mod rules;
mod table;
mod waive;

#[cfg(test)]
mod fixture;

pub use pass::{check, check_bare, check_by};
pub use table::explain;
