//! A dossier read again while somebody looks at it: a file that breaks meanwhile costs nothing that was read before.
use super::reread::reread_beside;
use crate::store::{
    edit::raw::{find::tables, shape::Shape},
    folder::{Folder, TOML_LIMIT, is_toml},
    home::Home,
    open::open_telling,
    read::utf8,
    trouble::{Trouble, reason},
};
use crate::{
    crew::Crew,
    diag::{Code, Condition, Diagnostic, File, Place},
    model::{Article, Written},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

#[cfg(test)]
mod tests;

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

/// Which of the files that are gone may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetGo<'a> {
    /// These: this program wrote them since they were read, and so took them away.
    Own(&'a [PathBuf]),
    /// All: somebody said so.
    All,
}

/// Reads the dossier at `path` again, its records by `crew`, of which `before` was read last. Files that are gone stay what they were, but for those that
/// are `let_go`.
///
/// # Errors
/// When the disk fails for `path` itself.
pub fn reopen(
    path: &Path,
    before: &Written,
    let_go: LetGo<'_>,
    crew: &dyn Crew,
) -> Result<Reopened, Trouble> {
    let mut written = open_telling(path, crew, &|_| ())?;
    let real = fs::canonicalize(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    let texts = texts(before);
    let mut again = Again {
        home: Home::of(&real),
        single: real.with_extension("toml"),
        before,
        let_go,
        unfinished: is_unfinished(&written, before, &texts),
        older: Vec::new(),
        unused: Vec::new(),
        faults: Vec::new(),
        unread: Vec::new(),
        kept: Vec::new(),
    };
    again.keep_broken(&written);
    again.keep_lost(&written);
    again.keep_texts(&mut written, &texts);
    if !again.kept.is_empty() {
        written = again.put_together(written);
    }
    Ok(Reopened {
        written,
        kept: again.kept,
        unfinished: again.unfinished,
    })
}

/// The path of a file, and what it says.
type Text = (String, String);

/// What is kept of a dossier that is read again.
struct Again<'a> {
    home: Home,
    /// Where the dossier is not all of its folder: the one file that is not only read because another names it.
    single: PathBuf,
    before: &'a Written,
    let_go: LetGo<'a>,
    unfinished: bool,
    /// The files that are kept, and what those said.
    older: Vec<Text>,
    /// Files that were read because another named them, which none does by now.
    unused: Vec<&'a File>,
    /// What is wrong with the files that are kept, and where in what they said. (Their numbers are known once all is read.)
    faults: Vec<(Diagnostic, Option<(String, Span)>)>,
    /// The articles whose texts are kept, by their file, and what was found about them.
    unread: Vec<(String, Diagnostic)>,
    /// The paths of all.
    kept: Vec<String>,
}

impl<'a> Again<'a> {
    fn keep(&mut self, path: &str, text: &str, fault: (Diagnostic, Option<Span>)) {
        let (fault, span) = fault;
        self.faults
            .push((fault, span.map(|span| (path.to_owned(), span))));
        self.older.push((path.to_owned(), text.to_owned()));
        self.kept.push(path.to_owned());
    }

    /// The file `path` as it was read before, if it said anything then.
    fn good(&self, path: &str) -> Option<&'a File> {
        let file = self.before.files.get(self.before.files.find(path)?);
        matches!(file.condition, Condition::Whole | Condition::Kept).then_some(file)
    }

    /// Whether nobody is to miss the file `path`: where all may go, because nothing stands in its place, or what is no file.
    fn may_go(&self, path: &str) -> bool {
        match self.let_go {
            LetGo::Own(own) => own.contains(&self.home.folder.join(path)),
            LetGo::All => !self.is_there(path),
        }
    }

    /// Whether a file stands at `path`, whoever may read it.
    fn is_there(&self, path: &str) -> bool {
        match fs::metadata(self.home.folder.join(path)) {
            Ok(about) => about.is_file(),
            Err(error) => !is_absent(&error),
        }
    }

    /// Files that were whole and are no TOML any more, or not to be had.
    fn keep_broken(&mut self, written: &Written) {
        for (_, file) in written.files.iter() {
            let Some(old) = self.good(&file.path) else {
                continue;
            };
            let path = &file.path;
            let (line, why) = match &file.condition {
                Condition::Whole | Condition::Kept => continue,
                Condition::Broken(at, why) => {
                    let line = file.text[..at.start].matches('\n').count();
                    let told = format!("`{path}` is broken at line {}: {why}", line + 1);
                    (line, told)
                }
                Condition::Unread(_) if self.may_go(path) => continue,
                Condition::Unread(_) if !self.is_there(path) => {
                    let fault = lost(path, &self.home.folder.join(path));
                    self.keep(path, &old.text, (fault, None));
                    continue;
                }
                Condition::Unread(why) => (0, format!("`{path}{UNREAD}{why}")),
            };
            let told = format!("{why}; what it said before is shown");
            let fault = Diagnostic::new(Code::E08, told);
            self.keep(path, &old.text, (fault, nth_line(&old.text, line)));
        }
    }

    /// Files in whose place stands what is none (a folder, a link to nowhere), or nothing, and which went nowhere else.
    fn keep_lost(&mut self, written: &Written) {
        let mut moves = None;
        for (_, file) in self.before.files.iter() {
            let path = &file.path;
            if written.files.find(path).is_some() || self.good(path).is_none() {
                continue;
            }
            if self.may_go(path) {
                continue;
            }
            if !self.is_listed(path) {
                self.unused.push(file);
                continue;
            }
            let moves = moves.get_or_insert_with(|| Moves::of(self.before, written));
            if !moves.hold(&file.text) {
                let fault = lost(path, &self.home.folder.join(path));
                self.keep(path, &file.text, (fault, None));
            }
        }
    }

    /// Whether the file `path` is read without another one that names it.
    fn is_listed(&self, path: &str) -> bool {
        if self.home.whole {
            return !path.starts_with("../") && is_toml(path);
        }
        self.home.folder.join(path) == self.single
    }

    /// Texts of articles that are not to be had.
    fn keep_texts(&mut self, written: &mut Written, texts: &FxHashMap<&str, &Article>) {
        let unread = written
            .articles
            .iter_mut()
            .filter(|article| !article.readable);
        for article in unread {
            let Some(old) = texts.get(&*article.file) else {
                continue;
            };
            if self.may_go(&article.file) {
                continue;
            }
            let fault = self::unread(article, &written.faults);
            self.unread
                .extend(fault.map(|fault| (article.file.clone(), fault)));
            article.text.clone_from(&old.text);
            article.raw.clone_from(&old.raw);
            article.paragraphs.clone_from(&old.paragraphs);
            article.readable = true;
            self.kept.push(article.file.clone());
        }
    }

    /// The dossier of what was read and what is kept.
    fn put_together(&mut self, mut written: Written) -> Written {
        // What they said before may name articles that nothing else names by now.
        let known: FxHashSet<&str> = (written.articles.iter())
            .map(|article| article.file.as_str())
            .collect();
        let lost = self.before.articles.iter().filter(|old| old.readable);
        let lost: Vec<Article> = (lost.filter(|old| !known.contains(&*old.file)))
            .cloned()
            .collect();
        written.articles.extend(lost);
        let (beside, stale) = self.beside();
        let mut read = reread_beside(&written, &self.older, &beside);
        for (path, fault) in stale {
            if read.files.find(&path).is_some() {
                self.faults.push((fault, None));
                self.kept.push(path);
            }
        }
        for path in &self.kept {
            if let Some(id) = read.files.find(path) {
                read.files.found(id, Condition::Kept);
            }
        }
        let told = self.told(&read);
        read.faults.splice(0..0, told);
        read
    }

    /// What the files say that none names by now, should one do that is kept; and those of them that say it no more, with what is
    /// to be told then.
    fn beside(&self) -> (Vec<Text>, Vec<(String, Diagnostic)>) {
        let folder = Folder::Disk(self.home.folder.clone());
        let (mut beside, mut stale) = (Vec::new(), Vec::new());
        for file in &self.unused {
            let path = &file.path;
            let text = folder.read(path, TOML_LIMIT).and_then(utf8).ok();
            let text = text.filter(|text| Shape::of(text).is_ok());
            if text.is_none() {
                let fault = lost(path, &self.home.folder.join(path));
                stale.push((path.clone(), fault));
            }
            beside.push((path.clone(), text.unwrap_or_else(|| file.text.clone())));
        }
        (beside, stale)
    }

    /// The findings about what is kept, each at its place in `read`.
    fn told(&mut self, read: &Written) -> Vec<Diagnostic> {
        let of_files = self.faults.drain(..).map(|(fault, place)| {
            let place = place.and_then(|(path, span)| {
                let file = read.files.find(&path)?;
                Some(Place { file, span })
            });
            Diagnostic { place, ..fault }
        });
        let articles = self::texts(read);
        let of_texts = self.unread.drain(..).map(|(file, fault)| {
            let named = articles.get(&*file).and_then(|article| {
                let file = article.place?.file;
                let mut fields = article.fields.iter();
                let (_, span) = fields.find(|(field, _)| *field == "file")?;
                Some(Place { file, span: *span })
            });
            Diagnostic {
                place: named,
                ..fault
            }
        });
        of_files.chain(of_texts).collect()
    }
}

