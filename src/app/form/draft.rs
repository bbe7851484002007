//! A form as text and back: so it survives whatever happens to the program.
use super::{Blank, Form, Kind};
use crate::{
    app::{Effect, Mode, Notice, Progress, State},
    command::Command,
    model::Dossier,
    store::{Beside, Change, Value},
    text::{Span, counted},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A form that is not saved, under the name it is kept by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name in the journal.
    pub name: String,
    /// The form.
    pub form: Form,
    /// Whether it was thrown away, and is kept only in case that was a slip.
    pub discarded: bool,
}

/// What is kept of a form.
#[derive(Debug, Deserialize, Serialize)]
struct Kept {
    table: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    about: String,
    fields: Vec<Field>,
    /// The forms on top of it, the topmost last: each was opened from this field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    below: Vec<Kept>,
    /// What was made in forms on top and is not written yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    made: Vec<Made>,
    at: usize,
}

/// A party, source or issue that is written together with the form.
#[derive(Debug, Deserialize, Serialize)]
struct Made {
    table: String,
    id: String,
    fields: Vec<Said>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Said {
    name: String,
    texts: Vec<String>,
    /// Whether it is a list, however many it holds.
    list: bool,
}

#[derive(Debug, Deserialize, Serialize)]
struct Field {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    typed: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    chosen: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    proposed: bool,
    /// What the file said when the form was opened; absent where there was no record yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Vec<String>>,
}

impl Field {
    fn new(entry: &Blank, is_there: bool) -> Self {
        Self {
            name: entry.plan.field.name.to_owned(),
            typed: entry.field.text.clone(),
            chosen: entry.chosen.clone(),
            proposed: entry.proposed,
            before: is_there.then(|| entry.before.clone()),
        }
    }

    /// Puts it into `entry`; what nobody has changed stays as the file has it now.
    fn put(self, entry: &mut Blank) {
        let mut own = entry.clone();
        own.field = crate::app::Field::new(self.typed);
        (own.chosen, own.proposed) = (self.chosen, self.proposed);
        own.before = self.before.unwrap_or(own.before);
        if own.changed() || entry.is_empty() {
            *entry = own;
        }
    }
}

impl State {
    /// The name under which the form in focus is kept while it is not saved.
    pub(in crate::app) fn draft_name(&self) -> String {
        format!("form-{}", self.draft)
    }

    /// Leaves the form; what somebody put into it stays as a draft. One on top of another goes away.
    pub(in crate::app) fn leave_form(&mut self) -> Option<Effect> {
        let name = self.draft_name();
        let Mode::Form { form, under } = std::mem::take(&mut self.mode) else {
            return None;
        };
        if let Some(below) = form.below {
            self.mode = Mode::Form { form: below, under };
            return None;
        }
        self.mode = *under;
        if !form.is_touched() {
            return Some(Effect::Forget(self.path.clone(), name));
        }
        self.say("kept as a draft");
        self.drafts.push(Draft {
            name,
            form: *form,
            discarded: false,
        });
        None
    }

    /// Throws the form away. What was typed can be brought back until another is thrown away: once, so that it can be got rid of.
    pub(in crate::app) fn discard(&mut self) -> Option<Effect> {
        let name = self.draft_name();
        let Mode::Form { form, under } = std::mem::take(&mut self.mode) else {
            return None;
        };
        self.mode = *under;
        let mut told = Notice::new("discarded");
        if form.is_touched() && self.brought_back != Some(form.keep()) {
            self.drafts.retain(|draft| !draft.discarded);
            self.drafts.push(Draft {
                name: name.clone(),
                form: *form,
                discarded: true,
            });
            told = told.leading(Command::ResumeDraft, "brings it back");
        }
        self.notice = Some(told);
        Some(Effect::Forget(self.path.clone(), name))
    }

    /// Takes up the draft left last.
    pub(in crate::app) fn take_up(&mut self) {
        if !self.may_write() {
            return;
        }
        let Some(draft) = self.drafts.pop() else {
            self.say("no draft is kept");
            return;
        };
        let left = self.drafts.len();
        self.brought_back = draft.discarded.then(|| draft.form.keep());
        self.open_form(draft.form);
        // It goes on under the name it has.
        if let Some(number) = draft
            .name
            .strip_prefix("form-")
            .and_then(|number| number.parse().ok())
        {
            self.draft = number;
        }
        if left > 0 {
            self.say(format!("{left} more kept"));
        }
    }

