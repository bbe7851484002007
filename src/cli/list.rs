//! `onrecord list`: records, quotes, positions, the matrix, sources, issues.
use super::{
    answer::{Answer, Fault, Verdict},
    output, source,
};
use crate::{
    export::{self, Filter, Shape, What},
    model::Form,
};
use clap::builder::PossibleValuesParser;
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
    /// Only what this source says
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Only what this party says, or what is about it
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    /// Only what is on this issue
    #[arg(long, value_name = "ID")]
    issue: Option<String>,
    /// Only quotes of this form
    #[arg(long, value_parser = PossibleValuesParser::new(Form::WORDS))]
    form: Option<String>,
}

/// Prints the list.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let (what, path) = what(asked)?;
    let (dossier, _) = source::open(path)?;
    let filter = Filter {
        source: asked.source.clone(),
        party: asked.party.clone(),
        issue: asked.issue.clone(),
        form: asked.form.as_ref().and_then(|form| form.parse().ok()),
    };
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
