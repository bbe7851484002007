//! What the mouse does: a click goes to what it is on, a second one at the same place follows, the wheel scrolls.
use crate::app::{Effect, Mode, Pane, State, Target, update::act};
use crate::{model::RecordId, text::Span};

impl State {
    /// The wheel scrolls what is under the pointer; a list, by its lines, a form, by what may be chosen.
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

    /// A click goes there: to words of the text, an entry of the sources, a line of the positions, a cell; in the palette,
    /// where a line is a command, it runs that.
    pub(in crate::app) fn click(&mut self, pane: Pane, to: Target) -> Option<Effect> {
        self.notice = None;
        self.leave_search_for(to);
        match to {
            Target::Pane if matches!(self.mode, Mode::Form { .. }) => {}
            Target::Typed(n, at) => self.place_caret(n, at),
            Target::Offer(n) => self.take_offer(n),
            Target::Pane => self.attend(pane),
            Target::Command(command) => return act(self, command, None),
            Target::Byte(at) => {
                self.attend(pane);
                if let Some(record) = self.under(at) {
                    self.go(record);
                }
                self.clicked = Some(at);
            }
            Target::Record(record) => {
                self.attend(pane);
                self.go(record);
            }
            Target::Line(issue, line) => {
                self.attend(pane);
                (self.focus.issue, self.focus.line, self.peek) = (issue, line, [0; 3]);
            }
            Target::Item(at) => {
                self.choose(at);
                if matches!(self.mode, Mode::Palette { .. }) {
                    return self.follow();
                }
            }
            Target::Cell(to_row, to_column) => {
                if let Mode::Matrix { row, column } = &mut self.mode {
                    (*row, *column) = (to_row, to_column);
                }
            }
        }
        None
    }

    /// Whoever clicks into a pane while a search is typed goes on from where it has led.
    fn leave_search_for(&mut self, to: Target) {
        let elsewhere = !matches!(to, Target::Typed(..) | Target::Command(_));
        if !elsewhere || !matches!(self.mode, Mode::Search(_)) {
            return;
        }
        if self.is_search_empty() || self.search.fault.is_some() {
            self.close();
        } else {
            self.end_search();
        }
    }

    /// The caret to byte `at` of what is typed in field `n`, or in the prompt.
    fn place_caret(&mut self, n: usize, at: usize) {
        match &mut self.mode {
            Mode::Form { .. } => self.place_in_form(n, at),
            Mode::Export { handout, .. } => handout.place(n, at),
            mode => {
                if let Some(field) = mode.field_mut() {
                    field.place(at);
                }
            }
        }
    }

    /// A double click follows what the first of the two has gone to.
    pub(in crate::app) fn double_click(&mut self, pane: Pane, to: Target) -> Option<Effect> {
        let leads_on = match to {
            Target::Pane | Target::Command(_) | Target::Typed(..) | Target::Offer(_) => false,
            Target::Byte(at) => self.under(at).is_some(),
            _ => true,
        };
        if leads_on && pane == self.pane {
            return self.follow();
        }
        None
    }

    /// The record whose words hold this byte of the text; the innermost.
    fn under(&self, at: usize) -> Option<RecordId> {
        let byte = Span::new(at, at + 1);
        self.outline.marks(byte).last().map(|mark| mark.record)
    }
}
