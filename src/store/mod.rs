//! The only door to the disk: reads dossiers and articles, writes files whole or not at all.
mod access;
mod apply;
mod dossier;
mod drafts;
mod edit;
#[cfg(test)]
pub(crate) mod fixture;
mod folder;
mod history;
mod home;
mod merge;
mod open;
mod read;
mod reopen;
mod reread;
mod save;
mod starter;
mod state;
mod text;
mod trouble;
mod watch;

pub use access::is_read_only;
pub use apply::{Saved, apply, redo, undo};
pub use drafts::{Draft, drafts, keep_draft};
pub use edit::{
    Answer, Beside, Block, Change, Choice, Conflict, Edit, Refused, Use, Value, block, fresh_id,
    neighbour, preview,
};
pub use home::locate;
pub use open::{example, from_files, from_text, open, open_telling, save_lock};
pub use reopen::{Reopened, reopen};
pub use reread::reread;
pub use save::{save, save_new};
pub use starter::{write_example, write_new};
pub use state::{StateFolder, state_name};
pub use text::{bytes, text};
pub use trouble::Trouble;
pub use watch::{FileWatch, Watch};
