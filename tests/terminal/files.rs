//! A dossier whose files change while it is read.
use crate::pty::Session;

/// A fresh copy of the example that may be written in.
pub(crate) fn copy_of_the_example(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let folder = folder.to_str().expect("a path").to_owned();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["init", &folder, "--example"])
        .output()
        .expect("the program starts");
    assert!(made.status.success());
    folder
}

/// Runs a line of shell in `folder`; the ways in which editors and other programs change files.
pub(crate) fn shell(folder: &str, line: &str) {
    let mut command = std::process::Command::new("/bin/sh");
    let done = command.args(["-ec", line]).current_dir(folder).status();
    assert!(done.expect("a shell").success(), "{line}");
}

#[test]
fn files_that_change_are_read_again_however_they_change_and_the_place_stays() {
    let folder = copy_of_the_example("reloaded");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or"]);
    session.open();
    let file = "articles/moscow.toml";
    let ways = [
        (
            "in place",
            format!("sed s/this.week/WHEN/ {file} > /tmp/$$ && cat /tmp/$$ > {file}; rm /tmp/$$"),
        ),
        ("by a rename", format!("sed -i s/this.week/WHEN/ {file}")),
        (
            "by a dance",
            format!(
                "mv {file} {file}.bck; sed s/this.week/WHEN/ {file}.bck > {file}; rm {file}.bck"
            ),
        ),
        (
            "by git",
            format!("sed s/this.week/WHEN/ {file} > .new; rm {file}; cat .new > {file}; rm .new"),
        ),
    ];
    for (n, (way, script)) in ways.iter().enumerate() {
        let last = if n == 0 {
            "this.week".into()
        } else {
            format!("once-{}", n - 1)
        };
        let script = script
            .replace("this.week", &last)
            .replace("WHEN", &format!("once-{n}"));
        shell(&folder, &script);
        session.until(way, |screen| {
            let text = screen.contents();
            text.contains(&format!("once-{n}")) && text.contains("moscow.toml: 1 record changed")
        });
    }
    assert!(
        session.text().contains("Either we liberate"),
        "{}",
        session.text()
    );
    // What editors put down in passing and what says the same is no news.
    let bytes = session.screen().bytes.len();
    shell(
        &folder,
        &format!("touch .x.swp 4913 {file}; rm 4913; cp {file} .new; mv .new {file}"),
    );
    session.settle();
    assert_eq!(session.screen().bytes.len(), bytes);
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_file_that_breaks_leaves_what_it_said_and_heals_by_itself() {
    let folder = copy_of_the_example("broken");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or"]);
    session.open();
    let before = session.text();
    shell(
        &folder,
        "cp articles/moscow.toml good; sed -i 's/^.quote.putin-either-or./[quote.putin/' articles/moscow.toml",
    );
    session.until("the fault", |screen| {
        screen
            .contents()
            .contains("`articles/moscow.toml` is broken at line 73")
    });
    // What is told takes two rows of the 24.
    let above = |text: &str| text.lines().take(22).collect::<Vec<_>>().join("\n");
    assert_eq!(above(&session.text()), above(&before));
    shell(&folder, "cp good articles/moscow.toml");
    session.until("its healing", |screen| {
        screen.contents().contains("moscow.toml is whole again")
    });
    shell(
        &folder,
        "cp articles/moscow.txt text; rm articles/moscow.txt",
    );
    session.until("the fault", |screen| {
        screen.contents().contains("moscow.txt` cannot be read")
    });
    assert!(
        session.text().contains("Either we liberate"),
        "{}",
        session.text()
    );
    shell(&folder, "cp text articles/moscow.txt");
    session.until("its healing", |screen| {
        screen.contents().contains("moscow.txt is whole again")
    });
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_folder_that_goes_and_comes_back_is_seen_coming_back() {
    let folder = copy_of_the_example("vanishing");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or"]);
    session.open();
    shell(
        "/",
        &format!("rm -rf '{folder}.away'; mv '{folder}' '{folder}.away'"),
    );
    session.until("its absence", |screen| {
        screen.contents().contains("what was read before is shown")
    });
    shell(
        "/",
        &format!("sed -i s/this.week/last.month/ '{folder}.away/articles/moscow.toml'"),
    );
    shell("/", &format!("mv '{folder}.away' '{folder}'"));
    session.until("what is new", |screen| {
        screen.contents().contains("last.month")
    });
    shell(&folder, "sed -i s/last.month/at.last/ articles/moscow.toml");
    session.until("what is new", |screen| {
        screen.contents().contains("at.last")
    });
    session.press("q");
    assert!(session.end().success());
}
