//! What the rules look for, one file a subject.
mod around;
pub(super) mod beside;
pub(super) mod circles;
pub(super) mod clause;
pub(super) mod codebook;
pub(super) mod coverage;
pub(super) mod edition;
pub(super) mod ids;
pub(super) mod names;
mod paste;
pub(super) mod provenance;
pub(super) mod quotation;
pub(super) mod says;
pub(super) mod standing;
pub(super) mod support;
