//! Journeys through a real terminal: however the program ends, the terminal is as it was found.
#![cfg(unix)]
mod hostile;
mod pty;

use base64::{Engine, prelude::BASE64_STANDARD};
use pty::Session;
use rustix::process::{Pid, Signal, kill_process};

fn send(session: &Session, signal: Signal) {
    let id = Pid::from_raw(session.id()).expect("a process has a number");
    kill_process(id, signal).expect("it is alive");
}

/// The program opened, then ended by `signal`: it must die by that very signal and leave nothing behind.
fn die_by(signal: Signal, name: &str) {
    let mut session = Session::read(&[]);
    session.open();
    send(&session, signal);
    assert_eq!(session.end().signal(), Some(name));
    session.assert_as_found();
}

#[test]
fn quitting_leaves_the_terminal_as_it_was_found() {
    let mut session = Session::read(&[]);
    session.open();
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn sigterm_ends_it_cleanly() {
    die_by(Signal::TERM, "Terminated");
}

#[test]
fn sighup_ends_it_cleanly() {
    die_by(Signal::HUP, "Hangup");
}

#[test]
fn sigint_ends_it_cleanly() {
    die_by(Signal::INT, "Interrupt");
}

#[test]
fn sigquit_ends_it_cleanly() {
    die_by(Signal::QUIT, "Quit");
}

/// Panics happen on request only where the program was built for tests.
#[cfg(debug_assertions)]
fn panic_in(thread: &str) {
    let script = "exec \"$ONRECORD\" \"$@\"";
    let mut session = Session::script(script, &[], &[("ONRECORD_PANIC", thread)]);
    assert_eq!(session.end().exit_code(), 101);
    session.assert_as_found();
    let text = session.text();
    assert!(text.contains("panicked on request"), "{text}");
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_while_drawing_is_told_on_the_shells_own_screen() {
    panic_in("draw");
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_in_the_worker_ends_the_program_too() {
    panic_in("worker");
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_paints_everything_when_it_goes_on() {
    let mut session = Session::read(&[]);
    session.open();
    let before = session.text();
    send(&session, Signal::TSTP);
    session.until("the shell's screen", |screen| !screen.alternate_screen());
    session.assert_as_found();
    send(&session, Signal::CONT);
    session.open();
    assert_eq!(session.text(), before);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn ctrl_z_stops_the_program_under_a_shell_and_fg_brings_it_back() {
    let script = "set -m; \"$ONRECORD\" \"$@\"; read -r line; fg; echo \"status $?\"";
    let mut session = Session::script(script, &[], &[]);
    session.open();
    let before = session.text();
    session.press("\x1a");
    session.until("the shell's screen", |screen| !screen.alternate_screen());
    session.settle();
    assert!(
        session.text().starts_with(pty::BEFORE),
        "{}",
        session.text()
    );
    session.press("\n");
    session.open();
    assert_eq!(session.text(), before);
    session.press("q");
    session.until("its end", |screen| screen.contents().contains("status 0"));
    session.end();
    session.assert_as_found();
}

/// A fresh copy of the example that may be written in.
fn copy_of_the_example(name: &str) -> String {
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

#[test]
fn the_editor_gets_the_terminal_the_file_and_its_line_and_what_it_changed_is_read() {
    let folder = copy_of_the_example("; touch pwned #");
    // Says what it was called with and waits for a line; what is typed at it is cooked, and interrupts are its own.
    let editor = r#"f() { trap : INT; printf '<%s>' "$@"; stty -a | grep -o ' icanon'; read -r _; read -r _;
                   sed -i 's/"interview, .*"/"somewhere else"/' "$2"; }; f"#;
    let mut session = Session::script(
        "exec \"$ONRECORD\" \"$@\"",
        &[&folder, "--at", "putin-either-or"],
        &[("VISUAL", editor)],
    );
    session.open();
    session.press("\x05");
    session.until("the editor", |screen| screen.contents().contains("icanon"));
    assert!(!session.screen().shown.screen().alternate_screen());
    let text = session.text().replace('\n', "");
    let line = text
        .split("<+")
        .nth(1)
        .and_then(|rest| rest.split('>').next());
    let line: usize = line.and_then(|line| line.parse().ok()).expect("a line");
    let file = format!("{folder}/articles/moscow.toml");
    assert!(text.contains(&format!("<{file}>")), "{text}");
    let source = std::fs::read_to_string(&file).expect("the file");
    assert_eq!(
        source.lines().nth(line - 1),
        Some("[quote.putin-either-or]")
    );
    session.press("\x03\n");
    session.press("q\n");
    session.until("the reader with what is new", |screen| {
        screen.alternate_screen() && screen.contents().contains("somewhere else")
    });
    session.until("the same place", |screen| {
        screen.contents().contains("▸ ¶8  V  verbatim")
    });
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
    assert!(
        !std::path::Path::new(&folder)
            .with_file_name("pwned")
            .exists()
    );
}

/// Runs a line of shell in `folder`; the ways in which editors and other programs change files.
fn shell(folder: &str, line: &str) {
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
    let without_the_last = |text: &str| text.lines().take(23).collect::<Vec<_>>().join("\n");
    assert_eq!(without_the_last(&session.text()), without_the_last(&before));
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

#[test]
fn where_the_system_tells_nothing_the_files_are_looked_at() {
    let folder = copy_of_the_example("polled");
    let config = format!("{folder}/config");
    std::fs::write(&config, "[reader]\nwatch = \"poll\"\n").expect("a file");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or", "--config", &config]);
    session.open();
    shell(
        &folder,
        "sed -i s/this.week/last.month/ articles/moscow.toml",
    );
    session.until("what is new", |screen| {
        screen.contents().contains("last.month")
    });
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_watched_dossier_costs_nothing_while_nothing_changes() {
    let folder = copy_of_the_example("watched");
    let session = Session::read(&[&folder]);
    session.open();
    let (bytes, wakes) = (session.screen().bytes.len(), wakes(session.id()));
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(session.screen().bytes.len(), bytes);
    assert_eq!(self::wakes(session.id()), wakes);
}

/// What several sessions remember; begun empty.
fn shared_state(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder).or_else(|_| std::fs::remove_file(&folder));
    folder.to_str().expect("a path").to_owned()
}

/// A session on the example that remembers in `state`.
fn remembering(state: &str, arguments: &[&str]) -> Session {
    let script = "exec \"$ONRECORD\" \"$@\"";
    let session = Session::script(script, arguments, &[("XDG_STATE_HOME", state)]);
    session.open();
    session
}

#[test]
fn the_next_start_is_where_the_last_one_ended_also_where_a_signal_ended_it() {
    let state = shared_state("resumed");
    let mut session = remembering(&state, &["--at", "baunov-choice"]);
    session.press("3");
    session.settle();
    let left = session.text();
    session.press("q");
    assert!(session.end().success());

    let mut session = remembering(&state, &[]);
    assert_eq!(session.text(), left);
    session.press("mj");
    session.settle();
    let left = session.text();
    assert!(left.contains("Matrix"), "{left}");
    send(&session, Signal::TERM);
    assert_eq!(session.end().signal(), Some("Terminated"));

    let mut session = remembering(&state, &[]);
    assert!(session.text().contains("Matrix"), "{}", session.text());
    session.close();
    session.end();

    let session = remembering(&state, &["--at", "putin-either-or"]);
    assert!(
        session.text().contains("putin-either-or"),
        "{}",
        session.text()
    );
}

#[test]
fn what_is_remembered_badly_stops_no_start() {
    let state = shared_state("remembered-badly");
    let places = std::path::Path::new(&state).join("onrecord/places");
    std::fs::create_dir_all(&places).expect("a folder");
    std::fs::write(places.join("example.json"), "{\"spot\": 1, \u{1b}[31m").expect("a file");
    let mut session = remembering(&state, &[]);
    session.press("q");
    assert!(session.end().success());
    std::fs::remove_dir_all(&state).expect("a folder");
    std::fs::write(&state, "a file where a folder should be").expect("a file");
    let mut session = remembering(&state, &[]);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut session = Session::read(&[]);
    session.open();
    session.close();
    assert_eq!(session.end().signal(), Some("Hangup"));
}

#[test]
fn a_closed_terminal_ends_the_program_even_where_hangups_are_ignored() {
    let mut session = Session::script("trap '' HUP; exec \"$ONRECORD\" \"$@\"", &[], &[]);
    session.open();
    session.close();
    assert_eq!(session.end().signal(), Some("Hangup"));
}

#[test]
fn an_idle_reader_sends_nothing_and_never_wakes() {
    let session = Session::read(&[]);
    session.open();
    let (bytes, wakes) = (session.screen().bytes.len(), wakes(session.id()));
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(session.screen().bytes.len(), bytes);
    assert_eq!(self::wakes(session.id()), wakes);
}

/// How often the threads of a process have gone to sleep so far; 0 where the system does not tell.
fn wakes(id: i32) -> u64 {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{id}/task")) else {
        return 0;
    };
    let status = threads
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("status")).ok());
    let count = |status: String| {
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    status.filter_map(count).sum()
}

/// Takes the sequences out that a screen is drawn with, so that what is left is text.
fn without_drawing(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        let parameters = after.strip_prefix(b"[").filter(|_| byte == 0x1b);
        let end =
            parameters.and_then(|p| Some((p, p.iter().position(|b| !matches!(b, b'0'..=b'?'))?)));
        match end {
            // Where to draw and how; that the screen is blanked; which keys are told apart.
            Some((p, at))
                if b"HCGmhl".contains(&p[at])
                    || (p[at] == b'J' && at == 1)
                    || (p[at] == b'u' && b"<>".contains(&p[0])) =>
            {
                rest = &p[at + 1..];
            }
            _ => {
                text.push(byte);
                rest = after;
            }
        }
    }
    text
}

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let folder = hostile::dossier("reader");
    let mut session = Session::read(&[folder.to_str().expect("a path")]);
    session.open();
    session.press("ll");
    session.settle();
    let drawn = without_drawing(&session.screen().bytes);
    // The one question there is, about the background.
    let text = String::from_utf8_lossy(&drawn)
        .replacen("\u{1b}]11;?\u{1b}\\", "", 1)
        .replace("\r\n", "\n");
    hostile::assert_harmless("the reader", text.as_bytes());
    session.press("q");
    session.end();
    session.assert_as_found();
}

#[test]
fn every_size_is_survived_and_the_last_one_is_drawn() {
    let mut session = Session::read(&[]);
    session.open();
    let before = session.text();
    for (rows, cols) in [(1, 1), (2, 200), (100, 3), (24, 80), (5, 20), (24, 120)] {
        session.resize(rows, cols);
    }
    session.settle();
    assert_eq!(session.text(), before);
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn the_background_is_asked_for_behind_the_first_frame_and_the_answer_is_no_key() {
    let mut session = Session::read(&[]);
    session.open();
    let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
    let frame = bytes.find("\u{1b}[?2026l").expect("a first frame");
    let question = bytes.find("\u{1b}]11;?").expect("a question");
    assert!(frame < question, "nothing is asked before the first frame");
    let before = session.text();
    session.press("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\");
    session.settle();
    assert_eq!(session.text(), before);
    // The window comes to the front again: somebody may have gone from day to night meanwhile.
    session.screen().bytes.clear();
    session.press("\u{1b}[O\u{1b}[I");
    let asked = || String::from_utf8_lossy(&session.screen().bytes).contains("\u{1b}]11;?");
    session.wait("the question again", asked);
    session.press("\u{1b}]11;rgb:0000/0000/0000\u{7}");
    session.settle();
    assert_eq!(session.text(), before);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn a_console_is_not_asked_what_it_would_print() {
    for name in ["linux", "vt220", "screen"] {
        let script = "exec \"$ONRECORD\" \"$@\"";
        let mut session = Session::script(script, &[], &[("TERM", name)]);
        session.open();
        session.press("j");
        session.settle();
        let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
        for sequence in ["\u{1b}]", "\u{1b}[>", "\u{1b}P", "38;2", "38;5"] {
            assert!(!bytes.contains(sequence), "{name}: {sequence:?}");
        }
        session.press("q");
        assert!(session.end().success());
        session.assert_as_found();
    }
}

#[test]
fn keys_are_not_lost_where_they_come_with_a_resize_or_by_the_thousand() {
    let mut session = Session::read(&[]);
    session.open();
    session.press("j"); // from here on crossterm hears of sizes, too
    session.settle();
    session.resize(20, 100);
    session.settle();
    session.press("jjj");
    session.settle();
    let still = wakes(session.id());
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(wakes(session.id()), still, "nothing waits to be read");
    session.press(&("jk".repeat(1500) + "q"));
    assert!(session.end().success());
}

#[test]
fn a_copy_is_one_sequence_on_one_key_and_carries_its_citation() {
    let mut session = Session::read(&["--at", "putin-either-or"]);
    session.open();
    let copies = |session: &Session| {
        let bytes = String::from_utf8_lossy(&session.screen().bytes).into_owned();
        let after = bytes.split("\u{1b}]52;c;").skip(1);
        after
            .map(|rest| rest.split('\u{1b}').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(copies(&session), [""; 0]);
    session.press("y");
    session.settle();
    let copies = copies(&session);
    assert_eq!(copies.len(), 1);
    let text = BASE64_STANDARD.decode(&copies[0]).expect("base64");
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(
        text.contains("Either we liberate these territories") && text.contains("¶8"),
        "{text}"
    );
    assert!(!text.ends_with('\n'));
}
