//! Opens what the user named: a dossier, one of its files, an article.
use super::{
    folder::{Folder, Reach, TEXT_LIMIT, TOML_LIMIT, open_patiently, read_regular, resolve},
    read::{Draft, Elsewhere, Faults, Gathered, Kind, load, names_ours, plain_article, read, utf8},
    starter,
    trouble::{Trouble, reason},
};
use crate::{
    diag::{Code, Diagnostic, Files, Place},
    model::{Article, Codebook, Written},
    text::Span,
};
use rustc_hash::FxHashMap;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Reads a dossier's folder, one of its TOML files, or a single article (`.md`, or any other name as plain text)
/// together with the TOML of the same name beside it. A TOML file within a dossier opens the dossier: the nearest
/// folder above it that holds a `dossier.toml`.
///
/// What a file says wrongly comes back in [`Written::faults`].
///
/// # Errors
/// When the disk fails for `path` itself.
pub fn open(path: &Path) -> Result<Written, Trouble> {
    let trouble = |error: std::io::Error| Trouble::new(path, reason(&error));
    let about = fs::metadata(path).map_err(trouble)?;
    let name = path.to_string_lossy();
    if about.is_dir() {
        let real = fs::canonicalize(path).map_err(trouble)?;
        return dossier(&name, &file_name(&real), &Folder::Disk(path.to_owned()));
    }
    if !about.is_file() {
        return Err(Trouble::new(path, "it is not a regular file"));
    }
    let file = open_patiently(path).map_err(trouble)?;
    let path = std::path::absolute(path).map_err(trouble)?;
    match Kind::of(&file_name(&path)) {
        Some(Kind::Toml) => toml(&name, &path, Dossier::around(&path)),
        _ => text(&name, &path, file),
    }
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
    dossier("example", "example", &Folder::Memory(starter::EXAMPLE)).unwrap_or_default()
}

/// Reads the article at `path`, open as `file`, and the TOML beside it.
fn text(name: &str, path: &Path, file: fs::File) -> Result<Written, Trouble> {
    let beside = path.with_extension("toml");
    let mut written = Written::default();
    let mut known = false;
    if beside.is_file() {
        let around = Dossier::around(&beside);
        let root = around.folder.clone();
        written = toml(name, &beside, around)?;
        let real = fs::canonicalize(path).ok();
        known = (written.articles.iter())
            .any(|article| fs::canonicalize(root.join(&article.file)).ok() == real);
    } else {
        stem(&file_name(path)).clone_into(&mut written.about.title);
    }
    if !known {
        alone(
            &file_name(path),
            read_regular(file, TEXT_LIMIT),
            &mut written,
        );
    }
    name.clone_into(&mut written.name);
    Ok(written)
}

/// Adds an article that no TOML names.
fn alone(file: &str, bytes: Result<Vec<u8>, String>, written: &mut Written) {
    let mut faults = Faults::default();
    let draft = Draft::alone(plain_article(stem(file), file));
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

/// The name of a file without its folder and the end of its name.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, _) = name
        .rsplit_once('.')
        .filter(|(stem, _)| !stem.is_empty())
        .unwrap_or((name, ""));
    stem
}

/// The folder part of a path with `/`.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a TOML file belongs.
struct Dossier {
    folder: PathBuf,
    /// Whether the folder holds a `dossier.toml`; otherwise the file is a dossier of its own.
    whole: bool,
}

impl Dossier {
    fn around(path: &Path) -> Self {
        let seen = |folder: &&Path| {
            let below = path.strip_prefix(folder).unwrap_or(path);
            !below
                .iter()
                .any(|part| part.to_string_lossy().starts_with('.'))
        };
        let above = path
            .ancestors()
            .skip(1)
            .find(|folder| folder.join("dossier.toml").is_file());
        match above.filter(seen) {
            Some(folder) => Self {
                folder: folder.to_owned(),
                whole: true,
            },
            None => Self {
                folder: path.parent().unwrap_or(path).to_owned(),
                whole: false,
            },
        }
    }
}

/// Reads the TOML file at `path`, or all of the dossier it belongs to.
fn toml(name: &str, path: &Path, around: Dossier) -> Result<Written, Trouble> {
    let title = file_name(&around.folder);
    let folder = Folder::Disk(around.folder);
    if around.whole {
        return dossier(name, &title, &folder);
    }
    let own = file_name(path);
    let mut reading = Reading::new(&folder);
    reading.file(&own, true);
    reading.further();
    Ok(reading.written(name, stem(&own)))
}

fn dossier(name: &str, title: &str, folder: &Folder) -> Result<Written, Trouble> {
    let listing = folder.list()?;
    let mut reading = Reading::new(folder);
    for (path, why, wanted) in listing.skipped {
        let code = if wanted { Code::E08 } else { Code::I30 };
        reading.faults.list.push(Diagnostic::new(
            code,
            format!("`{path}` was not read: {why}"),
        ));
    }
    for path in &listing.files {
        reading.file(path, false);
    }
    reading.further();
    Ok(reading.written(name, title))
}

/// A dossier while it is being read.
struct Reading<'a> {
    folder: &'a Folder,
    files: Files,
    all: Gathered,
    faults: Faults,
}

impl<'a> Reading<'a> {
    fn new(folder: &'a Folder) -> Self {
        Self {
            folder,
            files: Files::default(),
            all: Gathered::default(),
            faults: Faults::default(),
        }
    }

