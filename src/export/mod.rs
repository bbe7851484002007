//! A dossier -> a note. What it says is decided once, in [`note()`]; every format prints the same [`Note`].
mod alone;
mod ask;
mod bibtex;
mod container;
mod content;
mod csl;
mod csv;
mod dna;
mod docx;
mod format;
mod grid;
mod html;
mod json;
mod jsonld;
mod list;
mod md;
mod note;
#[cfg(feature = "pdf")]
mod pdf;
mod qda;
mod show;
mod template;
#[cfg(test)]
mod tests;
mod txt;
mod xml;

pub use alone::alone;
pub use ask::{Ask, Preset, Refusal, refused};
pub use bibtex::bibtex;
pub use content::{Block, Cite, Inline, Item, Note, Part, Quoted, Section, Table, Text};
pub use csl::csl;
pub use csv::{Sheet, csv};
pub use docx::{Revisions, docx};
pub use format::{Format, Manner, Written, preview};
pub use grid::Cells;
pub use html::html;
pub use json::json;
pub use jsonld::jsonld;
pub use list::{Shape, What, list};
pub use md::md;
pub use note::note;
#[cfg(feature = "pdf")]
pub use pdf::pdf;
pub use qda::{qdc, qdpx};
pub use show::show;
pub use template::Template;
pub use txt::txt;
