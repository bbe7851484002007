//! A dossier from its files: the union of their tables, the texts of their articles, and what goes wrong between them.
use super::{
    folder::{Folder, Reach, TEXT_LIMIT, TOML_LIMIT, resolve},
    read::{Draft, Elsewhere, Faults, Gathered, Kind, load, names_ours, read, utf8},
    trouble::Trouble,
};
use crate::{
    diag::{Code, Condition, Diagnostic, Files, Place},
    model::{Article, Codebook, Written},
    text::Span,
};
use rustc_hash::FxHashMap;

/// Where the remembered state of a dossier stands in its folder.
pub(super) const LOCK: &str = "dossier.lock";

/// Reads every TOML file below `folder`, what they use, and their articles. `title` stands in where none is written.
/// How many articles of how many have been read is told to `tell` on the way.
pub(super) fn dossier(
    (name, title): (&str, &str),
    folder: &Folder<'_>,
    tell: &dyn Fn(usize, usize),
) -> Result<Written, Trouble> {
    let listing = folder.list()?;
    let mut reading = Reading::new(folder);
    reading.tell = tell;
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

/// Reads the one TOML file `own` of `folder`, what it uses, and its article.
pub(super) fn single(name: &str, own: &str, folder: &Folder<'_>) -> Written {
    let mut reading = Reading::new(folder);
    reading.file(own, true);
    reading.further();
    reading.written(name, stem(own))
}

/// A dossier while it is being read.
struct Reading<'a> {
    folder: &'a Folder<'a>,
    files: Files,
    all: Gathered,
    faults: Faults,
    /// Hears how many articles of how many have been read.
    tell: &'a dyn Fn(usize, usize),
}

impl<'a> Reading<'a> {
    fn new(folder: &'a Folder<'a>) -> Self {
        Self {
            folder,
            files: Files::default(),
            all: Gathered::default(),
            faults: Faults::default(),
            tell: &|_, _| (),
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
            let unread = Condition::Unread(why);
            self.files.found(self.faults.file, unread);
            return self.faults.add(fault);
        }
        if foreign {
            let message = format!("`{path}` holds none of the tables of a dossier");
            let fault = self.faults.at(Code::I30, Span::default(), message);
            return self.faults.add(fault);
        }
        let text = &self.files.get(self.faults.file).text;
        read(text, stem(path), &mut self.all, &mut self.faults);
        if let Some((at, why)) = self.faults.broken.take() {
            let broken = Condition::Broken(at, why);
            self.files.found(self.faults.file, broken);
        }
    }

