//! Hearing of changes where the system does not tell of them, or not of all.
use crate::{
    files::{copy_of_the_example, shell},
    pty::Session,
};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;

fn change(folder: &str, from: &str, to: &str) {
    shell(
        folder,
        &format!("sed -i 's/{from}/{to}/' articles/moscow.toml"),
    );
}

/// Waits until the record in focus says `told`.
#[track_caller]
fn sees(session: &Session, told: &str) {
    session.until(told, |screen| screen.contents().contains(told));
}

#[test]
fn where_no_folder_can_be_watched_that_is_said_once_and_the_files_are_looked_at() {
    let folder = copy_of_the_example("unwatched");
    let script = "exec strace -f -o /dev/null -e trace=inotify_add_watch \
                  -e inject=inotify_add_watch:error=ENOSPC \"$ONRECORD\" \"$@\"";
    let mut session = Session::script(script, &[&folder, "--at", "putin-either-or"], &[]);
    session.wait("a start", || {
        session.text().contains("not found") || session.screen().shown.screen().alternate_screen()
    });
    if !session.screen().shown.screen().alternate_screen() {
        eprintln!("skipped: there is no strace here");
        return;
    }
    let why = "looking every two seconds";
    sees(&session, why);
    for (from, to) in [("this week", "last month"), ("last month", "at last")] {
        change(&folder, from, to);
        sees(&session, to);
    }
    // It looks again meanwhile, and has nothing to say.
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    let text = session.text();
    assert!(!text.contains(why), "{text}");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn what_happens_while_more_happens_than_the_system_remembers_is_seen() {
    let folder = copy_of_the_example("flooded");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or"]);
    session.open();
    let id = Pid::from_raw(session.id()).expect("a process has a number");
    kill_process(id, Signal::STOP).expect("it is alive");
    let most = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events");
    let most: usize = most.map_or(16_384, |most| most.trim().parse().unwrap_or(16_384));
    // Neither is anything a dossier is made of; the one after the other, so that they are not told as one.
    for n in 0..=most / 2 {
        fs::write(format!("{folder}/articles/.{}", n % 2), "").expect("written");
    }
    change(&folder, "this week", "last month");
    kill_process(id, Signal::CONT).expect("it is alive");
    sees(&session, "last month");
    change(&folder, "last month", "at last");
    sees(&session, "at last");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn where_files_are_looked_at_no_time_they_bear_hides_a_change() {
    let folder = copy_of_the_example("polled");
    let config = format!("{folder}/config");
    fs::write(&config, "[reader]\nwatch = \"poll\"\n").expect("a file");
    let mut session = Session::read(&[&folder, "--at", "putin-either-or", "--config", &config]);
    session.open();
    let file = "articles/moscow.toml";
    let mut last = "this week";
    // Of the same length, so that only what it says is another.
    for (now, time) in [
        ("year 1970", "-d '1970-01-01 00:00:00'"),
        ("year 2100", "-d '2100-01-01 00:00:00'"),
        ("unchanged", "-r then"),
    ] {
        shell(
            &folder,
            &format!("touch -r {file} then; sed -i 's/{last}/{now}/' {file}; touch {time} {file}"),
        );
        sees(&session, now);
        last = now;
    }
    session.press("q");
    assert!(session.end().success());
}
