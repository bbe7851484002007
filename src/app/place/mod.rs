//! Where the reader is: moving on, finding the way back, and finding a place again after changes.
pub(super) mod focus;
pub(super) mod follow;
pub(super) mod lasting;
pub(super) mod motion;
pub(super) mod outline;
pub(super) mod page;
mod pointer;
pub(super) mod records;
pub(super) mod trail;
