//! Somebody else changed the same meanwhile: theirs, ours or both, with both texts on the screen.
use super::Question;
use crate::{
    app::{Draft, Effect, Notice, State, Work, Writing},
    command::Command,
    store::{Answer, Choice, Conflict},
};

/// Changes that somebody else's stand in the way of, and what is to become of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Where both sides changed the same.
    pub conflicts: Vec<Conflict>,
    /// Which version is to stand, for each of them: at first theirs.
    pub choices: Vec<Choice>,
    /// What was answered before, where more was written meanwhile.
    earlier: Vec<Answer>,
    /// The changes; the form that they come from, if any, is kept as a draft.
    writing: Writing,
}

impl Dispute {
    /// Chooses for conflict `at`, where that is what `command` does.
    pub(super) fn choose(&mut self, at: usize, command: Command) -> bool {
        let choice = match command {
            Command::KeepTheirs => Choice::Theirs,
            Command::TakeOurs => Choice::Ours,
            Command::KeepBoth => Choice::Both,
            _ => return false,
        };
        let Some(conflict) = self.conflicts.get(at) else {
            return true;
        };
        if choice == Choice::Both && !conflict.can_be_both() {
            return true;
        }
        // Both versions of a record are two records: then there is nothing to choose field by field.
        let record = conflict.record.clone();
        let was_both = self.choices.get(at) == Some(&Choice::Both);
        for (conflict, chosen) in self.conflicts.iter().zip(&mut self.choices) {
            if conflict.record == record && (choice == Choice::Both || was_both) {
                *chosen = choice;
            }
        }
        self.choices[at] = choice;
        true
    }

    /// What is done where ours stands.
    #[must_use]
    pub const fn work(&self) -> &Work {
        &self.writing.work
    }

    /// What the three versions are called: what both began with, what is on the disk, what is wanted here.
    #[must_use]
    pub const fn labels(&self) -> [&'static str; 3] {
        match self.writing.work {
            Work::Edit { .. } => ["was", "theirs", "ours"],
            Work::Undo => ["wrote", "theirs", "back"],
            Work::Redo => ["was", "theirs", "again"],
        }
    }

    /// What the version is called that is chosen.
    #[must_use]
    pub const fn name_of(&self, choice: Choice) -> &'static str {
        let [_, theirs, ours] = self.labels();
        match choice {
            Choice::Theirs => theirs,
            Choice::Ours => ours,
            Choice::Both => "both",
        }
    }

    /// Whether ours is kept as a draft where theirs stands: bounds and accepted words have none.
    #[must_use]
    pub const fn has_draft(&self) -> bool {
        self.writing.draft.is_some()
    }

    fn answers(&self) -> Vec<Answer> {
        let new = self.conflicts.iter().zip(&self.choices);
        let new = new.map(|(conflict, choice)| Answer {
            conflict: conflict.clone(),
            choice: *choice,
        });
        self.earlier.iter().cloned().chain(new).collect()
    }
}

impl State {
    /// Asks what is to stand; until that is answered, what is on the disk stands and ours is a draft.
    pub(in crate::app) fn dispute(&mut self, writing: Writing, conflicts: Vec<Conflict>) {
        if let (Some(form), Some(name)) = (&writing.form, &writing.draft) {
            self.drafts.retain(|draft| draft.name != *name);
            self.drafts.push(Draft {
                name: name.clone(),
                form: form.clone(),
                discarded: false,
            });
        }
        let earlier = writing.answers.clone();
        self.put(Question::Dispute(Box::new(Dispute {
            choices: vec![Choice::Theirs; conflicts.len()],
            conflicts,
            earlier,
            writing,
        })));
    }

    /// Writes what was chosen.
    pub(super) fn settle_dispute(&mut self) -> Option<Effect> {
        let Question::Dispute(dispute) = self.asked()? else {
            return None;
        };
        let answers = dispute.answers();
        Some(self.send(Writing {
            answers,
            ..dispute.writing
        }))
    }

    /// The changes have been made, as far as somebody chose them: the draft of what all of is written is none any more.
    pub(in crate::app) fn settled(&mut self, writing: &Writing, written: bool) {
        let kept = writing.keeps_draft();
        if !kept && let Some(name) = &writing.draft {
            self.drafts.retain(|draft| draft.name != *name);
        }
        if kept && writing.draft.is_some() {
            let told = self.notice.take().filter(|_| written);
            let told = told.map_or_else(String::new, |told| format!("{}; ", told.text));
            self.notice = Some(Notice::new(format!(
                "{told}what is on disk stays, yours is kept as a draft"
            )));
        } else if !written && !writing.answers.is_empty() {
            self.say("what is on disk stays");
        }
    }
}
