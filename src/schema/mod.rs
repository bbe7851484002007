//! The files and the JSON export as JSON Schemas (draft-07), for editors and other programs.
mod dossier;
mod export;
mod field;

pub use dossier::dossier;
pub use export::export;
