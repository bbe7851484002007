//! `onrecord export`: the briefing note; refused while there are errors.
use super::{
    answer::{Answer, Fault, Verdict},
    filter::Wanted,
    output,
    source::Source,
    template,
};
use crate::{
    check::check_bare,
    diag::{Diagnostic, print},
    export::{self, Ask, Cells, Format, Manner, Revisions},
    model::{Date, Dossier},
    run::Threads,
    store,
    text::counted,
};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

/// What `export` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(super) struct Arguments {
    /// A dossier's folder or one of its files
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// What the note is written as [default: what FILE ends in, or else md]
    #[arg(long, value_parser = formats())]
    format: Option<Format>,
    /// As csv: which table [default: quotes]
    #[arg(long, value_enum)]
    table: Option<Sheet>,
    /// As csv: cells exactly as they are, even those a spreadsheet would run
    #[arg(long)]
    raw: bool,
    /// As docx: whatever is changed in it is tracked
    #[arg(long)]
    track_changes: bool,
    /// The note in a form of your own: a file called for example NAME.md.jinja, as md, html or txt
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "table", "raw", "track_changes"])]
    template: Option<PathBuf>,
    /// Which sections it has
    #[arg(long, value_enum, default_value = "note")]
    preset: Preset,
    /// Into this file, in place of what it holds, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write in spite of errors, with every fault marked
    #[arg(long, conflicts_with = "final")]
    draft: bool,
    /// Refuse what must not stand in a final note, too
    #[arg(long)]
    r#final: bool,
    #[command(flatten)]
    wanted: Wanted,
    /// As of when, printed in the head
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// The formats with what they are for.
fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::all().map(|format| PossibleValue::new(format.word()).help(format.gloss()));
    PossibleValuesParser::new(values).map(|word| word.parse().unwrap_or_default())
}

/// Which table of a CSV.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Sheet {
    /// What was said.
    Quotes,
    /// What could be checked.
    Claims,
    /// The analyst's lines.
    Positions,
    /// Issues by parties, one row a cell.
    Matrix,
    /// What was said, with the columns of Discourse Network Analyzer's event lists.
    Dna,
}

impl From<Sheet> for export::Sheet {
    fn from(sheet: Sheet) -> Self {
        match sheet {
            Sheet::Quotes => Self::Quotes,
            Sheet::Claims => Self::Claims,
            Sheet::Positions => Self::Positions,
            Sheet::Matrix => Self::Matrix,
            Sheet::Dna => Self::Dna,
        }
    }
}

/// Which sections a note has.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Preset {
    /// What fits two pages.
    Note,
    /// Everything, annexes too.
    Dossier,
    /// For the table: their objectives, our lines, the background.
    Meeting,
}

impl From<Preset> for export::Preset {
    fn from(preset: Preset) -> Self {
        match preset {
            Preset::Note => Self::Note,
            Preset::Dossier => Self::Dossier,
            Preset::Meeting => Self::Meeting,
        }
    }
}

/// Writes the note, or says why not and writes nothing.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let source = Source::new(asked.path.as_deref())?;
    let dossier = source.open()?;
    let findings = check_bare(&Threads, &dossier);
    if !asked.draft && refuses(&dossier, &findings, asked.r#final) {
        return Ok(Verdict::Findings);
    }
    if let Some(written) = asked.as_of.as_deref()
        && Date::read(written).is_none()
    {
        return Err(Fault(Date::refusal(written)));
    }
    let ask = Ask {
        preset: asked.preset.into(),
        as_of: asked.as_of.clone(),
        draft: asked.draft,
        last: asked.r#final,
        filter: asked.wanted.filter(&dossier)?,
    };
    if let Some(path) = &asked.template {
        let note = export::note(&dossier, &findings, &ask);
        let Some(page) = template::fill(path, &note, &dossier, asked.draft)? else {
            return Ok(Verdict::Findings);
        };
        hand_over((&source, &dossier), asked.file(), page.as_bytes(), false)?;
        asked.tell(&format!("note of {}", of_what(&dossier, &findings, &ask)));
        return Ok(Verdict::Clean);
    }
    let format = format(asked)?;
    let written = (format.write((&dossier, &findings), &ask, manner(asked))).map_err(Fault)?;
    let bytes = &written.bytes;
    hand_over((&source, &dossier), asked.file(), bytes, format.is_binary())?;
    let of_what = of_what(&dossier, &findings, &ask);
    let word = format.word();
    asked.tell(&match format {
        Format::Csv => format!("csv, {} of {of_what}", counted(rows(bytes), "row")),
        Format::Csl | Format::Bibtex => {
            let articles = counted(dossier.articles().len(), "article");
            format!("{word} of {articles}")
        }
        Format::Qdc => format!("qdc, the codebook of {of_what}"),
        _ => format!("{word} of {of_what}"),
    });
    if let Some(warning) = written.warning {
        output::complain(&format!("onrecord: warning: {warning}\n"));
    }
    Ok(Verdict::Clean)
}

