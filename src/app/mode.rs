//! What has the reader's attention, each with its own state.
use super::{Field, Form, Selection};
use crate::{config::Table, model::RecordId};

/// What has the reader's attention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The panes.
    #[default]
    Read,
    /// The line that searches as it is typed.
    Search(Field),
    /// Words being selected.
    Select(Selection),
    /// A record being written.
    Form {
        /// Its fields.
        form: Box<Form>,
        /// What it covers.
        under: Box<Mode>,
    },
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
            Self::Select(_) => Table::Select,
            Self::Form { .. } => Table::Form,
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
            Self::Read | Self::Search(_) | Self::Select(_) | Self::Form { .. } => 0,
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
