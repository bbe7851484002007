//! Moving: by rows, pages, paragraphs, records and articles.
use crate::app::{
    Field, Focus, Line, List, Mode, Notice, Outline, Pane, Spot, State, Top, select::Unit,
};
use crate::{
    command::Command,
    model::Dossier,
    text::{Span, counted},
};
use std::sync::Arc;

/// Rows of text that are walked at most in one go: so many are wrapped in less than a second.
const FAR: i64 = 1_000_000;

/// Articles in each of which the reader's place is kept.
const MOST: usize = 500;

/// `at` moved by `by`, kept below `count`.
pub(in crate::app) fn moved(at: usize, by: i64, count: usize) -> usize {
    let at = i64::try_from(at).unwrap_or(i64::MAX).saturating_add(by);
    let last = i64::try_from(count).unwrap_or(i64::MAX) - 1;
    usize::try_from(at.clamp(0, last.max(0))).unwrap_or(0)
}

/// The entry of `list`, in ascending order, that is `by` entries from where `at` is or would be.
pub(in crate::app) fn beside(list: &[usize], at: usize, by: i64) -> usize {
    let here = list.partition_point(|entry| *entry < at);
    let by = if by > 0 && list.get(here).is_some_and(|entry| *entry > at) {
        by - 1
    } else {
        by
    };
    list.get(moved(here, by, list.len())).copied().unwrap_or(at)
}

impl State {
    /// By rows, in whatever has the reader's attention.
    pub(in crate::app) fn scroll(&mut self, rows: i64) {
        match (&self.mode, self.pane) {
            (Mode::Search(_), _) if rows.abs() == 1 => self.recall(-rows),
            (Mode::Read, Pane::Text) | (Mode::Search(_), _) => self.scroll_text(rows),
            (Mode::Select(_), _) => self.move_end_by_rows(rows),
            (Mode::Form { .. }, _) => self.pick(rows),
            (Mode::Read, Pane::Sources) => self.step_in_sources(rows, false),
            (Mode::Read, Pane::Positions) => self.step_in_positions(rows),
            _ => self.scroll_view(rows),
        }
    }

    /// By pages, or a part of one.
    pub(in crate::app) fn page(&mut self, times: i64, part: u16) {
        let side = self.mode == Mode::Read && self.pane != Pane::Text;
        let height = match self.mode {
            Mode::Read | Mode::Search(_) | Mode::Select(_) if !side => self.sizes.text,
            _ => self.sizes.view,
        };
        // A row of the page before stays as a foothold.
        let rows = (height / part).saturating_sub(u16::from(part == 1)).max(1);
        let rows = times.saturating_mul(rows.into());
        if side {
            let by = i32::try_from(rows).unwrap_or(i32::MAX);
            let peek = &mut self.peek[self.pane as usize];
            *peek = peek.saturating_add(by);
        } else {
            self.scroll(rows);
        }
    }

    pub(in crate::app) fn scroll_text(&mut self, rows: i64) {
        let (dossier, size, top) = (Arc::clone(&self.dossier), self.page_size(), self.focus.top);
        let number = self.focus.article;
        if let Some(article) = dossier.articles().get(number) {
            let rows = rows.clamp(-FAR, FAR);
            self.focus.top = self.page.scrolled(article, number, size, top, rows);
        }
    }

    /// To the first or last line; with a number, to that line, in the text to that paragraph.
    pub(in crate::app) fn edge(&mut self, count: Option<usize>, last: bool) {
        if matches!(self.mode, Mode::Form { .. }) {
            return self.move_in_form(|field| field.edge(last));
        }
        if let Some(field) = self.mode.field_mut() {
            field.edge(last);
            return;
        }
        // Lines from the first one on.
        let far = count.map_or(if last { i64::MAX } else { 0 }, |n| {
            i64::try_from(n.saturating_sub(1)).unwrap_or(i64::MAX)
        });
        match (&self.mode, self.pane) {
            (Mode::Read, Pane::Text) | (Mode::Search(_) | Mode::Select(_), _) => {
                self.remember();
                let at = self.article().map_or(0, |article| match (count, last) {
                    (Some(n), _) => {
                        let n = n.clamp(1, article.paragraphs.len().max(1));
                        article.paragraph(n).map_or(0, |p| p.span.start)
                    }
                    (None, true) => article.text.len(),
                    (None, false) => 0,
                });
                self.focus.top = Top::at(at);
                self.clicked = count.map(|_| at);
                let all = self.article().map_or(0, |article| article.paragraphs.len());
                if count.is_some_and(|n| n > all) {
                    self.say(format!("this is the end: {}", counted(all, "paragraph")));
                }
            }
            (Mode::Read, Pane::Sources) => self.step_in_sources(far, true),
            (Mode::Read, Pane::Positions) => self.go_to_issue(far, last),
            _ => self.go_to_line(far, last),
        }
    }

