//! The TOML files of a dossier while an edit is made: which holds what, and what each says by now.
use super::{
    change::Refused,
    raw::{
        find,
        shape::{Block, Broken, Shape},
    },
    schema::{self, is_record},
};
use crate::{
    diag::{Code, Diagnostic, FileId, nearest},
    model::{RECORDS, Written},
    store::{
        dossier::{LOCK, stem},
        read::names_ours,
    },
    text::Span,
};
use memchr::memmem;

/// One file.
pub(super) struct Text<'w> {
    pub(super) path: String,
    /// What it said before the edit; empty where it is new.
    pub(super) was: &'w str,
    pub(super) now: Option<String>,
    /// Its number in [`Written::files`]; absent where it is new.
    pub(super) id: Option<FileId>,
    /// Whether it may be written: it was read, and it is ours.
    ours: bool,
}

impl Text<'_> {
    pub(super) fn now(&self) -> &str {
        self.now.as_deref().unwrap_or(self.was)
    }
}

/// All of them.
pub(super) struct Texts<'w> {
    pub(super) written: &'w Written,
    pub(super) all: Vec<Text<'w>>,
    /// What `dossier.lock` is to say, where that is something else than it does.
    pub(super) lock: Option<String>,
}

impl<'w> Texts<'w> {
    pub(super) fn of(written: &'w Written) -> Self {
        let unread = |id: FileId| {
            (written.faults.iter()).any(|fault| {
                fault
                    .place
                    .is_some_and(|place| place.file == id && place.span == Span::default())
            })
        };
        let all = written.files.iter().map(|(id, file)| {
            let passed_over = unread(id) && (file.text.is_empty() || !names_ours(&file.text));
            Text {
                path: file.path.clone(),
                was: &file.text,
                now: None,
                id: Some(id),
                ours: !passed_over,
            }
        });
        Self {
            written,
            all: all.collect(),
            lock: None,
        }
    }

