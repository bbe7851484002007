//! A dossier read again while somebody looks at it: a file that breaks meanwhile costs nothing that was read before.
use super::{home::root, open::open, read::NOT_TOML, reread::reread, trouble::Trouble};
use crate::{
    diag::{Diagnostic, Files, Place},
    model::{Article, Written},
    text::Span,
};
use std::{fs, path::Path};

/// Stands in the finding about a file that is not to be had.
const UNREAD: &str = "` cannot be read: ";

/// A dossier as it was read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Reopened {
    /// What its files say; of those that are broken, what they said before, and what is wrong with them.
    pub written: Written,
    /// The files of which an older state is kept.
    pub kept: Vec<String>,
    /// Whether a file looks as if somebody were still writing it.
    pub unfinished: bool,
}

/// Reads the dossier at `path` again, of which `before` was read last.
///
/// # Errors
/// When the disk fails for `path` itself.
pub fn reopen(path: &Path, before: &Written) -> Result<Reopened, Trouble> {
    let mut written = open(path)?;
    let unfinished = (written.files.iter()).any(|(_, file)| {
        let old = text(&before.files, &file.path).unwrap_or_default();
        file.text.len() < old.len() && old.starts_with(&file.text)
    });
    let (mut faults, mut older, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for fault in &written.faults {
        let Some(place) = fault.place.filter(|place| is_broken(fault, *place)) else {
            continue;
        };
        let path = written.files.get(place.file).path.clone();
        let Some(old) = text(&before.files, &path).filter(|_| is_good(before, &path)) else {
            continue;
        };
        if !kept.contains(&path) {
            let line = written.files.get(place.file).text[..place.span.start]
                .matches('\n')
                .count();
            faults.push(retold(fault, &path, old, line));
            older.push((path.clone(), old.to_owned()));
            kept.push(path);
        }
    }
    // What stands in a file's place and is none: a folder, a link to nowhere.
    let root = root(path, before)?;
    for (_, file) in before.files.iter() {
        let gone = text(&written.files, &file.path).is_none();
        let taken = || fs::symlink_metadata(root.join(&file.path)).is_ok();
        if gone && is_good(before, &file.path) && taken() {
            older.push((file.path.clone(), file.text.clone()));
            kept.push(file.path.clone());
        }
    }
    for article in written
        .articles
        .iter_mut()
        .filter(|article| !article.readable)
    {
        let mut known = before.articles.iter();
        let Some(old) = known.find(|old| old.file == article.file && old.readable) else {
            continue;
        };
        faults.extend(unread(article, &written.faults));
        article.text.clone_from(&old.text);
        article.raw.clone_from(&old.raw);
        article.paragraphs.clone_from(&old.paragraphs);
        article.readable = true;
        kept.push(article.file.clone());
    }
    if !kept.is_empty() {
        written = reread(&written, &older);
        written.faults.splice(0..0, faults);
    }
    Ok(Reopened {
        written,
        kept,
        unfinished,
    })
}

/// What was said of an article whose text is not to be had, with the path by which everything else names it.
fn unread(article: &Article, faults: &[Diagnostic]) -> Option<Diagnostic> {
    let about = |fault: &&Diagnostic| {
        fault.message.contains(UNREAD)
            && fault.place.map(|place| place.file) == article.place.map(|place| place.file)
    };
    let fault = faults.iter().find(about)?;
    let (_, why) = fault.message.split_once(UNREAD)?;
    let file = &article.file;
    Some(Diagnostic {
        message: format!("`{file}{UNREAD}{why}; its text is what was read before"),
        ..fault.clone()
    })
}

fn text<'f>(files: &'f Files, path: &str) -> Option<&'f str> {
    let mut files = files.iter().map(|(_, file)| file);
    files
        .find(|file| file.path == path)
        .map(|file| file.text.as_str())
}

/// Whether `fault` is about a file as a whole: it is not TOML, or not to be had.
fn is_broken(fault: &Diagnostic, place: Place) -> bool {
    fault.message.starts_with(NOT_TOML)
        || (place.span == Span::default() && fault.message.contains(UNREAD))
}

/// Whether the file was whole when `before` was read.
fn is_good(before: &Written, path: &str) -> bool {
    !before.faults.iter().any(|fault| {
        let place = fault.place.filter(|place| is_broken(fault, *place));
        place.is_some_and(|place| before.files.get(place.file).path == path)
    })
}

