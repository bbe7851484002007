//! The file behind what the reader looks at, opened in the user's own editor.
use super::{Effect, Item, List, Mode, Notice, State, place::follow::evidence, said, shown};
use crate::{
    diag,
    model::{Moment, RecordId},
    search::Place,
};
use std::path::Path;

impl State {
    /// Opens the file of what has the attention: a finding's place, a record, else the article.
    pub(super) fn open_editor(&mut self) -> Option<Effect> {
        if let Some(why) = self.no_file() {
            self.notice = Some(Notice::bad(why));
            return None;
        }
        let (file, line) = match self.place_in_file() {
            Some(place) => {
                let file = self.dossier.written().files.get(place.file);
                let before = file.text.get(..place.span.start).unwrap_or_default();
                (file.path.clone(), before.matches('\n').count() + 1)
            }
            // An article that nobody has written about yet.
            None => (self.article()?.file.clone(), 1),
        };
        Some(Effect::Edit {
            dossier: self.path.clone(),
            file,
            line,
        })
    }

    /// Whether the dossier stands on the disk.
    pub(super) fn has_files(&self) -> bool {
        !self.path.as_os_str().is_empty() && self.path != Path::new("-")
    }

    /// Why nothing of this dossier is a file that can be edited.
    fn no_file(&self) -> Option<&'static str> {
        if self.path.as_os_str().is_empty() {
            Some("the example is part of the program: `onrecord init DIR --example` writes a copy")
        } else if self.path == Path::new("-") {
            Some("this came from standard input: there is no file to edit")
        } else if self.dossier.articles().is_empty() && self.dossier.records().len() == 0 {
            Some("nothing to edit yet")
        } else {
            None
        }
    }

    /// Reads the files again, and lets go of those that are gone.
    pub(super) fn reload(&mut self) -> Option<Effect> {
        if !self.has_files() {
            let why = self.no_file().unwrap_or_default();
            self.notice = Some(Notice::bad(why));
            return None;
        }
        Some(Effect::Reload(self.wanted, self.path.clone()))
    }

    fn place_in_file(&self) -> Option<diag::Place> {
        match &self.mode {
            Mode::List {
                of: List::Problems(only),
                at,
            } => {
                let chosen = *shown(&self.findings, *only).get(*at)?;
                self.findings[chosen].place
            }
            Mode::List {
                of: List::Facts(_), ..
            } => self.article()?.place,
            Mode::List {
                of: List::Source(id),
                at,
            } => {
                let said = said(&self.dossier, &self.kept.sieve, id).get(*at);
                said.map_or_else(
                    || Some(self.dossier.codebook().source(id)?.place),
                    |record| Some(self.dossier.record(record).place),
                )
            }
            _ => self.place_of_item(self.item_attended()),
        }
    }

    fn place_of_item(&self, item: Option<Item>) -> Option<diag::Place> {
        let codebook = self.dossier.codebook();
        match item {
            Some(Item::Record(record)) => Some(self.dossier.record(record).place),
            Some(Item::Source(n)) => Some(codebook.sources[n].place),
            Some(Item::Party(column)) => Some(codebook.parties[column].place),
            Some(Item::Issue(row)) => Some(codebook.issues[row].place),
            Some(Item::Article(number) | Item::Subhead(number, _)) => {
                self.dossier.articles()[number].place
            }
            None => self.article()?.place,
        }
    }

    /// What is chosen in a view, which may be nothing; in the panes, the record in focus.
    pub(super) fn item_attended(&self) -> Option<Item> {
        let record = match &self.mode {
            Mode::Records {
                at,
                found,
                catalogue,
                ..
            } => {
                let entry = found.get(*at).and_then(|n| catalogue.entries.get(*n));
                return entry.map(|entry| entry.item);
            }
            Mode::List { of, at } => return self.item_of_line(of, *at),
            Mode::Matrix { row, column } => self.record_of_cell(*row, *column),
            _ => self.focus.record,
        };
        record.map(Item::Record)
    }

    /// The first record of a cell of the matrix, also of what others say and of the article's own voice.
    fn record_of_cell(&self, row: usize, column: usize) -> Option<RecordId> {
        let voices = self.matrix.rows.get(row)?;
        match column.checked_sub(self.others()) {
            None => (evidence(&self.dossier, voices.cells.get(column)?).first()).copied(),
            Some(0) => voices.others.first().copied(),
            Some(_) => voices.article.first().copied(),
        }
    }

    /// What line `at` of a list is about.
    fn item_of_line(&self, of: &List, at: usize) -> Option<Item> {
        let record = match of {
            List::Timeline => match self.kept.timeline.get(at)? {
                Moment::Article(number) => return Some(Item::Article(number)),
                Moment::Record(record) => Some(record),
            },
            List::Changes => {
                (self.changes.drifts.get(at)).and_then(|drift| self.dossier.find(&drift.record))
            }
            List::Source(id) => said(&self.dossier, &self.kept.sieve, id).get(at),
            List::Hits => match self.search.everywhere.get(at)? {
                (_, Place::Record(record)) => Some(*record),
                (_, Place::Words(_)) => None,
            },
            List::Problems(_) => {
                let path = self.finding_meant()?.record.as_deref()?;
                let (table, id) = path.split_once('.')?;
                let mut sources = self.dossier.codebook().sources.iter();
                if table == "source" {
                    return sources.position(|source| source.id == id).map(Item::Source);
                }
                self.dossier.find(id)
            }
            List::Facts(_) => None,
        };
        record.map(Item::Record)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        app::{Effect, Item, Mode, Msg, Opened, State, update},
        check::check,
        command::Command,
        export,
        model::Dossier,
        store,
    };

    fn reading(path: &str) -> State {
        let dossier = Dossier::new(store::example()).anchored();
        let findings = check(&dossier);
        let mut state = State {
            path: path.into(),
            ..State::default()
        };
        update(&mut state, Msg::Opened(0, Opened::new(dossier, findings)));
        state
    }

    fn edited(state: &mut State) -> Option<(String, String)> {
        match update(state, Msg::Do(Command::OpenEditor)) {
            Some(Effect::Edit { file, line, .. }) => {
                let files = &state.dossier.written().files;
                let text = files.iter().find(|(_, known)| known.path == file)?.1;
                Some((file, text.text.lines().nth(line - 1)?.to_owned()))
            }
            _ => None,
        }
    }

    #[test]
    fn the_editor_opens_where_the_record_in_focus_stands() {
        let mut state = reading("talks");
        update(&mut state, Msg::Go("putin-either-or".into()));
        let place = (
            "articles/moscow.toml".into(),
            "[quote.putin-either-or]".into(),
        );
        assert_eq!(edited(&mut state), Some(place));
    }

    #[test]
    fn without_a_record_the_articles_own_block_is_opened() {
        let mut state = reading("talks");
        state.focus.record = None;
        let (_, line) = edited(&mut state).expect("an article");
        assert_eq!(line, "[article]");
    }

    #[test]
    fn a_finding_is_opened_at_its_place() {
        let mut state = reading("talks");
        let at = (state.findings.iter())
            .position(|finding| finding.place.is_some())
            .expect("a finding with a place");
        state.mode = Mode::List {
            of: super::super::List::Problems(None),
            at,
        };
        let place = state.findings[at].place.expect("a place");
        let file = state.dossier.written().files.get(place.file).clone();
        let (path, line) = edited(&mut state).expect("a place");
        assert_eq!(path, file.path);
        let start = file.text[..place.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        assert!(file.text[start..].starts_with(&line));
    }

    #[test]
    fn only_files_are_read_again() {
        let mut state = reading("talks");
        let asked = update(&mut state, Msg::Do(Command::Reload));
        assert_eq!(asked, Some(Effect::Reload(state.wanted, "talks".into())));
        for path in ["", "-"] {
            let mut state = reading(path);
            assert_eq!(update(&mut state, Msg::Do(Command::Reload)), None);
            assert!(state.notice.is_some_and(|notice| notice.bad), "{path}");
        }
    }

    #[test]
    fn what_is_no_file_is_not_edited_and_why_is_said() {
        for (path, why) in [("", "the example"), ("-", "standard input")] {
            let mut state = reading(path);
            assert_eq!(edited(&mut state), None);
            let notice = state.notice.expect("a word");
            assert!(notice.bad && notice.text.contains(why), "{}", notice.text);
        }
    }

    #[test]
    fn what_is_copied_in_a_view_is_what_is_chosen_there() {
        let mut state = reading("talks");
        let focus = state.focus.record;
        for (view, steps) in [
            (Command::Timeline, 3),
            (Command::Source, 1),
            (Command::Matrix, 3),
        ] {
            update(&mut state, Msg::Do(view));
            for _ in 0..steps {
                update(&mut state, Msg::Do(Command::ScrollDown));
            }
            let chosen = match state.item_attended() {
                Some(Item::Record(record)) => Some(record),
                _ => None,
            };
            let wanted = chosen.and_then(|record| export::alone(&state.dossier, record));
            assert_ne!(chosen, focus, "{view:?}");
            assert_eq!(
                update(&mut state, Msg::Do(Command::Copy)),
                wanted.map(Effect::Copy),
                "{view:?}"
            );
            update(&mut state, Msg::Do(Command::Close));
        }
        let others = state
            .matrix
            .rows
            .iter()
            .position(|row| !row.others.is_empty());
        let (row, column) = (others.expect("somebody else speaks"), state.others());
        state.mode = Mode::Matrix { row, column };
        let first = state.matrix.rows[row].others[0];
        let wanted = export::alone(&state.dossier, first);
        assert_eq!(
            update(&mut state, Msg::Do(Command::Copy)),
            wanted.map(Effect::Copy)
        );
    }
}
