//! A disk that is full, slow, or another than it was: what is shown stays, what was typed stays, nothing is torn.
use crate::{files::shell, pty::Session};
use std::{fs, path::Path, thread::sleep, time::Duration};

/// A dossier of one article and one source, and a remark that makes its file large.
struct Desk {
    folder: String,
    records: String,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("desk-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let folder = folder.to_str().expect("a path").to_owned();
        let remark =
            "# A remark, so that the file is larger than what may be written.\n".repeat(800);
        let records = format!(
            "[article]\nfile = 'bridge.txt'\n\n[source.lind]\nname = 'Anna Lind'\n\n{remark}\n\
             [quote.lind-year]\nsource = 'lind'\ntext = 'this year'\n\n\
             [quote.lind-said]\nsource = 'lind'\ntext = 'said on Monday'\n"
        );
        let desk = Self { folder, records };
        desk.write("dossier.toml", "[dossier]\ntitle = 'The bridge'\n");
        desk.write(
            "bridge.txt",
            "The town wants a bridge.\n\n\"We will build it this year,\" Anna Lind said on Monday.\n",
        );
        desk.write("bridge.toml", &desk.records);
        desk
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).expect("written");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("it is there at any moment")
    }

    /// What stands in the folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("a folder").flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn open(&self) -> Session {
        let session = Session::read(&[&self.folder]);
        session.open();
        session
    }
}

/// Waits until `wanted` shows, and holds every screen in between to what `holds`.
#[track_caller]
fn meanwhile(session: &Session, wanted: &str, holds: impl Fn(&str) -> bool) {
    session.wait(wanted, || {
        let text = session.text();
        assert!(holds(&text), "{text}");
        text.contains(wanted)
    });
}

/// A limit to the size of files stands in for a disk that is full: it takes no rights, and can be lifted again.
#[cfg(not(feature = "portable"))]
#[test]
fn where_a_file_may_not_grow_the_form_stays_and_enter_works_once_it_may() {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let desk = Desk::new("full");
    let script = "ulimit -S -f 64; exec \"$ONRECORD\" \"$@\"";
    let mut session = Session::script(script, &[&desk.folder], &[]);
    session.open();
    session.press("Gva");
    session.until("the form", |screen| screen.contents().contains("New quote"));
    for _ in 0..2 {
        session.press("\r");
        session.until("a refusal", |screen| {
            screen.contents().contains("bridge.toml\": File too large")
        });
        assert!(session.text().contains("New quote"), "{}", session.text());
        assert_eq!(desk.read("bridge.toml"), desk.records);
    }
    let free = Rlimit {
        current: None,
        maximum: None,
    };
    prlimit(Pid::from_raw(session.id()), Resource::Fsize, free).expect("it may grow");
    session.press("\r");
    session.wait("what was saved", || {
        desk.read("bridge.toml").contains("[quote.lind-year-2]")
    });
    session.until("the panes", |screen| {
        !screen.contents().contains("New quote")
    });
    assert_eq!(desk.names(), ["bridge.toml", "bridge.txt", "dossier.toml"]);
    session.press("q");
    assert!(session.end().success());
    session.assert_as_found();
}

#[test]
fn a_file_that_is_being_written_is_waited_for_and_nothing_flashes() {
    let desk = Desk::new("slow");
    let session = desk.open();
    let good = |text: &str| {
        !["broken", "removed", "cannot be read", "missing"]
            .iter()
            .any(|word| text.contains(word))
            && text.contains("said on Monday")
    };
    // From the top, in place, with a pause in the middle of a record and one between two.
    let records = desk.records.replace("Anna Lind", "Anna L. Lind");
    let text = desk.read("bridge.txt").replace("town", "city");
    for (file, whole, wanted) in [
        ("bridge.toml", &records, "Anna L. Lind"),
        ("bridge.txt", &text, "The city"),
    ] {
        fs::write(desk.path(file), "").expect("truncated");
        let third = whole.len() / 3;
        for end in [20, third, 2 * third, whole.len() - 30] {
            sleep(Duration::from_millis(200));
            assert!(good(&session.text()), "{}", session.text());
            fs::write(desk.path(file), &whole[..end]).expect("written");
        }
        sleep(Duration::from_millis(200));
        fs::write(desk.path(file), whole).expect("written");
        meanwhile(&session, wanted, good);
    }
}

#[test]
fn what_takes_a_files_place_is_told_and_what_the_file_said_is_saved_only_when_asked_for() {
    let desk = Desk::new("replaced");
    let mut session = desk.open();
    for (put, told) in [
        ("rm bridge.toml", "`bridge.toml` is gone"),
        ("mv bridge.toml was", "`bridge.toml` is gone"),
        (
            "rm bridge.toml; mkdir bridge.toml",
            "`bridge.toml` is no file any more",
        ),
        (
            "rm bridge.toml; mkfifo bridge.toml",
            "`bridge.toml` is no file any more",
        ),
        ("rm bridge.toml; ln -s nowhere bridge.toml", "`bridge.toml`"),
    ] {
        shell(&desk.folder, put);
        session.until(put, |screen| screen.contents().contains(told));
        assert!(
            session.text().contains("“this year”"),
            "{put}: {}",
            session.text()
        );
        shell(&desk.folder, "rm -rf bridge.toml was");
        desk.write("bridge.toml", &desk.records);
        session.until("its return", |screen| {
            screen.contents().contains("bridge.toml is whole again")
        });
    }
    shell(&desk.folder, "rm bridge.toml");
    session.until("its absence", |screen| {
        screen.contents().contains("is gone")
    });
    session.press("Gva\r");
    session.until("a question", |screen| {
        screen.contents().contains("which version stands?")
    });
    assert_eq!(desk.names(), ["bridge.txt", "dossier.toml"]);
    session.press("o\r");
    session.wait("the file", || desk.names().len() == 3);
    session.until("the panes", |screen| screen.contents().contains("added"));
    let written = desk.read("bridge.toml");
    let (head, rest) = written.split_once("\n[quote.lind-year-2]").expect("ours");
    let tail = rest.split_once("\n\n").map_or("", |(_, tail)| tail);
    assert_eq!(format!("{head}\n{tail}"), desk.records);

    // Somebody means it: then it goes.
    shell(&desk.folder, "rm bridge.toml");
    session.until("its absence", |screen| {
        screen.contents().contains("shown until `reload`")
    });
    session.press("R");
    session.until("its end", |screen| {
        let shown = screen.contents();
        shown.contains("bridge.toml: 3 records removed") && !shown.contains("“this year”")
    });
    session.press("q");
    assert!(session.end().success());
}
