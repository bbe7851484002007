//! What the program remembers from one run to the next: what was done, so that it can be taken back, and what was typed.
mod drafts;
mod folder;
pub(super) mod history;

pub use drafts::{Draft, drafts, keep_draft};
pub use folder::{StateFolder, state_name};