/// `fault`, at the same line of the older text that is kept.
fn retold(fault: &Diagnostic, path: &str, old: &str, line: usize) -> Diagnostic {
    let mut lines = old.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(Span::new(start, start + line.trim_end().len()))
    });
    let span = lines.nth(line).unwrap_or_default();
    let why = &fault.message;
    Diagnostic {
        message: format!(
            "`{path}` is broken at line {}: {why}; what it said before is shown",
            line + 1
        ),
        place: fault.place.map(|place| Place { span, ..place }),
        label: None,
        also: Vec::new(),
        notes: Vec::new(),
        ..fault.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    const GOOD: &[u8] =
        b"[article]\nfile='t.txt'\n[source.x]\nname='X'\n[quote.q]\nsource='x'\ntext='Hello'\n";

    fn dossier() -> (Scratch, Written) {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n");
        scratch.write("t.toml", GOOD);
        scratch.write("t.txt", b"Hello, all.");
        let written = open(scratch.path()).expect("a dossier");
        assert_eq!(written.faults, []);
        (scratch, written)
    }

    #[test]
    fn what_is_as_it_was_reads_as_it_was() {
        let (scratch, before) = dossier();
        let again = reopen(scratch.path(), &before).expect("a dossier");
        assert_eq!(
            (again.written, again.kept, again.unfinished),
            (before, vec![], false)
        );
    }

    #[test]
    fn a_file_that_breaks_leaves_what_it_said_and_the_fault() {
        let (scratch, before) = dossier();
        scratch.write("t.toml", b"[article]\nfile='t.txt'\n[source.x\nname='X'\n[quote.other]\nsource='x'\ntext='all'\n");
        let again = reopen(scratch.path(), &before).expect("a dossier");
        assert_eq!(again.kept, ["t.toml"]);
        assert_eq!(again.written.records, before.records);
        let [fault] = &again.written.faults[..] else {
            panic!("one fault: {:?}", again.written.faults);
        };
        assert!(
            fault.message.starts_with("`t.toml` is broken at line 3: "),
            "{}",
            fault.message
        );
        assert!(
            fault.message.ends_with("what it said before is shown"),
            "{}",
            fault.message
        );

        // Still broken: still what it said when it was whole. Whole again: what it says.
        let again = reopen(scratch.path(), &again.written).expect("a dossier");
        assert_eq!(
            (again.written.records.len(), again.written.faults.len()),
            (1, 1)
        );
        scratch.write("t.toml", GOOD);
        let again = reopen(scratch.path(), &again.written).expect("a dossier");
        assert_eq!(again.written, before);
    }

    #[test]
    fn a_text_that_goes_leaves_what_was_read() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n");
        scratch.write("a/t.toml", GOOD);
        scratch.write("a/t.txt", b"Hello, all.");
        let before = open(scratch.path()).expect("a dossier");
        fs::remove_file(scratch.path().join("a/t.txt")).expect("a file");
        let again = reopen(scratch.path(), &before).expect("a dossier");
        assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
        assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
        let told =
            "`a/t.txt` cannot be read: no such file or folder; its text is what was read before";
        assert_eq!(again.written.faults[0].message, told);
        fs::write(scratch.path().join("a/t.txt"), b"\xff\xfe").expect("a file");
        let again = reopen(scratch.path(), &again.written).expect("a dossier");
        assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
        assert!(again.written.faults[0].message.contains("not UTF-8"));
    }

    #[test]
    fn a_file_that_was_broken_from_the_start_keeps_nothing() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n[broken\n");
        let before = open(scratch.path()).expect("a dossier");
        let again = reopen(scratch.path(), &before).expect("a dossier");
        assert_eq!((again.kept, again.written), (vec![], before));
    }

    #[test]
    fn half_of_a_file_looks_unfinished_and_a_file_that_goes_is_gone() {
        let (scratch, before) = dossier();
        scratch.write("t.toml", &GOOD[..24]);
        assert!(
            reopen(scratch.path(), &before)
                .expect("a dossier")
                .unfinished
        );
        scratch.write("t.toml", b"");
        assert!(
            reopen(scratch.path(), &before)
                .expect("a dossier")
                .unfinished
        );
        fs::remove_file(scratch.path().join("t.toml")).expect("a file");
        let again = reopen(scratch.path(), &before).expect("a dossier");
        assert_eq!(
            (again.written.records.len(), again.written.faults.len()),
            (0, 0)
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_takes_a_files_place_and_is_none_leaves_what_the_file_said() {
        use rustix::fs::{CWD, FileType, mknodat};
        let (scratch, before) = dossier();
        let file = scratch.path().join("t.toml");
        let pipe = || mknodat(CWD, &file, FileType::Fifo, 0o600.into(), 0).expect("a pipe");
        let link = || std::os::unix::fs::symlink("nowhere", &file).expect("a link");
        let folder = || fs::create_dir(&file).expect("a folder");
        let closed = || scratch.write("t.toml", b"\xff\xfe");
        let places: [(&str, &dyn Fn()); 4] = [
            ("pipe", &pipe),
            ("link", &link),
            ("bytes", &closed),
            ("folder", &folder),
        ];
        for (what, put) in places {
            fs::remove_file(&file).expect("removed");
            put();
            let again = reopen(scratch.path(), &before).expect("a folder");
            assert_eq!(again.kept, ["t.toml"], "{what}");
            assert_eq!(again.written.records, before.records, "{what}");
        }
    }

    #[test]
    fn a_dossier_that_is_gone_is_trouble() {
        let (scratch, before) = dossier();
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(reopen(&path, &before).is_err());
    }
}
