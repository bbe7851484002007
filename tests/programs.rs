//! What is written, put through programs that nobody here wrote: they read it whole, in order and without complaint. Each
//! test says so when it skips because its program is not there.
mod outside;

use onrecord::{
    export::{self, Ask, Preset, Revisions},
    schema,
    verify::{self, Format, Outcome},
};
use outside::{
    Folder, ask, assert_same_words, example, have, markdown_words, note, python, run, words,
};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_quotation_of_every_note_stands_in_its_article() {
    let (dossier, findings) = example();
    for preset in Preset::ALL {
        let ask = Ask {
            preset,
            ..Ask::default()
        };
        let note = note(preset);
        let page = export::html(&dossier, &findings, &ask);
        let drafts: [(&str, Vec<u8>); 4] = [
            ("a.md", export::md(&note).into_bytes()),
            ("a.txt", export::txt(&note).into_bytes()),
            ("a.html", page.into_bytes()),
            ("a.docx", export::docx(&note, Revisions::Untracked)),
        ];
        for (file, bytes) in drafts {
            let format = Format::of(file, &bytes);
            let drafts = verify::read(file, &bytes, format).expect("a draft");
            let report = verify::verify(drafts, std::slice::from_ref(&dossier));
            assert!(!report.findings.is_empty(), "{file}");
            for finding in &report.findings {
                let stands = matches!(
                    finding.outcome,
                    Outcome::Verbatim | Outcome::Glyphs | Outcome::Shortened | Outcome::Ambiguous
                );
                assert!(stands, "{file}, {preset:?}: {finding:?}");
            }
        }
    }
}

#[test]
fn libreoffice_opens_a_docx_and_reads_the_words_of_the_markdown() {
    if !have("soffice") {
        return;
    }
    let folder = Folder::new("soffice");
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.0.display()
    );
    for preset in Preset::ALL {
        let note = note(preset);
        folder.write(
            &format!("{}.docx", preset.word()),
            export::docx(&note, Revisions::Tracked),
        );
    }
    let files: Vec<PathBuf> = (Preset::ALL.iter())
        .map(|preset| folder.0.join(format!("{}.docx", preset.word())))
        .collect();
    for to in ["txt:Text (encoded):UTF8", "pdf"] {
        let arguments = [&profile, "--headless", "--convert-to", to, "--outdir"].map(OsStr::new);
        let files = files.iter().map(|file| file.as_os_str());
        run(
            "soffice",
            arguments
                .into_iter()
                .chain([folder.0.as_os_str()])
                .chain(files),
        );
    }
    for preset in Preset::ALL {
        let read = words(&folder.read(&format!("{}.txt", preset.word())));
        assert_same_words(&read, &markdown_words(&note(preset)));
    }
    if have("pdfinfo") {
        let about = run("pdfinfo", [folder.0.join("note.pdf")]);
        let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"));
        let pages = pages.and_then(|n| n.trim().parse::<usize>().ok());
        assert!(
            pages <= Some(2),
            "the example's note is longer than two pages: {about}"
        );
        assert!(about.contains(&note(Preset::Note).title), "{about}");
    }
}

#[test]
fn pandoc_reads_the_note_in_both_forms_and_what_it_makes_of_them_still_stands() {
    if !have("pandoc") {
        return;
    }
    let folder = Folder::new("pandoc");
    let (dossier, _) = example();
    for preset in Preset::ALL {
        let note = note(preset);
        let mut unmarked = note.clone();
        unmarked.marking = None;
        let docx = folder.write("a.docx", export::docx(&note, Revisions::Untracked));
        let md = folder.write("a.md", export::md(&unmarked));
        for (from, file) in [
            ("docx", &docx),
            ("markdown-smart", &md),
            ("gfm+footnotes", &md),
            ("commonmark_x-smart", &md),
        ] {
            let json = run(
                "pandoc",
                ["-f", from, "-t", "json", &file.display().to_string()],
            );
            let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            let mut text = String::new();
            // The title of a docx is not among its blocks.
            gather(&read["meta"]["title"], &mut text);
            text.push('\n');
            gather(&read["blocks"], &mut text);
            assert_same_words(&words(&text), &markdown_words(&note));
        }
        let back = folder.0.join("back.docx");
        let again = folder.0.join("back.md");
        let arguments = |from: &Path, to: &Path| {
            [from.as_os_str(), OsStr::new("-o"), to.as_os_str()].map(OsStr::to_owned)
        };
        run("pandoc", arguments(&md, &back));
        run("pandoc", arguments(&docx, &again));
        for file in [back, again] {
            let bytes = fs::read(&file).expect("it was just written");
            let drafts = verify::read("back", &bytes, Format::of(&file.to_string_lossy(), &bytes))
                .expect("a draft");
            let report = verify::verify(drafts, std::slice::from_ref(&dossier));
            assert!(!report.findings.is_empty());
            for finding in &report.findings {
                let lost = matches!(finding.outcome, Outcome::Altered | Outcome::NotFound);
                assert!(!lost, "{finding:?}");
            }
        }
    }
}

