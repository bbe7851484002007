//! The bounds of a record that is there already, moved while its words are selected.
use super::Selection;
use crate::app::Notice;
use crate::{
    app::{Effect, Mode, Pane, State},
    command::Command,
    store::Edit,
};
use std::sync::Arc;

impl State {
    /// Selects the words of the record that is looked at, to move their ends.
    pub(in crate::app) fn select_bounds(&mut self) {
        if !self.may_write() {
            return;
        }
        if matches!(&self.mode, Mode::Select(selection) if selection.of.is_some()) {
            let told = Notice::new("its ends are being moved");
            self.notice = Some(told.leading(Command::Follow, "writes where they end"));
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let Some(record) = self.record_meant() else {
            self.say("go to a record first: its words are what moves");
            return;
        };
        let (Some(article), Some(span)) = (dossier.article_of(record), self.bounds(record)) else {
            self.say("this record has no words in an article");
            return;
        };
        self.mode = Mode::Read;
        self.go(record);
        self.attend(Pane::Text);
        if let Some(number) = dossier.record(record).article {
            self.focus.article = number;
        }
        self.mode = Mode::Select(Selection {
            of: Some((
                dossier.record(record).id.clone(),
                dossier.record(record).pattern(),
            )),
            ..Selection::new(article, span)
        });
        self.reveal(&dossier, span);
    }

    /// Writes where the words of the record end now.
    pub(in crate::app) fn write_bounds(&mut self) -> Option<Effect> {
        let dossier = Arc::clone(&self.dossier);
        let selection = self.selection()?;
        let (id, was) = selection.of.clone()?;
        let Some(record) = dossier.find(&id) else {
            self.mode = Mode::Read;
            self.say("it was deleted meanwhile, and has no words to end anywhere");
            return None;
        };
        let article = dossier.article_of(record)?;
        let parts = selection.parts(article);
        let Some(new) = self.reworded(record, &parts) else {
            self.say(
                "these words cannot be told from the same words elsewhere: select more of them",
            );
            return None;
        };
        let changes = self.rewrite(record, new);
        // Where somebody else gave it other words since: what it said when they were selected.
        let since = self.rewrite(record, was);
        self.mode = Mode::Read;
        if changes.is_empty() {
            self.say("nothing is changed");
            return None;
        }
        let edit = Edit {
            what: format!(
                "{} {id}: its words end elsewhere",
                dossier.record(record).table()
            ),
            changes,
        };
        Some(self.write_since(edit, since, Some(id)))
    }
}
