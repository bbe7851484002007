//! What is to be deleted: its lines and who names it, before anything goes.
use super::Question;
use crate::{
    app::{Effect, Kind, State},
    store::{Block, Change, Edit, block},
};

/// A table that goes once somebody says so again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doom {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What is written of it, and who names it; absent where it has no lines of its own.
    pub block: Option<Block>,
}

impl Doom {
    /// `quote mayor-no-sale`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.kind.table(), self.id)
    }

    /// How many fields of others name it.
    #[must_use]
    pub fn uses(&self) -> usize {
        self.block.as_ref().map_or(0, |block| block.uses.len())
    }

    /// Whether its lines are still those, and those that name it.
    fn shows(&self, now: Option<&Block>) -> bool {
        let names = |block: &Block| -> Vec<(String, String)> {
            let uses = block.uses.iter();
            uses.map(|one| (one.record.clone(), one.field.clone()))
                .collect()
        };
        match (&self.block, now) {
            (Some(then), Some(now)) => then.text == now.text && names(then) == names(now),
            (then, now) => then.is_none() && now.is_none(),
        }
    }

    /// Lines of it that can be scrolled through.
    pub(super) fn lines(&self) -> usize {
        let lines = |block: &Block| block.text.lines().count() + block.uses.len().max(1);
        self.block.as_ref().map_or(0, lines)
    }
}

impl State {
    /// Asks whether what is in focus is to be deleted.
    pub(in crate::app) fn delete(&mut self) {
        if !self.may_write() {
            return;
        }
        let meant = self.meant().filter(|(kind, _)| *kind != Kind::Article);
        let Some((kind, id)) = meant else {
            self.say("nothing here to delete");
            return;
        };
        let block = block(self.dossier.written(), kind.table(), &id);
        self.put(Question::Doom(Box::new(Doom { kind, id, block })));
    }

    /// Deletes what was asked about; its id `everywhere` it is named, where others can do without.
    pub(super) fn delete_doomed(&mut self, everywhere: bool) -> Option<Effect> {
        let Question::Doom(doom) = self.asked()? else {
            return None;
        };
        let (table, id) = (doom.kind.table(), doom.id.clone());
        let now = block(self.dossier.written(), table, &id);
        if !doom.shows(now.as_ref()) {
            self.put(Question::Doom(Box::new(Doom {
                block: now,
                ..*doom
            })));
            self.say("it was changed meanwhile: this is what it says now");
            return None;
        }
        let naming = everywhere.then(|| Change::Unname {
            table,
            id: id.clone(),
        });
        let told = match (doom.uses(), everywhere) {
            (0, _) => String::new(),
            (1, false) => ", which one field still names".to_owned(),
            (uses, false) => format!(", which {uses} fields still name"),
            (_, true) => ", with its id where others named it".to_owned(),
        };
        let deleted = Change::Delete { table, id };
        let edit = Edit {
            what: format!("{} deleted{told}", doom.name()),
            changes: naming.into_iter().chain([deleted]).collect(),
        };
        Some(self.write(edit, None, None))
    }
}
