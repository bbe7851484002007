//! The note on its way out of the reader: what it is to be, how it would look, where it goes.
use super::{choice::stepped, preview::Preview};
use crate::app::{Effect, Field, Mode, Notice, State};
use crate::{
    command::Command,
    export::{self, Ask, Format, Preset},
    model::{Date, Filter},
    store::quoted,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// A note on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handout {
    /// The line that takes the keys.
    pub at: Line,
    /// Which sections.
    pub preset: Preset,
    /// Written as what.
    pub format: Format,
    /// Whether it holds only what the reader's filter wants.
    pub narrowed: bool,
    /// What becomes of faults.
    pub faults: Faults,
    /// As of when.
    pub as_of: Field,
    /// The file it is written to.
    pub file: Field,
    /// Whether somebody has typed the file's name.
    pub named: bool,
    /// How it would look.
    pub preview: Preview,
    /// The file that is there already and would be written over, once that was told.
    pub over: Option<PathBuf>,
    /// What the worker does about it.
    stage: Stage,
    /// The job whose preview is wanted, and what it was asked.
    asked: Option<(u64, Order)>,
}

/// What the worker does about a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Writes how it would look.
    Drafting,
    /// Nothing: how it would look is there.
    Shown,
    /// Writes it to its file.
    Writing,
}

/// What a key came to on the page.
pub(in crate::app) enum Pressed {
    /// It was meant for the page; what must happen outside.
    Page(Option<Effect>),
    /// It means the same as everywhere.
    Elsewhere,
}

/// What a note is asked to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Written as what.
    pub format: Format,
    /// What it holds.
    pub ask: Ask,
}

/// The lines of the page on which a note is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Which sections.
    #[default]
    Preset,
    /// Written as what.
    Format,
    /// Everything, or what the filter wants.
    Records,
    /// What becomes of faults.
    Faults,
    /// As of when.
    AsOf,
    /// Where it goes.
    File,
}

impl Line {
    /// All of them, from above.
    pub const ALL: [Self; 6] = [
        Self::Preset,
        Self::Format,
        Self::Records,
        Self::Faults,
        Self::AsOf,
        Self::File,
    ];

    /// What stands in front of it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preset => "preset",
            Self::Format => "format",
            Self::Records => "records",
            Self::Faults => "faults",
            Self::AsOf => "as of",
            Self::File => "file",
        }
    }
}

/// What becomes of faults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Faults {
    /// Errors refuse the note.
    #[default]
    Refuse,
    /// So do the warnings that a final note may not have.
    Final,
    /// Every fault is marked in its place.
    Mark,
}

impl Faults {
    pub(super) const ALL: [Self; 3] = [Self::Refuse, Self::Final, Self::Mark];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Refuse => "errors refuse the note",
            Self::Final => "final: strict warnings refuse it too",
            Self::Mark => "draft: every fault is marked",
        }
    }
}

/// What came of writing a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// It stands in this file, with its folder from the root; what does not show in it as it should.
    Written(PathBuf, Option<String>),
    /// Something is there already.
    There(PathBuf),
    /// The disk would not, and why.
    Failed(String),
}

impl Handout {
    /// The field being typed into.
    const fn field_mut(&mut self) -> Option<&mut Field> {
        match self.at {
            Line::AsOf => Some(&mut self.as_of),
            Line::File => Some(&mut self.file),
            _ => None,
        }
    }

    /// The field being typed into.
    #[must_use]
    pub const fn field(&self) -> Option<&Field> {
        self.field_of(self.at)
    }

    /// What is typed in `line`; nothing in one that is chosen.
    #[must_use]
    pub const fn field_of(&self, line: Line) -> Option<&Field> {
        match line {
            Line::AsOf => Some(&self.as_of),
            Line::File => Some(&self.file),
            _ => None,
        }
    }

    /// Whether the worker has still to answer.
    #[must_use]
    pub const fn waits(&self) -> bool {
        !matches!(self.stage, Stage::Shown)
    }

    /// Why what is typed as a date is none.
    #[must_use]
    pub fn no_date(&self) -> Option<String> {
        let as_of = self.as_of.text.trim();
        let none = !as_of.is_empty() && Date::read(as_of).is_none();
        none.then(|| Date::refusal(as_of))
    }

    /// What is asked for; a date that is none yet is not.
    fn order(&self, filter: &Filter) -> Order {
        let as_of = self.as_of.text.trim();
        let filter = self.narrowed.then(|| filter.clone());
        Order {
            format: self.format,
            ask: Ask {
                preset: self.preset,
                as_of: Date::read(as_of).map(|_| as_of.to_owned()),
                draft: self.faults == Faults::Mark,
                last: self.faults == Faults::Final,
                filter: filter.unwrap_or_default(),
            },
        }
    }

