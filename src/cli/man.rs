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
    let synopsis = synopsis(about.clone());
    Man::new(about.override_usage(synopsis)).render(&mut page)?;
    output::hand(&page)?;
    Ok(Verdict::Clean)
}

/// How a command is given, each option with what it takes.
fn synopsis(mut command: clap::Command) -> String {
    command.build();
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let shown = || {
        command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set())
    };
    let options = shown().filter(|argument| !argument.is_positional());
    let options = options.map(|option| {
        if option.is_required_set() {
            option.to_string()
        } else {
            format!("[{option}]")
        }
    });
    let positionals = shown().filter(|argument| argument.is_positional());
    let words: Vec<String> = std::iter::once(name.to_owned())
        .chain(options)
        .chain(positionals.map(ToString::to_string))
        .collect();
    let own = words.join(" ");
    if command.has_subcommands() {
        format!("{own}\n{name} <COMMAND> ...")
    } else {
        own
    }
}
