//! Opens what the user named: a dossier, one of its files, an article.
#[cfg(test)]
mod tests;

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
