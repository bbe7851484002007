//! What was asked, and the command that answers it.
use super::{
    anchor, check, completions, config, drift, export, init, keys, list, man, output, read, schema,
    show, usage, verify,
};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::{ffi::OsString, path::PathBuf, process::ExitCode};

/// How a command ended; the exit status is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to complain of.
    Clean = 0,
    /// Findings, or an export refused.
    Findings = 1,
    /// Usage, an unreadable file, the disk.
    Trouble = 2,
}

/// Why a command could not be answered; one line for the person who asked.
#[derive(Debug)]
pub(super) struct Fault(pub(super) String);

impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// What a command comes to.
pub(super) type Answer = Result<Verdict, Fault>;

/// Reads news articles with the annotations beside them: the text, the quoted sources, each party's positions.
///
/// Nothing leaves as a quotation unless it stands in the article. Without a command the reader opens; without PATH it
/// opens the dossier in the current folder, or the example.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    args_conflicts_with_subcommands = true,
    after_long_help = "Exit status: 0 clean; 1 findings, or an export refused; 2 usage, an unreadable file or the disk; \
                       128 and the signal where one ended the reader."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    read: read::Arguments,
    #[command(flatten)]
    general: General,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct General {
    /// Colours in what is printed
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub(super) color: Color,
    /// This configuration instead of the one in your home
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// When to print colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the reader
    Read(read::Arguments),
    /// Hold dossiers to the rules
    Check(check::Arguments),
    /// Write the briefing note; refused while there are errors
    Export(export::Arguments),
    /// Print records, quotes, positions, the matrix, sources or issues
    List(list::Arguments),
    /// Print one record with everything known of it
    Show(show::Arguments),
    /// Tell what became of each quotation when its article changed
    Drift(drift::Arguments),
    /// Resolve selectors in bulk, for scripts
    Anchor(anchor::Arguments),
    /// Accept the articles as they are now
    Lock(drift::Accept),
    /// Look up every quotation of a draft in the articles
    Verify(verify::Arguments),
    /// Start a dossier, or a copy of the example to write in
    Init(init::Arguments),
    /// Print the keys of the reader
    Keys(keys::Arguments),
    /// Print the JSON Schema of the TOML files, or of the JSON export
    Schema(schema::Arguments),
    /// Print the configuration in force, and where each value comes from
    Config,
    /// Print what a shell needs to complete commands
    Completions(completions::Arguments),
    /// Print the page of the manual on the program, or on one command
    Man(man::Arguments),
}

/// The command line as it is described to shells and in the manual.
pub(super) fn described() -> clap::Command {
    Arguments::command()
}

/// Answers what `arguments` (the program's name first) ask for.
pub fn answer(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = usage::general_last(arguments.into_iter().collect());
    let asked = match Arguments::try_parse_from(&arguments) {
        Ok(asked) => asked,
        Err(error) => return usage::told(&error, &arguments),
    };
    let general = &asked.general;
    let answer = match asked.command {
        None => read::answer(&asked.read, general)
            .map_err(|fault| usage::or_command(fault, asked.read.path.as_deref())),
        Some(Command::Read(asked)) => read::answer(&asked, general),
        Some(Command::Check(asked)) => check::answer(&asked, general),
        Some(Command::Export(asked)) => export::answer(&asked),
        Some(Command::List(asked)) => list::answer(&asked),
        Some(Command::Show(asked)) => show::answer(&asked),
        Some(Command::Anchor(asked)) => anchor::answer(&asked),
        Some(Command::Drift(asked)) => drift::answer(&asked),
        Some(Command::Lock(asked)) => drift::accept(&asked),
        Some(Command::Verify(asked)) => verify::answer(&asked, general),
        Some(Command::Init(asked)) => init::answer(&asked),
        Some(Command::Keys(asked)) => keys::answer(&asked, general),
        Some(Command::Schema(asked)) => schema::answer(&asked),
        Some(Command::Config) => config::answer(general),
        Some(Command::Completions(asked)) => completions::answer(&asked),
        Some(Command::Man(asked)) => man::answer(&asked),
    };
    let verdict = answer.unwrap_or_else(|Fault(reason)| {
        output::complain(&format!("onrecord: {reason}\n"));
        Verdict::Trouble
    });
    ExitCode::from(verdict as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_path_alone_opens_the_reader() {
        let asked = Arguments::try_parse_from(["onrecord", "talks"]).expect("valid");
        assert!(asked.command.is_none());
        assert_eq!(asked.read.path, Some("talks".into()));
    }
}
