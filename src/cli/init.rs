//! `onrecord init`: a new dossier, or a copy of the example to write in.
use super::{
    answer::{Answer, Verdict},
    output,
};
use crate::store;
use std::path::PathBuf;

/// What `init` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Where to: a folder that does not exist yet, or an empty one
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A copy of the example instead of an empty dossier
    #[arg(long)]
    example: bool,
}

/// Writes the dossier and says how to go on.
pub(super) fn answer(asked: &Arguments) -> Answer {
    if asked.example {
        store::write_example(&asked.folder)?;
    } else {
        store::write_new(&asked.folder)?;
    }
    output::complain(&format!(
        "{} is ready: onrecord {}\n",
        asked.folder.display(),
        asked.folder.display()
    ));
    Ok(Verdict::Clean)
}
