//! What the keys and the mouse do while words are being selected.
use super::{
    Selection,
    around::{larger, marks, marks_around, next_marks},
    ends::{Unit, moved},
};
use crate::{
    app::{Mode, Pane, Row, RowKind, State},
    model::Article,
    text::{
        Span, graphemes_in,
        object::{Object, behind, bound, object, start_before},
    },
};
use std::sync::Arc;

impl State {
    /// The words being selected, whatever covers them.
    #[must_use]
    pub fn selection(&self) -> Option<&Selection> {
        match &self.mode {
            Mode::Select(selection) => Some(selection),
            Mode::Palette { under, .. } | Mode::Help { under, .. } => match under.as_ref() {
                Mode::Select(selection) => Some(selection),
                _ => None,
            },
            _ => None,
        }
    }

    /// Begins to select at the focus, or stops.
    pub(in crate::app) fn toggle_select(&mut self) {
        if matches!(self.mode, Mode::Select(_)) {
            self.mode = Mode::Read;
            return;
        }
        self.mode = Mode::Read;
        self.attend(Pane::Text);
        let dossier = Arc::clone(&self.dossier);
        let article = dossier.articles().get(self.focus.article);
        let Some(article) = article.filter(|article| article.readable) else {
            self.say("no text to select in");
            return;
        };
        match self.here(article) {
            Some(span) => self.select(article, span),
            None => self.say("no words to select here"),
        }
    }

    /// Selects the words at `span`, bytes of `article`, which is the one in focus.
    pub(in crate::app) fn select(&mut self, article: &Article, span: Span) {
        self.mode = Mode::Select(Selection::new(article, span));
        self.reveal_end();
    }

    /// What `v` begins with: the place found, clicked on or asked for by its paragraph, the record on the screen, words in quotation marks that nobody
    /// has quoted yet, the first word.
    fn here(&self, article: &Article) -> Option<Span> {
        let page = self.page.span();
        if let Some(hit) = self.hit_here() {
            return Some(hit);
        }
        let clicked = self
            .clicked
            .filter(|at| page.start <= *at && *at < page.end);
        if let Some(at) = clicked {
            return at_place(article, at);
        }
        if let Some(record) = self.record_in_sight() {
            return self.dossier.nearest(record);
        }
        let uncovered = |span: Span| self.outline.marks(span).next().is_none();
        let marked = marks(article, page.start).into_iter().filter(|mark| {
            mark.depth == 0 && mark.outer.meets(page) && mark.outer.start >= page.start
        });
        let mut marked = marked.map(|mark| mark.quoted(&article.text));
        marked
            .find(|span| uncovered(*span))
            .or_else(|| at_place(article, page.start))
    }

    /// The selection and its article, to change it; afterwards the end that moved is on the screen.
    fn reselect(
        &mut self,
        change: impl FnOnce(&mut Selection, &Article) -> Result<(), &'static str>,
    ) {
        let dossier = Arc::clone(&self.dossier);
        let Some(article) = dossier.articles().get(self.focus.article) else {
            return;
        };
        let Mode::Select(selection) = &mut self.mode else {
            return;
        };
        selection.column = None;
        match change(selection, article) {
            Ok(()) => {
                selection.count(article);
                self.reveal_end();
            }
            Err(why) => self.say(why),
        }
    }

    pub(in crate::app) fn reveal_end(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        let Some(article) = dossier.articles().get(self.focus.article) else {
            return;
        };
        if let Mode::Select(selection) = &self.mode {
            let at = selection.at(&article.text);
            // Where the whole selection has room, all of it shows.
            self.reveal(&dossier, selection.span());
            self.reveal(&dossier, Span::new(at, at + 1));
        }
    }

