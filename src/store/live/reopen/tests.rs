//! A dossier whose files break, go and come back while somebody looks at it.
use super::*;
use crate::{
    crew::Alone,
    store::{fixture::Scratch, open::open},
};

const GOOD: &[u8] =
    b"[article]\nfile='t.txt'\n[source.x]\nname='X'\n[quote.q]\nsource='x'\ntext='Hello'\n";

/// Nothing that is gone may go.
const KEEP: LetGo<'_> = LetGo::Own(&[]);

fn reopen(path: &Path, before: &Written, let_go: LetGo<'_>) -> Result<Reopened, Trouble> {
    super::reopen(path, before, let_go, &Alone)
}

fn dossier() -> (Scratch, Written) {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write("t.toml", GOOD);
    scratch.write("t.txt", b"Hello, all.");
    let written = open(scratch.path()).expect("a dossier");
    assert_eq!(written.faults, []);
    (scratch, written)
}

#[test]
fn what_is_as_it_was_reads_as_it_was() {
    let (scratch, before) = dossier();
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(
        (again.written, again.kept, again.unfinished),
        (before, vec![], false)
    );
}

#[test]
fn a_file_that_breaks_leaves_what_it_said_and_the_fault() {
    let (scratch, before) = dossier();
    scratch.write(
        "t.toml",
        b"[article]\nfile='t.txt'\n[source.x\nname='X'\n[quote.other]\nsource='x'\ntext='all'\n",
    );
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(again.kept, ["t.toml"]);
    assert_eq!(again.written.records, before.records);
    let [fault] = &again.written.faults[..] else {
        panic!("one fault: {:?}", again.written.faults);
    };
    assert!(
        fault.message.starts_with("`t.toml` is broken at line 3: "),
        "{}",
        fault.message
    );
    assert!(
        fault.message.ends_with("what it said before is shown"),
        "{}",
        fault.message
    );

    // Still broken: still what it said when it was whole. Whole again: what it says.
    let again = reopen(scratch.path(), &again.written, KEEP).expect("a dossier");
    assert_eq!(
        (again.written.records.len(), again.written.faults.len()),
        (1, 1)
    );
    scratch.write("t.toml", GOOD);
    let again = reopen(scratch.path(), &again.written, KEEP).expect("a dossier");
    assert_eq!(again.written, before);
}

#[test]
fn a_file_that_breaks_where_it_names_its_article_keeps_the_text_too() {
    let (scratch, before) = dossier();
    scratch.write("t.toml", b"[article]\nfile='t.t");
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(again.written.articles, before.articles);
    assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
}

#[test]
fn a_text_that_goes_leaves_what_was_read() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write("a/t.toml", GOOD);
    scratch.write("a/t.txt", b"Hello, all.");
    let before = open(scratch.path()).expect("a dossier");
    scratch.remove("a/t.txt");
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
    assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
    let told = "`a/t.txt` cannot be read: no such file or folder; its text is what was read before";
    assert_eq!(again.written.faults[0].message, told);
    fs::write(scratch.path().join("a/t.txt"), b"\xff\xfe").expect("a file");
    let again = reopen(scratch.path(), &again.written, KEEP).expect("a dossier");
    assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
    assert!(again.written.faults[0].message.contains("not UTF-8"));
}

#[test]
fn a_file_that_was_broken_from_the_start_keeps_nothing() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[dossier]\n[broken\n");
    let before = open(scratch.path()).expect("a dossier");
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!((again.kept, again.written), (vec![], before));
}

#[test]
fn half_of_a_file_looks_unfinished() {
    let (scratch, before) = dossier();
    scratch.write("t.toml", &GOOD[..24]);
    assert!(
        reopen(scratch.path(), &before, KEEP)
            .expect("a dossier")
            .unfinished
    );
    scratch.write("t.toml", b"");
    assert!(
        reopen(scratch.path(), &before, KEEP)
            .expect("a dossier")
            .unfinished
    );
    let (head, tail) = GOOD.split_at(GOOD.len() / 2);
    scratch.write("t.toml", &[head, b"z", tail].concat());
    let longer = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert!(!longer.unfinished, "what grew and ends as it did is whole");
}

