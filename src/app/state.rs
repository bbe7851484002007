//! All that a frame is drawn from.
use super::{Focus, Mode, Notice, Outline, Page, Pane};
use crate::{
    config::{Ground, Key},
    diag::Diagnostic,
    model::{Article, Dossier, Matrix, Written},
};
use std::sync::Arc;

/// All that a frame is drawn from.
#[derive(Clone, Debug)]
pub struct State {
    /// The dossier; replaced whole.
    pub dossier: Arc<Dossier>,
    /// Who has said what.
    pub matrix: Arc<Matrix>,
    /// What is wrong with it.
    pub findings: Arc<[Diagnostic]>,
    /// The job whose answer is still wanted.
    pub wanted: u64,
    /// Whether that answer has not come, or not whole.
    pub waiting: bool,
    /// The record to go to once it is there.
    pub heading_for: Option<String>,
    /// Where the reader is.
    pub focus: Focus,
    /// Where the reader was, latest last.
    pub trail: Vec<Focus>,
    /// Which pane takes the keys.
    pub pane: Pane,
    /// How the panes share the screen.
    pub arrangement: Arrangement,
    /// What has the reader's attention.
    pub mode: Mode,
    /// A number or half a key.
    pub pending: Pending,
    /// A line for the reader.
    pub notice: Option<Notice>,
    /// How large everything is on the screen.
    pub sizes: Sizes,
    /// What follows from the article in focus.
    pub outline: Outline,
    /// The rows of text on the screen.
    pub page: Page,
    /// The terminal's background.
    pub ground: Ground,
}

impl Default for State {
    fn default() -> Self {
        Self {
            dossier: Arc::new(Dossier::new(Written::default())),
            matrix: Arc::default(),
            findings: Arc::default(),
            wanted: 0,
            waiting: false,
            heading_for: None,
            focus: Focus::default(),
            trail: Vec::new(),
            pane: Pane::default(),
            arrangement: Arrangement::default(),
            mode: Mode::default(),
            pending: Pending::default(),
            notice: None,
            sizes: Sizes::default(),
            outline: Outline::default(),
            page: Page::default(),
            ground: Ground::default(),
        }
    }
}

impl State {
    /// The article in focus.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.dossier.articles().get(self.focus.article)
    }
}

/// How the panes share the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Columns the text takes beyond its share, or gives.
    pub text: i16,
    /// Columns the sources take from the positions, or give.
    pub sources: i16,
    /// Only the pane that takes the keys.
    pub alone: bool,
    /// The side pane that stands beside the text where there is room for one.
    pub beside: Side,
}

/// A side pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Who is quoted.
    #[default]
    Sources,
    /// Who wants what.
    Positions,
}

/// A number or half a key, until the rest is pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number so far.
    pub count: Option<usize>,
    /// Its digits.
    pub digits: usize,
    /// The pane before the first digit moved the focus.
    pub before: Option<Pane>,
    /// The keys of a run that is not complete.
    pub keys: Vec<Key>,
}

/// How large everything is on the screen, in columns and rows; `run` asks `ui::layout` for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Columns a row of text may take.
    pub measure: u16,
    /// Rows of the text pane.
    pub text: u16,
    /// Rows of the sources pane.
    pub sources: u16,
    /// Rows of the positions pane.
    pub positions: u16,
    /// Rows of a view that fills the screen.
    pub view: u16,
    /// Whether a blank row stands between paragraphs.
    pub gap: bool,
    /// Rows that a view has more than it can show.
    pub beyond: usize,
}
