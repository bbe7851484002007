//! What must happen outside the state, as plain data.
use crate::search::Job;
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
    /// Draw the whole screen again.
    Redraw,
    /// Open a file in the user's editor, then say [`super::Msg::Reread`].
    Edit {
        /// The dossier, as it was opened.
        dossier: PathBuf,
        /// The file, as the dossier names it.
        file: String,
        /// The line (from 1).
        line: usize,
    },
    /// Read the dossier at this path; the answer carries the ticket.
    Open(u64, PathBuf),
    /// Look for something; the answers carry the job's ticket.
    Search(Job),
    /// Write this lock into the dossier at this path and read it again; the answer carries the ticket.
    Accept(u64, PathBuf, String),
}

impl Effect {
    /// Whether only the thread that draws may do it, between two frames: what touches the terminal. The rest goes to the worker.
    #[must_use]
    pub const fn here(&self) -> bool {
        matches!(
            self,
            Self::Quit | Self::Suspend | Self::Copy(_) | Self::Edit { .. }
        )
    }
}
