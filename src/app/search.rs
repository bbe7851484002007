//! Searching as one types: through the text, the records or both, of every article of the dossier.
use super::{Effect, Field, Focus, List, Mode, Notice, State};
use crate::{
    search::{Count, Found, Job, Matcher, Place, Scope, Shelf, Survey, is_small},
    text::Span,
};
use std::sync::Arc;

/// Searches remembered.
const REMEMBERED: usize = 50;

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
    ticket: u64,
    /// What to do with it.
    landing: Landing,
    /// The article that was looked through.
    pub(super) looked: Option<usize>,
    matcher: Option<Arc<Matcher>>,
    /// A question for the worker.
    job: Option<Job>,
    /// What the prompt was opened from.
    pub(super) origin: Option<Origin>,
    /// How far back in the history the line in the prompt is.
    recalled: usize,
}

/// What the prompt was opened from, and what for.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Where the reader was.
    focus: Focus,
    /// What was searched for before.
    words: String,
    /// Whether the places are wanted as a list.
    pub(super) listing: bool,
}

/// Which of the places to go to once they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Landing {
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
}

impl Search {
    /// Marks no place any more; `n` does so again.
    pub fn hide(&mut self) {
        self.shown = false;
    }

    /// The text is another.
    pub fn forget(&mut self) {
        // What is still being looked for is looked for in the old one.
        self.ticket += 1;
        (self.looked, self.looking, self.job) = (None, false, None);
        self.found = Found::default();
        self.counts.clear();
        self.everywhere.clear();
    }

    /// What is searched for, and through what, as the prompt has it.
    #[must_use]
    pub fn asked(&self) -> String {
        let how = if self.pattern { "regex " } else { "" };
        let through = match self.scope {
            Scope::Text => String::new(),
            scope => format!("{} ", scope.name()),
        };
        format!("{through}{how}/{}", self.words)
    }

    /// What is looked for, made ready, where places are marked; nothing otherwise.
    #[must_use]
    pub fn marking(&self) -> Option<&Matcher> {
        self.matcher.as_deref().filter(|_| self.shown)
    }

    /// The place the reader is at.
    #[must_use]
    pub fn here(&self) -> Option<Place> {
        self.found.places.get(self.at).copied()
    }

