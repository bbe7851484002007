//! Words -> places, in articles and in records.
mod job;
mod matcher;
mod pattern;
mod record;
mod scout;
mod words;

pub use job::{Count, Found, Homes, Job, Place, Scope, Survey, Tally, is_small};
pub use matcher::Matcher;
pub use record::found_by;
