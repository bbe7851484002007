//! Large dossiers: what they take of memory grows with them and no faster, and the largest have room.
//! Sizes are small here, because programs built for tests are slow: what is twice as large takes twice as much at most, so what
//! the largest takes follows. It is counted in bytes, never in seconds, and each time in a program of its own.
use cap::Cap;
use onrecord::{
    check::check,
    model::Dossier,
    store::{Change, Edit, StateFolder, Value, apply, open},
};
use std::{
    alloc::System,
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const MIB: usize = 1 << 20;

/// So many articles of so many lines and quotations each.
#[derive(Clone, Copy)]
struct Size {
    articles: usize,
    lines: usize,
    quotations: usize,
}

/// Bytes asked for in all, and at most at a time.
#[derive(Clone, Copy, Debug)]
struct Taken {
    total: usize,
    peak: usize,
}

impl Size {
    const fn twice(self, articles: bool) -> Self {
        let times = if articles { (2, 1) } else { (1, 2) };
        Self {
            articles: self.articles * times.0,
            lines: self.lines * times.1,
            quotations: self.quotations * times.1,
        }
    }

    fn write(self, folder: &Path) {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
        write("dossier.toml", "[dossier]\n\n[source.x]\nname = 'X'\n");
        for article in 0..self.articles {
            let mut text = String::new();
            for line in 0..self.lines {
                let _ = write!(
                    text,
                    "Line {line} of a{article}: the council met and voted on it.\n\n"
                );
            }
            let mut records = format!("[article]\nfile = 'a{article}.txt'\n");
            for n in 0..self.quotations {
                let words = format!("Line {n} of a{article}: the council met");
                let _ = write!(
                    records,
                    "\n[quote.q{article}-{n}]\nsource = 'x'\ntext = '{words}'\n"
                );
            }
            write(&format!("a{article}.txt"), &text);
            write(&format!("a{article}.toml"), &records);
        }
    }

    /// What `work` on a dossier of this size takes.
    fn takes(self, work: &str) -> Taken {
        let Self {
            articles,
            lines,
            quotations,
        } = self;
        let name = format!("large-{articles}-{lines}-{quotations}-{work}");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        self.write(&folder.join("dossier"));
        let output = Command::new(env::current_exe().expect("a program"))
            .args(["--exact", "child", "--nocapture"])
            .env("ONRECORD_LARGE", &folder)
            .env("ONRECORD_WORK", work)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let counted = said.lines().find_map(|line| {
            let (total, peak) = line.split_once("TAKEN ")?.1.split_once(' ')?;
            Some(Taken {
                total: total.parse().ok()?,
                peak: peak.parse().ok()?,
            })
        });
        let _ = fs::remove_dir_all(&folder);
        counted.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&output.stderr)))
    }

    /// Holds what `work` takes to growing no faster than the dossier does, and that of one `times` as large to `room` bytes.
    #[track_caller]
    fn has_room(self, work: &str, articles: bool, (times, room): (usize, usize)) {
        let (once, twice) = (self.takes(work), self.twice(articles).takes(work));
        eprintln!("{work}: {once:?}, {twice:?}");
        for (less, more) in [(once.total, twice.total), (once.peak, twice.peak)] {
            assert!(more <= less * 9 / 4, "{less} and {more} bytes");
        }
        assert!(
            once.peak * times <= room,
            "{} bytes at a time",
            once.peak * times
        );
    }
}

/// Not a test of itself: what the others start as a program of its own, with a folder in `ONRECORD_LARGE`.
#[test]
fn child() {
    let Some(folder) = env::var_os("ONRECORD_LARGE").map(PathBuf::from) else {
        return;
    };
    let path = folder.join("dossier");
    let dossier = || {
        let written = open(&path).expect("a dossier");
        assert_eq!(written.faults, []);
        Dossier::new(written)
    };
    match env::var("ONRECORD_WORK").as_deref() {
        Ok("read") => return counted(|| drop(check(&dossier().anchored()))),
        Ok("open") => return counted(|| drop(dossier())),
        _ => {}
    }
    let dossier = dossier();
    let state = StateFolder::at(folder.join("state"));
    let change = Change::Set {
        table: "quote",
        id: "q0-0".to_owned(),
        field: "says",
        value: Some(Value::Text("they voted".to_owned())),
    };
    let edit = Edit {
        what: "changed".to_owned(),
        changes: vec![change],
    };
    counted(|| {
        let saved = apply(&path, dossier.written(), (&edit, &[]), &state).expect("saved");
        assert_eq!(saved.files.len(), 1);
    });
}

/// Says what `work` takes; nothing before it took more at a time.
fn counted(work: impl FnOnce()) {
    let (before, total) = (MEMORY.allocated(), MEMORY.total_allocated());
    work();
    let (total, peak) = (
        MEMORY.total_allocated() - total,
        MEMORY.max_allocated() - before,
    );
    println!("TAKEN {total} {peak}");
}

#[test]
fn one_annotation_more_takes_little() {
    let size = Size {
        articles: 1,
        lines: 1_000,
        quotations: 1_000,
    };
    let (once, twice) = (size.takes("open"), size.twice(false).takes("open"));
    let each = |less: usize, more: usize| (more - less) / size.quotations;
    let (asked, held) = (each(once.total, twice.total), each(once.peak, twice.peak));
    eprintln!("{asked} bytes asked for, {held} held");
    // What is written of it and of the line it stands in is 180 of these bytes.
    assert!(asked <= 5_900 && held <= 850, "{asked}, {held}");
}

#[test]
fn a_hundred_thousand_annotations_have_room() {
    let size = Size {
        articles: 1,
        lines: 1_000,
        quotations: 1_000,
    };
    size.has_room("read", false, (100, 250 * MIB));
    size.has_room("write", false, (100, 450 * MIB));
}

#[test]
fn ten_thousand_articles_have_room() {
    let size = Size {
        articles: 100,
        lines: 10,
        quotations: 2,
    };
    size.has_room("read", true, (100, 250 * MIB));
    size.has_room("write", true, (100, 250 * MIB));
}

#[test]
fn a_million_lines_have_room() {
    let size = Size {
        articles: 1,
        lines: 50_000,
        quotations: 1,
    };
    size.has_room("read", false, (20, 250 * MIB));
    size.has_room("write", false, (20, 250 * MIB));
}
