//! A report as something to read: by people as a compiler's, by programs as JSON or SARIF.
mod human;
mod json;
mod sarif;
mod words;

pub use human::human;
pub use json::json;
pub use sarif::sarif;
