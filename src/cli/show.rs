//! `onrecord show`: one record with everything known of it.
use super::{
    answer::{Answer, Verdict},
    output, source,
};
use crate::{check::check_bare, export, run::Threads};
use std::path::PathBuf;

/// What `show` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// The record
    id: String,
    /// The dossier it stands in
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

/// Prints the record.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let dossier = source::open_warning(asked.path.as_deref())?;
    let findings = check_bare(&Threads, &dossier);
    let Some(text) = export::show(&dossier, &findings, &asked.id) else {
        return Err(source::no_record(&dossier, &asked.id));
    };
    output::say(&text)?;
    Ok(Verdict::Clean)
}