    /// Moves the end by `times` units, back where negative.
    pub(in crate::app) fn move_end(&mut self, times: i64, unit: Unit) {
        self.reselect(|selection, article| {
            for _ in 0..times.unsigned_abs().min(10_000) {
                let ends = (selection.head, selection.tail);
                selection.head = moved(article, ends, times > 0, unit);
            }
            selection.grown.clear();
            Ok(())
        });
    }

    /// Moves the end by rows of the screen.
    pub(in crate::app) fn move_end_by_rows(&mut self, rows: i64) {
        let dossier = Arc::clone(&self.dossier);
        let Some(article) = dossier.articles().get(self.focus.article) else {
            return;
        };
        for _ in 0..rows.unsigned_abs().min(1000) {
            let Some(selection) = self.selection() else {
                return;
            };
            let (at, at_end) = (selection.at(&article.text), selection.head > selection.tail);
            let kept = selection.column;
            let Some(number) = self.row_of(at) else {
                return;
            };
            let column = kept.unwrap_or_else(|| self.column_of(article, number, at));
            // A row more than what shows: the text moves along.
            let number = self.scrolled_past(number, rows > 0);
            let Some(row) = self.row_beside(number, rows > 0) else {
                return;
            };
            let to = byte_at(article, row, column);
            self.reselect(|selection, article| {
                selection.head = if at_end {
                    behind(&article.text, to)
                } else {
                    to
                };
                selection.grown.clear();
                selection.column = Some(column);
                Ok(())
            });
        }
    }

    fn row_of(&self, at: usize) -> Option<usize> {
        let rows = &self.page.rows;
        let row = rows
            .iter()
            .rposition(|row| row.kind != RowKind::Gap && row.span.start <= at);
        row.or_else(|| rows.iter().position(|row| row.kind != RowKind::Gap))
    }

    fn column_of(&self, article: &Article, row: usize, at: usize) -> usize {
        let span = self.page.rows[row].span;
        let glyphs = graphemes_in(&article.text[..span.end], span);
        glyphs
            .take_while(|glyph| glyph.span.start < at)
            .map(|glyph| glyph.columns)
            .sum()
    }

    /// Scrolls where row `number` is at the edge; the number it then has.
    fn scrolled_past(&mut self, number: usize, down: bool) -> usize {
        let edge = if down {
            number + 2 >= self.page.rows.len()
        } else {
            number < 2
        };
        if !edge {
            return number;
        }
        let start = self.page.rows[number].span.start;
        self.scroll_text(if down { 2 } else { -2 });
        self.lay_out();
        self.row_of(start).unwrap_or(number)
    }

    fn row_beside(&self, number: usize, down: bool) -> Option<Row> {
        let words = |row: &&Row| row.kind != RowKind::Gap;
        if down {
            self.page
                .rows
                .get(number + 1..)?
                .iter()
                .find(words)
                .copied()
        } else {
            self.page
                .rows
                .get(..number)?
                .iter()
                .rev()
                .find(words)
                .copied()
        }
    }

    pub(in crate::app) fn swap_ends(&mut self) {
        self.reselect(|selection, _| {
            std::mem::swap(&mut selection.head, &mut selection.tail);
            Ok(())
        });
    }

    /// Selects the word, clause or sentence at the end that moves.
    pub(in crate::app) fn select_object(&mut self, kind: Object) {
        self.reselect(|selection, article| {
            let text = article.text.as_str();
            let at = selection.at(text);
            let paragraph = article.paragraph(article.paragraph_at(at));
            let found = paragraph.map(|p| p.span).and_then(|paragraph| {
                // Behind the last word of what is selected, that word is meant, not the one that follows.
                let last = (selection.head > selection.tail)
                    .then(|| start_before(text, paragraph, selection.head, kind));
                object(text, paragraph, last.flatten().unwrap_or(at), kind)
            });
            selection.grown.clear();
            selection.take(article, found.ok_or("no words here")?);
            Ok(())
        });
    }

