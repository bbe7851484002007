//! Whether the words of a record stand in its article, in one place, in the form they claim, with their sense (E01, E02, E03, E05, W16).
mod form;
mod parts;
mod pieces;
mod repeated;
mod stands;
mod turned;

pub(in crate::check) use form::form;
pub(in crate::check) use pieces::elision;
pub(in crate::check) use repeated::ambiguous;
pub(in crate::check) use stands::not_found;
pub(super) use turned::turned;