    /// Takes in the drafts that an earlier sitting left, once the dossier is there with its records.
    pub(in crate::app) fn find_drafts(&mut self) {
        if self.progress == Some(Progress::Records) {
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let left = std::mem::take(&mut self.left);
        for (name, text) in &left {
            let number = name
                .strip_prefix("form-")
                .and_then(|number| number.parse::<u64>().ok());
            self.draft = self.draft.max(number.unwrap_or(0));
            let known = self.drafts.iter().any(|draft| draft.name == *name);
            if let Some(form) = Form::take_up(text, &dossier).filter(|_| !known) {
                self.drafts.push(Draft {
                    name: name.clone(),
                    form,
                    discarded: false,
                });
            }
        }
        if !left.is_empty() && !self.drafts.is_empty() {
            let drafts = counted(self.drafts.len(), "draft");
            let told = format!("{drafts} of an earlier sitting kept");
            // What the start has told, of a faulty configuration, say, is not hidden by it.
            let told = match self.notice.take() {
                Some(before) => Notice {
                    text: format!("{}; {told}", before.text),
                    ..before
                },
                None => Notice::new(told),
            };
            self.notice = Some(told.leading(Command::ResumeDraft, "takes one up"));
        }
    }
}

impl Form {
    /// Whether somebody has put anything into it.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        let typed = |entry: &Blank| {
            let letters = entry.chooses() && !entry.field.text.is_empty();
            !entry.proposed && (entry.changed() || letters)
        };
        !self.made.is_empty()
            || self.entries.iter().any(typed)
            || self.below.as_ref().is_some_and(|below| below.is_touched())
    }

    /// All that is in it, as text.
    #[must_use]
    pub fn keep(&self) -> String {
        serde_json::to_string(&kept(self)).unwrap_or_default()
    }

    /// The form that [`Self::keep`] wrote; of a record that is gone by now, with all that it said.
    #[must_use]
    pub fn take_up(text: &str, dossier: &Dossier) -> Option<Self> {
        taken_up(serde_json::from_str(text).ok()?, dossier)
    }
}

fn kept(form: &Form) -> Kept {
    let fields = form
        .entries
        .iter()
        .filter(|entry| entry.changed() || !entry.is_empty());
    Kept {
        table: form.kind.table().to_owned(),
        of: form.of.clone(),
        article: form.article.clone(),
        span: form.span.map(|span| (span.start, span.end)),
        record: form.record.clone(),
        about: form.about.clone(),
        fields: fields
            .map(|entry| Field::new(entry, form.of.is_some()))
            .collect(),
        below: form.below.iter().map(|below| kept(below)).collect(),
        made: form.made.iter().filter_map(made).collect(),
        at: form.at,
    }
}

fn made(change: &Change) -> Option<Made> {
    let Change::Add {
        table, id, fields, ..
    } = change
    else {
        return None;
    };
    let said = |(name, value): &(&str, Value)| {
        let (texts, list) = match value {
            Value::Text(text) => (vec![text.clone()], false),
            Value::Texts(texts) => (texts.clone(), true),
            _ => return None,
        };
        let name = (*name).to_owned();
        Some(Said { name, texts, list })
    };
    Some(Made {
        table: (*table).to_owned(),
        id: id.clone(),
        fields: fields.iter().filter_map(said).collect(),
    })
}

impl Made {
    /// The change again; none where somebody has declared the id by now.
    fn change(self, dossier: &Dossier) -> Option<Change> {
        let kind = Kind::of(&self.table)?;
        let book = dossier.codebook();
        let declared = match kind {
            Kind::Party => book.party(&self.id).is_some(),
            Kind::Source => book.source(&self.id).is_some(),
            Kind::Issue => book.issue(&self.id).is_some(),
            _ => true,
        };
        let value = |mut texts: Vec<String>, list: bool| match texts.pop() {
            Some(text) if !list => Some(Value::Text(text)),
            last => {
                texts.extend(last);
                Some(Value::Texts(texts))
            }
        };
        let fields = self.fields.into_iter().filter_map(|said| {
            let plan = kind.plan().find(|plan| plan.field.name == said.name)?;
            Some((plan.field.name, value(said.texts, said.list)?))
        });
        (!declared).then(|| Change::Add {
            table: kind.table(),
            id: self.id,
            fields: fields.collect(),
            beside: Beside::Kind,
        })
    }
}

fn taken_up(mut kept: Kept, dossier: &Dossier) -> Option<Form> {
    let kind = if kept.table == Kind::Waiver.table() {
        Kind::Waiver
    } else {
        Kind::of(&kept.table)?
    };
    let mut form = match &kept.of {
        Some(id) => Form::of_table(dossier, kind, id).unwrap_or_else(|| Form {
            of: Some(id.clone()),
            ..Form::new(kind)
        }),
        None => Form::new(kind),
    };
    form.article = kept.article;
    form.span = kept
        .span
        .map(|(start, end)| Span::new(start, end.max(start)));
    (form.record, form.about) = (kept.record, kept.about);
    for field in kept.fields {
        if let Some(entry) = form.entry_mut(&field.name) {
            field.put(entry);
        }
    }
    let made = kept.made.into_iter();
    form.made = made.filter_map(|made| made.change(dossier)).collect();
    form.at = kept.at.min(form.entries.len().saturating_sub(1));
    form.below = match kept.below.pop() {
        Some(below) => Some(Box::new(taken_up(below, dossier)?)),
        None => None,
    };
    Some(form)
}
