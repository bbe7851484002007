//! Moving from record to record: in text order, of one source, on one issue, and to any of them.
use super::motion::moved;
use crate::app::State;
use crate::model::{Codebook, Dossier, RecordId};
use std::sync::Arc;

impl State {
    /// From record to record in text order; from what is on the screen, where the focus is out of sight.
    pub(in crate::app) fn step(&mut self, by: i64) {
        if self.mode.is_list() {
            return self.scroll_view(by);
        }
        let (dossier, kept) = (Arc::clone(&self.dossier), Arc::clone(&self.kept));
        let order = &kept.order;
        let focus = self.focus.record.filter(|record| {
            dossier.nearest(*record).is_none() || self.record_in_sight() == Some(*record)
        });
        let at = focus.and_then(|focus| order.iter().position(|id| *id == focus));
        let to = match at {
            Some(at) => Some(moved(at, by, order.len())),
            None => (self.near(&dossier, order, by > 0))
                .map(|near| moved(near, by - by.signum(), order.len())),
        };
        match to {
            Some(_) if at == to && by > 0 => self.say("this is the last record"),
            Some(_) if at == to => self.say("this is the first record"),
            Some(to) => self.stride(order[to]),
            None if !order.is_empty() && by > 0 => self.say("no further record"),
            None if !order.is_empty() => self.say("no earlier record"),
            None if self.filter.is_empty() => {
                self.say("no record in this dossier has words of an article");
            }
            None => self.say("the filter leaves no record"),
        }
    }

    /// Number in text order of the first record that begins on the page or below it, or of the last one on it or above.
    fn near(&self, dossier: &Dossier, order: &[RecordId], down: bool) -> Option<usize> {
        let page = self.page.span();
        let edge = (self.focus.article, if down { page.start } else { page.end });
        let before = |id: &RecordId| {
            let article = dossier.record(*id).article.unwrap_or(usize::MAX);
            dossier
                .nearest(*id)
                .map(|span| (article, span.start) < edge)
        };
        if down {
            order.iter().position(|id| before(id) == Some(false))
        } else {
            order.iter().rposition(|id| before(id) == Some(true))
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
        let name = match speaker {
            Codebook::ARTICLE => "the article itself",
            speaker => dossier.codebook().name(speaker),
        };
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
                self.stride(id);
                self.hold_issue(id, issue);
            }
            None if by > 0 => self.say(format!("no further record {what}")),
            None => self.say(format!("no earlier record {what}")),
        }
    }

    /// From record to record in the order of the sources pane; `far`, from the first one of all.
    pub(in crate::app) fn step_in_sources(&mut self, by: i64, far: bool) {
        let records: Vec<RecordId> = (self.outline.speakers.iter())
            .flat_map(|speaker| speaker.records.iter().copied())
            .collect();
        let at = (self.focus.record).and_then(|focus| records.iter().position(|id| *id == focus));
        let to = match at {
            _ if far => moved(0, by, records.len()),
            Some(at) => moved(at, by, records.len()),
            None => 0,
        };
        match records.get(to) {
            Some(_) if at == Some(to) => self.tell_end(by),
            Some(&id) => self.go(id),
            None => self.say("nobody is quoted in this article"),
        }
    }

    /// From record to record: into another article that is a jump, and the way back leads across it.
    fn stride(&mut self, id: RecordId) {
        let article = self.dossier.record(id).article;
        if article.is_some_and(|article| article != self.focus.article) {
            self.remember();
        }
        self.go(id);
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
        if !self.keeps(id) {
            self.say(format!(
                "the filter hides `{}` elsewhere",
                dossier.record(id).path()
            ));
        }
        self.clicked = None;
        self.settle(id);
        if let Some(span) = dossier.nearest(id) {
            self.reveal(dossier, span);
        }
    }
}