    pub(in crate::app) fn select_paragraph(&mut self) {
        self.reselect(|selection, article| {
            let at = selection.at(&article.text);
            let paragraph = article.paragraph(article.paragraph_at(at));
            selection.grown.clear();
            selection.take(article, paragraph.ok_or("no words here")?.span);
            Ok(())
        });
    }

    /// Selects the words in the quotation marks around the end that moves, again: in the marks around those; or with the
    /// marks.
    pub(in crate::app) fn select_marks(&mut self, with_marks: bool) {
        self.reselect(|selection, article| {
            let span = selection.span();
            let at = selection.at(&article.text);
            let place = Span::new(at, behind(&article.text, at));
            let around = (!with_marks)
                .then(|| marks_around(article, span, Some(span)))
                .flatten();
            let found = around.or_else(|| marks_around(article, place, None));
            let mark = found.ok_or("no quotation marks around this")?;
            selection.grown.clear();
            let to = if with_marks {
                mark.outer
            } else {
                mark.quoted(&article.text)
            };
            selection.take(article, to);
            Ok(())
        });
    }

    /// Selects the next words in quotation marks, or those before.
    pub(in crate::app) fn select_next_marks(&mut self, times: i64) {
        self.reselect(|selection, article| {
            for _ in 0..times.unsigned_abs().min(1000) {
                let span = selection.span();
                let from = if times > 0 { span.start } else { span.end };
                let found = next_marks(article, from, times > 0);
                let mark = found.ok_or("no further quotation marks")?;
                selection.grown.clear();
                selection.take(article, mark.quoted(&article.text));
            }
            Ok(())
        });
    }

    /// To the next larger thing, or back to what was selected before.
    pub(in crate::app) fn grow(&mut self, times: i64) {
        self.reselect(|selection, article| {
            for _ in 0..times.unsigned_abs().min(100) {
                let span = selection.span();
                if times > 0 {
                    let larger = larger(article, span).ok_or("this is the whole paragraph")?;
                    selection.grown.push(span);
                    selection.take(article, larger);
                } else {
                    let smaller = selection.grown.pop().ok_or("it has not grown")?;
                    selection.take(article, smaller);
                }
            }
            Ok(())
        });
    }

    /// The mouse goes from byte `from` to byte `to` of the text with its button down.
    pub(in crate::app) fn drag(&mut self, to: usize) {
        let dossier = Arc::clone(&self.dossier);
        let Some(article) = dossier.articles().get(self.focus.article) else {
            return;
        };
        let text = article.text.as_str();
        let to = bound(text, to);
        let of = match &self.mode {
            Mode::Select(selection) => selection.of.clone(),
            _ => None,
        };
        let from = bound(text, self.clicked.unwrap_or(to));
        // The character where the drag began belongs to it, whichever way it goes.
        let (tail, head) = if to >= from {
            (from, behind(text, to))
        } else {
            (behind(text, from), to)
        };
        if !matches!(self.mode, Mode::Select(_)) {
            self.mode = Mode::Select(Selection::default());
        }
        self.reselect(|selection, _| {
            (selection.tail, selection.head, selection.of) = (tail, head, of);
            selection.grown.clear();
            Ok(())
        });
    }
}

/// The marked words, or else the word, at byte `at`.
fn at_place(article: &Article, at: usize) -> Option<Span> {
    let place = Span::new(at, behind(&article.text, at));
    if let Some(mark) = marks_around(article, place, None) {
        return Some(mark.quoted(&article.text));
    }
    let paragraph = article.paragraph(article.paragraph_at(at))?;
    object(&article.text, paragraph.span, at, Object::Word)
}

/// The byte of `row` at a column, or its last character.
fn byte_at(article: &Article, row: Row, column: usize) -> usize {
    let mut left = column;
    let mut last = row.span.start;
    for glyph in graphemes_in(&article.text[..row.span.end], row.span) {
        last = glyph.span.start;
        if left < glyph.columns {
            break;
        }
        left -= glyph.columns;
    }
    last
}
