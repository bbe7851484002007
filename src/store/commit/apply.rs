//! An edit brought to the disk, taken back, and done again: under a lock, merged with what others wrote, noted first.
use super::{
    merge::{Answers, Apart, merge},
    place::place,
};
use crate::store::{
    dossier::LOCK,
    edit::{Answer, Change, Choice, Conflict, Edit, Refused, is_taken, preview},
    home::root,
    save::{Done, LATER, Lock, Target, make_folders, remove, replace, unmake_folders},
    state::{
        StateFolder,
        history::{Entry, History, Step},
        state_name,
    },
    trouble::Trouble,
};
use crate::{
    diag::{Code, Diagnostic},
    model::Written,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[cfg(test)]
mod tests;

/// What was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What was done, as the edit names it.
    pub what: String,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// What is worth a word besides: each one line, lower case, no full stop.
    pub remarks: Vec<String>,
    /// Ids of the edit that somebody else had taken meanwhile, or under which theirs stands, each with the one that ours has now.
    pub renamed: Vec<(String, String)>,
}

/// How often a save begins anew because another program was faster.
const TRIES: u32 = 4;

/// Makes `edit` in the dossier that [`crate::store::open()`] read as `base` at `path`, and saves it: each file whole or not at all.
/// Where a file says something else by now, both changes are kept, unless both are of one field: then what a person said
/// in `answers` decides, as long as nothing further was written. An id of a new table that is taken by now gets a number.
/// What was there before is written to the history in `state` first.
///
/// # Errors
/// When the edit cannot be made, somebody else changed the same meanwhile, or the disk fails; then nothing is changed.
pub fn apply(
    path: &Path,
    base: &Written,
    (edit, answers): (&Edit, &[Answer]),
    state: &StateFolder,
) -> Result<Saved, Refused> {
    known(base)?;
    let root = root(path)?;
    let _lock = Lock::of(&root)?;
    let adds = (edit.changes.iter()).any(|change| matches!(change, Change::Add { .. }));
    let there = if adds || !answers.is_empty() {
        crate::store::open(path)?
    } else {
        Written::default()
    };
    let (changes, renamed) = distinct(&edit.changes, base, &there);
    let what = edit.what.clone();
    let wanted = preview(base, &Edit { what, changes })?;
    let was = |name: &str| {
        if name == LOCK {
            return base.lock.clone();
        }
        let known = base.files.find(name);
        known.map(|id| base.files.get(id).text.clone())
    };
    let changes = wanted
        .into_iter()
        .map(|(name, text)| Wanted {
            before: was(&name),
            after: Some(text),
            name,
        })
        .filter(|wanted| is_settled(wanted, answers))
        .collect();
    let name = state_name(path);
    let history = name.as_deref().map(|name| History::of(state, name));
    let saving = Saving {
        root: &root,
        history: history.as_ref(),
        what: &edit.what,
        changes,
        answers: Answers {
            all: answers,
            free: &|id| {
                [base, &there]
                    .iter()
                    .all(|dossier| !is_taken(dossier, "note", id))
            },
        },
    };
    let mut saved = saving.run()?;
    for (id, now) in renamed {
        let remark = format!("`{id}` was taken meanwhile: this is `{now}`");
        saved.remarks.push(remark);
        saved.renamed.push((id, now));
    }
    Ok(saved)
}

/// Refuses where a dossier is written in a version of the format that is not known here.
fn known(written: &Written) -> Result<(), Refused> {
    if written.about.is_later() {
        return Err(Refused::because(Diagnostic::new(Code::E08, LATER)));
    }
    Ok(())
}

