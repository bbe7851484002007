//! Findings as text: for people, for terminals one line each, for programs.
//!
//! Every form gives the findings in the same order, whatever order they came in, and makes everything that stands in a file
//! safe to print.
mod excerpt;
mod human;
mod json;
mod order;
mod sarif;
mod short;

pub use human::human;
pub use json::json;
pub use order::{Summary, summary};
pub use sarif::sarif;
pub use short::short;
