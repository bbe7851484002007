//! The one way the state changes: a message in, at most one effect out.
use super::{
    Effect, Field, Kind, Mode, Msg, Notice, Pane, Pending, Scope, Side, Sizes, State,
    handout::Pressed, refusal::refused, select::Unit,
};
use crate::{command::Command, text::object::Object};
use std::sync::Arc;

/// Applies `msg`; what must happen outside comes back.
pub fn update(state: &mut State, msg: Msg) -> Option<Effect> {
    let last = match msg {
        // What is chosen in the palette is what is done.
        Msg::Do(Command::Follow) => state.chosen().or(Some(Command::Follow)),
        Msg::Do(command) => Some(command),
        _ => None,
    };
    let top = state.focus.top;
    let effect = apply(state, msg)
        .or_else(|| state.weigh())
        .or_else(|| state.preview_effect());
    state.owes |= effect.as_ref().is_some_and(Effect::writes);
    state.lay_out();
    if let Some(command) = last {
        state.tell_edge(command, top);
    }
    state.tell_hidden();
    state.last = last;
    effect
        .or_else(|| state.search_effect())
        .or_else(|| state.measure())
}

fn apply(state: &mut State, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Do(command) => {
            state.notice = None;
            let half = state.pending.is_half();
            let count = state.take_count(command);
            if half && command == Command::Close {
                return None;
            }
            return act(state, command, count);
        }
        Msg::Press(key) => {
            state.notice = None;
            state.pending.keys.push(key);
        }
        Msg::Digit(digit, own) => return state.digit(digit, own),
        Msg::Letter(command, letter) => {
            state.notice = None;
            state.pending = Pending::default();
            state.letter(command, letter);
        }
        Msg::Unknown(key) => state.unknown(key),
        Msg::Pause => {
            if state.pending.digits == 1 && state.pending.before.is_some() {
                state.pending = Pending::default();
            }
        }
        Msg::Type(',') if state.comma() => {}
        Msg::Type('.') if state.goes_on() => {}
        Msg::Type(c) => state.typed(|field| field.push(c)),
        Msg::Paste(_) if !state.mode.table().is_typed() => {
            state.say("nothing is typed here: what was pasted is dropped");
        }
        Msg::Paste(text) => state.typed(|field| field.paste(&text)),
        Msg::Wheel(pane, rows) => state.wheel(pane, rows),
        Msg::Click(pane, to) => return state.click(pane, to),
        Msg::Edge(edge, by) => state.move_edge(edge, by),
        Msg::DoubleClick(pane, to) => return state.double_click(pane, to),
        Msg::Drag(to) => state.drag(to),
        Msg::Weighed(ticket, verdict) => state.verdict(ticket, verdict),
        Msg::Wrote(ticket, done) => state.wrote(ticket, done),
        Msg::Kept(drafts) => state.left = drafts,
        Msg::Previewed(ticket, order, text) => state.previewed(ticket, &order, text),
        Msg::Handed(handed) => state.handed(handed),
        Msg::Open(path) => {
            state.wanted += 1;
            state.waiting = true;
            state.path.clone_from(&path);
            return Some(Effect::Open(state.wanted, path));
        }
        Msg::Reread if state.has_files() => {
            return Some(Effect::Reread(state.wanted, state.path.clone()));
        }
        Msg::Opened(ticket, opened) if ticket == state.wanted => state.show(opened),
        Msg::Texts(ticket, opened) if ticket == state.wanted => state.show_texts(opened),
        Msg::Measured(ticket, id, measured) if ticket == state.wanted => {
            state.was_measured(id, measured);
        }
        Msg::Checked(ticket, findings) if ticket == state.wanted => state.was_checked(findings),
        Msg::Progress(ticket, progress) if ticket == state.wanted => {
            state.progress = Some(progress);
        }
        Msg::Failed(ticket, why) if ticket == state.wanted => {
            (state.waiting, state.progress) = (false, None);
            state.notice = Some(Notice::bad(why));
        }
        // Answers to a question no longer asked.
        Msg::Opened(..)
        | Msg::Texts(..)
        | Msg::Checked(..)
        | Msg::Failed(..)
        | Msg::Measured(..)
        | Msg::Progress(..)
        | Msg::Reread => {}
        Msg::Reconfigure => return Some(Effect::Configure),
        Msg::Found(ticket, found) => state.found(ticket, found),
        Msg::Surveyed(ticket, survey) => state.surveyed(ticket, survey),
        Msg::Go(id) => {
            state.heading_for = Some(id);
            state.arrive();
        }
        Msg::Resume(back) => {
            state.resuming = Some(back);
            state.resume(false);
        }
        Msg::Resized(sizes) => state.resized(sizes),
        Msg::Ground(ground) => state.ground = ground,
        Msg::Keymap(keymap) => state.keymap = keymap,
        Msg::Say(notice) => state.notice = Some(notice),
    }
    None
}

