//! `onrecord verify`: what became of every quotation in a draft.
use super::{
    answer::{Answer, Fault, General, Verdict},
    output, source,
};
use crate::{
    model::Dossier,
    store,
    verify::{self, Draft, Format},
};
use clap::ValueEnum;
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// What may be said to `verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The drafts: Markdown, plain text, HTML or docx; `-` is standard input
    #[arg(required_unless_present = "against", value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    /// What to look in instead of the dossier in the current folder: dossiers, folders of articles (every `.txt` and `.md` below them),
    /// single articles
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value = "human")]
    format: Printed,
    /// What ends with exit status 1 [default: altered,other,not-found,ambiguous,unchecked,sense]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = fault)]
    fail_on: Option<Vec<verify::Fault>>,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Printed {
    /// As a compiler does.
    Human,
    /// One object, `onrecord/verify/1`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

fn fault(word: &str) -> Result<verify::Fault, String> {
    word.parse().map_err(|()| {
        let all = verify::Fault::ALL.map(verify::Fault::name);
        format!("one of {}", all.join(", "))
    })
}

/// Looks up the quotations of the drafts; findings where one of them has a fault that counts.
pub(super) fn answer(asked: &Arguments, general: &General) -> Answer {
    if asked.drafts.is_empty() {
        let why = "no draft is named: all that stands behind --against is looked in; name the draft before it";
        return Err(Fault(why.to_owned()));
    }
    let mut drafts = Vec::new();
    for path in &asked.drafts {
        drafts.extend(read(path)?);
    }
    let dossiers = dossiers(&asked.against)?;
    let report = verify::verify(drafts, &dossiers);
    match asked.format {
        Printed::Human => {
            let colours = output::colours(general.color);
            output::say_drawn(&verify::human(&report, &dossiers, colours))?;
        }
        Printed::Json => output::say(&verify::json(&report, &dossiers))?,
        Printed::Sarif => output::say(&verify::sarif(&report, &dossiers))?,
    }
    let counts = asked.fail_on.as_deref().unwrap_or(&verify::Fault::DEFAULT);
    Ok(if report.fails(counts) {
        Verdict::Findings
    } else {
        Verdict::Clean
    })
}

fn read(path: &Path) -> Result<Vec<Draft>, Fault> {
    let name = path.to_string_lossy();
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        store::bytes(path)?
    };
    let format = Format::of(&name, &bytes);
    verify::read(&name, &bytes, format).map_err(|why| Fault(format!("{name}: {why}")))
}

/// The dossier at `path`, anchored; of a folder that holds none the articles.
fn dossier(path: &Path) -> Result<Dossier, Fault> {
    let found = source::open(Some(path))?;
    if found.articles().is_empty() && path.is_dir() {
        return Ok(Dossier::new(store::open_articles(path)?).anchored());
    }
    Ok(found)
}

/// The dossiers at `paths`, anchored; without paths the one in the current folder.
fn dossiers(paths: &[PathBuf]) -> Result<Vec<Dossier>, Fault> {
    if paths.is_empty() && !Path::new("dossier.toml").is_file() {
        let reason = "name the dossiers or articles to look in with --against";
        return Err(Fault(reason.to_owned()));
    }
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let mut dossiers = Vec::with_capacity(paths.len());
    for path in paths {
        dossiers.push(dossier(path)?);
    }
    let articles = || dossiers.iter().flat_map(Dossier::articles);
    if articles().next().is_none() {
        return Err(Fault("there is no article to look in".to_owned()));
    }
    for article in articles().filter(|article| !article.readable) {
        output::complain(&format!("{}: could not be read\n", article.file));
    }
    Ok(dossiers)
}
