//! The only door to the disk: reads dossiers and articles, writes files whole or not at all.
mod commit;
mod dossier;
mod edit;
#[cfg(test)]
pub(crate) mod fixture;
mod folder;
mod home;
mod live;
mod open;
mod read;
mod save;
mod starter;
mod state;
mod text;
mod trouble;

pub use commit::{Saved, apply, redo, undo};
pub use dossier::{MANY, Stage};
pub use edit::{
    Answer, Beside, Block, Change, Choice, Conflict, Edit, Refused, Use, Value, block, fresh_id,
    neighbour, preview,
};
pub use home::{is_lone, locate};
pub use live::{FileWatch, LetGo, Reopened, Watch, reopen, reread};
pub use open::{example, from_files, from_text, open, open_articles, open_telling, save_lock};
pub use save::{is_read_only, save, save_made_of};
pub use starter::{write_example, write_new};
pub use state::{Draft, StateFolder, drafts, keep_draft, state_name};
pub use text::{bytes, text};
pub use trouble::{Trouble, quoted};
