//! A change that needs no form: a cell marked as silent.
use crate::{
    app::{Effect, Line, Mode, Notice, Pane, State},
    model::RecordId,
    store::{Change, Edit},
};

impl State {
    /// Says that the article in focus states no position of the party on the issue; or no longer.
    pub(in crate::app) fn silence(&mut self) -> Option<Effect> {
        if !self.may_write() {
            return None;
        }
        let cell = self.cell_attended();
        let book = self.dossier.codebook();
        let named =
            cell.and_then(|(row, column)| Some((book.issues.get(row)?, book.parties.get(column)?)));
        let Some((issue, party)) = named else {
            self.say("go to a party's cell in the matrix or in the positions first");
            return None;
        };
        let Some(article) = self.article() else {
            self.say("no article here that could be silent on it");
            return None;
        };
        let listed = article.silent.iter().any(|silence| {
            silence.party.id == party.id
                && silence.issues.iter().any(|listed| listed.id == issue.id)
        });
        let speaks = cell
            .filter(|_| !listed)
            .and_then(|cell| self.stated_here(cell));
        if let Some(record) = speaks {
            let (party, path) = (party.label(), self.dossier.record(record).path());
            let why = format!("not written: `{path}` has something of {party} on this, here");
            self.notice = Some(Notice::bad(why));
            return None;
        }
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

    /// The cell that is looked at, in the matrix or in the positions: its row and column.
    fn cell_attended(&self) -> Option<(usize, usize)> {
        match (&self.mode, self.focus.line) {
            (Mode::Matrix { row, column }, _) => Some((*row, *column)),
            (Mode::Read, Line::Party(column)) if self.pane == Pane::Positions => {
                Some((self.focus.issue, column))
            }
            _ => None,
        }
    }

    /// A record of the article in focus in which the party of a cell says something on its issue. What it does is no
    /// statement.
    fn stated_here(&self, (row, column): (usize, usize)) -> Option<RecordId> {
        let cell = self.whole.rows.get(row)?.cells.get(column)?;
        let mut said = cell.statements.iter().map(|(_, id)| *id);
        said.find(|id| self.dossier.record(*id).article == Some(self.focus.article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Msg, Opened, update},
        command::Command,
        model::Dossier,
        store,
    };

    #[test]
    fn no_cell_is_called_silent_that_has_words_of_the_party_in_this_article() {
        let dossier = Dossier::new(store::example()).anchored();
        let mut state = State {
            path: "talks".into(),
            ..State::default()
        };
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        update(&mut state, Msg::Go("putin-either-or".into()));
        assert_eq!(
            update(&mut state, Msg::Do(Command::NoneStated)),
            None,
            "in the text is no cell"
        );
        update(&mut state, Msg::Do(Command::PositionsPane));
        assert_eq!(update(&mut state, Msg::Do(Command::NoneStated)), None);
        let told = state
            .notice
            .take()
            .map(|notice| notice.text)
            .unwrap_or_default();
        assert!(told.contains("Russia on this, here"), "{told}");
    }
}
