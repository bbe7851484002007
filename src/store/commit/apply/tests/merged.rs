//! What others wrote meanwhile and what is written now, made one.
use super::*;

#[test]
fn what_others_wrote_meanwhile_stays_and_ours_comes_to_it() {
    let desk = Desk::new();
    let base = desk.open();
    let theirs = TALKS
        .replace("\"there\"", "\"there\"\ncue    = \"she said\" # theirs")
        .replace("# The article", "# My article");
    desk.write(&theirs);
    let saved = desk.apply(&base, set("one", "cue", "said")).expect("saved");
    assert_eq!(
        saved.remarks,
        ["`t.toml` was changed on disk meanwhile: both changes are kept"]
    );
    let both = theirs.replace("# said twice\n", "# said twice\ncue    = \"said\"\n");
    assert_eq!(desk.talks(), both);
    desk.undo().expect("undone");
    assert_eq!(desk.talks(), theirs);
}

#[test]
fn lists_that_both_sides_changed_are_put_together() {
    let desk = Desk::new();
    let base = desk.open();
    desk.write(&TALKS.replace("[\"war\"]", "[\"war\", \"land\"]"));
    let on = Value::Texts(vec!["war".to_owned(), "peace".to_owned()]);
    let change = Change::Set {
        table: "quote",
        id: "one".to_owned(),
        field: "on",
        value: Some(on),
    };
    desk.apply(&base, change).expect("saved");
    assert_eq!(
        desk.talks(),
        TALKS.replace("[\"war\"]", "[\"war\", \"land\", \"peace\"]")
    );
}

#[test]
fn silence_and_waivers_are_merged_too() {
    let desk = Desk::new();
    let base = desk.open();
    desk.write(&TALKS.replace("# The", "# the"));
    let silent = Change::Silent {
        article: "t".to_owned(),
        party: "p".to_owned(),
        issue: "war".to_owned(),
        yes: true,
    };
    desk.apply(&base, silent).expect("saved");
    let waive = Value::Table(vec![("W16".to_owned(), Value::Text("why".to_owned()))]);
    desk.apply(
        &base,
        Change::Set {
            table: "quote",
            id: "two".to_owned(),
            field: "waive",
            value: Some(waive),
        },
    )
    .expect("saved");
    let wanted = TALKS.replace("# The", "# the").replace(
        "\"t.txt\"\n",
        "\"t.txt\"\n\n[article.silent]\np = [\"war\"]\n",
    );
    assert_eq!(
        desk.talks(),
        format!("{wanted}waive  = {{ W16 = \"why\" }}\n")
    );
}

#[test]
fn what_is_no_toml_or_no_file_is_refused() {
    let desk = Desk::new();
    let base = desk.open();
    desk.write(&format!("{TALKS}[quote.three\n"));
    let told = desk
        .apply(&base, add("three"))
        .expect_err("refused")
        .to_string();
    assert!(
        told.starts_with(
            "E08: `t.toml` was changed on disk meanwhile, and line 13 of it is not TOML"
        ),
        "{told}"
    );
    fs::remove_file(desk.path().join("t.toml")).expect("removed");
    fs::create_dir(desk.path().join("t.toml")).expect("a folder");
    let told = desk
        .apply(&base, add("three"))
        .expect_err("refused")
        .to_string();
    assert!(told.ends_with("it is not a regular file"), "{told}");
}

#[test]
fn whoever_comes_second_with_an_old_base_loses_nobodys_work() {
    let desk = Desk::new();
    let base = desk.open();
    for n in 0..20 {
        desk.apply(&base, add(&format!("new-{n}"))).expect("saved");
    }
    let written = desk.open();
    assert_eq!((written.records.len(), written.faults.len()), (2 + 20, 0));
}

#[test]
fn an_id_that_somebody_else_took_meanwhile_gets_a_number() {
    let desk = Desk::new();
    let base = desk.open();
    // In the same file, and in one that was not there.
    desk.write(&format!(
        "{TALKS}\n[quote.new]\nsource = \"x\"\ntext   = \"all\"\n"
    ));
    desk.scratch
        .write("d/more.toml", b"[note.new-2]\nkind = 'gap'\nsays = 'x'\n");
    let saved = desk.apply(&base, add("new")).expect("saved");
    assert_eq!(saved.renamed, [("new".to_owned(), "new-3".to_owned())]);
    assert!(
        saved
            .remarks
            .iter()
            .any(|told| told == "`new` was taken meanwhile: this is `new-3`")
    );
    let now = desk.open();
    assert_eq!(now.faults, []);
    let ids: Vec<&str> = now
        .records
        .iter()
        .map(|record| record.id.as_str())
        .collect();
    assert_eq!(ids, ["new-2", "one", "two", "new-3", "new"]);
}

#[test]
fn what_is_made_with_a_new_source_names_it_by_the_id_it_got() {
    let desk = Desk::new();
    let base = desk.open();
    desk.scratch
        .write("d/people.toml", b"[source.lind]\nname = 'Another Lind'\n");
    let source = Change::Add {
        table: "source",
        id: "lind".to_owned(),
        fields: vec![("name", Value::Text("Anna Lind".to_owned()))],
        beside: Beside::Kind,
    };
    let Change::Add {
        table, id, beside, ..
    } = add("hers")
    else {
        return;
    };
    let fields = vec![
        ("source", Value::Text("lind".to_owned())),
        ("text", Value::Text("you all".to_owned())),
    ];
    let quote = Change::Add {
        table,
        id,
        fields,
        beside,
    };
    let edit = Edit {
        what: "both".to_owned(),
        changes: vec![source, quote],
    };
    apply(&desk.path(), &base, (&edit, &[]), &desk.state).expect("saved");
    let dossier = desk.all()["dossier.toml"].clone();
    assert!(
        dossier.contains("[source.lind-2]\nname = \"Anna Lind\""),
        "{dossier}"
    );
    assert!(
        desk.talks().contains("[quote.hers]\nsource = \"lind-2\""),
        "{}",
        desk.talks()
    );
}

#[test]
fn what_a_file_says_decides_and_not_when_it_was_written() {
    use std::time::{Duration, SystemTime};
    let path = |desk: &Desk| desk.path().join("t.toml");
    let set_time = |desk: &Desk, time: SystemTime| {
        let file = fs::File::options().write(true).open(path(desk));
        file.and_then(|file| file.set_modified(time))
            .expect("a time");
    };
    let year = |n: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(n * 31_557_600);
    for time in [year(0), year(130)] {
        let desk = Desk::new();
        let base = desk.open();
        set_time(&desk, time);
        let saved = desk.apply(&base, set("two", "cue", "says"));
        assert_eq!(saved.expect("saved").remarks, Vec::<String>::new());
    }
    // The same bytes in another file are no news.
    let desk = Desk::new();
    let base = desk.open();
    desk.scratch.write("d/again", TALKS.as_bytes());
    fs::rename(desk.path().join("again"), path(&desk)).expect("in its place");
    let saved = desk.apply(&base, set("two", "cue", "says"));
    assert_eq!(saved.expect("saved").remarks, Vec::<String>::new());
    // Other bytes are, of the same length and time.
    let desk = Desk::new();
    let base = desk.open();
    let then = fs::metadata(path(&desk)).and_then(|about| about.modified());
    desk.write(&TALKS.replace("Hello\" # said", "hello\" # said"));
    set_time(&desk, then.expect("a time"));
    assert_eq!(
        desk.asked(&base, set("one", "text", "Hello there")).len(),
        1
    );
}
