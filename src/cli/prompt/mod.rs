//! The reader without a screen: a line is typed, lines are printed. The same state, commands and keys; nothing is drawn,
//! nothing moves, so a screen reader and a Braille line can follow.
mod help;
mod issues;
mod line;
mod lists;
mod program;
mod told;

#[cfg(test)]
mod tests;

use super::{linear, output, source::Source, views};
use crate::{
    app::{
        Effect, Focus, Measured, Mode, Msg, NOTHING_NEW, Notice, Opened, Sizes, State, news, update,
    },
    check::check_by,
    command::Command,
    config::Config,
    model::{Dossier, Written},
    run::{Memory, Scribe, Threads, edit_file},
    search::Job,
    store::{self, LetGo, Refused, Saved, StateFolder, Watch},
};
use ratatui::crossterm::terminal;
use std::io::{self, BufRead};

/// Rows and columns of nothing: paragraphs are printed whole, and broken where a terminal is narrow.
const SIZES: Sizes = Sizes {
    measures: (0, 0),
    measure: COLUMNS,
    text: 1,
    view: 20,
    note: Some((COLUMNS, 20)),
    hyphenate: false,
    gap: false,
    text_shows: true,
    text_share: (0, 0),
    sources_share: (0, 0),
    peek: [(0, 0); 3],
    beyond: 0,
};

/// Columns of a printed row.
const COLUMNS: u16 = 72;

/// One sitting at the prompt.
pub(super) struct Prompt<'a> {
    state: State,
    config: &'a Config,
    source: &'a Source,
    scribe: Scribe,
    /// What was typed last; an empty line says it again.
    last: String,
    /// The files as they were looked at last.
    watch: Option<(Watch, u64)>,
    /// The files of which an older state is shown.
    kept: Vec<String>,
    /// Where the record in focus was told: the next one is the one behind it, wherever its words stand.
    told: Option<Focus>,
}

