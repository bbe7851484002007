//! What is searched for, and where it stands.
use super::again::Underway;
use crate::{
    app::{State, Top, Visit},
    search::{Count, Found, Job, Matcher, Place, Scope},
};
use std::sync::Arc;

/// What is searched for, and where it stands in the article in focus.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What was typed.
    pub words: String,
    /// Whether it is a regular expression.
    pub pattern: bool,
    /// What is looked through.
    pub scope: Scope,
    /// What is wrong with the regular expression.
    pub fault: Option<String>,
    /// Where it stands in the article.
    pub found: Found,
    /// Which of these places the reader is at.
    pub at: usize,
    /// How often it stands in each article; empty while nobody has counted.
    pub counts: Vec<Count>,
    /// The places of all articles, each with the number of its article, as far as a list of them is any use.
    pub everywhere: Vec<(usize, Place)>,
    /// Whether the places are marked.
    pub shown: bool,
    /// Whether the answer has not come yet.
    pub looking: bool,
    /// What was searched for before, the latest last.
    pub history: Vec<String>,
    /// The answer that is wanted.
    pub(super) ticket: u64,
    /// What to do with it.
    pub(super) landing: Landing,
    /// The article that was looked through; nothing where none was.
    pub(in crate::app) looked: Option<usize>,
    pub(super) matcher: Option<Arc<Matcher>>,
    /// The answer that the finder is busy with.
    pub(super) asked: Option<u64>,
    /// A step into another article that waits for it.
    pub(super) onward: Option<Onward>,
    /// The line of the list to come back to when it is made again: an article, and a byte of it.
    pub(super) listed: Option<(usize, usize)>,
    /// What the finder is to do.
    pub(super) errand: Errand,
    /// What the prompt was opened from.
    pub(in crate::app) origin: Option<Origin>,
    /// How far back in the history the line in the prompt is.
    pub(super) recalled: usize,
}

/// What the prompt was opened from, and what for.
#[derive(Clone, Debug)]
pub(in crate::app) struct Origin {
    /// Where the reader was, to go back to.
    pub(in crate::app) from: Visit,
    /// What was searched for before, through what, and whether as a regular expression.
    pub(super) words: String,
    pub(super) scope: Scope,
    pub(super) pattern: bool,
    /// How it is found again.
    pub(super) underway: Option<Underway>,
    /// Whether the places are wanted as a list.
    pub(in crate::app) listing: bool,
}

/// A step out of an article while the others are still being looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Onward {
    /// Whether it goes ahead.
    pub(super) ahead: bool,
    /// Where the reader was left: nobody who went elsewhere is taken away from there.
    pub(super) from: (usize, Top),
}

/// Which of the places to go to once they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Landing {
    /// The first at or behind where one was.
    #[default]
    Ahead,
    /// So many further from there; backwards where negative.
    By(i64),
    /// The first of the article.
    First,
    /// The last of the article.
    Last,
    /// This place.
    At(Place),
    /// None, the reader stays: the place at this byte, or the first behind it, is the one they were at.
    Stay(usize),
}

/// What the finder is to do.
#[derive(Clone, Debug, Default)]
pub(super) enum Errand {
    /// Go on.
    #[default]
    None,
    /// Answer this question, and no other one.
    Look(Job),
    /// Answer nothing any more.
    Stop,
}

impl Search {
    /// Marks no place any more; `n` does so again.
    pub fn hide(&mut self) {
        self.shown = false;
    }

    /// The text is another.
    pub fn forget(&mut self) {
        self.drop_question();
        self.looked = None;
        self.found = Found::default();
        self.counts.clear();
        self.everywhere.clear();
    }

    /// Nobody waits any more for what is being looked for.
    fn drop_question(&mut self) {
        if self.asked.take().is_some() {
            self.errand = Errand::Stop;
        }
        self.ticket += 1;
        (self.looking, self.onward) = (false, None);
    }

    /// Searches for other words, in the same way; answers what was searched for before.
    pub(super) fn renew(&mut self, words: String) -> String {
        self.drop_question();
        let before = std::mem::take(self);
        *self = Self {
            words,
            pattern: before.pattern,
            scope: before.scope,
            history: before.history,
            ticket: before.ticket,
            errand: before.errand,
            ..Self::default()
        };
        before.words
    }

    /// What is looked for, made ready, where places are marked; nothing otherwise.
    #[must_use]
    pub fn marking(&self) -> Option<&Matcher> {
        self.matcher.as_deref().filter(|_| self.shown)
    }

    /// Whether its places are marked and there are any, or may still be.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let found = self.counts.iter().any(|count| count.places > 0);
        let known = !self.counts.is_empty() && !self.looking && !self.looks_on();
        self.marking().is_some() && (found || !known)
    }

    /// Whether the prompt was opened for a list of the places.
    #[must_use]
    pub fn lists(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.listing)
    }

    /// The place the reader is at.
    #[must_use]
    pub fn here(&self) -> Option<Place> {
        self.found.places.get(self.at).copied()
    }

    /// Whether the other articles are still being looked through.
    #[must_use]
    pub const fn looks_on(&self) -> bool {
        self.asked.is_some()
    }

    /// `3 of 17`, and how often it stands in the other articles; nothing where nobody has looked.
    #[must_use]
    pub fn told(&self, article: usize) -> String {
        if self.looking {
            return "...".into();
        }
        let more = self.found.more;
        let all = match self.looked {
            Some(looked) if looked == article => self.found.places.len(),
            _ => 0,
        };
        let elsewhere = self
            .counts
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != article);
        let (mut places, mut articles, mut over) = (0, 0, false);
        for (_, count) in elsewhere.filter(|(_, count)| count.places > 0) {
            (places, articles) = (places + count.places, articles + 1);
            over |= count.more;
        }
        let counted = self.counts.get(article).map_or(0, |count| count.places);
        let here = match all {
            // None of them has been gone to.
            0 if counted > 0 => format!("{counted} here"),
            0 if places > 0 => "not here".into(),
            0 if self.looks_on() => "not here, looking on ...".into(),
            0 if self.looked.is_none() => String::new(),
            0 => "not found".into(),
            // Nobody has counted those before them.
            all if more.0 => format!("one of {all}+"),
            all => {
                let plus = if more.1 { "+" } else { "" };
                format!("{} of {all}{plus}", self.at + 1)
            }
        };
        let plus = if over { "+" } else { "" };
        match articles {
            0 => here,
            1 => format!("{here} · {places}{plus} in another article"),
            n => format!("{here} · {places}{plus} in {n} other articles"),
        }
    }
}

impl State {
    /// What stands before the words in the prompt of a search: what is looked through and how. What the filter hides is not.
    #[must_use]
    pub fn search_prompt(&self) -> String {
        let search = &self.search;
        let through = match (search.scope, self.filter.is_empty()) {
            (Scope::Text, true) => "",
            (Scope::Text, false) => "text ",
            (Scope::Records, true) => "records ",
            (Scope::Records, false) => "filtered records ",
            (Scope::Both, true) => "text and records ",
            (Scope::Both, false) => "text and filtered records ",
        };
        let way = if search.pattern { "regex " } else { "" };
        // A capital is meant; small letters mean either.
        let case = if search.words.chars().any(char::is_uppercase) {
            "case "
        } else {
            ""
        };
        format!("{through}{way}{case}/")
    }

    /// What is searched for, and through what, as the prompt has it.
    #[must_use]
    pub fn searched_for(&self) -> String {
        self.search_prompt() + &self.search.words
    }
}
