//! What can be taken back, by whom, and how far.
use super::*;

/// Elsewhere nobody tells which runs go on: what an earlier one wrote stays.
#[cfg(unix)]
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
