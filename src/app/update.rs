//! The one way the state changes: a message in, at most one effect out.
use super::{
    Effect, Field, Focus, Mode, Msg, Notice, Opened, Outline, PageSize, Pane, Pending, Side, State,
    Top,
};
use crate::{
    command::Command,
    model::{Dossier, RecordId},
    text::Span,
};
use std::sync::Arc;

/// Applies `msg`; what must happen outside comes back.
pub fn update(state: &mut State, msg: Msg) -> Option<Effect> {
    let effect = apply(state, msg);
    state.lay_out();
    effect
}

fn apply(state: &mut State, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Do(command) => {
            state.notice = None;
            let count = state.take_count(command);
            return act(state, command, count);
        }
        Msg::Press(key) => state.pending.keys.push(key),
        Msg::Digit(digit, own) => return state.digit(digit, own),
        Msg::Type(c) => state.typed(|field| field.push(c)),
        Msg::Paste(text) => state.typed(|field| text.chars().for_each(|c| field.push(c))),
        Msg::Wheel(pane, rows) => state.scroll(pane, i64::from(rows)),
        Msg::Click(pane, _) => state.attend(pane),
        Msg::Open(path) => {
            state.wanted += 1;
            state.waiting = true;
            return Some(Effect::Open(state.wanted, path));
        }
        Msg::Opened(ticket, opened) if ticket == state.wanted => state.show(opened),
        Msg::Failed(ticket, why) if ticket == state.wanted => {
            state.waiting = false;
            state.notice = Some(Notice::bad(why));
        }
        // Answers to a question no longer asked.
        Msg::Opened(..) | Msg::Failed(..) => {}
        Msg::Go(id) => {
            state.heading_for = Some(id);
            state.arrive();
        }
        Msg::Resized(sizes) => state.sizes = sizes,
        Msg::Ground(ground) => state.ground = ground,
        Msg::Say(notice) => state.notice = Some(notice),
    }
    None
}

fn act(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = i64::try_from(count.unwrap_or(1)).unwrap_or(i64::MAX);
    match command {
        Command::ScrollDown => state.scroll(state.pane, times),
        Command::ScrollUp => state.scroll(state.pane, -times),
        Command::NextRecord => state.step(times),
        Command::PrevRecord => state.step(-times),
        Command::TextPane => state.attend(Pane::Text),
        Command::SourcesPane => state.attend(Pane::Sources),
        Command::PositionsPane => state.attend(Pane::Positions),
        Command::Help => {
            let under = std::mem::take(&mut state.mode);
            state.mode = match under {
                Mode::Help { under, .. } => *under,
                under => Mode::Help {
                    top: 0,
                    under: Box::new(under),
                },
            };
        }
        Command::Close => state.close(),
        Command::Quit if state.mode != Mode::Read => state.close(),
        Command::Quit | Command::Leave => return Some(Effect::Quit),
        Command::Redraw => return Some(Effect::Redraw),
        Command::Suspend => return Some(Effect::Suspend),
        _ => {}
    }
    None
}

impl State {
    /// The number before `command`, if it takes one. Digits that focus a pane have done so at once: two or more before a
    /// motion were a number after all, and the focus goes back.
    fn take_count(&mut self, command: Command) -> Option<usize> {
        let pending = std::mem::take(&mut self.pending);
        let count = pending.count?;
        if !command.counted() || (pending.digits == 1 && pending.before.is_some()) {
            return None;
        }
        if let Some(before) = pending.before {
            self.attend(before);
        }
        Some(count)
    }

    fn digit(&mut self, digit: u8, own: Option<Command>) -> Option<Effect> {
        let pending = std::mem::take(&mut self.pending);
        let count = pending.count.unwrap_or(0);
        let before = pending.before.or(own.is_some().then_some(self.pane));
        let effect = own.and_then(|own| act(self, own, None));
        self.pending = Pending {
            count: Some(
                count
                    .saturating_mul(10)
                    .saturating_add(digit.into())
                    .min(999_999_999),
            ),
            digits: pending.digits + 1,
            before,
            keys: Vec::new(),
        };
        effect
    }

    fn typed(&mut self, change: impl FnOnce(&mut Field)) {
        if let Some(field) = self.mode.field_mut() {
            change(field);
        }
    }

    fn close(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Help { under, .. } | Mode::Palette { under, .. } => *under,
            _ => Mode::Read,
        };
    }

    fn attend(&mut self, pane: Pane) {
        self.pane = pane;
        match pane {
            Pane::Text => {}
            Pane::Sources => self.arrangement.beside = Side::Sources,
            Pane::Positions => self.arrangement.beside = Side::Positions,
        }
    }

    fn scroll(&mut self, _pane: Pane, rows: i64) {
        let size = self.page_size();
        let (dossier, number) = (Arc::clone(&self.dossier), self.focus.article);
        if let Some(article) = dossier.articles().get(number) {
            let top = self.focus.top;
            self.focus.top = self.page.scrolled(article, number, size, top, rows);
        }
    }

    fn step(&mut self, by: i64) {
        let order = self.dossier.text_order();
        let at = self
            .focus
            .record
            .and_then(|record| order.iter().position(|id| *id == record));
        let last = i64::try_from(order.len()).unwrap_or(i64::MAX) - 1;
        let next = match at {
            Some(at) => i64::try_from(at).unwrap_or(i64::MAX).saturating_add(by),
            None => 0,
        };
        if let Some(&id) = usize::try_from(next.clamp(0, last.max(0)))
            .ok()
            .and_then(|next| order.get(next))
        {
            self.go(id);
        }
    }

    fn go(&mut self, id: RecordId) {
        let dossier = Arc::clone(&self.dossier);
        if let Some(article) = dossier.record(id).article
            && article != self.focus.article
        {
            self.turn_to(&dossier, article);
        }
        self.focus.record = Some(id);
        if let Some(span) = dossier.span(id) {
            self.reveal(&dossier, span);
        }
    }

    fn reveal(&mut self, dossier: &Dossier, span: Span) {
        let (size, number, top) = (self.page_size(), self.focus.article, self.focus.top);
        if let Some(article) = dossier.articles().get(number) {
            self.focus.top = self.page.showing(article, number, size, top, span);
        }
    }

    fn turn_to(&mut self, dossier: &Dossier, article: usize) {
        self.focus = Focus {
            article,
            record: None,
            top: Top::default(),
            ..self.focus
        };
        self.outline = Outline::new(dossier, article);
    }

    fn show(&mut self, opened: Opened) {
        self.waiting = false;
        self.dossier = opened.dossier;
        self.matrix = opened.matrix;
        self.findings = opened.findings;
        self.page.forget();
        self.outline = Outline::new(&self.dossier, self.focus.article);
        self.arrive();
    }

    fn arrive(&mut self) {
        let Some(id) = (self.heading_for.as_ref()).and_then(|id| self.dossier.find(id)) else {
            return;
        };
        self.heading_for = None;
        self.go(id);
    }

    fn page_size(&self) -> PageSize {
        PageSize {
            measure: self.sizes.measure,
            height: self.sizes.text,
            gap: self.sizes.gap,
        }
    }

    /// Fills the page with the rows that the frame will show.
    fn lay_out(&mut self) {
        let (dossier, number, size) = (
            Arc::clone(&self.dossier),
            self.focus.article,
            self.page_size(),
        );
        match dossier.articles().get(number) {
            Some(article) => {
                self.focus.top = self.page.fill(article, number, size, self.focus.top);
            }
            None => self.page.rows.clear(),
        }
    }
}
