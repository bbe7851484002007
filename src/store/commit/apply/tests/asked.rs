//! Where both sides changed the same: what is asked, and what each answer comes to.
use super::*;

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
fn where_theirs_stays_nothing_is_accepted() {
    let desk = Desk::new();
    let base = desk.open();
    let theirs = TALKS.replace("\"Hello\"", "\"Hello there\"");
    desk.write(&theirs);
    let text = "version = 1\n".to_owned();
    let edit = Edit {
        what: "accepted".to_owned(),
        changes: vec![set("one", "text", "Hello, you"), Change::Lock { text }],
    };
    let accept = |answers: &[Answer]| apply(&desk.path(), &base, (&edit, answers), &desk.state);
    let Err(Refused::Conflict(asked)) = accept(&[]) else {
        panic!("not asked");
    };
    let lock = desk.path().join("dossier.lock");
    for choice in [Choice::Theirs, Choice::Both] {
        accept(&all(&asked, choice)).expect("settled");
        assert!(!lock.exists(), "{choice:?}");
        desk.write(&theirs);
    }
    accept(&all(&asked, Choice::Ours)).expect("saved");
    assert!(lock.exists());
}

#[test]
fn what_is_done_again_beside_theirs_accepts_nothing() {
    let desk = Desk::new();
    let base = desk.open();
    let text = "version = 1\n".to_owned();
    let edit = Edit {
        what: "accepted".to_owned(),
        changes: vec![set("one", "text", "Hello, you"), Change::Lock { text }],
    };
    apply(&desk.path(), &base, (&edit, &[]), &desk.state).expect("saved");
    desk.undo().expect("taken back");
    let lock = desk.path().join("dossier.lock");
    assert!(!lock.exists());
    desk.write(&TALKS.replace("\"Hello\"", "\"Hello there\""));
    let Err(Refused::Conflict(asked)) = desk.redo() else {
        panic!("not asked");
    };
    let theirs = all(&asked, Choice::Theirs);
    redo(&desk.path(), &theirs, &desk.state).expect("settled");
    assert!(!lock.exists());
}

#[test]
fn a_file_that_they_deleted_is_made_again_once_somebody_says_so() {
    let desk = Desk::new();
    let base = desk.open();
    fs::remove_file(desk.path().join("t.toml")).expect("removed");
    let asked = desk.asked(&base, set("two", "cue", "said"));
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].to_string(),
        "`t.toml` was deleted on disk meanwhile"
    );
    assert!(!asked[0].can_be_both());
    let stays = desk.answer(&base, set("two", "cue", "said"), &asked, Choice::Theirs);
    assert!(stays.expect("nothing to write").files.is_empty());
    assert!(!desk.path().join("t.toml").exists());
    let anew = desk.answer(&base, set("two", "cue", "said"), &asked, Choice::Ours);
    assert_eq!(anew.expect("saved").remarks, [""; 0]);
    assert_eq!(desk.talks(), format!("{TALKS}cue    = \"said\"\n"));
    // What made it again is taken back as a whole; what is gone already needs no taking back.
    desk.undo().expect("undone");
    assert!(!desk.path().join("t.toml").exists());
    desk.redo().expect("done again");
    fs::remove_file(desk.path().join("t.toml")).expect("removed");
    assert!(matches!(desk.undo(), Err(Refused::Nothing(_))));
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
        remarks[0].contains("`quote.two` had been deleted on disk: restored"),
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
fn what_somebody_changed_since_is_taken_back_as_somebody_chooses() {
    let before = TALKS.replace("said twice\n", "said twice\ncue    = \"said\"\n");
    let theirs = before.replace("\"said\"", "\"yelled\"");
    let beside = "on     = [\"war\"]\n\n[quote.one-2]\nsource = \"x\"\ntext   = \"Hello\" # said twice\n\
                  cue    = \"said\"\non     = [\"war\"]\n";
    for (choice, want) in [
        (Choice::Theirs, theirs.clone()),
        (Choice::Ours, before.clone()),
        (Choice::Both, theirs.replace("on     = [\"war\"]\n", beside)),
    ] {
        let desk = Desk::new();
        desk.write(&before);
        desk.now(set("one", "cue", "told"));
        let told = desk.talks();
        desk.write(&theirs);
        let asked = desk.asked_back();
        assert_eq!(desk.talks(), theirs, "nothing is taken back unasked");
        let [conflict] = asked.as_slice() else {
            panic!("{asked:?}")
        };
        let values = [&conflict.before, &conflict.theirs, &conflict.ours];
        let values = values.map(|value| value.as_deref().unwrap_or_default());
        assert_eq!(values, ["\"told\"", "\"yelled\"", "\"said\""]);
        let saved = undo(&desk.path(), &all(&asked, choice), &desk.state);
        assert!(saved.is_ok(), "{saved:?}");
        assert_eq!(desk.talks(), want, "{choice:?}");
        assert!(
            matches!(desk.undo(), Err(Refused::Nothing(_))),
            "it is taken back, whatever was chosen"
        );
        if choice == Choice::Ours {
            desk.redo().expect("done again");
            assert_eq!(desk.talks(), told);
        }
    }
}

