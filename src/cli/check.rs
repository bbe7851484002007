//! `onrecord check`: dossiers held to the rules.
use super::{
    answer::{Answer, Fault, General, Verdict},
    output, source,
};
use crate::{
    check,
    diag::{Code, nearest, print},
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
            let named = path.filter(|_| asked.paths.len() > 1);
            let named = named.map_or_else(String::new, |path| format!("{}: ", path.display()));
            let nothing = dossier.articles().is_empty() && dossier.records().len() == 0;
            let told = if nothing && findings.is_empty() {
                "nothing to check: there is no article and no record".to_owned()
            } else {
                print::summary(&findings).to_string()
            };
            output::complain(&format!("{named}{told}\n"));
        }
        if refused(&findings, asked.r#final).is_some() {
            verdict = Verdict::Findings;
        }
    }
    Ok(verdict)
}

fn explain(code: &str) -> Answer {
    let Ok(code) = code.parse::<Code>() else {
        let names = Code::ALL.iter().flat_map(|code| [code.code(), code.name()]);
        let meant = nearest(code, names);
        let meant = meant.map_or_else(String::new, |near| format!("; is `{near}` meant?"));
        let (first, last) = (Code::ALL[0].code(), Code::ALL[Code::ALL.len() - 1].code());
        let told = format!(
            "there is no rule `{code}`: they are {first} to {last}, by code or name{meant}"
        );
        return Err(Fault(told));
    };
    output::say(&check::explain(code))?;
    Ok(Verdict::Clean)
}