    pub(in crate::app) fn percent(&mut self, count: Option<usize>) {
        let Some(percent) = count else {
            self.say("a number first: 50% is the middle of the article");
            return;
        };
        if self.mode.covers_panes() {
            return self.go_to_percent(percent.min(100));
        }
        self.show_text();
        let Some(bytes) = self.article().map(|article| article.text.len()) else {
            return;
        };
        self.remember();
        self.focus.top =
            Top::at(bytes / 100 * percent.min(100) + bytes % 100 * percent.min(100) / 100);
    }

    /// Says where in which article one is.
    pub(in crate::app) fn tell_place(&mut self) {
        let Some(article) = self.article() else {
            self.say("no article");
            return;
        };
        let (at, all) = (self.focus.article + 1, self.dossier.articles().len());
        let page = self.page.span();
        let (first, last) = (
            article.paragraph_at(page.start),
            article.paragraph_at(page.end.saturating_sub(1).max(page.start)),
        );
        let paragraphs = if first == last {
            format!("¶{first}")
        } else {
            format!("¶{first} to ¶{last}")
        };
        let end = article.text.trim_end().len();
        let told = format!(
            "{}, article {at} of {all}: {paragraphs} of {}, to {} % of it · {}",
            article.label(),
            article.paragraphs.len(),
            (page.end * 100 / end.max(1)).min(100),
            if article.file.is_empty() {
                "no file"
            } else {
                &article.file
            }
        );
        self.say(told);
    }

    /// One unit on or back: an end of what is selected, or the caret.
    pub(in crate::app) fn step_end(&mut self, by: i64, unit: Unit) {
        let step = |field: &mut Field| match unit {
            Unit::Character => field.step(by),
            _ => field.step_words(by),
        };
        if matches!(self.mode, Mode::Form { .. }) {
            self.move_in_form(step);
        } else if let Some(field) = self.mode.field_mut() {
            step(field);
        } else {
            self.move_end(by, unit);
        }
    }

    pub(in crate::app) fn paragraph(&mut self, by: i64) {
        if matches!(self.mode, Mode::Select(_)) {
            return self.move_end(by, Unit::Paragraph);
        }
        self.show_text();
        let Some(article) = self.article() else {
            return;
        };
        let here = article.paragraph_at(self.focus.top.at);
        let begins = (article.paragraph(here)).is_some_and(|p| p.span.start < self.focus.top.at);
        // Backwards, the first step goes to the beginning of the paragraph one is in.
        let by = if by < 0 && begins { by + 1 } else { by };
        let to = moved(here - 1, by, article.paragraphs.len()) + 1;
        let start = article.paragraph(to).map_or(0, |p| p.span.start);
        self.focus.top = Top::at(start);
    }

