//! `onrecord keys`: what each key does, from the one table of commands and the configuration in force.
use super::{
    answer::{Answer, General, Verdict},
    output,
    settings::Settings,
};
use crate::{
    command::{Command, Group},
    config::Keymap,
};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// What `keys` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// How to print the keys
    #[arg(long, value_enum, default_value = "txt")]
    format: Format,
}

/// How the keys are printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One line a command.
    Txt,
    /// The table of the README.
    Md,
}

/// Prints the keys in force.
pub(super) fn answer(asked: &Arguments, general: &General) -> Answer {
    let settings = Settings::read(general)?;
    settings.complain();
    let keymap = &settings.config.keymap;
    output::say(&match asked.format {
        Format::Txt => text(keymap),
        Format::Md => markdown(keymap),
    })?;
    Ok(Verdict::Clean)
}

/// Every command below the heading of its group, each once.
fn groups() -> Vec<(Group, Vec<Command>)> {
    let runs = Command::ALL.chunk_by(|a, b| a.group() == b.group());
    runs.map(|run| (run[0].group(), run.to_vec())).collect()
}

fn text(keymap: &Keymap) -> String {
    let keys = |command| keymap.told(command, |keys| keys.join(", ")).join("; ");
    let name = (Command::ALL.iter().map(|command| command.name().width())).max();
    let name = name.unwrap_or(0);
    let mut out = String::new();
    for (group, commands) in groups() {
        let width = commands.iter().map(|command| keys(*command).width()).max();
        let width = width.unwrap_or(0);
        let _ = writeln!(out, "{}", group.name());
        for command in commands {
            let keys = keys(command);
            let pad = " ".repeat(width - keys.width());
            let _ = writeln!(
                out,
                "  {keys}{pad}  {:name$}  {}",
                command.name(),
                command.doc()
            );
        }
        out.push('\n');
    }
    out
}

fn markdown(keymap: &Keymap) -> String {
    let mut out = String::from("| keys | does |\n|---|---|\n");
    for (group, commands) in groups() {
        let _ = writeln!(out, "| **{}** | |", group.name());
        for command in commands {
            // A bar would end the cell, a backtick the code.
            let code = |key: &String| format!("`{}`", key.replace('|', "\\|"));
            let write = |keys: &[String]| keys.iter().map(code).collect::<Vec<_>>().join(" ");
            let keys = keymap.told(command, write).join("; ");
            let _ = writeln!(out, "| {keys} | {} |", command.doc());
        }
    }
    out
}
