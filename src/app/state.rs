//! All that a frame is drawn from.
use super::{
    Catalogue, Draft, Focus, Kept, Measured, Mode, Notice, Outline, Page, PageSize, Pane, Progress,
    Search, Spot, Whereabouts, Writing,
    arrangement::{Arrangement, Side},
    place::page::hyphens,
};
use crate::{
    command::Command,
    config::{Ground, Key, Keymap},
    diag::Diagnostic,
    drift::Changes,
    model::{Article, Dossier, Filter, Matrix, Reading, RecordId, Written},
    store::Edit,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

/// All that a frame is drawn from.
#[derive(Clone, Debug)]
pub struct State {
    /// The dossier; replaced whole.
    pub dossier: Arc<Dossier>,
    /// Who has said what.
    pub whole: Arc<Matrix>,
    /// The same, as far as the filter wants it.
    pub matrix: Arc<Matrix>,
    /// Which records are wanted.
    pub filter: Filter,
    /// What the filter leaves.
    pub kept: Arc<Kept>,
    /// What has been read of each article.
    pub readings: Arc<[Reading]>,
    /// The lists to find things in, once somebody has opened them: everything, the articles.
    pub(super) catalogues: [Option<Arc<Catalogue>>; 2],
    /// What is wrong with it.
    pub findings: Arc<[Diagnostic]>,
    /// The ticket of the dossier that the rules were held against.
    pub(super) checked: Option<u64>,
    /// Anchors that are not where the lock remembers them.
    pub changes: Arc<Changes>,
    /// Where the dossier stands; empty for the example.
    pub path: PathBuf,
    /// Invisible or direction-changing characters, article by article, as far as counted.
    pub hidden: Arc<[usize]>,
    /// Ids of the articles of which that has been told.
    pub(super) warned: BTreeSet<String>,
    /// The job whose answer is still wanted.
    pub wanted: u64,
    /// Whether that answer has not come, or not whole.
    pub waiting: bool,
    /// How far the reading has come, as long as it is under way.
    pub progress: Option<Progress>,
    /// Whether anything can be written into the dossier.
    pub access: Access,
    /// What has been measured of articles, under their ids.
    pub(super) measured: BTreeMap<String, Measured>,
    /// The article that is being measured.
    pub(super) measuring: Option<String>,
    /// Which file is broken or gone, as long as what it said before is shown.
    pub stale: Option<String>,
    /// The record to go to once it is there.
    pub heading_for: Option<String>,
    /// The reading that shows what was taken back or done again.
    pub(super) taken_back: Option<u64>,
    /// The reading that shows what was saved, and whether that is to be taken back.
    pub(super) saved: Option<(u64, bool)>,
    /// Where another run ended, until the dossier is there.
    pub resuming: Option<Box<Whereabouts>>,
    /// Where the reader is.
    pub focus: Focus,
    /// The number under which the form in focus is kept.
    pub draft: u64,
    /// Forms left without saving, the last one left at the end.
    pub drafts: Vec<Draft>,
    /// What the form held that was thrown away and brought back last.
    pub(super) brought_back: Option<String>,
    /// What an earlier sitting left unsaved, until the dossier is there: names, and what they hold.
    pub left: Vec<(String, String)>,
    /// Where suggestions go on: an article, a byte of it, and whether among its quotations or behind them.
    pub suggested: Option<(usize, usize, bool)>,
    /// Whether the worker has been given anything to write or to keep.
    pub owes: bool,
    /// What is on its way to the disk.
    pub writing: Option<Writing>,
    /// The job whose verdict on the form is wanted.
    pub weighing: u64,
    /// What that job was asked.
    pub weighed: Option<(Option<Edit>, String)>,
    /// The byte of the text that was clicked on last, or asked for by its paragraph, until a key goes elsewhere.
    pub clicked: Option<usize>,
    /// Where the reader was, latest last.
    pub trail: Vec<Visit>,
    /// Where the reader came back from, latest last.
    pub ahead: Vec<Visit>,
    /// Where the reader was last in articles it has left, the latest last.
    pub(super) places: Vec<Spot>,
    /// Places marked with a letter.
    pub marks: BTreeMap<char, Visit>,
    /// Which pane takes the keys.
    pub pane: Pane,
    /// Rows each side pane is scrolled away from where the focus puts it.
    pub peek: [i32; 3],
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// What is searched for in the article, and where it stands.
    pub search: Search,
    /// How the panes share the screen.
    pub arrangement: Arrangement,
    /// What has the reader's attention.
    pub mode: Mode,
    /// A number or half a key.
    pub pending: Pending,
    /// The command that was done last, as long as nothing else has happened.
    pub last: Option<Command>,
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
    /// The keys in force: the palette finds commands by them too.
    pub keymap: Arc<Keymap>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            dossier: Arc::new(Dossier::new(Written::default())),
            whole: Arc::default(),
            matrix: Arc::default(),
            filter: Filter::default(),
            kept: Arc::default(),
            readings: Arc::default(),
            catalogues: [None, None],
            findings: Arc::default(),
            checked: None,
            changes: Arc::default(),
            path: PathBuf::new(),
            hidden: Arc::default(),
            warned: BTreeSet::new(),
            wanted: 0,
            waiting: false,
            progress: None,
            measured: BTreeMap::new(),
            measuring: None,
            access: Access::default(),
            stale: None,
            heading_for: None,
            taken_back: None,
            saved: None,
            resuming: None,
            focus: Focus::default(),
            draft: 0,
            drafts: Vec::new(),
            brought_back: None,
            left: Vec::new(),
            suggested: None,
            owes: false,
            writing: None,
            weighing: 0,
            weighed: None,
            clicked: None,
            trail: Vec::new(),
            ahead: Vec::new(),
            places: Vec::new(),
            marks: BTreeMap::new(),
            pane: Pane::default(),
            peek: [0; 3],
            mouse: true,
            search: Search::default(),
            arrangement: Arrangement::default(),
            mode: Mode::default(),
            pending: Pending::default(),
            last: None,
            notice: None,
            sizes: Sizes::default(),
            outline: Outline::default(),
            page: Page::default(),
            ground: Ground::default(),
            keymap: Arc::default(),
        }
    }
}

