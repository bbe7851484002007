//! What an edit makes of a file: as people would have written it.
use super::{Beside, Change, Edit, Refused, Value, preview};
use crate::store::fixture::memory;

mod spelling;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn texts(texts: &[&str]) -> Value {
    Value::Texts(texts.iter().map(|&text| text.to_owned()).collect())
}

fn add(table: &'static str, id: &str, fields: &[(&'static str, Value)], beside: Beside) -> Change {
    Change::Add {
        table,
        id: id.to_owned(),
        fields: fields.to_vec(),
        beside,
    }
}

fn set(table: &'static str, id: &str, field: &'static str, value: Option<Value>) -> Change {
    Change::Set {
        table,
        id: id.to_owned(),
        field,
        value,
    }
}

fn delete(table: &'static str, id: &str) -> Change {
    Change::Delete {
        table,
        id: id.to_owned(),
    }
}

fn rename(table: &'static str, id: &str, to: &str) -> Change {
    Change::Rename {
        table,
        id: id.to_owned(),
        to: to.to_owned(),
    }
}

fn silent(party: &str, issue: &str, yes: bool) -> Change {
    Change::Silent {
        article: "t".to_owned(),
        party: party.to_owned(),
        issue: issue.to_owned(),
        yes,
    }
}

fn made(files: &[(&str, &str)], changes: &[Change]) -> Result<Vec<(String, String)>, Refused> {
    let edit = Edit {
        what: "test".to_owned(),
        changes: changes.to_vec(),
    };
    preview(&memory(files), &edit)
}

/// The one file `before` with `changes` made.
#[track_caller]
fn after(before: &str, changes: &[Change]) -> String {
    let files = [("t.toml", before), ("t.txt", "Hello.")];
    let mut made = made(&files, changes).expect("made");
    assert!(made.len() < 2, "{made:?}");
    made.pop()
        .map_or_else(|| before.to_owned(), |(_, text)| text)
}

#[track_caller]
fn refused(files: &[(&str, &str)], change: Change) -> String {
    made(files, &[change]).expect_err("refused").to_string()
}

const TALKS: &str = r#"# The article -------
[article]
file = "t.txt"

# Quotes, in reading order -----
[quote.one]
source = "putin"
text   = "Hello"
cue    = "said"       # as printed
on     = "war"

# odd: two hands
[quote.two]
source = "putin"
text   = "there"
on     = ["war", "land"]

# Claims ------
[claim.three]
says     = "It rains"
text     = "rain"
evidence = ["one"]
"#;

#[test]
fn a_record_goes_behind_its_neighbour_written_as_that_is() {
    let fields = [
        ("on", texts(&["war"])),
        ("source", text("us")),
        ("text", text("words")),
        ("ascribes", text("putin")),
    ];
    let new = add("quote", "new", &fields, Beside::After("one".into()));
    let block = "[quote.new]\nsource   = \"us\"\ntext     = \"words\"\nascribes = \"putin\"\non       = \"war\"\n\n";
    let there = "# odd: two hands";
    assert_eq!(
        after(TALKS, std::slice::from_ref(&new)),
        TALKS.replace(there, &format!("{block}{there}"))
    );
    assert_eq!(after(TALKS, &[new, delete("quote", "new")]), TALKS);
}

#[test]
fn a_record_goes_behind_the_last_of_its_kind_and_before_the_next_heading() {
    let new = add(
        "quote",
        "new",
        &[("source", text("x")), ("text", text("y"))],
        Beside::Article("t".into()),
    );
    let block = "\n[quote.new]\nsource = \"x\"\ntext   = \"y\"\n";
    let there = "\n# Claims ------";
    assert_eq!(
        after(TALKS, &[new]),
        TALKS.replace(there, &format!("{block}{there}"))
    );
}

#[test]
fn what_speaks_of_a_record_goes_with_it_and_headings_stay() {
    let gone = "\n# odd: two hands\n[quote.two]\nsource = \"putin\"\ntext   = \"there\"\non     = [\"war\", \"land\"]\n";
    assert_eq!(
        after(TALKS, &[delete("quote", "two")]),
        TALKS.replace(gone, "")
    );
    let gone = "[quote.one]\nsource = \"putin\"\ntext   = \"Hello\"\ncue    = \"said\"       # as printed\non     = \"war\"\n\n";
    assert_eq!(
        after(TALKS, &[delete("quote", "one")]),
        TALKS.replace(gone, "")
    );
}

#[test]
fn a_field_is_set_where_it_stands_or_goes_to_its_place() {
    let set_cue = set("quote", "one", "cue", Some(text("wrote \"x\"")));
    assert_eq!(
        after(TALKS, &[set_cue]),
        TALKS.replace("\"said\"  ", "'wrote \"x\"'  ")
    );
    let hedge = set("quote", "two", "hedge", Some(text("perhaps")));
    let there = "text   = \"there\"\n";
    assert_eq!(
        after(TALKS, &[hedge]),
        TALKS.replace(there, &format!("{there}hedge  = \"perhaps\"\n"))
    );
    let gone = set("quote", "one", "cue", None);
    assert_eq!(
        after(TALKS, &[gone]),
        TALKS.replace("cue    = \"said\"       # as printed\n", "")
    );
}

