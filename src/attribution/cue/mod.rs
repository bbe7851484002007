//! The cues of a unit: which words attribute, to whom, and where what they attribute begins and ends.
mod aside;
mod behind;
mod colon;
mod noun;
mod passive;
mod reading;
mod verb;

pub(super) use behind::has_content;
pub(super) use reading::{Reading, readings};
