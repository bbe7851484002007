//! A dossier from its files: the union of their tables, the texts of their articles, and what goes wrong between them.
mod twice;

use super::{
    folder::{Folder, Reach, TEXT_LIMIT, TOML_LIMIT, resolve},
    read::{
        Draft, Elsewhere, Faults, Gathered, Kind, Rest, heads, load, names_ours, records, utf8,
    },
    trouble::{ABSENT, Trouble},
};
use crate::{
    crew::{Alone, Crew},
    diag::{Code, Condition, Diagnostic, FileId, Files},
    model::{Article, Codebook, Written},
    text::Span,
};
use rustc_hash::FxHashMap;
use twice::duplicates;

/// Where the remembered state of a dossier stands in its folder.
pub(super) const LOCK: &str = "dossier.lock";

/// Records from which on their articles can be shown before they are read, and they before they are looked for.
pub const MANY: usize = 1_000;

/// How far reading a dossier has come.
#[derive(Debug)]
pub enum Stage {
    /// So many articles of so many have been read.
    Articles(usize, usize),
    /// The articles, without the places of their tables, and nothing else: the records, of which there are many, are still to be read.
    Texts(Box<Written>),
}

/// Reads every TOML file below `folder`, what they use, and their articles. `title` stands in where none is written.
/// The records are read by `crew`. How far it has come is told to `tell` on the way.
pub(super) fn dossier(
    (name, title): (&str, &str),
    folder: &Folder<'_>,
    (crew, tell): (&dyn Crew, &dyn Fn(Stage)),
) -> Result<Written, Trouble> {
    let listing = folder.list()?;
    let mut reading = Reading::new(folder);
    (reading.crew, reading.tell) = (crew, tell);
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
    Ok(reading.whole(name, title))
}

/// Reads the one TOML file `own` of `folder`, what it uses, and its article.
pub(super) fn single(name: &str, own: &str, folder: &Folder<'_>) -> Written {
    let mut reading = Reading::new(folder);
    reading.file(own, true);
    reading.whole(name, stem(own))
}

/// A dossier while it is being read.
struct Reading<'a> {
    folder: &'a Folder<'a>,
    files: Files,
    all: Gathered,
    faults: Faults,
    /// What is still to be read of each file.
    rest: Vec<(FileId, Rest)>,
    /// The articles so far, each with the file that names it.
    articles: Vec<(FileId, Article)>,
    /// Reads the records.
    crew: &'a dyn Crew,
    /// Hears how far it has come.
    tell: &'a dyn Fn(Stage),
}

impl<'a> Reading<'a> {
    fn new(folder: &'a Folder<'a>) -> Self {
        Self {
            folder,
            files: Files::default(),
            all: Gathered::default(),
            faults: Faults::default(),
            rest: Vec::new(),
            articles: Vec::new(),
            crew: &Alone,
            tell: &|_| (),
        }
    }

    /// Reads the TOML file `path`, but not its records; one that is not `named` by anybody may be somebody else's.
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
        let file = self.faults.file;
        let text = &self.files.get(file).text;
        let rest = heads(text, stem(path), &mut self.all, &mut self.faults);
        self.rest.push((file, rest));
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

    /// Reads what the files that were read leave to be read, in the order in which somebody can begin to look at it, and puts all together.
    fn whole(mut self, name: &str, title: &str) -> Written {
        self.further();
        self.texts();
        let waiting: usize = self.rest.iter().map(|(_, rest)| rest.len()).sum();
        if waiting >= MANY {
            let articles = self.articles.iter().map(|(_, article)| Article {
                place: None,
                ..article.clone()
            });
            (self.tell)(Stage::Texts(Box::new(Written {
                articles: articles.collect(),
                ..Written::default()
            })));
        }
        for (id, rest) in std::mem::take(&mut self.rest) {
            let file = self.files.get(id);
            self.faults.file = id;
            let source = (file.text.as_str(), stem(&file.path));
            let read = records(source, rest, (&mut self.all, &mut self.faults), self.crew);
            if let Some((at, why)) = read {
                self.files.found(id, Condition::Broken(at, why));
            }
        }
        self.texts(); // of a table that is written in pieces without its header
        self.written(name, title)
    }

    /// Reads the texts of the articles that have become known.
    fn texts(&mut self) {
        let drafts = std::mem::take(&mut self.all.drafts);
        let all = drafts.len();
        for (done, draft) in drafts.into_iter().enumerate() {
            (self.tell)(Stage::Articles(done, all));
            let by = draft.by;
            let article = self.article(draft);
            self.articles.push((by, article));
        }
        self.articles.sort_by_key(|(by, _)| *by);
    }

