//! A dossier with some of its files saying something else, before anything is saved.
use crate::store::{
    dossier::{LOCK, dossier},
    folder::Folder,
    trouble::ABSENT,
};
use crate::{
    crew::Alone,
    diag::Condition,
    model::{Article, Written},
    text::Span,
};
use rustc_hash::FxHashMap;

/// `written` as it would be read if each file of `changed`, by its path in the dossier, said that. The disk is not asked:
/// the articles' texts are those that were read.
#[must_use]
pub fn reread(written: &Written, changed: &[(String, String)]) -> Written {
    reread_beside(written, changed, &[])
}

/// The same; each file of `beside` is read as well where a file names it.
pub(super) fn reread_beside(
    written: &Written,
    changed: &[(String, String)],
    beside: &[(String, String)],
) -> Written {
    let held = Held::of(written, changed, beside);
    let names = (&*written.name, &*written.about.title);
    let read = dossier(names, &Folder::Held(held), (&Alone, &|_| ()));
    let mut read = read.unwrap_or_default(); // what is held in memory is always there
    read.named.clone_from(&written.named);
    let placeless = written.faults.iter().filter(|fault| fault.place.is_none());
    read.faults.splice(0..0, placeless.cloned());
    for article in written
        .articles
        .iter()
        .filter(|article| article.place.is_none())
    {
        if !read.articles.iter().any(|known| known.file == article.file) {
            read.articles.push(article.clone());
        }
    }
    read
}

/// What was read of a folder, and which files say something else by now.
pub(in crate::store) struct Held<'w> {
    written: &'w Written,
    /// What each of these says, by its path.
    changed: FxHashMap<&'w str, &'w str>,
    beside: FxHashMap<&'w str, &'w str>,
    articles: FxHashMap<&'w str, &'w Article>,
}

impl<'w> Held<'w> {
    fn of(
        written: &'w Written,
        changed: &'w [(String, String)],
        beside: &'w [(String, String)],
    ) -> Self {
        let by_path = |texts: &'w [(String, String)]| {
            let texts = texts.iter().rev(); // the first of a path counts
            texts.map(|(path, text)| (&**path, &**text)).collect()
        };
        let articles = written.articles.iter().rev();
        Self {
            written,
            changed: by_path(changed),
            beside: by_path(beside),
            articles: articles.map(|article| (&*article.file, article)).collect(),
        }
    }

    /// The TOML files; those that `use` names from beside the folder are not listed.
    pub(in crate::store) fn list(&self) -> Vec<String> {
        let files = &self.written.files;
        let known = files.iter().map(|(_, file)| &*file.path);
        let new = (self.changed.keys().copied()).filter(|path| files.find(path).is_none());
        known
            .chain(new)
            .filter(|path| !path.starts_with("../"))
            .map(str::to_owned)
            .collect()
    }

    /// The bytes of `path`, or why they were not to be had.
    pub(in crate::store) fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if let Some(text) = self.changed.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        if path == LOCK {
            let lock = self
                .written
                .lock
                .as_ref()
                .map(|text| text.clone().into_bytes());
            let why = self.written.unread_lock.as_deref();
            return lock.ok_or_else(|| why.unwrap_or(ABSENT).to_owned());
        }
        if let Some(id) = self.written.files.find(path) {
            let file = self.written.files.get(id);
            return match &file.condition {
                Condition::Unread(why) => Err(why.clone()),
                _ => Ok(file.text.as_bytes().to_vec()),
            };
        }
        if let Some(text) = self.beside.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let article = self.articles.get(path);
        article.map_or_else(
            || Err("it is not read yet".to_owned()),
            |article| self.text(article),
        )
    }

    fn text(&self, article: &Article) -> Result<Vec<u8>, String> {
        if article.readable {
            return Ok(article
                .raw
                .as_ref()
                .unwrap_or(&article.text)
                .as_bytes()
                .to_vec());
        }
        let why = self.reason(article);
        Err(why.unwrap_or_else(|| ABSENT.to_owned()))
    }

    /// Why the text of `article` was not read, as it was told.
    fn reason(&self, article: &Article) -> Option<String> {
        let by = article.place?.file;
        let told = self.written.faults.iter().filter(|fault| {
            (fault.place).is_some_and(|place| place.file == by && place.span != Span::default())
        });
        let mut whys = told.filter_map(|fault| fault.message.split_once("` cannot be read: "));
        whys.next().map(|(_, why)| why.to_owned())
    }
}
