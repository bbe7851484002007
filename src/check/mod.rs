//! The rules: what may not stand in a dossier, and what somebody should look at again.
mod article;
mod clause;
mod codebook;
mod context;
mod ids;
mod names;
mod quotation;
mod rules;
mod says;
mod support;
mod waive;
mod wording;

#[cfg(test)]
mod fixture;

pub use rules::{check, explain};