/// Does `command`, as often as the number before it says.
#[expect(clippy::too_many_lines, reason = "a flat table: one row a command")]
pub(super) fn act(state: &mut State, command: Command, count: Option<usize>) -> Option<Effect> {
    let times = i64::try_from(count.unwrap_or(1)).unwrap_or(i64::MAX);
    if let Pressed::Page(effect) = state.answer(command) {
        return effect;
    }
    if let Pressed::Page(effect) = state.order(command, times) {
        return effect;
    }
    if let Some(why) = refused(&state.mode, command) {
        state.say(why);
        return None;
    }
    match command {
        Command::ScrollDown => state.scroll(times),
        Command::ScrollUp => state.scroll(-times),
        Command::HalfDown => state.page(times, 2),
        Command::HalfUp => state.page(-times, 2),
        Command::PageDown => state.page(times, 1),
        Command::PageUp => state.page(-times, 1),
        // The second `g` of `gg`, wherever the first has led.
        Command::First if count.is_none() && state.last == Some(command) => {}
        Command::First => state.edge(count, false),
        Command::Last => state.edge(count, true),
        Command::Percent => state.percent(count),
        Command::Where => state.tell_place(),
        Command::NextParagraph => state.paragraph(times),
        Command::PrevParagraph => state.paragraph(-times),
        Command::NextSubhead => state.subhead(times),
        Command::PrevSubhead => state.subhead(-times),
        Command::NextRecord => state.step(times),
        Command::PrevRecord => state.step(-times),
        Command::NextOfSource => state.step_of_source(times),
        Command::PrevOfSource => state.step_of_source(-times),
        Command::NextOnIssue => state.step_on_issue(times),
        Command::PrevOnIssue => state.step_on_issue(-times),
        Command::NextArticle => state.turn(times),
        Command::PrevArticle => state.turn(-times),
        Command::Follow => return state.follow(),
        Command::Back => state.back(times),
        Command::Forward => state.forward(times),
        Command::SetMark | Command::GoToMark => state.pending.letter = Some(command),
        Command::Copy => return state.copy(),
        Command::OpenEditor => return state.open_editor(),
        Command::NextPane => state.cycle(1),
        Command::PrevPane => state.cycle(2),
        Command::TextPane => state.attend(Pane::Text),
        Command::SourcesPane => state.attend(Pane::Sources),
        Command::PositionsPane => state.attend(Pane::Positions),
        Command::Wider => state.widen(times),
        Command::Narrower => state.widen(-times),
        Command::OnePane => state.arrangement.alone = !state.arrangement.alone,
        Command::Matrix => state.toggle_matrix(),
        Command::Right => state.column(times),
        Command::Left => state.column(-times),
        Command::Timeline => state.toggle_timeline(),
        Command::Records => state.toggle_records(Scope::Everything),
        Command::Articles => state.toggle_records(Scope::Articles),
        Command::Source => state.toggle_source(),
        Command::Facts => state.toggle_facts(),
        Command::Filter => state.toggle_filter(),
        Command::DropFilter => state.drop_filter(),
        Command::Problems => state.toggle_problems(),
        Command::Changes => state.toggle_changes(),
        Command::Accept => return state.accept(),
        Command::AcceptAll => return state.accept_all(),
        Command::Search => state.begin_search(),
        Command::SearchScope => state.search_otherwise(|search| search.scope = search.scope.next()),
        Command::SearchPattern => state.search_otherwise(|search| search.pattern ^= true),
        // Where nothing is typed yet, what was searched for last is.
        Command::NextHit | Command::PrevHit if state.is_search_empty() => state.recall(1),
        Command::NextHit => state.hit(times),
        Command::PrevHit => state.hit(-times),
        Command::SearchAll => state.toggle_hits(),
        Command::Select => state.toggle_select(),
        Command::MoveBounds => state.select_bounds(),
        Command::NextCharacter => state.step_end(times, Unit::Character),
        Command::PrevCharacter => state.step_end(-times, Unit::Character),
        Command::NextWord => state.step_end(times, Unit::Word),
        Command::PrevWord => state.step_end(-times, Unit::Word),
        Command::NextSentence => state.step_end(times, Unit::Sentence),
        Command::PrevSentence => state.step_end(-times, Unit::Sentence),
        Command::SelectWord => state.select_object(Object::Word),
        Command::SelectClause => state.select_object(Object::Clause),
        Command::SelectSentence => state.select_object(Object::Sentence),
        Command::SelectParagraph => state.select_paragraph(),
        Command::SelectMarked => state.select_marks(false),
        Command::SelectMarks => state.select_marks(true),
        Command::NextMarked => state.select_next_marks(times),
        Command::PrevMarked => state.select_next_marks(-times),
        Command::Grow => state.grow(times),
        Command::Shrink => state.grow(-times),
        Command::SwapEnds => state.swap_ends(),
        Command::NewQuote => state.new_record(Kind::Quote),
        Command::NewClaim => state.new_record(Kind::Claim),
        Command::NewPosition => state.new_record(Kind::Position),
        Command::NewEvent => state.new_record(Kind::Event),
        Command::NewShift => state.new_record(Kind::Shift),
        Command::NewNote => state.new_record(Kind::Note),
        Command::NewSource => state.new_record(Kind::Source),
        Command::NewParty => state.new_record(Kind::Party),
        Command::NewIssue => state.new_record(Kind::Issue),
        Command::Provenance => state.new_record(Kind::Article),
        // What is typed into names no record.
        Command::EditRecord | Command::Delete if state.mode.types_a_line() => {
            state.say("no record is meant here: finish what is typed first");
        }
        Command::EditRecord => state.edit_record(),
        Command::ResumeDraft => state.take_up(),
        Command::Waive => state.waive(),
        Command::Suggest => state.suggest(),
        Command::Delete => state.delete(),
        Command::NoneStated => return state.silence(),
        Command::Undo => return state.take_back(false),
        Command::Redo => return state.take_back(true),
        Command::KeepTheirs | Command::TakeOurs | Command::KeepBoth | Command::DeleteNamed => {
            state.say("nothing is asked here");
        }
        Command::Save => return state.save_form(),
        Command::NextField => state.step_field(times),
        Command::PrevField => state.step_field(-times),
        Command::MoreFields => state.fold_form(),
        Command::Discard => return state.discard(),
        Command::Erase if state.is_prompt_empty() => state.dismiss(),
        Command::Erase => state.typed(Field::erase),
        Command::EraseNext => state.typed(Field::erase_next),
        Command::EraseWord => state.typed(Field::erase_word),
        Command::EraseNextWord => state.typed(Field::erase_next_word),
        Command::EraseAll => state.typed(Field::clear),
        Command::EraseRest => state.typed(Field::erase_rest),
        Command::Export => state.toggle_export(),
        Command::Palette => state.toggle_palette(),
        Command::Help => state.toggle_help(),
        Command::Close | Command::Quit if matches!(state.mode, Mode::Form { .. }) => {
            return state.leave_form();
        }
        Command::Close => state.dismiss(),
        Command::Quit if state.mode != Mode::Read => state.close(),
        Command::Quit | Command::Leave => return Some(Effect::Quit),
        Command::Mouse => return Some(state.toggle_mouse()),
        Command::Redraw => return Some(Effect::Redraw),
        Command::Reload => return state.reload(),
        Command::Suspend => return Some(Effect::Suspend),
    }
    None
}

