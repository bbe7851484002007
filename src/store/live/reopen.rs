//! A dossier read again while somebody looks at it: a file that breaks meanwhile costs nothing that was read before.
use super::reread::reread;
use crate::store::{
    edit::raw::{find::tables, shape::Shape},
    home::root,
    open::open,
    read::NOT_TOML,
    trouble::Trouble,
};
use crate::{
    diag::{Code, Diagnostic, Files, Place},
    model::{Article, Written},
    text::Span,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Stands in the finding about a file that is not to be had.
const UNREAD: &str = "` cannot be read: ";

/// So many bytes at the end of a file tell whether it is there whole.
const ENDING: usize = 64;

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

/// Reads the dossier at `path` again, of which `before` was read last. Files that are gone stay what they were, unless they are
/// `own`: written by this program since then, and so taken away by it.
///
/// # Errors
/// When the disk fails for `path` itself.
pub fn reopen(path: &Path, before: &Written, own: &[PathBuf]) -> Result<Reopened, Trouble> {
    let mut written = open(path)?;
    let mut again = Again {
        root: root(path)?,
        before,
        unfinished: is_unfinished(&written, before),
        faults: Vec::new(),
        older: Vec::new(),
        kept: Vec::new(),
    };
    again.keep_broken(&written);
    again.keep_lost(&written, own);
    again.keep_texts(&mut written);
    if !again.kept.is_empty() {
        // What they said before may name articles that nothing else names by now.
        let known = |file: &str| written.articles.iter().any(|article| article.file == file);
        let named = before.articles.iter().filter(|old| old.readable);
        let lost: Vec<Article> = named.filter(|old| !known(&old.file)).cloned().collect();
        written.articles.extend(lost);
        written = reread(&written, &again.older);
        written.faults.splice(0..0, again.faults);
    }
    Ok(Reopened {
        written,
        kept: again.kept,
        unfinished: again.unfinished,
    })
}

/// What is kept of a dossier that is read again.
struct Again<'a> {
    root: PathBuf,
    before: &'a Written,
    unfinished: bool,
    /// What is wrong with the files that are kept.
    faults: Vec<Diagnostic>,
    /// What those said.
    older: Vec<(String, String)>,
    kept: Vec<String>,
}

impl Again<'_> {
    fn keep(&mut self, path: &str, text: &str, fault: Option<Diagnostic>) {
        self.faults.extend(fault);
        self.older.push((path.to_owned(), text.to_owned()));
        self.kept.push(path.to_owned());
    }

    /// Files that were whole and are no TOML any more, or not to be had.
    fn keep_broken(&mut self, written: &Written) {
        for fault in &written.faults {
            let Some(place) = fault.place.filter(|place| is_broken(fault, *place)) else {
                continue;
            };
            let file = written.files.get(place.file);
            let old =
                text(&self.before.files, &file.path).filter(|_| is_good(self.before, &file.path));
            let Some(old) = old.filter(|_| !self.kept.contains(&file.path)) else {
                continue;
            };
            let line = file.text[..place.span.start].matches('\n').count();
            let fault = retold(fault, &file.path, old, line);
            self.keep(&file.path, old, Some(fault));
        }
    }

    /// Files in whose place stands what is none (a folder, a link to nowhere), or nothing, and which went nowhere else.
    fn keep_lost(&mut self, written: &Written, own: &[PathBuf]) {
        for (_, file) in self.before.files.iter() {
            let place = self.root.join(&file.path);
            let lost =
                text(&written.files, &file.path).is_none() && is_good(self.before, &file.path);
            if !lost || own.contains(&place) {
                continue;
            }
            let taken = fs::symlink_metadata(&place).is_ok();
            if taken || !moved(self.before, written, &file.text) {
                let (path, what) = (&file.path, if taken { "no file any more" } else { "gone" });
                let told = format!(
                    "`{path}` is {what}; until the next start what it said before is shown"
                );
                let fault = Diagnostic::new(Code::E08, told).help(
                    "put it back, or save a change: then it is asked whether to write it anew",
                );
                self.keep(path, &file.text, Some(fault));
            }
        }
    }

    /// Texts of articles that are not to be had.
    fn keep_texts(&mut self, written: &mut Written) {
        let unread = written
            .articles
            .iter_mut()
            .filter(|article| !article.readable);
        for article in unread {
            let mut known = self.before.articles.iter();
            let Some(old) = known.find(|old| old.file == article.file && old.readable) else {
                continue;
            };
            self.faults.extend(self::unread(article, &written.faults));
            article.text.clone_from(&old.text);
            article.raw.clone_from(&old.raw);
            article.paragraphs.clone_from(&old.paragraphs);
            article.readable = true;
            self.kept.push(article.file.clone());
        }
    }
}

/// Whether a file looks as if somebody were still writing it: it is shorter, and how it ended is not there yet.
fn is_unfinished(written: &Written, before: &Written) -> bool {
    let short = |old: &str, new: &str| {
        let end = old.floor_char_boundary(old.len().saturating_sub(ENDING));
        new.len() < old.len() && !new.ends_with(&old[end..])
    };
    let mut files = written.files.iter().map(|(_, file)| file);
    let mut articles = written.articles.iter();
    files.any(|file| text(&before.files, &file.path).is_some_and(|old| short(old, &file.text)))
        || articles.any(|new| {
            let mut known = before.articles.iter();
            let old = known.find(|old| old.file == new.file && old.readable);
            old.is_some_and(|old| new.readable && short(&old.text, &new.text))
        })
}

