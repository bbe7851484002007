//! Who says what in an article: source, cue and content of each attributed statement, by rules and lists of ours.
mod aside;
mod behind;
mod clause;
mod cue;
mod find;
mod language;
mod names;
mod phrase;
mod propose;
mod qualify;
mod reach;
mod saying;
mod statement;
mod token;

pub use find::{next, statements};
pub use names::{Mention, Names, Word, words_of};
pub use propose::{Proposal, propose};
pub use saying::{is_according, is_saying};
pub use statement::{Found, Statement, Why};

#[cfg(test)]
mod tests;
