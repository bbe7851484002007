//! What reaches the disk, whoever else writes there: nobody's work is lost, and everything can be taken back.
use super::*;
use crate::store::{Beside, Choice, Conflict, Value, fixture::Scratch, open};
use std::collections::BTreeMap;

/// A dossier on the disk, and where its history is kept.
struct Desk {
    scratch: Scratch,
    state: StateFolder,
}

const DOSSIER: &str =
    "[dossier]\ntitle = \"T\"\n\n[source.x]\nname = \"X\"\n\n[issue.war]\nname = \"War\"\n";
const TALKS: &str = "# The article\n[article]\nfile = \"t.txt\"\n\n[quote.one]\nsource = \"x\"\ntext   = \"Hello\" # said twice\non     = [\"war\"]\n\n[quote.two]\nsource = \"x\"\ntext   = \"there\"\n";

impl Desk {
    fn new() -> Self {
        let scratch = Scratch::new();
        scratch.write("d/dossier.toml", DOSSIER.as_bytes());
        scratch.write("d/t.toml", TALKS.as_bytes());
        scratch.write("d/t.txt", b"Hello there, you all.");
        let state = StateFolder::at(scratch.path().join("state"));
        Self { scratch, state }
    }

    fn path(&self) -> PathBuf {
        self.scratch.path().join("d")
    }

    fn open(&self) -> Written {
        open(&self.path()).expect("a dossier")
    }

    fn apply(&self, base: &Written, change: Change) -> Result<Saved, Refused> {
        let edit = Edit {
            what: "a change".to_owned(),
            changes: vec![change],
        };
        apply(&self.path(), base, (&edit, &[]), &self.state)
    }

    /// What is asked about a change that somebody else's stands in the way of.
    fn asked(&self, base: &Written, change: Change) -> Vec<Conflict> {
        match self.apply(base, change) {
            Err(Refused::Conflict(conflicts)) => conflicts,
            other => panic!("not asked: {other:?}"),
        }
    }

    fn answer(
        &self,
        base: &Written,
        change: Change,
        asked: &[Conflict],
        choice: Choice,
    ) -> Result<Saved, Refused> {
        let answer = |conflict: &Conflict| Answer {
            conflict: conflict.clone(),
            choice,
        };
        let answers: Vec<Answer> = asked.iter().map(answer).collect();
        let edit = Edit {
            what: "a change".to_owned(),
            changes: vec![change],
        };
        apply(&self.path(), base, (&edit, &answers), &self.state)
    }

    fn now(&self, change: Change) -> Saved {
        self.apply(&self.open(), change).expect("saved")
    }

    fn undo(&self) -> Result<Saved, Refused> {
        undo(&self.path(), &self.state)
    }

    fn redo(&self) -> Result<Saved, Refused> {
        redo(&self.path(), &self.state)
    }

    fn talks(&self) -> String {
        fs::read_to_string(self.path().join("t.toml")).expect("a file")
    }

    fn write(&self, text: &str) {
        self.scratch.write("d/t.toml", text.as_bytes());
    }

