//! What a save leaves behind, whatever happens to it.
use super::{create, make_folders, save, save_made_of, unmake_folders};
use crate::store::fixture::Scratch;
use std::fs;

fn names(scratch: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(scratch.path()).expect("a folder");
    let mut names: Vec<String> = entries
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_written_and_replaced_without_litter() {
    let scratch = Scratch::new();
    let path = scratch.path().join("note.md");
    save(&path, b"old").expect("saved");
    save(&path, b"new").expect("saved");
    assert_eq!(fs::read(&path).expect("a file"), b"new");
    assert_eq!(names(&scratch), ["note.md"]);
}

#[test]
fn nothing_that_is_there_is_created_again() {
    let scratch = Scratch::new();
    scratch.write("a", b"old");
    assert!(create(&scratch.path().join("a"), b"new").is_err());
    assert_eq!(
        (
            fs::read(scratch.path().join("a")).expect("a file"),
            names(&scratch)
        ),
        (b"old".to_vec(), vec!["a".into()])
    );
}

#[test]
fn a_folder_is_not_replaced() {
    let scratch = Scratch::new();
    let trouble = save(scratch.path(), b"x").expect_err("a folder");
    assert_eq!(trouble.reason, "it is not a regular file");
    let trouble = save(&scratch.path().join("no/such/file"), b"x").expect_err("no folder");
    assert_eq!(trouble.reason, "no such file or folder");
}

#[test]
fn nothing_made_of_a_dossier_takes_the_place_of_a_file_of_it() {
    let scratch = Scratch::new();
    scratch.write("dossier.toml", b"");
    scratch.write("dossier.lock", b"");
    scratch.write("a/t.txt", b"Hello.");
    scratch.write("a/t.toml", b"[article]\nfile = 't.txt'\n");
    scratch.write("note.md", b"old");
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no links to add"))]
    let mut files = vec![
        ("dossier.toml", Err(())),
        ("dossier.lock", Err(())),
        ("a/t.txt", Err(())),
        ("a/../a/t.toml", Err(())),
        ("note.md", Ok(true)),
        ("new.md", Ok(true)),
    ];
    #[cfg(unix)]
    {
        let link = scratch.path().join("link.md");
        std::os::unix::fs::symlink("a/t.txt", link).expect("a link");
        files.push(("link.md", Err(())));
    }
    for named in ["", "a/t.toml", "a/t.txt"] {
        let path = scratch.path().join(named);
        let written = crate::store::open(&path).expect("a dossier");
        for (file, done) in &files {
            let file = scratch.path().join(file);
            let saved = save_made_of((&path, &written), &file, b"new", true);
            assert_eq!(saved.map_err(|_| ()), *done, "{file:?}");
        }
        let there = save_made_of(
            (&path, &written),
            &scratch.path().join("note.md"),
            b"",
            false,
        );
        assert_eq!(there.map_err(|_| ()), Ok(false));
    }
    assert_eq!(scratch.read("a/t.txt"), "Hello.");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_are_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let scratch = Scratch::new();
    scratch.write("real", b"old");
    let (real, link) = (scratch.path().join("real"), scratch.path().join("link"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("real", &link).expect("a link");
    save(&link, b"new").expect("saved");
    let about = fs::symlink_metadata(&real).expect("a file");
    assert_eq!(
        (
            about.permissions().mode() & 0o777,
            fs::read(&real).expect("a file")
        ),
        (0o640, b"new".to_vec())
    );
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
}

#[test]
fn folders_are_made_as_far_as_they_are_not_there_and_taken_away_where_nothing_came_of_it() {
    let scratch = Scratch::new();
    scratch.write("a/old", b"");
    let (a, deep) = (scratch.path().join("a"), scratch.path().join("a/b/c"));
    let mut made = Vec::new();
    make_folders(&deep, &mut made).expect("made");
    make_folders(&deep, &mut made).expect("there");
    assert_eq!(made, [a.join("b"), deep.clone()]);
    scratch.write("a/b/theirs", b"");
    unmake_folders(&made);
    assert!(!deep.exists() && a.join("b/theirs").exists());
    assert!(make_folders(&a.join("old/x"), &mut Vec::new()).is_err());
}
