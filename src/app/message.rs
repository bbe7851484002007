//! What can happen to the state.
use super::{
    Access, Handed, Kept, Line, Measured, Order, Pane, Sizes, Verdict, Whereabouts,
    news::{Turnover, stale, with_turnover},
};
use crate::{
    command::Command,
    config::{Ground, Key, Keymap},
    crew::Crew,
    diag::Diagnostic,
    drift::{Changes, changes},
    model::{Dossier, Filter, Matrix, Reading, RecordId, Sieve, matrix, readings},
    search::{Found, Survey},
    store::{Refused, Saved},
    text::count_hidden,
};
use std::{path::PathBuf, sync::Arc};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key, or the palette, asked for this.
    Do(Command),
    /// A key that may begin a run of keys.
    Press(Key),
    /// A digit of a number before a command, and what the digit does by itself.
    Digit(u8, Option<Command>),
    /// The letter a command has waited for.
    Letter(Command, char),
    /// A key that means nothing here.
    Unknown(Key),
    /// The reader has paused between two keys: a digit that has done something by itself is no number any more.
    Pause,
    /// A character typed into the field.
    Type(char),
    /// Text pasted into the field.
    Paste(String),
    /// The wheel turned over a pane: rows down.
    Wheel(Pane, i32),
    /// A click into a pane, and on what.
    Click(Pane, Target),
    /// The line between two panes is dragged so many columns to the right.
    Edge(Edge, i16),
    /// The second of two clicks at the same place, the first of which has come as [`Msg::Click`].
    DoubleClick(Pane, Target),
    /// The mouse went to this byte of the text with its button down.
    Drag(usize),
    /// The reader wants this dossier or article.
    Open(PathBuf),
    /// The files of the dossier may have changed.
    Reread,
    /// Job `.0` has read a dossier. May come twice: first with the anchors still pending, then whole.
    Opened(u64, Opened),
    /// What is shown of a dossier while its records are still read: only its articles.
    Texts(u64, Opened),
    /// What was measured of the article with this id, for job `.0`.
    Measured(u64, String, Measured),
    /// How far job `.0` has come.
    Progress(u64, Progress),
    /// Job `.0` failed, and why.
    Failed(u64, String),
    /// What the checks would say of the form, answered by job `.0`.
    Weighed(u64, Verdict),
    /// Job `.0` has written changes, or was refused.
    Wrote(u64, Result<Saved, Refused>),
    /// Job `.0` has written how the note `.1` would look.
    Previewed(u64, Box<Order>, Arc<str>),
    /// What came of writing a note.
    Handed(Handed),
    /// Forms that an earlier run left: their names, and what they hold.
    Kept(Vec<(String, String)>),
    /// What the rules say of the dossier that was opened with this ticket.
    Checked(u64, Arc<[Diagnostic]>),
    /// The configuration's file has changed.
    Reconfigure,
    /// Job `.0` has found the places in the article in focus.
    Found(u64, Found),
    /// Job `.0` has counted the places in every article.
    Surveyed(u64, Survey),
    /// To the record called `.0`; where the dossier is not there yet, as soon as it is.
    Go(String),
    /// To where another run ended.
    Resume(Box<Whereabouts>),
    /// The screen has another size, or the panes have.
    Resized(Sizes),
    /// The keys in force.
    Keymap(Arc<Keymap>),
    /// What the terminal says its background is.
    Ground(Ground),
    /// Something to tell.
    Say(Notice),
}

/// How far the reading of a dossier has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The records are read; the articles are there.
    Records,
    /// So many articles of so many have been read.
    Read(usize, usize),
    /// Its quotations are being looked for.
    Anchoring,
    /// The rules are being held against it.
    Checking,
}

/// What a click is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing in particular.
    Pane,
    /// This byte of the text.
    Byte(usize),
    /// This entry of the sources.
    Record(RecordId),
    /// This line of an issue.
    Line(usize, Line),
    /// This line of a list.
    Item(usize),
    /// This byte of what is typed in this field of a form, or in the prompt.
    Typed(usize, usize),
    /// This one of the choices that a field offers.
    Offer(usize),
    /// This cell of the matrix: issue, party.
    Cell(usize, usize),
    /// A hint that names this command.
    Command(Command),
}

/// A line between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The one to the right of the text.
    Text,
    /// The one between sources and positions.
    Sources,
}

