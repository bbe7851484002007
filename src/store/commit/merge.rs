//! Two versions that both come from a third, made one: record by record, field by field. Only where both sides changed the
//! same is there anything to ask.
use crate::store::edit::{
    Answer, Choice, Conflict,
    raw::{
        field,
        find::{find, stands, tables},
        said::{self, Leaves, Said},
        shape::{Broken, Shape},
        splice::Splices,
        style::{self, Style},
        table::{self, Spot},
    },
};
use std::collections::BTreeSet;

/// What a person said to conflicts, and which ids are free.
#[derive(Clone, Copy)]
pub(in crate::store) struct Answers<'a> {
    pub(in crate::store) all: &'a [Answer],
    /// Whether nothing in the dossier is called so, as it is on disk.
    pub(in crate::store) free: &'a dyn Fn(&str) -> bool,
}

impl Answers<'_> {
    /// What was said to exactly this conflict.
    pub(in crate::store) fn to(&self, conflict: &Conflict) -> Option<Choice> {
        let known = self.all.iter().find(|answer| answer.conflict == *conflict);
        known.map(|answer| answer.choice)
    }

    /// Whether both versions of a record are wanted.
    fn both(&self, file: &str, unit: &[String]) -> bool {
        let record = unit.join(".");
        self.all.iter().any(|answer| {
            let conflict = &answer.conflict;
            (answer.choice, conflict.file.as_str()) == (Choice::Both, file)
                && conflict.record == record
                && conflict.can_be_both()
        })
    }
}

/// Why two versions were not made one.
#[derive(Debug)]
pub(in crate::store) enum Apart {
    /// Both sides changed these, each in its way.
    Conflicts(Vec<Conflict>),
    /// One version is not TOML.
    Broken(Broken),
    /// This record is written in a way that cannot be carried over.
    Closed(String),
}

impl From<Broken> for Apart {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Two versions made one.
#[derive(Debug)]
pub(in crate::store) struct Merged {
    pub(in crate::store) text: String,
    /// What is worth a word.
    pub(in crate::store) remarks: Vec<String>,
    /// Records of ours that stand beside theirs: each id with the one it has now.
    pub(in crate::store) beside: Vec<(String, String)>,
}

/// `theirs` with what was changed from `base` to `ours`, every other byte of it as it is.
/// `file` is named in conflicts, to which there may be `answers`.
pub(in crate::store) fn merge(
    file: &str,
    [base, ours, theirs]: [&str; 3],
    answers: Answers,
) -> Result<Merged, Apart> {
    let said = Sides {
        base: said::all(base)?,
        ours: said::all(ours)?,
        theirs: said::all(theirs)?,
    };
    let (base, ours) = (Shape::of(base)?, Shape::of(ours)?);
    let mut merging = Merging {
        file,
        said: &said,
        ours: &ours,
        answers,
        text: theirs.to_owned(),
        settled: Vec::new(),
        conflicts: Vec::new(),
        remarks: Vec::new(),
    };
    for unit in units(&base, &ours) {
        merging.unit(&unit)?;
    }
    if !merging.conflicts.is_empty() {
        return Err(Apart::Conflicts(merging.conflicts));
    }
    let wanted = said.merged(&merging.settled);
    let merged = said::all(&merging.text)?;
    if wanted != merged {
        return Err(Apart::Closed(format!("`{file}`")));
    }
    let beside = (merging.settled.into_iter()).filter_map(|one| match one {
        Settled::Both(unit, id) => Some((unit.into_iter().nth(1)?, id)),
        _ => None,
    });
    Ok(Merged {
        text: merging.text,
        remarks: merging.remarks,
        beside: beside.collect(),
    })
}

/// Every record and other table that either version has, in the order of `ours`, those that went last.
fn units(base: &Shape, ours: &Shape) -> Vec<Vec<String>> {
    let mut order: Vec<Vec<String>> = Vec::new();
    let mut seen = BTreeSet::new();
    for shape in [ours, base] {
        let known = tables(shape);
        let blocks = shape.blocks.iter().filter_map(|block| {
            let path: Vec<String> = block
                .path
                .iter()
                .take(2)
                .map(|key| key.name.clone().into_owned())
                .collect();
            match path.first().map(String::as_str) {
                Some("article" | "dossier") => Some(path[..1].to_vec()),
                _ if path.len() == 2 => Some(path),
                _ => None,
            }
        });
        let others = known.into_iter().map(|(table, id)| vec![table, id]);
        for unit in blocks.chain(others) {
            if seen.insert(unit.clone()) {
                order.push(unit);
            }
        }
    }
    order
}

/// What the three versions say.
struct Sides {
    base: Leaves,
    ours: Leaves,
    theirs: Leaves,
}

fn under<'a>(
    leaves: &'a Leaves,
    unit: &'a [String],
) -> impl Iterator<Item = (&'a Vec<String>, &'a Said)> {
    leaves
        .iter()
        .filter(move |(path, _)| path.starts_with(unit))
}

