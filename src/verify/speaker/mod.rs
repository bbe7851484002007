//! Whom a draft names as the speaker: everybody in the sentence, and the verb of saying that one of them is the subject of.
mod acting;
mod cast;
mod lists;
mod named;
mod quoting;
mod subject;
#[cfg(test)]
mod tests;
mod unsaid;

pub(super) use cast::{Cast, Who};
pub(super) use named::{Verb, Voice};
