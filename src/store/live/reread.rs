//! A dossier with some of its files saying something else, before anything is saved.
use crate::store::{
    dossier::{LOCK, dossier},
    folder::Folder,
};
use crate::{
    diag::FileId,
    model::{Article, Written},
    text::Span,
};

/// `written` as it would be read if each file of `changed`, by its path in the dossier, said that. The disk is not asked:
/// the articles' texts are those that were read.
#[must_use]
pub fn reread(written: &Written, changed: &[(String, String)]) -> Written {
    let held = Held { written, changed };
    let names = (&*written.name, &*written.about.title);
    let read = dossier(names, &Folder::Held(held), &|_| ());
    let mut read = read.unwrap_or_default(); // what is held in memory is always there
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
    changed: &'w [(String, String)],
}

impl Held<'_> {
    /// The TOML files; those that `use` names from beside the folder are not listed.
    pub(in crate::store) fn list(&self) -> Vec<String> {
        let known = self.written.files.iter().map(|(_, file)| &file.path);
        let new =
            (self.changed.iter().map(|(path, _)| path)).filter(|path| self.file(path).is_none());
        known
            .chain(new)
            .filter(|path| !path.starts_with("../"))
            .cloned()
            .collect()
    }

    /// The bytes of `path`, or why they were not to be had.
    pub(in crate::store) fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if let Some((_, text)) = self.changed.iter().find(|(changed, _)| changed == path) {
            return Ok(text.clone().into_bytes());
        }
        if path == LOCK {
            let lock = self
                .written
                .lock
                .as_ref()
                .map(|text| text.clone().into_bytes());
            return lock.ok_or_else(|| "no such file or folder".to_owned());
        }
        if let Some((id, text)) = self.file(path) {
            let unread = self.reason(id, |span| span == Span::default());
            return unread
                .filter(|_| text.is_empty())
                .map_or_else(|| Ok(text.as_bytes().to_vec()), Err);
        }
        let article = self
            .written
            .articles
            .iter()
            .find(|article| article.file == path);
        article.map_or_else(
            || Err("it is not read yet".to_owned()),
            |article| self.text(article),
        )
    }

    fn file(&self, path: &str) -> Option<(FileId, &str)> {
        let mut files = self.written.files.iter();
        files
            .find(|(_, file)| file.path == path)
            .map(|(id, file)| (id, file.text.as_str()))
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
        let why = article
            .place
            .and_then(|place| self.reason(place.file, |span| span != Span::default()));
        Err(why.unwrap_or_else(|| "no such file or folder".to_owned()))
    }

    /// Why something was not read that file `id` is or names.
    fn reason(&self, id: FileId, at: impl Fn(Span) -> bool) -> Option<String> {
        let mut faults = self.written.faults.iter().filter(|fault| {
            fault
                .place
                .is_some_and(|place| place.file == id && at(place.span))
        });
        faults.find_map(|fault| Some(fault.message.split_once("` cannot be read: ")?.1.to_owned()))
    }
}
