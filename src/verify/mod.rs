//! A draft -> what became of each quotation in it.
mod ask;
mod quotation;
mod read;

pub use quotation::{Around, Kind, Link, Quotation, quotations};
pub use read::{Block, Draft, Format, Place, Unreadable, read};