impl State {
    /// Whether the findings are all there are: the rules were held against the dossier that is wanted.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.checked == Some(self.wanted)
    }

    /// The article in focus.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.dossier.articles().get(self.focus.article)
    }

    /// The record in focus, where its words are on the screen, or those they are near to.
    #[must_use]
    pub fn record_in_sight(&self) -> Option<RecordId> {
        let record = self.focus.record?;
        let span = self.dossier.nearest(record)?;
        let here = self.dossier.record(record).article == Some(self.focus.article);
        (here && span.meets(self.page.span())).then_some(record)
    }

    /// Whether a row of the article in focus that ends at byte `end` ends within a word, and wants a hyphen.
    #[must_use]
    pub fn ends_in_a_word(&self, end: usize) -> bool {
        self.article().is_some_and(|article| {
            let hyphens = hyphens(article, self.sizes.hyphenate);
            hyphens.is_some_and(|hyphens| hyphens.breaks_at(&article.text, end))
        })
    }

    /// The part of the screen that the text has.
    #[must_use]
    pub const fn page_size(&self) -> PageSize {
        PageSize {
            measure: self.sizes.measure,
            height: self.sizes.text,
            gap: self.sizes.gap,
            hyphenate: self.sizes.hyphenate,
        }
    }
}

/// Whether anything can be written into a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// As far as is known.
    #[default]
    Writable,
    /// Nothing can.
    ReadOnly,
}

/// A place to go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Where the reader was.
    pub focus: Focus,
    /// Which pane took the keys.
    pub pane: Pane,
    /// What had the reader's attention.
    pub mode: Mode,
}

/// A number or half a key, until the rest is pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The number so far.
    pub count: Option<usize>,
    /// Its digits.
    pub digits: usize,
    /// The pane before the first digit moved the focus, and the side pane that stood beside the text.
    pub before: Option<(Pane, Side)>,
    /// The keys of a run that is not complete.
    pub keys: Vec<Key>,
    /// The command that waits for a letter.
    pub letter: Option<Command>,
}

impl Pending {
    /// Whether something has been begun.
    #[must_use]
    pub const fn is_half(&self) -> bool {
        self.count.is_some() || !self.keys.is_empty() || self.letter.is_some()
    }
}

/// How large everything is on the screen, in columns and rows; `run` asks `ui::layout` for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Columns a row of text may take.
    pub measure: u16,
    /// Columns that are set for it, and those there is room for.
    pub measures: (u16, u16),
    /// Rows of the text pane.
    pub text: u16,
    /// Rows of a view that fills the screen, and of a side pane.
    pub view: u16,
    /// Columns and rows of how a note would look, on the page on which it is ordered; absent where that has no room.
    pub note: Option<(u16, u16)>,
    /// Whether a blank row stands between paragraphs.
    pub gap: bool,
    /// Whether words are broken at the end of a row.
    pub hyphenate: bool,
    /// Whether the text is on the screen.
    pub text_shows: bool,
    /// How far [`Arrangement::text`] may go.
    pub text_share: (i16, i16),
    /// How far [`Arrangement::sources`] may go.
    pub sources_share: (i16, i16),
    /// How far [`State::peek`] may go in each pane.
    pub peek: [(i32, i32); 3],
    /// Rows that the view has more than it can show.
    pub beyond: usize,
}
