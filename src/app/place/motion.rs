//! Moving: by rows, pages, paragraphs, records and articles.
use crate::app::{Field, Focus, Line, List, Mode, Outline, Pane, State, Top, select::Unit};
use crate::{
    model::{Dossier, RecordId},
    text::Span,
};
use std::sync::Arc;

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
            (Mode::Read, Pane::Sources) => self.step_in_sources(rows),
            (Mode::Read, Pane::Positions) => self.step_in_positions(rows),
            _ => self.scroll_view(rows),
        }
    }

    pub(in crate::app) fn wheel(&mut self, pane: Pane, rows: i32) {
        match (&self.mode, pane) {
            (Mode::Read | Mode::Search(_) | Mode::Select(_) | Mode::Form { .. }, Pane::Text) => {
                self.scroll_text(rows.into());
            }
            (Mode::Read | Mode::Search(_) | Mode::Select(_), pane) => {
                self.peek[pane as usize] += rows;
            }
            (Mode::Form { .. }, _) => self.pick(i64::from(rows.signum())),
            _ => self.scroll_view(rows.into()),
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
            // Nobody scrolls further than this in one go; `G` and `%` jump.
            let rows = rows.clamp(-10_000, 10_000);
            self.focus.top = self.page.scrolled(article, number, size, top, rows);
        }
    }

    /// To the first or last line; in the text, with a number, to that paragraph.
    pub(in crate::app) fn edge(&mut self, count: Option<usize>, last: bool) {
        if matches!(self.mode, Mode::Form { .. }) {
            return self.move_in_form(|field| field.edge(last));
        }
        if let Some(field) = self.mode.field_mut() {
            field.edge(last);
            return;
        }
        let far = if last { i64::MAX } else { i64::MIN + 1 };
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
            }
            (Mode::Read, Pane::Sources) => self.step_in_sources(far),
            (Mode::Read, Pane::Positions) => self.step_in_positions(far),
            _ => self.scroll_view(far),
        }
    }

    pub(in crate::app) fn percent(&mut self, count: Option<usize>) {
        let Some(percent) = count else {
            self.say("a number first: 50% is the middle of the article");
            return;
        };
        let Some(bytes) = self.article().map(|article| article.text.len()) else {
            return;
        };
        self.remember();
        self.focus.top =
            Top::at(bytes / 100 * percent.min(100) + bytes % 100 * percent.min(100) / 100);
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
                self.focus.top = Top::at(at);
            }
            None if heads().next().is_none() => self.say("this article has no subheads"),
            None if by > 0 => self.say("no further subhead"),
            None => self.say("no earlier subhead"),
        }
    }

    /// From record to record in text order; from what is on the screen, where the focus is out of sight.
    pub(in crate::app) fn step(&mut self, by: i64) {
        if self.mode.is_list() {
            return self.scroll_view(by);
        }
        let (dossier, kept) = (Arc::clone(&self.dossier), Arc::clone(&self.kept));
        let order = &kept.order;
        let focus = self.focus.record.filter(|record| {
            dossier.span(*record).is_none() || self.record_in_sight() == Some(*record)
        });
        let at = focus.and_then(|focus| order.iter().position(|id| *id == focus));
        let to = if let Some(at) = at {
            moved(at, by, order.len())
        } else {
            let near = self.near(&dossier, order, by > 0);
            moved(near, by - by.signum(), order.len())
        };
        match order.get(to) {
            Some(_) if at == Some(to) && by > 0 => self.say("this is the last record"),
            Some(_) if at == Some(to) => self.say("this is the first record"),
            Some(&id) => self.go(id),
            None if self.filter.is_empty() => {
                self.say("no record in this dossier has words of an article");
            }
            None => self.say("the filter leaves no record"),
        }
    }

    /// Number in text order of the first record that begins on the page or below it, or of the last one on it or above.
    fn near(&self, dossier: &Dossier, order: &[RecordId], down: bool) -> usize {
        let page = self.page.span();
        let key = |id: RecordId| {
            let article = dossier.record(id).article.unwrap_or(usize::MAX);
            (
                article,
                dossier.span(id).map_or(usize::MAX, |span| span.start),
            )
        };
        let edge = if down { page.start } else { page.end };
        let next = order.partition_point(|id| key(*id) < (self.focus.article, edge));
        if down {
            next.min(order.len().saturating_sub(1))
        } else {
            next.saturating_sub(1)
        }
    }

    pub(in crate::app) fn step_of_source(&mut self, by: i64) {
        let dossier = Arc::clone(&self.dossier);
        let Some((focus, speaker)) =
            (self.focus.record).and_then(|record| Some((record, dossier.speaker(record)?)))
        else {
            self.say("no source in focus");
            return;
        };
        let same = |id: &RecordId| dossier.speaker(*id) == Some(speaker);
        let name = dossier.codebook().name(speaker);
        self.step_among(&dossier, focus, by, same, &format!("of {name}"));
    }

    pub(in crate::app) fn step_on_issue(&mut self, by: i64) {
        let dossier = Arc::clone(&self.dossier);
        let Some(issue) = dossier.codebook().issues.get(self.focus.issue) else {
            self.say("no issue in focus");
            return;
        };
        let same = |id: &RecordId| dossier.record(*id).on.iter().any(|on| on.id == issue.id);
        let from = self.focus.record.unwrap_or(RecordId(0));
        self.step_among(&dossier, from, by, same, &format!("on {}", issue.name));
    }

    fn step_among(
        &mut self,
        dossier: &Dossier,
        from: RecordId,
        by: i64,
        same: impl Fn(&RecordId) -> bool,
        what: &str,
    ) {
        let order = dossier.text_order();
        let at = order.iter().position(|id| *id == from).unwrap_or(0);
        let (ahead, behind) = (
            order.get(at + 1..).unwrap_or_default(),
            &order[..at.min(order.len())],
        );
        let kept = Arc::clone(&self.kept);
        let same = |id: &RecordId| kept.sieve.passes(*id) && same(id);
        let steps = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
        let reach = |found: &mut dyn Iterator<Item = &RecordId>| {
            let mut last = None;
            for _ in 0..steps {
                match found.next() {
                    Some(next) => last = Some(*next),
                    None => break,
                }
            }
            last
        };
        let to = if by > 0 {
            reach(&mut ahead.iter().filter(|id| same(id)))
        } else {
            reach(&mut behind.iter().rev().filter(|id| same(id)))
        };
        match to {
            Some(id) => {
                let issue = self.focus.issue;
                self.go(id);
                self.hold_issue(id, issue);
            }
            None if by > 0 => self.say(format!("no further record {what}")),
            None => self.say(format!("no earlier record {what}")),
        }
    }

    /// From record to record in the order of the sources pane.
    fn step_in_sources(&mut self, by: i64) {
        let records: Vec<RecordId> = (self.outline.speakers.iter())
            .flat_map(|speaker| speaker.records.iter().copied())
            .collect();
        let at = (self.focus.record).and_then(|focus| records.iter().position(|id| *id == focus));
        let to = match at {
            Some(at) => moved(at, by, records.len()),
            None => 0,
        };
        match records.get(to) {
            Some(_) if at == Some(to) => self.tell_end(by),
            Some(&id) => self.go(id),
            None => self.say("nobody is quoted in this article"),
        }
    }

    /// From line to line of the open issue, and on to the next issue, which then stands open.
    fn step_in_positions(&mut self, by: i64) {
        let kept = Arc::clone(&self.kept);
        let rows = &kept.rows;
        let before = (self.focus.issue, self.focus.line);
        if by.unsigned_abs() > 1_000_000 {
            let edge = if by > 0 { rows.last() } else { rows.first() };
            self.focus.issue = edge.copied().unwrap_or(0);
            self.focus.line = Line::Name;
            self.peek = [0; 3];
            return;
        }
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
            self.say(if by > 0 {
                "this is the last article"
            } else {
                "this is the first article"
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
        self.start_of(to);
        if facts {
            self.show_facts();
        }
    }

    /// To the start of article `to`, and the first of its records that is left.
    pub(in crate::app) fn start_of(&mut self, to: usize) {
        let dossier = Arc::clone(&self.dossier);
        self.turn_to(&dossier, to);
        let mut records = dossier.in_article(to).iter();
        if let Some(&first) = records.find(|id| self.keeps(**id)) {
            self.focus.record = Some(first);
            self.settle(first);
        }
    }

    /// Goes to a record: its words where it has some, else what it rests on.
    pub(in crate::app) fn go(&mut self, id: RecordId) {
        let dossier = Arc::clone(&self.dossier);
        self.peek = [0; 3];
        if dossier.anchor(id).is_some() {
            self.place(&dossier, id);
            return;
        }
        let rests_on = (dossier.record(id).evidence().into_iter())
            .filter_map(|evidence| dossier.find(&evidence.id))
            .find(|evidence| dossier.anchor(*evidence).is_some());
        match rests_on {
            Some(evidence) => self.place(&dossier, evidence),
            None => self.say(format!(
                "`{}` rests on no words of an article",
                dossier.record(id).path()
            )),
        }
        self.open_line_of(&dossier, id);
    }

    fn place(&mut self, dossier: &Dossier, id: RecordId) {
        if let Some(article) = dossier.record(id).article
            && article != self.focus.article
        {
            self.turn_to(dossier, article);
        }
        self.focus.record = Some(id);
        self.clicked = None;
        self.settle(id);
        if let Some(span) = dossier.nearest(id) {
            self.reveal(dossier, span);
        }
    }

    pub(in crate::app) fn reveal(&mut self, dossier: &Dossier, span: Span) {
        let (size, number, top) = (self.page_size(), self.focus.article, self.focus.top);
        if let Some(article) = dossier.articles().get(number) {
            self.focus.top = self.page.showing(article, number, size, top, span);
        }
    }

    pub(in crate::app) fn turn_to(&mut self, dossier: &Dossier, article: usize) {
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
