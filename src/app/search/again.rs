//! A search outlives the dossier it was made in: what was found is found again, and the reader is where they were.
use super::asked::Landing;
use crate::{
    app::{List, Mode, State},
    search::Scope,
};

/// A search under way, or one whose places are shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Underway {
    landing: Landing,
    /// Whether a step out of the article waits, and whether it goes ahead.
    ahead: Option<bool>,
    /// The line the list is at.
    listed: Option<(usize, usize)>,
}

impl State {
    /// What is to be searched for again when the dossier has become another one; in the prompt what is typed is.
    pub(in crate::app) fn search_underway(&self) -> Option<Underway> {
        let search = &self.search;
        let at = search.here().map(|place| place.at(&self.dossier));
        let landing = match at.unwrap_or(self.focus.top.at) {
            _ if search.looking => search.landing,
            at if search.onward.is_some() || search.looked.is_some() => Landing::Stay(at),
            _ => return None,
        };
        let line = match *self.mode.beneath() {
            Mode::List {
                of: List::Hits, at, ..
            } => Some(at),
            Mode::Search(_) => return None,
            _ if !search.shown => return None,
            _ => None,
        };
        let line = line.and_then(|line| search.everywhere.get(line));
        Some(Underway {
            landing,
            ahead: search.onward.map(|onward| onward.ahead),
            listed: line.map(|(article, place)| (*article, place.at(&self.dossier))),
        })
    }

    /// Searches again.
    pub(in crate::app) fn search_again(&mut self, underway: Underway) {
        self.search.listed = underway.listed;
        self.look(self.focus.top.at, underway.landing);
        if let Some(ahead) = underway.ahead {
            self.await_step(ahead);
        }
    }

    /// The filter is another: where records are looked through, what was found is found again.
    pub(in crate::app) fn search_filtered(&mut self, underway: Option<Underway>) {
        if self.search.scope == Scope::Text {
            return;
        }
        self.search.forget();
        if let Some(underway) = underway {
            self.search_again(underway);
        }
    }
}
