//! What was done to a dossier, so that it can be taken back: the last fifty writes, as far as they have room, kept in the state
//! folder, across sessions and crashes. Every entry is there before the first byte of its change is.
use super::folder::StateFolder;
use crate::store::{save::is_alive, trouble::Trouble};
use serde::{Deserialize, Serialize};
use std::process;

/// How many writes can be taken back.
const MOST: usize = 50;

/// Bytes that the writes of one dossier take at most; the last one is kept whatever it takes.
const ROOM: u64 = 16 << 20;

/// Bytes that the writes of all dossiers take at most: those of the dossiers written longest ago go first.
const ALL: u64 = 256 << 20;

/// One write: every file it concerned, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Entry {
    /// What was done, in one line.
    pub(in crate::store) what: String,
    /// The number of the run that did it.
    pub(in crate::store) run: u32,
    pub(in crate::store) files: Vec<Step>,
}

/// What was done to one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct Step {
    /// Relative to the dossier, with `/`.
    pub(in crate::store) path: String,
    /// What it said; `None` where it was not there.
    pub(in crate::store) before: Option<String>,
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
    pub(in crate::store) fn new(path: &str, before: Option<&str>, after: Option<&str>) -> Self {
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
    pub(in crate::store) fn after(&self) -> Option<String> {
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
pub(in crate::store) struct History<'a> {
    state: &'a StateFolder,
    folder: String,
}

/// Which entry, and how it stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Number(u64, Mark);

impl<'a> History<'a> {
    /// The history that is kept under `name`.
    pub(in crate::store) fn of(state: &'a StateFolder, name: &str) -> Self {
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
    pub(in crate::store) fn begin(&self, what: &str, files: Vec<Step>) -> Result<Number, Trouble> {
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
        self.prune(&numbers, text.len() as u64);
        if numbers.is_empty() {
            self.state.prune_folders("history", &self.folder, ALL);
        }
        Ok(next)
    }

    /// Takes away the oldest of `numbers`, where with a new one of `bytes` bytes they are too many or too large.
    fn prune(&self, numbers: &[Number], bytes: u64) {
        let mut room = ROOM.saturating_sub(bytes);
        for (n, number) in numbers.iter().rev().enumerate() {
            // Its name may be another by now.
            let marks = [Mark::Done, Mark::Undone, Mark::Past].map(|mark| Number(number.0, mark));
            let size: u64 = marks
                .iter()
                .map(|it| self.state.size(&self.name(*it)))
                .sum();
            if n + 1 < MOST && size <= room {
                room -= size;
                continue;
            }
            room = 0;
            for it in marks {
                let _ = self.state.remove(&self.name(it));
            }
        }
    }

    /// Forgets an entry that came to nothing.
    pub(in crate::store) fn forget(&self, number: Number) {
        let _ = self.state.remove(&self.name(number));
    }

    /// The write that was made last and stands; those of other runs that still go on are theirs to take back.
    pub(in crate::store) fn last_done(&self) -> Option<(Number, Entry)> {
        self.entries(Mark::Done).last()
    }

    /// The write that was taken back last.
    pub(in crate::store) fn first_undone(&self) -> Option<(Number, Entry)> {
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
    pub(in crate::store) fn undone(&self, number: Number) {
        self.mark(number, Mark::Undone);
    }

    /// Notes that an entry was done again.
    pub(in crate::store) fn redone(&self, number: Number) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    fn write(history: &History, n: usize, bytes: usize) {
        let before = "x".repeat(bytes);
        let step = Step::new("t.toml", Some(&before), Some(&n.to_string()));
        history.begin(&n.to_string(), vec![step]).expect("written");
    }

    fn kept(history: &History) -> Vec<String> {
        history
            .entries(Mark::Done)
            .map(|(_, entry)| entry.what)
            .collect()
    }

    #[test]
    fn the_oldest_go_where_they_are_too_many_or_too_large() {
        let scratch = Scratch::new();
        let state = StateFolder::at(scratch.path().to_owned());
        let many = History::of(&state, "many");
        (0..60).for_each(|n| write(&many, n, 10));
        let want: Vec<String> = (10..60).map(|n: i32| n.to_string()).collect();
        assert_eq!(kept(&many), want);
        let large = History::of(&state, "large");
        (0..3).for_each(|n| write(&large, n, 7 << 20));
        assert_eq!(kept(&large), ["1", "2"]);
        write(&large, 3, 17 << 20);
        assert_eq!(
            kept(&large),
            ["3"],
            "what was done last can be taken back, however large"
        );
    }

    /// Elsewhere the times of a folder cannot be set.
    #[cfg(unix)]
    #[test]
    fn the_dossiers_written_longest_ago_make_room() {
        let scratch = Scratch::new();
        let state = StateFolder::at(scratch.path().to_owned());
        for (name, age) in [("a", 3), ("b", 2), ("c", 1)] {
            write(&History::of(&state, name), 1, 1000);
            let folder = std::fs::File::open(scratch.path().join("history").join(name));
            let then = std::time::SystemTime::now() - std::time::Duration::from_secs(age * 60);
            folder
                .and_then(|folder| folder.set_modified(then))
                .expect("another time");
        }
        state.prune_folders("history", "history/a", 3000);
        let left = |name| !kept(&History::of(&state, name)).is_empty();
        assert_eq!(["a", "b", "c"].map(left), [true, false, true]);
    }
}