    /// Reads the TOML file `path`; one that is not `named` by anybody may be somebody else's.
    fn file(&mut self, path: &str, named: bool) {
        let text = self.folder.read(path, TOML_LIMIT).and_then(utf8);
        self.source(path, text, named);
    }

    fn source(&mut self, path: &str, text: Result<String, String>, named: bool) {
        let (text, unread) = match text {
            Ok(text) => (text, None),
            Err(why) => (String::new(), Some(why)),
        };
        let foreign = unread.is_none() && !named && !names_ours(&text);
        self.faults.file = self.files.add(path.to_owned(), text);
        if let Some(why) = unread {
            let fault = self.faults.at(
                Code::E08,
                Span::default(),
                format!("`{path}` cannot be read: {why}"),
            );
            return self.faults.add(fault);
        }
        if foreign {
            let message = format!("`{path}` holds none of the tables of a dossier");
            let fault = self.faults.at(Code::I30, Span::default(), message);
            return self.faults.add(fault);
        }
        let text = &self.files.get(self.faults.file).text;
        read(text, stem(path), &mut self.all, &mut self.faults);
    }

    /// Reads what `[dossier] use` names and is not read yet.
    fn further(&mut self) {
        for (by, file) in std::mem::take(&mut self.all.uses) {
            let folder = parent(&self.files.get(by).path).to_owned();
            self.faults.file = by;
            match resolve(&folder, &file.id, Reach::Sibling) {
                Ok(path) if self.files.iter().any(|(_, known)| known.path == path) => {}
                Ok(path) => self.file(&path, true),
                Err(why) => {
                    let fault = self.faults.at(
                        Code::E08,
                        file.span,
                        format!("`{}` cannot be used: {why}", file.id),
                    );
                    self.faults.add(fault);
                }
            }
        }
    }

    /// Reads the articles' texts and puts everything together.
    fn written(mut self, name: &str, title: &str) -> Written {
        let drafts = std::mem::take(&mut self.all.drafts);
        let articles: Vec<Article> = drafts
            .into_iter()
            .map(|draft| self.article(draft))
            .collect();
        self.all.elsewhere(&articles, &mut self.faults);
        duplicates(&self.all, &articles, &mut self.faults);
        let mut about = self.all.about;
        if about.title.is_empty() {
            title.clone_into(&mut about.title);
        }
        let mut faults = self.faults.list;
        faults.sort_by_key(|fault| fault.place);
        Written {
            name: name.to_owned(),
            files: self.files,
            about,
            codebook: Codebook::new(self.all.parties, self.all.sources, self.all.issues),
            articles,
            records: self.all.records,
            faults,
        }
    }

    fn article(&mut self, mut draft: Draft) -> Article {
        if draft.file.id.is_empty() {
            return draft.article; // its absence was told where it is read
        }
        let by = parent(&self.files.get(draft.by).path);
        let path = resolve(by, &draft.file.id, Reach::Inside);
        let bytes = path.and_then(|path| {
            let kind = Kind::of(&path);
            draft.article.file = path;
            match kind {
                Some(Kind::Text | Kind::Markdown) => {
                    self.folder.read(&draft.article.file, TEXT_LIMIT)
                }
                _ => Err("an article is a `.txt` or a `.md`".to_owned()),
            }
        });
        load(draft, bytes, &mut self.faults)
    }
}

/// Says which ids are declared twice; parties, sources, issues, articles and records each have their own.
fn duplicates(all: &Gathered, articles: &[Article], faults: &mut Faults) {
    twice(
        "party",
        all.parties
            .iter()
            .map(|party| (party.id.as_str(), party.place)),
        faults,
    );
    twice(
        "source",
        all.sources
            .iter()
            .map(|source| (source.id.as_str(), source.place)),
        faults,
    );
    twice(
        "issue",
        all.issues
            .iter()
            .map(|issue| (issue.id.as_str(), issue.place)),
        faults,
    );
    let articles = articles
        .iter()
        .filter_map(|article| Some((article.id.as_str(), article.place?)));
    twice("article", articles, faults);
    twice(
        "record",
        all.records
            .iter()
            .map(|record| (record.id.as_str(), record.place)),
        faults,
    );
}

fn twice<'a>(what: &str, ids: impl Iterator<Item = (&'a str, Place)>, faults: &mut Faults) {
    let mut first: FxHashMap<&str, Place> = FxHashMap::default();
    for (id, place) in ids {
        let known = *first.entry(id).or_insert(place);
        if known != place {
            let fault = Diagnostic::new(Code::E07, format!("the {what} id `{id}` is used twice"));
            faults.add(
                fault
                    .at(place.file, place.span)
                    .label("again here")
                    .also(known, "first here"),
            );
        }
    }
}

impl Gathered {
    /// Gives the records that name their article its number.
    fn elsewhere(&mut self, articles: &[Article], faults: &mut Faults) {
        for Elsewhere { record, article } in std::mem::take(&mut self.elsewhere) {
            let record = &mut self.records[record];
            let found = articles.iter().position(|known| known.id == article.id);
            if found.is_none() {
                let fault =
                    Diagnostic::new(Code::E06, format!("there is no article `{}`", article.id));
                faults.add(
                    fault
                        .at(record.place.file, article.span)
                        .about(record.path()),
                );
            }
            record.article = found.filter(|_| !record.text.is_empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_read_without_a_fault() {
        let written = example();
        assert_eq!(written.faults, []);
        assert_eq!(written.articles.len(), 2);
        assert!(written.articles.iter().all(|article| article.readable));
        assert!(written.records.len() > 40);
    }
}
