//! Text of every kind that Unicode tells apart, as articles, quotations and names of files.
use onrecord::{
    anchor::{Outcome, Piece},
    model::Dossier,
    store::open,
};
use std::{fmt::Write, fs, path::PathBuf};
use unicode_normalization::UnicodeNormalization;

/// One character or more of each class by which graphemes, words, lines and directions are told apart (UAX 9, 14, 29), as the
/// test files of Unicode pair them.
const SAMPLES: &[&str] = &[
    " ",
    "\u{a0}",
    "\u{2009}",
    "\u{3000}",
    "\u{ad}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{300}",
    "\u{308}",
    "\u{5b0}",
    "\u{64b}",
    "\u{903}",
    "\u{94d}",
    "\u{e01}\u{e33}",
    "\u{600}",
    "\u{1100}",
    "\u{1160}",
    "\u{11a8}",
    "\u{ac00}",
    "\u{ac01}",
    "\u{1f1e6}",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{1f44d}\u{1f3fd}",
    "\u{2764}\u{fe0f}",
    "\u{1f3fd}",
    "\u{e0020}",
    "\u{202e}",
    "\u{202c}",
    "\u{2067}",
    "\u{2069}",
    "\u{61c}",
    "\u{5d0}",
    "\u{627}",
    "\u{661}",
    "1",
    "$",
    "%",
    "+",
    "-",
    "\u{2010}",
    "\u{2014}",
    "/",
    ".",
    ",",
    ":",
    "!",
    "?",
    "(",
    ")",
    "\u{201c}",
    "\u{201d}",
    "\u{ab}",
    "'",
    "\u{2019}",
    "\u{3001}",
    "\u{300c}",
    "\u{6771}",
    "\u{30ab}\u{3099}",
    "\u{ff76}\u{ff9e}",
    "\u{e40}\u{e01}",
    "a",
    "e\u{301}",
    "\u{e9}",
    "\u{fb01}",
    "\u{1e9b}\u{323}",
    "\u{212b}",
    "\u{10ffff}",
    "\u{e000}",
];

/// A folder of its own, gone when it goes out of scope.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("onrecord-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What becomes of the anchors in `dossier`: every one stands somewhere, at whole characters.
#[track_caller]
fn stand(dossier: &Dossier) {
    for &id in dossier.text_order() {
        let record = &dossier.record(id);
        let outcome = dossier.anchor(id).map(|anchor| &anchor.outcome);
        assert!(
            matches!(outcome, Some(Outcome::Exact(_) | Outcome::Folded(_))),
            "{:?}: {outcome:?}",
            record.text
        );
        let text = &dossier.article_of(id).expect("an article").text;
        for piece in &dossier.passage(id).expect("it stands").pieces {
            if let Piece::Words(span) = piece {
                assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }
}

#[test]
fn every_pair_of_characters_is_found_however_it_is_composed() {
    let folder = Folder::new("pairs");
    let (mut text, mut records) = (String::new(), String::from("[article]\nfile = 't.txt'\n"));
    for (n, one) in SAMPLES.iter().enumerate() {
        for (m, other) in SAMPLES.iter().enumerate() {
            // Neither end of a quotation is a blank, and each stands once.
            let words = format!("b{n}{one}{other}{m}d");
            let _ = write!(text, "{words}\n\n");
            let quoted: String = if (n + m) % 2 == 0 {
                words.nfd().collect()
            } else {
                words.nfc().collect()
            };
            let escaped: String = quoted.chars().fold(String::new(), |mut all, c| {
                let _ = write!(all, "\\U{:08x}", u32::from(c));
                all
            });
            let _ = write!(
                records,
                "\n[quote.q{n}-{m}]\nsource = 'unnamed'\ntext = \"{escaped}\"\n"
            );
        }
    }
    fs::write(folder.0.join("t.txt"), text).expect("written");
    fs::write(folder.0.join("t.toml"), records).expect("written");
    let written = open(&folder.0).expect("a dossier");
    assert_eq!(written.faults, []);
    let dossier = Dossier::new(written).anchored();
    assert_eq!(dossier.records().len(), SAMPLES.len() * SAMPLES.len());
    stand(&dossier);
}

/// Only there may a name be any bytes.
#[cfg(target_os = "linux")]
mod names {
    use super::{Folder, SAMPLES, stand};
    use onrecord::{
        model::Dossier,
        store::{Beside, Change, Edit, StateFolder, Value, apply, open},
    };
    use std::{collections::BTreeSet, fmt::Write, fs, os::unix::ffi::OsStrExt};

    #[test]
    fn names_of_files_stay_what_they_are_byte_for_byte() {
        let top = Folder::new("names");
        // The folder's own name is no text at all.
        let folder = top
            .0
            .join(std::ffi::OsStr::from_bytes(b"d \xff\xfe \x1b[31m"));
        fs::create_dir(&folder).expect("a folder");
        let mut stems: Vec<String> = (SAMPLES.iter())
            .filter(|sample| !sample.contains('/'))
            .map(|sample| format!("na{sample}me"))
            .collect();
        // As they are composed and as they are taken apart: two files.
        stems.extend(
            [
                "caf\u{e9}",
                "cafe\u{301}",
                "-rf",
                "a b",
                "a.b",
                "%41",
                "#x",
                "[x]",
                "\"q\"",
                "\u{202e}txt",
            ]
            .map(str::to_owned),
        );
        for stem in &stems {
            let literal: String = stem.chars().fold(String::new(), |mut all, c| {
                let _ = write!(all, "\\U{:08x}", u32::from(c));
                all
            });
            let records = format!("[article]\nfile = \"{literal}.txt\"\n");
            fs::write(folder.join(format!("{stem}.toml")), records).expect("written");
            fs::write(folder.join(format!("{stem}.txt")), "Hello, all.\n").expect("written");
        }
        let names = || -> BTreeSet<Vec<u8>> {
            let entries = fs::read_dir(&folder).expect("a folder").flatten();
            entries
                .map(|entry| entry.file_name().as_bytes().to_vec())
                .collect()
        };
        let before = names();
        assert_eq!(before.len(), 2 * stems.len());
        let state = StateFolder::at(top.0.join("state"));
        let written = open(&folder).expect("a dossier");
        assert_eq!(written.faults, []);
        for stem in &stems {
            let base = open(&folder).expect("a dossier");
            let change = Change::Add {
                table: "quote",
                id: format!(
                    "q{}",
                    stems
                        .iter()
                        .position(|one| one == stem)
                        .expect("one of them")
                ),
                fields: vec![
                    ("source", Value::Text("unnamed".to_owned())),
                    ("text", Value::Text("Hello".to_owned())),
                ],
                beside: Beside::Article(stem.clone()),
            };
            let edit = Edit {
                what: "added".to_owned(),
                changes: vec![change],
            };
            let saved = apply(&folder, &base, (&edit, &[]), &state).expect("saved");
            assert_eq!(saved.files.len(), 1);
            assert!(
                saved.files[0].ends_with(format!("{stem}.toml")),
                "{stem:?}: {:?}",
                saved.files
            );
        }
        assert_eq!(names(), before);
        let dossier = Dossier::new(open(&folder).expect("a dossier")).anchored();
        assert_eq!(
            (dossier.records().len(), dossier.written().faults.len()),
            (stems.len(), 0)
        );
        stand(&dossier);
    }
}