    /// `3 of 17`, and how often it stands in the other articles.
    #[must_use]
    pub fn told(&self, article: usize) -> String {
        if self.looking {
            return "...".into();
        }
        let (all, more) = (self.found.places.len(), self.found.more);
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
        let here = match all {
            0 if places > 0 => "not here".into(),
            0 if self.counts.is_empty() && self.fault.is_none() => {
                "not here, looking on ...".into()
            }
            0 => "not found".into(),
            all => {
                let plus = if more.0 || more.1 { "+" } else { "" };
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
    pub(super) fn begin_search(&mut self) {
        // On the help page it is commands that are looked for.
        if matches!(self.mode, Mode::Help { .. }) {
            return self.toggle_palette();
        }
        self.show_text();
        let before = std::mem::take(&mut self.search.words);
        self.search = Search {
            origin: Some(Origin {
                focus: self.focus,
                words: before,
                listing: false,
            }),
            pattern: self.search.pattern,
            scope: self.search.scope,
            history: std::mem::take(&mut self.search.history),
            ticket: self.search.ticket,
            ..Search::default()
        };
        self.mode = Mode::Search(Field::default());
    }

    pub(super) fn search_typed(&mut self) {
        let Mode::Search(field) = &self.mode else {
            return;
        };
        self.search.words.clone_from(&field.text);
        self.search.shown = true;
        self.compile();
        let origin = (self.search.origin.as_ref()).map_or(self.focus, |origin| origin.focus);
        if origin.article != self.focus.article {
            let dossier = Arc::clone(&self.dossier);
            self.turn_to(&dossier, origin.article);
        }
        self.focus = origin;
        self.look(origin.top.at, Landing::Ahead);
    }

    /// Another scope, or the other way to read what is typed; at once where a search is under way.
    pub(super) fn search_otherwise(&mut self, change: impl FnOnce(&mut Search)) {
        change(&mut self.search);
        if matches!(self.mode, Mode::Search(_)) {
            self.search_typed();
        } else {
            self.search.forget();
            self.compile();
        }
    }

    /// An earlier search into the prompt, or a later one.
    pub(super) fn recall(&mut self, by: i64) {
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

    pub(super) fn end_search(&mut self) {
        self.mode = Mode::Read;
        let Some(origin) = self.search.origin.take() else {
            return;
        };
        let listing = origin.listing;
        if self.search.words.is_empty() {
            // An empty line searches again for what was searched for before.
            self.search.words = origin.words;
            self.search.shown = true;
            self.compile();
            if listing {
                self.list_hits();
            } else {
                self.hit(1);
            }
            return;
        }
        let words = self.search.words.clone();
        self.search.history.retain(|old| *old != words);
        self.search.history.push(words);
        if self.search.history.len() > REMEMBERED {
            self.search.history.remove(0);
        }
        let here = std::mem::replace(&mut self.focus, origin.focus);
        self.remember();
        self.focus = here;
        if let Some(fault) = &self.search.fault {
            self.notice = Some(Notice::bad(format!("no regular expression: {fault}")));
        } else if listing {
            self.list_hits();
        } else if self.search.found.places.is_empty() && !self.search.looking {
            self.hit(1);
        }
    }

    pub(super) fn drop_search(&mut self) {
        if let Some(Origin { focus, words, .. }) = self.search.origin.take() {
            let dossier = Arc::clone(&self.dossier);
            if focus.article != self.focus.article {
                self.turn_to(&dossier, focus.article);
            }
            self.focus = focus;
            self.search = Search {
                words,
                pattern: self.search.pattern,
                scope: self.search.scope,
                history: std::mem::take(&mut self.search.history),
                ticket: self.search.ticket,
                ..Search::default()
            };
            self.compile();
        }
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

    /// To the next place found, or the one before; on in the next article that has some, and round the end of the last, which
    /// is said.
    pub(super) fn hit(&mut self, by: i64) {
        if self.search.words.is_empty() {
            // The last search may be of an earlier sitting.
            let Some(words) = self.search.history.last() else {
                self.say("nothing searched for yet");
                return;
            };
            self.search.words.clone_from(words);
            self.compile();
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
        self.show_text();
        self.search.shown = true;
        let fresh = self.search.looked != Some(self.focus.article);
        if fresh || !self.hit_in_sight() {
            self.look(self.page.span().start, Landing::By(by));
            return;
        }
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
    fn hit_elsewhere(&mut self, at: i64, whole: i64) {
        let ahead = at >= whole;
        let (here, all) = (self.focus.article, self.search.counts.len());
        let step = |n: usize| if ahead { n } else { all - n };
        let next = (1..all)
            .map(|n| (here + step(n)) % all)
            .find(|number| self.search.counts[*number].places > 0);
        let Some(next) = next else {
            let counted = all == self.dossier.articles().len();
            if whole == 0 && counted {
                self.nothing_found();
            }
            if whole == 0 {
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

    fn hit_in_sight(&self) -> bool {
        match self.search.here() {
            Some(Place::Words(span)) => span.meets(self.page.span()),
            Some(Place::Record(record)) => self.focus.record == Some(record),
            None => true,
        }
    }

    fn nothing_found(&mut self) {
        let (words, scope) = (&self.search.words, self.search.scope);
        self.notice = Some(Notice::bad(match (&self.search.fault, scope) {
            (Some(fault), _) => format!("no regular expression: {fault}"),
            (None, Scope::Text) => format!("in no article: {words}"),
            (None, Scope::Records) => format!("in no record: {words}"),
            (None, Scope::Both) => format!("in no article and no record: {words}"),
        }));
    }

    /// Finds every place of the article in focus, those from byte `from` on first, and counts those of the others: at once
    /// where that takes no time, else the worker does.
    pub(super) fn look(&mut self, from: usize, landing: Landing) {
        let search = &mut self.search;
        search.ticket += 1;
        (search.landing, search.looking, search.job) = (landing, false, None);
        let Some(matcher) = search.matcher.clone() else {
            search.forget();
            if search.fault.is_some() && matches!(self.mode, Mode::Read) {
                self.nothing_found();
            }
            return;
        };
        let job = Job {
            ticket: search.ticket,
            dossier: Arc::clone(&self.dossier),
            matcher,
            scope: search.scope,
            article: self.focus.article,
            from,
            whole: search.counts.is_empty(),
        };
        if is_small(&self.dossier) {
            let mut kept = Shelf::default();
            if let Some(survey) = job.survey(&mut kept, || true) {
                (self.search.counts, self.search.everywhere) = (survey.counts, survey.places);
            }
            self.found(job.ticket, job.look(&mut kept));
        } else {
            search.looking = true;
            search.job = Some(job);
        }
    }

    /// The question for the worker, if there is one.
    pub(super) fn search_effect(&mut self) -> Option<Effect> {
        Some(Effect::Search(self.search.job.take()?))
    }

    /// The places in the article have been found.
    pub(super) fn found(&mut self, ticket: u64, found: Found) {
        if ticket != self.search.ticket {
            return;
        }
        let from = match &self.search.origin {
            Some(Origin { focus, .. }) if matches!(self.mode, Mode::Search(_)) => focus.top.at,
            _ => self.page.span().start,
        };
        let count = found.places.len();
        let dossier = &self.dossier;
        let ahead = (found.places).partition_point(|place| place.at(dossier) < from);
        self.search.found = found;
        self.search.looked = Some(self.focus.article);
        self.search.looking = false;
        let (at, by) = match self.search.landing {
            Landing::Ahead if ahead == count => (0, 0),
            Landing::Ahead => (ahead, 0),
            // The first one ahead is one step away; from behind the last it is the first again.
            Landing::By(by) => (ahead, if by > 0 { by - 1 } else { by }),
            Landing::First => (0, 0),
            Landing::Last => (count.saturating_sub(1), 0),
            Landing::At(place) => {
                let mut places = self.search.found.places.iter();
                (places.position(|known| *known == place).unwrap_or(0), 0)
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
    pub(super) fn surveyed(&mut self, ticket: u64, survey: Survey) {
        if ticket == self.search.ticket {
            (self.search.counts, self.search.everywhere) = (survey.counts, survey.places);
            let here = self.listed_hit();
            if let Mode::List {
                of: List::Hits, at, ..
            } = &mut self.mode
            {
                *at = here;
            }
            if self.search.landing == Landing::By(1)
                && self.search.found.places.is_empty()
                && self.mode == Mode::Read
            {
                self.hit_elsewhere(0, 0);
            }
        }
    }

    fn reveal_hit(&mut self) {
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
        match self.search.here() {
            Some(Place::Words(span)) if self.search.shown && span.meets(self.page.span()) => {
                Some(span)
            }
            _ => None,
        }
    }
}