/// What is said of a file that its folder does not list.
const HIDDEN: &str = "is not to be had";

/// Says that the file `path`, which stood at `place`, is not read any more.
fn lost(path: &str, place: &Path) -> Diagnostic {
    let what = match fs::symlink_metadata(place) {
        Err(error) if is_absent(&error) => "is gone",
        Ok(about) if !about.is_file() => "is no file any more",
        _ => HIDDEN,
    };
    let (until, help) = if what == HIDDEN {
        ("", "let its folder be listed again")
    } else {
        (
            " until `reload`",
            "put it back, let it go with `reload`, or save a change: then it is asked whether to write it anew",
        )
    };
    let told = format!("`{path}` {what}; what it said before is shown{until}");
    Diagnostic::new(Code::E08, told).help(help)
}

/// Whether `error` says that nothing is there.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Where what a file said can have gone.
struct Moves<'w> {
    /// The tables that are there.
    tables: FxHashSet<(String, String)>,
    /// What the new files say.
    new: FxHashSet<&'w str>,
}

impl<'w> Moves<'w> {
    fn of(before: &Written, written: &'w Written) -> Self {
        let files = || written.files.iter().map(|(_, file)| file);
        let new = files().filter(|file| before.files.find(&file.path).is_none());
        Self {
            tables: files().flat_map(|file| declared(&file.text)).collect(),
            new: new.map(|file| file.text.as_str()).collect(),
        }
    }

