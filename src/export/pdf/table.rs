//! Tables: columns as wide as they need, rows that stay whole, and a head that is repeated on every page.
use super::{
    block::{Base, Layout},
    line::{Line, lines},
    page::{Drawn, Part, Unit},
    sheet::{BASELINE, HEIGHT, LEADING, RULE, SHADE, SMALL, THIN, WIDTH},
    tree::Element,
};
use crate::export::{
    content::{Table, Text},
    txt,
};
use krilla::tagging::{TableHeaderScope, Tag, TagKind};
use std::rc::Rc;

/// Free at both sides of a cell, and above and below its words.
const SIDES: f32 = 4.0;
const ENDS: f32 = 1.5;
/// Above and below a table.
const APART: f32 = 3.0;

impl Layout<'_> {
    /// A table: the head's cells and the first of every row name what the others hold.
    pub(super) fn table(&mut self, table: &Table) {
        let shares = txt::shares(table);
        let all: usize = shares.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "columns of a page")]
        let widths: Vec<f32> = (shares.iter())
            .map(|share| *share as f32 / all.max(1) as f32 * WIDTH)
            .collect();
        let element = self.tree.add(None, Tag::Table);
        let head = self.tree.add(Some(element), Tag::THead);
        let mut head = self.row((head, true), &table.head, &widths);
        if let Some(first) = head.first_mut() {
            first.before = APART;
        }
        for unit in &mut head {
            unit.keep = true;
        }
        let again = (head.first().filter(|_| head.len() == 1)).map(|unit| Rc::new(untagged(unit)));
        self.units.extend(head);
        let body = self.tree.add(Some(element), Tag::TBody);
        for row in &table.rows {
            let mut units = self.row((body, false), row, &widths);
            for unit in &mut units {
                unit.head.clone_from(&again);
            }
            self.units.extend(units);
        }
        self.units.push(Unit {
            height: APART,
            ..Unit::default()
        });
    }

    /// One unit, and more only where no page is high enough.
    fn row(
        &mut self,
        (group, is_head): (Element, bool),
        cells: &[Text],
        widths: &[f32],
    ) -> Vec<Unit> {
        let row = self.tree.add(Some(group), Tag::TR);
        let mut columns: Vec<Vec<Line>> = Vec::new();
        for (n, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let tag: TagKind = match (is_head, n) {
                (true, _) => Tag::TH(TableHeaderScope::Column).into(),
                (false, 0) => Tag::TH(TableHeaderScope::Row).into(),
                (false, _) => Tag::TD.into(),
            };
            let element = self.tree.add(Some(row), tag);
            let base = Base::of(SMALL);
            let base = if is_head || n == 0 { base.bold() } else { base };
            let runs = self.runs(cell, base, element);
            columns.push(lines(&mut self.faces, &runs, width - 2.0 * SIDES));
        }
        let step = SMALL * LEADING;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "lines of a page"
        )]
        let most = (HEIGHT * 0.8 / step) as usize;
        let all = columns.iter().map(Vec::len).max().unwrap_or(0);
        (0..all)
            .step_by(most)
            .map(|from| {
                let part: Vec<&[Line]> = (columns.iter())
                    .map(|column| &column[from.min(column.len())..(from + most).min(column.len())])
                    .collect();
                boxed(&part, widths, is_head)
            })
            .collect()
    }
}

/// The lines of a row in their boxes.
fn boxed(columns: &[&[Line]], widths: &[f32], is_head: bool) -> Unit {
    let step = SMALL * LEADING;
    let most = columns.iter().map(|column| column.len()).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "lines of a page")]
    let height = most as f32 * step + 2.0 * ENDS;
    let mut parts = Vec::new();
    let mut fill = |x: f32, y: f32, size: [f32; 2], ink| {
        let drawn = Drawn::Fill(size, ink);
        parts.push(Part { x, y, drawn });
    };
    if is_head {
        fill(0.0, 0.0, [WIDTH, height], SHADE);
        fill(0.0, 0.0, [WIDTH, THIN], RULE);
    }
    fill(0.0, height - THIN, [WIDTH, THIN], RULE);
    let mut x = 0.0;
    for width in widths {
        fill(x, 0.0, [THIN, height], RULE);
        x += width;
    }
    fill(WIDTH - THIN, 0.0, [THIN, height], RULE);
    let mut x = SIDES;
    for (column, width) in columns.iter().zip(widths) {
        let mut y = ENDS + SMALL * BASELINE;
        for line in *column {
            let drawn = Drawn::Line(line.clone());
            parts.push(Part { x, y, drawn });
            y += step;
        }
        x += width;
    }
    Unit {
        parts,
        height,
        ..Unit::default()
    }
}

/// The same for the eye alone: who is told the table hears its head once.
fn untagged(unit: &Unit) -> Unit {
    let mut unit = unit.clone();
    unit.before = 0.0;
    for part in &mut unit.parts {
        if let Drawn::Line(line) = &mut part.drawn {
            for piece in &mut line.pieces {
                (piece.style.slot, piece.style.link) = (None, None);
            }
        }
    }
    unit
}
