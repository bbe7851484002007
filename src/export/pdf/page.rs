//! What is placed whole, one below the other, and the pages that come of it.
use super::{
    line::{Ink, Line},
    sheet::{BASELINE, HEIGHT, LEADING},
};
use std::{collections::BTreeMap, rc::Rc};

/// What is placed whole: a line, or the row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    /// What stands in it, from its upper left corner.
    pub(super) parts: Vec<Part>,
    /// Points.
    pub(super) height: f32,
    /// Free above it, except at the top of a page.
    pub(super) before: f32,
    /// Whether the next stands on the same page.
    pub(super) keep: bool,
    /// What begins here.
    pub(super) marks: Vec<Mark>,
    /// What is repeated above it where it begins a page.
    pub(super) head: Option<Rc<Unit>>,
}

/// Something drawn, at a place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// From the left.
    pub(super) x: f32,
    /// From above; of a line, to the foot of its letters.
    pub(super) y: f32,
    /// What it is.
    pub(super) drawn: Drawn,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum Drawn {
    /// Words.
    Line(Line),
    /// A filled box, so wide and high.
    Fill([f32; 2], Ink),
}

/// A place that something leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The section of that place in the note.
    Section(usize),
    /// The article of that number among the references.
    Reference(usize),
}

/// What stands on the pages, and where what begins.
#[derive(Default)]
pub(super) struct Pages {
    /// The parts of each page, from the upper left corner of its text.
    pub(super) parts: Vec<Vec<Part>>,
    /// The page, from 0, and points from the top of its text.
    pub(super) marks: BTreeMap<Mark, (usize, f32)>,
    /// How far the last page is filled.
    filled: f32,
}

impl Unit {
    /// A line at `x` points from the left.
    pub(super) fn line(line: Line, x: f32) -> Self {
        let height = line.size * LEADING;
        let y = line.size * BASELINE;
        Self {
            height,
            parts: vec![Part {
                x,
                y,
                drawn: Drawn::Line(line),
            }],
            ..Self::default()
        }
    }

    /// Puts the lines of another beside this one's.
    pub(super) fn beside(&mut self, other: Self) {
        self.parts.extend(other.parts);
        self.height = self.height.max(other.height);
    }
}

/// A paragraph's lines stay together at its start and at its end: none stands alone.
pub(super) fn together(units: &mut [Unit]) {
    let count = units.len();
    for (n, unit) in units.iter_mut().enumerate() {
        unit.keep |= n + 1 < count && (n == 0 || n + 2 == count);
    }
}

/// Puts `units` on pages: what must stay together stays together as far as a page holds it.
pub(super) fn paged(units: &[Unit]) -> Pages {
    let mut pages = Pages::default();
    pages.parts.push(Vec::new());
    let mut rest = units;
    while !rest.is_empty() {
        let kept = rest.iter().take_while(|unit| unit.keep).count();
        let (group, after) = rest.split_at((kept + 1).min(rest.len()));
        let height: f32 = group.iter().map(|unit| unit.before + unit.height).sum();
        let above = group[0].head.as_ref().map_or(0.0, |head| head.height);
        if pages.filled > 0.0 && pages.filled + height > HEIGHT && above + height <= HEIGHT {
            pages.turn();
        }
        for unit in group {
            pages.place(unit);
        }
        rest = after;
    }
    pages
}

impl Pages {
    fn turn(&mut self) {
        self.parts.push(Vec::new());
        self.filled = 0.0;
    }

    fn place(&mut self, unit: &Unit) {
        if self.filled > 0.0 && self.filled + unit.before + unit.height > HEIGHT {
            self.turn();
        }
        if self.filled > 0.0 {
            self.filled += unit.before;
        } else if let Some(head) = &unit.head {
            self.put(head);
        }
        let here = (self.parts.len() - 1, self.filled);
        self.marks
            .extend(unit.marks.iter().map(|mark| (*mark, here)));
        self.put(unit);
    }

    fn put(&mut self, unit: &Unit) {
        let top = self.filled;
        let parts = unit.parts.iter().cloned().map(|part| Part {
            y: top + part.y,
            ..part
        });
        if let Some(page) = self.parts.last_mut() {
            page.extend(parts);
        }
        self.filled += unit.height;
    }
}
