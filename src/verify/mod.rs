//! A draft -> what became of each quotation in it.
mod ask;
mod finding;
mod judge;
mod lookup;
mod near;
mod quotation;
mod read;
mod shelf;
mod speaker;

pub use finding::{
    Attribution, Difference, Fault, Finding, Found, Outcome, Remark, Report, Verdict,
};
pub use judge::verify;
pub use quotation::{Around, Kind, Link, Quotation, quotations};
pub use read::{Block, Draft, Format, Place, Unreadable, read};
