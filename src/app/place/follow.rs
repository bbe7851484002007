//! From a position to its evidence, from a list to the place; and which line of the positions a record stands in.
use crate::app::{Effect, Item, Kind, Line, List, Mode, Notice, Pane, State, Top, Way};
use crate::model::{Body, Cell, Dossier, Moment, RecordId};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The records a cell rests on, each once: statements, what the analyst's line names, conduct, what others ascribe;
/// last what does not stand.
#[must_use]
pub fn evidence(dossier: &Dossier, cell: &Cell) -> Vec<RecordId> {
    let named = cell.positions.iter().flat_map(|position| {
        let evidence = dossier.record(*position).evidence();
        evidence.into_iter().filter_map(|id| dossier.find(&id.id))
    });
    let all = (cell.statements.iter().map(|(_, id)| *id))
        .chain(named)
        .chain(cell.conduct.iter().copied())
        .chain(cell.ascribed.iter().copied())
        .chain(cell.unproven.iter().copied());
    let mut seen = FxHashSet::default();
    all.filter(|id| seen.insert(*id)).collect()
}

impl State {
    /// The records that a cell of the matrix leads to: what it rests on, as far as the filter leaves it.
    #[must_use]
    pub fn evidence_of(&self, row: usize, column: usize) -> Vec<RecordId> {
        let cell = (self.matrix.rows.get(row)).and_then(|row| row.cells.get(column));
        let mut all = cell.map_or_else(Vec::new, |cell| evidence(&self.dossier, cell));
        all.retain(|id| self.keeps(*id));
        all
    }

    pub(in crate::app) fn follow(&mut self) -> Option<Effect> {
        match &self.mode {
            Mode::Read => match self.pane {
                Pane::Text => self.follow_text(),
                Pane::Sources => self.follow_source(),
                Pane::Positions => self.follow_line(self.focus.issue, self.focus.line),
            },
            Mode::Matrix { row, column } => self.follow_cell(*row, *column),
            Mode::List { of, at } => {
                let (of, at) = (of.clone(), *at);
                if self.length(&of) == 0 {
                    self.say("nothing here to go to");
                }
                self.follow_list(&of, at);
            }
            Mode::Filter { .. } => self.choose_filter(),
            Mode::Records {
                at,
                found,
                catalogue,
                ..
            } => {
                let entry = found.get(*at).and_then(|n| catalogue.entries.get(*n));
                if let Some(item) = entry.map(|entry| entry.item) {
                    self.follow_item(item);
                }
            }
            Mode::Search(_) => self.end_search(),
            Mode::Select(selection) if selection.of.is_some() => return self.write_bounds(),
            Mode::Select(_) => self.new_record(Kind::Quote),
            Mode::Form { .. } => return self.save_form(),
            Mode::Export { .. } | Mode::Ask { .. } => {} // Enter has done it
            Mode::Palette { .. } => return self.run_chosen(),
            Mode::Help { typing: true, .. } => self.narrow_help(),
            Mode::Help { .. } => self.close(),
        }
        None
    }

    /// From a line of a list to what it is about.
    fn follow_list(&mut self, of: &List, at: usize) {
        match of {
            List::Problems(_) => self.follow_problem(at),
            List::Timeline => self.follow_moment(at),
            List::Source(id) => self.follow_said(id, at),
            List::Facts(facts) => self.follow_fact(facts.get(at).and_then(|fact| fact.to)),
            List::Changes => self.follow_change(at),
            List::Hits => self.follow_hit(at),
        }
    }

    /// In the text: to the quote that the one in focus comments on, else to the record on the screen.
    fn follow_text(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        let Some(record) = self.record_in_sight() else {
            self.step(1);
            return;
        };
        let re = (dossier.record(record).quote()).and_then(|quote| quote.re.as_ref());
        match re.and_then(|re| dossier.find(&re.id)) {
            Some(re) => {
                self.remember();
                self.go(re);
            }
            None => self.say("nothing to follow: this comments on no other quote"),
        }
    }

    fn follow_source(&mut self) {
        let Some(record) = self.focus.record else {
            self.say("no record in focus");
            return;
        };
        self.remember();
        self.go(record);
        self.attend(Pane::Text);
    }

    /// From the matrix to the words of a cell; the columns behind the parties are what others say, and the article.
    fn follow_cell(&mut self, row: usize, column: usize) {
        let (matrix, others) = (Arc::clone(&self.matrix), self.others());
        self.remember();
        if column < others {
            self.focus.issue = row;
            self.follow_line(row, Line::Party(column));
            return;
        }
        let (count, line): (usize, fn(usize) -> Line) = match matrix.rows.get(row) {
            Some(row) if column == others => (row.others.len(), Line::Other),
            Some(row) => (row.article.len(), Line::Article),
            None => return,
        };
        let here = (0..count).find(|n| (row, line(*n)) == (self.focus.issue, self.focus.line));
        let next = here.map_or(0, |here| (here + 1) % count);
        self.follow_line(row, line(next));
        if count > 1 && self.mode == Mode::Read {
            self.say(format!("statement {} of {count}", next + 1));
        }
    }

