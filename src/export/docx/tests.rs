//! A docx holds what the note says and nothing else, whatever stands in the dossier.
use super::{Revisions, docx};
use crate::export::{
    Ask, Note, Preset, note,
    tests::{SOUND, WILD, open},
    txt::line,
};
use quick_xml::{Reader, events::Event};
use rustc_hash::FxHashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

type Files = &'static [(&'static str, &'static str)];

fn of(files: Files, preset: Preset) -> Note {
    let dossier = open(files);
    let ask = Ask {
        preset,
        ..Ask::default()
    };
    note(&dossier, &dossier.written().faults, &ask)
}

fn parts(bytes: &[u8]) -> FxHashMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|n| {
            let mut part = zip.by_index(n).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Every element with its attributes, names without prefix; fails where the part is not well-formed.
fn elements(xml: &str) -> Vec<(String, FxHashMap<String, String>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|a| {
                    let a = a.expect("an attribute");
                    let name = a.key.local_name();
                    (name.as_ref().to_owned(), a.value.into_owned())
                });
                found.push((tag.local_name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// The words of a part, a line a paragraph.
fn words(xml: &str) -> String {
    let xml = xml.replace("</w:p>", "\n").replace("<w:tab/>", "\t");
    let mut out = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, c);
    }
    out.replace('\u{a0}', " ")
}

#[test]
fn it_says_what_the_note_says() {
    for files in [SOUND, WILD] {
        let note = of(files, Preset::Dossier);
        let document = words(&parts(&docx(&note, Revisions::Untracked))["word/document.xml"]);
        assert!(document.contains(&note.title), "{document}");
        for section in &note.sections {
            assert!(document.contains(section.title));
            for block in &section.blocks {
                let texts = match block {
                    crate::export::Block::Heading(text) | crate::export::Block::Paragraph(text) => {
                        vec![text]
                    }
                    crate::export::Block::Item(item) => vec![&item.text],
                    crate::export::Block::Table(table) => table
                        .head
                        .iter()
                        .chain(table.rows.iter().flatten())
                        .collect(),
                    crate::export::Block::Terms(terms) => {
                        terms.iter().map(|(_, value)| value).collect()
                    }
                };
                for text in texts {
                    assert!(document.contains(&line(text)), "{}\n{document}", line(text));
                }
            }
        }
    }
}

#[test]
fn every_part_is_well_formed_and_everything_it_leads_to_is_there() {
    for files in [SOUND, WILD] {
        let parts = parts(&docx(&of(files, Preset::Dossier), Revisions::Untracked));
        let styles = elements(&parts["word/styles.xml"]);
        let known = |id: &str| {
            styles
                .iter()
                .any(|(_, a)| a.get("styleId").is_some_and(|s| s == id))
        };
        for (name, xml) in &parts {
            let all = elements(xml);
            let relations = name.replace("word/", "word/_rels/") + ".rels";
            let led: Vec<_> = (parts
                .get(&relations)
                .map(|xml| elements(xml))
                .unwrap_or_default()
                .into_iter())
            .filter_map(|(_, mut a)| a.remove("Id"))
            .collect();
            for (element, attributes) in &all {
                if matches!(
                    element.as_str(),
                    "pStyle" | "rStyle" | "tblStyle" | "basedOn" | "next"
                ) {
                    assert!(known(&attributes["val"]), "{attributes:?}");
                }
                if matches!(
                    element.as_str(),
                    "hyperlink" | "headerReference" | "footerReference"
                ) {
                    if let Some(id) = attributes.get("id") {
                        assert!(led.contains(id), "{name}: {id}");
                    }
                    if let Some(anchor) = attributes.get("anchor") {
                        let marked = |(e, a): &(String, FxHashMap<String, String>)| {
                            e == "bookmarkStart" && a["name"] == *anchor
                        };
                        assert!(
                            elements(&parts["word/document.xml"]).iter().any(marked),
                            "{anchor}"
                        );
                    }
                }
                if let (Some(target), Some("External")) = (
                    attributes.get("Target"),
                    attributes.get("TargetMode").map(String::as_str),
                ) {
                    assert!(
                        target.starts_with("https://") || target.starts_with("http://"),
                        "{target}"
                    );
                }
                if element == "Override" {
                    assert!(parts.contains_key(&attributes["PartName"][1..]));
                }
            }
        }
    }
}

#[test]
fn how_it_looks_is_a_matter_of_styles() {
    let parts = parts(&docx(&of(WILD, Preset::Dossier), Revisions::Untracked));
    for name in [
        "word/document.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
    ] {
        for (element, _) in elements(&parts[name]) {
            let direct = [
                "b",
                "i",
                "u",
                "sz",
                "color",
                "rFonts",
                "jc",
                "ind",
                "spacing",
                "shd",
                "tblBorders",
                "numPr",
            ];
            assert!(!direct.contains(&element.as_str()), "{name}: {element}");
        }
    }
}

#[test]
fn an_article_has_one_footnote_and_a_table_repeats_its_head() {
    let parts = parts(&docx(&of(SOUND, Preset::Dossier), Revisions::Untracked));
    let document = &parts["word/document.xml"];
    assert_eq!(document.matches("<w:footnoteReference ").count(), 1);
    assert_eq!(
        words(&parts["word/footnotes.xml"]).trim(),
        "[1] File water.txt; no author given; title, publisher, date and address unknown."
    );
    assert_eq!(
        document.matches("<w:tblHeader/>").count(),
        document.matches("<w:tbl>").count()
    );
    assert!(document.contains("<w:pStyle w:val=\"Heading1\"/>"));
}

#[test]
fn changes_are_tracked_where_that_is_asked() {
    let note = of(SOUND, Preset::Note);
    let settings = |revisions| parts(&docx(&note, revisions))["word/settings.xml"].clone();
    assert!(settings(Revisions::Tracked).contains("<w:trackRevisions/>"));
    assert!(!settings(Revisions::Untracked).contains("trackRevisions"));
}

#[test]
fn the_same_note_gives_the_same_bytes_and_no_date() {
    let once = docx(&of(WILD, Preset::Dossier), Revisions::Untracked);
    assert_eq!(once, docx(&of(WILD, Preset::Dossier), Revisions::Untracked));
    let mut zip = ZipArchive::new(Cursor::new(&once[..])).expect("a zip");
    for n in 0..zip.len() {
        let date = zip.by_index(n).expect("a part").last_modified();
        assert_eq!(date, Some(zip::DateTime::default()));
    }
    let core = &parts(&once)["docProps/core.xml"];
    assert!(
        !core.contains("created") && !core.contains("creator"),
        "{core}"
    );
}

#[test]
fn words_that_run_the_other_way_are_runs_that_say_so() {
    let parts = parts(&docx(&of(WILD, Preset::Dossier), Revisions::Untracked));
    assert!(
        parts["word/document.xml"]
            .contains("<w:rtl/></w:rPr><w:t xml:space=\"preserve\">לא נפתח</w:t>")
    );
}
