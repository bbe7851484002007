//! An id, wherever it stands: as the key of its table, and in every field that holds ids of its kind.
use super::{
    raw::{
        field,
        shape::{Entry, Key, Kind, Node, Shape},
        splice::Splices,
        style::{key, like},
    },
    schema::{ids_in, is_record, needs},
};
use crate::{
    model::{Codebook, Of},
    text::Span,
};

/// An id, and which other tables have one of the same spelling.
#[derive(Clone, Copy)]
pub(in crate::store) struct Naming<'a> {
    pub(in crate::store) table: &'a str,
    pub(in crate::store) id: &'a str,
    /// Whether a party is called so; where a party or a source may stand, it is the party that is meant.
    party: bool,
    /// Whether a source is called so.
    source: bool,
}

/// Where an id stands.
enum Place<'a> {
    /// As the key of its own table.
    Declared(&'a Key<'a>),
    /// As a key below `[article.silent]`.
    Silent(&'a Key<'a>),
    /// In the value of the field with these keys.
    Value(Vec<&'a str>, &'a Node<'a>),
}

impl<'a> Naming<'a> {
    pub(in crate::store) fn of(table: &'a str, id: &'a str, book: &Codebook) -> Self {
        Self {
            table,
            id,
            party: book.party(id).is_some(),
            source: book.source(id).is_some(),
        }
    }

    /// Every change it takes in one file to call it `to`.
    pub(in crate::store) fn renamed(&self, shape: &Shape, to: &str) -> Splices {
        let mut splices = Splices::default();
        self.each(shape, &mut |place| match place {
            Place::Declared(own) | Place::Silent(own) => splices.put(own.span, key(to)),
            Place::Value(_, node) => {
                for text in self.texts(node) {
                    splices.put(text.span, like(shape.source, text, to));
                }
            }
        });
        splices
    }

    /// The fields of one file that name it, each with its keys and its bytes.
    pub(in crate::store) fn uses(&self, shape: &Shape) -> Vec<(Vec<String>, Span)> {
        let mut uses = Vec::new();
        self.each(shape, &mut |place| match place {
            Place::Declared(_) => {}
            Place::Silent(own) => {
                let keys = ["article", "silent", self.id];
                uses.push((keys.map(str::to_owned).to_vec(), own.span));
            }
            Place::Value(path, node) => {
                if let Some(text) = self.texts(node).first() {
                    let keys = path.iter().map(|&key| key.to_owned());
                    uses.push((keys.collect(), text.span));
                }
            }
        });
        uses
    }

    /// The change it takes to name it no longer in the first field that does and can do without; `None` where none is left.
    pub(in crate::store) fn unnamed(&self, shape: &Shape) -> Option<Splices> {
        let mut found = None;
        self.each(shape, &mut |place| {
            if found.is_some() {
                return;
            }
            found = match place {
                Place::Declared(_) => None,
                Place::Silent(_) => Some(field::remove(shape, &["article", "silent", self.id])),
                Place::Value(path, _) if needs(&path) => None,
                Place::Value(path, node) => {
                    let left = self.left(node);
                    if left.is_empty() {
                        (!self.texts(node).is_empty()).then(|| field::remove(shape, &path))
                    } else if self.texts(node).is_empty() {
                        None
                    } else {
                        field::set(shape, &path, &super::Value::Texts(left))
                    }
                }
            };
        });
        found
    }

    /// What a list says beside it.
    fn left(&self, node: &Node) -> Vec<String> {
        let texts = node.texts().unwrap_or_default().into_iter();
        texts
            .filter(|text| *text != self.id)
            .map(str::to_owned)
            .collect()
    }

    fn each(&self, shape: &Shape, visit: &mut dyn FnMut(Place)) {
        for block in &shape.blocks {
            let above: Vec<&str> = block.path.iter().map(|key| key.name.as_ref()).collect();
            if let Some(own) = block.path.get(1).filter(|_| self.is_declared(&above)) {
                visit(Place::Declared(own));
            } else if let Some(own) = block.path.get(2).filter(|_| self.is_silent(&above)) {
                visit(Place::Silent(own));
            }
            for entry in &block.entries {
                self.entry(&above, entry, visit);
            }
        }
    }

    fn is_declared(&self, path: &[&str]) -> bool {
        path.len() >= 2 && path[0] == self.table && path[1] == self.id
    }

    /// Whether `path` leads to what `[article.silent]` says of the party.
    fn is_silent(&self, path: &[&str]) -> bool {
        self.table == "party"
            && matches!(path, ["article", "silent", party, ..] if *party == self.id)
    }

    fn entry(&self, above: &[&str], entry: &Entry, visit: &mut dyn FnMut(Place)) {
        let mut path = above.to_vec();
        for one in &entry.keys {
            path.push(&one.name);
            if path.len() == 2 && self.is_declared(&path) {
                visit(Place::Declared(one));
            } else if path.len() == 3 && self.is_silent(&path) {
                visit(Place::Silent(one));
            }
        }
        if let Kind::Table(items) = &entry.value.kind {
            for item in items {
                self.entry(&path, &item.it, visit);
            }
        } else if self.holds(&path) {
            visit(Place::Value(path, &entry.value));
        }
    }

    /// Whether the field `path` holds ids of this kind.
    fn holds(&self, path: &[&str]) -> bool {
        let (table, field) = match path {
            ["article", "silent", _] => return self.table == "issue",
            [table, _, field] => (*table, *field),
            _ => return false,
        };
        ids_in(table, field).is_some_and(|of| self.is_meant(of))
    }

    /// Whether a field that holds ids `of` these means it.
    pub(super) fn is_meant(&self, of: Of) -> bool {
        match (of, self.table) {
            (Of::Party | Of::Speaker, "party")
            | (Of::Source | Of::Anybody, "source")
            | (Of::Issue, "issue") => true,
            // Records share their ids, whatever they are.
            (Of::Record | Of::Evidence | Of::Quote | Of::Same, table) => is_record(table),
            (Of::Speaker, "source") => !self.party,
            (Of::Anybody, "party") => !self.source,
            _ => false,
        }
    }

    /// The strings of a value that are it.
    fn texts<'n>(&self, node: &'n Node<'n>) -> Vec<&'n Node<'n>> {
        match &node.kind {
            Kind::Text(text) if text == self.id => vec![node],
            Kind::Array(items) => (items.iter())
                .flat_map(|item| self.texts(&item.it))
                .collect(),
            _ => Vec::new(),
        }
    }
}
