//! Saving under every fault there is: killed or failing at each call to the system, a full disk, two programs at once.
//! Linux tells of its calls through `strace`; where that is absent these tests say so and pass.
#![cfg(target_os = "linux")]

use onrecord::store::{Beside, Change, Edit, StateFolder, Value, apply, open};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const OLD: &str =
    "[article]\nfile = \"t.txt\"\n\n[quote.one]\nsource = \"unnamed\"\ntext   = \"Hello\"\n";

/// A dossier of its own, gone when it goes out of scope.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("onrecord-saving-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("d")).expect("a folder");
        let desk = Self(path);
        desk.reset();
        desk
    }

    /// As at the start: nothing saved, nothing remembered.
    fn reset(&self) {
        let _ = fs::remove_dir_all(self.0.join("state"));
        for entry in fs::read_dir(self.0.join("d")).expect("a folder").flatten() {
            fs::remove_file(entry.path()).expect("removed");
        }
        fs::write(self.0.join("d/t.toml"), OLD).expect("a file");
        fs::write(self.0.join("d/t.txt"), "Hello.").expect("a file");
    }

    fn talks(&self) -> String {
        fs::read_to_string(self.0.join("d/t.toml")).expect("the file is there at any moment")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn edit(id: &str) -> Edit {
    let fields = vec![
        ("source", Value::Text("unnamed".to_owned())),
        ("text", Value::Text("Hello".to_owned())),
    ];
    let beside = Beside::Article("t".to_owned());
    Edit {
        what: "added".to_owned(),
        changes: vec![Change::Add {
            table: "quote",
            id: id.to_owned(),
            fields,
            beside,
        }],
    }
}

/// Not a test of itself: what the other tests start as a program of its own, with a folder in `ONRECORD_SAVING`.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("ONRECORD_SAVING").map(PathBuf::from) else {
        return;
    };
    let run = std::env::var("ONRECORD_RUN").unwrap_or_default();
    let count = std::env::var("ONRECORD_COUNT").map_or(1, |count| count.parse().expect("a number"));
    let state = StateFolder::at(folder.join("state"));
    let base = open(&folder.join("d")).expect("a dossier");
    let _ = fs::symlink_metadata("/onrecord-begins");
    for n in 0..count {
        match apply(
            &folder.join("d"),
            &base,
            (&edit(&format!("new{run}-{n}")), &[]),
            &state,
        ) {
            Ok(_) => println!("SAVED"),
            Err(refused) => println!("REFUSED {refused}"),
        }
    }
    let _ = fs::symlink_metadata("/onrecord-ends");
}

/// Starts the child, by `with` where that is given.
fn start(with: &[String], desk: &Desk, run: &str, count: u32) -> Command {
    let own = std::env::current_exe().expect("a program");
    let mut command = match with {
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(own);
            command
        }
        [] => Command::new(own),
    };
    command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    command
        .env("ONRECORD_SAVING", &desk.0)
        .env("ONRECORD_RUN", run)
        .env("ONRECORD_COUNT", count.to_string());
    command
}

fn said(output: &Output, word: &str) -> bool {
    String::from_utf8_lossy(&output.stdout).contains(word)
}

/// The calls that change or guard something.
const CALLS: &str = "openat,write,fsync,fchmod,fchown,renameat2,rename,unlink,flock,mkdir";

fn strace(arguments: &[&str]) -> Vec<String> {
    std::iter::once("strace")
        .chain(arguments.iter().copied())
        .map(str::to_owned)
        .collect()
}