/// What came of a conflict that was answered.
enum Settled {
    /// Below this path theirs stays.
    Theirs(Vec<String>),
    /// Below this path ours takes its place.
    Ours(Vec<String>),
    /// Theirs stays, and ours stands beside it under this id.
    Both(Vec<String>, String),
}

impl Settled {
    fn path(&self) -> &[String] {
        match self {
            Self::Theirs(path) | Self::Ours(path) | Self::Both(path, _) => path,
        }
    }
}

impl Sides {
    /// What the merged version must say.
    fn merged(&self, settled: &[Settled]) -> Leaves {
        let mut merged = self.theirs.clone();
        let open = |path: &Vec<String>| !settled.iter().any(|one| path.starts_with(one.path()));
        let changed = self.base.keys().chain(self.ours.keys());
        for path in changed.filter(|path| open(path)) {
            match (self.base.get(path), self.ours.get(path)) {
                (before, after) if before == after => {}
                (before, Some(after)) => {
                    let list = together(before, after, self.theirs.get(path));
                    drop(merged.insert(path.clone(), list.unwrap_or_else(|| after.clone())));
                }
                (_, None) => drop(merged.remove(path)),
            }
        }
        // A record of ours that they deleted comes back whole.
        for (path, said) in &self.ours {
            let unit = &path[..path.len().min(2)];
            let changed = under(&self.ours, unit).ne(under(&self.base, unit));
            let lost = changed && path.len() > 2 && under(&self.theirs, unit).next().is_none();
            if lost && open(path) {
                merged.insert(path.clone(), said.clone());
            }
        }
        for one in settled {
            let ours =
                under(&self.ours, one.path()).map(|(leaf, said)| (leaf.clone(), said.clone()));
            match one {
                Settled::Theirs(_) => {}
                Settled::Ours(path) => {
                    merged.retain(|leaf, _| !leaf.starts_with(path));
                    merged.extend(ours);
                }
                Settled::Both(_, id) => merged.extend(ours.map(|(mut leaf, said)| {
                    id.clone_into(&mut leaf[1]);
                    (leaf, said)
                })),
            }
        }
        merged
    }
}

/// A list that both sides changed, with what each put in and without what each took out; where each put another single
/// value in the place of a single one, there is no list to speak of.
fn together(before: Option<&Said>, ours: &Said, theirs: Option<&Said>) -> Option<Said> {
    let (before, ours, theirs) = (before?.items()?, ours.items()?, theirs?.items()?);
    let single = [before, ours, theirs].iter().all(|items| items.len() == 1);
    if before == theirs || ours == theirs || single {
        return None;
    }
    let mut both: Vec<Said> = theirs
        .iter()
        .filter(|item| !before.contains(item) || ours.contains(item))
        .cloned()
        .collect();
    let new = ours
        .iter()
        .filter(|item| !before.contains(item) && !theirs.contains(item));
    both.extend(new.cloned());
    Some(Said::list(both))
}

struct Merging<'a, 's> {
    file: &'a str,
    said: &'a Sides,
    ours: &'a Shape<'s>,
    answers: Answers<'a>,
    /// Theirs, as far as it is merged.
    text: String,
    settled: Vec<Settled>,
    conflicts: Vec<Conflict>,
    remarks: Vec<String>,
}

