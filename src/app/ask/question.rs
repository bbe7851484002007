//! What is asked, and what the keys do while it is.
use super::{Dispute, Doom, Mend};
use crate::{
    app::{Mode, State, handout::Pressed},
    command::Command,
};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Somebody else changed the same: which version stands?
    Dispute(Box<Dispute>),
    /// Is this to be deleted?
    Doom(Box<Doom>),
    /// Is this to have the article's words?
    Mend(Box<Mend>),
}

impl Question {
    /// How many lines it has to choose from or to scroll through.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Dispute(dispute) => dispute.conflicts.len(),
            Self::Doom(doom) => doom.lines(),
            Self::Mend(_) => 1,
        }
    }
}

impl State {
    /// What is asked, whatever covers it.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        match &self.mode {
            Mode::Ask { question, .. } => Some(question),
            Mode::Palette { under, .. } | Mode::Help { under, .. } => match under.as_ref() {
                Mode::Ask { question, .. } => Some(question),
                _ => None,
            },
            _ => None,
        }
    }

    /// Asks, over what has the attention now.
    pub(in crate::app) fn put(&mut self, question: Question) {
        let under = Box::new(std::mem::take(&mut self.mode));
        let at = 0;
        self.mode = Mode::Ask {
            question,
            at,
            under,
        };
    }

    /// What was asked, which is over now.
    pub(super) fn asked(&mut self) -> Option<Question> {
        let Mode::Ask {
            question, under, ..
        } = std::mem::take(&mut self.mode)
        else {
            return None;
        };
        self.mode = *under;
        Some(question)
    }

    /// Does `command` where something is asked: answers, moves, leaves; nothing else.
    pub(in crate::app) fn answer(&mut self, command: Command) -> Pressed {
        let Mode::Ask { question, at, .. } = &mut self.mode else {
            return Pressed::Elsewhere;
        };
        if let Question::Dispute(dispute) = question
            && dispute.choose(*at, command)
        {
            return Pressed::Page(None);
        }
        match (&*question, command) {
            (Question::Dispute(_), Command::Follow) => return Pressed::Page(self.settle_dispute()),
            (Question::Doom(_), Command::Delete | Command::DeleteNamed) => {
                let everywhere = command == Command::DeleteNamed;
                return Pressed::Page(self.delete_doomed(everywhere));
            }
            (Question::Mend(_), Command::Accept | Command::Follow) => {
                return Pressed::Page(self.accept_mended());
            }
            (_, Command::Close | Command::Quit | Command::Back) => self.leave_question(),
            (
                _,
                Command::ScrollDown
                | Command::ScrollUp
                | Command::HalfDown
                | Command::HalfUp
                | Command::PageDown
                | Command::PageUp
                | Command::First
                | Command::Last
                | Command::Palette
                | Command::Help
                | Command::OpenEditor
                | Command::Mouse
                | Command::Redraw
                | Command::Suspend
                | Command::Leave,
            ) => return Pressed::Elsewhere,
            _ => self.say("an answer first; or leave it, and nothing happens"),
        }
        Pressed::Page(None)
    }

    /// Leaves without an answer.
    fn leave_question(&mut self) {
        if let Mode::Ask { under, .. } = std::mem::take(&mut self.mode) {
            self.mode = *under;
        }
    }
}