/// Whether what a file said, `gone` now, stands in another one: one that is new and says the same, or one that declares a table
/// of it.
fn moved(before: &Written, written: &Written, gone: &str) -> bool {
    let of = |text: &str| {
        Shape::of(text)
            .map(|shape| tables(&shape))
            .unwrap_or_default()
    };
    let own = of(gone);
    written.files.iter().any(|(_, file)| {
        let new = text(&before.files, &file.path).is_none();
        (new && file.text == gone) || !of(&file.text).is_disjoint(&own)
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
        let again = reopen(scratch.path(), &before, &[]).expect("a dossier");
        assert_eq!(
            (again.written, again.kept, again.unfinished),
            (before, vec![], false)
        );
    }

    #[test]
    fn a_file_that_breaks_leaves_what_it_said_and_the_fault() {
        let (scratch, before) = dossier();
        scratch.write("t.toml", b"[article]\nfile='t.txt'\n[source.x\nname='X'\n[quote.other]\nsource='x'\ntext='all'\n");
        let again = reopen(scratch.path(), &before, &[]).expect("a dossier");
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
        let again = reopen(scratch.path(), &again.written, &[]).expect("a dossier");
        assert_eq!(
            (again.written.records.len(), again.written.faults.len()),
            (1, 1)
        );
        scratch.write("t.toml", GOOD);
        let again = reopen(scratch.path(), &again.written, &[]).expect("a dossier");
        assert_eq!(again.written, before);
    }

    #[test]
    fn a_file_that_breaks_where_it_names_its_article_keeps_the_text_too() {
        let (scratch, before) = dossier();
        scratch.write("t.toml", b"[article]\nfile='t.t");
        let again = reopen(scratch.path(), &before, &[]).expect("a dossier");
        assert_eq!(again.written.articles, before.articles);
        assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
    }

    #[test]
    fn a_text_that_goes_leaves_what_was_read() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n");
        scratch.write("a/t.toml", GOOD);
        scratch.write("a/t.txt", b"Hello, all.");
        let before = open(scratch.path()).expect("a dossier");
        fs::remove_file(scratch.path().join("a/t.txt")).expect("a file");
        let again = reopen(scratch.path(), &before, &[]).expect("a dossier");
        assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
        assert_eq!(again.written.faults.len(), 1, "{:?}", again.written.faults);
        let told =
            "`a/t.txt` cannot be read: no such file or folder; its text is what was read before";
        assert_eq!(again.written.faults[0].message, told);
        fs::write(scratch.path().join("a/t.txt"), b"\xff\xfe").expect("a file");
        let again = reopen(scratch.path(), &again.written, &[]).expect("a dossier");
        assert_eq!(again.written.articles[0].text.as_str(), "Hello, all.");
        assert!(again.written.faults[0].message.contains("not UTF-8"));
    }

    #[test]
    fn a_file_that_was_broken_from_the_start_keeps_nothing() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n[broken\n");
        let before = open(scratch.path()).expect("a dossier");
        let again = reopen(scratch.path(), &before, &[]).expect("a dossier");
        assert_eq!((again.kept, again.written), (vec![], before));
    }

    #[test]
    fn half_of_a_file_looks_unfinished() {
        let (scratch, before) = dossier();
        scratch.write("t.toml", &GOOD[..24]);
        assert!(
            reopen(scratch.path(), &before, &[])
                .expect("a dossier")
                .unfinished
        );
        scratch.write("t.toml", b"");
        assert!(
            reopen(scratch.path(), &before, &[])
                .expect("a dossier")
                .unfinished
        );
        let (head, tail) = GOOD.split_at(GOOD.len() / 2);
        scratch.write("t.toml", &[head, b"z", tail].concat());
        let longer = reopen(scratch.path(), &before, &[]).expect("a dossier");
        assert!(!longer.unfinished, "what grew and ends as it did is whole");
    }

    #[test]
    fn a_file_that_goes_leaves_what_it_said_unless_it_went_elsewhere_or_we_took_it_away() {
        let (scratch, before) = dossier();
        let (old, new) = (
            scratch.path().join("t.toml"),
            scratch.path().join("new.toml"),
        );
        let again = |own: &[PathBuf]| reopen(scratch.path(), &before, own).expect("a dossier");
        fs::rename(&old, &new).expect("renamed");
        assert_eq!(again(&[]).kept, [""; 0]);
        fs::remove_file(&new).expect("removed");
        let kept = again(&[]);
        assert_eq!(
            (kept.kept, kept.written.records),
            (vec!["t.toml".to_owned()], before.records.clone())
        );
        let told: Vec<&str> = kept
            .written
            .faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect();
        assert_eq!(
            told,
            ["`t.toml` is gone; until the next start what it said before is shown"]
        );
        let own = fs::canonicalize(scratch.path())
            .expect("a folder")
            .join("t.toml");
        let without = again(&[own]);
        assert_eq!((without.kept.len(), without.written.records.len()), (0, 0));
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
            let again = reopen(scratch.path(), &before, &[]).expect("a folder");
            assert_eq!(again.kept, ["t.toml"], "{what}");
            assert_eq!(again.written.records, before.records, "{what}");
        }
    }

    #[test]
    fn a_dossier_that_is_gone_is_trouble() {
        let (scratch, before) = dossier();
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(reopen(&path, &before, &[]).is_err());
    }
}
