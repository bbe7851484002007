//! The views that cover the panes, and the lists in them.
use super::{Effect, Field, Line, Mode, State, motion::moved, update::act};
use crate::{
    command::Command,
    config::Table,
    model::{Dossier, RecordId},
};
use std::sync::Arc;

/// The commands whose name or help has every word of `typed`, the likeliest first; after them those whose name has its
/// letters in order.
#[must_use]
pub fn commands_like(typed: &str) -> Vec<Command> {
    let typed = typed.trim().to_lowercase();
    let rank = |command: Command| {
        let (name, doc) = (command.name(), command.doc().to_lowercase());
        let within = |text: &str| typed.split_whitespace().all(|word| text.contains(word));
        let letters = || {
            let mut rest = name.chars();
            (typed.chars().filter(|c| !c.is_whitespace())).all(|c| rest.any(|r| r == c))
        };
        Some(match () {
            () if name == typed => 0,
            () if name.starts_with(&typed) => 1,
            () if within(name) => 2,
            () if within(&doc) => 3,
            () if letters() => 4,
            () => return None,
        })
    };
    let mut found: Vec<(u8, Command)> = (Command::ALL.iter())
        .filter(|command| command.group() != crate::command::Group::Field)
        .filter_map(|&command| Some((rank(command)?, command)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

/// The records that have every word of `typed` somewhere: in id, words, gloss, source, issue or article. Text order, then
/// the analyst's own as they are written.
#[must_use]
pub fn records_like(dossier: &Dossier, typed: &str) -> Vec<RecordId> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let analyst = (dossier.records().map(|(id, _)| id)).filter(|id| dossier.anchor(*id).is_none());
    (dossier.text_order().iter().copied().chain(analyst))
        .filter(|id| {
            if words.is_empty() {
                return true;
            }
            let text = searched(dossier, *id).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect()
}

fn searched(dossier: &Dossier, id: RecordId) -> String {
    let record = dossier.record(id);
    let codebook = dossier.codebook();
    let mut text = record.path();
    let mut add = |more: &str| {
        text.push(' ');
        text.push_str(more);
    };
    record.text.iter().for_each(|words| add(words));
    record.says.iter().for_each(|says| add(says));
    record.tags.iter().for_each(|tag| add(tag));
    if let Some(source) = dossier.source_of(id) {
        add(&source.name);
        source.aka.iter().for_each(|aka| add(aka));
    }
    if let Some(layer) = dossier.layer(id) {
        add(layer.words());
    }
    for on in &record.on {
        add(codebook.issue(&on.id).map_or(&on.id, |issue| &issue.name));
    }
    if let Some(article) = dossier.article_of(id) {
        add(article.label());
    }
    text
}

impl State {
    pub(super) fn toggle_help(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Help { under, .. } => *under,
            under => Mode::Help {
                top: 0,
                under: Box::new(under),
            },
        };
    }

    pub(super) fn toggle_palette(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Palette { under, .. } => *under,
            under => Mode::Palette {
                field: Field::default(),
                at: 0,
                under: Box::new(under),
            },
        };
    }

    pub(super) fn toggle_records(&mut self) {
        if matches!(self.mode, Mode::Records { .. }) {
            self.mode = Mode::Read;
            return;
        }
        let found = records_like(&self.dossier, "");
        let at = (self.focus.record).and_then(|focus| found.iter().position(|id| *id == focus));
        self.mode = Mode::Records {
            field: Field::default(),
            at: at.unwrap_or(0),
            found,
        };
    }

    pub(super) fn toggle_problems(&mut self) {
        self.mode = match self.mode {
            Mode::Problems { .. } => Mode::Read,
            _ => Mode::Problems { at: 0 },
        };
    }

    pub(super) fn toggle_matrix(&mut self) {
        self.mode = match self.mode {
            Mode::Matrix { .. } => Mode::Read,
            _ => Mode::Matrix {
                row: self.focus.issue,
                column: match self.focus.line {
                    Line::Party(column) => column,
                    _ => 0,
                },
            },
        };
    }

    pub(super) fn column(&mut self, by: i64) {
        let columns = self.dossier.codebook().parties.len();
        if let Mode::Matrix { column, .. } = &mut self.mode {
            *column = moved(*column, by, columns);
        }
    }

    /// Takes away what covers the panes; a search goes back to where it began.
    pub(super) fn close(&mut self) {
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Help { under, .. } | Mode::Palette { under, .. } => *under,
            Mode::Search(_) => {
                self.drop_search();
                Mode::Read
            }
            Mode::Read => {
                self.search.hide();
                Mode::Read
            }
            _ => Mode::Read,
        };
    }

    /// By rows, in a view.
    pub(super) fn scroll_view(&mut self, rows: i64) {
        let (issues, findings) = (self.matrix.rows.len(), self.findings.len());
        let changes = self.changes.drifts.len();
        let before = self.mode.place();
        match &mut self.mode {
            Mode::Help { top, .. } => *top = moved(*top, rows, self.sizes.beyond + 1),
            Mode::Problems { at } => *at = moved(*at, rows, findings),
            Mode::Changes { at } => *at = moved(*at, rows, changes),
            Mode::Records { at, found, .. } => *at = moved(*at, rows, found.len()),
            Mode::Palette { at, field, .. } => {
                *at = moved(*at, rows, commands_like(&field.text).len());
            }
            Mode::Matrix { row, .. } => *row = moved(*row, rows, issues),
            Mode::Read | Mode::Search(_) | Mode::Select(_) | Mode::Form { .. } => {}
        }
        if before == self.mode.place() {
            self.tell_end(rows);
        }
    }

    /// Chooses line `to` of the list.
    pub(super) fn choose(&mut self, to: usize) {
        match &mut self.mode {
            Mode::Problems { at }
            | Mode::Changes { at }
            | Mode::Records { at, .. }
            | Mode::Palette { at, .. } => *at = to,
            _ => {}
        }
    }

    /// What is typed has changed.
    pub(super) fn retyped(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        match &mut self.mode {
            Mode::Search(_) => self.search_typed(),
            Mode::Palette { at, .. } => *at = 0,
            Mode::Records { field, at, found } => {
                *found = records_like(&dossier, &field.text);
                *at = 0;
            }
            _ => {}
        }
    }

    /// Runs the command chosen in the palette, on what the palette covered.
    pub(super) fn run_chosen(&mut self) -> Option<Effect> {
        let Mode::Palette { field, at, under } = std::mem::take(&mut self.mode) else {
            return None;
        };
        self.mode = *under;
        // What only means something while typing is not offered to a field that is closed by choosing it.
        let chosen = commands_like(&field.text).get(at).copied()?;
        if self.mode.table() == Table::Field {
            self.close();
        }
        act(self, chosen, None)
    }

    /// The dossier is another: what the views hold of the old one goes.
    pub(super) fn mode_carried(&mut self) {
        let dossier = Arc::clone(&self.dossier);
        let (issues, findings) = (self.matrix.rows.len(), self.findings.len());
        let parties = dossier.codebook().parties.len();
        carry(&mut self.mode, &dossier, (issues, parties, findings));
        for visit in self.visits_mut() {
            carry(&mut visit.mode, &dossier, (issues, parties, findings));
        }
    }
}

fn carry(mode: &mut Mode, dossier: &Dossier, (issues, parties, findings): (usize, usize, usize)) {
    match mode {
        Mode::Records { field, at, found } => {
            *found = records_like(dossier, &field.text);
            *at = moved(*at, 0, found.len());
        }
        Mode::Problems { at } => *at = moved(*at, 0, findings),
        Mode::Changes { at } => *at = 0,
        Mode::Matrix { row, column } => {
            (*row, *column) = (moved(*row, 0, issues), moved(*column, 0, parties));
        }
        Mode::Help { under, .. } | Mode::Palette { under, .. } | Mode::Form { under, .. } => {
            carry(under, dossier, (issues, parties, findings));
        }
        Mode::Read | Mode::Search(_) | Mode::Select(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_by_its_name_first() {
        assert_eq!(commands_like("help")[0], Command::Help);
        assert_eq!(commands_like("next rec")[0], Command::NextRecord);
        assert_eq!(commands_like("mtx"), [Command::Matrix]);
        assert_eq!(commands_like("no such thing"), []);
    }
}