#[test]
fn a_file_that_goes_leaves_what_it_said_unless_it_went_elsewhere_or_we_took_it_away() {
    let (scratch, before) = dossier();
    let (old, new) = (
        scratch.path().join("t.toml"),
        scratch.path().join("new.toml"),
    );
    let again =
        |own: &[PathBuf]| reopen(scratch.path(), &before, LetGo::Own(own)).expect("a dossier");
    fs::rename(&old, &new).expect("renamed");
    assert_eq!(again(&[]).kept, [""; 0]);
    fs::remove_file(&new).expect("removed");
    let kept = again(&[]);
    assert_eq!(
        (kept.kept, kept.written.records),
        (vec!["t.toml".to_owned()], before.records.clone())
    );
    let told: Vec<&str> = kept
        .written
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect();
    assert_eq!(
        told,
        ["`t.toml` is gone; what it said before is shown until `reload`"]
    );
    let own = fs::canonicalize(scratch.path())
        .expect("a folder")
        .join("t.toml");
    let without = again(&[own]);
    assert_eq!((without.kept.len(), without.written.records.len()), (0, 0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_takes_a_files_place_and_is_none_leaves_what_the_file_said() {
    use rustix::fs::{CWD, FileType, mknodat};
    let (scratch, before) = dossier();
    let file = scratch.path().join("t.toml");
    let pipe = || mknodat(CWD, &file, FileType::Fifo, 0o600.into(), 0).expect("a pipe");
    let link = || std::os::unix::fs::symlink("nowhere", &file).expect("a link");
    let folder = || fs::create_dir(&file).expect("a folder");
    let closed = || scratch.write("t.toml", b"\xff\xfe");
    let places: [(&str, &dyn Fn()); 4] = [
        ("pipe", &pipe),
        ("link", &link),
        ("bytes", &closed),
        ("folder", &folder),
    ];
    for (what, put) in places {
        fs::remove_file(&file).expect("removed");
        put();
        let again = reopen(scratch.path(), &before, KEEP).expect("a folder");
        assert_eq!(again.kept, ["t.toml"], "{what}");
        assert_eq!(again.written.records, before.records, "{what}");
    }
}

#[test]
fn a_dossier_that_is_gone_is_trouble() {
    let (scratch, before) = dossier();
    let path = scratch.path().to_owned();
    drop(scratch);
    assert!(reopen(&path, &before, KEEP).is_err());
}

/// A dossier in `d` that uses `common/people.toml`, which stands beside it.
fn with_people() -> (Scratch, Written) {
    let scratch = Scratch::new();
    scratch.write("common/people.toml", b"[source.x]\nname='X'\n");
    scratch.write(
        "d/dossier.toml",
        b"[dossier]\nuse=['../common/people.toml']\n",
    );
    let before = open(&scratch.path().join("d")).expect("a dossier");
    assert_eq!(
        (before.codebook.sources.len(), &*before.faults),
        (1, &[][..])
    );
    (scratch, before)
}

fn told(written: &Written) -> Vec<&str> {
    let faults = written.faults.iter();
    faults.map(|fault| fault.message.as_str()).collect()
}

#[test]
fn a_file_that_is_not_used_any_more_is_not_lost() {
    let (scratch, before) = with_people();
    scratch.write("d/dossier.toml", b"[dossier]\n");
    let again = reopen(&scratch.path().join("d"), &before, KEEP).expect("a dossier");
    assert_eq!((again.kept, told(&again.written)), (vec![], vec![]));
    assert_eq!(again.written.codebook.sources.len(), 0);
    // Nor where the article alone was opened, and the file stands beside it.
    let scratch = Scratch::new();
    let path = scratch.path().join("t.toml");
    scratch.write("people.toml", b"[source.x]\nname='X'\n");
    scratch.write("t.toml", b"[dossier]\nuse=['people.toml']\n");
    let before = open(&path).expect("a dossier");
    assert_eq!(before.codebook.sources.len(), 1);
    scratch.write("t.toml", b"[dossier]\n");
    let again = reopen(&path, &before, KEEP).expect("a dossier");
    assert_eq!((again.kept, told(&again.written)), (vec![], vec![]));
}

#[test]
fn what_a_broken_file_uses_is_what_that_says_now_or_said_before() {
    let (scratch, before) = with_people();
    let again = || reopen(&scratch.path().join("d"), &before, KEEP).expect("a dossier");
    scratch.write(
        "d/dossier.toml",
        b"[dossier\nuse=['../common/people.toml']\n",
    );
    let two = b"[source.x]\nname='X'\n[source.y]\nname='Y'\n";
    scratch.write("common/people.toml", two);
    let now = again();
    assert_eq!(now.kept, ["dossier.toml"]);
    assert_eq!(now.written.codebook.sources.len(), 2);
    assert_eq!(now.written.faults.len(), 1, "{:?}", now.written.faults);
    scratch.remove("common/people.toml");
    let now = again();
    assert_eq!(now.kept, ["dossier.toml", "../common/people.toml"]);
    assert_eq!(now.written.codebook.sources.len(), 1);
    let gone = "`../common/people.toml` is gone; what it said before is shown until `reload`";
    assert_eq!(told(&now.written)[1..], [gone]);
}

#[test]
fn of_many_files_that_go_only_those_are_lost_whose_tables_are_nowhere() {
    let scratch = Scratch::new();
    let party = |id: &str| format!("[party.{id}]\nname='{id}'\n");
    scratch.write("dossier.toml", b"[dossier]\n");
    for id in ["a", "b", "c"] {
        scratch.write(&format!("{id}.toml"), party(id).as_bytes());
    }
    scratch.write("none.toml", b"[dossier]\n# of no table\n");
    let before = open(scratch.path()).expect("a dossier");
    for id in ["a", "b", "c", "none"] {
        scratch.remove(&format!("{id}.toml"));
    }
    scratch.write(
        "dossier.toml",
        format!("[dossier]\n{}", party("a")).as_bytes(),
    );
    scratch.write("new.toml", party("b").as_bytes());
    scratch.write("same.toml", b"[dossier]\n# of no table\n");
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(again.kept, ["c.toml"]);
    assert_eq!(again.written.codebook.parties.len(), 3);
}

#[test]
fn a_file_that_stays_unreadable_says_what_it_said_at_every_reload() {
    let scratch = Scratch::new();
    let blank_first = b"\n[note.n]\nkind='gap'\nsays='x'\n";
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write("t.toml", blank_first);
    let before = open(scratch.path()).expect("a dossier");
    scratch.write("t.toml", b"\xff\xfe");
    let mut last = before.clone();
    for _ in 0..3 {
        let again = reopen(scratch.path(), &last, KEEP).expect("a dossier");
        assert_eq!(again.kept, ["t.toml"]);
        assert_eq!(again.written.records, before.records);
        assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
        last = again.written;
    }
    scratch.write("t.toml", blank_first);
    let again = reopen(scratch.path(), &last, KEEP).expect("a dossier");
    assert_eq!(again.written, before);
}

#[test]
fn a_finding_names_its_own_file_whatever_went_before_it() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write("a.toml", b"[party.a]\nname='A'\n");
    scratch.write("b.toml", b"[party.b]\nname='B'\n");
    scratch.write(
        "t.toml",
        b"# A line that goes.\n[article]\nfile='t.txt'\n[party.t]\nname='T'\n",
    );
    scratch.write("t.txt", b"Hello.");
    let before = open(scratch.path()).expect("a dossier");
    scratch.remove("a.toml");
    scratch.remove("t.txt");
    scratch.write("b.toml", b"[party.b]\nname='B\n");
    scratch.write("t.toml", b"[article]\nfile='t.txt'\n[party.t\nname='T'\n");
    let again = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    let files = &again.written.files;
    let places: Vec<(&str, &str)> = (again.written.faults.iter())
        .filter_map(|fault| fault.place)
        .map(|place| (files.get(place.file), place.span))
        .map(|(file, span)| (&*file.path, span.of(&file.text)))
        .collect();
    let shown = [
        ("b.toml", "name='B'"),
        ("t.toml", "file='t.txt'"),
        ("t.toml", "t.txt"),
    ];
    assert_eq!(places.len(), 3, "{:?}", again.written.faults);
    for (place, shown) in places.iter().zip(shown) {
        assert!(
            place.0 == shown.0 && place.1.contains(shown.1),
            "{places:?}"
        );
    }
}

#[test]
fn what_is_gone_goes_once_somebody_says_so_and_what_is_broken_stays() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"[dossier]\n");
    scratch.write("gone.toml", b"[party.a]\nname='A'\n");
    scratch.write("broken.toml", b"[party.b]\nname='B'\n");
    scratch.write("t.toml", GOOD);
    scratch.write("t.txt", b"Hello, all.");
    let before = open(scratch.path()).expect("a dossier");
    for file in ["gone.toml", "t.txt"] {
        scratch.remove(file);
    }
    scratch.write("broken.toml", b"[party.b\n");
    let kept = reopen(scratch.path(), &before, KEEP).expect("a dossier");
    assert_eq!(kept.kept, ["broken.toml", "gone.toml", "t.txt"]);
    let again = reopen(scratch.path(), &kept.written, LetGo::All).expect("a dossier");
    assert_eq!(again.kept, ["broken.toml"]);
    let parties = again.written.codebook.parties.iter();
    assert_eq!(parties.map(|party| &*party.id).collect::<Vec<_>>(), ["b"]);
    let text = &again.written.articles[0];
    assert!(!text.readable && text.text.is_empty());
    // From then on it is not missed.
    let later = reopen(scratch.path(), &again.written, KEEP).expect("a dossier");
    assert_eq!(later, again);
}

#[test]
fn a_file_that_another_uses_and_that_is_gone_goes_too() {
    let (scratch, before) = with_people();
    let path = scratch.path().join("d");
    scratch.remove("common/people.toml");
    let kept = reopen(&path, &before, KEEP).expect("a dossier");
    assert_eq!(kept.written.codebook.sources.len(), 1);
    let gone = "`../common/people.toml` is gone; what it said before is shown until `reload`";
    assert_eq!(told(&kept.written), [gone]);
    let again = reopen(&path, &kept.written, LetGo::All).expect("a dossier");
    assert_eq!(
        (again.kept, again.written.codebook.sources.len()),
        (vec![], 0)
    );
    let told = told(&again.written);
    assert!(
        told[0].starts_with("`../common/people.toml` cannot be read"),
        "{told:?}"
    );
}