impl State {
    /// The number before `command`, if it takes one. A digit that focuses a pane has done so at once: a motion directly
    /// behind it makes it a number after all, and the focus goes back.
    fn take_count(&mut self, command: Command) -> Option<usize> {
        let pending = std::mem::take(&mut self.pending);
        // Nothing is done no times; the start is where no per cent are above.
        let counts =
            |count: &usize| command.counted() && (*count > 0 || command == Command::Percent);
        let count = pending.count.filter(counts)?;
        if let Some((pane, beside)) = pending.before {
            self.attend(pane);
            self.arrangement.beside = beside;
        }
        Some(count)
    }

    fn digit(&mut self, digit: u8, own: Option<Command>) -> Option<Effect> {
        self.notice = None;
        let pending = std::mem::take(&mut self.pending);
        let count = pending.count.unwrap_or(0);
        let here = (self.pane, self.arrangement.beside);
        let before = pending.before.or(own.is_some().then_some(here));
        // Digits after the first are digits of the number.
        let own = own.filter(|_| pending.digits == 0);
        let effect = own.and_then(|own| act(self, own, None));
        let count = count.saturating_mul(10).saturating_add(digit.into());
        self.pending = Pending {
            count: Some(count.min(999_999_999)),
            digits: pending.digits + 1,
            before,
            ..Pending::default()
        };
        effect
    }

