//! An id, wherever it stands: as the key of its table, and in every field that holds ids of its kind.
use super::{
    schema::{Names, is_record, names},
    shape::{Entry, Kind, Node, Shape},
    splice::Splices,
    style::{key, like},
};

/// What is renamed, and which other tables have an id of the same spelling.
pub(in crate::store) struct Renaming<'a> {
    pub(in crate::store) table: &'a str,
    pub(in crate::store) id: &'a str,
    pub(in crate::store) to: &'a str,
    /// Whether a party is called so; where a party or a source may stand, it is the party that is meant.
    pub(in crate::store) party: bool,
    /// Whether a source is called so.
    pub(in crate::store) source: bool,
}

impl Renaming<'_> {
    /// Every change it takes in one file.
    pub(in crate::store) fn splices(&self, shape: &Shape) -> Splices {
        let mut splices = Splices::default();
        for block in &shape.blocks {
            let above: Vec<&str> = block.path.iter().map(|key| key.name.as_ref()).collect();
            if let Some(id) = block.path.get(1).filter(|_| self.is_declared(&above)) {
                splices.put(id.span, key(self.to));
            } else if let Some(party) = block.path.get(2).filter(|_| self.is_silent(&above)) {
                splices.put(party.span, key(self.to));
            }
            for entry in &block.entries {
                self.entry(shape.source, &above, entry, &mut splices);
            }
        }
        splices
    }

    fn is_declared(&self, path: &[&str]) -> bool {
        path.len() >= 2 && path[0] == self.table && path[1] == self.id
    }

    /// Whether `path` leads to what `[article.silent]` says of the party that is renamed.
    fn is_silent(&self, path: &[&str]) -> bool {
        self.table == "party"
            && matches!(path, ["article", "silent", party, ..] if *party == self.id)
    }

    fn entry(&self, source: &str, above: &[&str], entry: &Entry, splices: &mut Splices) {
        let mut path = above.to_vec();
        for one in &entry.keys {
            path.push(&one.name);
            let declared = path.len() == 2 && self.is_declared(&path);
            if declared || path.len() == 3 && self.is_silent(&path) {
                splices.put(one.span, key(self.to));
            }
        }
        if let Kind::Table(items) = &entry.value.kind {
            for item in items {
                self.entry(source, &path, &item.it, splices);
            }
        } else if self.holds(&path) {
            self.value(source, &entry.value, splices);
        }
    }

    /// Whether the field `path` holds ids of the kind that is renamed.
    fn holds(&self, path: &[&str]) -> bool {
        let (table, field) = match path {
            ["article", "silent", _] => return self.table == "issue",
            [table, _, field] => (*table, *field),
            _ => return false,
        };
        names(table, field).is_some_and(|kind| self.means(kind))
    }

    /// Whether a field that holds ids of this kind means what is renamed.
    pub(super) fn means(&self, kind: Names) -> bool {
        match (kind, self.table) {
            (Names::Party | Names::Speaker, "party")
            | (Names::Source | Names::Anybody, "source")
            | (Names::Issue, "issue") => true,
            (Names::Record, table) => is_record(table),
            (Names::Speaker, "source") => !self.party,
            (Names::Anybody, "party") => !self.source,
            _ => false,
        }
    }

    fn value(&self, source: &str, node: &Node, splices: &mut Splices) {
        match &node.kind {
            Kind::Text(text) if text == self.id => {
                splices.put(node.span, like(source, node, self.to));
            }
            Kind::Array(items) => items
                .iter()
                .for_each(|item| self.value(source, &item.it, splices)),
            _ => {}
        }
    }
}
