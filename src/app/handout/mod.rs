//! The note on its way out of the reader: what it is to be, how it would look, where it goes.
mod choice;
mod order;
mod preview;

pub(in crate::app) use order::Pressed;
pub use order::{Faults, Handed, Handout, Line, Order};
pub use preview::Preview;
