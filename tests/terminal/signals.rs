//! What a Unix terminal and its signals do to a reader, and an idle one that does nothing.
use crate::{
    files::copy_of_the_example,
    pty::{self, Session},
    remembering, shared_state,
};
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
