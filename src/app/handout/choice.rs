//! The choices of a line of the note's order: the next one, or the one whose beginning is typed.
use super::{Faults, Handout, Line};
use crate::export::{Format, Preset};

impl Handout {
    /// To another choice of the line in focus.
    pub(super) fn turn(&mut self, by: i64, filtered: bool, stem: &str) {
        match self.at {
            Line::Preset => self.preset = turned(&Preset::ALL, self.preset, by),
            Line::Format => {
                let all: Vec<Format> = Format::all().collect();
                self.format = turned(&all, self.format, by);
                self.name(stem);
            }
            Line::Records => self.narrowed = filtered && !self.narrowed,
            Line::Faults => self.faults = turned(&Faults::ALL, self.faults, by),
            Line::AsOf | Line::File => {}
        }
        self.over = None;
        self.preview.rewind();
    }

    /// Goes to the next choice of the line in focus that begins with what is typed; false where none does.
    pub(super) fn pick(&mut self, typed: &str, filtered: bool, stem: &str) -> bool {
        if typed.trim().is_empty() {
            self.turn(1, filtered, stem);
            return true;
        }
        let typed = typed.to_lowercase();
        let choices = match self.at {
            Line::Preset => Preset::ALL.len(),
            Line::Format => Format::all().count(),
            Line::Faults => Faults::ALL.len(),
            Line::Records | Line::AsOf | Line::File => 0,
        };
        for _ in 0..choices {
            self.turn(1, filtered, stem);
            let word = match self.at {
                Line::Preset => self.preset.word(),
                Line::Format => self.format.word(),
                _ => self.faults.words(),
            };
            if word.starts_with(&typed) {
                return true;
            }
        }
        false
    }
}

pub(super) fn stepped(here: Option<usize>, by: i64, all: usize) -> usize {
    let all = i64::try_from(all).unwrap_or(1).max(1);
    let here = i64::try_from(here.unwrap_or(0)).unwrap_or(0);
    usize::try_from(here.saturating_add(by).rem_euclid(all)).unwrap_or(0)
}

fn turned<T: Copy + PartialEq>(all: &[T], here: T, by: i64) -> T {
    let at = all.iter().position(|one| *one == here);
    all[stepped(at, by, all.len())]
}
