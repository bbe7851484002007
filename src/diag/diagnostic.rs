//! One finding as plain values, and the files it points into.
use super::{Code, Severity};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// One file that people wrote, as read; for showing the line a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the dossier, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// Whether that is all of what stands there now.
    pub condition: Condition,
}

impl File {
    /// Whether it was to be had, now or before.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !matches!(self.condition, Condition::Unread(_))
    }
}

/// What became of reading a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// It was read, and it is TOML.
    #[default]
    Whole,
    /// It was read, and some of it is no TOML: where first, and why.
    Broken(Span, String),
    /// It was not to be had, and why.
    Unread(String),
    /// It is broken or gone by now: what stands here is what it said before.
    Kept,
}

/// Which of the dossier's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// The files of a dossier, in the order they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    all: Vec<File>,
    /// Which file has a path: the first of them.
    paths: FxHashMap<String, FileId>,
}

impl Files {
    /// Adds a file and says which it is.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.paths.entry(path.clone()).or_insert(id);
        self.all.push(File {
            path,
            text,
            condition: Condition::Whole,
        });
        id
    }

    /// Notes what became of reading the file `id`.
    ///
    /// # Panics
    /// When `id` is of other files.
    pub fn found(&mut self, id: FileId, condition: Condition) {
        self.all[id.0 as usize].condition = condition;
    }

    /// The file whose path is `path`, at the same cost however many there are.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.paths.get(path).copied()
    }

    /// The file `id`.
    ///
    /// # Panics
    /// When `id` is of other files.
    #[must_use]
    pub fn get(&self, id: FileId) -> &File {
        &self.all[id.0 as usize]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.all)
    }
}

/// A place in one of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// One finding: a code, a place, a reason and a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// How much it weighs: as its code does, unless it is said otherwise.
    pub severity: Severity,
    /// The reason, lower case, names in backticks, no full stop.
    pub message: String,
    /// Where; absent where the finding is about the dossier as a whole.
    pub place: Option<Place>,
    /// What stands at the caret.
    pub label: Option<String>,
    /// Other places it is about, each with its label.
    pub also: Vec<(Place, String)>,
    /// More lines: a short heading (`article`) and its text.
    pub notes: Vec<(&'static str, String)>,
    /// The way out.
    pub help: Option<String>,
    /// The record it is about, with its table: `quote.putin-either-or`.
    pub record: Option<String>,
    /// Where `record` is an article: the bytes of its reading text that it is about.
    pub passage: Option<Span>,
    /// The author's reason for letting it stand.
    pub waived: Option<String>,
}

impl Diagnostic {
    /// A finding with only a reason.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: None,
            also: Vec::new(),
            notes: Vec::new(),
            help: None,
            record: None,
            passage: None,
            waived: None,
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(self, file: FileId, span: Span) -> Self {
        Self {
            place: Some(Place { file, span }),
            ..self
        }
    }

    /// The same with words at the caret.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self {
            label: Some(label.into()),
            ..self
        }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// The same with one more line.
    #[must_use]
    pub fn note(mut self, heading: &'static str, text: impl Into<String>) -> Self {
        self.notes.push((heading, text.into()));
        self
    }

    /// The same with one more place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }

    /// The same, about these bytes of its article's reading text.
    #[must_use]
    pub fn passage(self, span: Span) -> Self {
        Self {
            passage: Some(span),
            ..self
        }
    }

    /// The same, about the record `table.id`.
    #[must_use]
    pub fn about(self, record: impl Into<String>) -> Self {
        Self {
            record: Some(record.into()),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_path_and_the_first_of_a_path_counts() {
        let mut files = Files::default();
        for path in ["b.toml", "a.toml", "b.toml"] {
            files.add(path.to_owned(), String::new());
        }
        assert_eq!(files.find("b.toml"), Some(FileId(0)));
        assert_eq!(files.find("a.toml"), Some(FileId(1)));
        assert_eq!(files.find("c.toml"), None);
    }
}
