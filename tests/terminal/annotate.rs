//! A journey through a real terminal: from an article alone to a clean check and a note, while another program writes too.
use super::pty::Session;
use std::{fs, path::PathBuf, process::Command};

const ARTICLE: &str = "The town wants a bridge.\n\n\"We will build it this year,\" mayor Anna Lind said on Monday.\n\n\
    Otto Berg, who runs the ferry, may object. \"Nobody asked us,\" he told the paper.\n";

/// Somebody at the keyboard, and how many keys they have pressed.
struct Writer {
    session: Session,
    folder: PathBuf,
    keys: usize,
}

impl Writer {
    /// With the article alone, under a name nobody else has.
    fn sit(name: &str) -> Self {
        let name = format!("onrecord-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let article = folder.join("bridge.txt");
        fs::write(&article, ARTICLE).expect("an article");
        let script = "cd \"$2\"; exec \"$ONRECORD\" \"$1\"";
        let (path, here) = (article.display().to_string(), folder.display().to_string());
        let session = Session::script(script, &[&path, &here], &[]);
        session.open();
        Self {
            session,
            folder,
            keys: 0,
        }
    }

    /// Presses keys, each a character, until the screen says `told`.
    #[track_caller]
    fn press(&mut self, keys: &str, told: &str) {
        self.keys += keys.chars().count();
        self.session.press(keys);
        self.session
            .until(told, |screen| screen.contents().contains(told));
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn from_an_article_alone_to_a_note_that_may_leave() {
    let mut writer = Writer::sit("note");
    writer.press("va", "New quote");
    writer.press("\r", "New source");
    writer.press("\r", "New quote");
    writer.press("\r", "quote lind-build-year added");
    // Whom “he” means is guessed, and here wrongly: the name is typed, and somebody new is made of it.
    writer.press(".", "New quote");
    writer.press("Otto Berg\r", "New source");
    writer.press("\r", "New quote");
    writer.press("\r", "quote berg-nobody-asked added");
    writer.press("ra", "Article bridge");
    writer.press(
        "\t\t\t\t\tti,au,pu,da,ur,",
        "title, author, publisher, date, url",
    );
    writer.press("\r", "article bridge changed");
    let said = writer.keys;
    assert!(
        said <= 45,
        "{said} keys for two quotations, their sources and the article's own data"
    );

    // Somebody else writes into the same file: what is taken back is ours alone.
    let theirs = writer.read("bridge.toml").replace(
        "name = \"Otto Berg\"",
        "name = \"Otto Berg\"\norg  = \"the ferry\"",
    );
    fs::write(writer.folder.join("bridge.toml"), &theirs).expect("written");
    writer.session.wait("the other change", || {
        writer.session.text().contains("the ferry")
    });
    writer.press("u", "article bridge changed");
    writer.session.wait("ours taken back", || {
        !writer.read("bridge.toml").contains("unknown")
    });
    assert!(writer.read("bridge.toml").contains("org  = \"the ferry\""));
    writer.press("\x12", "article bridge changed");
    writer
        .session
        .wait("ours again", || writer.read("bridge.toml") == theirs);

    writer.press("D", "nothing names it");
    writer.press("D", "1 quoted");
    writer.press("u", "2 quoted");
    writer
        .session
        .wait("all of it again", || writer.read("bridge.toml") == theirs);

    writer.press("x", "Sourcing and confidence");
    writer.press("\r", "written:");
    writer.press("q", "");
    assert!(writer.session.end().success());
    let check = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("check")
        .arg(writer.folder.join("bridge.txt"))
        .output()
        .expect("it runs");
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
    let notes: Vec<String> = (fs::read_dir(&writer.folder).expect("a folder").flatten())
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("bridge.t"))
        .map(|name| writer.read(&name))
        .collect();
    assert!(
        notes.len() == 1 && notes[0].contains("Anna Lind ¶2; Otto Berg ¶3"),
        "{notes:?}"
    );
}

/// With a form half filled in, ended by `end`, or by the panic that is asked for; what the next start says.
#[track_caller]
fn kept_over(name: &str, panic: &str, end: impl Fn(&mut Session)) {
    let folder = std::env::temp_dir().join(format!("onrecord-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("bridge.txt"), ARTICLE).expect("an article");
    let state = folder.join("state").display().to_string();
    let start = |panic| {
        let path = folder.join("bridge.txt").display().to_string();
        let memory = [
            ("XDG_STATE_HOME", state.as_str()),
            ("ONRECORD_PANIC", panic),
        ];
        let session = Session::script("exec \"$ONRECORD\" \"$@\"", &[&path], &memory);
        session.open();
        session
    };
    let mut session = start(panic);
    session.press("vaZoe");
    session.until("the letters", |screen| screen.contents().contains("Zoe"));
    let drafts = folder.join("state/onrecord/drafts");
    session.wait("the draft", || {
        let folders = fs::read_dir(&drafts).into_iter().flatten().flatten();
        let mut files =
            folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
        // Not the one that is still being written, which is to take its place.
        files.any(|file| {
            file.path().extension().is_some_and(|end| end == "json")
                && fs::read_to_string(file.path()).is_ok_and(|text| text.contains("Zoe"))
        })
    });
    end(&mut session);
    let status = session.end();
    if !panic.is_empty() {
        assert_eq!(status.exit_code(), 101);
        session.assert_as_found();
    }
    let mut again = start("");
    again.until("the draft told", |screen| {
        screen
            .contents()
            .contains("1 draft of an earlier sitting kept")
    });
    again.press("rr");
    again.until("what was typed", |screen| screen.contents().contains("Zoe"));
    drop(again);
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn a_form_outlives_a_closed_terminal() {
    kept_over("closed", "", Session::close);
}

/// Panics happen on request only where the program was built for tests.
#[cfg(debug_assertions)]
#[test]
fn a_form_outlives_a_panic_of_the_worker_that_was_to_save_it() {
    // Somebody new is made of the letters, and then all of it is sent to the disk.
    kept_over("worker", "write", |session| {
        for told in ["New source", "New quote", ""] {
            session.press("\r");
            session.until(told, |screen| screen.contents().contains(told));
        }
    });
}

#[cfg(debug_assertions)]
#[test]
fn a_form_outlives_a_panic_of_the_thread_that_draws() {
    kept_over("drawing", "suspend", |session| session.press("\x1a"));
}

#[test]
fn a_form_outlives_a_program_that_is_killed() {
    kept_over("killed", "", |session| {
        let id = session.id().to_string();
        let killed = Command::new("kill").args(["-9", &id]).status();
        assert!(killed.is_ok_and(|status| status.success()));
    });
}
