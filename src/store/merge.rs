//! Two versions that both come from a third, made one: record by record, field by field. Only where both sides changed the
//! same is there anything to ask.
use super::edit::{
    Conflict, field,
    find::{find, stands, tables},
    said::{self, Leaves, Said},
    shape::{Broken, Shape},
    splice::Splices,
    style::{self, Style},
    table::{self, Spot},
};
use std::collections::BTreeSet;

/// Why two versions were not made one.
#[derive(Debug)]
pub(super) enum Apart {
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

/// `theirs` with what was changed from `base` to `ours`, every other byte of it as it is; and what is worth a word.
/// `file` is named in conflicts.
pub(super) fn merge(
    file: &str,
    base: &str,
    ours: &str,
    theirs: &str,
) -> Result<(String, Vec<String>), Apart> {
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
        text: theirs.to_owned(),
        conflicts: Vec::new(),
        remarks: Vec::new(),
    };
    for unit in units(&base, &ours) {
        merging.unit(&unit)?;
    }
    if !merging.conflicts.is_empty() {
        return Err(Apart::Conflicts(merging.conflicts));
    }
    let wanted = said.merged();
    let merged = said::all(&merging.text)?;
    if wanted != merged {
        return Err(Apart::Closed(format!("`{file}`")));
    }
    Ok((merging.text, merging.remarks))
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

impl Sides {
    /// What the merged version must say.
    fn merged(&self) -> Leaves {
        let mut merged = self.theirs.clone();
        for path in self.base.keys().chain(self.ours.keys()) {
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
            if changed && path.len() > 2 && under(&self.theirs, unit).next().is_none() {
                merged.insert(path.clone(), said.clone());
            }
        }
        merged
    }
}

/// A list that both sides changed, with what each put in and without what each took out.
fn together(before: Option<&Said>, ours: &Said, theirs: Option<&Said>) -> Option<Said> {
    let (before, ours, theirs) = (before?.items()?, ours.items()?, theirs?.items()?);
    if before == theirs || ours == theirs {
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
    /// Theirs, as far as it is merged.
    text: String,
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
            (_, true, true) if base == theirs => {
                self.splice(|shape| Some(table::delete(shape, &path)), &path)?;
            }
            (true, false, true) if ours == theirs => {}
            (true, false, true) | (_, true, true) => self.conflict(unit, &[]),
            (true, false, false) => self.restore(&path)?,
            (false, false, false) => {
                self.restore(&path)?;
                self.remarks.push(format!(
                    "`{}` had been deleted on disk, and is there again",
                    unit.join(".")
                ));
            }
            (false, false, true) => self.fields(unit)?,
        }
        Ok(())
    }

    /// Field by field, where all three versions have the record.
    fn fields(&mut self, unit: &[String]) -> Result<(), Apart> {
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
                    |shape| field::set(shape, &path, &super::edit::Value::Texts(texts)),
                    &path,
                )?;
            } else if base != theirs {
                self.conflict(unit, &leaf[unit.len()..]);
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
            return self.restore(above);
        }
        if above.len() > 2 || path[0] == "article" && above.len() > 1 {
            return self.carry(above);
        }
        Err(Apart::Closed(format!("`{}`", path.join("."))))
    }

    /// Puts the record `path` in as it is written in ours, behind what it stands behind there.
    fn restore(&mut self, path: &[&str]) -> Result<(), Apart> {
        let closed = || Apart::Closed(format!("`{}`", path.join(".")));
        let (text, first) = table::text_of(self.ours, path).ok_or_else(closed)?;
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
        let before = (1..first).rev().find_map(block).map(Spot::Behind);
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

    fn conflict(&mut self, unit: &[String], field: &[String]) {
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
        self.conflicts.push(Conflict {
            file: self.file.to_owned(),
            record: unit.join("."),
            field: field.join("."),
            before: shown(&self.said.base),
            ours: shown(&self.said.ours),
            theirs: shown(&self.said.theirs),
        });
    }
}

/// Whether the order of the list `path` says nothing: ids and names, but not the words of a quotation.
fn is_set(path: &[&str]) -> bool {
    !matches!(path, [_, _, "text" | "via"])
}