    pub(in crate::app) fn subhead(&mut self, by: i64) {
        let Some(article) = self.article() else {
            return;
        };
        let here = self.focus.top.at;
        let heads = || article.paragraphs.iter().filter(|p| p.head);
        let steps = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX) - 1;
        let starts: Vec<usize> = if by > 0 {
            heads()
                .map(|p| p.span.start)
                .filter(|at| *at > here)
                .collect()
        } else {
            let before = heads().map(|p| p.span.start).filter(|at| *at < here);
            before.collect::<Vec<_>>().into_iter().rev().collect()
        };
        match starts.get(steps).or(starts.last()) {
            Some(&at) => {
                self.show_text();
                self.remember();
                self.focus.top = Top::at(at);
            }
            None if heads().next().is_none() => self.say("this article has no subheads"),
            None if by > 0 => self.say("no further subhead"),
            None => self.say("no earlier subhead"),
        }
    }

    /// To issue `at` of those that the filter leaves, counted from 0; says which end it is where one is there.
    fn go_to_issue(&mut self, at: i64, last: bool) {
        let (rows, all) = (&self.kept.rows, self.kept.rows.len());
        let before = (self.focus.issue, self.focus.line);
        let issue = rows.get(moved(0, at, all)).copied();
        (self.focus.issue, self.focus.line) = (issue.unwrap_or(0), Line::Name);
        self.peek = [0; 3];
        if before == (self.focus.issue, self.focus.line) {
            self.tell_line(moved(0, at, all), all, last);
        }
    }

    /// Says why a key that goes to a line of several has led nowhere: one is there, `at` it.
    pub(in crate::app) fn tell_line(&mut self, at: usize, count: usize, last: bool) {
        match (at, last) {
            (0, false) => self.tell_end(-1),
            (at, true) if at + 1 >= count => self.tell_end(1),
            (at, _) => self.say(format!("this is line {}", at + 1)),
        }
    }

    /// From line to line of the open issue, and on to the next issue, which then stands open.
    fn step_in_positions(&mut self, by: i64) {
        let kept = Arc::clone(&self.kept);
        let rows = &kept.rows;
        let before = (self.focus.issue, self.focus.line);
        for _ in 0..by.unsigned_abs() {
            let lines = self.lines();
            let at = lines
                .iter()
                .position(|line| *line == self.focus.line)
                .unwrap_or(0);
            if by > 0 && at + 1 < lines.len() {
                self.focus.line = lines[at + 1];
            } else if by < 0 && at > 0 {
                self.focus.line = lines[at - 1];
            } else {
                let next = beside(rows, self.focus.issue, by.signum());
                if next == self.focus.issue {
                    break;
                }
                (self.focus.issue, self.focus.line) = (next, Line::Name);
            }
        }
        self.peek = [0; 3];
        if before == (self.focus.issue, self.focus.line) {
            self.tell_end(by);
        }
    }

    /// Says once of each article that is come to how much in it cannot be seen.
    pub(in crate::app) fn tell_hidden(&mut self) {
        let count = self.hidden.get(self.focus.article).copied().unwrap_or(0);
        let free = self.mode == Mode::Read && self.notice.is_none() && !self.pending.is_half();
        if count == 0 || !free {
            return;
        }
        let Some(id) = self.article().map(|article| article.id.clone()) else {
            return;
        };
        if self.warned.insert(id) {
            let told = counted(count, "invisible or direction-changing character");
            let told = Notice::new(format!("this article has {told}"));
            self.notice = Some(told.leading(Command::Facts, "lists them"));
        }
    }

    /// Says why a key that moves has not moved.
    pub(in crate::app) fn tell_end(&mut self, by: i64) {
        self.say(if by > 0 {
            "this is the end"
        } else {
            "this is the start"
        });
    }

    /// The lines of the open issue, top to bottom.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let Some(row) = self.matrix.rows.get(self.focus.issue) else {
            return Vec::new();
        };
        let parties = self.kept.columns.iter().copied();
        std::iter::once(Line::Name)
            .chain(parties.filter(|n| *n < row.cells.len()).map(Line::Party))
            .chain((0..row.others.len()).map(Line::Other))
            .chain((0..row.article.len()).map(Line::Article))
            .chain((0..row.shifts.len()).map(Line::Shift))
            .collect()
    }

    pub(in crate::app) fn turn(&mut self, by: i64) {
        let dossier = Arc::clone(&self.dossier);
        let to = moved(self.focus.article, by, dossier.articles().len());
        if to == self.focus.article {
            self.say(match by {
                _ if dossier.articles().is_empty() => "no article here",
                1.. => "this is the last article",
                _ => "this is the first article",
            });
            return;
        }
        let facts = matches!(
            self.mode,
            Mode::List {
                of: List::Facts(_),
                ..
            }
        );
        self.remember();
        self.open_article(to);
        if facts {
            self.show_facts();
        } else if self.mode.covers_panes() {
            let label = dossier.articles()[to].label();
            self.say(format!(
                "{label} ({} of {})",
                to + 1,
                dossier.articles().len()
            ));
        }
    }

    /// To article `to`: where the reader was in it last, else to its start and the first of its records that is left.
    pub(in crate::app) fn open_article(&mut self, to: usize) {
        let dossier = Arc::clone(&self.dossier);
        self.turn_to(&dossier, to);
        let here =
            |spot: &&Spot| (dossier.articles().get(to)).is_some_and(|a| a.id == spot.article);
        let spot = self.places.iter().find(here);
        let (top, record) = (spot.and_then(|spot| spot.find(&dossier)))
            .map_or((Top::default(), None), |focus| (focus.top, focus.record));
        self.focus.top = top;
        let mut records = record
            .into_iter()
            .chain(dossier.in_article(to).iter().copied());
        if let Some(record) = records.find(|id| self.keeps(*id)) {
            self.focus.record = Some(record);
            self.settle(record);
        }
    }

    pub(in crate::app) fn reveal(&mut self, dossier: &Dossier, span: Span) {
        let (size, number, top) = (self.page_size(), self.focus.article, self.focus.top);
        if let Some(article) = dossier.articles().get(number) {
            self.focus.top = self.page.showing(article, number, size, top, span);
        }
    }

    /// To the start of `article`; where the reader was in the one before is kept.
    pub(in crate::app) fn turn_to(&mut self, dossier: &Dossier, article: usize) {
        if let Some(spot) = Spot::of(dossier, self.focus) {
            self.places.retain(|known| known.article != spot.article);
            self.places.push(spot);
            let over = self.places.len().saturating_sub(MOST);
            self.places.drain(..over);
        }
        self.enter(dossier, article);
    }

    /// To the start of `article`.
    pub(in crate::app) fn enter(&mut self, dossier: &Dossier, article: usize) {
        self.focus = Focus {
            article,
            record: None,
            top: Top::default(),
            ..self.focus
        };
        self.peek = [0; 3];
        self.outline = Outline::new(dossier, article, &self.kept.sieve);
    }
}
