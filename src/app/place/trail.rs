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
    fn visit(&self) -> Visit {
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
    }

    /// Notes where the reader is, to come back to; from here on there is another way ahead.
    pub(in crate::app) fn remember(&mut self) {
        let visit = self.visit();
        self.ahead.clear();
        if self.trail.last() != Some(&visit) {
            self.trail.push(visit);
        }
        if self.trail.len() > MOST {
            self.trail.remove(0);
        }
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

    fn travel(&mut self, times: i64, ahead: bool) -> bool {
        let mut moved = false;
        for _ in 0..times.min(200) {
            let here = self.visit();
            let from = if ahead {
                &mut self.ahead
            } else {
                &mut self.trail
            };
            // A jump that led nowhere is no step.
            while from.last() == Some(&here) {
                from.pop();
            }
            let Some(visit) = from.pop() else { break };
            if ahead {
                self.trail.push(here);
            } else {
                self.ahead.push(here);
            }
            self.arrive_at(visit);
            moved = true;
        }
        moved
    }

    fn arrive_at(&mut self, visit: Visit) {
        let dossier = Arc::clone(&self.dossier);
        if visit.focus.article != self.focus.article {
            self.turn_to(&dossier, visit.focus.article);
        }
        self.attend(visit.pane);
        self.focus = visit.focus;
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
