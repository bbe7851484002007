//! Every format at once: what somebody means as harm, what is too long, what is nothing, and what is very much.
mod hostile;
mod outside;

use onrecord::{
    check,
    diag::Diagnostic,
    export::{self, Ask, Format, Manner, Preset},
    model::Dossier,
    store,
};
use outside::{Folder, ask, python};
use quick_xml::events::Event;
use std::{fmt::Write, io::Read, time::Instant};

/// Words that some format or program could take for more than words.
fn harms() -> Vec<String> {
    let mut harms = [
        "",
        " ",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd",
        "</script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "]]><!--&amp;{{7*7}}{% include '/etc/passwd' %}",
        "*a* _b_ [c](javascript:alert) `d` # | ~~e~~ <!-- --> [^1]: x\n\n# y",
        "\\input{/etc/passwd} $x$ %y {z} ~ ^ & # \\end{document}",
        "שלום עולם, العالم 12 fin",
        "漢字 🦩 e\u{301} \u{e000}",
        "\u{202e}a\u{0}b\u{1b}[2J\u{8}\u{fffe}\u{ffff}\u{feff}\u{2028}c",
        "../../../etc/passwd",
        "CON",
        "NUL.txt. . .",
        "javascript:alert(1)",
    ]
    .map(str::to_owned)
    .to_vec();
    harms.push("never-ending ".repeat(800));
    harms.push("x".repeat(10_000));
    harms.push(hostile::HARM.to_owned());
    harms
}

/// `words` as a string of TOML.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        let written = write!(out, "\\U{:08x}", u32::from(c));
        assert!(written.is_ok());
    }
    out + "\""
}

/// A dossier in which `harm` stands wherever something can be written, and what is found wrong with it.
fn dossier(harm: &str) -> (Dossier, Vec<Diagnostic>) {
    let word = quoted(harm);
    let shared = format!(
        "[dossier]\ntitle = {word}\nmarking = {word}\nquestion = {word}\nowner = {word}\n\
         [party.town]\nname = {word}\n[party.port]\nname = 'Port'\n\
         [source.mayor]\nname = {word}\nrole = {word}\norg = {word}\naka = [{word}]\nparty = 'town'\n\
         [source.paper]\nname = 'Paper'\nkind = 'document'\nparty = 'port'\n\
         [issue.deal]\nname = {word}\nask = {word}\n"
    );
    let beside = format!(
        "[article]\nfile = 'talks.txt'\ntitle = {word}\nauthor = {word}\npublisher = {word}\nurl = {word}\ndate = {word}\nlang = {word}\n\
         [quote.no]\nsource = 'mayor'\ntext = 'no deal before spring'\ncue = 'said'\non = 'deal'\nvenue = {word}\nto = {word}\nwhen = {word}\nnote = {word}\n\
         [quote.else]\nsource = {word}\ntext = {word}\nhedge = {word}\ntags = [{word}]\n\
         [quote.paper]\nsource = 'paper'\ntext = 'the port is closed'\nsays = {word}\non = 'deal'\n\
         [claim.one]\nsays = {word}\ntext = 'The council met'\nchecked = {word}\n\
         [event.met]\nsays = {word}\ntext = 'met on Monday'\nwhen = {word}\nplace = {word}\n\
         [position.town]\nparty = 'town'\nissue = 'deal'\nsays = {word}\nevidence = ['no']\n\
         [note.line]\nkind = 'line'\nsays = {word}\nif_raised = {word}\n\
         [note.bottom]\nkind = 'bottom-line'\nsays = {word}\n\
         [note.gap]\nkind = 'gap'\nsays = {word}\nask = {word}\n"
    );
    let article = format!(
        "The council met on Monday. {harm}\n\nThe mayor said: “no deal before spring”.\n\nThe paper says the port is closed.\n"
    );
    let files: Vec<(&'static str, &'static str)> = vec![
        ("dossier.toml", shared.leak()),
        ("talks.toml", beside.leak()),
        ("talks.txt", article.leak()),
    ];
    opened(files)
}

fn opened(files: Vec<(&'static str, &'static str)>) -> (Dossier, Vec<Diagnostic>) {
    let dossier = Dossier::new(store::from_files("x", files.leak())).anchored();
    let findings = check::check(&dossier);
    (dossier, findings)
}

/// The formats of this program.
fn formats() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| format.lacking().is_none())
}

#[track_caller]
fn written((dossier, findings): &(Dossier, Vec<Diagnostic>), format: Format) -> Vec<u8> {
    let ask = Ask {
        preset: Preset::Dossier,
        draft: true,
        ..Ask::default()
    };
    let written = format.write((dossier, findings), &ask, Manner::default());
    written.expect("a file").bytes
}

/// Every XML of a container is XML from its start to its end.
#[track_caller]
fn assert_parts(what: &str, bytes: Vec<u8>) {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a container");
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).expect("a part");
        let name = part.name().expect("a name").into_owned();
        assert!(
            !name.contains("..") && !name.starts_with('/'),
            "{what}: {name}"
        );
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        if !name.starts_with("sources/") {
            assert_xml(&format!("{what}, {name}"), &text);
        }
    }
}

