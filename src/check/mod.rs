//! The rules: what may not stand in a dossier, and what somebody should look at again.
mod context;
mod rules;
mod table;
mod waive;

#[cfg(test)]
mod fixture;

pub use table::{check, check_by, explain};
