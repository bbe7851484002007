//! What must happen outside the state, as plain data.
use super::{Order, Work};
use crate::{
    search::Job,
    store::{Answer, Edit as Changes},
};
use std::path::PathBuf;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Give the terminal back and stop until somebody says `fg`.
    Suspend,
    /// Put this text into the clipboard.
    Copy(String),
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Draw the whole screen again.
    Redraw,
    /// Read the configuration again.
    Configure,
    /// Open a file in the user's editor, then say [`super::Msg::Reread`].
    Edit {
        /// The dossier, as it was opened.
        dossier: PathBuf,
        /// The file, as the dossier names it.
        file: String,
        /// The line (from 1).
        line: usize,
    },
    /// Keep a form under a name (an empty one: keep it no longer), and say what the checks would say if it were saved.
    Weigh {
        /// The answer carries it.
        ticket: u64,
        /// The dossier.
        path: PathBuf,
        /// The changes; absent while something is lacking.
        edit: Option<Changes>,
        /// The name, and the form as text.
        draft: (String, String),
    },
    /// Make changes in the dossier at this path, or take some back, and read it again; the answers carry the ticket.
    Write {
        /// The answers carry it.
        ticket: u64,
        /// The dossier.
        path: PathBuf,
        /// What is done, and what was answered where somebody else had changed the same.
        work: (Work, Vec<Answer>),
        /// The draft that is none any more.
        draft: Option<String>,
    },
    /// Keep the draft of this name no longer.
    Forget(PathBuf, String),
    /// Write how this note would look; the answer carries the ticket.
    Preview(u64, Box<Order>),
    /// Write this note of what was read last to a file.
    Export {
        /// What it is asked to be.
        order: Box<Order>,
        /// The dossier it is made of.
        dossier: PathBuf,
        /// The file, below the folder that the program runs in.
        file: PathBuf,
        /// Whether it may be written over what is there.
        over: bool,
    },
    /// Read the dossier at this path; the answer carries the ticket.
    Open(u64, PathBuf),
    /// Read the dossier at this path again, and answer, with the ticket, only if it says anything new.
    Reread(u64, PathBuf),
    /// Read the dossier at this path again, let go of files that are gone, and answer in any case, with the ticket.
    Reload(u64, PathBuf),
    /// Measure the article with this id, of what was read last; the answer carries the ticket.
    Measure(u64, String),
    /// Look for something; the answers carry the job's ticket.
    Search(Job),
    /// Look no further for what was asked last.
    StopSearch,
}

impl Effect {
    /// Whether something is lost where nobody does it.
    #[must_use]
    pub const fn writes(&self) -> bool {
        matches!(
            self,
            Self::Export { .. } | Self::Weigh { .. } | Self::Write { .. } | Self::Forget(..)
        )
    }

    /// Whether only the thread that draws may do it, between two frames: what touches the terminal, or
    /// what it draws and listens with. The rest goes to the worker, and to the finder.
    #[must_use]
    pub const fn here(&self) -> bool {
        matches!(
            self,
            Self::Quit
                | Self::Suspend
                | Self::Copy(_)
                | Self::Mouse(_)
                | Self::Configure
                | Self::Edit { .. }
        )
    }
}
