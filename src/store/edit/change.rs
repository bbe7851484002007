//! What may be changed in a dossier, as plain values, and why a change is refused.
use crate::{diag::Diagnostic, store::Trouble};
use std::fmt;

/// Changes that are made together and taken back together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// One line that names it: `quote mayor-no-sale added`.
    pub what: String,
    /// In this order.
    pub changes: Vec<Change>,
}

/// One change. A table is `dossier`, `article`, or one that holds records or the codebook; an id of `article` is an
/// article's, of `dossier` it is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new table; its fields in any order.
    Add {
        /// Its kind.
        table: &'static str,
        /// Its id, used nowhere yet.
        id: String,
        /// What it says.
        fields: Vec<(&'static str, Value)>,
        /// Where it goes.
        beside: Beside,
    },
    /// A field of a table that is there.
    Set {
        /// Its kind.
        table: &'static str,
        /// Its id.
        id: String,
        /// The field.
        field: &'static str,
        /// What it says from now on; `None` takes the field away.
        value: Option<Value>,
    },
    /// A table, with all that is written of it.
    Delete {
        /// Its kind.
        table: &'static str,
        /// Its id.
        id: String,
    },
    /// An id, where it is declared and everywhere it is used.
    Rename {
        /// Its kind.
        table: &'static str,
        /// The id.
        id: String,
        /// The id from now on.
        to: String,
    },
    /// An id in the fields of others, where they can do without: it is named there no longer.
    Unname {
        /// Its kind.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// `dossier.lock`, as a whole.
    Lock {
        /// What it says from now on.
        text: String,
    },
    /// Whether the article is listed as silent: it states no position of the party on the issue.
    Silent {
        /// The article's id.
        article: String,
        /// The party's.
        party: String,
        /// The issue's.
        issue: String,
        /// Listed, or no longer.
        yes: bool,
    },
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A list of strings. One alone is written without brackets where the file does so.
    Texts(Vec<String>),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    Flag(bool),
    /// A table within: `waive`, `original`.
    Table(Vec<(String, Value)>),
}

/// Where a new table goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// Behind the last of its kind, or where its kind belongs.
    #[default]
    Kind,
    /// Into the file of this article, behind the last of its kind.
    Article(String),
    /// Directly behind this record (for a party, source or issue: another of them).
    After(String),
    /// Directly before it.
    Before(String),
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// What the files say does not allow it.
    Finding(Box<Diagnostic>),
    /// Somebody else changed the same meanwhile.
    Conflict(Vec<Conflict>),
    /// The disk would not.
    Trouble(Trouble),
    /// There is nothing to do.
    Nothing(&'static str),
}

/// One field that both sides changed, each value as TOML; `None` where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The file, relative to the dossier.
    pub file: String,
    /// The record: `quote.putin-either-or`; empty where it is about the file, which is gone.
    pub record: String,
    /// The field; empty where it is about the whole record.
    pub field: String,
    /// What both began with.
    pub before: Option<String>,
    /// What we want.
    pub ours: Option<String>,
    /// What stands there now.
    pub theirs: Option<String>,
}

/// Which of two versions stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// What stands there now.
    #[default]
    Theirs,
    /// What we want, in the place of it.
    Ours,
    /// What stands there, and ours beside it as a record of its own.
    Both,
}

/// What a person answered to a conflict; good for as long as nothing further is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// To what.
    pub conflict: Conflict,
    /// What.
    pub choice: Choice,
}

impl Conflict {
    /// Whether both versions can stand side by side: two of a record can, two of an article or of what is deleted cannot.
    #[must_use]
    pub fn can_be_both(&self) -> bool {
        let alone = matches!(self.record.as_str(), "article" | "dossier");
        let gone = self.field.is_empty() && (self.ours.is_none() || self.theirs.is_none());
        !alone && !gone
    }
}

impl Refused {
    pub(in crate::store) fn because(finding: Diagnostic) -> Self {
        Self::Finding(Box::new(finding))
    }
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finding(finding) => {
                write!(f, "{}: {}", finding.code.code(), finding.message)?;
                finding
                    .help
                    .iter()
                    .try_for_each(|help| write!(f, "; {help}"))
            }
            Self::Trouble(trouble) => trouble.fmt(f),
            Self::Nothing(why) => f.write_str(why),
            Self::Conflict(conflicts) => {
                let Some(first) = conflicts.first() else {
                    return Ok(());
                };
                write!(f, "{first}")?;
                match conflicts.len() {
                    1 => Ok(()),
                    n => write!(f, ", and {} more", n - 1),
                }
            }
        }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = &self.record;
        if record.is_empty() {
            return write!(f, "`{}` was deleted on disk meanwhile", self.file);
        }
        match (self.field.as_str(), &self.ours, &self.theirs) {
            ("", None, _) => write!(
                f,
                "`{record}` was changed on disk meanwhile, so it is not deleted"
            ),
            ("", _, None) => write!(f, "`{record}` was deleted on disk meanwhile"),
            ("", ..) => write!(f, "`{record}` was written on disk meanwhile, too"),
            (field, ..) => write!(
                f,
                "`{field}` of `{record}` was changed on disk meanwhile, too"
            ),
        }
    }
}

impl std::error::Error for Refused {}