    /// The name of the file ends as its format does, until somebody types another.
    pub(super) fn name(&mut self, stem: &str) {
        if !self.named {
            self.file = Field::new(format!("{stem}.{}", self.format.ending()));
        }
    }

    /// The caret to byte `to` of what is typed in line `n`.
    pub(in crate::app) fn place(&mut self, n: usize, to: usize) {
        self.at = Line::ALL.get(n).copied().unwrap_or_default();
        if let Some(field) = self.field_mut() {
            field.place(to);
        }
    }

    fn step(&mut self, by: i64) {
        let all = Line::ALL.len();
        let here = Line::ALL.iter().position(|line| *line == self.at);
        self.at = Line::ALL[stepped(here, by, all)];
    }
}

impl State {
    /// The note being ordered, whatever covers it.
    #[must_use]
    pub fn handout(&self) -> Option<&Handout> {
        match &self.mode {
            Mode::Export { handout, .. } => Some(handout),
            _ => None,
        }
    }

    /// Opens the page on which a note is ordered, or closes it.
    pub(in crate::app) fn toggle_export(&mut self) {
        if matches!(self.mode, Mode::Export { .. }) {
            return self.close();
        }
        let stem = self.stem();
        let mut handout = Handout {
            at: Line::default(),
            preset: Preset::default(),
            format: Format::default(),
            narrowed: !self.filter.is_empty(),
            faults: Faults::default(),
            as_of: Field::default(),
            file: Field::default(),
            named: false,
            preview: Preview::default(),
            over: None,
            stage: Stage::Drafting,
            asked: None,
        };
        handout.name(&stem);
        self.mode = Mode::Export {
            handout: Box::new(handout),
            under: Box::new(std::mem::take(&mut self.mode)),
        };
    }

    /// The start of the file's name: the dossier's, of letters that are safe in one.
    fn stem(&self) -> String {
        let name = &self.dossier.written().name;
        let last = name.trim_end_matches(['/', '\\']);
        let last = last.rsplit(['/', '\\']).next().unwrap_or_default();
        let last = last.strip_suffix(".toml").unwrap_or(last);
        let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let stem: String = last.chars().map(safe).take(60).collect();
        let stem = stem.trim_matches('-');
        if stem.is_empty() { "note" } else { stem }.to_owned()
    }

    /// What a key does on the page.
    pub(in crate::app) fn order(&mut self, command: Command, times: i64) -> Pressed {
        let stem = self.stem();
        let filtered = !self.filter.is_empty();
        let Mode::Export { handout, .. } = &mut self.mode else {
            return Pressed::Elsewhere;
        };
        let page = self.sizes.note.map_or(0, |(_, rows)| rows.max(2) - 1);
        let page = i64::from(page);
        match command {
            Command::ScrollDown | Command::NextField => handout.step(times),
            Command::ScrollUp | Command::PrevField => handout.step(-times),
            Command::PageDown => self.scroll_note(times.saturating_mul(page)),
            Command::PageUp => self.scroll_note(-times.saturating_mul(page)),
            Command::NextCharacter
            | Command::PrevCharacter
            | Command::NextWord
            | Command::PrevWord => {
                let back = matches!(command, Command::PrevCharacter | Command::PrevWord);
                let by = if back { -times } else { times };
                let words = matches!(command, Command::NextWord | Command::PrevWord);
                match handout.field_mut() {
                    Some(field) if words => field.step_words(by),
                    Some(field) => field.step(by),
                    None => handout.turn(by, filtered, &stem),
                }
            }
            Command::First | Command::Last if handout.field().is_some() => {
                if let Some(field) = handout.field_mut() {
                    field.edge(command == Command::Last);
                }
            }
            Command::MoreFields => self.say("these are all lines there are"),
            Command::Save | Command::Follow => return Pressed::Page(self.hand_over()),
            Command::Discard | Command::Export => self.close(),
            _ => return Pressed::Elsewhere,
        }
        Pressed::Page(None)
    }

    /// By rows, in how the note would look.
    pub(in crate::app) fn scroll_note(&mut self, rows: i64) {
        let Mode::Export { handout, .. } = &mut self.mode else {
            return;
        };
        let Some((width, _)) = self.sizes.note else {
            return self.say("no room for how the note would look: enlarge the screen");
        };
        if !handout.preview.scroll(rows, width.into()) && handout.stage != Stage::Drafting {
            self.tell_end(rows);
        }
    }

