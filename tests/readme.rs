//! The README tells the truth: its keys, its commands and its smallest dossier are the program's.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    fs::read_to_string(path()).expect("a README")
}

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers-home");
    command
        .env_remove("XDG_CONFIG_HOME")
        .env("HOME", home)
        .args(arguments);
    String::from_utf8(command.output().expect("it starts").stdout).expect("UTF-8")
}

#[test]
fn the_key_table_is_that_of_the_program() {
    const MARKS: [&str; 2] = ["held by a test -->\n", "<!-- end of keys -->"];
    let readme = readme();
    let (before, rest) = readme
        .split_once(MARKS[0])
        .expect("a mark before the table");
    let (table, after) = rest.split_once(MARKS[1]).expect("a mark behind it");
    let keys = printed(&["keys", "--format", "md"]);
    if std::env::var_os("ONRECORD_PAINT").is_some() {
        let written = [before, MARKS[0], &keys, MARKS[1], after].concat();
        fs::write(path(), written).expect("the README is written");
    } else {
        assert!(
            table == keys,
            "the keys are others: ONRECORD_PAINT=1 cargo test --test readme"
        );
    }
}

#[test]
fn every_command_is_told() {
    let help = printed(&["--help"]);
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next());
    let readme = readme();
    for line in commands.expect("a list of commands").lines() {
        let name = line.split_whitespace().next().expect("a name");
        assert!(
            name == "read" || readme.contains(&format!("`onrecord {name}")),
            "{name}"
        );
    }
}

#[test]
fn the_smallest_dossier_is_one() {
    let readme = readme();
    let dossier = readme
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("smallest");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("harbour.toml"), dossier.expect("a dossier")).expect("a file");
    let text =
        "The mayor was firm: \u{201c}The port is ours, and the harbour is not for sale.\u{201d}\n";
    fs::write(folder.join("harbour.txt"), text).expect("a file");
    let path = folder.join("harbour.toml");
    let out = printed(&["read", "--linear", path.to_str().expect("a path")]);
    assert!(
        out.contains("¶1 V quote.no-sale, Ana Oduya: \u{201c}the harbour is not for sale\u{201d}"),
        "{out}"
    );
}
