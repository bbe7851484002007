//! The program without a screen: what it prints, where, and how it ends.
mod drift;
mod export;
#[path = "../hostile/mod.rs"]
mod hostile;

use std::{
    io::{Read, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
};

fn onrecord(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("empty-home");
    std::fs::create_dir_all(&home).expect("a folder");
    for name in [
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "CLICOLOR_FORCE",
        "ONRECORD_PANIC",
    ] {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .env("HOME", &home)
        .current_dir(home)
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    onrecord(arguments).output().expect("the program starts")
}

fn printed(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn without_a_terminal_the_views_are_printed() {
    let (status, out, err) = printed(&run(&[]));
    assert_eq!((status, err.as_str()), (Some(0), ""));
    for heading in [
        "# Text: ",
        "# Sources\n",
        "# Positions\n",
        "# Matrix\n",
        "# Problems\n",
    ] {
        assert!(out.contains(heading), "{heading}");
    }
    let (_, out, _) = printed(&run(&["read", "--view", "matrix"]));
    assert!(out.starts_with("# Matrix\n") && !out.contains("# Text"));
}

/// What `arguments` print where `lines` stand on standard input.
fn told(arguments: &[&str], lines: &str) -> (Option<i32>, String, String) {
    let mut child = onrecord(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(lines.as_bytes()).expect("it reads");
    drop(input);
    printed(&child.wait_with_output().expect("it ends"))
}

#[test]
fn commands_piped_into_the_linear_reader_are_done_one_by_one() {
    let (status, out, err) = told(&["--linear"], "next\n/Donbass\nquit\nnext\n");
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let commands: Vec<&str> = out.lines().filter(|line| line.starts_with("> ")).collect();
    assert_eq!(commands, ["> next", "> /Donbass", "> quit"], "{out}");
    assert!(out.contains("> next\nrecord 2 of 40: "), "{out}");
    // Where none come, or views are asked for, views are printed.
    for (arguments, lines) in [
        (&["--linear"][..], ""),
        (&["--linear", "--view", "text"], "next\n"),
    ] {
        let (_, out, _) = told(arguments, lines);
        assert!(out.starts_with("# Text: moscow\n"), "{out}");
    }
}

#[test]
fn a_folder_without_an_article_is_told_what_it_lacks() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-article");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("note.txt"), "The council met.").expect("written");
    let (_, out, _) = printed(&run(&[&folder.display().to_string()]));
    assert!(out.starts_with("# Text\n\nno article here: "), "{out}");
    assert!(
        out.contains("`onrecord NAME.txt` opens a text alone"),
        "{out}"
    );
}

#[test]
fn an_article_comes_from_standard_input() {
    let (status, out, _) = told(&["-"], "The council met.\n\nIt voted.\n");
    assert_eq!(status, Some(0));
    assert!(
        out.contains("¶1 The council met.\n\n¶2 It voted.\n"),
        "{out}"
    );
}

#[test]
fn plain_text_begins_at_the_record_that_is_named() {
    let (status, out, _) = printed(&run(&["--view", "text", "--at", "putin-either-or"]));
    assert_eq!(status, Some(0));
    let first = out.lines().nth(2).unwrap_or_default();
    assert!(
        first.starts_with('¶') && !first.starts_with("¶1 "),
        "{first}"
    );
    let begins = out.lines().find(|line| line.starts_with("    "));
    assert!(
        begins.is_some_and(|line| line.contains("putin-either-or")),
        "{begins:?}"
    );
}

#[test]
fn trouble_is_told_on_standard_error_with_status_2() {
    for arguments in [
        &["nowhere"][..],
        &["--nonsense"],
        &["read", "nowhere"],
        &["--config", "nowhere"],
        &["export", "--draft", "--as-of", "2024-13-45"],
        &["read", "--linear", "--at", "nobody"],
    ] {
        let (status, out, err) = printed(
            &onrecord(arguments)
                .env("TERM", "xterm")
                .output()
                .expect("it starts"),
        );
        if arguments[0] != "--config" {
            assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
            assert!(!err.is_empty(), "{arguments:?}");
        }
    }
    assert_eq!(printed(&run(&["keys", "--config", "nowhere"])).0, Some(2));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = onrecord(&["--linear"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut complaint = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut complaint)
        .expect("text");
    assert_eq!(
        (child.wait().expect("it ends").code(), complaint.as_str()),
        (Some(0), "")
    );
}

#[test]
fn help_names_every_command_that_works_and_no_other() {
    let (status, out, _) = printed(&run(&["--help"]));
    assert_eq!(status, Some(0));
    let commands = out
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next());
    for line in commands.expect("a list of commands").lines() {
        let name = line.split_whitespace().next().expect("a name");
        assert_eq!(printed(&run(&["help", name])).0, Some(0), "{name}");
    }
}

#[test]
fn the_manual_and_every_shell_know_every_command() {
    let (_, help, _) = printed(&run(&["--help"]));
    let commands: Vec<&str> = (help.lines())
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    let (_, page, _) = printed(&run(&["man"]));
    for name in &commands {
        assert!(
            page.contains(&format!("onrecord\\-{name}")),
            "{name}: {page}"
        );
        let (status, page, _) = printed(&run(&["man", name]));
        assert!(status == Some(0) && page.contains(".SH SYNOPSIS"), "{name}");
    }
    assert!(page.contains("[\\-\\-at <ID>]"), "{page}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (_, script, _) = printed(&run(&["completions", shell]));
        let unknown = commands.iter().find(|name| !script.contains(**name));
        assert_eq!(unknown, None, "{shell}");
    }
    assert_eq!(printed(&run(&["man", "nothing"])).0, Some(2));
}

#[test]
fn a_users_file_is_laid_over_what_is_shipped_and_its_faults_are_told() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own.toml");
    std::fs::write(&file, "[reader]\nmeasure = 60\nmeasur = 1\n").expect("a file");
    let (status, out, err) = printed(&run(&[
        "config",
        "--config",
        file.to_str().expect("a path"),
    ]));
    assert_eq!(status, Some(1));
    assert!(
        out.contains("\nmeasure = 60  # yours, line 2\n")
            && out.contains("\nmouse = true  # shipped\n"),
        "{out}"
    );
    assert!(err.contains("measur"), "{err}");
}

#[test]
fn nothing_of_a_hostile_dossier_reaches_a_terminal_through_any_command() {
    let folder = hostile::dossier("cli");
    let path = folder.to_str().expect("a path");
    let evil = format!("{path}/{}", hostile::HARM.replace(['\0', '/'], ""));
    let article = format!("{path}/articles/talks.txt");
    let commands: &[&[&str]] = &[
        &["read", path],
        &["read", path, "--view", "records"],
        &["read", &article],
        &["read", &evil],
        &["check", path],
        &["check", path, "--format", "short"],
        &["check", path, "--format", "json"],
        &["check", path, "--format", "sarif"],
        &["check", "--explain", hostile::HARM],
        &["export", path],
        &["export", path, "--draft"],
        &[
            "export", path, "--draft", "--format", "txt", "--preset", "dossier",
        ],
        &["export", path, "--draft", "--format", "json"],
        &["export", path, "--draft", "--format", "html"],
        &["export", path, "--draft", "--format", "csv"],
        &[
            "export", path, "--draft", "--format", "csv", "--table", "dna", "--raw",
        ],
        &["export", path, "--draft", "--format", "csl"],
        &["export", path, "--draft", "--format", "bibtex"],
        &["export", path, "--draft", "--format", "jsonld"],
        &["export", path, "--draft", "--format", "qdc"],
        &["list", path],
        &["list", "sources", path],
        &["list", "quotes", path, "--format", "json"],
        &["list", "matrix", path, "--format", "csv"],
        &["list", hostile::HARM, path],
        &["show", "no-deal", path],
        &["show", hostile::HARM, path],
        &["drift", path],
        &["drift", path, "--format", "json"],
        &["verify", &article, "--against", path],
        &["verify", &article, "--against", path, "--format", "json"],
        &["verify", &evil, "--against", &evil],
        &["init", path],
        &["init", &evil],
        &["config", "--config", &article],
        &["keys", "--config", &article],
        &["keys", "--config", &evil],
        &[&evil],
        &["read", "--at", hostile::HARM, "--view", hostile::HARM],
    ];
    for arguments in commands {
        let output = run(arguments);
        hostile::assert_harmless(&format!("stdout of {arguments:?}"), &output.stdout);
        hostile::assert_harmless(&format!("stderr of {arguments:?}"), &output.stderr);
    }
}

#[test]
fn a_draft_is_held_against_every_article_below_a_folder() {
    let folder = std::env::temp_dir().join(format!("onrecord-shelf-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("north/deep")).expect("a folder for the test");
    let shelf = folder.join("north");
    let files: [(&str, &[u8]); 5] = [
        (
            "draft.md",
            "He said “the tide comes in at noon”, she “every boat was back by then”.".as_bytes(),
        ),
        (
            "north/tide.txt",
            b"\"The tide comes in at noon,\" he said. Yes, the tide comes in at noon.",
        ),
        (
            "north/deep/boats.md",
            b"# Boats\n\nShe said that every boat was back by then.",
        ),
        ("north/.hidden.txt", b"every boat was back by then"),
        ("north/broken.txt", b"\xff\xfe\x00\xd8\x00"),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("the folder is ours");
    }
    let draft = folder.join("draft.md").to_string_lossy().into_owned();
    let against = shelf.to_string_lossy().into_owned();
    let (status, told, trouble) = printed(&run(&["verify", &draft, "--against", &against]));
    assert_eq!(status, Some(0), "{told}{trouble}");
    assert!(
        told.contains("tide.txt") && told.contains("deep/boats.md"),
        "{told}"
    );
    assert!(told.ends_with("2 quotations: 2 verbatim\n"), "{told}");
    assert!(
        trouble.contains("broken.txt: could not be read"),
        "{trouble}"
    );
    let _ = std::fs::remove_dir_all(&folder);
}

/// The example to write in, in a folder of this name.
fn example(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let made = run(&["init", folder.to_str().expect("UTF-8"), "--example"]);
    assert!(made.status.success(), "{made:?}");
    folder
}

#[test]
fn what_may_be_a_mistake_is_told_with_what_may_be_meant() {
    let folder = example("mistaken");
    let path = folder.to_str().expect("UTF-8");
    for (arguments, told) in [
        (
            &["chekc", path][..],
            "no command \"chekc\"; is `check` meant?",
        ),
        (
            &["chekc"],
            "no such file or folder; is the command `check` meant?",
        ),
        (
            &["nothing", "x"],
            "no command \"nothing\" (`onrecord help` lists them)",
        ),
        (
            &["check", "--explain", "text-not-fond"],
            "is `text-not-found` meant?",
        ),
        (
            &[path, "check"],
            "the command comes first: `onrecord check`",
        ),
        (
            &["--linear", path, "check"],
            "the command comes first: `onrecord check`",
        ),
        (&[path, path], "one dossier or article at a time"),
        (
            &["export", path, "--table", "dna", "--format", "md"],
            "for csv, and this is md",
        ),
        (
            &["export", path, "--raw", "--track-changes"],
            "--track-changes is for docx, and this is csv",
        ),
        (
            &["verify", "--against", path, "draft.md"],
            "name the draft before it",
        ),
        (&["anchor", "-"], "\"-\": the cases are not readable"),
    ] {
        let (status, out, err) = printed(&run(arguments));
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains(told), "{arguments:?}: {err}");
    }
    let table =
        |more: &[&str]| run(&[&["export", path, "--table", "matrix"], more].concat()).stdout;
    assert_eq!(table(&[]), table(&["--format", "csv"]));
    let (status, out, _) = printed(&run(&["--color", "never", "list", "sources", path]));
    assert!(status == Some(0) && out.contains("Vladimir Putin"), "{out}");
}

#[test]
fn a_file_that_is_not_read_whole_is_told_and_nothing_locked_of_it_is_forgotten() {
    let folder = example("half");
    let path = folder.to_str().expect("UTF-8");
    assert!(run(&["lock", path]).status.success());
    let lock = std::fs::read(folder.join("dossier.lock")).expect("a lock");
    std::fs::write(folder.join("articles/plan.toml"), "[quote.x\n").expect("a file");
    let told = "`articles/plan.toml` is not read whole";
    for (arguments, status) in [
        (&["list", "quotes", path][..], 0),
        (&["show", "putin-either-or", path], 0),
        (&["drift", path], 1),
        (&["lock", path], 2),
    ] {
        let (ended, _, err) = printed(&run(arguments));
        assert_eq!(ended, Some(status), "{arguments:?}: {err}");
        assert!(err.contains(told), "{arguments:?}: {err}");
    }
    let after = std::fs::read(folder.join("dossier.lock")).expect("a lock");
    assert_eq!(after, lock);
}

#[test]
fn lone_articles_of_a_folder_share_its_lock() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lone");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for name in ["a", "b"] {
        let text = format!("Hello to {name}, she said.");
        let about = format!(
            "[article]\nfile = '{name}.txt'\n[source.{name}]\nname = 'X'\n[quote.of-{name}]\nsource = '{name}'\ntext = 'Hello to {name}'\n"
        );
        std::fs::write(folder.join(format!("{name}.txt")), text).expect("a file");
        std::fs::write(folder.join(format!("{name}.toml")), about).expect("a file");
    }
    std::fs::write(folder.join("c.txt"), "Nothing is written of it.").expect("a file");
    let path = |name: &str| folder.join(name).display().to_string();
    for name in ["a.txt", "b.txt"] {
        let told = printed(&run(&["lock", &path(name)]));
        let counted = "dossier.lock: 1 article, 1 anchor\n".to_owned();
        assert_eq!(told, (Some(0), counted, String::new()));
    }
    let (status, _, err) = printed(&run(&["lock", &path("c.txt")]));
    assert!(
        status == Some(2) && err.contains("no quotation of this article"),
        "{err}"
    );
    for name in ["a.toml", "b.txt"] {
        let (status, out, err) = printed(&run(&["drift", &path(name)]));
        assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
        assert!(out.starts_with("1 held"), "{out}");
    }
}

#[test]
fn whoever_checks_a_folder_with_nothing_in_it_is_told_so() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nothing");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (path, full) = (folder.display().to_string(), example("full"));
    let (_, _, err) = printed(&run(&["check", &path]));
    assert_eq!(err, "nothing to check: there is no article and no record\n");
    let full = full.display().to_string();
    let (_, _, err) = printed(&run(&["check", &path, &full]));
    assert!(err.contains(&format!("\n{full}: 9 warnings\n")), "{err}");
}