    /// A key changes the line in focus.
    pub(in crate::app) fn typed_into_order(&mut self, change: impl FnOnce(&mut Field)) {
        let stem = self.stem();
        let filtered = !self.filter.is_empty();
        let Mode::Export { handout, .. } = &mut self.mode else {
            return;
        };
        handout.over = None;
        if handout.at == Line::File {
            change(&mut handout.file);
            handout.named = !handout.file.text.is_empty();
            if let Some(format) = Format::of(Path::new(&handout.file.text)) {
                handout.format = format;
            }
        } else if let Some(field) = handout.field_mut() {
            change(field);
        } else {
            // A blank turns a choice on, a letter goes to the next that begins with it; there is nothing to erase.
            let mut typed = Field::default();
            change(&mut typed);
            let line = handout.at.name();
            if typed.text.is_empty() {
                self.say("nothing to erase");
            } else if !handout.pick(&typed.text, filtered, &stem) {
                let none = Notice::new(format!("no {line} begins with `{}`", typed.text));
                self.notice = Some(none.leading(Command::Help, "is help"));
            }
        }
    }

    /// Asks the worker how the note would look, where it is another than the one asked for.
    pub(in crate::app) fn preview_effect(&mut self) -> Option<Effect> {
        let ticket = self.wanted;
        let Mode::Export { handout, .. } = &mut self.mode else {
            return None;
        };
        let order = handout.order(&self.filter);
        let known = (handout.asked.as_ref()).is_some_and(|asked| *asked == (ticket, order.clone()));
        if known || self.waiting {
            return None;
        }
        handout.asked = Some((ticket, order.clone()));
        handout.stage = Stage::Drafting;
        Some(Effect::Preview(ticket, Box::new(order)))
    }

    /// The worker has written how a note would look.
    pub(in crate::app) fn previewed(&mut self, ticket: u64, order: &Order, text: Arc<str>) {
        if let Mode::Export { handout, .. } = &mut self.mode
            && (handout.asked.as_ref()).is_some_and(|(of, asked)| *of == ticket && asked == order)
        {
            handout.preview.show(text);
            handout.stage = Stage::Shown;
        }
    }

    /// Writes the note, unless it is refused or would write over something that nobody was told of.
    fn hand_over(&mut self) -> Option<Effect> {
        let Mode::Export { handout, .. } = &mut self.mode else {
            return None;
        };
        if handout.stage == Stage::Writing {
            return None;
        }
        let order = handout.order(&self.filter);
        let name = handout.file.text.trim();
        if self.waiting {
            self.notice = Some(Notice::bad("the dossier is still being read"));
            return None;
        }
        if name.is_empty() {
            self.notice = Some(Notice::bad("not written: the file has no name"));
            return None;
        }
        if let Some(why) = handout.no_date() {
            self.notice = Some(Notice::bad(why));
            return None;
        }
        if let Some(refusal) =
            export::refused(&self.findings, order.ask.last).filter(|_| !order.ask.draft)
        {
            let why = refusal.message().replace("--draft", "a draft");
            self.notice = Some(Notice::bad(why));
            return None;
        }
        if let Some(lacking) = order.format.lacking() {
            self.notice = Some(Notice::bad(format!("not written: {lacking}")));
            return None;
        }
        let file = PathBuf::from(name);
        handout.stage = Stage::Writing;
        let over = handout.over.as_ref() == Some(&file);
        Some(Effect::Export {
            order: Box::new(order),
            dossier: self.path.clone(),
            file,
            over,
        })
    }

    /// What came of writing a note.
    pub(in crate::app) fn handed(&mut self, handed: Handed) {
        if let Mode::Export { handout, .. } = &mut self.mode {
            handout.stage = Stage::Shown;
        }
        match handed {
            Handed::Written(file, warning) => {
                if matches!(self.mode, Mode::Export { .. }) {
                    self.close();
                }
                let written = match (file.file_name(), file.parent()) {
                    (Some(name), Some(folder)) => {
                        format!("written: {} in {}", quoted(name.as_ref()), quoted(folder))
                    }
                    _ => format!("written: {}", quoted(&file)),
                };
                self.notice = Some(match warning {
                    Some(warning) => Notice::bad(format!("{written}; {warning}")),
                    None => Notice::new(written),
                });
            }
            Handed::There(file) => {
                let why = Notice::bad(format!("{} is there", quoted(&file)));
                if let Mode::Export { handout, .. } = &mut self.mode {
                    handout.over = Some(file);
                }
                self.notice = Some(why.leading(Command::Save, "writes over it"));
            }
            Handed::Failed(why) => self.notice = Some(Notice::bad(format!("not written: {why}"))),
        }
    }
}
