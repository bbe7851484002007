//! Where a table or a field stands in a file, in whichever of TOML's ways it is written.
use super::shape::{Entry, Item, Kind, Node, Shape};
use crate::store::edit::schema::is_record;

use crate::text::Span;
use std::collections::BTreeSet;

/// An entry that was looked for, and what it stands in.
#[derive(Clone, Copy)]
pub(in crate::store) struct Found<'a, 's> {
    pub(in crate::store) entry: &'a Entry<'s>,
    /// How many keys stand above the entry's own.
    pub(in crate::store) above: usize,
    pub(in crate::store) within: Within<'a, 's>,
}

/// What an entry stands in.
#[derive(Clone, Copy)]
pub(in crate::store) enum Within<'a, 's> {
    /// A block, by its number: the entry has its own lines.
    Block(usize),
    /// An inline table: all its entries, its own bytes, and the entry's number.
    Table(&'a [Item<Entry<'s>>], Span, usize),
}

/// Every entry of `target` or of a table within it, in file order. An inline table counts as one.
pub(in crate::store) fn find<'a, 's>(shape: &'a Shape<'s>, target: &[&str]) -> Vec<Found<'a, 's>> {
    let mut found = Vec::new();
    for (n, block) in shape.blocks.iter().enumerate() {
        let depth = block.path.len();
        let common = depth.min(target.len());
        if !block.within(&target[..common]) {
            continue;
        }
        for entry in &block.entries {
            look(entry, depth, target, Within::Block(n), &mut found);
        }
    }
    found
}

fn look<'a, 's>(
    entry: &'a Entry<'s>,
    above: usize,
    target: &[&str],
    within: Within<'a, 's>,
    found: &mut Vec<Found<'a, 's>>,
) {
    let wanted = target.get(above..).unwrap_or_default();
    if !entry
        .keys
        .iter()
        .zip(wanted)
        .all(|(key, name)| key.name == *name)
    {
        return;
    }
    if entry.keys.len() >= wanted.len() {
        return found.push(Found {
            entry,
            above,
            within,
        });
    }
    if let Kind::Table(items) = &entry.value.kind {
        let depth = above + entry.keys.len();
        for (n, item) in items.iter().enumerate() {
            look(
                &item.it,
                depth,
                target,
                Within::Table(items, entry.value.span, n),
                found,
            );
        }
    }
}

/// Where a new field of the table `path` can be written.
pub(in crate::store) enum Home<'a, 's> {
    /// Below its header: the block's number.
    Block(usize),
    /// Into its braces.
    Inline(&'a Node<'s>),
    /// As one more line `id.field = value` behind this one.
    Dotted(Found<'a, 's>),
    /// It stands nowhere.
    Nowhere,
}

/// Where fields of the table `path` are written.
pub(in crate::store) fn home<'a, 's>(shape: &'a Shape<'s>, path: &[&str]) -> Home<'a, 's> {
    if let Some(n) = shape.blocks.iter().position(|block| block.is(path)) {
        return Home::Block(n);
    }
    let found = find(shape, path);
    let exact = found
        .iter()
        .find(|found| found.above + found.entry.keys.len() == path.len());
    if let Some(Found { entry, .. }) = exact {
        return if matches!(entry.value.kind, Kind::Table(_)) {
            Home::Inline(&entry.value)
        } else {
            Home::Nowhere
        };
    }
    let dotted = found
        .into_iter()
        .rfind(|found| found.above < path.len() && matches!(found.within, Within::Block(_)));
    dotted.map_or(Home::Nowhere, Home::Dotted)
}

/// Whether anything is written of the table `path`.
pub(in crate::store) fn stands(shape: &Shape, path: &[&str]) -> bool {
    shape
        .blocks
        .iter()
        .any(|block| !path.is_empty() && block.within(path))
        || !find(shape, path).is_empty()
}

impl Found<'_, '_> {
    /// Whether it is the entry of `target` itself.
    pub(in crate::store) fn is(&self, target: &[&str]) -> bool {
        self.above + self.entry.keys.len() == target.len()
    }
}

/// Every table of the format that stands in a file: its kind and its id.
pub(in crate::store) fn tables(shape: &Shape) -> BTreeSet<(String, String)> {
    let mut tables = BTreeSet::new();
    for block in &shape.blocks {
        let path: Vec<&str> = block.path.iter().map(|key| key.name.as_ref()).collect();
        if let [table, id, ..] = path[..] {
            tables.insert((table.to_owned(), id.to_owned()));
            continue;
        }
        for entry in &block.entries {
            below(&path, entry, &mut tables);
        }
    }
    tables.retain(|(table, _)| {
        is_record(table) || matches!(table.as_str(), "party" | "source" | "issue")
    });
    tables
}

fn below(above: &[&str], entry: &Entry, tables: &mut BTreeSet<(String, String)>) {
    let own = entry.keys.iter().map(|key| key.name.as_ref());
    let path: Vec<&str> = above.iter().copied().chain(own).collect();
    match (&path[..], &entry.value.kind) {
        ([table, id, ..], _) => drop(tables.insert(((*table).to_owned(), (*id).to_owned()))),
        (_, Kind::Table(items)) => items.iter().for_each(|item| below(&path, &item.it, tables)),
        _ => {}
    }
}