    /// A key that has no meaning here: it says so, and what was half pressed is dropped.
    fn unknown(&mut self, key: crate::config::Key) {
        let mut keys = std::mem::take(&mut self.pending).keys;
        keys.push(key);
        let keys = crate::config::show(&keys);
        self.notice = Some(Notice::bad(format!("{keys} does nothing here")));
    }

    /// Says why a key that scrolls the text has not moved it.
    fn tell_edge(&mut self, command: Command, top: super::Top) {
        let by = match command {
            Command::ScrollDown
            | Command::HalfDown
            | Command::PageDown
            | Command::NextParagraph
            | Command::NextSubhead
            | Command::Last => 1,
            Command::ScrollUp
            | Command::HalfUp
            | Command::PageUp
            | Command::PrevParagraph
            | Command::First => -1,
            _ => return,
        };
        let jumps = matches!(command, Command::First | Command::Last);
        // The second `g` of `gg` was no way to go; a paragraph that was asked for is no end.
        if jumps && (self.clicked.is_some() || self.last == Some(Command::First)) {
            return;
        }
        let selects = jumps && matches!(self.mode, Mode::Select(_));
        let in_text = self.mode == Mode::Read
            && (self.pane == Pane::Text
                || matches!(command, Command::NextParagraph | Command::PrevParagraph))
            || selects;
        if in_text && self.notice.is_none() && self.focus.top == top {
            self.tell_end(by);
        }
    }

    pub(super) fn typed(&mut self, change: impl FnOnce(&mut Field)) {
        self.notice = None;
        if matches!(self.mode, Mode::Export { .. }) {
            self.typed_into_order(change);
        } else if matches!(self.mode, Mode::Form { .. }) {
            self.typed_into_form(change);
        } else if let Some(field) = self.mode.field_mut() {
            let before = field.text.clone();
            change(field);
            if field.text != before {
                self.retyped();
            }
        }
    }

    /// Whether a prompt is open in which nothing is typed: where there is nothing to take back it closes, as in vim and less.
    fn is_prompt_empty(&self) -> bool {
        let prompts = matches!(
            self.mode,
            Mode::Search(_) | Mode::Palette { .. } | Mode::Help { .. }
        );
        prompts && (self.mode.field()).is_some_and(|field| field.text.is_empty())
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice::new(text));
    }

    pub(super) fn attend(&mut self, pane: Pane) {
        if self.mode != Mode::Read {
            self.mode = Mode::Read;
        }
        self.pane = pane;
        match pane {
            Pane::Text => {}
            Pane::Sources => self.arrangement.beside = Side::Sources,
            Pane::Positions => self.arrangement.beside = Side::Positions,
        }
    }

    fn cycle(&mut self, by: usize) {
        match self.mode {
            Mode::Read => self.attend(Pane::ALL[(self.pane as usize + by) % 3]),
            _ => self.say("words are being selected: leave them first"),
        }
    }

    fn toggle_mouse(&mut self) -> Effect {
        self.mouse = !self.mouse;
        self.say(if self.mouse {
            "the mouse is listened to; with Shift the terminal selects"
        } else {
            "the mouse is the terminal's own"
        });
        Effect::Mouse(self.mouse)
    }

    /// The screen or the panes have other sizes: words that are selected, found, or that a form is about, stay in sight.
    fn resized(&mut self, sizes: Sizes) {
        let (before, hit) = (self.page_size(), self.hit_here());
        self.sizes = sizes;
        if self.page_size() == before {
            return;
        }
        match &self.mode {
            Mode::Select(_) => self.reveal_end(),
            Mode::Form { form, .. } => {
                let here = self.article().map(|article| &article.id) == form.article.as_ref();
                if let Some(span) = form.span.filter(|_| here) {
                    let dossier = Arc::clone(&self.dossier);
                    self.reveal(&dossier, span);
                }
            }
            _ if hit.is_some() => self.reveal_hit(),
            _ => {}
        }
    }

    /// Fills the page with the rows that the frame will show.
    pub(super) fn lay_out(&mut self) {
        for (pane, (least, most)) in Pane::ALL.into_iter().zip(self.sizes.peek) {
            // How far a pane without the keys may go is known once it has moved.
            if pane == self.pane || (least, most) != (0, 0) {
                let peek = &mut self.peek[pane as usize];
                *peek = (*peek).clamp(least, most.max(least));
            }
        }
        let (dossier, size) = (Arc::clone(&self.dossier), self.page_size());
        let number = self.focus.article;
        match dossier.articles().get(number) {
            Some(article) => {
                self.focus.top = self.page.fill(article, number, size, self.focus.top);
            }
            None => self.page.rows.clear(),
        }
    }
}
