//! Every place of what is searched for, in all articles, as a list; and from the list to a place.
use super::asked::Landing;
use crate::{
    app::{List, Mode, State},
    search::Place,
};
use std::sync::Arc;

impl State {
    /// The list of all places; back from it to the panes; in the prompt, the list of what is typed.
    pub(in crate::app) fn toggle_hits(&mut self) {
        match &self.mode {
            Mode::List { of: List::Hits, .. } => self.mode = Mode::Read,
            Mode::Search(_) => {
                self.want_list();
                self.end_search();
            }
            mode if mode.field().is_some() => self.say("only a search has a list of places"),
            _ if self.search.words.is_empty() => {
                self.begin_search();
                self.want_list();
            }
            _ => self.list_hits(),
        }
    }

    fn want_list(&mut self) {
        if let Some(origin) = &mut self.search.origin {
            origin.listing = true;
        }
    }

    pub(in crate::app) fn list_hits(&mut self) {
        self.search.shown = true;
        if self.search.counts.is_empty() && !self.search.looking {
            self.look(self.page.span().start, Landing::Ahead);
        }
        self.remember();
        let at = self.listed_hit();
        self.mode = Mode::List { of: List::Hits, at };
    }

    /// Which line of the list is the place the list was at before, or else the one the reader is at.
    pub(in crate::app) fn listed_hit(&mut self) -> usize {
        let dossier = &self.dossier;
        let here = self
            .search
            .here()
            .map(|place| (self.focus.article, place.at(dossier)));
        let Some(here) = self.search.listed.take().or(here) else {
            return 0;
        };
        let all = &self.search.everywhere;
        let before = |(article, place): &(usize, Place)| (*article, place.at(dossier)) < here;
        all.partition_point(before).min(all.len().saturating_sub(1))
    }

    /// From the list to a place.
    pub(in crate::app) fn follow_hit(&mut self, at: usize) {
        let Some(&(article, place)) = self.search.everywhere.get(at) else {
            return;
        };
        self.remember();
        self.mode = Mode::Read;
        let dossier = Arc::clone(&self.dossier);
        if article != self.focus.article {
            self.turn_to(&dossier, article);
        }
        match place {
            Place::Words(span) => self.reveal(&dossier, span),
            Place::Record(record) => self.go(record),
        }
        self.show_text();
        self.lay_out();
        let known = self
            .search
            .found
            .places
            .iter()
            .position(|known| *known == place);
        match known.filter(|_| self.search.looked == Some(article)) {
            Some(known) => self.search.at = known,
            None => self.look(place.at(&dossier), Landing::At(place)),
        }
    }
}