    /// Whether what a file said, `gone` now, stands in another one: one that is new and says the same, or one that declares a table
    /// of it.
    fn hold(&self, gone: &str) -> bool {
        let mut tables = declared(gone);
        self.new.contains(gone) || tables.any(|table| self.tables.contains(&table))
    }
}

/// The tables that `text` declares: what each is, and its id.
fn declared(text: &str) -> impl Iterator<Item = (String, String)> {
    let shape = Shape::of(text).map(|shape| tables(&shape));
    shape.unwrap_or_default().into_iter()
}

/// The articles of `written` whose texts were read, by their file.
fn texts(written: &Written) -> FxHashMap<&str, &Article> {
    let mut texts = FxHashMap::default();
    for article in written.articles.iter().filter(|article| article.readable) {
        texts.entry(&*article.file).or_insert(article);
    }
    texts
}

/// Whether a file looks as if somebody were still writing it: it is shorter, and how it ended is not there yet.
fn is_unfinished(written: &Written, before: &Written, texts: &FxHashMap<&str, &Article>) -> bool {
    let short = |old: &str, new: &str| {
        let end = old.floor_char_boundary(old.len().saturating_sub(ENDING));
        new.len() < old.len() && !new.ends_with(&old[end..])
    };
    let mut files = written.files.iter().map(|(_, file)| file);
    let mut articles = written.articles.iter().filter(|new| new.readable);
    files.any(|new| {
        let old = before.files.find(&new.path);
        old.is_some_and(|old| short(&before.files.get(old).text, &new.text))
    }) || articles.any(|new| {
        let old = texts.get(&*new.file);
        old.is_some_and(|old| short(&old.text, &new.text))
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
    let told = format!("`{file}{UNREAD}{why}; its text is what was read before");
    Some(Diagnostic::new(fault.code, told))
}

/// The bytes of line `n` of `text`, from 0, the empty one at its end included; nothing where it has none.
fn nth_line(text: &str, n: usize) -> Option<Span> {
    let mut lines = text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some(Span::new(start, start + line.trim_end().len()))
    });
    lines.nth(n)
}