/// `changes` with a number behind each new id that somebody else took since `base` was read: in `there` it is taken. Everything
/// in the changes that names it names it so.
fn distinct(
    changes: &[Change],
    base: &Written,
    there: &Written,
) -> (Vec<Change>, Vec<(String, String)>) {
    let (mut all, mut renamed) = (changes.to_vec(), Vec::new());
    for change in changes {
        let Change::Add { table, id, .. } = change else {
            continue;
        };
        if is_taken(base, table, id) || !is_taken(there, table, id) {
            continue;
        }
        let own = |to: &str| {
            let mut all = changes.iter();
            all.any(|change| matches!(change, Change::Add { id, .. } if id == to))
        };
        let free =
            |to: &String| !own(to) && !is_taken(base, table, to) && !is_taken(there, table, to);
        let mut numbered = (2..).map(|n: u32| format!("{id}-{n}"));
        if let Some(to) = numbered.find(free) {
            renamed.push((id.clone(), to.clone()));
            let id = id.clone();
            all.push(Change::Rename { table, id, to });
        }
    }
    (all, renamed)
}

/// Takes back what was saved last in the dossier at `path`: by this run, or by one that is no more. What others did since
/// stays.
///
/// # Errors
/// When there is nothing to take back, somebody changed the same since and no answer says what is to stand, or the disk fails; then
/// nothing is changed.
pub fn undo(path: &Path, answers: &[Answer], state: &StateFolder) -> Result<Saved, Refused> {
    again((path, answers), state, true)
}

/// Does again what was taken back last.
///
/// # Errors
/// As [`undo`].
pub fn redo(path: &Path, answers: &[Answer], state: &StateFolder) -> Result<Saved, Refused> {
    again((path, answers), state, false)
}

fn again(
    (path, answers): (&Path, &[Answer]),
    state: &StateFolder,
    back: bool,
) -> Result<Saved, Refused> {
    let nothing = || {
        let message = if back {
            "there is nothing to take back"
        } else {
            "there is nothing to do again"
        };
        Refused::Nothing(message)
    };
    let there = crate::store::open(path)?;
    known(&there)?;
    let root = root(path)?;
    let _lock = Lock::of(&root)?;
    let name = state_name(path).ok_or_else(nothing)?;
    let history = History::of(state, &name);
    loop {
        let next = if back {
            history.last_done()
        } else {
            history.first_undone()
        };
        let (number, entry) = next.ok_or_else(nothing)?;
        let Entry { what, files, .. } = entry;
        let changes = files.into_iter().map(|step| {
            let after = step.after();
            let (before, after) = if back {
                (after, step.before)
            } else {
                (step.before, after)
            };
            Wanted {
                name: step.path,
                before,
                after,
            }
        });
        let changes = changes.filter(|wanted| back || is_settled(wanted, answers));
        let saving = Saving {
            root: &root,
            history: None,
            what: &what,
            changes: changes.collect(),
            answers: Answers {
                all: answers,
                free: &|id| !is_taken(&there, "note", id),
            },
        };
        let saved = saving.run()?;
        if back {
            history.undone(number);
        } else {
            history.redone(number);
        }
        if !saved.files.is_empty() || !answers.is_empty() {
            return Ok(saved);
        }
        // It never got to the disk, or somebody took it back by hand: on to the next.
    }
}

/// One file as it should become.
#[derive(Clone)]
struct Wanted {
    /// Relative to the dossier, with `/`.
    name: String,
    /// What it said when the change was made up; `None` where it was not there.
    before: Option<String>,
    /// What it should say; `None` where it goes.
    after: Option<String>,
}

/// Whether `answers` let `wanted` be written. A lock says how records read once all of a change is made: where anything of theirs
/// stays, nothing has been accepted.
fn is_settled(wanted: &Wanted, answers: &[Answer]) -> bool {
    wanted.name != LOCK || answers.iter().all(|answer| answer.choice == Choice::Ours)
}

/// Changes of several files on their way to the disk.
struct Saving<'a> {
    root: &'a Path,
    /// Where a new change is noted; absent where one is taken back or done again.
    history: Option<&'a History<'a>>,
    what: &'a str,
    changes: Vec<Wanted>,
    answers: Answers<'a>,
}

