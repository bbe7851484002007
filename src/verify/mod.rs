//! A draft -> what became of each quotation in it.
mod ask;
mod bracket;
mod contradicted;
mod finding;
mod judge;
mod lookup;
mod near;
mod print;
mod quotation;
mod read;
mod replaced;
mod shelf;
mod speaker;
mod whose;

pub use finding::{
    Attribution, Difference, Fault, Finding, Found, Outcome, Remark, Report, Verdict,
};
pub use judge::verify;
pub use print::{human, json, sarif};
pub use quotation::{Around, Kind, Link, Quotation, quotations};
pub use read::{Block, Draft, Format, Place, Unreadable, read};
