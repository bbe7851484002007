//! Files of every version of the format there has been, and of one that there is not yet.
use crate::pty::Session;
use onrecord::store::state_name;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Copies what stands in `from`, folders and all.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a file");
        }
    }
}

/// A fresh copy of the dossier of `version`, and of what the program remembered of it: its folder, the state folder.
fn dossier(version: &str, name: &str) -> (PathBuf, PathBuf) {
    let top = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compat-{name}-{version}"));
    let _ = fs::remove_dir_all(&top);
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/compat")
        .join(version);
    let (folder, state) = (top.join("dossier"), top.join("state"));
    copy(&from, &folder);
    fs::rename(folder.join("state"), top.join("remembered")).expect("it is there");
    let own = state_name(&folder).expect("a folder");
    for (file, place) in [
        ("place.json", format!("places/{own}.json")),
        ("draft.json", format!("drafts/{own}/form-1.json")),
        ("history.json", format!("history/{own}/00000001.done.json")),
    ] {
        let place = state.join("onrecord").join(place);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::copy(top.join("remembered").join(file), place).expect("a file");
    }
    (folder, state)
}

fn answer(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .args(arguments)
        .arg(folder)
        .output()
        .expect("it runs")
}

fn open(folder: &Path, state: &Path) -> Session {
    let (folder, state) = (
        folder.to_str().expect("a path"),
        state.to_str().expect("a path"),
    );
    let state = [("XDG_STATE_HOME", state)];
    let session = Session::script("exec \"$ONRECORD\" \"$@\"", &[folder], &state);
    session.open();
    session
}

#[test]
fn whatever_a_version_wrote_is_read_and_taken_up_again() {
    let versions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compat");
    for version in fs::read_dir(versions).expect("a folder").flatten() {
        let version = version.file_name().into_string().expect("a number");
        let (folder, state) = dossier(&version, "read");
        let check = String::from_utf8(answer(&["check"], &folder).stdout).expect("text");
        assert!(!check.contains("error["), "{check}");
        let drift = answer(&["drift"], &folder);
        assert!(
            drift.status.success(),
            "the lock is read, and everything held"
        );

        let mut session = open(&folder, &state);
        let text = session.text();
        assert!(
            text.contains("1 draft of an earlier sitting kept"),
            "{text}"
        );
        assert!(text.contains("From none to one"), "the place: {text}");
        let file = folder.join("articles/bridge.toml");
        let before = fs::read_to_string(&file).expect("a file");
        session.press("u");
        session.until("the undo", |screen| {
            screen
                .contents()
                .contains("taken back: tags of lind-year changed")
        });
        let after = fs::read_to_string(&file).expect("a file");
        assert_eq!(after, before.replace("tags       = [\"bridge\"]\n", ""));
        session.press("rr");
        session.until("the draft", |screen| {
            screen.contents().contains("new issue: x")
        });
    }
}

#[test]
fn a_later_version_is_read_and_never_written() {
    let (folder, state) = dossier("1", "later");
    let file = folder.join("dossier.toml");
    let text = fs::read_to_string(&file).expect("a file");
    let later = text.replace("version  = 1", "version  = 2\nmood     = 'unknown yet'");
    fs::write(&file, &later).expect("written");
    let before = fs::read_to_string(folder.join("articles/bridge.toml")).expect("a file");
    let mut session = open(&folder, &state);
    let text = session.text();
    assert!(
        text.contains("read-only") && text.contains("We will build it"),
        "{text}"
    );
    for keys in ["lDD", "u"] {
        session.press(keys);
        session.until("a refusal", |screen| {
            screen.contents().contains("it is only read")
        });
        session.press("j");
        session.settle();
    }
    let after = fs::read_to_string(folder.join("articles/bridge.toml")).expect("a file");
    assert_eq!(after, before);

    let lock = folder.join("dossier.lock");
    let held = fs::read_to_string(&lock).expect("a file");
    assert_eq!(answer(&["lock"], &folder).status.code(), Some(2));
    fs::write(&file, later.replace("version  = 2", "version  = 1")).expect("written");
    let later = held.replace("version = 1", "version = 2");
    fs::write(&lock, &later).expect("written");
    let refused = answer(&["lock"], &folder);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        told.contains("later version (2) and is not written over"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(&lock).expect("a file"), later);
}
