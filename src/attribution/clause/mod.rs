//! The grammar of one unit: moving about in it, noun phrases, how far a clause reaches.
mod described;
mod phrase;
mod reach;
mod unit;

pub(super) use phrase::Phrase;
pub(super) use unit::Clause;
