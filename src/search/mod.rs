//! Words -> places, in articles and in records.
mod job;
mod matcher;
mod pattern;
mod record;

pub use job::{Count, Found, Job, Place, Scope, Shelf, Survey, is_small};
pub use matcher::Matcher;
