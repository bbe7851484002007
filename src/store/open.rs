//! Opens what the user named: a dossier, one of its files, an article.
use super::{
    dossier::{LOCK, Stage, dossier, single, stem},
    folder::{Folder, TEXT_LIMIT, files_below, open_patiently, read_regular},
    home::Home,
    read::{Draft, Faults, Kind, load, plain_article},
    save::{LATER, save},
    starter,
    trouble::{Trouble, reason},
};
use crate::{
    crew::{Alone, Crew},
    diag::{Code, Diagnostic},
    model::{Written, later_lock},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Writes the lock of the dossier that [`open`] read at `path` as `written`, and says which file that is.
///
/// # Errors
/// When the dossier or its lock is of a later version than is known here, or the disk fails; then nothing is written.
pub fn save_lock(path: &Path, written: &Written, lock: &str) -> Result<PathBuf, Trouble> {
    if written.about.is_later() {
        return Err(Trouble::new(path, LATER));
    }
    let real = fs::canonicalize(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    let file = Home::of(&real).folder.join(LOCK);
    if let Some(version) = written.lock.as_deref().and_then(later_lock) {
        let told = format!(
            "it is of a later version ({version}) and is not written over; delete it to begin anew"
        );
        return Err(Trouble::new(&file, told));
    }
    save(&file, lock.as_bytes())?;
    Ok(file)
}

/// Who does what can be done side by side, and who hears how far reading has come.
type How<'a> = (&'a dyn Crew, &'a dyn Fn(Stage));

/// Reads a dossier's folder, one of its TOML files, or a single article (`.md`, or any other name as plain text)
/// together with the TOML of the same name beside it. Either of them within a dossier opens the dossier: the nearest folder
/// above it that holds a `dossier.toml`. An article of which nothing is written yet is one more of its articles then.
///
/// What a file says wrongly comes back in [`Written::faults`].
///
/// # Errors
/// When the disk fails for `path` itself.
pub fn open(path: &Path) -> Result<Written, Trouble> {
    open_telling(path, &Alone, &|_| ())
}

/// The same; what can be done side by side `crew` does, and `tell` hears how far it has come.
///
/// # Errors
/// As with [`open`].
pub fn open_telling(
    path: &Path,
    crew: &dyn Crew,
    tell: &dyn Fn(Stage),
) -> Result<Written, Trouble> {
    let how: How<'_> = (crew, tell);
    let trouble = |error: std::io::Error| Trouble::new(path, reason(&error));
    let about = fs::metadata(path).map_err(trouble)?;
    let name = path.to_string_lossy();
    if about.is_dir() {
        let real = fs::canonicalize(path).map_err(trouble)?;
        let folder = Folder::Disk(path.to_owned());
        return dossier((&name, &file_name(&real)), &folder, how);
    }
    if !about.is_file() {
        return Err(Trouble::new(path, "it is not a regular file"));
    }
    let file = open_patiently(path).map_err(trouble)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).map_err(trouble)?;
    let path = folder.join(path.file_name().unwrap_or_default());
    match Kind::of(&file_name(&path)) {
        Some(Kind::Toml) => toml(&name, &path, Home::around(&path), how),
        _ => text((&name, &path), file, how),
    }
}

/// Reads every article below the folder at `path` (names in `.txt` and `.md`), each by itself, whatever TOML stands beside them. What
/// cannot be read is an article that is not readable, and a fault.
///
/// # Errors
/// When the folder cannot be read.
pub fn open_articles(path: &Path) -> Result<Written, Trouble> {
    let real = fs::canonicalize(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    let is_article = |name: &str| matches!(Kind::of(name), Some(Kind::Text | Kind::Markdown));
    let mut written = Written {
        name: path.to_string_lossy().into_owned(),
        ..Written::default()
    };
    written.about.title = file_name(&real);
    let folder = Folder::Disk(real.clone());
    for file in files_below(&real, is_article) {
        alone(&file, folder.read(&file, TEXT_LIMIT), &mut written);
    }
    Ok(written)
}

/// Reads an article that comes without a file: standard input, or a text made up by a caller. Its id is `name`, without
/// the end of it; one that ends in `.md` is read as Markdown.
#[must_use]
pub fn from_text(name: &str, text: String) -> Written {
    let mut written = Written {
        name: name.to_owned(),
        ..Written::default()
    };
    stem(name).clone_into(&mut written.about.title);
    alone(name, Ok(text.into_bytes()), &mut written);
    written
}

/// Reads the example that is compiled in.
#[must_use]
pub fn example() -> Written {
    from_files("example", starter::EXAMPLE)
}

/// Reads a dossier whose files are compiled in: each with its path, sorted by it.
#[must_use]
pub fn from_files(name: &str, files: &'static [(&'static str, &'static str)]) -> Written {
    dossier((name, name), &Folder::Memory(files), (&Alone, &|_| ())).unwrap_or_default()
}

/// Reads the article at `path`, open as `file`, and the TOML beside it, or all of the dossier around it.
fn text((name, path): (&str, &Path), file: fs::File, how: How<'_>) -> Result<Written, Trouble> {
    let beside = path.with_extension("toml");
    let around = Home::around(&beside);
    let root = around.folder.clone();
    let own = inside(&root, path);
    let mut written = if around.whole || beside.is_file() {
        toml(name, &beside, around, how)?
    } else {
        let mut written = Written::default();
        stem(&file_name(path)).clone_into(&mut written.about.title);
        written
    };
    let real = fs::canonicalize(path).ok();
    let known = (written.articles.iter())
        .find(|article| fs::canonicalize(root.join(&article.file)).ok() == real);
    let named = known.map_or(&own, |article| &article.file).clone();
    if known.is_none() {
        alone(&own, read_regular(file, TEXT_LIMIT), &mut written);
    }
    written.named = Some(named);
    name.clone_into(&mut written.name);
    Ok(written)
}

/// Adds an article that no TOML names.
fn alone(file: &str, bytes: Result<Vec<u8>, String>, written: &mut Written) {
    let mut faults = Faults::default();
    let id = stem(file);
    if let Some(other) = written.articles.iter().find(|article| article.id == id) {
        let told = format!("`{}` and `{file}` are both called `{id}`", other.file);
        let way = "give one of the two files another name";
        faults.list.push(Diagnostic::new(Code::E07, told).help(way));
    }
    let draft = Draft::alone(plain_article(id, file));
    written.articles.push(load(draft, bytes, &mut faults));
    written.faults.append(&mut faults.list);
}

/// The last part of a path, for showing.
fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Reads the TOML file at `path`, or all of the dossier it belongs to.
fn toml(name: &str, path: &Path, around: Home, how: How<'_>) -> Result<Written, Trouble> {
    let title = file_name(&around.folder);
    let named = inside(&around.folder, path);
    let folder = Folder::Disk(around.folder);
    let (crew, tell) = how;
    let also_named = |stage| match stage {
        Stage::Texts(mut texts) => {
            texts.named = Some(named.clone());
            tell(Stage::Texts(texts));
        }
        Stage::Articles(..) => tell(stage),
    };
    let mut written = if around.whole {
        dossier((name, &title), &folder, (crew, &also_named))?
    } else {
        single(name, &file_name(path), &folder)
    };
    written.named = Some(named);
    Ok(written)
}

/// The path of the file `path` of the dossier in `folder`, as it is written there.
fn inside(folder: &Path, path: &Path) -> String {
    let own = path.strip_prefix(folder).unwrap_or(path);
    let parts = own.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{fixture::Scratch, folder::TOML_LIMIT};

    fn ids(written: &Written) -> Vec<&str> {
        written
            .records
            .iter()
            .map(|record| record.id.as_str())
            .collect()
    }

    #[test]
    fn the_example_is_read_without_a_fault() {
        let written = example();
        assert_eq!(written.faults, []);
        assert!(written.articles.iter().all(|article| article.readable));
        assert_eq!(
            (written.articles.len(), written.about.title.is_empty()),
            (2, false)
        );
    }

    #[test]
    fn nothing_is_locked_over_what_a_later_program_wrote() {
        let scratch = Scratch::new();
        let kept = |told: &str| {
            let written = open(scratch.path()).expect("a dossier");
            let refused = save_lock(scratch.path(), &written, "ours").expect_err("refused");
            assert!(refused.reason.contains(told), "{refused}");
        };
        scratch.write("dossier.toml", b"[dossier]\n");
        scratch.write(LOCK, b"version = 99\n");
        kept("later version (99)");
        assert_eq!(scratch.read(LOCK), "version = 99\n");
        scratch.remove(LOCK);
        scratch.write("dossier.toml", b"[dossier]\nversion = 99\n");
        kept("it is only read");
        assert_eq!(scratch.read(LOCK), "");
    }

    #[test]
    fn the_bytes_that_are_no_text_are_named() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[party.us]\nname='US'\n");
        scratch.write("bad.toml", b"[party.x]\nname='\xff'\n");
        scratch.write("t.toml", b"[article]\nfile='t.txt'\n");
        scratch.write("t.txt", b"\xff\xfeH\0");
        let written = open(scratch.path()).expect("a folder");
        let messages: Vec<&str> = written
            .faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "`bad.toml` cannot be read: it is not UTF-8 at byte 16",
                "`t.txt` cannot be read: it is not UTF-8 at byte 0; it looks like UTF-16",
            ]
        );
        assert_eq!(written.codebook.parties.len(), 1);
    }

    #[test]
    fn a_file_of_a_dossier_opens_the_dossier() {
        let scratch = Scratch::new();
        scratch.write(
            "dossier.toml",
            b"[dossier]\ntitle='D'\n[note.n]\nkind='gap'\nsays='x'\n",
        );
        scratch.write("articles/t.toml", b"[article]\nfile='t.txt'\n");
        scratch.write("articles/t.txt", b"Hello.");
        scratch.write("articles/other.txt", b"Alone.");
        for file in ["", "dossier.toml", "articles/t.toml", "articles/t.txt"] {
            let written = open(&scratch.path().join(file)).expect(file);
            assert_eq!(
                (written.about.title.as_str(), ids(&written)),
                ("D", vec!["n"]),
                "{file}"
            );
            assert_eq!(written.articles.len(), 1, "{file}");
            let named = (!file.is_empty()).then(|| file.to_owned());
            assert_eq!(written.named, named);
        }
        // Nothing is written of it yet: one article more.
        let other = open(&scratch.path().join("articles/other.txt")).expect("an article");
        let articles: Vec<&str> = (other.articles.iter())
            .map(|article| article.file.as_str())
            .collect();
        assert_eq!(
            (other.about.title.as_str(), articles),
            ("D", vec!["articles/t.txt", "articles/other.txt"])
        );
    }

    #[test]
    fn nothing_is_written_of_one_of_two_articles_of_one_name() {
        use crate::store::edit::{Beside, Change, Edit, Value, preview};
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[source.x]\nname='X'\n");
        scratch.write("articles/t.toml", b"[article]\nfile='t.txt'\n");
        scratch.write("articles/t.txt", b"Hello.");
        scratch.write("articles/old/t.txt", b"Hello.");
        let written = open(&scratch.path().join("articles/old/t.txt")).expect("a dossier");
        let told: Vec<&str> = (written.faults.iter())
            .map(|fault| fault.message.as_str())
            .collect();
        let both = "`articles/t.txt` and `articles/old/t.txt` are both called `t`";
        assert_eq!(told, [both]);
        let text = |text: &str| Value::Text(text.to_owned());
        let edit = Edit {
            what: "a quote".to_owned(),
            changes: vec![Change::Add {
                table: "quote",
                id: "q".to_owned(),
                fields: vec![("source", text("x")), ("text", text("Hello"))],
                beside: Beside::Article("t".to_owned()),
            }],
        };
        let refused = preview(&written, &edit).expect_err("refused");
        assert!(refused.to_string().contains(both), "{refused}");
    }

    #[test]
    fn a_toml_file_with_its_article_beside_it_is_a_dossier() {
        let scratch = Scratch::new();
        scratch.write(
            "t.toml",
            b"[article]\nfile='t.md'\n[source.x]\nname='X'\n[quote.q]\nsource='x'\ntext='Hello'\n",
        );
        scratch.write("t.md", b"*Hello*.");
        scratch.write("u.toml", b"[note.other]\nkind='gap'\nsays='x'\n");
        for file in ["t.toml", "t.md"] {
            let written = open(&scratch.path().join(file)).expect(file);
            assert_eq!(
                (written.about.title.as_str(), ids(&written)),
                ("t", vec!["q"]),
                "{file}"
            );
            assert_eq!(
                (&**written.articles[0].text, &written.faults[..]),
                ("Hello.", &[][..])
            );
        }
    }

    #[test]
    fn trouble_is_only_about_what_the_user_named() {
        let gone = open(Path::new("/nowhere/at\u{1b}all")).expect_err("nothing there");
        assert_eq!(
            gone.to_string(),
            "\"/nowhere/at\\u{1b}all\": no such file or folder"
        );
    }

    #[test]
    fn a_text_without_a_file_is_an_article() {
        let written = from_text("stdin.md", "# Head\n\nBody &amp; soul".to_owned());
        let article = &written.articles[0];
        assert_eq!(
            (article.id.as_str(), article.text.as_str()),
            ("stdin", "Head\n\nBody & soul")
        );
        assert!(article.readable && article.paragraphs[0].head);
    }

    #[test]
    fn use_reaches_into_a_sibling_and_no_further() {
        let scratch = Scratch::new();
        scratch.write(
            "common/people.toml",
            b"[source.x]\nname='X'\n[article]\nfile='../d/t.txt'\n",
        );
        scratch.write("secret.txt", b"no");
        scratch.write("d/t.txt", b"no");
        let dossier =
            b"[dossier]\nuse=['../common/people.toml', '../../x.toml', 'more.toml', 'more.toml']\n";
        scratch.write("d/dossier.toml", dossier);
        scratch.write("d/more.toml", b"[party.p]\nname='P'\n");
        let written = open(&scratch.path().join("d")).expect("a dossier");
        let messages: Vec<&str> = written
            .faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect();
        let out = "the path leads out of the folder of the dossier";
        assert_eq!(
            messages,
            [
                format!("`../../x.toml` cannot be used: {out}"),
                format!("`../d/t.txt` cannot be read: {out}"),
            ]
        );
        assert_eq!(
            (
                written.codebook.sources.len(),
                written.codebook.parties.len()
            ),
            (1, 1)
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_outside() {
        use std::os::unix::fs::symlink;
        let scratch = Scratch::new();
        scratch.write("outside/x.toml", b"[party.out]\nname='Out'\n");
        scratch.write("outside/t.txt", b"Secret.");
        scratch.write("d/dossier.toml", b"[party.in]\nname='In'\n");
        scratch.write("d/a.toml", b"[article]\nfile='a.txt'\n");
        scratch.write("d/b.toml", b"[article]\nfile='dir/t.txt'\n");
        let (outside, d) = (scratch.path().join("outside"), scratch.path().join("d"));
        symlink(outside.join("x.toml"), d.join("x.toml")).expect("a link");
        symlink("../outside/t.txt", d.join("a.txt")).expect("a link");
        symlink("../outside", d.join("dir")).expect("a link");
        symlink("dossier.toml", d.join("again.toml")).expect("a link");
        symlink("nowhere", d.join("gone.toml")).expect("a link");
        let written = open(&d).expect("a dossier");
        assert!(
            written
                .articles
                .iter()
                .all(|article| !article.readable && article.text.is_empty())
        );
        assert_eq!(written.codebook.parties.len(), 1);
        let told: Vec<(&str, &str)> = (written.faults.iter())
            .map(|fault| {
                (
                    fault.code.code(),
                    fault.message.split(": ").next().unwrap_or_default(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("I30", "`dir` was not read"),
                ("E08", "`gone.toml` was not read"),
                ("E08", "`x.toml` was not read"),
                ("E08", "`a.txt` cannot be read"),
                ("E08", "`dir/t.txt` cannot be read"),
            ]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_waits_at_a_pipe() {
        let scratch = Scratch::new();
        let pipe = scratch.path().join("p.txt");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            0o600.into(),
            0,
        )
        .expect("a pipe");
        scratch.write("p.toml", b"[article]\nfile='p.txt'\n");
        let written = open(scratch.path()).expect("a folder");
        assert_eq!(
            written.faults[0].message,
            "`p.txt` cannot be read: it is not a regular file"
        );
        assert_eq!(
            open(&pipe).expect_err("a pipe").reason,
            "it is not a regular file"
        );
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let scratch = Scratch::new();
        scratch.write("d.toml", b"[party.p]\nname='P'\n[article]\nfile='t.txt'\n");
        scratch.sparse("t.txt", TEXT_LIMIT + 1);
        scratch.sparse("huge.toml", TOML_LIMIT + 1);
        let written = open(scratch.path()).expect("a folder");
        let messages: Vec<&str> = written
            .faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "`t.txt` cannot be read: it is larger than 64 MiB",
                "`huge.toml` cannot be read: it is larger than 8 MiB",
            ]
        );
        assert_eq!(written.codebook.parties.len(), 1);
    }
}
