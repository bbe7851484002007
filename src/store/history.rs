//! What was done to a dossier, so that it can be taken back: the last fifty writes, kept in the state folder, across
//! sessions and crashes. Every entry is there before the first byte of its change is.
use super::{save::is_alive, state::StateFolder, trouble::Trouble};
use serde::{Deserialize, Serialize};
use std::process;

/// How many writes can be taken back.
const MOST: usize = 50;

/// One write: every file it concerned, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// What was done, in one line.
    pub(super) what: String,
    /// The number of the run that did it.
    pub(super) run: u32,
    pub(super) files: Vec<Step>,
}

/// What was done to one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Relative to the dossier, with `/`.
    pub(super) path: String,
    /// What it said; `None` where it was not there.
    pub(super) before: Option<String>,
    /// From which byte on it says something else.
    at: usize,
    /// How many bytes gave way.
    cut: usize,
    /// To what.
    put: String,
    /// Whether it is there afterwards.
    stays: bool,
}

impl Step {
    pub(super) fn new(path: &str, before: Option<&str>, after: Option<&str>) -> Self {
        let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
        let same = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let mut at = same(old, new);
        while !old.is_char_boundary(at) || !new.is_char_boundary(at) {
            at -= 1;
        }
        let (rest, other) = (&old[at..], &new[at..]);
        let mut tail = rest
            .bytes()
            .rev()
            .zip(other.bytes().rev())
            .take_while(|(a, b)| a == b)
            .count();
        while !rest.is_char_boundary(rest.len() - tail)
            || !other.is_char_boundary(other.len() - tail)
        {
            tail -= 1;
        }
        Self {
            path: path.to_owned(),
            before: before.map(str::to_owned),
            at,
            cut: rest.len() - tail,
            put: other[..other.len() - tail].to_owned(),
            stays: after.is_some(),
        }
    }

    /// What the file says afterwards; `None` where the step cannot be read, or the file is gone.
    pub(super) fn after(&self) -> Option<String> {
        let old = self.before.as_deref().unwrap_or_default();
        let (head, tail) = (old.get(..self.at)?, old.get(self.at + self.cut..)?);
        self.stays.then(|| [head, &self.put, tail].concat())
    }
}

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Done,
    Undone,
    /// Undone, and something else was done since: never done again.
    Past,
}

impl Mark {
    const fn ending(self) -> &'static str {
        match self {
            Self::Done => "done.json",
            Self::Undone => "undone.json",
            Self::Past => "past.json",
        }
    }
}

/// The history of one dossier.
pub(super) struct History<'a> {
    state: &'a StateFolder,
    folder: String,
}

/// Which entry, and how it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(u64, Mark);

impl<'a> History<'a> {
    /// The history that is kept under `name`.
    pub(super) fn of(state: &'a StateFolder, name: &str) -> Self {
        Self {
            state,
            folder: format!("history/{name}"),
        }
    }

    /// Every entry, the first first.
    fn numbers(&self) -> Vec<Number> {
        let mut numbers: Vec<Number> = (self.state.list(&self.folder).iter())
            .filter_map(|path| {
                let (number, ending) = path.rsplit('/').next()?.split_once('.')?;
                let mark = [Mark::Done, Mark::Undone, Mark::Past]
                    .into_iter()
                    .find(|mark| mark.ending() == ending)?;
                Some(Number(number.parse().ok()?, mark))
            })
            .collect();
        numbers.sort_by_key(|number| number.0);
        numbers
    }

    fn name(&self, Number(number, mark): Number) -> String {
        format!("{}/{number:08}.{}", self.folder, mark.ending())
    }

    fn read(&self, number: Number) -> Option<Entry> {
        serde_json::from_str(&self.state.read(&self.name(number))?).ok()
    }

    /// Writes down what is about to be done. What was undone before can no longer be done again.
    pub(super) fn begin(&self, what: &str, files: Vec<Step>) -> Result<Number, Trouble> {
        let numbers = self.numbers();
        let next = Number(numbers.last().map_or(1, |last| last.0 + 1), Mark::Done);
        let entry = Entry {
            what: what.to_owned(),
            run: process::id(),
            files,
        };
        let text = serde_json::to_string(&entry).unwrap_or_default();
        self.state.write(&self.name(next), text.as_bytes())?;
        for number in numbers
            .iter()
            .filter(|number| number.1 == Mark::Undone && self.is_ours(**number))
        {
            self.mark(*number, Mark::Past);
        }
        let keep = numbers.len().saturating_sub(MOST - 1);
        for old in &numbers[..keep] {
            let _ = self.state.remove(&self.name(*old));
        }
        Ok(next)
    }

    /// Forgets an entry that came to nothing.
    pub(super) fn forget(&self, number: Number) {
        let _ = self.state.remove(&self.name(number));
    }

    /// The write that was made last and stands; those of other runs that still go on are theirs to take back.
    pub(super) fn last_done(&self) -> Option<(Number, Entry)> {
        self.entries(Mark::Done).last()
    }

    /// The write that was taken back last.
    pub(super) fn first_undone(&self) -> Option<(Number, Entry)> {
        self.entries(Mark::Undone).next()
    }

    fn entries(&self, mark: Mark) -> impl Iterator<Item = (Number, Entry)> {
        let numbers = self
            .numbers()
            .into_iter()
            .filter(move |number| number.1 == mark);
        numbers
            .filter_map(|number| Some((number, self.read(number)?)))
            .filter(|(_, entry)| belongs(entry))
    }

    fn is_ours(&self, number: Number) -> bool {
        self.read(number).is_none_or(|entry| belongs(&entry))
    }

    /// Notes that an entry was taken back.
    pub(super) fn undone(&self, number: Number) {
        self.mark(number, Mark::Undone);
    }

    /// Notes that an entry was done again.
    pub(super) fn redone(&self, number: Number) {
        self.mark(number, Mark::Done);
    }

    fn mark(&self, number: Number, mark: Mark) {
        self.state
            .rename(&self.name(number), &self.name(Number(number.0, mark)));
    }
}

/// Whether we may take an entry back: it is ours, or of a run that is no more.
fn belongs(entry: &Entry) -> bool {
    entry.run == process::id() || !is_alive(entry.run)
}
