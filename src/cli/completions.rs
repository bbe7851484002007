//! `onrecord completions`: the command line as a shell completes it.
use super::{
    answer::{Answer, Verdict, described},
    output,
};
use clap_complete::Shell;

/// What `completions` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints a script for the shell to read.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut described(), "onrecord", &mut script);
    output::hand(&script)?;
    Ok(Verdict::Clean)
}
