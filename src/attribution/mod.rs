//! Who says what in an article: source, cue and content of each attributed statement, by rules and lists of ours.
mod clause;
mod cue;
mod find;
mod language;
mod names;
mod next;
mod office;
mod person;
mod propose;
mod qualify;
mod role;
mod saying;
mod statement;
mod token;

pub use find::statements;
pub use names::{Mention, Names, Word, words_of};
pub use next::{Following, following};
pub use office::Offices;
pub use person::{
    Stranger, is_full_name_in, is_german, is_joined, is_leading, is_no_person_in, is_opener,
    is_part, is_surname, is_title, is_unnamed, may_be_same, strangers,
};
pub use propose::{Proposal, propose};
pub use saying::{
    is_according, is_addressing, is_adverb_in_s, is_negation, is_quoting, is_receiving, is_saying,
    is_spoken, is_thinking, is_trailing, sets_aside,
};
pub use statement::{Found, Statement, Why};

#[cfg(test)]
mod tests;