/// One file as it is replaced.
struct Swap {
    name: String,
    target: Target,
    old: Option<String>,
    new: Option<String>,
}

impl Saving<'_> {
    /// Saves, the dossier's own folder being locked; a new change is noted first.
    fn run(&self) -> Result<Saved, Refused> {
        let mut targets = Vec::new();
        for wanted in &self.changes {
            targets.push(place(self.root, &wanted.name)?);
        }
        let folders = (targets.iter())
            .map(|target| fs::canonicalize(&target.folder).unwrap_or(target.folder.clone()))
            .filter(|folder| folder != self.root);
        // One that is not there is locked by nobody: that of the dossier is, and what is written to nothing displaces nothing.
        let _locks = Lock::all(folders.collect())?;
        for _ in 0..TRIES {
            let mut saved = Saved {
                what: self.what.to_owned(),
                ..Saved::default()
            };
            let swaps = self.swaps(&mut saved)?;
            let steps = swaps
                .iter()
                .map(|swap| Step::new(&swap.name, swap.old.as_deref(), swap.new.as_deref()));
            let history = self.history.filter(|_| !swaps.is_empty());
            let noted = history.map(|history| history.begin(self.what, steps.collect()));
            if let Some(Err(trouble)) = &noted {
                // What goes must be kept somewhere; what is only added can do without.
                if swaps.iter().any(Swap::loses) {
                    return Err(trouble.clone().into());
                }
                saved
                    .remarks
                    .push(format!("this cannot be taken back: {trouble}"));
            }
            let made = make(&swaps, &mut saved);
            if matches!(made, Ok(true)) {
                return Ok(saved);
            }
            if let (Some(history), Some(Ok(number))) = (self.history, noted) {
                history.forget(number);
            }
            made?;
        }
        let message = "other programs keep writing this file; try again in a moment";
        Err(Trouble::new(&targets[0].path, message).into())
    }

    /// What each file says now and is to say: the changes merged with what others wrote.
    fn swaps(&self, saved: &mut Saved) -> Result<Vec<Swap>, Refused> {
        let mut swaps = Vec::new();
        for wanted in &self.changes {
            let target = place(self.root, &wanted.name)?;
            let told = |why: String| Trouble::new(&target.path, why);
            let there = target.read()?.map(String::from_utf8).transpose();
            let there =
                there.map_err(|_| told("it is not UTF-8 any more; mend it first".to_owned()))?;
            let new = self.merged(wanted, there.as_deref(), saved)?;
            if new != there {
                swaps.push(Swap {
                    name: wanted.name.clone(),
                    target,
                    old: there,
                    new,
                });
            }
        }
        Ok(swaps)
    }

    /// What `wanted` comes to where `there` stands by now.
    fn merged(
        &self,
        wanted: &Wanted,
        there: Option<&str>,
        saved: &mut Saved,
    ) -> Result<Option<String>, Refused> {
        if there == wanted.before.as_deref() {
            return Ok(wanted.after.clone());
        }
        if there == wanted.after.as_deref() {
            return Ok(wanted.after.clone());
        }
        let Some(theirs) = there else {
            return self.anew(wanted);
        };
        let (before, after) = (
            wanted.before.as_deref().unwrap_or_default(),
            wanted.after.as_deref().unwrap_or_default(),
        );
        let mut merged = merge(&wanted.name, [before, after, theirs], self.answers)
            .map_err(|apart| refusal(&wanted.name, theirs, apart))?;
        // Who was asked knows that it was changed.
        let name = &wanted.name;
        let remark = match self.history {
            Some(_) => format!("`{name}` was changed on disk meanwhile: both changes are kept"),
            None => format!("what else `{name}` says by now stays"),
        };
        let mut answered = self.answers.all.iter();
        let asked = answered.any(|answer| answer.conflict.file == *name);
        let remark = Some(remark).filter(|_| !asked);
        saved.remarks.extend(remark);
        saved.remarks.append(&mut merged.remarks);
        saved.renamed.append(&mut merged.beside);
        Ok(Some(merged.text))
    }

    /// What becomes of a file that somebody deleted: it is made again only when a person says so.
    fn anew(&self, wanted: &Wanted) -> Result<Option<String>, Refused> {
        let lines = |text: &Option<String>| {
            let text = text.as_deref()?;
            Some(format!("a file of {} lines", text.lines().count()))
        };
        let conflict = Conflict {
            file: wanted.name.clone(),
            record: String::new(),
            field: String::new(),
            before: lines(&wanted.before),
            ours: lines(&wanted.after),
            theirs: None,
        };
        match self.answers.to(&conflict) {
            None => Err(Refused::Conflict(vec![conflict])),
            Some(Choice::Ours) => Ok(wanted.after.clone()),
            Some(_) => Ok(None),
        }
    }
}

