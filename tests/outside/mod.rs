//! Programs that nobody here wrote, and the words of a note as they should read them. A test that wants one says that it
//! skips where there is none.
#![allow(dead_code, reason = "each test file uses its part")]
use onrecord::{
    check,
    diag::Diagnostic,
    export::{self, Ask, Manner, Note, Preset, Sheet},
    model::Dossier,
    store,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder of its own, gone at the end of the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("programs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self(folder)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("the folder is ours");
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let bytes = fs::read(self.0.join(name)).expect("a file that was just written");
        String::from_utf8(bytes).expect("UTF-8")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether `program` runs; says what is skipped where it does not.
pub(crate) fn have(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked.arg(if program.starts_with("pdf") {
        "-v"
    } else {
        "--version"
    });
    let ran = asked.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let here = ran.is_ok_and(|status| status.success());
    if !here {
        eprintln!("skipped: there is no {program}");
    }
    here
}

/// What `program` prints; fails the test where it complains.
#[track_caller]
pub(crate) fn run(program: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .expect("it was there a moment ago");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {complaint}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

pub(crate) fn example() -> (Dossier, Vec<Diagnostic>) {
    let dossier = Dossier::new(store::example()).anchored();
    let findings = check::check(&dossier);
    (dossier, findings)
}

pub(crate) fn note(preset: Preset) -> Note {
    let (dossier, findings) = example();
    let ask = Ask {
        preset,
        ..Ask::default()
    };
    export::note(&dossier, &findings, &ask)
}

/// Words as they follow each other, without what a format puts between them and without the numbers of footnotes, which
/// hang on a citation.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut bare = String::new();
    for part in text.split_inclusive(']') {
        let from = if bare.ends_with(']') {
            part.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            part
        };
        bare.push_str(from);
    }
    let bare = bare.replace(['\u{a0}', '\u{feff}', '•', '·'], " ");
    bare.split_whitespace().map(str::to_owned).collect()
}

/// The words of a note in Markdown, as a reader of it sees them, without markings and footnotes.
pub(crate) fn markdown_words(note: &Note) -> Vec<String> {
    let mut note = note.clone();
    note.marking = None;
    let page = export::md(&note);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let (mut out, mut foot) = (String::new(), false);
    for event in Parser::new_ext(&page, options) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => foot = true,
            Event::End(TagEnd::FootnoteDefinition) => foot = false,
            Event::Text(words) | Event::Code(words) if !foot => out.push_str(&words),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => out.push('\n'),
            _ => {}
        }
    }
    words(&out)
}

#[track_caller]
pub(crate) fn assert_same_words(one: &[String], other: &[String]) {
    let differs = one.iter().zip(other).position(|(one, other)| one != other);
    let at = differs.unwrap_or_else(|| one.len().min(other.len()));
    let around = |words: &[String]| {
        let start = at.saturating_sub(6).min(words.len());
        words[start..words.len().min(at + 6)].join(" ")
    };
    assert!(one == other, "{}\n{}", around(one), around(other));
}

/// A Python with the libraries that some tests look with; says what is skipped where there is none, or an older one.
pub(crate) fn python() -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()?
        .join("python");
    let installed = fs::read(home.join("requirements.txt")).ok();
    let wanted = include_bytes!("../python/requirements.txt");
    if installed.as_deref() != Some(wanted) {
        eprintln!("skipped: target/python is not what tests ask for (.ci/run tools)");
        return None;
    }
    Some(home.join("bin/python"))
}

/// What a script of `tests/python` prints of `arguments`.
#[track_caller]
pub(crate) fn ask(python: &Path, script: &str, arguments: &[&Path]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/python")
        .join(script);
    let arguments = arguments.iter().map(|path| path.as_os_str());
    run(
        &python.to_string_lossy(),
        std::iter::once(script.as_os_str()).chain(arguments),
    )
}

/// Writes a dossier as everything there is into `folder`: `a` and the format's ending, tables by their name.
pub(crate) fn write_all(folder: &Folder, dossier: &Dossier, findings: &[Diagnostic]) {
    let ask = Ask {
        preset: Preset::Dossier,
        draft: true,
        ..Ask::default()
    };
    let sheets = [
        (Sheet::Quotes, "quotes"),
        (Sheet::Claims, "claims"),
        (Sheet::Positions, "positions"),
        (Sheet::Matrix, "matrix"),
        (Sheet::Dna, "dna"),
    ];
    for format in export::Format::all().filter(|format| format.lacking().is_none()) {
        let write = |manner| {
            format
                .write((dossier, findings), &ask, manner)
                .expect("a file")
        };
        if format == export::Format::Csv {
            for (sheet, name) in sheets {
                let manner = Manner {
                    sheet,
                    ..Manner::default()
                };
                folder.write(&format!("{name}.csv"), write(manner).bytes);
            }
        } else {
            let name = format!("a.{}", format.ending());
            folder.write(&name, write(Manner::default()).bytes);
        }
    }
}
