//! From place to place of what was searched for, on in the next article and round the end of the last.
use super::asked::{Landing, Onward};
use crate::{
    app::{List, Mode, Notice, Pane, State},
    search::{Place, Scope},
};
use std::sync::Arc;

impl State {
    /// To the next place found, or the one before; on in the next article that has some, and round the end of the last, which
    /// is said.
    pub(in crate::app) fn hit(&mut self, by: i64) {
        self.search.onward = None;
        match &self.mode {
            Mode::List { of: List::Hits, .. } => return self.scroll_view(by),
            // On the help page it is the page that was looked through: it shows what was found and nothing else.
            Mode::Help { field, .. } if !field.text.is_empty() => return self.scroll_view(by),
            Mode::Help { .. } => return self.say("nothing is looked for on this page"),
            _ => {}
        }
        if self.search.words.is_empty() {
            // The last search may be of an earlier sitting.
            let Some(words) = self.search.history.last() else {
                self.say("nothing searched for yet");
                return;
            };
            self.search.words.clone_from(words);
            if !self.compile_again() {
                return;
            }
        }
        if self.search.looking {
            // Pressed before the answer has come: so many further than where that would have led.
            self.search.landing = match self.search.landing {
                Landing::By(before) => Landing::By(before.saturating_add(by)),
                _ if by > 0 => Landing::By(by.saturating_add(1)),
                _ => Landing::By(by),
            };
            return;
        }
        if self.mode.covers_panes() {
            self.remember();
            self.attend(Pane::Text);
        }
        self.show_text();
        self.search.shown = true;
        let fresh = self.search.looked != Some(self.focus.article);
        if fresh || !self.hit_in_sight() {
            self.look(self.page.span().start, Landing::By(by));
            return;
        }
        self.hit_here_by(by);
    }

    /// So many places further in the article, whose places are known; backwards where negative.
    fn hit_here_by(&mut self, by: i64) {
        let (count, more) = (self.search.found.places.len(), self.search.found.more);
        let whole = i64::try_from(count).unwrap_or(i64::MAX);
        let at = i64::try_from(self.search.at)
            .unwrap_or(0)
            .saturating_add(by);
        let edge = |place: Option<&Place>| place.map_or(0, |place| place.at(&self.dossier));
        match () {
            () if (0..whole).contains(&at) => {
                self.search.at = usize::try_from(at).unwrap_or(0);
                self.reveal_hit();
            }
            // More than are kept: looked for anew from the last that is known.
            () if at >= whole && more.1 => {
                let last = edge(self.search.found.places.last());
                self.look(last, Landing::By(at - whole + 2));
            }
            () if at < 0 && more.0 => {
                let first = edge(self.search.found.places.first());
                self.look(first, Landing::By(at));
            }
            () => self.hit_elsewhere(at, whole),
        }
    }

    /// Past the last place of an article, or before the first.
    pub(super) fn hit_elsewhere(&mut self, at: i64, whole: i64) {
        let ahead = at >= whole;
        let (here, all) = (self.focus.article, self.search.counts.len());
        let step = |n: usize| if ahead { n } else { all - n };
        let next = (1..all)
            .map(|n| (here + step(n)) % all)
            .find(|number| self.search.counts[*number].places > 0);
        let Some(next) = next else {
            if self.search.looks_on() && self.dossier.articles().len() > 1 {
                return self.wait_for_others(ahead);
            }
            if whole == 0 {
                self.nothing_found();
                return;
            }
            self.search.at = usize::try_from(at.rem_euclid(whole)).unwrap_or(0);
            self.say(if ahead {
                "the search went on at the start"
            } else {
                "the search went on at the end"
            });
            self.reveal_hit();
            return;
        };
        let dossier = Arc::clone(&self.dossier);
        self.remember();
        self.turn_to(&dossier, next);
        self.lay_out();
        let landing = if ahead { Landing::First } else { Landing::Last };
        self.look(0, landing);
        let label = dossier.articles()[next].label().to_owned();
        self.say(match (ahead, next > here) {
            (true, true) | (false, false) => format!("on in {label}"),
            (true, false) => format!("the search went on at the start, in {label}"),
            (false, true) => format!("the search went on at the end, in {label}"),
        });
    }

    /// Stays at the last place of an article, or the first, until the others have been looked through.
    fn wait_for_others(&mut self, ahead: bool) {
        let last = self.search.found.places.len().saturating_sub(1);
        self.search.at = if ahead { last } else { 0 };
        self.reveal_hit();
        self.lay_out();
        self.say("looking through the other articles ...");
        self.await_step(ahead);
    }

    pub(super) fn await_step(&mut self, ahead: bool) {
        self.search.onward = Some(Onward {
            ahead,
            from: (self.focus.article, self.focus.top),
        });
    }

    /// Takes the step that waited, unless the reader has gone elsewhere.
    pub(super) fn step_onward(&mut self) {
        let waiting = self.search.onward.take();
        let stayed = |onward: &Onward| {
            self.mode == Mode::Read && onward.from == (self.focus.article, self.focus.top)
        };
        if let Some(Onward { ahead, .. }) = waiting.filter(stayed) {
            self.notice = None;
            let whole = i64::try_from(self.search.found.places.len()).unwrap_or(i64::MAX);
            self.hit_elsewhere(if ahead { whole } else { -1 }, whole);
        }
    }

    fn hit_in_sight(&self) -> bool {
        match self.search.here() {
            Some(Place::Words(span)) => span.meets(self.page.span()),
            Some(Place::Record(record)) => self.focus.record == Some(record),
            None => true,
        }
    }

    pub(super) fn nothing_found(&mut self) {
        let (words, scope) = (&self.search.words, self.search.scope);
        let left = if self.filter.is_empty() {
            ""
        } else {
            " that the filter leaves"
        };
        self.notice = Some(Notice::bad(match scope {
            Scope::Text => format!("in no article: {words}"),
            Scope::Records => format!("in no record{left}: {words}"),
            Scope::Both => format!("in no article and no record{left}: {words}"),
        }));
    }
}
