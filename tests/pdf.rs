//! The PDF, read by programs that nobody here wrote. Needs the feature `pdf`.
#![cfg(feature = "pdf")]
mod outside;

use onrecord::export::{self, Preset};
use outside::{Folder, ask, assert_same_words, have, markdown_words, note, python, run, words};

#[test]
fn its_tree_holds_the_words_of_the_markdown_and_nothing_else() {
    if !have("pdfinfo") {
        return;
    }
    let folder = Folder::new("struct");
    for preset in Preset::ALL {
        let note = note(preset);
        let (bytes, unshown) = export::pdf(&note).expect("a pdf");
        assert!(unshown.is_empty(), "{unshown:?}");
        let file = folder.write("note.pdf", bytes).display().to_string();
        let mut text = String::new();
        for line in run("pdfinfo", ["-struct-text", &file]).lines() {
            let line = line.trim_start();
            match line.strip_prefix('"') {
                Some(words) => text.push_str(words.strip_suffix('"').unwrap_or(words)),
                None if line.contains("(inline)") || line.starts_with("Object ") => {}
                None => text.push('\n'),
            }
        }
        assert_same_words(&words(&text), &markdown_words(&note));
    }
}

#[test]
fn pdftotext_reads_every_word_in_its_order() {
    if !have("pdftotext") {
        return;
    }
    let folder = Folder::new("pdftotext");
    for preset in Preset::ALL {
        let note = note(preset);
        let (bytes, _) = export::pdf(&note).expect("a pdf");
        let file = folder.write("note.pdf", bytes).display().to_string();
        let read = run("pdftotext", ["-raw", &file, "-"]);
        // Where a word of several is broken, nothing is put in.
        let read = words(&read.replace("-\n", "-").replace("/\n", "/"));
        let mut rest = read.iter();
        for word in markdown_words(&note) {
            assert!(
                rest.any(|read| *read == word),
                "{word} is missing, or comes too early"
            );
        }
    }
}

#[test]
fn pdfinfo_finds_it_tagged_and_pdffonts_finds_every_font_embedded_in_part() {
    if !have("pdfinfo") {
        return;
    }
    let folder = Folder::new("pdfinfo");
    for preset in Preset::ALL {
        let note = note(preset);
        let (bytes, _) = export::pdf(&note).expect("a pdf");
        let file = folder.write("note.pdf", bytes).display().to_string();
        let about = run("pdfinfo", [&file]);
        let line = |name: &str| {
            let found = about.lines().find_map(|line| line.strip_prefix(name));
            found.map(str::trim).unwrap_or_default().to_owned()
        };
        assert_eq!(line("Tagged:"), "yes");
        assert_eq!(line("Title:"), note.title);
        assert_eq!(line("JavaScript:"), "no");
        assert_eq!(line("CreationDate:"), "", "no clock is asked");
        if preset == Preset::Note {
            assert_eq!(line("Pages:"), "2", "a note fits two pages");
        }
        let fonts = run("pdffonts", [&file]);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            assert!(font.contains(" yes yes yes "), "{font}");
        }
    }
}

#[test]
fn its_bookmarks_are_the_sections_and_a_checker_of_pdf_ua_finds_nothing() {
    let Some(python) = python() else { return };
    let folder = Folder::new("pdfua");
    for preset in Preset::ALL {
        let note = note(preset);
        let (bytes, _) = export::pdf(&note).expect("a pdf");
        let file = folder.write("note.pdf", bytes);
        let told = ask(&python, "pdf.py", &[&file]);
        let mut lines = told.lines();
        assert_eq!(lines.next(), Some("en; PDF/UA-1: no failures"));
        let titles = note.sections.iter().map(|section| section.title);
        assert!(lines.eq(titles), "{told}");
    }
}
