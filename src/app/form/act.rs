//! What the keys do in a form, and what becomes of it.
use super::{Form, Kind, Offer, Verdict, choices};
use crate::{
    app::{Effect, Field, Mode, Notice, State},
    model::Dossier,
    store::{Refused, preview},
};
use std::{borrow::Cow, sync::Arc};

/// What came of leaving a field.
enum Left {
    /// It holds what it holds.
    Kept,
    /// Something new has to be made first: a form for it is open.
    Opened,
    /// What is typed names nothing.
    Nothing,
}

/// What leaving a field does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// It holds what it holds.
    Nothing,
    /// The choice of this id is taken.
    Choice(String),
    /// Something of this name is made first.
    New(Kind, String),
    /// Nothing is: these letters name nothing.
    Unknown(String),
}

impl State {
    /// The form being filled in, whatever covers it.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        self.mode.form()
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.mode {
            Mode::Form { form, .. } => Some(form),
            _ => None,
        }
    }

    /// What the field in focus may hold.
    #[must_use]
    pub fn choices(&self) -> Vec<Offer> {
        let Some((form, entry)) = self.form().and_then(|form| Some((form, form.current()?))) else {
            return Vec::new();
        };
        choices(&self.dossier, form, entry)
    }

    /// A key changes the field in focus.
    pub(in crate::app) fn typed_into_form(&mut self, change: impl FnOnce(&mut Field)) {
        let Some(entry) = self.form_mut().and_then(Form::current_mut) else {
            return;
        };
        let (before, was) = (entry.clone(), entry.field.text.clone());
        if !entry.chooses() {
            change(&mut entry.field);
            if entry.field.text != was {
                entry.proposed = false;
            }
            return;
        }
        entry.touch();
        change(&mut entry.field);
        (entry.at, entry.picked) = (0, false);
        if entry.field.text != was || before.proposed {
            return;
        }
        // Nothing to erase any more: the choice made last goes.
        *entry = before;
        entry.chosen.pop();
    }

    /// The caret moves in the field in focus.
    pub(in crate::app) fn move_in_form(&mut self, step: impl FnOnce(&mut Field)) {
        if let Some(entry) = self.form_mut().and_then(Form::current_mut) {
            step(&mut entry.field);
        }
    }

    /// A comma ends one of several choices.
    pub(in crate::app) fn comma(&mut self) -> bool {
        let list = self
            .form()
            .and_then(Form::current)
            .is_some_and(|entry| entry.is_list() && (entry.picked || !entry.field.text.is_empty()));
        if list && let Left::Nothing = self.leave_field() {
            self.names_nothing();
        }
        list
    }

    /// Lights another choice.
    pub(in crate::app) fn pick(&mut self, by: i64) {
        let all = self.choices();
        let Some(entry) = self
            .form_mut()
            .and_then(Form::current_mut)
            .filter(|entry| entry.chooses())
        else {
            // Where nothing is chosen, up and down go from field to field.
            self.step_field(by);
            return;
        };
        let lit = entry.picked || !entry.field.text.is_empty();
        let current = all
            .iter()
            .position(|choice| !lit && entry.chosen.first() == Some(&choice.id));
        let from = current.unwrap_or(entry.at);
        // The first step lights what is first, unless that is what is chosen.
        let by = if lit || current.is_some() {
            by
        } else {
            by - by.signum()
        };
        entry.at = crate::app::place::motion::moved(from, by, all.len());
        (entry.picked, entry.proposed) = (true, false);
    }

    /// To the next field, or back.
    pub(in crate::app) fn step_field(&mut self, by: i64) {
        match self.leave_field() {
            Left::Opened => {}
            Left::Nothing => self.names_nothing(),
            Left::Kept => {
                if let Some(form) = self.form_mut() {
                    for _ in 0..by.unsigned_abs().min(100) {
                        form.step(by > 0);
                    }
                }
            }
        }
    }

    /// The caret to byte `to` of what is typed in field `n`.
    pub(in crate::app) fn place_in_form(&mut self, n: usize, to: usize) {
        if self.form().is_none_or(|form| form.at != n) {
            match self.leave_field() {
                Left::Opened => return,
                Left::Nothing => return self.names_nothing(),
                Left::Kept => {}
            }
        }
        if let Some(form) = self.form_mut().filter(|form| form.shows(n)) {
            form.at = n;
        }
        self.move_in_form(|field| field.place(to));
    }

    /// Takes choice `n` of those the field in focus offers.
    pub(in crate::app) fn take_offer(&mut self, n: usize) {
        if let Some(entry) = self.form_mut().and_then(Form::current_mut) {
            (entry.at, entry.picked, entry.proposed) = (n, true, false);
            self.leave_field();
        }
    }

    /// Shows all fields, or only those most often filled in.
    pub(in crate::app) fn fold_form(&mut self) {
        if let Some(form) = self.form_mut() {
            form.unfolded = !form.unfolded;
            let told = if form.unfolded {
                "all fields show"
            } else {
                "the fields most often filled in show"
            };
            self.say(told);
        }
    }

    fn names_nothing(&mut self) {
        let typed = self
            .form()
            .and_then(Form::current)
            .map(|entry| entry.field.text.clone());
        let typed = typed.unwrap_or_default();
        self.notice = Some(Notice::bad(format!("nothing here is called `{typed}`")));
    }

    /// Takes what is lit where letters are typed or somebody moved to it.
    fn leave_field(&mut self) -> Left {
        if let Some(form) = self.form_mut() {
            form.note_found();
        }
        match self.form().map(|form| form.due(&self.dossier)) {
            None | Some(Due::Nothing) => Left::Kept,
            Some(Due::Unknown(_)) => Left::Nothing,
            Some(Due::New(kind, name)) => {
                self.open_on_top(kind, &name);
                Left::Opened
            }
            Some(Due::Choice(id)) => {
                if let Some(entry) = self.form_mut().and_then(Form::current_mut) {
                    entry.choose(id);
                }
                Left::Kept
            }
        }
    }

    /// Opens a form for something new on top of the form that names it.
    fn open_on_top(&mut self, kind: Kind, name: &str) {
        let Mode::Form { form, .. } = &mut self.mode else {
            return;
        };
        let mut top = Form::new(kind);
        let ahead = form.ahead.take();
        let entry = form.current_mut();
        let was_ahead = entry.is_some_and(|entry| entry.proposed);
        top.article.clone_from(&form.article);
        top.span = form.span;
        if let Some(entry) = top.entry_mut("name") {
            entry.field = Field::new(name);
        }
        if let Some(role) = ahead.filter(|_| was_ahead) {
            top.propose("role", vec![role]);
        }
        let below = std::mem::replace(&mut **form, top);
        form.below = Some(Box::new(below));
    }

    /// Saves the form; one on top of another hands what it made to that.
    pub(in crate::app) fn save_form(&mut self) -> Option<Effect> {
        match self.leave_field() {
            Left::Opened => return None,
            Left::Nothing => {
                self.names_nothing();
                return None;
            }
            Left::Kept => {}
        }
        let dossier = Arc::clone(&self.dossier);
        let Mode::Form { form, under } = &mut self.mode else {
            return None;
        };
        if let Some((field, why)) = form.lacks() {
            let mut names = form.entries.iter().map(|entry| entry.plan.field.name);
            if let Some(at) = names.position(|name| name == field) {
                form.at = at;
            }
            self.notice = Some(Notice::bad(why));
            return None;
        }
        if form.below.is_some() {
            if let Err(refused) = form.tried(&dossier) {
                self.notice = Some(Notice::bad(refused.to_string()));
                return None;
            }
            form.hand_down(&dossier);
            return None;
        }
        if !form.changes(&dossier) {
            self.mode = (**under).clone();
            self.say("nothing is changed");
            return Some(Effect::Forget(self.path.clone(), self.draft_name()));
        }
        let edit = form.edit(&dossier);
        let then = form.goes_to(&dossier);
        let saved = (**form).clone();
        // The next suggestion is behind these words, also before they are read again.
        if let Some(span) = saved.span.filter(|_| saved.of.is_none()) {
            let quoted = self.suggested.is_none_or(|(_, _, quoted)| quoted);
            self.suggested = Some((self.focus.article, span.end, quoted));
        }
        self.mode = match std::mem::take(&mut **under) {
            Mode::Select(_) => Mode::Read,
            mode => mode,
        };
        Some(self.write(edit, Some(saved), then))
    }

    /// What the worker has to know of the form as it is now: to keep it, and to say what the checks would say.
    pub(in crate::app) fn weigh(&mut self) -> Option<Effect> {
        let dossier = Arc::clone(&self.dossier);
        let name = self.draft_name();
        let form = self.form_mut()?;
        let left = form.once_left(&dossier);
        let whole = left.as_deref().map(Form::bottom);
        let whole = whole.filter(|whole| whole.lacks().is_none());
        let edit = whole.map(|whole| whole.edit(&dossier));
        let text = if form.is_touched() {
            form.keep()
        } else {
            String::new()
        };
        let asked = (edit, text);
        if self.weighed.as_ref() == Some(&asked) {
            return None;
        }
        if let Some(form) = self.form_mut() {
            form.verdict = Verdict::Unknown;
        }
        self.weighed = Some(asked.clone());
        self.weighing += 1;
        let (edit, text) = asked;
        Some(Effect::Weigh {
            ticket: self.weighing,
            path: self.path.clone(),
            edit,
            draft: (name, text),
        })
    }

    /// What the checks would say has come.
    pub(in crate::app) fn verdict(&mut self, ticket: u64, verdict: Verdict) {
        if ticket == self.weighing
            && let Some(form) = self.form_mut()
        {
            form.verdict = verdict;
        }
    }
}