impl Swap {
    /// Whether bytes go that nothing takes the place of.
    fn loses(&self) -> bool {
        let (old, new) = (
            self.old.as_deref().unwrap_or_default(),
            self.new.as_deref().unwrap_or_default(),
        );
        new.len() < old.len()
    }
}

/// Replaces every file; `false` where another program was faster, or all is as it was. Folders that are not there are made.
fn make(swaps: &[Swap], saved: &mut Saved) -> Result<bool, Refused> {
    let mut made = Vec::new();
    let done = make_each(swaps, saved, &mut made);
    if !matches!(done, Ok(true)) {
        unmake_folders(&made);
    }
    done
}

fn make_each(swaps: &[Swap], saved: &mut Saved, made: &mut Vec<PathBuf>) -> Result<bool, Refused> {
    for (n, swap) in swaps.iter().enumerate() {
        let done = match (&swap.old, &swap.new) {
            (Some(old), None) => remove(&swap.target, old.as_bytes()),
            (old, new) => make_folders(&swap.target.folder, made).and_then(|()| {
                let new = new.as_deref().unwrap_or_default();
                let old = old.as_deref().map(str::as_bytes);
                replace(&swap.target, old, new.as_bytes())
            }),
        };
        match done {
            Ok(Done::Saved(mut remarks)) => {
                saved.remarks.append(&mut remarks);
                saved.files.push(swap.target.path.clone());
            }
            Ok(Done::Changed) => return back(&swaps[..n]).map(|()| false),
            Err(trouble) => {
                back(&swaps[..n])?;
                return Err(trouble.into());
            }
        }
    }
    Ok(true)
}

/// Puts the files back that were replaced before one could not be.
fn back(swaps: &[Swap]) -> Result<(), Refused> {
    for swap in swaps {
        let target = Target::look(&swap.target.path)?;
        let new = swap.new.as_deref().unwrap_or_default();
        match &swap.old {
            Some(old) => replace(
                &target,
                swap.new.as_deref().map(str::as_bytes),
                old.as_bytes(),
            )?,
            None => remove(&target, new.as_bytes())?,
        };
    }
    Ok(())
}

/// Why the versions of a file were not made one.
fn refusal(name: &str, theirs: &str, apart: Apart) -> Refused {
    match apart {
        Apart::Conflicts(conflicts) => Refused::Conflict(conflicts),
        Apart::Broken(broken) => {
            let line = theirs[..broken.at.start.min(theirs.len())]
                .matches('\n')
                .count()
                + 1;
            let message = format!(
                "`{name}` was changed on disk meanwhile, and line {line} of it is not TOML: {}",
                broken.why
            );
            Refused::because(Diagnostic::new(Code::E08, message).help("mend that line first"))
        }
        Apart::Closed(what) => {
            let message = format!(
                "`{name}` was changed on disk meanwhile, and {what} cannot be put into it without more ado"
            );
            Refused::because(
                Diagnostic::new(Code::E08, message)
                    .help("read the dossier again and make the change anew"),
            )
        }
    }
}
