//! A dossier as it was read takes the place of the one there was; the reader stays where it is, as far as that is still there.
use super::{
    Access, Focus, Foothold, Mode, Notice, Opened, Progress, State, Top,
    news::{Turnover, with_turnover},
};
use crate::{
    anchor::{Outcome, Unchecked},
    command::Command,
    diag::{Condition, Diagnostic, Severity},
    model::{Dossier, RecordId},
    text::counted,
};
use std::{collections::BTreeMap, sync::Arc};

impl State {
    /// Shows the texts of a dossier whose records are still read, where nothing is shown yet.
    pub(super) fn show_texts(&mut self, opened: Opened) {
        if self.dossier.articles().is_empty() {
            (self.waiting, self.progress) = (true, Some(Progress::Records));
            self.take(opened, false);
        }
    }

    /// Takes a dossier as it was read; the reader stays in place where the place is still there.
    pub(super) fn show(&mut self, opened: Opened) {
        let begun = self.progress == Some(Progress::Records);
        (self.waiting, self.progress) = (false, None);
        self.take(opened, begun);
    }

    /// Takes what was read; where somebody has `begun` to read its texts, they stay where they are.
    fn take(&mut self, mut opened: Opened, begun: bool) {
        let (underway, lost) = (self.search_underway(), self.focus.record);
        let (known, mut news) = (self.access, opened.news.take());
        if opened.checked {
            news = news.or_else(|| self.made_worse(opened.turnover.take()));
        }
        if news.is_some() {
            self.notice = None;
        }
        let old = self.receive(opened);
        let begun = self.stay(&old, begun);
        self.refilter_or_carry();
        self.search.forget();
        self.find_drafts();
        self.search_typed();
        self.focus_anew(&old, lost);
        self.resume(begun);
        self.arrive();
        if let Some(underway) = underway {
            self.search_again(underway);
        }
        if self.access == Access::ReadOnly && known != self.access {
            self.say(
                "this dossier is read-only: it can be read, searched and exported, not annotated",
            );
        }
        if let Some(news) = news {
            self.tell_news(news);
        }
    }

    /// What was told of the change that was saved last, with the errors that it made, should this be the reading that shows it.
    fn made_worse(&mut self, turnover: Option<Turnover>) -> Option<Notice> {
        let (_, edits) = self.saved.take().filter(|(of, _)| *of == self.wanted)?;
        let turnover = turnover.filter(|turnover| turnover.worse)?;
        let told = self.notice.take();
        let told = told.unwrap_or_else(|| Notice::new("saved"));
        let told = with_turnover(told, Some(&turnover)).leading(Command::Problems, "tells more");
        Some(if edits {
            told.leading(Command::Undo, "takes it back")
        } else {
            told
        })
    }

    /// Puts what was read in the place of what was known, which comes back; tells what changed since it was locked.
    fn receive(&mut self, opened: Opened) -> Arc<Dossier> {
        self.checked = opened.checked.then_some(self.wanted);
        (self.access, self.stale) = (opened.access, opened.stale);
        let old = std::mem::replace(&mut self.dossier, opened.dossier);
        (self.whole, self.findings) = (Arc::clone(&opened.matrix), opened.findings);
        (self.hidden, self.readings) = (opened.hidden, opened.readings);
        (self.matrix, self.kept) = (opened.matrix, opened.kept);
        let before = std::mem::replace(&mut self.changes, opened.changes);
        self.tell_changes(&before);
        self.page.forget();
        (self.measured, self.measuring) = (BTreeMap::new(), None);
        old
    }

    /// Keeps every place, and what is selected, where the words of `old` stand now; whether the reader still is where they had `begun`.
    fn stay(&mut self, old: &Dossier, begun: bool) -> bool {
        let new = Arc::clone(&self.dossier);
        let text = |dossier: &Dossier, focus: Focus| {
            let article = dossier.articles().get(focus.article);
            article.map(|article| Arc::clone(&article.text))
        };
        let before = text(old, self.focus);
        self.focus = carried(old, &new, self.focus);
        // Of an article that was named by its TOML file nothing is known before the records are.
        let unmoved = begun && (self.focus.article, self.focus.top) == (0, Top::default());
        let named = self.named_article();
        if let Some(named) = named.filter(|_| old.articles().is_empty() || unmoved) {
            self.focus.article = named;
        }
        if before != text(&new, self.focus) {
            self.carry_selection(before.as_deref().map(String::as_str));
        }
        for visit in self.visits_mut() {
            visit.focus = carried(old, &new, visit.focus);
        }
        begun && !(unmoved && named.is_some())
    }

    /// Heads for what was taken back, if that was asked for; where the record in focus, which was `lost`, is gone, focuses its neighbour.
    fn focus_anew(&mut self, old: &Dossier, lost: Option<RecordId>) {
        if self.taken_back.take() == Some(self.wanted) {
            self.heading_for = self.restored(old).or(self.heading_for.take());
        }
        if self.focus.record.is_none()
            && let Some(near) = self.neighbour(old, lost)
        {
            self.focus.record = Some(near);
            self.settle(near);
        }
    }

    /// The text in focus, which was `old`, is another: the same words stay selected in it, or none.
    fn carry_selection(&mut self, old: Option<&str>) {
        let dossier = Arc::clone(&self.dossier);
        let Mode::Select(selection) = self.mode.beneath_mut() else {
            return;
        };
        let article = dossier.articles().get(self.focus.article);
        let carried = old
            .zip(article)
            .and_then(|(old, new)| selection.carried(old, new));
        if let Some(carried) = carried {
            *selection = carried;
            return;
        }
        *self.mode.beneath_mut() = Mode::Read;
        let gone = "the words that were selected are not there any more";
        self.notice = Some(Notice::bad(gone));
    }

