//! `onrecord list`: records, quotes, positions, the matrix, sources, issues.
use super::{
    answer::{Answer, Fault, Verdict},
    filter::Wanted,
    output, source,
};
use crate::export::{self, Shape, What};
use std::path::{Path, PathBuf};

/// What `list` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// records (where nothing is said), quotes, positions, matrix, sources or issues
    what: Option<PathBuf>,
    /// A dossier's folder, one of its files, or an article
    path: Option<PathBuf>,
    /// How to print it
    #[arg(long, default_value = "text", value_parser = ["text", "json", "csv"])]
    format: String,
    #[command(flatten)]
    wanted: Wanted,
}

/// Prints the list.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let (what, path) = what(asked)?;
    let dossier = source::open_warning(path)?;
    let filter = asked.wanted.filter(&dossier)?;
    let shape: Shape = asked.format.parse().unwrap_or_default();
    output::say(&export::list(&dossier, what, &filter, shape))?;
    Ok(Verdict::Clean)
}

/// What to list, and where. A path alone is a path.
fn what(asked: &Arguments) -> Result<(What, Option<&Path>), Fault> {
    let word = asked.what.as_deref().map(|word| word.to_string_lossy());
    match (word.as_deref().map(str::parse), &asked.path) {
        (None, path) => Ok((What::default(), path.as_deref())),
        (Some(Ok(what)), path) => Ok((what, path.as_deref())),
        (Some(Err(())), None) => Ok((What::default(), asked.what.as_deref())),
        (Some(Err(())), Some(_)) => {
            let known = What::WORDS.map(|(word, _)| word).join(", ");
            let word = word.unwrap_or_default();
            Err(Fault(format!(
                "`{word}` cannot be listed; known are {known}"
            )))
        }
    }
}
