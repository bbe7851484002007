//! The only door to the disk: reads dossiers and articles, writes files whole or not at all.
mod dossier;
#[cfg(test)]
mod fixture;
mod folder;
mod open;
mod read;
mod save;
mod starter;
mod state;
mod text;
mod trouble;

pub use open::{example, from_files, from_text, locate, open, save_lock};
pub use save::save;
pub use starter::{write_example, write_new};
pub use state::{StateFolder, state_name};
pub use text::{bytes, text};
pub use trouble::Trouble;