    /// Puts everything together.
    fn written(mut self, name: &str, title: &str) -> Written {
        self.all.stand_in_articles(&self.articles, &mut self.faults);
        let articles: Vec<Article> = self.articles.into_iter().map(|(_, a)| a).collect();
        self.all.elsewhere(&articles, &mut self.faults);
        if !self.all.records.is_sorted_by_key(|record| record.place) {
            self.all.records.sort_by_key(|record| record.place);
        }
        duplicates(&self.all, &articles, &mut self.faults);
        let mut about = self.all.about;
        if about.title.is_empty() {
            title.clone_into(&mut about.title);
        }
        let (lock, unread_lock) = match self.folder.read(LOCK, TEXT_LIMIT).and_then(utf8) {
            Ok(lock) => (Some(lock), None),
            Err(why) => (None, Some(why).filter(|why| why != ABSENT)),
        };
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
            lock,
            unread_lock,
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

impl Gathered {
    /// Gives every record the article of its file, unless it names one itself. Without an article each is a finding, unless the article was
    /// lost, which was told.
    fn stand_in_articles(&mut self, articles: &[(FileId, Article)], faults: &mut Faults) {
        let numbers = articles.iter().enumerate();
        let numbers: FxHashMap<FileId, usize> = numbers.map(|(n, (by, _))| (*by, n)).collect();
        let mut named = self.elsewhere.iter().map(|elsewhere| elsewhere.record);
        let mut next = named.next();
        for (n, record) in self.records.iter_mut().enumerate() {
            if next == Some(n) {
                next = named.next();
                continue;
            }
            if record.text.is_empty() {
                continue;
            }
            record.article = numbers.get(&record.place.file).copied();
            if record.article.is_none() && !self.lost.contains(&record.place.file) {
                let path = record.path();
                let message = format!(
                    "`{path}` has words, but this file has no `[article]` they could stand in"
                );
                faults.file = record.place.file;
                let fault = faults.at(Code::E09, record.place.span, message).about(path);
                faults.add(fault.help("name the article in the record: article = \"ID\""));
            }
        }
    }

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
    use super::*;
    use crate::store::fixture::{Scratch, check, memory};
    use std::cell::RefCell;

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
    fn the_articles_of_many_records_are_told_before_the_records() {
        let notes = |n| format!("[note.n{n}]\nkind='gap'\nsays='x'\n");
        let (many, more): (String, String) = (
            (1..MANY / 2).map(notes).collect(),
            (MANY / 2..MANY).map(notes).collect(),
        );
        let odd = "note.n0 = {kind='gap', says='x'}\n[article]\nfile='a.txt'\n";
        let last = "[ article ]\nfile='b.txt'\n[ note.last ]\nkind='gap'\nsays='x'\n";
        let files = [
            ("a.toml", format!("{odd}{many}")),
            (
                "b.toml",
                format!("{more}[note.behind]\nkind='gap'\nsays='x'\n{last}"),
            ),
            ("a.txt", "Hello.".to_owned()),
            ("b.txt", "Hello.".to_owned()),
        ];
        let scratch = Scratch::new();
        for (path, text) in &files {
            scratch.write(path, text.as_bytes());
        }
        let told = RefCell::new(Vec::new());
        let tell = |stage| match stage {
            Stage::Articles(..) => {}
            Stage::Texts(texts) => told.borrow_mut().extend(texts.articles),
        };
        let folder = Folder::Disk(scratch.path().to_owned());
        let written = dossier(("", ""), &folder, (&Alone, &tell)).expect("a dossier");
        assert_eq!(written.faults, []);
        let texts = |articles: &[Article]| -> Vec<(String, usize)> {
            (articles.iter())
                .map(|article| (article.id.clone(), article.text.len()))
                .collect()
        };
        assert_eq!(texts(&told.take()), texts(&written.articles));
        assert_eq!(written.articles.len(), 2);
        let ids: Vec<&str> = written.records.iter().map(|r| r.id.as_str()).collect();
        let numbered: Vec<String> = (0..MANY).map(|n| format!("n{n}")).collect();
        assert_eq!(ids[..MANY], numbered, "as they are written");
        assert_eq!(ids[MANY..], ["behind", "last"]);
    }

    /// Two who do the last part first.
    struct Two;

    impl Crew for Two {
        fn hands(&self) -> usize {
            2
        }

        fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
            (0..parts).rev().for_each(work);
        }
    }

    #[test]
    fn records_that_are_read_side_by_side_say_what_they_say_one_by_one() {
        let record = |n: usize| {
            let more = match n % 10 {
                3 => "article='other'\n",
                6 => "text='again\n",
                9 => "sorce='x'\n",
                _ => "",
            };
            format!("[quote.q{n}]\nsource='x'\ntext='Hello'\n{more}")
        };
        let records: String = (0..900).map(record).collect();
        let scratch = Scratch::new();
        scratch.write(
            "t.toml",
            format!("[article]\nfile='t.txt'\n{records}").as_bytes(),
        );
        scratch.write("other.toml", b"[article]\nfile='t.txt'\n");
        scratch.write("t.txt", b"Hello.");
        let folder = Folder::Disk(scratch.path().to_owned());
        let read =
            |crew: &dyn Crew| dossier(("", ""), &folder, (crew, &|_| ())).expect("a dossier");
        let written = read(&Alone);
        assert_eq!((written.records.len(), written.faults.len()), (900, 180));
        assert_eq!(read(&Two), written);
    }

    #[test]
    fn somebody_elses_toml_is_named_once_and_left_alone() {
        check(&[
            ("Cargo.toml", "[package] #~ I30\nname = \"x\"\n[broken\n"),
            ("dossier.toml", "[dossier]\n"),
        ]);
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
