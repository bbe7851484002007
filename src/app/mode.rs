//! What has the reader's attention, each with its own state.
use crate::{config::Table, model::RecordId};

/// What has the reader's attention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The panes.
    #[default]
    Read,
    /// The line that searches as it is typed.
    Search(Field),
    /// Commands by name.
    Palette {
        /// What is typed.
        field: Field,
        /// The line chosen.
        at: usize,
        /// What it covers, and what the command will act on.
        under: Box<Mode>,
    },
    /// All records, narrowed by typing.
    Records {
        /// What is typed.
        field: Field,
        /// The line chosen.
        at: usize,
        /// What matches.
        found: Vec<RecordId>,
    },
    /// The findings.
    Problems {
        /// The line chosen.
        at: usize,
    },
    /// What became of the quotations when an article changed.
    Changes {
        /// The line chosen.
        at: usize,
    },
    /// Issues by parties.
    Matrix {
        /// The issue.
        row: usize,
        /// The party.
        column: usize,
    },
    /// All commands and their keys.
    Help {
        /// The first row that shows.
        top: usize,
        /// What it covers.
        under: Box<Mode>,
    },
}

impl Mode {
    /// Which keys count.
    #[must_use]
    pub const fn table(&self) -> Table {
        match self {
            Self::Search(_) | Self::Palette { .. } | Self::Records { .. } => Table::Field,
            Self::Matrix { .. } => Table::Matrix,
            Self::Changes { .. } => Table::Changes,
            Self::Read | Self::Problems { .. } | Self::Help { .. } => Table::Read,
        }
    }

    /// The line that is chosen, or the first that shows.
    #[must_use]
    pub const fn place(&self) -> usize {
        match self {
            Self::Palette { at, .. }
            | Self::Records { at, .. }
            | Self::Problems { at }
            | Self::Changes { at } => *at,
            Self::Matrix { row, .. } => *row,
            Self::Help { top, .. } => *top,
            Self::Read | Self::Search(_) => 0,
        }
    }

    /// The line that is being typed.
    #[must_use]
    pub const fn field(&self) -> Option<&Field> {
        match self {
            Self::Search(field) | Self::Palette { field, .. } | Self::Records { field, .. } => {
                Some(field)
            }
            _ => None,
        }
    }

    /// The line that is being typed, to change it.
    pub const fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Search(field) | Self::Palette { field, .. } | Self::Records { field, .. } => {
                Some(field)
            }
            _ => None,
        }
    }
}

/// A line that is being typed, at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// What stands in it.
    pub text: String,
}

impl Field {
    /// Characters a field takes at most.
    pub const MOST: usize = 1000;

    /// Types `c`, if there is room and it is no control character.
    pub fn push(&mut self, c: char) {
        if !c.is_control() && self.text.len() < Self::MOST {
            self.text.push(c);
        }
    }

    /// Takes back the last grapheme cluster.
    pub fn erase(&mut self) {
        use unicode_segmentation::UnicodeSegmentation;
        let last = self.text.grapheme_indices(true).next_back();
        self.text.truncate(last.map_or(0, |(at, _)| at));
    }

    /// Takes back the last word and the blanks behind it.
    pub fn erase_word(&mut self) {
        let words = self.text.trim_end();
        let start = words.rfind(char::is_whitespace).map_or(0, |at| {
            at + words[at..].chars().next().map_or(0, char::len_utf8)
        });
        self.text.truncate(start);
    }
}
