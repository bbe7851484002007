//! One record, source, party, issue or article with everything that is known about it.
mod entry;
mod record;

use super::{content::Text, note::Desk, txt::terms};
use crate::{diag::Diagnostic, model::Dossier};

/// What is known, in order: what it is called, and what it is.
type Lines = Vec<(&'static str, Text)>;

/// Everything about the record `id`, or the source, party, issue or article of that id; absent where nothing is called so.
#[must_use]
pub fn show(dossier: &Dossier, findings: &[Diagnostic], id: &str) -> Option<String> {
    let desk = Desk::new(dossier, findings);
    let lines = match dossier.find(id) {
        Some(found) => desk.whole(found),
        None => desk.whole_entry(id)?,
    };
    Some(terms(&lines))
}
