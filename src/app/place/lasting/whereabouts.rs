//! All that is remembered of a dossier from one run to the next.
use crate::anchor::{Outcome, Unchecked};
use crate::app::list::filter::{in_words, of_words};
use crate::app::{Arrangement, Focus, Mode, Pane, Progress, Spot, State, Vantage, Visit};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// What is remembered of a dossier from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Whereabouts {
    /// Where the reader was.
    pub spot: Option<Spot>,
    /// Which pane took the keys.
    pub pane: Pane,
    /// The view which covered the panes.
    pub vantage: Option<Vantage>,
    /// How the panes shared the screen.
    pub arrangement: Arrangement,
    /// Where the reader was in articles it has left, the latest last.
    pub places: Vec<Spot>,
    /// Places marked with a letter.
    pub marks: BTreeMap<char, Marked>,
    /// What the filter asked for: facets, and a word or id each.
    pub filter: Vec<(String, String)>,
    /// What was searched for, the latest last.
    pub searches: Vec<String>,
}

/// A place marked with a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Marked {
    /// Where.
    #[serde(flatten)]
    pub spot: Spot,
    /// Which pane took the keys.
    pub pane: Pane,
    /// The view which covered the panes.
    pub vantage: Option<Vantage>,
}

impl State {
    /// All that is worth remembering until the next run.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        let marked = |visit: &Visit| {
            Some(Marked {
                spot: Spot::of(&self.dossier, visit.focus)?,
                pane: visit.pane,
                vantage: self.vantage(&visit.mode),
            })
        };
        let here = Whereabouts {
            spot: Spot::of(&self.dossier, self.focus),
            pane: self.pane,
            vantage: self.vantage(self.mode.beneath()),
            arrangement: self.arrangement,
            places: self.places.clone(),
            marks: (self.marks.iter())
                .filter_map(|(letter, visit)| Some((*letter, marked(visit)?)))
                .collect(),
            filter: in_words(&self.filter),
            searches: self.search.history.clone(),
        };
        match &self.resuming {
            // Left before all of it could be taken up again.
            Some(back) => Whereabouts {
                spot: match (&back.spot, here.spot) {
                    (Some(back), Some(here)) if back.article == here.article => Some(Spot {
                        top: here.top,
                        ..back.clone()
                    }),
                    (back, here) => here.or_else(|| back.clone()),
                },
                vantage: here.vantage.or_else(|| back.vantage.clone()),
                places: back.places.clone(),
                marks: back.marks.clone(),
                filter: back.filter.clone(),
                ..here
            },
            None => here,
        }
    }

    /// Goes where somebody was, as soon as the texts are there; to the record once it is, what follows from the checks once they are. Whoever
    /// has `begun` to read the texts is not called back to where they stood open.
    pub(in crate::app) fn resume(&mut self, begun: bool) {
        if self.dossier.articles().is_empty() {
            return;
        }
        let Some(mut back) = self.resuming.take() else {
            return;
        };
        let arrangement = std::mem::take(&mut back.arrangement);
        if arrangement != Arrangement::default() {
            self.arrangement = arrangement;
        }
        // Whoever names an article wants that one.
        let named = self
            .named_article()
            .map(|n| self.dossier.articles()[n].id.clone());
        if named.is_none() && self.awaits_named() {
            self.resuming = Some(back);
            return;
        }
        let spot = match self.progress {
            Some(Progress::Records) => back.spot.clone(),
            _ => back.spot.take(),
        };
        if let Some(spot) = spot
            && named.is_none_or(|named| named == spot.article)
        {
            self.return_to(&spot, back.pane, begun);
        }
        if self.search.history.is_empty() {
            self.search.history = std::mem::take(&mut back.searches);
        }
        if !self.is_checked() || !self.is_looked_through() {
            // The rest is for when the quotations are found and the rules held against them.
            self.resuming = Some(back);
            return;
        }
        self.resume_rest(*back);
    }

    /// Takes up what follows from quotations and rules: marks, the filter, the view.
    fn resume_rest(&mut self, mut back: Whereabouts) {
        let known = |spot: &Spot| self.places.iter().any(|own| own.article == spot.article);
        back.places.retain(|spot| !known(spot));
        self.places.splice(0..0, back.places);
        for (letter, marked) in back.marks {
            if let Some(focus) = marked.spot.find(&self.dossier) {
                let mode = (marked.vantage).and_then(|vantage| self.seen_from(&vantage));
                let visit = Visit {
                    focus,
                    pane: marked.pane,
                    mode: mode.unwrap_or_default(),
                };
                self.marks.entry(letter).or_insert(visit);
            }
        }
        // Whoever has begun to do something else by now is not called back.
        if self.mode != Mode::Read {
            return;
        }
        let filter = of_words(&self.dossier, &back.filter);
        if !filter.is_empty() && self.filter.is_empty() {
            self.set_filter(filter);
            self.say("filtered as last time");
        }
        if let Some(mode) = back.vantage.and_then(|vantage| self.seen_from(&vantage)) {
            self.mode = mode;
        }
    }

    fn return_to(&mut self, spot: &Spot, pane: Pane, begun: bool) {
        let Some(focus) = spot.find(&self.dossier) else {
            return;
        };
        let elsewhere = focus.article != self.focus.article;
        if begun && elsewhere {
            return;
        }
        if elsewhere {
            let dossier = Arc::clone(&self.dossier);
            self.enter(&dossier, focus.article);
        }
        let record = focus.record.or(self.focus.record);
        let top = if begun { self.focus.top } else { focus.top };
        self.focus = Focus {
            record,
            top,
            ..focus
        };
        if !begun {
            self.attend(pane);
        }
    }

    /// Whether every quotation has been looked for.
    fn is_looked_through(&self) -> bool {
        let pending = Outcome::Unchecked(Unchecked::Pending);
        let mut order = self.dossier.text_order().iter();
        !order.any(|id| (self.dossier.anchor(*id)).is_some_and(|anchor| anchor.outcome == pending))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Line, Msg, Opened, update},
        check,
        command::Command,
        model::{Article, Check, Dossier, Layer, Trait, Written},
        store,
    };

    fn reading() -> State {
        let dossier = Dossier::new(store::example()).anchored();
        let mut state = State::default();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        state
    }

    #[test]
    fn another_run_begins_where_the_last_one_ended() {
        let mut state = reading();
        update(&mut state, Msg::Go("baunov-choice".into()));
        update(&mut state, Msg::Letter(Command::SetMark, 'b'));
        update(&mut state, Msg::Do(Command::PositionsPane));
        update(&mut state, Msg::Do(Command::Wider));
        update(&mut state, Msg::Do(Command::Problems));
        let left = state.whereabouts();
        let text = serde_json::to_string(&left).expect("JSON");
        let read = serde_json::from_str(&text).expect("the same");
        assert_eq!(left, read);

        let mut next = State::default();
        update(&mut next, Msg::Resume(Box::new(read)));
        let dossier = Dossier::new(store::example()).anchored();
        update(&mut next, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        assert_eq!(next.focus, state.focus);
        assert_eq!((next.pane, &next.mode), (state.pane, &state.mode));
        assert_eq!(next.arrangement, state.arrangement);
        assert_eq!(next.marks.len(), 1);
        assert_eq!(next.whereabouts(), left);
    }

    /// The example, of which the texts alone are known.
    fn texts() -> Opened {
        let articles = store::example()
            .articles
            .into_iter()
            .map(|article| Article {
                place: None,
                ..article
            });
        Opened::unchecked(Dossier::new(Written {
            articles: articles.collect(),
            ..Written::default()
        }))
    }

    /// What another run makes of where this one ended.
    fn again(state: &State) -> State {
        let text = serde_json::to_string(&state.whereabouts()).expect("JSON");
        let mut next = State::default();
        let left = serde_json::from_str(&text).expect("the same");
        update(&mut next, Msg::Resume(Box::new(left)));
        let dossier = Dossier::new(store::example());
        let findings = check::check(&dossier.anchored());
        // First its texts, then as it is written, then with every quotation looked for, as the worker sends a large one.
        update(&mut next, Msg::Texts(0, texts()));
        for (dossier, findings) in [
            (dossier.clone(), Vec::new()),
            (dossier.anchored(), findings),
        ] {
            let opened = Opened::new(dossier, findings);
            update(&mut next, Msg::Opened(0, opened));
        }
        next
    }

    #[test]
    fn every_view_is_come_back_to_at_the_same_line() {
        let views = [
            (Command::Matrix, vec![Command::ScrollDown, Command::Right]),
            (Command::Timeline, vec![Command::ScrollDown; 2]),
            (Command::Source, vec![Command::ScrollDown]),
            (Command::Facts, vec![Command::ScrollDown; 3]),
            (Command::Problems, vec![Command::ScrollDown]),
            (Command::Changes, vec![]),
            (Command::Records, vec![Command::ScrollDown; 4]),
            (Command::Articles, vec![Command::ScrollDown]),
        ];
        for (view, steps) in views {
            let mut state = again(&reading());
            update(&mut state, Msg::Go("putin-either-or".into()));
            update(&mut state, Msg::Do(view));
            if view == Command::Records {
                update(&mut state, Msg::Type('a'));
            }
            for step in steps {
                update(&mut state, Msg::Do(step));
            }
            update(&mut state, Msg::Do(Command::Help));
            let next = again(&state);
            let Mode::Help { under, .. } = &state.mode else {
                panic!("the help page covers {view:?}");
            };
            assert_eq!(&next.mode, &**under, "{view:?}");
            assert_ne!(next.mode, Mode::Read, "{view:?}");
            assert_eq!(next.whereabouts(), state.whereabouts());
        }
    }

    #[test]
    fn the_filter_and_what_was_searched_for_are_taken_up_again() {
        let mut state = reading();
        for what in [
            Trait::Source("putin"),
            Trait::Form(Layer::Verbatim),
            Trait::Hand(false),
            Trait::Check(Check::Clean),
        ] {
            let mut filter = state.filter.clone();
            filter.toggle(what);
            state.set_filter(filter);
        }
        update(&mut state, Msg::Do(Command::Search));
        update(&mut state, Msg::Paste("donbass".into()));
        update(&mut state, Msg::Do(Command::Follow));
        let mut next = again(&state);
        assert_eq!(next.filter, state.filter);
        assert_eq!(
            next.notice.as_ref().map(|n| n.text.as_str()),
            Some("filtered as last time")
        );
        update(&mut next, Msg::Do(Command::NextHit));
        assert_eq!(next.search.words, "donbass");
        assert!(next.hit_here().is_some());
    }

    #[test]
    fn an_article_named_by_its_toml_is_gone_to_once_that_is_read() {
        let mut written = store::example();
        let second = written.articles[1].place.expect("a table").file;
        written.named = Some(written.files.get(second).path.clone());
        let mut left = reading();
        update(&mut left, Msg::Do(Command::Last));
        let left = left.whereabouts();
        for back in [None, Some(left)] {
            let mut state = State::default();
            let dossier = Dossier::new(Written {
                named: written.named.clone(),
                ..texts().dossier.written().clone()
            });
            update(&mut state, Msg::Texts(0, Opened::unchecked(dossier)));
            if let Some(back) = back {
                update(&mut state, Msg::Resume(Box::new(back)));
            }
            assert_eq!(state.focus.article, 0);
            let dossier = Dossier::new(written.clone()).anchored();
            update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
            assert_eq!(state.focus.article, 1);
        }
    }

    #[test]
    fn whoever_reads_on_before_the_records_are_there_stays_there() {
        let mut state = reading();
        update(&mut state, Msg::Go("baunov-choice".into()));
        let left = state.whereabouts();
        let mut next = State::default();
        update(&mut next, Msg::Texts(0, texts()));
        update(&mut next, Msg::Resume(Box::new(left)));
        assert_eq!(next.focus.top, state.focus.top);
        update(&mut next, Msg::Do(Command::Last));
        let top = next.focus.top;
        assert_ne!(top, state.focus.top);
        let spot = next.whereabouts().spot.expect("an article");
        assert_eq!(
            spot.find(&state.dossier).map(|f| (f.top, f.record)),
            Some((top, state.focus.record))
        );
        update(&mut next, Msg::Do(Command::NewQuote));
        assert_eq!(next.mode, Mode::Read, "who is known is not known yet");
        let dossier = Dossier::new(store::example()).anchored();
        update(&mut next, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        assert_eq!(
            (next.focus.top, next.focus.record),
            (top, state.focus.record)
        );
    }

    #[test]
    fn a_sitting_that_ends_before_all_is_read_forgets_nothing() {
        let mut state = reading();
        update(&mut state, Msg::Letter(Command::SetMark, 'b'));
        update(&mut state, Msg::Do(Command::Timeline));
        let left = state.whereabouts();
        let mut hasty = State::default();
        update(&mut hasty, Msg::Resume(Box::new(left.clone())));
        update(&mut hasty, Msg::Texts(0, texts()));
        assert_eq!(hasty.whereabouts(), left);
        let opened = Opened::new(Dossier::new(store::example()), Vec::new());
        update(&mut hasty, Msg::Opened(0, opened));
        assert_eq!(hasty.whereabouts(), left);
    }

    #[test]
    fn what_is_gone_costs_only_itself() {
        let mut state = reading();
        let first = state.focus.record;
        let nowhere = Whereabouts {
            spot: Some(Spot {
                article: "moscow".into(),
                record: Some("no-such".into()),
                issue: Some("no-such".into()),
                party: Some("no-such".into()),
                ..Spot::default()
            }),
            vantage: Some(Vantage {
                view: "quit".into(),
                ..Vantage::default()
            }),
            filter: vec![
                ("source".into(), "no-such".into()),
                ("sauce".into(), "x".into()),
            ],
            ..Whereabouts::default()
        };
        update(&mut state, Msg::Resume(Box::new(nowhere)));
        assert!(state.focus.record.is_some());
        assert_eq!((state.focus.issue, state.focus.line), (0, Line::Name));
        assert_eq!(
            state.article().map(|article| article.id.as_str()),
            Some("moscow")
        );
        let gone = Spot {
            article: "no-such".into(),
            ..Spot::default()
        };
        let mut state = reading();
        let gone = Whereabouts {
            spot: Some(gone),
            ..Whereabouts::default()
        };
        update(&mut state, Msg::Resume(Box::new(gone)));
        assert_eq!(state.focus.record, first);
    }
}