#[test]
fn an_id_is_renamed_everywhere_it_is_used() {
    let book = "[party.putin]\nname = 'P'\n[source.putin]\nname = 'P'\nparty = 'putin' # putin\n[note.n]\nkind = 'gap'\nsays = 'putin'\nabout = ['one']\n";
    let files = [
        ("dossier.toml", book),
        ("t.toml", TALKS),
        ("t.txt", "Hello."),
    ];
    let changed = made(&files, &[rename("source", "putin", "vladimir p.")]).expect("made");
    assert_eq!(
        changed[0].1,
        book.replace("[source.putin]", "[source.\"vladimir p.\"]")
    );
    assert_eq!(
        changed[1].1,
        TALKS.replace("source = \"putin\"", "source = \"vladimir p.\"")
    );
    let changed = made(&files, &[rename("quote", "one", "first")]).expect("made");
    assert_eq!(changed[0].1, book.replace("['one']", "['first']"));
    assert_eq!(
        changed[1].1,
        TALKS
            .replace("[quote.one]", "[quote.first]")
            .replace("[\"one\"]", "[\"first\"]")
    );
    assert_eq!(
        refused(&files, rename("quote", "one", "two")),
        "E07: `quote.two` is there already, in `t.toml`; take another id"
    );
}

#[test]
fn tables_go_into_the_file_of_their_kind() {
    let files = [
        ("analysis.toml", "[note.n]\nkind = 'gap'\nsays = 's'\n"),
        (
            "dossier.toml",
            "[dossier]\n\n# [party.council]\n# name = 'C'\n\n# [issue.x]\n# name = 'X'\n",
        ),
        ("t.toml", TALKS),
        ("t.txt", "Hello."),
    ];
    let of = |change: Change| made(&files, &[change]).expect("made").remove(0);
    let position = add(
        "position",
        "p",
        &[
            ("party", text("a")),
            ("issue", text("b")),
            ("says", text("c")),
        ],
        Beside::Kind,
    );
    assert_eq!(
        of(position),
        (
            "analysis.toml".to_owned(),
            format!(
                "{}\n[position.p]\nparty = 'a'\nissue = 'b'\nsays  = 'c'\n",
                files[0].1
            )
        )
    );
    let party = add("party", "p", &[("name", text("P"))], Beside::Kind);
    assert_eq!(
        of(party).1,
        files[1].1.replace(
            "# name = 'C'\n",
            "# name = 'C'\n\n[party.p]\nname = \"P\"\n"
        )
    );
    let source = add("source", "s", &[("name", text("S"))], Beside::Kind);
    assert_eq!(
        of(source).1,
        files[1]
            .1
            .replace("[dossier]\n", "[dossier]\n\n[source.s]\nname = \"S\"\n")
    );
    let without = [files[1], files[2], files[3]];
    let note = add(
        "note",
        "m",
        &[("kind", text("gap")), ("says", text("?"))],
        Beside::Kind,
    );
    assert_eq!(
        made(&without, &[note]).expect("made"),
        [(
            "analysis.toml".to_owned(),
            "[note.m]\nkind = \"gap\"\nsays = \"?\"\n".to_owned()
        )]
    );
}

#[test]
fn the_first_annotation_of_a_bare_article_makes_its_file() {
    let written = crate::store::from_text("talks.txt", "Hello.".to_owned());
    let changes = vec![
        add(
            "quote",
            "q",
            &[("source", text("x")), ("text", text("Hello"))],
            Beside::Article("talks".into()),
        ),
        add("source", "x", &[("name", text("X"))], Beside::Kind),
    ];
    let made = preview(
        &written,
        &Edit {
            what: String::new(),
            changes,
        },
    )
    .expect("made");
    let wanted = "[article]\nfile = \"talks.txt\"\n\n[source.x]\nname = \"X\"\n\n[quote.q]\nsource = \"x\"\ntext   = \"Hello\"\n";
    assert_eq!(made, [("talks.toml".to_owned(), wanted.to_owned())]);
    let read = crate::store::reread(&written, &made);
    assert_eq!(read.faults, []);
    assert_eq!(
        (
            read.records[0].article,
            read.articles.len(),
            read.articles[0].text.as_str()
        ),
        (Some(0), 1, "Hello.")
    );
}

#[test]
fn what_cannot_be_done_is_refused_with_a_reason_and_a_way_out() {
    let files = [("t.toml", TALKS), ("t.txt", "Hello.")];
    assert_eq!(
        refused(&files, delete("quote", "tow")),
        "E06: there is no `quote.tow`; did you mean `two`?"
    );
    assert_eq!(
        refused(&files, add("event", "two", &[], Beside::Kind)),
        "E07: `quote.two` is there already, in `t.toml`; take another id"
    );
    assert_eq!(
        refused(&files, add("source", "unnamed", &[], Beside::Kind)),
        "E08: the source id `unnamed` is reserved and cannot be declared; take another id"
    );
    let broken = format!("{TALKS}says = \"x\n");
    let files = [("t.toml", broken.as_str()), ("t.txt", "Hello.")];
    let told = refused(&files, delete("quote", "one"));
    assert!(
        told.starts_with("E08: `t.toml` cannot be edited while line 23 of it is not TOML: "),
        "{told}"
    );
}
