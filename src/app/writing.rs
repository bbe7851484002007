//! Changes on their way to the disk, and what becomes of them there.
use super::{Effect, Form, Mode, Notice, State};
use crate::command::Command;
use crate::store::{Answer, Change, Choice, Edit, Refused, Saved};

/// What is done to the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// These changes are made.
    Edit {
        /// They.
        edit: Edit,
        /// What makes the files say again what they said when somebody began with that; see [`Form::since`].
        since: Vec<Change>,
    },
    /// What was written last is taken back.
    Undo,
    /// What was taken back last is written again.
    Redo,
}

impl Work {
    /// What was done, as a sentence of it: `what` is the name of the changes.
    fn told(&self, what: &str) -> String {
        match self {
            Self::Edit { .. } => what.into(),
            Self::Undo => format!("taken back: {what}"),
            Self::Redo => format!("done again: {what}"),
        }
    }

    /// Whether one key does it that is easily pressed by mistake: what is deleted, what is marked as silent or no longer.
    fn slips(&self) -> bool {
        let Self::Edit { edit, .. } = self else {
            return false;
        };
        let mut changes = edit.changes.iter();
        changes.any(|change| matches!(change, Change::Delete { .. } | Change::Silent { .. }))
    }
}

/// Work that the disk has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// The job that does it.
    pub ticket: u64,
    /// What is done.
    pub work: Work,
    /// What was said where somebody else had changed the same.
    pub answers: Vec<Answer>,
    /// The name of the draft that is none any more once it is written.
    pub draft: Option<String>,
    /// The form, to come back to where it is refused; absent where there was none.
    pub form: Option<Form>,
    /// The record to go to once it is there.
    pub then: Option<String>,
}

impl Writing {
    fn new(work: Work) -> Self {
        Self {
            ticket: 0,
            work,
            answers: Vec::new(),
            draft: None,
            form: None,
            then: None,
        }
    }

    /// Whether something of the form is not written, because theirs was to stand.
    #[must_use]
    pub fn keeps_draft(&self) -> bool {
        let mut answers = self.answers.iter();
        answers.any(|answer| answer.choice == Choice::Theirs)
    }
}

impl State {
    /// Sends changes to the disk.
    pub(super) fn write(&mut self, edit: Edit, form: Option<Form>, then: Option<String>) -> Effect {
        let draft = form.as_ref().map(|_| self.draft_name());
        let since = form.as_ref().map(|form| form.since(&self.dossier));
        let since = since.unwrap_or_default();
        self.send(Writing {
            draft,
            form,
            then,
            ..Writing::new(Work::Edit { edit, since })
        })
    }

    /// Sends changes to the disk that were begun when the files said what `since` makes them say again.
    pub(super) fn write_since(
        &mut self,
        edit: Edit,
        since: Vec<Change>,
        then: Option<String>,
    ) -> Effect {
        self.send(Writing {
            then,
            ..Writing::new(Work::Edit { edit, since })
        })
    }

    /// Sends `writing` to the disk, under the next ticket.
    pub(super) fn send(&mut self, writing: Writing) -> Effect {
        self.wanted += 1;
        self.waiting = true;
        let ticket = self.wanted;
        let draft = writing.draft.clone().filter(|_| !writing.keeps_draft());
        let (work, answers) = (writing.work.clone(), writing.answers.clone());
        self.writing = Some(Writing { ticket, ..writing });
        Effect::Write {
            ticket,
            path: self.path.clone(),
            work: (work, answers),
            draft,
        }
    }

    /// Takes back what was written last, or writes it again.
    pub(super) fn take_back(&mut self, again: bool) -> Option<Effect> {
        if !self.may_write() {
            return None;
        }
        let work = if again { Work::Redo } else { Work::Undo };
        Some(self.send(Writing::new(work)))
    }

    /// What the disk says to the work that was sent to it.
    pub(super) fn wrote(&mut self, ticket: u64, done: Result<Saved, Refused>) {
        let Some(writing) = self.writing.take_if(|writing| writing.ticket == ticket) else {
            return;
        };
        match done {
            Ok(saved) => {
                let remarks = saved.remarks.iter().map(|remark| format!("; {remark}"));
                let told = writing.work.told(&saved.what);
                let told = Notice::new(format!("{told}{}", remarks.collect::<String>()));
                self.notice = Some(if writing.work.slips() {
                    told.leading(Command::Undo, "takes it back")
                } else {
                    told
                });
                self.settled(&writing, !saved.files.is_empty());
                let edits = matches!(writing.work, Work::Edit { .. });
                self.taken_back = (!edits).then_some(self.wanted);
                self.saved = Some((self.wanted, edits));
                if let Some(then) = writing.then {
                    let mut renamed = saved.renamed.into_iter();
                    let now = renamed.find_map(|(id, now)| (id == then).then_some(now));
                    self.heading_for = Some(now.unwrap_or(then));
                }
            }
            Err(Refused::Conflict(conflicts)) => {
                self.waiting = false;
                self.dispute(writing, conflicts);
            }
            Err(Refused::Nothing(why)) => {
                self.waiting = false;
                self.notice = Some(Notice::bad(why));
            }
            Err(refused) => {
                self.waiting = false;
                self.notice = Some(Notice::bad(format!("not saved: {refused}")));
                if let Some(form) = writing.form {
                    let under = std::mem::take(&mut self.mode);
                    self.mode = Mode::Form {
                        form: Box::new(form),
                        under: Box::new(under),
                    };
                }
            }
        }
    }
}
