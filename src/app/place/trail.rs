//! Where the reader was: the way back and forth again, and places marked with a letter.
use crate::app::{Mode, Notice, State, Visit};
use crate::command::Command;
use std::sync::Arc;

/// Places kept on the way back.
const MOST: usize = 200;

/// The mark that always is: where one was before the last jump.
const BEFORE: char = '\'';

impl State {
    /// Where the reader is.
    pub(in crate::app) fn visit(&self) -> Visit {
        Visit {
            focus: self.focus,
            pane: self.pane,
            mode: if self.mode.is_remembered() {
                self.mode.clone()
            } else {
                Mode::Read
            },
        }
    }

    /// Every place that is kept.
    pub(in crate::app) fn visits_mut(&mut self) -> impl Iterator<Item = &mut Visit> {
        (self.trail.iter_mut())
            .chain(&mut self.ahead)
            .chain(self.marks.values_mut())
            .chain((self.search.origin.as_mut()).map(|origin| &mut origin.from))
    }

    /// Notes where the reader is, to come back to; from here on there is another way ahead.
    pub(in crate::app) fn remember(&mut self) {
        self.keep(self.visit());
    }

    /// Keeps `visit` to come back to; of a view, the place where it was opened too.
    pub(in crate::app) fn keep(&mut self, visit: Visit) {
        self.ahead.clear();
        let opened = self.opened(&visit);
        for visit in opened.into_iter().chain([visit]) {
            if self.trail.last() != Some(&visit) {
                self.trail.push(visit);
            }
        }
        let over = self.trail.len().saturating_sub(MOST);
        self.trail.drain(..over);
    }

    /// Where the view was opened that `visit` is in, unless that was in another view.
    fn opened(&self, visit: &Visit) -> Option<Visit> {
        let from_view = |last: &Visit| last.focus == visit.focus && last.mode != Mode::Read;
        let in_panes = visit.mode != Mode::Read && !self.trail.last().is_some_and(from_view);
        let mode = Mode::Read;
        in_panes.then(|| Visit {
            mode,
            ..visit.clone()
        })
    }

    pub(in crate::app) fn back(&mut self, times: i64) {
        if !self.travel(times, false) {
            self.say("nowhere to go back to");
        }
    }

    pub(in crate::app) fn forward(&mut self, times: i64) {
        if !self.travel(times, true) {
            self.say("nowhere to go forward to: this is where you came from");
        }
    }

    const fn way(&mut self, ahead: bool) -> &mut Vec<Visit> {
        if ahead {
            &mut self.ahead
        } else {
            &mut self.trail
        }
    }

    /// Takes `visit` off the end of a way.
    fn drop_last(&mut self, ahead: bool, visit: &Visit) {
        let way = self.way(ahead);
        while way.last() == Some(visit) {
            way.pop();
        }
    }

    fn travel(&mut self, times: i64, ahead: bool) -> bool {
        let mut moved = false;
        for _ in 0..times.min(200) {
            let here = self.visit();
            // A jump that led nowhere is no step.
            self.drop_last(ahead, &here);
            let opened = (self.opened(&here)).filter(|_| !ahead);
            if let Some(opened) = &opened {
                self.drop_last(ahead, opened);
            }
            let Some(visit) = opened.or_else(|| self.way(ahead).pop()) else {
                break;
            };
            self.way(!ahead).push(here);
            self.arrive_at(visit);
            moved = true;
        }
        moved
    }

    pub(in crate::app) fn arrive_at(&mut self, visit: Visit) {
        let dossier = Arc::clone(&self.dossier);
        if visit.focus.article != self.focus.article {
            self.turn_to(&dossier, visit.focus.article);
        }
        self.attend(visit.pane);
        self.focus = visit.focus;
        // The filter may be another by now.
        self.focus.record = self.focus.record.filter(|id| self.keeps(*id));
        self.stay_on_a_line();
        self.mode = visit.mode;
    }

    /// The letter that `command` waited for.
    pub(in crate::app) fn letter(&mut self, command: Command, letter: char) {
        match command {
            Command::SetMark if letter == BEFORE || letter.is_whitespace() => {
                self.notice = Some(Notice::bad("a mark is a letter, a digit or a sign"));
            }
            Command::SetMark => {
                let visit = self.visit();
                self.marks.insert(letter, visit);
                self.say(format!("mark {letter} is here"));
            }
            _ => self.go_to_mark(letter),
        }
    }

    fn go_to_mark(&mut self, letter: char) {
        let visit = if letter == BEFORE {
            self.trail.last()
        } else {
            self.marks.get(&letter)
        };
        match visit.cloned() {
            Some(visit) => {
                self.remember();
                self.arrive_at(visit);
            }
            None if letter == BEFORE => self.say("nowhere to go back to"),
            None => self.notice = Some(Notice::bad(format!("no mark {letter}"))),
        }
    }
}
