//! What a file says, and what is wrong with it.
use super::*;
use crate::store::fixture::{check, memory};
use proptest::prelude::{Just, any, prop_oneof, proptest};
use std::collections::BTreeSet;

/// Every way TOML has of writing what we read.
const WAYS: &str = r#"
party.eu = { name = "EU", aka = [ "a",
"b", ] }
source."a b".name = 'A B'
source."a b".party = "eu"

[quote]
one = { source = "a b", text = "Hello", waive = { W16 = "said elsewhere" } }
two.source = "a b"
two.text = """
Hello"""

[quote.'three']   # a comment
source = "a b"
text = ['Hel', "lo"]
[quote.three.original]
lang = "ru"
[ claim . four ]
says = "\u0048ello"
text = '''Hello'''
when.x-y = 2025-01-02
[quote.two.waive]
W15 = "r"
[article.silent]
eu = ["x"]
[article]
file = "t.txt"
"#;

/// Every leaf of a table: its keys, its value, its bytes.
fn leaves(table: &DeTable, path: &str, shift: usize, source: &str, into: &mut BTreeSet<String>) {
    for (key, value) in table {
        let path = format!("{path}.{}", key.get_ref());
        match value.get_ref() {
            DeValue::Table(table) => leaves(table, &path, shift, source, into),
            other => {
                let span = shifted(value.span(), shift);
                into.insert(format!("{path} {} {:?}", other.type_str(), span.of(source)));
            }
        }
    }
}

#[test]
fn block_by_block_toml_says_the_same() {
    let example = crate::store::starter::EXAMPLE.iter();
    let files = example
        .filter(|(path, _)| Kind::of(path) == Some(Kind::Toml))
        .map(|(_, text)| *text);
    for source in files.chain([WAYS]) {
        let whole = DeTable::parse(source).expect("TOML");
        let (mut once, mut pieces) = (BTreeSet::new(), BTreeSet::new());
        leaves(whole.get_ref(), "", 0, source, &mut once);
        for block in blocks(source) {
            let (table, errors) = DeTable::parse_recoverable(block.of(source));
            assert_eq!(errors.len(), 0);
            leaves(table.get_ref(), "", block.start, source, &mut pieces);
        }
        assert_eq!(once, pieces);
    }
}

#[test]
fn every_way_of_writing_a_table_is_read() {
    let written = memory(&[
        ("t.toml", &WAYS.replace("when.x-y", "x-when")),
        ("t.txt", "Hello."),
    ]);
    assert_eq!(written.faults, []);
    let records: Vec<(&str, usize)> = (written.records.iter())
        .map(|record| {
            (
                record.id.as_str(),
                record.text.len() + record.extra.waive.len(),
            )
        })
        .collect();
    assert_eq!(records, [("one", 2), ("two", 2), ("three", 2), ("four", 1)]);
    let three = written.records[2]
        .quote()
        .and_then(|quote| quote.setting.original.as_ref());
    assert_eq!(
        three.and_then(|original| original.lang.as_deref()),
        Some("ru")
    );
    assert_eq!(written.codebook.name("a b"), "A B");
    assert_eq!(written.articles[0].silent[0].issues[0].id, "x");
}

#[test]
fn places_are_those_of_the_file() {
    let source = "# first\n\n[quote.x]\nsource = \"who\"\ntext = 'Hello' # c\n[quote.x.waive]\nW16 = 'r' # d\n\n[note.y]\n";
    let written = memory(&[("t.toml", source)]);
    let record = &written.records[0];
    let id = &record.quote().expect("a quote").source;
    assert_eq!(record.place.span.of(source), "[quote.x]");
    assert_eq!(record.at("source").span.of(source), "\"who\"");
    assert_eq!(id.span.of(source), "who");
    assert_eq!(record.extra.waive[0].code.span.of(source), "W16");
    assert!(
        record.block.of(source).starts_with("[quote.x]\n")
            && record.block.of(source).ends_with("W16 = 'r'")
    );
    let names: Vec<&str> = record.fields.iter("quote").map(|(name, _)| name).collect();
    assert_eq!(names, ["source", "text", "waive"]);
}

#[test]
fn unknown_tables_are_named() {
    check(&[(
        "t.toml",
        "stray = 1 #~ E08\n[sorce.x] #~ E08\nname = 'X'\n[x-ours.y]\nz = 1\n[dossier]\n[[issue]] #~ E08\n\
         name = 'a'\n[source]\ny = 'no' #~ E08\n[party.\"\"] #~ E08\nname = 'x'\n[note] #\nx-y = {} #~ E09 E09\n",
    )]);
}

