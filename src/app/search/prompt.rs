//! The prompt of a search: what is typed there is looked for at once, and dropped without a trace.
use super::{
    Search,
    asked::{Landing, Origin},
};
use crate::{
    app::{Field, Mode, Notice, State},
    search::Matcher,
};
use std::sync::Arc;

/// Searches remembered.
const REMEMBERED: usize = 50;

impl State {
    pub(in crate::app) fn begin_search(&mut self) {
        // On the help page it is the page that is looked through.
        if let Mode::Help {
            top, field, typing, ..
        } = &mut self.mode
        {
            (*top, *field, *typing) = (0, Field::default(), true);
            return;
        }
        let from = self.visit();
        self.show_text();
        let (scope, pattern) = (self.search.scope, self.search.pattern);
        let underway = self.search_underway();
        let words = self.search.renew(String::new());
        self.search.origin = Some(Origin {
            from,
            words,
            scope,
            pattern,
            underway,
            listing: false,
        });
        self.mode = Mode::Search(Field::default());
    }

    pub(in crate::app) fn search_typed(&mut self) {
        let Mode::Search(field) = &self.mode else {
            return;
        };
        self.search.words.clone_from(&field.text);
        self.search.shown = true;
        self.compile();
        let origin = (self.search.origin.as_ref()).map_or(self.focus, |origin| origin.from.focus);
        if origin.article != self.focus.article {
            let dossier = Arc::clone(&self.dossier);
            self.turn_to(&dossier, origin.article);
        }
        self.focus = origin;
        self.look(origin.top.at, Landing::Ahead);
    }

    /// Another scope, or the other way to read what is typed; at once where a search is under way.
    pub(in crate::app) fn search_otherwise(&mut self, change: impl FnOnce(&mut Search)) {
        if self.mode.table().is_typed() && !matches!(self.mode, Mode::Search(_)) {
            self.say("no search is typed here");
            return;
        }
        change(&mut self.search);
        if matches!(self.mode, Mode::Search(_)) {
            self.search_typed();
        } else {
            self.search.forget();
            if !self.compile_again() {
                return;
            }
            let through = self.search.scope.name();
            let what = if self.search.pattern {
                "a regular expression"
            } else {
                "words"
            };
            self.say(format!("a search goes through {through}, for {what}"));
        }
    }

    /// Whether a search is asked for, and nothing is typed.
    pub(in crate::app) fn is_search_empty(&self) -> bool {
        matches!(&self.mode, Mode::Search(field) if field.text.is_empty())
    }

    /// An earlier search into the prompt, or a later one.
    pub(in crate::app) fn recall(&mut self, by: i64) {
        if by < 0 && self.search.recalled == 0 {
            self.say("no later search");
            return;
        }
        let history = &self.search.history;
        let back = i64::try_from(self.search.recalled).unwrap_or(0) + by;
        let back = usize::try_from(back.max(0)).unwrap_or(0);
        if back > history.len() {
            self.say("no earlier search");
            return;
        }
        self.search.recalled = back;
        let text = match back {
            0 => String::new(),
            back => history[history.len() - back].clone(),
        };
        self.mode = Mode::Search(Field::new(text));
        self.search_typed();
    }

    /// Goes on from where the search has led; from a regular expression that is refused nowhere: it stays to be mended.
    pub(in crate::app) fn end_search(&mut self) {
        if let Some(fault) = self.search.fault.clone() {
            self.refuse_pattern(&fault);
            return;
        }
        self.mode = Mode::Read;
        let Some(origin) = self.search.origin.take() else {
            return;
        };
        let listing = origin.listing;
        if self.search.words.is_empty() {
            // An empty line searches again for what was searched for before.
            self.search.words = origin.words;
            if self.search.words.is_empty() && self.search.history.is_empty() {
                self.arrive_at(origin.from);
                self.say("nothing searched for yet");
                return;
            }
            self.keep(origin.from);
            self.search.shown = true;
            match self.compile_again() {
                false => {}
                true if listing => self.list_hits(),
                true => self.hit(1),
            }
            return;
        }
        let words = self.search.words.clone();
        self.search.history.retain(|old| *old != words);
        self.search.history.push(words);
        if self.search.history.len() > REMEMBERED {
            self.search.history.remove(0);
        }
        self.keep(origin.from);
        if listing {
            self.list_hits();
        } else if self.search.found.places.is_empty() && !self.search.looking {
            self.hit(1);
        }
    }

    /// Back to where the search was begun, to what covered the panes there, and to what was searched for before.
    pub(in crate::app) fn drop_search(&mut self) {
        if let Some(origin) = self.search.origin.take() {
            self.arrive_at(origin.from);
            self.search.renew(origin.words);
            (self.search.scope, self.search.pattern) = (origin.scope, origin.pattern);
            self.compile();
            if let Some(underway) = origin.underway {
                self.search.shown = true;
                self.search_again(underway);
            }
        }
    }

    /// Reads what was searched for before once more. False, and told, where it is no regular expression: it stays words.
    pub(super) fn compile_again(&mut self) -> bool {
        self.compile();
        let Some(fault) = self.search.fault.take() else {
            return true;
        };
        self.search.pattern = false;
        self.compile();
        self.refuse_pattern(&fault);
        false
    }

    fn refuse_pattern(&mut self, fault: &str) {
        self.notice = Some(Notice::bad(format!("no regular expression: {fault}")));
    }

    fn compile(&mut self) {
        let search = &mut self.search;
        match Matcher::new(&search.words, search.pattern) {
            Ok(matcher) => (search.matcher, search.fault) = (matcher.map(Arc::new), None),
            Err(fault) => (search.matcher, search.fault) = (None, Some(fault)),
        }
        search.counts.clear();
        search.everywhere.clear();
    }
}