#[test]
fn a_record_of_ours_that_somebody_changed_goes_only_when_somebody_says_so() {
    for choice in [Choice::Theirs, Choice::Ours] {
        let desk = Desk::new();
        desk.now(add("three"));
        let theirs = desk.talks() + "cue = \"theirs\"\n";
        desk.write(&theirs);
        let asked = desk.asked_back();
        assert_eq!(asked[0].ours, None, "it would go: {asked:?}");
        undo(&desk.path(), &all(&asked, choice), &desk.state).expect("taken back");
        let want = match choice {
            Choice::Ours => TALKS,
            _ => theirs.as_str(),
        };
        assert_eq!(desk.talks(), want, "{choice:?}");
    }
}

#[test]
fn what_somebody_changed_since_is_done_again_only_when_somebody_says_so() {
    let desk = Desk::new();
    desk.now(set("two", "text", "you all"));
    desk.undo().expect("taken back");
    let theirs = TALKS.replace("\"there\"", "\"there, you\"");
    desk.write(&theirs);
    let Err(Refused::Conflict(asked)) = desk.redo() else {
        panic!("not asked")
    };
    redo(&desk.path(), &all(&asked, Choice::Ours), &desk.state).expect("done again");
    assert_eq!(desk.talks(), TALKS.replace("\"there\"", "\"you all\""));
}

#[cfg(unix)]
#[test]
fn a_folder_that_they_deleted_is_made_again_with_its_file_once_somebody_says_so() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let folder = desk.path().join("articles");
    let note = b"[note.n]\nkind = \"gap\"\nsays = \"x\"\n";
    desk.scratch.write("d/articles/deep/n.toml", note);
    let base = desk.open();
    let change = || Change::Set {
        table: "note",
        id: "n".to_owned(),
        field: "says",
        value: Some(Value::Text("y".to_owned())),
    };
    fs::remove_dir_all(&folder).expect("removed");
    let asked = desk.asked(&base, change());
    let told = asked[0].to_string();
    assert_eq!(told, "`articles/deep/n.toml` was deleted on disk meanwhile");
    let stays = desk.answer(&base, change(), &asked, Choice::Theirs);
    assert!(stays.expect("nothing to write").files.is_empty() && !folder.exists());
    // What would lead out is not followed, nor is a way made there.
    let outside = desk.scratch.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    symlink("../outside", &folder).expect("a link");
    let refused = desk.answer(&base, change(), &asked, Choice::Ours);
    let told = refused.expect_err("refused").to_string();
    assert!(told.contains("a link leads out of the folder"), "{told}");
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 0);
    fs::remove_file(&folder).expect("removed");
    symlink("nowhere", &folder).expect("a link");
    let refused = desk.answer(&base, change(), &asked, Choice::Ours);
    let told = refused.expect_err("refused").to_string();
    assert!(told.contains("the link leads nowhere"), "{told}");
    fs::remove_file(&folder).expect("removed");

    let anew = desk.answer(&base, change(), &asked, Choice::Ours);
    assert_eq!(anew.expect("saved").remarks, [""; 0]);
    let written = desk.scratch.read("d/articles/deep/n.toml");
    assert_eq!(
        written,
        String::from_utf8_lossy(note).replace("\"x\"", "\"y\"")
    );
}

#[test]
fn a_folder_beside_the_dossier_is_made_again_too() {
    let desk = Desk::new();
    let people = "[source.y]\nname = \"Y\"\n";
    desk.scratch.write("common/people.toml", people.as_bytes());
    let using = DOSSIER.replace(
        "[dossier]\n",
        "[dossier]\nuse = [\"../common/people.toml\"]\n",
    );
    desk.scratch.write("d/dossier.toml", using.as_bytes());
    let base = desk.open();
    fs::remove_dir_all(desk.scratch.path().join("common")).expect("removed");
    let change = || Change::Set {
        table: "source",
        id: "y".to_owned(),
        field: "name",
        value: Some(Value::Text("Z".to_owned())),
    };
    let asked = desk.asked(&base, change());
    let anew = desk.answer(&base, change(), &asked, Choice::Ours);
    assert_eq!(anew.expect("saved").files.len(), 1);
    assert_eq!(
        desk.scratch.read("common/people.toml"),
        people.replace('Y', "Z")
    );
}
