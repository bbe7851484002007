//! What has the reader's attention, each with its own state.
use super::{About, Catalogue, Choice, Field, Form, Handout, Question, Scope, Selection};
use crate::{config::Table, diag::Code};
use std::sync::Arc;

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
    /// A note on its way out.
    Export {
        /// What it is to be.
        handout: Box<Handout>,
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
    /// Everything, or the articles, narrowed by typing.
    Records {
        /// What of the dossier.
        of: Scope,
        /// What is typed.
        field: Field,
        /// The line chosen.
        at: usize,
        /// All that there is.
        catalogue: Arc<Catalogue>,
        /// What matches: numbers in the catalogue.
        found: Vec<usize>,
    },
    /// What is wanted, chosen from everything that can be asked for.
    Filter {
        /// What is typed.
        field: Field,
        /// The line chosen.
        at: usize,
        /// All that can be asked for.
        choices: Arc<[Choice]>,
        /// What matches: numbers of choices.
        found: Vec<usize>,
        /// What it covers.
        under: Box<Mode>,
    },
    /// A list that fills the screen.
    List {
        /// Of what.
        of: List,
        /// The line chosen.
        at: usize,
    },
    /// Something that is answered with one key.
    Ask {
        /// What.
        question: Question,
        /// The line chosen, or the first that shows.
        at: usize,
        /// What it covers.
        under: Box<Mode>,
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
        /// Words: only what has all of them shows.
        field: Field,
        /// Whether they are being typed.
        typing: bool,
        /// What it covers.
        under: Box<Mode>,
    },
}

/// A list that fills the screen and that the keys for records walk through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// What happened and what changed, in time.
    Timeline,
    /// Everything that one source says: its id.
    Source(String),
    /// What is known about the article itself.
    Facts(Arc<[About]>),
    /// The findings; only those of one rule.
    Problems(Option<Code>),
    /// What became of the quotations when an article changed.
    Changes,
    /// Every place of what is searched for, in all articles.
    Hits,
}

impl List {
    /// The list with its first line chosen.
    #[must_use]
    pub const fn first(self) -> Mode {
        Mode::List { of: self, at: 0 }
    }

    /// What the list is called.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Source(_) => "Source",
            Self::Facts(_) => "Article",
            Self::Problems(_) => "Problems",
            Self::Changes => "Changes",
            Self::Hits => "Places",
        }
    }
}

impl Mode {
    /// Which keys count.
    #[must_use]
    pub const fn table(&self) -> Table {
        match self {
            Self::Palette { .. } | Self::Filter { .. } | Self::Help { typing: true, .. } => {
                Table::Field
            }
            Self::Search(_) => Table::Search,
            Self::Records { .. } => Table::List,
            Self::Matrix { .. } => Table::Matrix,
            Self::List {
                of: List::Changes, ..
            } => Table::Changes,
            Self::Ask { .. } => Table::Ask,
            Self::Select(_) => Table::Select,
            Self::Form { .. } | Self::Export { .. } => Table::Form,
            Self::Read | Self::List { .. } | Self::Help { .. } => Table::Read,
        }
    }

    /// Whether what is typed into is no list whose lines name what is written: keys there are about the words typed.
    #[must_use]
    pub const fn types_a_line(&self) -> bool {
        self.table().is_typed() && !matches!(self, Self::Records { .. })
    }

    /// What it covers, and what that covers; itself where it covers nothing.
    #[must_use]
    pub fn beneath(&self) -> &Self {
        match self {
            Self::Help { under, .. }
            | Self::Palette { under, .. }
            | Self::Filter { under, .. }
            | Self::Export { under, .. }
            | Self::Form { under, .. }
            | Self::Ask { under, .. } => under.beneath(),
            mode => mode,
        }
    }

    /// The same, to change it.
    pub fn beneath_mut(&mut self) -> &mut Self {
        match self {
            Self::Help { under, .. }
            | Self::Palette { under, .. }
            | Self::Filter { under, .. }
            | Self::Export { under, .. }
            | Self::Form { under, .. }
            | Self::Ask { under, .. } => under.beneath_mut(),
            mode => mode,
        }
    }

    /// The form that is being filled in, or that lies under the palette or the help page.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Form { form, .. } => Some(form),
            Self::Palette { under, .. } | Self::Help { under, .. } => under.form(),
            _ => None,
        }
    }

    /// Whether it is a list that fills the screen and that the keys for records walk through.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(self, Self::List { .. })
    }

    /// Whether it fills the screen, and the panes do not show.
    #[must_use]
    pub const fn covers_panes(&self) -> bool {
        self.is_list() || matches!(self, Self::Matrix { .. } | Self::Help { .. })
    }

    /// Whether going back comes back to it.
    #[must_use]
    pub const fn is_remembered(&self) -> bool {
        self.is_list() || matches!(self, Self::Matrix { .. } | Self::Records { .. })
    }

    /// The line that is chosen, or the first that shows.
    #[must_use]
    pub const fn place(&self) -> usize {
        match self {
            Self::Palette { at, .. }
            | Self::Records { at, .. }
            | Self::Filter { at, .. }
            | Self::List { at, .. }
            | Self::Ask { at, .. } => *at,
            Self::Matrix { row, .. } => *row,
            Self::Help { top, .. } => *top,
            Self::Read
            | Self::Search(_)
            | Self::Select(_)
            | Self::Form { .. }
            | Self::Export { .. } => 0,
        }
    }

    /// The line that is being typed.
    #[must_use]
    pub const fn field(&self) -> Option<&Field> {
        match self {
            Self::Search(field)
            | Self::Palette { field, .. }
            | Self::Records { field, .. }
            | Self::Filter { field, .. }
            | Self::Help {
                field,
                typing: true,
                ..
            } => Some(field),
            _ => None,
        }
    }

    /// The line that is chosen in a list, to change it.
    pub const fn line_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Palette { at, .. }
            | Self::Records { at, .. }
            | Self::Filter { at, .. }
            | Self::List { at, .. }
            | Self::Ask { at, .. } => Some(at),
            Self::Read
            | Self::Search(_)
            | Self::Select(_)
            | Self::Form { .. }
            | Self::Export { .. }
            | Self::Matrix { .. }
            | Self::Help { .. } => None,
        }
    }

    /// The line that is being typed, to change it.
    pub const fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Search(field)
            | Self::Palette { field, .. }
            | Self::Records { field, .. }
            | Self::Filter { field, .. }
            | Self::Help {
                field,
                typing: true,
                ..
            } => Some(field),
            _ => None,
        }
    }
}
