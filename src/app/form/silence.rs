//! A change that needs no form: a cell marked as silent.
use crate::{
    app::{Effect, Line, Mode, State},
    store::{Change, Edit},
};

impl State {
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