    /// Reads what `[dossier] use` names and is not read yet.
    fn further(&mut self) {
        for (by, file) in std::mem::take(&mut self.all.uses) {
            let folder = parent(&self.files.get(by).path).to_owned();
            self.faults.file = by;
            match resolve(&folder, &file.id, Reach::Sibling) {
                Ok(path) if self.files.find(&path).is_some() => {}
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
        let all = drafts.len();
        let articles: Vec<Article> = (drafts.into_iter().enumerate())
            .map(|(done, draft)| {
                (self.tell)(done, all);
                self.article(draft)
            })
            .collect();
        self.all.elsewhere(&articles, &mut self.faults);
        duplicates(&self.all, &articles, &mut self.faults);
        let mut about = self.all.about;
        if about.title.is_empty() {
            title.clone_into(&mut about.title);
        }
        let lock = (self.folder.read(LOCK, TOML_LIMIT).ok()).map(utf8);
        if let Some(Err(why)) = &lock {
            let message = format!("`{LOCK}` is not used: {why}");
            (self.faults.list).push(Diagnostic::new(Code::I30, message));
        }
        let mut faults = self.faults.list;
        faults.sort_by_key(|fault| fault.place);
        Written {
            name: name.to_owned(),
            named: None,
            files: self.files,
            about,
            codebook: Codebook::new(self.all.parties, self.all.sources, self.all.issues),
            articles,
            records: self.all.records,
            lock: lock.and_then(Result::ok),
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

/// The name of a file without its folder and the end of its name.
pub(super) fn stem(path: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use crate::store::fixture::{check, memory};

    #[test]
    fn any_table_may_stand_in_any_file() {
        let written = memory(&[
            ("a.toml", "[quote.a]\nsource='x'\ntext='Hello'\narticle='t'"),
            ("deep/down/z.toml", "[source.x]\nname='X'"),
            ("t.toml", "[article]\nfile='t.txt'"),
            ("t.txt", "Hello."),
            (".hidden/no.toml", "[broken"),
            ("dossier.lock", "not ours"),
        ]);
        assert_eq!(written.faults, []);
        assert_eq!(written.records[0].article, Some(0));
        assert_eq!(written.codebook.sources.len(), 1);
        assert_eq!(written.about.title, "title");
    }

    #[test]
    fn somebody_elses_toml_is_named_once_and_left_alone() {
        check(&[
            ("Cargo.toml", "[package] #~ I30\nname = \"x\"\n[broken\n"),
            ("dossier.toml", "[dossier]\n"),
        ]);
    }

    #[test]
    fn an_id_stands_once_in_its_namespace() {
        check(&[
            (
                "a.toml",
                "[note.a]\nkind='gap'\nsays='x'\n[party.a]\nname='A'\n[source.a]\nname='A'\n[issue.a]\nname='A'\n",
            ),
            (
                "b.toml",
                "[position.a] #~ E07\nparty='a'\nissue='a'\nsays='x'\n[party.a] #~ E07\nname='A'\n\
                 [note.b]\nkind='gap'\nsays='x'\n[note.b] #~ E07\nkind='gap'\nsays='x'\n",
            ),
            ("one/t.toml", "[article]\nfile='t.txt'\n"),
            ("one/t.txt", "Hello."),
            (
                "two/t.toml",
                "[article] #~ E07\nfile='t.md'\n[article] #~ E07\nfile='t.md'\n",
            ),
            ("two/t.md", "Hello."),
            ("x.toml", "[dossier]\ntitle='x'\n"),
            ("y.toml", "[dossier] #~ E07\n"),
        ]);
    }

    #[test]
    fn both_places_of_a_duplicate_are_named() {
        let written = memory(&[
            ("a.toml", "[party.a]\nname='A'\n"),
            ("b.toml", "[party.a]\nname='A'\n"),
        ]);
        let fault = &written.faults[0];
        let (first, label) = &fault.also[0];
        assert_eq!(fault.message, "the party id `a` is used twice");
        assert_eq!(
            (written.files.get(first.file).path.as_str(), label.as_str()),
            ("a.toml", "first here")
        );
    }

    #[test]
    fn words_need_an_article_to_stand_in() {
        check(&[
            (
                "a.toml",
                "[quote.a] #~ E09\nsource='x'\ntext='Hello'\n[quote.b]\nsource='x'\ntext='Hello'\narticle='t'\n",
            ),
            (
                "b.toml",
                "[event.c]\nsays='x'\ntext='Hello'\narticle='tt' #~ E06\n[note.n]\nkind='gap'\nsays='x'\n",
            ),
            ("t.toml", "[article]\nfile='t.txt'\n"),
            ("t.txt", "Hello."),
        ]);
    }

    #[test]
    fn an_article_that_is_not_there_costs_only_itself() {
        let source = "[article]\nfile = 'gone.txt' #~ E08\n[quote.a]\nsource='x'\ntext='Hello'\n";
        check(&[("t.toml", source)]);
        let written = memory(&[("t.toml", source)]);
        assert!(!written.articles[0].readable);
        assert_eq!(written.records[0].article, Some(0));
    }

    #[test]
    fn an_articles_path_stays_in_the_dossier() {
        for path in [
            "../../etc/passwd",
            "/etc/passwd",
            "~/t.txt",
            "a/../../../t.txt",
            "C:/t.txt",
            "t\\u0000.txt",
            "t.docx",
        ] {
            check(&[(
                "articles/t.toml",
                &format!("[article]\nfile = \"{path}\" #~ E08\n"),
            )]);
        }
        let inside = "[article]\nfile = '../texts/./t.txt'\n";
        check(&[("articles/t.toml", inside), ("texts/t.txt", "Hello.")]);
    }
}
