//! A dossier whose files change while somebody looks at it: what there is to watch, and how it is read again.
mod reopen;
mod reread;
mod watch;

pub use reopen::{LetGo, Reopened, reopen};
pub(super) use reread::Held;
pub use reread::reread;
pub use watch::{FileWatch, Watch};