    /// To a record; to what the list shows of anything else.
    fn follow_item(&mut self, item: Item) {
        let dossier = Arc::clone(&self.dossier);
        self.remember();
        self.mode = Mode::Read;
        match item {
            Item::Record(record) => {
                self.go(record);
                self.show_text();
            }
            Item::Source(n) => self.show_source(&dossier.codebook().sources[n].id),
            Item::Party(column) => {
                let row = self.kept.rows.first().copied().unwrap_or(0);
                self.mode = Mode::Matrix { row, column };
            }
            Item::Issue(row) => {
                self.attend(Pane::Positions);
                (self.focus.issue, self.focus.line) = (row, Line::Name);
            }
            Item::Article(number) => {
                self.open_article(number);
                self.show_text();
            }
            Item::Subhead(number, n) => {
                if number != self.focus.article {
                    self.turn_to(&dossier, number);
                }
                self.show_text();
                let head = dossier.articles()[number].paragraphs.get(n);
                self.focus.top = Top::at(head.map_or(0, |head| head.span.start));
            }
        }
    }

    /// To the place of a moment.
    fn follow_moment(&mut self, at: usize) {
        let kept = Arc::clone(&self.kept);
        match kept.timeline.get(at) {
            Some(Moment::Record(record)) => self.follow_item(Item::Record(record)),
            Some(Moment::Article(number)) => self.follow_item(Item::Article(number)),
            None => {}
        }
    }

    fn follow_fact(&mut self, way: Option<Way>) {
        match way {
            None => self.say("this leads nowhere"),
            Some(Way::Byte(at)) => {
                self.remember();
                self.attend(Pane::Text);
                self.focus.top = Top::at(at);
            }
            Some(Way::Finding(at)) => {
                self.remember();
                self.mode = Mode::List {
                    of: List::Problems(None),
                    at,
                };
            }
        }
    }

    /// To the evidence of a line; again: to the next of it.
    fn follow_line(&mut self, issue: usize, line: Line) {
        let matrix = Arc::clone(&self.matrix);
        let Some(row) = matrix.rows.get(issue) else {
            self.say("no issue in focus");
            return;
        };
        let mut all: Vec<RecordId> = match line {
            Line::Name => (0..row.cells.len())
                .flat_map(|n| self.evidence_of(issue, n))
                .collect(),
            Line::Party(n) => self.evidence_of(issue, n),
            Line::Other(n) => row.others.get(n).copied().into_iter().collect(),
            Line::Article(n) => row.article.get(n).copied().into_iter().collect(),
            Line::Shift(n) => row.shifts.get(n).copied().into_iter().collect::<Vec<_>>(),
        };
        all.retain(|id| self.keeps(*id));
        let at = all.iter().position(|id| Some(*id) == self.focus.record);
        let next = at.map_or(0, |at| (at + 1) % all.len());
        let Some(&to) = all.get(next) else {
            let hidden = match line {
                Line::Party(n) => row.cells.get(n).is_some_and(Cell::is_left_out),
                _ => false,
            };
            self.notice = Some(Notice::new(if hidden {
                "the filter leaves nothing of it"
            } else {
                "nothing stated here: no words to go to"
            }));
            return;
        };
        if self.mode == Mode::Read {
            self.remember();
        }
        self.mode = Mode::Read;
        self.go(to);
        (self.focus.issue, self.focus.line) = (issue, line);
        if all.len() > 1 {
            self.say(format!("evidence {} of {}", next + 1, all.len()));
        } else if at.is_some() {
            self.say("this is all the evidence there is");
        }
        self.show_text();
    }

    /// Where only one pane shows, the one with the words.
    pub(in crate::app) fn show_text(&mut self) {
        if !self.sizes.text_shows {
            self.attend(Pane::Text);
        }
    }

    /// Opens the issue and the line where a record stands, of those that the filter leaves; the issue that stands open, if
    /// it is one of them.
    pub(in crate::app) fn settle(&mut self, id: RecordId) {
        let dossier = Arc::clone(&self.dossier);
        let rows: Vec<usize> = (dossier.record(id).on.iter())
            .filter_map(|on| dossier.codebook().row(&on.id))
            .filter(|row| self.kept.rows.contains(row))
            .collect();
        let issue = match rows.first() {
            Some(_) if rows.contains(&self.focus.issue) => self.focus.issue,
            Some(&first) => first,
            None => return,
        };
        self.hold_issue(id, issue);
    }

    /// Opens `issue` at the line where the record stands.
    pub(in crate::app) fn hold_issue(&mut self, id: RecordId, issue: usize) {
        let matrix = Arc::clone(&self.matrix);
        let kept = self.kept.rows.contains(&issue);
        let Some(row) = matrix.rows.get(issue).filter(|_| kept) else {
            return;
        };
        let holds = |cell: &Cell| {
            cell.statements.iter().any(|(_, s)| *s == id)
                || cell.conduct.contains(&id)
                || cell.unproven.contains(&id)
                || cell.positions.contains(&id)
        };
        let of = |list: &[RecordId]| list.iter().position(|other| *other == id);
        let line = (row.cells.iter().position(holds).map(Line::Party))
            .or_else(|| of(&row.others).map(Line::Other))
            .or_else(|| of(&row.shifts).map(Line::Shift))
            .or_else(|| of(&row.article).map(Line::Article))
            .unwrap_or_default();
        (self.focus.issue, self.focus.line) = (issue, line);
    }

    /// Opens the line of a record that the analyst wrote.
    pub(in crate::app) fn open_line_of(&mut self, dossier: &Dossier, id: RecordId) {
        let issue = match &dossier.record(id).body {
            Body::Position(position) => Some(&position.issue),
            Body::Shift(shift) => shift.issue.as_ref(),
            _ => None,
        };
        if let Some(row) = issue.and_then(|issue| dossier.codebook().row(&issue.id)) {
            self.hold_issue(id, row);
            if self.mode == Mode::Read && self.pane == Pane::Sources {
                self.attend(Pane::Positions);
            }
        }
    }
}
