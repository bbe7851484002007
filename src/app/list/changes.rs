//! The changes: what became of the quotations when an article changed, and accepting it.
use crate::app::{Effect, List, Mode, Notice, State};
use crate::drift::{Changes, Drift, Fate};
use std::sync::Arc;

impl State {
    pub(in crate::app) fn toggle_changes(&mut self) {
        self.mode = match self.mode {
            Mode::List {
                of: List::Changes, ..
            } => Mode::Read,
            _ => Mode::List {
                of: List::Changes,
                at: 0,
            },
        };
    }

    /// Why there is no change to show.
    #[must_use]
    pub fn no_changes(&self) -> &'static str {
        if self.waiting || self.progress.is_some() {
            return "being looked for";
        }
        match (&self.changes.lock, &self.changes.unused) {
            (Some(_), _) if self.changes.edited => {
                "an article has changed: everything quoted of it stands as the lock remembers it"
            }
            (Some(_), _) => "everything stands where the lock remembers it",
            (None, Some(_)) => "the lock is not used: the problems say why",
            (None, None) => "no lock: `onrecord lock` remembers where everything stands",
        }
    }

    /// Tells what changed, once: not again when the same dossier comes whole.
    pub(in crate::app) fn tell_changes(&mut self, before: &Changes) {
        if !self.changes.drifts.is_empty() && *before != *self.changes {
            let count = self.changes.count();
            self.notice = Some(Notice::bad(format!("changed since it was locked: {count}")));
        }
    }

    /// Tells what is new; with what it did to the quotations, where that has been told.
    pub(in crate::app) fn tell_news(&mut self, mut news: Notice) {
        if let Some(told) = self.notice.take().filter(|told| told.bad) {
            news.text = format!("{}; {}", news.text, told.text);
            news.bad = true;
        }
        self.notice = Some(news);
    }

    pub(in crate::app) fn follow_change(&mut self, at: usize) {
        let changes = Arc::clone(&self.changes);
        let Some(drift) = changes.drifts.get(at) else {
            return;
        };
        if let Some(record) = self.dossier.find(&drift.record) {
            self.remember();
            self.mode = Mode::Read;
            self.go(record);
            self.show_text();
            self.reveal_drift(drift);
        }
    }

    /// Shows where the words of an anchor are now, which the lock may know where the record alone does not; else the paragraph that
    /// they stood in.
    fn reveal_drift(&mut self, drift: &Drift) {
        let dossier = Arc::clone(&self.dossier);
        let here = (self.article()).filter(|article| article.id == drift.article);
        let last = here.map_or(0, |article| article.paragraphs.len());
        let now = drift.new.as_ref().map(|new| new.paragraph);
        let number = now.or_else(|| drift.places.first().copied());
        let number = number.unwrap_or(drift.old.paragraph).min(last);
        let paragraph = here.and_then(|article| article.paragraph(number));
        if let Some(span) = drift.span.or_else(|| paragraph.map(|p| p.span))
            && here.is_some()
        {
            self.reveal(&dossier, span);
        }
    }

    /// Accepts the chosen change, its two texts and what differs between them being on the screen; elsewhere, asks about the record
    /// that is looked at.
    pub(in crate::app) fn accept(&mut self) -> Option<Effect> {
        let changes = Arc::clone(&self.changes);
        let Mode::List {
            of: List::Changes,
            at,
        } = self.mode
        else {
            self.mend();
            return None;
        };
        let Some(drift) = changes.drifts.get(at) else {
            if changes.edited {
                return self.write_accepted(&[]);
            }
            self.say(format!("nothing to accept: {}", self.no_changes()));
            return None;
        };
        match drift.fate {
            Fate::Held | Fate::Moved => self.write_accepted(&[&drift.record]),
            Fate::Altered if drift.span.is_some() => self.write_accepted(&[&drift.record]),
            Fate::Altered | Fate::Ambiguous | Fate::Gone => {
                self.say("it stands in no one place: mend the record or take it out");
                None
            }
        }
    }

    /// Accepts what stands word for word, and the articles in which nothing else changed; what is altered, or given otherwise, stays
    /// until somebody has seen how.
    pub(in crate::app) fn accept_all(&mut self) -> Option<Effect> {
        let changes = Arc::clone(&self.changes);
        let standing: Vec<&str> = (changes.drifts.iter())
            .filter(|drift| drift.stands_as_it_was())
            .map(|drift| drift.record.as_str())
            .collect();
        if !matches!(
            self.mode,
            Mode::List {
                of: List::Changes,
                ..
            }
        ) || changes.lock.is_none()
        {
            self.say("nothing to accept here: see the changes first");
            return None;
        }
        if changes.drifts.is_empty() && !changes.edited {
            self.say(format!("nothing to accept: {}", self.no_changes()));
            return None;
        }
        if standing.is_empty() && !changes.drifts.is_empty() {
            self.say("what is altered or given otherwise is accepted one by one: look at each");
            return None;
        }
        self.write_accepted(&standing)
    }

    fn write_accepted(&mut self, ids: &[&str]) -> Option<Effect> {
        if !self.may_write() {
            return None;
        }
        let edit = self.acceptance(ids);
        if edit.is_none() {
            self.say("these words cannot be told from the same words elsewhere: change the record");
        }
        edit.map(|edit| self.write(edit, None, None))
    }
}