/// A line for the reader, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What to tell, lower case, no full stop.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
    /// Commands that lead on from it, and what each does there; they are told by their keys.
    pub leads: Vec<(Command, &'static str)>,
}

impl Notice {
    /// The same, and one more command that leads on from it.
    #[must_use]
    pub fn leading(mut self, command: Command, does: &'static str) -> Self {
        if self.leads.iter().all(|(known, _)| *known != command) {
            self.leads.push((command, does));
        }
        self
    }

    /// Something worth knowing.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bad: false,
            leads: Vec::new(),
        }
    }

    /// Something that went wrong.
    #[must_use]
    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bad: true,
            leads: Vec::new(),
        }
    }
}

/// A dossier as it was read, and what follows from it; made where it was read, not where it is shown.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the files say and where the quotations stand.
    pub dossier: Arc<Dossier>,
    /// Who has said what.
    pub matrix: Arc<Matrix>,
    /// All of it, for a reader without a filter.
    pub kept: Arc<Kept>,
    /// What has been read of each article.
    pub readings: Arc<[Reading]>,
    /// What is wrong, as far as anybody has looked; the heaviest first.
    pub findings: Arc<[Diagnostic]>,
    /// Anchors that are not where the lock remembers them, and what rests on them.
    pub changes: Arc<Changes>,
    /// Invisible or direction-changing characters, article by article.
    pub hidden: Arc<[usize]>,
    /// What is new about it, where it was read before.
    pub news: Option<Notice>,
    /// What came and went of the findings, where it was read before.
    pub(super) turnover: Option<Turnover>,
    /// Which file is broken or gone, where what it said before is shown.
    pub stale: Option<String>,
    /// Whether anything can be written into it.
    pub access: Access,
    /// Whether the rules were held against it.
    pub checked: bool,
}

impl Opened {
    /// `dossier`, with the rules still to be held against it: [`Msg::Checked`] follows.
    #[must_use]
    pub fn unchecked(dossier: Dossier) -> Self {
        let articles = dossier.articles().iter();
        let hidden = articles.map(|article| count_hidden(&article.text));
        let hidden = hidden.collect();
        Self::following(dossier, hidden)
    }

    /// `dossier` with its matrix and the findings about it.
    #[must_use]
    pub fn new(dossier: Dossier, findings: Vec<Diagnostic>) -> Self {
        Self::unchecked(dossier).with_findings(findings)
    }

    /// The same with every quotation looked for by `crew` in its article; the texts are those that were read.
    #[must_use]
    pub fn anchored_by(&self, crew: &dyn Crew) -> Self {
        Self::following(self.dossier.anchored_by(crew), Arc::clone(&self.hidden))
    }

    /// What follows from `dossier` before the rules are held against it.
    fn following(dossier: Dossier, hidden: Arc<[usize]>) -> Self {
        let matrix = matrix(&dossier);
        let kept = Kept::new(&dossier, &matrix, &Filter::default(), Sieve::default());
        Self {
            readings: readings(&dossier, &matrix).into(),
            kept: Arc::new(kept),
            matrix: Arc::new(matrix),
            hidden,
            changes: Arc::new(changes(&dossier)),
            dossier: Arc::new(dossier),
            findings: Arc::default(),
            news: None,
            turnover: None,
            stale: None,
            access: Access::default(),
            checked: false,
        }
    }

    /// The same, and whether anything can be written into it.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        Self { access, ..self }
    }

    /// The same, and what the rules say of it.
    #[must_use]
    pub fn with_findings(self, mut findings: Vec<Diagnostic>) -> Self {
        findings.sort_by_key(|finding| finding.severity);
        Self {
            findings: findings.into(),
            checked: true,
            ..self
        }
    }

    /// The same, where an older state of the files `kept` is shown.
    #[must_use]
    pub fn with_kept(self, kept: &[String]) -> Self {
        let stale = stale(self.dossier.written(), kept);
        Self { stale, ..self }
    }

    /// The same, and what is `news` about it, with what came and went of the findings there were `before`.
    #[must_use]
    pub fn with_news(self, news: Option<Notice>, before: &[Diagnostic]) -> Self {
        let turnover = Turnover::between(before, &self.findings);
        let news = news.map(|news| with_turnover(news, turnover.as_ref()));
        Self {
            news,
            turnover,
            ..self
        }
    }
}
