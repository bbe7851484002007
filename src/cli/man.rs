//! `onrecord man`: the command line as a page of the manual.
use super::{
    answer::{Answer, Fault, Verdict, described},
    output,
};
use clap_mangen::Man;

/// What `man` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// The command the page is about; without one, the program
    command: Option<String>,
}

/// Prints the page as roff: `onrecord man | man -l -` shows it.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let program = described().disable_help_subcommand(true);
    let about = match &asked.command {
        None => program,
        Some(name) => (program.find_subcommand(name).cloned())
            .ok_or_else(|| {
                Fault(format!(
                    "there is no command {name}: `onrecord help` lists them"
                ))
            })?
            .display_name(format!("onrecord-{name}"))
            .bin_name(format!("onrecord {name}")),
    };
    let mut page = Vec::new();
    Man::new(about).render(&mut page)?;
    output::hand(&page)?;
    Ok(Verdict::Clean)
}
