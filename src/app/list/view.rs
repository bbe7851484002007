//! The views that cover the panes, and the lists in them.
use crate::app::{
    About, Catalogue, Effect, Field, Item, Line, List, Measured, Mode, Scope, State, facts,
    place::motion::{beside, moved},
    said, shown,
};
use crate::model::Moment;
use std::sync::Arc;

impl State {
    pub(in crate::app) fn toggle_help(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Help { under, .. } => *under,
            under => Mode::Help {
                top: 0,
                field: Field::default(),
                typing: false,
                under: Box::new(under),
            },
        };
    }

    /// What is typed to narrow the help page is all there.
    pub(in crate::app) fn narrow_help(&mut self) {
        if let Mode::Help { typing, .. } = &mut self.mode {
            *typing = false;
        }
    }

    /// Takes away what covers the panes; of the help page first what narrows it.
    pub(in crate::app) fn dismiss(&mut self) {
        match &mut self.mode {
            Mode::Help {
                top, field, typing, ..
            } if *typing || !field.text.is_empty() => {
                (*top, *field, *typing) = (0, Field::default(), false);
            }
            _ => self.close(),
        }
    }

    pub(in crate::app) fn toggle_records(&mut self, scope: Scope) {
        if matches!(&self.mode, Mode::Records { of, .. } if *of == scope) {
            self.mode = Mode::Read;
            return;
        }
        let catalogue = self.catalogue(scope);
        let focus = match scope {
            Scope::Everything => self.focus.record.map(Item::Record),
            Scope::Articles => Some(Item::Article(self.focus.article)),
        };
        let at = (catalogue.entries.iter()).position(|entry| Some(entry.item) == focus);
        self.mode = Mode::Records {
            of: scope,
            field: Field::default(),
            at: at.unwrap_or(0),
            found: catalogue.like(""),
            catalogue,
        };
    }

    /// The list of `scope`; made when it is first asked for.
    pub(in crate::app) fn catalogue(&mut self, scope: Scope) -> Arc<Catalogue> {
        let kept = &mut self.catalogues[scope as usize];
        let (dossier, sieve) = (&self.dossier, &self.kept.sieve);
        let made = kept.get_or_insert_with(|| Arc::new(Catalogue::new(dossier, scope, sieve)));
        Arc::clone(made)
    }

    pub(in crate::app) fn toggle_timeline(&mut self) {
        let focus = self.focus.record.map(Moment::Record);
        let timeline = &self.kept.timeline;
        let at = (0..timeline.len()).find(|n| timeline.get(*n) == focus);
        self.mode = match self.mode {
            Mode::List {
                of: List::Timeline, ..
            } => Mode::Read,
            _ => Mode::List {
                of: List::Timeline,
                at: at.unwrap_or(0),
            },
        };
    }

    pub(in crate::app) fn toggle_facts(&mut self) {
        match self.mode {
            Mode::List {
                of: List::Facts(_), ..
            } => self.mode = Mode::Read,
            _ => self.show_facts(),
        }
    }

    pub(in crate::app) fn show_facts(&mut self) {
        let number = self.focus.article;
        if number >= self.readings.len() {
            self.say("no article here");
            return;
        }
        self.mode = Mode::List {
            of: List::Facts(self.facts()),
            at: 0,
        };
    }

    /// What is known about the article in focus.
    fn facts(&self) -> Arc<[About]> {
        let number = self.focus.article;
        let reading = self.readings.get(number).copied().unwrap_or_default();
        let measured = self.article().and_then(|article| {
            let known = self.measured.get(&article.id).cloned();
            known.or_else(|| Measured::at_once(article))
        });
        let known = (reading, measured.as_ref());
        facts(&self.dossier, &self.findings, known, number).into()
    }

    /// What is to be measured of the article whose facts are shown, if nobody has been asked for it.
    pub(in crate::app) fn measure(&mut self) -> Option<Effect> {
        let shown = matches!(
            self.mode,
            Mode::List {
                of: List::Facts(_),
                ..
            }
        );
        let id = (self
            .article()
            .filter(|article| shown && !Measured::is_short(article)))
        .map(|article| article.id.clone())?;
        if self.measured.contains_key(&id) || self.measuring.as_ref() == Some(&id) {
            return None;
        }
        self.measuring = Some(id.clone());
        Some(Effect::Measure(self.wanted, id))
    }

    /// An article has been measured.
    pub(in crate::app) fn was_measured(&mut self, id: String, measured: Measured) {
        self.measuring = None;
        self.measured.insert(id, measured);
        let fresh = self.facts();
        if let Mode::List {
            of: List::Facts(facts),
            ..
        } = &mut self.mode
        {
            *facts = fresh;
        }
    }

    pub(in crate::app) fn toggle_matrix(&mut self) {
        self.mode = match self.mode {
            Mode::Matrix { .. } => Mode::Read,
            _ => Mode::Matrix {
                row: self.focus.issue,
                column: match self.focus.line {
                    Line::Party(column) => column,
                    Line::Other(_) => self.others(),
                    Line::Article(_) => self.others() + 1,
                    _ => beside(&self.kept.columns, 0, 0),
                },
            },
        };
    }

    pub(in crate::app) fn column(&mut self, by: i64) {
        let kept = Arc::clone(&self.kept);
        if let Mode::Matrix { column, .. } = &mut self.mode {
            let before = std::mem::replace(column, beside(&kept.columns, *column, by));
            if before == *column {
                self.tell_end(by);
            }
        }
    }

    /// Takes away what covers the panes; a search goes back to where it began.
    pub(in crate::app) fn close(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Help { under, .. }
            | Mode::Palette { under, .. }
            | Mode::Filter { under, .. }
            | Mode::Export { under, .. }
            | Mode::Ask { under, .. } => *under,
            Mode::Search(_) => return self.drop_search(),
            Mode::Read => {
                self.search.hide();
                Mode::Read
            }
            _ => Mode::Read,
        };
    }

    /// How many lines a list has.
    #[must_use]
    pub fn length(&self, list: &List) -> usize {
        match list {
            List::Problems(only) => shown(&self.findings, *only).len(),
            List::Changes => self.changes.drifts.len(),
            List::Timeline => self.kept.timeline.len(),
            List::Source(id) => said(&self.dossier, &self.kept.sieve, id).len(),
            List::Facts(facts) => facts.len(),
            List::Hits => self.search.everywhere.len(),
        }
    }

    /// How many lines the list has that fills the screen or covers it.
    fn count(&self) -> usize {
        match &self.mode {
            Mode::List { of, .. } => self.length(of),
            Mode::Ask { question, .. } => question.count(),
            Mode::Records { found, .. } | Mode::Filter { found, .. } => found.len(),
            Mode::Palette { field, under, .. } => {
                (self.offered(&field.text, under)).map_or(0, |found| found.len())
            }
            Mode::Read
            | Mode::Search(_)
            | Mode::Select(_)
            | Mode::Form { .. }
            | Mode::Export { .. }
            | Mode::Matrix { .. }
            | Mode::Help { .. } => 0,
        }
    }

    /// Where one is in a view, and how many places there are: rows of the matrix, rows of the help page, lines of a list.
    fn place_in_view(&self) -> (usize, usize) {
        match &self.mode {
            Mode::Matrix { row, .. } => {
                let rows = &self.kept.rows;
                (rows.partition_point(|kept| kept < row), rows.len())
            }
            Mode::Help { top, .. } => (*top, self.sizes.beyond + 1),
            mode => (mode.place(), self.count()),
        }
    }

    /// To place `to` of a view.
    fn go_in_view(&mut self, to: usize) {
        let row = self.kept.rows.get(to).copied();
        match &mut self.mode {
            Mode::Help { top, .. } => *top = to,
            Mode::Matrix { row: own, .. } => *own = row.unwrap_or(*own),
            list => {
                if let Some(at) = list.line_mut() {
                    *at = to;
                }
            }
        }
    }

    /// By rows, in a view.
    pub(in crate::app) fn scroll_view(&mut self, rows: i64) {
        if let Mode::Export { .. } = self.mode {
            return self.scroll_note(rows);
        }
        let (at, count) = self.place_in_view();
        let to = moved(at, rows, count);
        self.go_in_view(to);
        if to == at {
            self.tell_end(rows);
        }
    }

    /// To line `line` of a view, counted from 0, or the last where there are fewer; says which end it is where one is there.
    pub(in crate::app) fn go_to_line(&mut self, line: i64, last: bool) {
        let (at, count) = self.place_in_view();
        let to = moved(0, line, count);
        self.go_in_view(to);
        if to == at {
            self.tell_line(at, count, last);
        }
    }

    /// To the line of a view that has so many per cent of them above it.
    pub(in crate::app) fn go_to_percent(&mut self, percent: usize) {
        let (_, count) = self.place_in_view();
        self.go_in_view((count * percent / 100).min(count.saturating_sub(1)));
    }

    /// Chooses line `to` of the list.
    pub(in crate::app) fn choose(&mut self, to: usize) {
        if let Some(at) = self.mode.line_mut() {
            *at = to;
        }
    }

    /// What is typed has changed.
    pub(in crate::app) fn retyped(&mut self) {
        match &mut self.mode {
            Mode::Search(_) => self.search_typed(),
            Mode::Filter { .. } => self.filter_typed(),
            Mode::Palette { at, .. } | Mode::Help { top: at, .. } => *at = 0,
            Mode::Records {
                field,
                at,
                catalogue,
                found,
                ..
            } => {
                *found = catalogue.like(&field.text);
                *at = 0;
            }
            _ => {}
        }
    }

    /// The dossier or the filter is another: what the views hold of the old one goes.
    pub(in crate::app) fn mode_carried(&mut self) {
        let mut mode = std::mem::take(&mut self.mode);
        self.carry(&mut mode);
        self.mode = mode;
        let mut visits: Vec<Mode> = (self.visits_mut())
            .map(|visit| std::mem::take(&mut visit.mode))
            .collect();
        for mode in &mut visits {
            // What was known about an article is not worth reading all of them again.
            if matches!(
                mode,
                Mode::List {
                    of: List::Facts(_),
                    ..
                }
            ) {
                *mode = Mode::Read;
            }
            self.carry(mode);
        }
        for (visit, mode) in self.visits_mut().zip(visits) {
            visit.mode = mode;
        }
    }

    pub(in crate::app) fn carry(&mut self, mode: &mut Mode) {
        match mode {
            Mode::Records {
                of,
                field,
                at,
                catalogue,
                found,
            } => {
                *catalogue = self.catalogue(*of);
                *found = catalogue.like(&field.text);
                *at = moved(*at, 0, found.len());
            }
            Mode::List { of, at } => {
                if let List::Facts(facts) = of {
                    *facts = self.facts();
                }
                *at = moved(*at, 0, self.length(of));
            }
            Mode::Matrix { row, column } => {
                *row = beside(&self.kept.rows, *row, 0);
                *column = beside(&self.kept.columns, *column, 0);
            }
            Mode::Filter { under, .. }
            | Mode::Help { under, .. }
            | Mode::Palette { under, .. }
            | Mode::Form { under, .. }
            | Mode::Export { under, .. }
            | Mode::Ask { under, .. } => {
                self.carry(under);
            }
            Mode::Read | Mode::Search(_) | Mode::Select(_) => {}
        }
    }
}
