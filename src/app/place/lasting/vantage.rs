//! A view that covers the panes, in names as far as there are names: found again in another run, and after changes.
use crate::app::{Field, List, Mode, Scope, State, said};
use crate::{command::Command, diag::Code, model::Moment};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A view that covers the panes, and where in it the reader was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Vantage {
    /// The command that shows it.
    pub view: String,
    /// The line that was chosen, from 0.
    pub at: usize,
    /// The record on that line.
    pub record: Option<String>,
    /// Whose page it is.
    pub source: Option<String>,
    /// The issue of a cell.
    pub issue: Option<String>,
    /// The party of a cell.
    pub party: Option<String>,
    /// The column of a cell that is no party's: 0 what others say, 1 the article's own voice.
    pub voice: usize,
    /// What was typed to narrow a list.
    pub typed: String,
    /// The rule whose findings alone were wanted.
    pub rule: Option<String>,
}

impl State {
    /// Where `mode` is, if it is a view to come back to.
    pub(in crate::app) fn vantage(&self, mode: &Mode) -> Option<Vantage> {
        let (dossier, codebook) = (&self.dossier, self.dossier.codebook());
        let id = |record| Some(dossier.record(record).id.clone());
        let new = |command: Command| Vantage {
            view: command.name().to_owned(),
            at: mode.place(),
            ..Vantage::default()
        };
        Some(match mode {
            Mode::Matrix { row, column } => Vantage {
                issue: codebook.issues.get(*row).map(|issue| issue.id.clone()),
                party: codebook.parties.get(*column).map(|party| party.id.clone()),
                voice: column.saturating_sub(self.others()),
                ..new(Command::Matrix)
            },
            Mode::List {
                of: List::Timeline,
                at,
            } => Vantage {
                record: match self.kept.timeline.get(*at) {
                    Some(Moment::Record(record)) => id(record),
                    _ => None,
                },
                ..new(Command::Timeline)
            },
            Mode::Records { of, field, .. } => Vantage {
                typed: field.text.clone(),
                ..new(match of {
                    Scope::Articles => Command::Articles,
                    Scope::Everything => Command::Records,
                })
            },
            Mode::List {
                of: List::Source(source),
                at,
            } => Vantage {
                record: said(dossier, &self.kept.sieve, source)
                    .get(*at)
                    .and_then(id),
                source: Some(source.clone()),
                ..new(Command::Source)
            },
            Mode::List {
                of: List::Facts(_), ..
            } => new(Command::Facts),
            Mode::List {
                of: List::Problems(only),
                ..
            } => Vantage {
                rule: only.map(|code| code.code().to_owned()),
                ..new(Command::Problems)
            },
            Mode::List {
                of: List::Changes, ..
            } => new(Command::Changes),
            _ => return None,
        })
    }

    /// The view at `vantage`, as far as all of it is still there; nothing where there is no such view.
    pub(in crate::app) fn seen_from(&mut self, vantage: &Vantage) -> Option<Mode> {
        let dossier = Arc::clone(&self.dossier);
        let codebook = dossier.codebook();
        let record = (vantage.record.as_deref()).and_then(|id| dossier.find(id));
        let mut mode = match vantage.view.parse().ok()? {
            Command::Matrix => Mode::Matrix {
                row: codebook.row(vantage.issue.as_deref()?)?,
                column: match &vantage.party {
                    Some(id) => (codebook.parties.iter()).position(|party| party.id == *id)?,
                    None => self.others() + vantage.voice.min(1),
                },
            },
            Command::Timeline => {
                let timeline = &self.kept.timeline;
                let same = |n: &usize| timeline.get(*n) == record.map(Moment::Record);
                let at = record.and_then(|_| (0..timeline.len()).find(same));
                Mode::List {
                    of: List::Timeline,
                    at: at.unwrap_or(vantage.at),
                }
            }
            Command::Records => self.narrowed(Scope::Everything, vantage),
            Command::Articles => self.narrowed(Scope::Articles, vantage),
            Command::Source => {
                let id = vantage.source.clone()?;
                let said = said(&dossier, &self.kept.sieve, &id);
                let at = record.and_then(|_| (0..said.len()).find(|n| said.get(*n) == record));
                let at = at.unwrap_or(vantage.at);
                (!said.is_empty()).then_some(Mode::List {
                    of: List::Source(id),
                    at,
                })?
            }
            Command::Facts => Mode::List {
                of: List::Facts(Arc::default()),
                at: vantage.at,
            },
            Command::Problems => Mode::List {
                of: List::Problems(
                    vantage
                        .rule
                        .as_deref()
                        .and_then(|rule| rule.parse::<Code>().ok()),
                ),
                at: vantage.at,
            },
            Command::Changes => Mode::List {
                of: List::Changes,
                at: vantage.at,
            },
            _ => return None,
        };
        self.carry(&mut mode);
        Some(mode)
    }

    fn narrowed(&mut self, of: Scope, vantage: &Vantage) -> Mode {
        Mode::Records {
            of,
            field: Field::new(vantage.typed.clone()),
            at: vantage.at,
            catalogue: self.catalogue(of),
            found: Vec::new(),
        }
    }
}
