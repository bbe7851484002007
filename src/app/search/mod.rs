//! Searching as one types: through the text, the records or both, of every article of the dossier.
mod again;
mod answer;
mod asked;
mod hits;
mod prompt;
mod step;

pub use asked::Search;
