//! `onrecord check`: dossiers held to the rules.
use super::{
    answer::{Answer, Fault, General, Verdict},
    output, source,
};
use crate::{
    check,
    diag::{self, Code, Diagnostic, Severity},
};
use std::path::PathBuf;

/// What `check` understands.
#[derive(Debug, clap::Args)]
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
        let (dossier, findings) = source::open(path)?;
        let files = &dossier.written().files;
        let text = match asked.format {
            Format::Human => diag::human(&findings, files, output::colours(general.color)),
            Format::Short => diag::short(&findings, files),
            Format::Json => diag::json(&findings, files),
        };
        output::say_drawn(&text)?;
        if findings.iter().any(|finding| counts(finding, asked.r#final)) {
            verdict = Verdict::Findings;
        }
    }
    Ok(verdict)
}

/// Whether a finding makes the exit status 1: errors and warnings that nobody waived.
fn counts(finding: &Diagnostic, last: bool) -> bool {
    let weighs = finding.code.severity() != Severity::Info || (last && finding.code.refused_when_final());
    weighs && finding.waived.is_none()
}

fn explain(code: &str) -> Answer {
    let Ok(code) = code.parse::<Code>() else {
        return Err(Fault(format!("there is no rule `{code}`")));
    };
    output::say(&check::explain(code))?;
    Ok(Verdict::Clean)
}
