//! What a save leaves behind, whatever happens to it.
use super::{create, make_folders, save, unmake_folders};
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