/// The words of what pandoc read, without notes; blocks and cells apart.
fn gather(value: &serde_json::Value, text: &mut String) {
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, text)),
        serde_json::Value::Object(one) => {
            let content = &one.get("c").unwrap_or(&serde_json::Value::Null);
            match one.get("t").and_then(|kind| kind.as_str()) {
                Some("Str") => text.push_str(content.as_str().unwrap_or_default()),
                Some("Code") => text.push_str(content[1].as_str().unwrap_or_default()),
                Some("Space" | "SoftBreak" | "LineBreak") => text.push(' '),
                Some("Note") => {}
                Some("Quoted") => {
                    let [open, close] = match content[0]["t"].as_str() {
                        Some("SingleQuote") => ["‘", "’"],
                        _ => ["“", "”"],
                    };
                    text.push_str(open);
                    gather(&content[1], text);
                    text.push_str(close);
                }
                Some(kind) => {
                    gather(content, text);
                    if matches!(kind, "Para" | "Plain" | "Header") {
                        text.push('\n');
                    }
                }
                None => one.values().for_each(|one| gather(one, text)),
            }
        }
        _ => {}
    }
}

#[test]
fn an_outside_validator_accepts_the_dossier_and_its_export_by_their_schemas_and_refuses_unknown_keys()
 {
    let Some(python) = python() else { return };
    let folder = Folder::new("schema");
    let (dossier, findings) = example();
    let files = folder.write("dossier.schema.json", format!("{:#}", schema::dossier()));
    let export = folder.write("export.schema.json", format!("{:#}", schema::export()));
    let written = export::json(&dossier, &findings, &Ask::default());
    let written = folder.write("export.json", written);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/example");
    let wrong = folder.write(
        "wrong.toml",
        "[quote.a]\nsorce = 'x'\ntext = 't'\n[shft.b]\nparty = 'p'\n",
    );
    let said = ask(
        &python,
        "schema.py",
        &[&files, &example, &export, &written, &wrong],
    );
    assert_eq!(
        said.trim(),
        "4 files and the export fit; 3 faults in wrong.toml"
    );
}

#[test]
fn editors_accept_the_example_by_the_schema_and_find_what_is_planted() {
    let Some(python) = python() else { return };
    let folder = Folder::new("editors");
    let schema = folder.write("dossier.schema.json", format!("{:#}", schema::dossier()));
    let wrong = folder.0.join("wrong");
    fs::create_dir(&wrong).expect("a folder");
    let planted = [
        ("key", "[quote.a]\nsource = 'x'\ntext = 't'\nsorce = 'x'\n"),
        ("table", "[shft.b]\nparty = 'p'\n"),
        ("type", "[quote.a]\nsource = 3\ntext = 't'\n"),
        (
            "word",
            "[quote.a]\nsource = 'x'\ntext = 't'\nform = 'straight'\n",
        ),
    ];
    for (name, source) in planted {
        folder.write(&format!("wrong/{name}.toml"), source);
    }
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/example");
    let said = ask(&python, "editors.py", &[&schema, &example, &wrong]);
    let found = planted.map(|(name, _)| name);
    for program in ["tombi", "taplo"] {
        for name in found {
            assert!(
                said.contains(&format!("{program}: {name}\n")),
                "{name}: {said}"
            );
        }
    }
    assert!(said.ends_with("4 files fit\n"), "{said}");
}