#[test]
fn a_slip_in_a_tables_name_makes_no_file_foreign() {
    let written = memory(&[("t.toml", "[qoute.x]\nsource = 'x'\n")]);
    assert_eq!(written.faults[0].message, "there is no table `qoute`");
    assert_eq!(
        written.faults[0].help.as_deref(),
        Some("did you mean `quote`?")
    );
}

#[test]
fn broken_toml_costs_its_own_lines() {
    let source = "[note.a]\nkind = 'gap'\nsays = 'x'\nby = \"me #~ E08\nstatus = 'draft'\nodd = 1\n\
                  [note.b #~ E08\nsays = 'x'\n[note.c]\nkind = 'gap'\nsays = 'x'\nsays = 'y' #~ E08\n";
    check(&[("t.toml", source)]);
    let written = memory(&[("t.toml", source)]);
    let a = &written.records[0];
    assert_eq!(
        (a.says.as_deref(), a.extra.by.as_deref(), a.status.is_some()),
        (Some("x"), None, true)
    );
    assert_eq!(written.records[1].says.as_deref(), Some("x"));
}

#[test]
fn a_lost_article_is_told_once() {
    check(&[(
        "t.toml",
        "[article\nfile = 't.txt'\n[quote.a]\nsource = 'x'\ntext = 'Hello'\n"
            .replacen('\n', " #~ E08\n", 1)
            .as_str(),
    )]);
}

#[test]
fn what_is_too_much_is_told_once() {
    let many = "[note.x]\n".repeat(MOST_TABLES + 9);
    let written = memory(&[("t.toml", &many)]);
    assert_eq!(written.records.len(), MOST_TABLES);
    let last = written.faults.last().map(|fault| fault.message.as_str());
    assert_eq!(
        last,
        Some("there are more than 1000 tables in this file; from here on they are not read")
    );
    let apart = format!("[dossier]\n{}", "[dossier.x-y]\n".repeat(MOST_PARTS + 9));
    let written = memory(&[("t.toml", &apart)]);
    assert_eq!(
        written.faults[0].message,
        "`dossier` is written in more than 20 pieces; from here on they are not read"
    );
    let large = format!(
        "[dossier]\ntitle = 'T'\nterms = [{}]\n[party.p]\nname = 'P'\n",
        "[],".repeat(MOST_BYTES / 3)
    );
    let written = memory(&[("t.toml", &large)]);
    assert_eq!(written.faults[0].message, "this table is larger than 2 MiB");
    assert_eq!(written.codebook.parties.len(), 1);
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(source in r#"(\[|\]|\[quote\.a|party\.x|=|\n|"|'|"""|#|é|\{|,|text|1)*"#, any in any::<String>()) {
        let written = memory(&[("a.toml", &source), ("b.toml", &any)]);
        for place in written.faults.iter().filter_map(|fault| fault.place) {
            let text = &written.files.get(place.file).text;
            assert!(text.get(place.span.start..place.span.end).is_some());
        }
    }

    #[test]
    fn a_broken_record_changes_no_other(
        broken in prop_oneof![
            Just("\"\"\"".to_owned()), Just("'''".to_owned()), Just("[[1, {".to_owned()), Just("\"".to_owned()),
            r#"[a-z"'\[\]{}=,\\ 0-9\n]{0,40}"#,
        ],
        at in 0..3_usize,
    ) {
        let sound = [
            "[note.one]\nkind = \"gap\"\nsays = \"\"\"\nHello\n\"\"\"\n",
            "[note.two]\nkind = 'gap'\nsays = '''x'''\ntags = [\n  'a', # ]\n]\n",
            "[note.three]\nkind = 'gap'\nsays = \"a\"\n",
        ];
        let mut files: Vec<String> = sound.map(str::to_owned).to_vec();
        files.insert(at, format!("[note.broken]\nsays = {broken}\n"));
        let written = memory(&[("a.toml", &files.concat())]);
        let alone = memory(&[("a.toml", &sound.concat())]);
        for sound in &alone.records {
            let found = written.records.iter().find(|record| record.id == sound.id).expect("still there");
            assert_eq!((&found.says, &found.extra.tags, &found.body), (&sound.says, &sound.extra.tags, &sound.body));
        }
    }
}