impl Form {
    /// What leaving the field in focus does: what is lit is taken where letters are typed or somebody moved to it.
    #[must_use]
    pub fn due(&self, dossier: &Dossier) -> Due {
        let Some(entry) = self.current().filter(|entry| entry.chooses()) else {
            return Due::Nothing;
        };
        let typed = entry.field.text.trim();
        if !entry.picked && typed.is_empty() {
            return Due::Nothing;
        }
        match choices(dossier, self, entry).into_iter().nth(entry.at) {
            None => Due::Unknown(typed.into()),
            Some(Offer { id, new: None, .. }) => Due::Choice(id),
            Some(Offer {
                id,
                new: Some(kind),
                ..
            }) => Due::New(kind, id),
        }
    }

    /// The form as it is once the field in focus is left; nothing where something stands in the way.
    #[must_use]
    pub fn once_left(&self, dossier: &Dossier) -> Option<Cow<'_, Self>> {
        match self.due(dossier) {
            Due::Nothing => Some(Cow::Borrowed(self)),
            Due::Choice(id) => {
                let mut left = self.clone();
                left.current_mut()?.choose(id);
                Some(Cow::Owned(left))
            }
            Due::New(..) | Due::Unknown(_) => None,
        }
    }

    /// The form below all others.
    fn bottom(&self) -> &Self {
        self.below.as_ref().map_or(self, |below| below.bottom())
    }

    /// Makes in memory what it and the forms below have made up to now: what cannot be written is not handed down.
    fn tried(&self, dossier: &Dossier) -> Result<(), Refused> {
        let mut edit = self.edit(dossier);
        let made = self.below.iter().flat_map(|below| below.all_made());
        let made: Vec<_> = made.cloned().collect();
        edit.changes.splice(0..0, made);
        preview(dossier.written(), &edit).map(drop)
    }

    /// Gives what it makes to the form below, which names it from now on and takes the keys again.
    fn hand_down(&mut self, dossier: &Dossier) {
        let (edit, id) = (self.edit(dossier), self.id(dossier));
        let Some(mut below) = self.below.take() else {
            return;
        };
        below.made.extend(edit.changes);
        if let Some(entry) = below.current_mut() {
            entry.choose(id);
        }
        *self = *below;
    }

    /// The record to go to once it is saved.
    fn goes_to(&self, dossier: &Dossier) -> Option<String> {
        let record = !self.kind.is_codebook() && !matches!(self.kind, Kind::Article | Kind::Waiver);
        record.then(|| self.id(dossier))
    }
}
