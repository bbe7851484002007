//! Opens what the user named: a dossier, one of its files, an article.
use super::{
    folder::{Folder, TEXT_LIMIT, TOML_LIMIT, open_patiently, read_regular, resolve},
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

/// Reads a dossier's folder, one of its TOML files, or a single article (`.txt`, `.md` or any other text), with the
/// TOML beside it where there is one. A TOML file or an article within a dossier opens the dossier: the nearest folder
/// above it that holds a `dossier.toml`.
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
        let folder = Folder::Disk(path.to_owned());
        let title = fs::canonicalize(path)
            .ok()
            .and_then(|path| file_name(&path))
            .unwrap_or_default();
        return dossier(&name, &title, &folder);
    }
    if !about.is_file() {
        return Err(Trouble::new(path, "it is not a regular file"));
    }
    let real = std::path::absolute(path).map_err(trouble)?;
    if Kind::of(&file_name(&real).unwrap_or_default()) == Some(Kind::Toml) {
        open_patiently(path).map_err(trouble)?;
        return toml(&name, &real);
    }
    let file = open_patiently(path).map_err(trouble)?;
    let beside = real.with_extension("toml");
    let mut written = if beside.is_file() {
        toml(&name, &beside)?
    } else {
        Written::default()
    };
    let known = written
        .articles
        .iter()
        .any(|article| file_name(Path::new(&article.file)) == file_name(&real));
    if !known {
        let mut faults = Faults::default();
        let own = file_name(&real).unwrap_or_default();
        let bytes = read_regular(file, TEXT_LIMIT);
        written.articles.push(alone(&own, bytes, &mut faults));
        written.faults.extend(faults.list);
    }
    if written.about.title.is_empty() {
        written.about.title = stem(&name);
    }
    written.name = name.into_owned();
    Ok(written)
}

/// Reads an article that comes without a file: standard input, or a text made up by a caller. `name` is its id.
#[must_use]
pub fn from_text(name: &str, text: String) -> Written {
    let mut faults = Faults::default();
    let article = alone(name, Ok(text.into_bytes()), &mut faults);
    let mut written = Written {
        name: name.to_owned(),
        articles: vec![article],
        faults: faults.list,
        ..Written::default()
    };
    written.about.title = name.to_owned();
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
    dossier(name, name, &Folder::Memory(files)).unwrap_or_default()
}

fn alone(file: &str, bytes: Result<Vec<u8>, String>, faults: &mut Faults) -> Article {
    let draft = Draft::alone(plain_article(&stem(file), file));
    load(draft, bytes, faults)
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// The name of a file without its folder and the end of its name.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, _) = name
        .rsplit_once('.')
        .filter(|(stem, _)| !stem.is_empty())
        .unwrap_or((name, ""));
    stem.to_owned()
}

/// The folder part of a path with `/`.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Reads the dossier that the TOML file at `path` belongs to, or that file as a dossier of its own.
fn toml(name: &str, path: &Path) -> Result<Written, Trouble> {
    let above = path
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("dossier.toml").is_file());
    if let Some(folder) = above.filter(|folder| is_seen(folder, path)) {
        let title = file_name(folder).unwrap_or_default();
        return dossier(name, &title, &Folder::Disk(folder.to_owned()));
    }
    let own = file_name(path).unwrap_or_default();
    let folder = Folder::Disk(path.parent().map(PathBuf::from).unwrap_or_default());
    let mut reading = Reading::new(&folder);
    reading.file(&own, true);
    Ok(reading.written(name, &stem(&own)))
}

/// Whether no folder between `folder` and `path` is hidden, nor the file itself.
fn is_seen(folder: &Path, path: &Path) -> bool {
    let below = path.strip_prefix(folder).unwrap_or(path);
    !below
        .iter()
        .any(|part| part.to_string_lossy().starts_with('.'))
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
        read(text, &stem(path), &mut self.all, &mut self.faults);
    }

    /// Reads what `[dossier] use` names and is not read yet.
    fn further(&mut self) {
        for (by, file) in std::mem::take(&mut self.all.uses) {
            let folder = parent(&self.files.get(by).path).to_owned();
            self.faults.file = by;
            match resolve(&folder, &file.id) {
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
        let path = resolve(by, &draft.file.id);
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
