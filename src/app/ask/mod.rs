//! Questions that are answered with one key, with all that is needed for the answer on the screen.
mod dispute;
mod doom;
mod mend;
mod question;

pub use dispute::Dispute;
pub use doom::Doom;
pub use mend::Mend;
pub use question::Question;