impl Merging<'_, '_> {
    fn unit(&mut self, unit: &[String]) -> Result<(), Apart> {
        let path: Vec<&str> = unit.iter().map(String::as_str).collect();
        let side = |leaves| -> Vec<(&Vec<String>, &Said)> { under(leaves, unit).collect() };
        let (base, ours, theirs) = (
            side(&self.said.base),
            side(&self.said.ours),
            side(&self.said.theirs),
        );
        if base == ours {
            return Ok(());
        }
        let here = stands(&Shape::of(&self.text)?, &path);
        match (base.is_empty(), ours.is_empty(), here) {
            (_, true, false) => {}
            (_, true, true) if base == theirs => self.delete(&path)?,
            (true, false, true) if ours == theirs => {}
            (true, false, false) => self.restore(&path, None)?,
            (false, false, true) => self.fields(unit)?,
            (true, false, true) | (_, true, true) | (false, false, false) => self.whole(unit)?,
        }
        Ok(())
    }

    /// A whole record that both sides changed: made by both, or changed by one and deleted by the other.
    fn whole(&mut self, unit: &[String]) -> Result<(), Apart> {
        let path: Vec<&str> = unit.iter().map(String::as_str).collect();
        match self.ask(unit, &[]) {
            None | Some(Choice::Theirs) => return Ok(()),
            Some(Choice::Both) if self.answers.both(self.file, unit) => return self.beside(unit),
            Some(_) => {}
        }
        let was = under(&self.said.theirs, unit).next().is_some();
        if was {
            self.delete(&path)?;
        }
        if under(&self.said.ours, unit).next().is_some() {
            self.restore(&path, None)?;
            if !was {
                let name = unit.join(".");
                self.remarks
                    .push(format!("`{name}` had been deleted on disk: restored"));
            }
        }
        self.settled.push(Settled::Ours(unit.to_vec()));
        Ok(())
    }

    fn delete(&mut self, path: &[&str]) -> Result<(), Apart> {
        self.splice(|shape| Some(table::delete(shape, path)), path)
    }

    /// Puts our version of a record beside theirs, under an id of its own.
    fn beside(&mut self, unit: &[String]) -> Result<(), Apart> {
        let path: Vec<&str> = unit.iter().map(String::as_str).collect();
        let mut numbered = (2..).map(|n: u32| format!("{}-{n}", path[1]));
        let id = numbered
            .find(|id| (self.answers.free)(id))
            .ok_or_else(|| Apart::Closed(format!("`{}`", unit.join("."))))?;
        self.restore(&path, Some(&id))?;
        self.remarks.push(format!("ours is `{}.{id}`", path[0]));
        self.settled.push(Settled::Both(unit.to_vec(), id));
        Ok(())
    }

    /// Field by field, where all three versions have the record.
    fn fields(&mut self, unit: &[String]) -> Result<(), Apart> {
        if self.answers.both(self.file, unit) {
            return self.beside(unit);
        }
        let said = self.said;
        let leaves: BTreeSet<&Vec<String>> = under(&said.base, unit)
            .chain(under(&said.ours, unit))
            .map(|(path, _)| path)
            .collect();
        for leaf in leaves {
            let (base, ours, theirs) = (
                said.base.get(leaf),
                said.ours.get(leaf),
                said.theirs.get(leaf),
            );
            if base == ours || ours == theirs {
                continue;
            }
            let path: Vec<&str> = leaf.iter().map(String::as_str).collect();
            if let Some(Said::List(both)) = ours
                .and_then(|ours| together(base, ours, theirs))
                .filter(|_| is_set(&path))
            {
                let texts = both
                    .iter()
                    .filter_map(Said::text)
                    .map(str::to_owned)
                    .collect();
                self.splice(
                    |shape| field::set(shape, &path, &crate::store::edit::Value::Texts(texts)),
                    &path,
                )?;
            } else if base != theirs {
                match self.ask(unit, &leaf[unit.len()..]) {
                    None | Some(Choice::Theirs) => continue,
                    Some(_) => self.settled.push(Settled::Ours(leaf.clone())),
                }
                if ours.is_none() {
                    self.splice(|shape| Some(field::remove(shape, &path)), &path)?;
                } else {
                    self.carry(&path)?;
                }
            } else if ours.is_none() {
                self.splice(|shape| Some(field::remove(shape, &path)), &path)?;
            } else {
                self.carry(&path)?;
            }
        }
        Ok(())
    }