#[test]
fn readers_of_each_data_format_find_in_it_what_the_example_holds() {
    let Some(python) = python() else { return };
    let folder = Folder::new("formats");
    let (dossier, findings) = example();
    outside::write_all(&folder, &dossier, &findings);
    let said = ask(&python, "formats.py", &[&folder.0]);
    let quotes = dossier.records().filter(|(_, one)| one.quote().is_some());
    let placed = dossier.records().filter(|(id, one)| {
        ["quote", "claim"].contains(&one.table()) && dossier.passage(*id).is_some()
    });
    let (quotes, placed) = (quotes.count(), placed.count());
    for line in [
        "csl: 2\n",
        "bibtex: moscow plan\n",
        &format!("jsonld: {placed}\n"),
        &format!("csv: quotes {quotes}\n"),
        "csv: dna ",
        " coded\n",
        "html: no faults\n",
    ] {
        assert!(said.contains(line), "{line}{said}");
    }
}

#[test]
fn pandoc_reads_the_articles_as_references() {
    if !have("pandoc") {
        return;
    }
    let folder = Folder::new("references");
    let (dossier, _) = example();
    let csl = folder.write("a.json", export::csl(&dossier));
    let bibtex = folder.write("a.bib", export::bibtex(&dossier));
    for (from, file) in [
        ("csljson", &csl),
        ("bibtex", &bibtex),
        ("biblatex", &bibtex),
    ] {
        let file = file.display().to_string();
        let read = run("pandoc", ["-f", from, "-t", "csljson", &file]);
        let read: serde_json::Value = serde_json::from_str(&read).expect("JSON");
        let ids = read
            .as_array()
            .expect("a list")
            .iter()
            .map(|entry| entry["id"].as_str().unwrap_or_default());
        let known = dossier.articles().iter().map(|article| article.id.as_str());
        assert!(ids.eq(known), "{from}: {read}");
    }
}

#[test]
fn pandoc_makes_the_same_bibliography_of_both_kinds_of_references() {
    if !have("pandoc") {
        return;
    }
    let mut files = vec![("dossier.toml".to_owned(), "[dossier]\n".to_owned())];
    for kind in ["news", "analysis", "opinion", "document", "transcript"] {
        files.push((format!("{kind}.txt"), "The mayor spoke.".to_owned()));
        let beside = format!(
            "[article]\nfile = '{kind}.txt'\ntitle = 'The {kind} & 50% of it'\nauthor = 'Ana de la Cruz'\n\
             publisher = 'The Courier'\ndate = '2025-12-04'\nurl = 'https://example.org/{kind}?a=1_2'\n\
             retrieved = '2026-01-02'\nlang = 'en'\nkind = '{kind}'\n"
        );
        files.push((format!("{kind}.toml"), beside));
    }
    files.push(("bare.txt".to_owned(), "Nothing is known of it.".to_owned()));
    files.push((
        "bare.toml".to_owned(),
        "[article]\nfile = 'bare.txt'\ntitle = 'Bare'\ndate = '2025-11'\n".to_owned(),
    ));
    files.sort();
    let files: Vec<(&'static str, &'static str)> = (files.into_iter())
        .map(|(name, text)| (&*name.leak(), &*text.leak()))
        .collect();
    let dossier =
        onrecord::model::Dossier::new(onrecord::store::from_files("references", files.leak()));
    let folder = Folder::new("bibliography");
    let csl = folder.write("a.json", export::csl(&dossier));
    let bibtex = folder.write("a.bib", export::bibtex(&dossier));
    let made = |from: &str, file: &std::path::Path| {
        let file = file.display().to_string();
        run(
            "pandoc",
            [
                "-f",
                from,
                "-t",
                "plain",
                "--citeproc",
                "--wrap",
                "none",
                &file,
            ],
        )
    };
    let wanted = made("csljson", &csl);
    for words in [
        "“The Opinion & 50% of It.” Opinion. The Courier, December 4, 2025. https://example.org/opinion?a=1_2.",
        "“Bare.” 2025.",
    ] {
        assert!(wanted.contains(words), "{wanted}");
    }
    for from in ["bibtex", "biblatex"] {
        assert_eq!(made(from, &bibtex), wanted, "{from}");
    }
}