/// What an export is made of: `2 articles, 9 of 62 records, 3 faults marked`.
fn of_what(dossier: &Dossier, findings: &[Diagnostic], ask: &Ask) -> String {
    let all = dossier.records().len();
    let kept = ask.filter.sieve(dossier, findings).count();
    let kept = kept.map_or_else(String::new, |kept| format!("{kept} of "));
    let faults = export::refused(findings, ask.last).map_or(0, |refusal| refusal.because.len());
    let faults = match faults {
        0 => String::new(),
        faults => format!(", {} marked", counted(faults, "fault")),
    };
    let articles = counted(dossier.articles().len(), "article");
    format!("{articles}, {kept}{}{faults}", counted(all, "record"))
}

/// Rows of a table below its head; a line may end within a cell.
fn rows(csv: &[u8]) -> usize {
    let mut quoted = false;
    let ends = csv.iter().filter(|byte| {
        quoted ^= **byte == b'"';
        **byte == b'\n' && !quoted
    });
    ends.count().saturating_sub(1)
}

impl Arguments {
    /// The file that was named; `-` is standard output.
    fn file(&self) -> Option<&Path> {
        let named = self.output.as_deref();
        named.filter(|file| *file != Path::new("-"))
    }

    /// Says what was written, and where, if it was a file.
    fn tell(&self, what: &str) {
        if let Some(file) = self.file() {
            let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
            output::complain(&format!("written: {}: {what}\n", file.display()));
        }
    }
}

/// Says why the note is refused, where it is.
fn refuses(dossier: &Dossier, findings: &[Diagnostic], last: bool) -> bool {
    let Some(refusal) = export::refused(findings, last) else {
        return false;
    };
    let because: Vec<_> = refusal.because.iter().copied().cloned().collect();
    output::complain(&print::short(&because, &dossier.written().files));
    output::complain(&format!("onrecord: {}\n", refusal.message()));
    true
}

/// The format that was asked for, or that the file's name ends in.
fn format(asked: &Arguments) -> Result<Format, Fault> {
    // What only one format has names that format, where nothing else does.
    let csv = asked.table.is_some() || asked.raw;
    let implied = match (csv, asked.track_changes) {
        (true, _) => Some(Format::Csv),
        (_, true) => Some(Format::Docx),
        _ => None,
    };
    let named = (asked.format).or_else(|| Format::of(asked.file()?));
    let format = named.or(implied).unwrap_or(Format::Md);
    for (is_asked, of, option) in [
        (csv, Format::Csv, "--table and --raw are"),
        (asked.track_changes, Format::Docx, "--track-changes is"),
    ] {
        if is_asked && format != of {
            let (of, format) = (of.word(), format.word());
            return Err(Fault(format!("{option} for {of}, and this is {format}")));
        }
    }
    if let Some(lacking) = format.lacking() {
        return Err(Fault(lacking.to_owned()));
    }
    if format.is_binary() && asked.file().is_none() && io::stdout().is_terminal() {
        let why = "this format is not for a terminal: name a file with -o";
        return Err(Fault(why.to_owned()));
    }
    Ok(format)
}

/// How the tables and the changes in a document are written.
fn manner(asked: &Arguments) -> Manner {
    Manner {
        sheet: asked.table.map_or_else(Default::default, Into::into),
        cells: if asked.raw {
            Cells::Exact
        } else {
            Cells::Guarded
        },
        revisions: if asked.track_changes {
            Revisions::Tracked
        } else {
            Revisions::Untracked
        },
    }
}

/// Writes the file that was named, or prints it.
fn hand_over(
    (source, dossier): (&Source, &Dossier),
    file: Option<&Path>,
    written: &[u8],
    binary: bool,
) -> Result<(), Fault> {
    match (file, str::from_utf8(written)) {
        (Some(file), _) => {
            let made_of = (&*source.path(), dossier.written());
            store::save_made_of(made_of, file, written, true)?;
        }
        (None, Ok(text)) if !binary => output::say(text)?,
        (None, _) => output::hand(written)?,
    }
    Ok(())
}