impl<'a> Prompt<'a> {
    /// At the beginning of what stands at `source`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn new(config: &'a Config, source: &'a Source) -> Result<Self, store::Trouble> {
        let mut prompt = Self {
            state: State::default(),
            config,
            source,
            scribe: Scribe::new(StateFolder::home()),
            last: String::new(),
            watch: None,
            kept: Vec::new(),
            told: None,
        };
        prompt.state.path = source.path();
        prompt.state.sizes = SIZES;
        prompt.open(source.read()?, None);
        Ok(prompt)
    }

    /// Reads lines until somebody leaves. `first` happens before the first of them; where there is nothing, it begins where
    /// `memory` says. Without one the lines come from a pipe: they are printed too, as nobody sees them typed.
    ///
    /// # Errors
    /// When nothing can be read or printed.
    pub(super) fn talk(
        mut self,
        first: Vec<Msg>,
        memory: Option<&Memory>,
        lines: &mut impl BufRead,
    ) -> io::Result<()> {
        let left = (memory.filter(|_| first.is_empty())).and_then(Memory::recall);
        let back = left.map(|left| Msg::Resume(Box::new(left)));
        for msg in back.into_iter().chain(first) {
            self.happen(msg);
        }
        // A terminal would break rows within words.
        let columns = memory.and_then(|_| terminal::size().ok());
        let columns = columns.map_or(usize::MAX, |(columns, _)| columns.max(20).into());
        let say = |told: &str| output::say(&told::narrowed(told, columns));
        say(&self.greeting())?;
        say(&self.here())?;
        self.told = Some(self.state.focus);
        let keep = |state: &State| memory.into_iter().for_each(|memory| memory.keep(state));
        let mut line = String::new();
        loop {
            output::say("> ")?;
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                output::say("\n")?;
                break;
            }
            if memory.is_none() {
                output::say(&format!("{}\n", line.trim()))?;
            }
            match self.turn(line.trim()) {
                Some(told) => say(&told)?,
                None => break,
            }
            keep(&self.state);
        }
        keep(&self.state);
        Ok(())
    }

    /// Does what a line asks for, and says what came of it; nothing when it asks to leave.
    fn turn(&mut self, line: &str) -> Option<String> {
        self.look_at_files();
        if let Some(told) = self.program(line) {
            return Some(told);
        }
        let before = told::Place::of(&self.state);
        let typed = if line.is_empty() && self.state.mode.field().is_none() {
            self.last.clone()
        } else {
            line.to_owned()
        };
        let (mut unknown, mut stepped) = (None, false);
        for step in line::steps(&typed, &self.state, &self.config.keymap) {
            let msg = match step {
                line::Step::Msg(msg) => msg,
                line::Step::Key(key) => {
                    match crate::app::msg(&self.config.keymap, &self.state, key) {
                        Some(msg) => msg,
                        None => continue,
                    }
                }
                line::Step::Unknown(why) => {
                    unknown = Some(why);
                    break;
                }
            };
            stepped |= matches!(msg, Msg::Do(Command::NextHit | Command::PrevHit));
            if let Msg::Do(Command::NextRecord | Command::PrevRecord) = msg
                && self.told == Some(self.state.focus)
                && let Some(id) = self.record_id()
            {
                self.happen(Msg::Go(id.to_owned()));
            }
            let effect = self.happen(line::as_here(msg, &self.state));
            if let Some(told) = self.answer(effect)? {
                return Some(told);
            }
        }
        if let Some(why) = unknown {
            return Some(why + "\n");
        }
        let searched = typed.len() > 1 && typed.starts_with('/') || typed.starts_with("search ");
        self.last = typed;
        Some(self.outcome(&before, searched || stepped))
    }

    /// What came of a line, that has `searched` for something or gone on to another place of it.
    fn outcome(&mut self, before: &told::Place, searched: bool) -> String {
        if before.record() != self.state.focus.record {
            self.told = Some(self.state.focus);
        }
        let mut told = self.since(before);
        if searched || matches!(before.mode(), Mode::Search(_)) {
            told = self.state.search.told(self.state.focus.article) + "\n" + &told;
        }
        if let Some(why) = self.state.notice.take().map(|notice| notice.text) {
            told += &why;
            told.push('\n');
        }
        told
    }

    fn happen(&mut self, msg: Msg) -> Option<Effect> {
        let effect = update(&mut self.state, msg);
        if self.state.sizes != SIZES {
            update(&mut self.state, Msg::Resized(SIZES));
        }
        effect
    }

    /// Does what must happen outside; some of it is the whole answer. Nothing to leave.
    #[allow(clippy::option_option)] // leave, or go on with or without an answer
    fn answer(&mut self, effect: Option<Effect>) -> Option<Option<String>> {
        match effect {
            Some(Effect::Quit) => return None,
            Some(Effect::Copy(text)) => return Some(Some(text + "\n")),
            Some(Effect::Redraw) => {
                self.told = Some(self.state.focus);
                return Some(Some(self.here()));
            }
            Some(Effect::Suspend) => self.say("use the shell's own key"),
            Some(Effect::Edit {
                dossier,
                file,
                line,
            }) => {
                let edited = edit_file(&store::locate(&dossier, &file), line);
                self.look_at_files();
                match edited {
                    Err(why) => self.say(why),
                    Ok(()) if self.state.notice.is_none() => {
                        self.say(format!("{file}, line {line}: nothing changed"));
                    }
                    Ok(()) => {}
                }
            }
            Some(Effect::Measure(ticket, id)) => {
                let dossier = std::sync::Arc::clone(&self.state.dossier);
                let mut articles = dossier.articles().iter();
                if let Some(article) = articles.find(|article| article.id == id) {
                    self.happen(Msg::Measured(ticket, id, Measured::of(article)));
                }
            }
            Some(Effect::Search(job)) => self.search(job),
            Some(Effect::Write {
                ticket, path, work, ..
            }) => {
                let done = self.scribe.write(&path, (&work.0, &work.1));
                self.wrote(ticket, done);
            }
            Some(Effect::Reload(..)) => {
                self.reread(LetGo::All);
                if self.state.notice.is_none() {
                    self.say(NOTHING_NEW);
                }
            }
            Some(_) | None => {}
        }
        Some(None)
    }

    /// Looks for something, and for what the answer leads on to.
    fn search(&mut self, job: Job) {
        let mut asked = Some(job);
        while let Some(job) = asked.take() {
            let Some(found) = job.look(&|| true) else {
                return;
            };
            let survey = job.survey(&found, &|| true);
            let survey = survey.map(|survey| Msg::Surveyed(job.ticket, survey));
            for answer in [Some(Msg::Found(job.ticket, found)), survey] {
                if let Some(Effect::Search(job)) = answer.and_then(|answer| self.happen(answer)) {
                    asked = Some(job);
                }
            }
        }
    }

    /// Tells what came of writing, and reads what stands there now.
    fn wrote(&mut self, ticket: u64, done: Result<Saved, Refused>) {
        let own = done.as_ref().ok().map(|saved| saved.files.clone());
        self.happen(Msg::Wrote(ticket, done));
        let told = self.state.notice.take();
        self.reread(LetGo::Own(&own.unwrap_or_default()));
        self.state.notice = told.or_else(|| self.state.notice.take());
    }

    fn say(&mut self, what: impl Into<String>) {
        self.state.notice = Some(Notice::new(what));
    }

    fn open(&mut self, written: Written, news: Option<Notice>) {
        let dossier = Dossier::new(written).anchored_by(&Threads);
        let findings = check_by(&Threads, &dossier);
        let opened = Opened::new(dossier, findings).with_news(news, &self.state.findings);
        self.scribe.read(&opened);
        self.happen(Msg::Opened(self.state.wanted, opened));
        let watch = Watch::of(&self.state.path, self.state.dossier.written()).ok();
        self.watch = watch.map(|watch| {
            let stamp = watch.stamp();
            (watch, stamp)
        });
    }

    /// Reads the files again where somebody changed them since the last line.
    fn look_at_files(&mut self) {
        self.state.notice = None;
        if let Some((watch, stamp)) = &mut self.watch {
            watch.look_again();
            let now = watch.stamp();
            if std::mem::replace(stamp, now) != now {
                self.reread(LetGo::Own(&[]));
            }
        }
    }

    /// Reads the files again; those that are gone stay what they were, but for what is `let_go`.
    fn reread(&mut self, let_go: LetGo<'_>) {
        let last = std::sync::Arc::clone(&self.state.dossier);
        match store::reopen(&self.state.path, last.written(), let_go, &Threads) {
            Ok(again) if again.written != *last.written() => {
                let dossier = Dossier::new(again.written.clone());
                let news = news(&last, &dossier, &self.kept, &again.kept);
                self.kept = again.kept;
                self.open(again.written, news);
            }
            Ok(_) => {}
            Err(trouble) => self.say(format!("{trouble}; what was read before is shown")),
        }
    }

    fn record_id(&self) -> Option<&str> {
        let record = self.state.focus.record?;
        Some(&self.state.dossier.record(record).id)
    }
}