    /// The record of the article in focus that is nearest to where `lost` stood in `old`: the next one in text order that
    /// is still there, else the one before; the first where nothing was lost.
    fn neighbour(&self, old: &Dossier, lost: Option<RecordId>) -> Option<RecordId> {
        let here = self.dossier.in_article(self.focus.article);
        let still = |id: &RecordId| {
            let now = self.dossier.find(&old.record(*id).id);
            now.filter(|now| {
                self.dossier.record(*now).article == Some(self.focus.article) && self.keeps(*now)
            })
        };
        let lost = lost.and_then(|lost| {
            let order = old.in_article(old.record(lost).article?);
            let at = order.iter().position(|id| *id == lost)?;
            let (before, behind) = order.split_at(at);
            let next = behind.iter().find_map(still);
            next.or_else(|| before.iter().rev().find_map(still))
        });
        lost.or_else(|| here.iter().copied().find(|id| self.keeps(*id)))
    }

    /// The id of the record that `old` did not have, or else had in other words; the first in text order, and none that
    /// the filter hides.
    fn restored(&self, old: &Dossier) -> Option<String> {
        let new = &self.dossier;
        let had = |id: RecordId| old.find(&new.record(id).id);
        let kept = || (new.text_order().iter().copied()).filter(|id| self.keeps(*id));
        let changed =
            |id: &RecordId| had(*id).is_some_and(|was| lines(old, was) != lines(new, *id));
        let came_back = kept().find(|id| had(*id).is_none());
        let restored = came_back.or_else(|| kept().find(changed))?;
        Some(new.record(restored).id.clone())
    }

    /// The article that whoever opened the dossier named: by its file, or the TOML file beside it.
    pub(super) fn named_article(&self) -> Option<usize> {
        let written = self.dossier.written();
        let named = written.named.as_ref()?;
        let by = written.files.find(named);
        let mut articles = written.articles.iter();
        articles.position(|article| {
            article.file == *named || by.is_some() && article.place.map(|place| place.file) == by
        })
    }

    /// Whether which article was named is known only with the records.
    pub(super) fn awaits_named(&self) -> bool {
        let named = self.dossier.written().named.is_some();
        named && self.progress == Some(Progress::Records)
    }

    /// Takes what the rules say of the dossier that is shown.
    pub(super) fn was_checked(&mut self, findings: Arc<[Diagnostic]>) {
        (self.findings, self.progress) = (findings, None);
        self.checked = Some(self.wanted);
        self.refilter_or_carry();
        self.resume(false);
        self.tell_errors();
    }

    /// Says, where nothing else is told, what is wrong with a dossier that somebody has opened.
    fn tell_errors(&mut self) {
        let heavy =
            |finding: &&Diagnostic| finding.severity == Severity::Error && finding.waived.is_none();
        let count = self.findings.iter().filter(heavy).count();
        if count == 0 || self.notice.is_some() {
            return;
        }
        let files = &self.dossier.written().files;
        let mut broken = (files.iter()).filter_map(|(_, file)| match &file.condition {
            Condition::Broken(at, why) => {
                let line = file.text[..at.start].matches('\n').count() + 1;
                Some(format!("`{}` is broken at line {line}: {why}", file.path))
            }
            Condition::Unread(why) => Some(format!("`{}` cannot be read: {why}", file.path)),
            Condition::Whole | Condition::Kept => None,
        });
        let told = broken.next();
        let told = told.unwrap_or_else(|| counted(count, "error"));
        self.notice = Some(Notice::bad(told).leading(Command::Problems, "problems"));
    }

    pub(super) fn arrive(&mut self) {
        let known = self.dossier.records().len() > 0;
        let Some(id) = self.heading_for.as_deref().filter(|_| known) else {
            return;
        };
        let bare = id.split_once('.').map_or(id, |(_, bare)| bare);
        let Some(record) = self.dossier.find(id).or_else(|| self.dossier.find(bare)) else {
            self.notice = Some(Notice::bad(format!("no record `{id}`")));
            self.heading_for = None;
            return;
        };
        // Once its words are looked for it may have a place to go to.
        let pending = Outcome::Unchecked(Unchecked::Pending);
        if (self.dossier.anchor(record)).is_none_or(|anchor| anchor.outcome != pending) {
            self.heading_for = None;
        }
        self.go(record);
    }
}

/// What is written of a record.
fn lines(dossier: &Dossier, id: RecordId) -> Option<&str> {
    let (record, files) = (dossier.record(id), &dossier.written().files);
    let text = &files.get(record.place.file).text;
    text.get(record.block.start..record.block.end)
}

/// The same place in another dossier, as far as it is there: by the ids, which survive what numbers do not.
fn carried(old: &Dossier, new: &Dossier, focus: Focus) -> Focus {
    let article = old.articles().get(focus.article).and_then(|article| {
        (new.articles().iter()).position(|candidate| candidate.id == article.id)
    });
    let issue =
        (old.codebook().issues.get(focus.issue)).and_then(|issue| new.codebook().row(&issue.id));
    let record = |record: RecordId| new.find(&old.record(record).id);
    let top = |article: usize| {
        let (before, after) = (&old.articles()[focus.article], &new.articles()[article]);
        if before.text == after.text {
            focus.top
        } else {
            Foothold::of(before, focus.top).find(after)
        }
    };
    match article {
        None => Focus::default(),
        Some(article) => Focus {
            article,
            record: focus.record.and_then(record),
            issue: issue.unwrap_or(0),
            line: if issue.is_some() {
                focus.line
            } else {
                super::Line::Name
            },
            top: top(article),
        },
    }
}