    /// The shape of file `n`, or that it has none.
    pub(super) fn shape(&self, n: usize) -> Result<Shape<'_>, Refused> {
        let text = &self.all[n];
        let shape = Shape::of(text.now()).map_err(|broken| self.broken(n, &broken))?;
        let ours = |name: &str| is_record(name) || ["party", "source", "issue"].contains(&name);
        let listed =
            |block: &&Block| block.listed && block.path.first().is_some_and(|key| ours(&key.name));
        if let Some(block) = shape.blocks.iter().find(listed) {
            let name = &block.path[0].name;
            let message = format!("`{}` cannot be edited while it has `[[{name}]]`", text.path);
            let finding = Diagnostic::new(Code::E08, message).help(format!("write `[{name}.ID]`"));
            return Err(Refused::because(finding));
        }
        Ok(shape)
    }

    /// Says that file `n` is no TOML.
    pub(super) fn broken(&self, n: usize, broken: &Broken) -> Refused {
        let text = &self.all[n];
        let line = text.now()[..broken.at.start.min(text.now().len())]
            .matches('\n')
            .count()
            + 1;
        let message = format!(
            "`{}` cannot be edited while line {line} of it is not TOML: {}",
            text.path, broken.why
        );
        let finding = Diagnostic::new(Code::E08, message).help("mend that line first");
        Refused::because(match text.id.filter(|_| text.now.is_none()) {
            Some(id) => finding.at(id, broken.at),
            None => finding,
        })
    }

    /// The files in which anything is written of `table.id`.
    pub(super) fn holders(&self, table: &str, id: &str) -> Result<Vec<usize>, Refused> {
        let path = schema::path(table, id);
        let mut holders = Vec::new();
        let plain = !id.is_empty()
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        for (n, text) in self.all.iter().enumerate().filter(|(_, text)| text.ours) {
            let other = table == "article" && stem(&text.path) != id;
            // A key may be written with escapes, but hardly ever is.
            let likely = memmem::find(
                text.now().as_bytes(),
                path.last().unwrap_or(&table).as_bytes(),
            )
            .is_some();
            if other || plain && !likely && !text.now().contains("\\u") {
                continue;
            }
            if find::stands(&self.shape(n)?, &path) {
                holders.push(n);
            }
        }
        Ok(holders)
    }

    /// The one file in which `table.id` is written.
    pub(super) fn holder(&self, table: &str, id: &str) -> Result<usize, Refused> {
        match self.holders(table, id)?.as_slice() {
            [one] => Ok(*one),
            [] => Err(self.unknown(table, id)),
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|n| format!("`{}`", self.all[*n].path))
                    .collect();
                let message = format!(
                    "{} stands in several files: {}",
                    name(table, id),
                    names.join(", ")
                );
                Err(Refused::because(
                    Diagnostic::new(Code::E07, message).help("give one of them another id first"),
                ))
            }
        }
    }

    /// Says that there is no `table.id`, and which was meant.
    pub(super) fn unknown(&self, table: &str, id: &str) -> Refused {
        let book = &self.written.codebook;
        let known: Vec<&str> = match table {
            "party" => book.parties.iter().map(|party| party.id.as_str()).collect(),
            "source" => book
                .sources
                .iter()
                .map(|source| source.id.as_str())
                .collect(),
            "issue" => book.issues.iter().map(|issue| issue.id.as_str()).collect(),
            "article" => self
                .written
                .articles
                .iter()
                .map(|article| article.id.as_str())
                .collect(),
            table => (self.written.records.iter())
                .filter(|r| r.table() == table)
                .map(|r| r.id.as_str())
                .collect(),
        };
        let finding = Diagnostic::new(Code::E06, format!("there is no {}", name(table, id)));
        Refused::because(match nearest(id, known) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help("it may have been deleted meanwhile"),
        })
    }

    /// The table of the record `id`, whichever of the six it is.
    pub(super) fn table_of(&self, id: &str) -> Result<Option<(&'static str, usize)>, Refused> {
        for table in RECORDS {
            if let Some(n) = self.holders(table, id)?.first() {
                return Ok(Some((table, *n)));
            }
        }
        Ok(None)
    }

    /// Refuses an id that is taken, empty or reserved.
    pub(super) fn free(&self, table: &'static str, id: &str) -> Result<(), Refused> {
        if id.trim().is_empty() {
            return Err(Refused::because(Diagnostic::new(
                Code::E08,
                format!("the id of this {table} is empty"),
            )));
        }
        if table == "source" && matches!(id, "article" | "unnamed") {
            let message = format!("the source id `{id}` is reserved and cannot be declared");
            return Err(Refused::because(
                Diagnostic::new(Code::E08, message).help("take another id"),
            ));
        }
        let taken = if is_record(table) {
            self.table_of(id)?
        } else {
            self.holders(table, id)?.first().map(|n| (table, *n))
        };
        let Some((kind, n)) = taken else {
            return Ok(());
        };
        let message = format!(
            "{} is there already, in `{}`",
            name(kind, id),
            self.all[n].path
        );
        Err(Refused::because(
            Diagnostic::new(Code::E07, message).help("take another id"),
        ))
    }

    /// The number of the file `path`, made where it is not there yet.
    pub(super) fn file(&mut self, path: &str) -> usize {
        let known = (self.written.files.find(path)).map(|id| id.0 as usize);
        let made = || {
            let mut new =
                (self.all.iter().enumerate().rev()).take_while(|(_, text)| text.id.is_none());
            new.find(|(_, text)| text.path == path).map(|(n, _)| n)
        };
        if let Some(n) = known.or_else(made) {
            return n;
        }
        self.all.push(Text {
            path: path.to_owned(),
            was: "",
            now: Some(String::new()),
            id: None,
            ours: true,
        });
        self.all.len() - 1
    }

    /// Those that may be written, in order.
    pub(super) fn ours(&self) -> impl Iterator<Item = usize> + '_ {
        (self.all.iter().enumerate())
            .filter(|(_, text)| text.ours)
            .map(|(n, _)| n)
    }

    /// The new text of each file that says something else now.
    pub(super) fn changed(self) -> Vec<(String, String)> {
        let changed = self.all.into_iter().filter_map(|text| {
            let now = text
                .now
                .filter(|now| text.id.is_none() || now != text.was)?;
            Some((text.path, now))
        });
        let was = self.written.lock.as_deref();
        let lock = self.lock.filter(|lock| was != Some(lock));
        changed
            .chain(lock.map(|lock| (LOCK.to_owned(), lock)))
            .collect()
    }
}

/// `quote.x` in backticks; `article` and `dossier` have names of their own.
pub(super) fn name(table: &str, id: &str) -> String {
    match table {
        "dossier" => "`[dossier]`".to_owned(),
        "article" => format!("article `{id}`"),
        _ => format!("`{table}.{id}`"),
    }
}