    /// Every file of the dossier's folder.
    fn all(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.path()).expect("a folder").flatten();
        let read = |entry: fs::DirEntry| {
            let text = fs::read_to_string(entry.path()).expect("a text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        };
        entries.map(read).collect()
    }
}

fn set(id: &str, field: &'static str, value: &str) -> Change {
    Change::Set {
        table: "quote",
        id: id.to_owned(),
        field,
        value: Some(Value::Text(value.to_owned())),
    }
}

fn add(id: &str) -> Change {
    let fields = vec![
        ("source", Value::Text("x".to_owned())),
        ("text", Value::Text("you all".to_owned())),
    ];
    Change::Add {
        table: "quote",
        id: id.to_owned(),
        fields,
        beside: Beside::Article("t".to_owned()),
    }
}

fn delete(id: &str) -> Change {
    Change::Delete {
        table: "quote",
        id: id.to_owned(),
    }
}

#[test]
fn an_edit_is_saved_taken_back_and_done_again_to_the_byte() {
    let desk = Desk::new();
    let before = desk.all();
    let mut seen = vec![before.clone()];
    let rename = Change::Rename {
        table: "source",
        id: "x".to_owned(),
        to: "y".to_owned(),
    };
    let silent = Change::Silent {
        article: "t".to_owned(),
        party: "p".to_owned(),
        issue: "war".to_owned(),
        yes: true,
    };
    let note = Change::Add {
        table: "note",
        id: "n".to_owned(),
        fields: vec![("kind", Value::Text("gap".to_owned()))],
        beside: Beside::Kind,
    };
    for change in [
        add("three"),
        set("one", "cue", "said"),
        delete("two"),
        rename,
        silent,
        note,
    ] {
        assert_eq!(desk.now(change).remarks, Vec::<String>::new());
        seen.push(desk.all());
    }
    assert_eq!(desk.all().len(), before.len() + 1, "nothing is left lying");
    for state in seen.iter().rev().skip(1) {
        desk.undo().expect("undone");
        assert_eq!(&desk.all(), state);
    }
    let told = desk.undo().expect_err("nothing more").to_string();
    assert!(told.ends_with("there is nothing to take back"), "{told}");
    for state in seen.iter().skip(1) {
        desk.redo().expect("redone");
        assert_eq!(&desk.all(), state);
    }
    assert!(desk.redo().is_err());
    desk.undo().expect("undone");
    desk.now(set("one", "cue", "wrote"));
    assert!(
        desk.redo().is_err(),
        "what was done since would be in its way"
    );
}

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
fn only_the_same_field_changed_on_both_sides_asks() {
    let desk = Desk::new();
    let base = desk.open();
    let theirs = TALKS.replace("\"Hello\"", "\"Hello there\"");
    desk.write(&theirs);
    let Err(Refused::Conflict(conflicts)) =
        desk.apply(&base, set("one", "text", "Hello there, you"))
    else {
        panic!("a conflict");
    };
    let said = |text: &str| Some(format!("{text:?}"));
    let [one] = conflicts.as_slice() else {
        panic!("one conflict")
    };
    assert_eq!(
        (one.record.as_str(), one.field.as_str()),
        ("quote.one", "text")
    );
    assert_eq!(
        (&one.before, &one.ours, &one.theirs),
        (
            &said("Hello"),
            &said("Hello there, you"),
            &said("Hello there")
        )
    );
    assert_eq!(desk.talks(), theirs);
    // The same value on both sides is no conflict, and nothing to write.
    let saved = desk
        .apply(&base, set("one", "text", "Hello there"))
        .expect("nothing to do");
    assert_eq!(saved.files, Vec::<PathBuf>::new());
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
fn a_record_that_they_deleted_and_we_edited_comes_back_once_somebody_says_so() {
    let desk = Desk::new();
    let base = desk.open();
    let two = "\n[quote.two]\nsource = \"x\"\ntext   = \"there\"\n";
    desk.write(&TALKS.replace(two, ""));
    let asked = desk.asked(&base, set("two", "cue", "said"));
    assert_eq!(
        asked[0].to_string(),
        "`quote.two` was deleted on disk meanwhile"
    );
    let stays = desk.answer(&base, set("two", "cue", "said"), &asked, Choice::Theirs);
    assert!(stays.expect("nothing to write").files.is_empty());
    let saved = desk.answer(&base, set("two", "cue", "said"), &asked, Choice::Ours);
    let remarks = saved.expect("saved").remarks;
    assert!(
        remarks[1].contains("`quote.two` had been deleted on disk: restored"),
        "{remarks:?}"
    );
    assert_eq!(desk.talks(), format!("{TALKS}cue    = \"said\"\n"));
    // The other way round, their words are not thrown away.
    let base = desk.open();
    desk.write(&desk.talks().replace("\"there\"", "\"there, you\""));
    let told = desk
        .apply(&base, delete("two"))
        .expect_err("refused")
        .to_string();
    assert_eq!(
        told,
        "`quote.two` was changed on disk meanwhile, so it is not deleted"
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
fn what_is_no_toml_or_gone_is_refused() {
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
    let told = desk
        .apply(&base, add("three"))
        .expect_err("refused")
        .to_string();
    assert!(
        told.contains("it was deleted meanwhile, and is not made again unasked"),
        "{told}"
    );
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
fn a_run_takes_back_its_own_writes_and_those_of_runs_that_are_no_more() {
    let desk = Desk::new();
    desk.now(add("three"));
    let folder = desk.state.path("history").expect("a folder");
    let history = fs::read_dir(folder)
        .expect("kept")
        .flatten()
        .next()
        .expect("a dossier")
        .path();
    let entry = fs::read_dir(&history)
        .expect("kept")
        .flatten()
        .next()
        .expect("an entry")
        .path();
    let text = fs::read_to_string(&entry).expect("a text");
    let run = |number: u32| {
        let own = format!("\"run\":{}", std::process::id());
        let text = text.replace(&own, &format!("\"run\":{number}"));
        fs::write(&entry, text).expect("written");
    };
    run(1); // whoever that is, it goes on
    assert!(desk.undo().is_err());
    run(2_147_483_646);
    desk.undo().expect("undone");
    assert_eq!(desk.talks(), TALKS);
}

#[test]
fn fifty_writes_are_remembered() {
    let desk = Desk::new();
    for n in 0..55 {
        desk.now(set("one", "cue", &format!("said {n}")));
    }
    let undone = (0..60).take_while(|_| desk.undo().is_ok()).count();
    assert_eq!(undone, 50);
    assert!(desk.talks().contains("\"said 4\""));
}

#[test]
fn without_a_state_folder_only_what_deletes_nothing_is_done() {
    let mut desk = Desk::new();
    desk.scratch.write("state", b"in the way");
    let saved = desk.now(add("three"));
    assert!(
        saved.remarks[0].starts_with("this cannot be taken back: "),
        "{:?}",
        saved.remarks
    );
    assert!(
        desk.apply(&desk.open(), delete("three")).is_err(),
        "what goes must be kept somewhere"
    );
    desk.state = StateFolder::default();
    desk.now(delete("three")); // asked for no memory at all
}

#[cfg(unix)]
#[test]
fn links_and_modes_stay_and_lead_nowhere_outside() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let desk = Desk::new();
    let (real, link) = (desk.path().join("real.toml"), desk.path().join("t.toml"));
    fs::rename(&link, &real).expect("moved");
    fs::remove_file(desk.path().join("t.toml")).ok();
    fs::rename(&real, desk.path().join("t.data")).expect("moved");
    symlink("t.data", &link).expect("a link");
    fs::set_permissions(
        desk.path().join("t.data"),
        fs::Permissions::from_mode(0o640),
    )
    .expect("a mode");
    fs::hard_link(desk.path().join("t.data"), desk.path().join("second")).expect("a link");
    let saved = desk.now(add("three"));
    assert_eq!(
        saved.remarks,
        ["the file had a second name (a hard link), which still leads to the old one"]
    );
    let about = fs::metadata(desk.path().join("t.data")).expect("a file");
    assert_eq!(
        (about.mode() & 0o777, desk.talks().contains("quote.three")),
        (0o640, true)
    );
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    let outside = desk.scratch.path().join("outside.toml");
    fs::rename(desk.path().join("t.data"), &outside).expect("moved");
    let base = desk.open();
    assert_eq!(
        base.records.len(),
        0,
        "the link leads nowhere, and is not read"
    );
    fs::remove_file(&link).expect("removed");
    symlink(&outside, &link).expect("a link");
    let there = fs::read_to_string(&outside).expect("a file");
    let mut base = base;
    base.files = crate::diag::Files::default();
    base.files.add("t.toml".to_owned(), there.clone());
    let told = desk
        .apply(&base, delete("three"))
        .expect_err("refused")
        .to_string();
    assert!(
        told.contains("a link leads out of the folder of the dossier"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(&outside).expect("a file"), there);
}

/// How many lines of `old` are not in `new`.
fn gone(old: &str, new: &str) -> usize {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for line in new.lines() {
        *left.entry(line).or_default() += 1;
    }
    let mut missing = 0;
    for line in old.lines() {
        match left.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing += 1,
        }
    }
    missing
}

/// The ids of one kind of record.
fn ids(written: &Written, table: &str) -> Vec<String> {
    let records = written
        .records
        .iter()
        .filter(|record| record.table() == table);
    records.map(|record| record.id.clone()).collect()
}

/// Fifty mixed edits of the example, and how many of them list a silence.
fn fifty(before: &Written) -> (Vec<Change>, usize) {
    let (quotes, notes) = (ids(before, "quote"), ids(before, "note"));
    let text = |text: &str| Value::Text(text.to_owned());
    let mut changes = Vec::new();
    for (n, quote) in quotes.iter().take(10).enumerate() {
        let fields = vec![
            ("source", text("unnamed")),
            ("text", text("said")),
            ("on", Value::Texts(vec!["text".to_owned()])),
        ];
        let beside = Beside::After(quote.clone());
        changes.push(Change::Add {
            table: "quote",
            id: format!("new-{n}"),
            fields,
            beside,
        });
        changes.push(set(quote, "by", "me"));
        changes.push(set(quote, "text", &format!("other words {n}")));
    }
    for note in notes.iter().take(10) {
        let (id, value) = (note.clone(), Some(text("Said otherwise.")));
        changes.push(Change::Set {
            table: "note",
            id,
            field: "says",
            value,
        });
    }
    changes.extend((0..5).map(|n| delete(&format!("new-{n}"))));
    let party = before.codebook.parties[0].id.clone();
    let article = before.articles[0].id.clone();
    let fresh = before.codebook.issues.iter().filter(|issue| {
        !before.articles[0].silent.iter().any(|silence| {
            silence.party.id == party && silence.issues.iter().any(|known| known.id == issue.id)
        })
    });
    let fresh: Vec<String> = fresh.map(|issue| issue.id.clone()).take(3).collect();
    for issue in &fresh {
        let (article, party, issue) = (article.clone(), party.clone(), issue.clone());
        changes.push(Change::Silent {
            article,
            party,
            issue,
            yes: true,
        });
    }
    changes.push(Change::Rename {
        table: "issue",
        id: "text".to_owned(),
        to: "draft".to_owned(),
    });
    (changes, fresh.len())
}

#[test]
fn fifty_mixed_edits_touch_the_lines_a_person_would_have_touched() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path()).expect("removed");
    crate::store::write_example(&desk.path()).expect("written");
    let before = desk.open();
    let quotes = ids(&before, "quote");
    let (changes, silences) = fifty(&before);
    let edits = changes.len();
    for change in changes {
        desk.now(change);
    }
    let after = desk.open();
    let (mut removed, mut added) = (0, 0);
    for (id, file) in before.files.iter() {
        let now = &after.files.get(id).text;
        removed += gone(&file.text, now);
        added += gone(now, &file.text);
    }
    let names = |line: &&str| line.contains("\"text\"") || line.contains("[issue.text]");
    let renamed: usize = before
        .files
        .iter()
        .map(|(_, file)| file.text.lines().filter(names).count())
        .sum();
    let party = &before.codebook.parties[0].id;
    // A listed silence is one line, whichever of its issues is renamed.
    let listed = before
        .files
        .iter()
        .flat_map(|(_, file)| file.text.lines())
        .any(|line| line.starts_with(party.as_str()) && names(&line));
    let silent = usize::from(silences > 0 && !listed);
    let set = 10 + ids(&before, "note").len().min(10);
    // A quotation written as a list over several lines gives way to one line.
    let lines = |record: &crate::model::Record| {
        let place = record.at("text");
        place
            .span
            .of(&before.files.get(place.file).text)
            .matches('\n')
            .count()
    };
    let rewritten = before
        .records
        .iter()
        .filter(|record| quotes[..10].contains(&record.id));
    let further: usize = rewritten.map(lines).sum();
    assert!(edits >= 45, "{edits}");
    assert_eq!(
        (removed, added),
        (
            set + renamed + silent + further,
            set + renamed + silent + 10 + 5 * 5
        )
    );
    for _ in 0..edits {
        desk.undo().expect("undone");
    }
    assert_eq!(desk.open().files, before.files);
}

#[test]
fn a_field_changed_on_both_sides_becomes_what_somebody_chooses() {
    let theirs = TALKS.replace("said twice\n", "said twice\ncue    = \"says\"\n");
    for (choice, want) in [
        (Choice::Theirs, theirs.clone()),
        (Choice::Ours, theirs.replace("\"says\"", "\"told\"")),
        (
            Choice::Both,
            theirs.replace(
                "on     = [\"war\"]\n",
                "on     = [\"war\"]\n\n[quote.one-2]\nsource = \"x\"\ntext   = \"Hello\" # said twice\n\
                 cue    = \"told\"\non     = [\"war\"]\n",
            ),
        ),
    ] {
        let desk = Desk::new();
        let base = desk.open();
        desk.write(&theirs);
        let change = set("one", "cue", "told");
        let asked = desk.asked(&base, change.clone());
        assert_eq!(desk.talks(), theirs);
        let saved = desk.answer(&base, change, &asked, choice);
        assert!(saved.is_ok(), "{saved:?}");
        assert_eq!(desk.talks(), want, "{choice:?}");
        if choice != Choice::Theirs {
            desk.undo().expect("taken back");
            assert_eq!(desk.talks(), theirs, "{choice:?}");
        }
    }
}

#[test]
fn an_answer_is_good_for_what_was_asked_and_nothing_later() {
    let desk = Desk::new();
    let base = desk.open();
    desk.write(&TALKS.replace("\"Hello\"", "\"there\""));
    let change = set("one", "text", "you");
    let asked = desk.asked(&base, change.clone());
    let later = TALKS.replace("\"Hello\"", "\"all\"");
    desk.write(&later);
    let refused = desk.answer(&base, change, &asked, Choice::Ours);
    assert!(matches!(refused, Err(Refused::Conflict(_))), "{refused:?}");
    assert_eq!(desk.talks(), later);
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
fn the_lock_follows_a_renamed_id_and_comes_back_with_it() {
    let desk = Desk::new();
    let lock = "# Generated\nversion = 1\n\n[anchor.one]\narticle = \"t\"\n\n[anchor.two]\narticle = \"t\"\n";
    desk.scratch.write("d/dossier.lock", lock.as_bytes());
    let before = desk.all();
    let rename = Change::Rename {
        table: "quote",
        id: "one".to_owned(),
        to: "zero".to_owned(),
    };
    desk.now(rename);
    let want = "# Generated\nversion = 1\n\n[anchor.two]\narticle = \"t\"\n\n[anchor.zero]\narticle = \"t\"\n";
    assert_eq!(desk.all()["dossier.lock"], want);
    desk.undo().expect("taken back");
    assert_eq!(desk.all(), before);
}
