//! The one place the reader is at; each pane is a view of it.
use crate::model::RecordId;
use serde::{Deserialize, Serialize};

/// Which pane takes the keys.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Pane {
    /// The article.
    #[default]
    Text,
    /// Who is quoted in it.
    Sources,
    /// Who wants what.
    Positions,
}

impl Pane {
    /// All of them, left to right.
    pub const ALL: [Self; 3] = [Self::Text, Self::Sources, Self::Positions];

    /// Its title.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Sources => "Sources",
            Self::Positions => "Positions",
        }
    }
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// Number of the article.
    pub article: usize,
    /// The record.
    pub record: Option<RecordId>,
    /// The issue that stands open: its row in the matrix.
    pub issue: usize,
    /// The line of that issue.
    pub line: Line,
    /// What stands at the top of the text.
    pub top: Top,
}

/// A line of the open issue.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// Its name.
    #[default]
    Name,
    /// A party: its column in the matrix.
    Party(usize),
    /// A statement by an observer: its number.
    Other(usize),
    /// A statement of the article itself: its number.
    Article(usize),
    /// A shift: its number.
    Shift(usize),
}

/// The first row of the text pane, as a place in the article and not as a row: it survives every change of width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// A byte of the row.
    pub at: usize,
    /// Whether the blank row above it shows.
    pub gap: bool,
}

impl Top {
    /// The row that holds byte `at`.
    #[must_use]
    pub const fn at(at: usize) -> Self {
        Self { at, gap: false }
    }
}
