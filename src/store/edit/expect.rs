//! What an edit must come to, told from keys and values alone: the check on every splice.
use super::{
    change::Change,
    raw::{
        find, said,
        said::{Leaves, Said},
        shape::{Broken, Shape},
    },
    schema,
};
use std::collections::BTreeSet;

/// What a file says, as far as it is looked at.
pub(super) struct Contents {
    pub(super) leaves: Leaves,
    /// Its tables: kind and id.
    pub(super) tables: BTreeSet<(String, String)>,
}

/// Whether `new` says what `old` says with `change` made, and nothing else.
pub(super) fn holds(
    old: &Shape,
    new: &str,
    change: impl FnOnce(&mut Contents),
) -> Result<bool, Broken> {
    let (leaves, after) = said::difference(old.source, new)?;
    let mut before = Contents {
        leaves,
        tables: find::tables(old),
    };
    change(&mut before);
    let same = before.leaves == after && before.tables == find::tables(&Shape::of(new)?);
    Ok(same && (is_toml(new) || !is_toml(old.source)))
}

/// Whether `source` is TOML in what it means too: its tokens alone do not tell that a header extends what is no table.
fn is_toml(source: &str) -> bool {
    toml::de::DeTable::parse(source).is_ok()
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|&name| name.to_owned()).collect()
}

fn starts(path: &[String], with: &[&str]) -> bool {
    path.len() >= with.len() && path.iter().zip(with).all(|(a, b)| a == b)
}

/// Makes `change` in what a file says.
pub(super) fn expect(contents: &mut Contents, change: &Change) {
    let leaves = &mut contents.leaves;
    match change {
        Change::Add {
            table, id, fields, ..
        } => {
            let path = schema::path(table, id);
            for (field, value) in fields {
                leaves.extend(said::of(
                    owned(&[path.as_slice(), &[field]].concat()),
                    value,
                ));
            }
            if path.len() == 2 {
                contents.tables.insert(((*table).to_owned(), id.clone()));
            }
        }
        Change::Set {
            table,
            id,
            field,
            value,
        } => {
            let target = [schema::path(table, id), vec![*field]].concat();
            leaves.retain(|leaf, _| !starts(leaf, &target));
            leaves.extend(
                value
                    .iter()
                    .flat_map(|value| said::of(owned(&target), value)),
            );
        }
        Change::Delete { table, id } => {
            let path = schema::path(table, id);
            leaves.retain(|leaf, _| !starts(leaf, &path));
            contents.tables.remove(&((*table).to_owned(), id.clone()));
        }
        // The first two depend on what else is called so: see `Texts::rename` and `Texts::unname`; the lock is another file.
        Change::Rename { .. } | Change::Unname { .. } | Change::Lock { .. } => {}
        Change::Silent {
            party, issue, yes, ..
        } => {
            let path = owned(&["article", "silent", party]);
            let mut issues = match leaves.remove(&path) {
                Some(Said::List(issues)) => issues,
                other => other.into_iter().collect(),
            };
            let this = Said::Text(issue.clone());
            issues.retain(|known| *yes || *known != this);
            if *yes && !issues.contains(&this) {
                issues.push(this);
            }
            if !issues.is_empty() {
                leaves.insert(path, Said::list(issues));
            }
        }
    }
}
