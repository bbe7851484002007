//! Changes that need no form: a record deleted, a cell marked as silent.
use super::Kind;
use crate::{
    app::{Effect, Line, Mode, State},
    store::{Change, Edit},
};

impl State {
    /// Deletes what is in focus, when asked for it twice.
    pub(in crate::app) fn delete(&mut self, asked: Option<&(Kind, String)>) -> Option<Effect> {
        if !self.may_write() {
            return None;
        }
        let meant = self.meant().filter(|(kind, _)| *kind != Kind::Article);
        let Some((kind, id)) = meant else {
            self.say("nothing here to delete");
            return None;
        };
        let name = format!("{} {id}", kind.table());
        if asked != Some(&(kind, id.clone())) {
            self.say(format!(
                "{name}: the same key again deletes it, any other keeps it"
            ));
            self.doomed = Some((kind, id));
            return None;
        }
        let edit = Edit {
            what: format!("{name} deleted (`undo` takes it back)"),
            changes: vec![Change::Delete {
                table: kind.table(),
                id,
            }],
        };
        Some(self.write(edit, None, None))
    }

    /// Says that the article in focus states no position of the party on the issue; or no longer.
    pub(in crate::app) fn silence(&mut self) -> Option<Effect> {
        if !self.may_write() {
            return None;
        }
        let cell = match (&self.mode, self.focus.line) {
            (Mode::Matrix { row, column }, _) => Some((*row, *column)),
            (Mode::Read, Line::Party(column)) => Some((self.focus.issue, column)),
            _ => None,
        };
        let book = self.dossier.codebook();
        let named =
            cell.and_then(|(row, column)| Some((book.issues.get(row)?, book.parties.get(column)?)));
        let (Some((issue, party)), Some(article)) = (named, self.article()) else {
            self.say("go to a party's cell in the matrix or in the positions first");
            return None;
        };
        let listed = article.silent.iter().any(|silence| {
            silence.party.id == party.id
                && silence.issues.iter().any(|listed| listed.id == issue.id)
        });
        let said = if listed {
            "no longer none stated"
        } else {
            "none stated"
        };
        let edit = Edit {
            what: format!(
                "{}, {} in {}: {said}",
                party.label(),
                issue.name,
                article.id
            ),
            changes: vec![Change::Silent {
                article: article.id.clone(),
                party: party.id.clone(),
                issue: issue.id.clone(),
                yes: !listed,
            }],
        };
        Some(self.write(edit, None, None))
    }
}