#[track_caller]
fn assert_xml(what: &str, text: &str) {
    hostile::assert_harmless(what, text.as_bytes());
    assert!(!text.contains(['\u{fffe}', '\u{ffff}']), "{what}");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => panic!("{what}: a document type"),
            Ok(_) => {}
            Err(fault) => panic!("{what}: {fault}"),
        }
    }
}

#[test]
fn words_stay_words_in_every_format() {
    for harm in harms() {
        let all = dossier(&harm);
        for format in formats() {
            let bytes = written(&all, format);
            assert!(bytes == written(&all, format), "{format:?}: other bytes");
            let what = format!(
                "{format:?} of {:?}",
                harm.chars().take(40).collect::<String>()
            );
            if format == Format::Pdf {
                assert!(bytes.starts_with(b"%PDF-"));
                continue;
            }
            if format.is_binary() {
                assert_parts(&what, bytes);
                continue;
            }
            let text = String::from_utf8(bytes)
                .expect("UTF-8")
                .replace("\r\n", "\n");
            hostile::assert_harmless(&what, text.as_bytes());
            match format {
                Format::Json | Format::Csl | Format::Jsonld => {
                    let read = serde_json::from_str::<serde_json::Value>(&text);
                    assert!(read.is_ok(), "{what}");
                    assert!(format == Format::Json || !text.contains('<'), "{what}");
                }
                Format::Qdc => assert_xml(&what, &text),
                Format::Html => {
                    assert_eq!(text.matches("<script").count(), 1, "{what}");
                    assert!(
                        !text.contains("<img") && !text.contains("href=\"javascript"),
                        "{what}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn nothing_at_all_is_written_in_every_format() {
    for files in [
        vec![],
        vec![("dossier.toml", "")],
        vec![("a.toml", "[article]\nfile='a.txt'\n"), ("a.txt", "")],
    ] {
        let all = opened(files);
        for format in formats() {
            let bytes = written(&all, format);
            if matches!(format, Format::Docx | Format::Qdpx) {
                assert_parts("nothing", bytes);
            } else if matches!(format, Format::Md | Format::Txt | Format::Html) {
                let text = String::from_utf8(bytes).expect("UTF-8");
                for told in ["No bottom line authored.", "None recorded."] {
                    assert!(text.contains(told), "{format:?}: {told}");
                }
            }
        }
    }
}

#[test]
fn readers_of_each_data_format_find_nothing_wrong_with_what_is_hostile() {
    let Some(python) = python() else { return };
    for (n, harm) in harms().into_iter().enumerate() {
        let folder = Folder::new(&format!("harm-{n}"));
        let (dossier, findings) = dossier(&harm);
        outside::write_all(&folder, &dossier, &findings);
        let said = ask(&python, "formats.py", &[&folder.0]);
        assert!(said.ends_with("html: no faults\n"), "{harm:?}: {said}");
    }
}

#[test]
fn a_thousand_quotations_in_a_hundred_articles_are_written_in_every_format() {
    let mut files: Vec<(&'static str, &'static str)> = Vec::new();
    let mut shared = String::from("[dossier]\ntitle = 'Much'\n");
    for n in 0..6 {
        let _ = write!(
            shared,
            "[party.p{n}]\nname = 'Party {n}'\n[source.s{n}]\nname = 'Speaker {n}'\nparty = 'p{n}'\n[issue.i{n}]\nname = 'Issue {n}'\n"
        );
    }
    files.push(("dossier.toml", shared.leak()));
    for a in 0..100 {
        let (mut article, mut beside) = (String::new(), format!("[article]\nfile = 'a{a}.txt'\n"));
        for q in 0..10 {
            let words = format!(
                "we will not give up the harbour of town {a}, not in year {q} and not later"
            );
            let _ = write!(
                article,
                "On day {q} of week {a}, Speaker {} said: “{words}”. Nobody else spoke.\n\n",
                q % 6
            );
            let _ = write!(
                beside,
                "[quote.q{a}-{q}]\nsource = 's{}'\ntext = '{words}'\ncue = 'said'\non = 'i{}'\n",
                q % 6,
                q % 5
            );
        }
        files.push((format!("a{a}.txt").leak(), article.leak()));
        files.push((format!("a{a}.toml").leak(), beside.leak()));
    }
    let all = opened(files);
    assert_eq!(all.0.records().count(), 1000);
    assert!(
        export::refused(&all.1, false).is_none(),
        "{:?}",
        all.1.first()
    );
    for format in formats() {
        let started = Instant::now();
        let bytes = written(&all, format);
        println!(
            "{:>8} {:>9} bytes {:>7.1} ms",
            format.word(),
            bytes.len(),
            started.elapsed().as_secs_f64() * 1e3
        );
        let text = String::from_utf8_lossy(&bytes);
        if matches!(
            format,
            Format::Md | Format::Txt | Format::Html | Format::Json | Format::Jsonld
        ) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                text.contains("harbour of town 99, not in year 9 and not later"),
                "{format:?}"
            );
        }
    }
}