    /// Puts the value of `path` in as it is written in ours; where theirs has no table for it, with that table.
    fn carry(&mut self, path: &[&str]) -> Result<(), Apart> {
        let ours = self.ours;
        let found = find(ours, path);
        let own = found.first().filter(|own| own.is(path) && found.len() == 1);
        if let Some(own) = own {
            let raw = own.entry.value.span.of(ours.source);
            let splices = field::put_raw(&Shape::of(&self.text)?, path, raw);
            if let Some(splices) = splices {
                self.text = splices.apply(&self.text);
                return Ok(());
            }
        }
        let above = &path[..path.len() - 1];
        if ours.blocks.iter().any(|block| block.is(above)) {
            return self.restore(above, None);
        }
        if above.len() > 2 || path[0] == "article" && above.len() > 1 {
            return self.carry(above);
        }
        Err(Apart::Closed(format!("`{}`", path.join("."))))
    }

    /// Puts the record `path` in as it is written in ours, behind what it stands behind there; where it gets another id,
    /// behind the one it has the id from.
    fn restore(&mut self, path: &[&str], id: Option<&str>) -> Result<(), Apart> {
        let closed = || Apart::Closed(format!("`{}`", path.join(".")));
        let (mut text, first) = table::text_of(self.ours, path).ok_or_else(closed)?;
        if let Some(id) = id {
            text = table::called(&text, path, id)?;
        }
        let shape = Shape::of(&self.text)?;
        let block = |n: usize| {
            let keys: Vec<&str> = self.ours.blocks[n]
                .path
                .iter()
                .take(2)
                .map(|key| key.name.as_ref())
                .collect();
            shape
                .blocks
                .iter()
                .position(|block| !keys.is_empty() && block.within(&keys))
        };
        let own = || (shape.blocks.iter()).position(|block| block.within(path));
        let before = (id.and_then(|_| own()))
            .or_else(|| (1..first).rev().find_map(block))
            .map(Spot::Behind);
        let behind = || {
            (first + 1..self.ours.blocks.len())
                .find_map(block)
                .map(Spot::Before)
        };
        let spot = before.or_else(behind).unwrap_or(Spot::End);
        let near = match spot {
            Spot::Behind(n) | Spot::Before(n) => n,
            _ => shape.blocks.len() - 1,
        };
        let style = Style::of(&shape, path[0], near);
        let text = style::with_line_ends(&text, style.eol);
        let splices = table::put(&shape, &text, spot, &style);
        self.text = splices.apply(&self.text);
        Ok(())
    }

    fn splice(
        &mut self,
        make: impl FnOnce(&Shape) -> Option<Splices>,
        path: &[&str],
    ) -> Result<(), Apart> {
        let shape = Shape::of(&self.text)?;
        let splices = make(&shape).ok_or_else(|| Apart::Closed(format!("`{}`", path.join("."))))?;
        self.text = splices.apply(&self.text);
        Ok(())
    }

    /// What was answered to a conflict; where nobody was asked yet, that is noted.
    fn ask(&mut self, unit: &[String], field: &[String]) -> Option<Choice> {
        let path = [unit, field].concat();
        let shown = |leaves: &Leaves| {
            let all: Vec<String> = under(leaves, &path)
                .map(|(leaf, said)| match &leaf[path.len()..] {
                    [] => said.shown(),
                    rest => format!("{} = {}", rest.join("."), said.shown()),
                })
                .collect();
            (!all.is_empty()).then(|| all.join("\n"))
        };
        let conflict = Conflict {
            file: self.file.to_owned(),
            record: unit.join("."),
            field: field.join("."),
            before: shown(&self.said.base),
            ours: shown(&self.said.ours),
            theirs: shown(&self.said.theirs),
        };
        let answer = self.answers.to(&conflict);
        match answer {
            Some(Choice::Theirs) => self.settled.push(Settled::Theirs(path)),
            None => self.conflicts.push(conflict),
            _ => {}
        }
        answer
    }
}

/// Whether the order of the list `path` says nothing: ids and names, but not the words of a quotation.
fn is_set(path: &[&str]) -> bool {
    !matches!(path, [_, _, "text" | "via"])
}
