//! `onrecord schema`: what the files may say, and what the JSON export says, as JSON Schema.
use super::{
    answer::{Answer, Verdict},
    output,
};
use crate::schema;

/// What `schema` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Of what
    #[arg(value_enum, default_value = "dossier", value_name = "WHAT")]
    what: What,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// The TOML files of a dossier.
    Dossier,
    /// What `export --format json` prints.
    Export,
}

/// Prints the schema.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let schema = match asked.what {
        What::Dossier => schema::dossier(),
        What::Export => schema::export(),
    };
    output::say(&format!("{schema:#}\n"))?;
    Ok(Verdict::Clean)
}
