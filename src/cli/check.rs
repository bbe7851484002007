//! `onrecord check`: dossiers held to the rules.
use super::{
    answer::{Answer, Fault, General, Verdict},
    output, source,
};
use crate::{
    check,
    diag::{Code, print},
    export::refused,
    run::Threads,
};
use std::path::PathBuf;

/// What `check` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Dossiers: folders, TOML files, articles; `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Refuse what must not stand in a final note, too
    #[arg(long)]
    r#final: bool,
    /// Print what a rule is for, and an example
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    explain: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// With the line, a caret and the way out.
    Human,
    /// One line a finding.
    Short,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

/// Prints what is wrong with each dossier.
pub(super) fn answer(asked: &Arguments, general: &General) -> Answer {
    if let Some(code) = &asked.explain {
        return explain(code);
    }
    let paths = match asked.paths.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(|path| Some(path.as_path())).collect(),
    };
    let mut verdict = Verdict::Clean;
    for path in paths {
        let dossier = source::open(path)?;
        let findings = check::check_by(&Threads, &dossier);
        let files = &dossier.written().files;
        let text = match asked.format {
            Format::Human => print::human(&findings, files, output::colours(general.color)),
            Format::Short => print::short(&findings, files),
            Format::Json => print::json(&findings, files),
            Format::Sarif => print::sarif(&findings, files),
        };
        output::say_drawn(&text)?;
        if matches!(asked.format, Format::Human) {
            output::complain(&format!("{}\n", print::summary(&findings)));
        }
        if refused(&findings, asked.r#final).is_some() {
            verdict = Verdict::Findings;
        }
    }
    Ok(verdict)
}

fn explain(code: &str) -> Answer {
    let Ok(code) = code.parse::<Code>() else {
        return Err(Fault(format!("there is no rule `{code}`")));
    };
    output::say(&check::explain(code))?;
    Ok(Verdict::Clean)
}
