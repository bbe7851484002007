//! Everything that one source says, in all articles.
use crate::app::{Item, List, Mode, State};
use crate::model::{Dossier, RecordId, Sieve};
use std::sync::Arc;

/// What a source says, and what others say of it; each in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its own records.
    pub own: Vec<RecordId>,
    /// Records that describe it.
    pub of_it: Vec<RecordId>,
}

impl Said {
    /// Record `n`: first its own.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<RecordId> {
        self.own.iter().chain(&self.of_it).nth(n).copied()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.own.len() + self.of_it.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What the source `id` says, as far as `sieve` lets it through.
#[must_use]
pub fn said(dossier: &Dossier, sieve: &Sieve, id: &str) -> Said {
    let wanted = || (dossier.text_order().iter().copied()).filter(|record| sieve.passes(*record));
    let describes = |record: &RecordId| {
        let ascribes = dossier
            .record(*record)
            .quote()
            .and_then(|quote| quote.ascribes.as_ref());
        ascribes.is_some_and(|of| of.id == id)
    };
    Said {
        own: wanted()
            .filter(|record| dossier.speaker(*record) == Some(id))
            .collect(),
        of_it: wanted().filter(describes).collect(),
    }
}

impl State {
    /// The page of whoever speaks in the record in focus, or in what is chosen in a view.
    pub(in crate::app) fn toggle_source(&mut self) {
        if let Mode::List {
            of: List::Source(_),
            ..
        } = self.mode
        {
            self.mode = Mode::Read;
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let source = match self.item_attended() {
            Some(Item::Record(record)) => dossier.speaker(record),
            Some(Item::Source(n)) => Some(&*dossier.codebook().sources[n].id),
            _ => None,
        };
        let left = |id: &str| !said(&dossier, &self.kept.sieve, id).is_empty();
        match source {
            Some(id) if !left(id) && !self.filter.is_empty() => {
                self.say("the filter leaves nothing of this source");
            }
            Some(id) => self.show_source(id),
            None if self.mode.covers_panes() => {
                self.say("nobody speaks in this line: no source to show");
            }
            None => self.say("no source in focus: go to a record first"),
        }
    }

    /// The page of the source `id`, at the record in focus where it is one of them.
    pub(in crate::app) fn show_source(&mut self, id: &str) {
        let said = said(&self.dossier, &self.kept.sieve, id);
        let at = said
            .own
            .iter()
            .position(|record| Some(*record) == self.focus.record);
        self.mode = Mode::List {
            of: List::Source(id.to_owned()),
            at: at.unwrap_or(0),
        };
    }

    pub(in crate::app) fn follow_said(&mut self, id: &str, at: usize) {
        if let Some(record) = said(&self.dossier, &self.kept.sieve, id).get(at) {
            self.remember();
            self.mode = Mode::Read;
            self.go(record);
            self.show_text();
        }
    }
}