/// One save as `strace` tells it: each call with its line, from where saving begins; and how often each was called before.
fn trace(desk: &Desk) -> Option<Vec<(String, u32, String)>> {
    let log = desk.0.join("log");
    let set = format!("trace={CALLS},statx,newfstatat,lstat");
    let with = strace(&["-f", "-y", "-o", &log.to_string_lossy(), "-e", &set]);
    let Ok(output) = start(&with, desk, "", 1).output() else {
        eprintln!("skipped: there is no strace here");
        return None;
    };
    if !said(&output, "SAVED") {
        eprintln!(
            "skipped: strace may not trace here: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        return None;
    }
    let text = fs::read_to_string(&log).expect("a log");
    let (mut counts, mut calls, mut inside) = (BTreeMap::<String, u32>::new(), Vec::new(), false);
    for line in text.lines() {
        let Some((call, _)) = line
            .split_once(' ')
            .and_then(|(_, rest)| rest.trim_start().split_once('('))
        else {
            continue;
        };
        inside |= line.contains("onrecord-begins");
        if line.contains("onrecord-ends") {
            break;
        }
        let count = counts.entry(call.to_owned()).or_default();
        *count += 1;
        if inside && CALLS.split(',').any(|known| known == call) {
            calls.push((call.to_owned(), *count, line.to_owned()));
        }
    }
    Some(calls)
}

#[test]
fn a_save_goes_in_this_order() {
    let desk = Desk::new("order");
    let Some(calls) = trace(&desk) else { return };
    let lines: Vec<&str> = calls.iter().map(|(.., line)| line.as_str()).collect();
    let temp = "/d/.onrecord-";
    let order: [(&str, &[&str]); 9] = [
        ("flock", &["/d>", "LOCK_EX"]),
        ("fsync", &["/state/history"]),
        ("rename", &["/state/history"]),
        ("openat", &[temp, "O_CREAT|O_EXCL", "O_NOFOLLOW"]),
        ("write", &[temp]),
        ("fsync", &[temp]),
        ("renameat2", &[temp, "/d/t.toml", "RENAME_EXCHANGE"]),
        ("unlink", &[temp]),
        ("fsync", &["/d>"]),
    ];
    let mut at = 0;
    for (call, words) in order {
        let holds = |line: &&str| {
            line.contains(&format!("{call}(")) && words.iter().all(|word| line.contains(word))
        };
        let found = lines[at..].iter().position(holds);
        at += found
            .unwrap_or_else(|| panic!("no {call} {words:?} in this order:\n{}", lines.join("\n")))
            + 1;
    }
    let opened_to_write = |line: &&&str| {
        line.contains("/d/t.toml\"") && (line.contains("O_WRONLY") || line.contains("O_RDWR"))
    };
    assert_eq!(lines.iter().find(opened_to_write), None);
}

#[test]
fn killed_at_any_call_the_file_is_the_old_or_the_new_one() {
    let desk = Desk::new("killed");
    let Some(calls) = trace(&desk) else { return };
    let new = desk.talks();
    let (mut olds, mut news) = (0, 0);
    for (call, count, line) in &calls {
        desk.reset();
        let inject = format!("inject={call}:signal=KILL:when={count}");
        let output = start(
            &strace(&["-f", "-o", "/dev/null", "-e", &inject]),
            &desk,
            "",
            1,
        )
        .output()
        .expect("strace");
        let talks = desk.talks();
        assert!(talks == OLD || talks == new, "torn at {line}:\n{talks}");
        assert!(
            !said(&output, "SAVED") || talks == new,
            "said too early at {line}"
        );
        if talks == new {
            news += 1;
        } else {
            olds += 1;
        }
        // The next save takes away what is left lying.
        let again = start(&[], &desk, "-again", 1).output().expect("started");
        assert!(
            said(&again, "SAVED") && desk.talks().contains("quote.new-again-0"),
            "after {line}"
        );
        assert_eq!(
            fs::read_dir(desk.0.join("d")).expect("a folder").count(),
            2,
            "litter after {line}"
        );
    }
    eprintln!("killed at {} calls: {olds} old, {news} new", calls.len());
    assert!(olds > 5 && news > 1);
}

#[test]
fn failing_at_any_call_nothing_is_torn_and_nothing_called_saved_that_is_not() {
    let desk = Desk::new("failing");
    let Some(calls) = trace(&desk) else { return };
    let new = desk.talks();
    for (call, count, line) in &calls {
        let error = match call.as_str() {
            "openat" | "mkdir" => "EMFILE",
            "write" => "ENOSPC",
            "renameat2" => "ENOSYS",
            "fchmod" | "fchown" | "unlink" => "EPERM",
            "flock" => "ENOLCK",
            _ => "EIO",
        };
        desk.reset();
        let inject = format!("inject={call}:error={error}:when={count}");
        let output = start(
            &strace(&["-f", "-o", "/dev/null", "-e", &inject]),
            &desk,
            "",
            1,
        )
        .output()
        .expect("strace");
        let talks = desk.talks();
        assert!(
            talks == OLD || talks == new,
            "torn by {error} at {line}:\n{talks}"
        );
        assert!(
            !said(&output, "SAVED") || talks == new,
            "{error}, and said to be saved: {line}"
        );
        assert!(
            !said(&output, "REFUSED") || talks == OLD,
            "{error}, and said not to be saved: {line}"
        );
    }
}

#[test]
fn two_programs_at_once_lose_nobodys_work() {
    let desk = Desk::new("two");
    let mut both: Vec<_> = ["-a", "-b"]
        .map(|run| start(&[], &desk, run, 20))
        .into_iter()
        .collect();
    let children: Vec<_> = both
        .iter_mut()
        .map(|command| {
            command
                .stdout(std::process::Stdio::null())
                .spawn()
                .expect("started")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("ended").success());
    }
    let written = open(&desk.0.join("d")).expect("a dossier");
    assert_eq!((written.records.len(), written.faults.len()), (1 + 40, 0));
}

/// Starts the child where it has none of root's rights.
fn as_nobody(desk: &Desk) -> Option<Output> {
    let root = fs::metadata("/proc/self")
        .map(|about| std::os::unix::fs::MetadataExt::uid(&about))
        .ok()?
        == 0;
    let with: Vec<String> = if root {
        [
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ]
        .map(str::to_owned)
        .to_vec()
    } else {
        Vec::new()
    };
    let output = start(&with, desk, "", 1).output();
    let output = output
        .ok()
        .filter(|output| said(output, "SAVED") || said(output, "REFUSED"));
    if output.is_none() {
        eprintln!("skipped: nobody may not run this test here (setpriv)");
    }
    output
}

fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn what_is_read_only_is_refused_and_untouched() {
    let desk = Desk::new("read-only");
    fs::create_dir_all(desk.0.join("state")).expect("a folder");
    permit(&desk.0.join("state"), 0o777);
    permit(&desk.0.join("d"), 0o777);
    permit(&desk.0.join("d/t.toml"), 0o444);
    let Some(output) = as_nobody(&desk) else {
        return;
    };
    assert!(
        said(&output, "t.toml\": it is read-only"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    permit(&desk.0.join("d/t.toml"), 0o666);
    permit(&desk.0.join("d"), 0o555);
    let output = as_nobody(&desk).expect("as before");
    assert!(
        said(&output, "t.toml\": not permitted"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(desk.talks(), OLD);
    permit(&desk.0.join("d"), 0o777);
    let output = as_nobody(&desk).expect("as before");
    assert!(
        said(&output, "SAVED"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn on_a_full_disk_the_old_file_stays_and_another_try_works() {
    let desk = Desk::new("full");
    let d = desk.0.join("d");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "none"])
        .arg(&d)
        .output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    desk.reset();
    let filler = d.join("filler");
    let most = (0..200)
        .take_while(|n| fs::write(d.join(format!("filler{n}")), [0_u8; 4096]).is_ok())
        .count();
    let output = start(&[], &desk, "", 1).output().expect("started");
    let talks = desk.talks();
    for n in 0..=most {
        let _ = fs::remove_file(format!("{}{n}", filler.display()));
    }
    let again = start(&[], &desk, "", 1).output().expect("started");
    let (saved, names) = (desk.talks(), fs::read_dir(&d).expect("a folder").count());
    let _ = Command::new("umount").arg(&d).output();
    assert!(
        said(&output, "t.toml\": no space left: 0 KiB free, 1 KiB needed"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(talks, OLD);
    assert!(said(&again, "SAVED") && saved.contains("quote.new-0"));
    assert_eq!(names, 2, "no litter");
}
