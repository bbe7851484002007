//! What runs beside the loop: reading and writing, searching, hearing of files.
pub(super) mod finder;
pub(super) mod scribe;
pub(super) mod threads;
pub(super) mod watcher;
pub(super) mod worker;
