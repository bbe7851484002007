//! What reaches the disk, whoever else writes there: nobody's work is lost, and everything can be taken back.
use super::*;
use crate::store::{Beside, Choice, Conflict, Value, fixture::Scratch, open};
use std::collections::BTreeMap;

mod asked;
mod fifty;
mod merged;
mod remembered;

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
        let answers = all(asked, choice);
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
        undo(&self.path(), &[], &self.state)
    }

    /// What is asked where somebody changed since what is to be taken back.
    fn asked_back(&self) -> Vec<Conflict> {
        match self.undo() {
            Err(Refused::Conflict(conflicts)) => conflicts,
            other => panic!("not asked: {other:?}"),
        }
    }

    fn redo(&self) -> Result<Saved, Refused> {
        redo(&self.path(), &[], &self.state)
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

/// The same answer to everything that is asked.
fn all(asked: &[Conflict], choice: Choice) -> Vec<Answer> {
    let answer = |conflict: &Conflict| Answer {
        conflict: conflict.clone(),
        choice,
    };
    asked.iter().map(answer).collect()
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
