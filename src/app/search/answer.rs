//! The question that a search puts to the finder, and what becomes of the answer.
use super::asked::{Errand, Landing, Origin};
use crate::{
    app::{Effect, List, Mode, State},
    search::{Found, Job, Place, Survey, is_small},
    text::Span,
};
use std::sync::Arc;

impl State {
    /// Finds every place of the article in focus, those from byte `from` on first, and counts those of the others: at once
    /// where that takes no time, else the finder does.
    pub(in crate::app) fn look(&mut self, from: usize, landing: Landing) {
        let search = &mut self.search;
        search.ticket += 1;
        (search.landing, search.looking) = (landing, false);
        let Some(matcher) = search.matcher.clone() else {
            search.forget();
            return;
        };
        let job = Job {
            ticket: search.ticket,
            dossier: Arc::clone(&self.dossier),
            matcher,
            scope: search.scope,
            sieve: self.kept.sieve.clone(),
            article: self.focus.article,
            from,
            whole: search.counts.is_empty(),
            homes: Arc::default(),
        };
        if is_small(&self.dossier) {
            if let Some(found) = job.look(&|| true) {
                if let Some(survey) = job.survey(&found, &|| true) {
                    self.take_survey(survey);
                }
                self.found(job.ticket, found);
            }
        } else {
            search.looking = true;
            search.asked = Some(job.ticket);
            search.errand = Errand::Look(job);
        }
    }

    /// The question for the finder, or that nobody waits any more for the one before, if there is one.
    pub(in crate::app) fn search_effect(&mut self) -> Option<Effect> {
        match std::mem::take(&mut self.search.errand) {
            Errand::None => None,
            Errand::Look(job) => Some(Effect::Search(job)),
            Errand::Stop => Some(Effect::StopSearch),
        }
    }

    /// The places in the article have been found.
    pub(in crate::app) fn found(&mut self, ticket: u64, found: Found) {
        if ticket != self.search.ticket {
            return;
        }
        let from = match &self.search.origin {
            Some(Origin { from, .. }) if matches!(self.mode, Mode::Search(_)) => from.focus.top.at,
            _ => self.page.span().start,
        };
        let count = found.places.len();
        let dossier = &self.dossier;
        let ahead = (found.places).partition_point(|place| place.at(dossier) < from);
        self.search.found = found;
        self.search.looked = Some(self.focus.article);
        self.search.looking = false;
        if !self.search.counts.is_empty() {
            self.search.asked = None;
        }
        let found = &self.search.found.places;
        let (at, by) = match self.search.landing {
            Landing::Stay(byte) => {
                let behind = found.partition_point(|place| place.at(dossier) < byte);
                self.search.at = behind.min(count.saturating_sub(1));
                return;
            }
            Landing::Ahead if ahead == count => (0, 0),
            Landing::Ahead => (ahead, 0),
            // The first one ahead is one step away; from behind the last it is the first again.
            Landing::By(by) => (ahead, if by > 0 { by - 1 } else { by }),
            Landing::First => (0, 0),
            Landing::Last => (count.saturating_sub(1), 0),
            Landing::At(place) => {
                let known = found.iter().position(|known| *known == place);
                (known.unwrap_or(0), 0)
            }
        };
        self.search.at = at;
        if matches!(self.search.landing, Landing::By(_)) {
            let whole = i64::try_from(count).unwrap_or(i64::MAX);
            let to = i64::try_from(at).unwrap_or(0).saturating_add(by);
            if (0..whole).contains(&to) {
                self.search.at = usize::try_from(to).unwrap_or(0);
            } else {
                self.hit_elsewhere(to, whole);
                return;
            }
        }
        self.reveal_hit();
    }

    /// The places in all articles are known.
    pub(in crate::app) fn surveyed(&mut self, ticket: u64, survey: Survey) {
        if ticket == self.search.ticket {
            self.search.asked = None;
            self.take_survey(survey);
            self.step_onward();
        }
    }

    fn take_survey(&mut self, survey: Survey) {
        (self.search.counts, self.search.everywhere) = (survey.counts, survey.places);
        let here = self.listed_hit();
        if let Mode::List {
            of: List::Hits, at, ..
        } = self.mode.beneath_mut()
        {
            *at = here;
        }
    }

    pub(in crate::app) fn reveal_hit(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        match self.search.here() {
            Some(Place::Words(span)) => self.reveal(&dossier, span),
            Some(Place::Record(record)) => self.go(record),
            None => {}
        }
    }
}

impl State {
    /// The words found that the reader is at, where they are marked on the screen.
    #[must_use]
    pub fn hit_here(&self) -> Option<Span> {
        let here = self.search.looked == Some(self.focus.article);
        match self.search.here().filter(|_| here && self.search.shown) {
            Some(Place::Words(span)) => Some(span).filter(|span| span.meets(self.page.span())),
            _ => None,
        }
    }
}
