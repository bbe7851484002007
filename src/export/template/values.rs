//! A note as the values that a template sees.
use super::fill::Wholes;
use crate::{
    diag::nearest,
    export::{
        content::{Block, Note, Section},
        note::section_ids,
    },
};
use minijinja::{
    Error, ErrorKind, Value, context,
    value::{Object, ObjectRepr},
};
use std::{fmt, sync::Arc};

/// The names of what a template can ask for.
pub(super) const NAMES: [&str; 9] = [
    "title",
    "marking",
    "prepared_by",
    "lang",
    "head",
    "sections",
    "section",
    "references",
    "footnotes",
];

/// Everything a template can ask for.
pub(super) fn values<'n>(note: &'n Note, wholes: &mut Wholes<'n>) -> Value {
    let sections: Vec<(&'static str, Value)> = (note.sections.iter())
        .map(|section| (section.id, told(section, wholes)))
        .collect();
    let head: Vec<Value> = (note.head.iter())
        .map(|(name, value)| context! { name => *name, value => whole(wholes.text(value)) })
        .collect();
    let references: Vec<Value> = (note.references.iter())
        .map(|text| whole(wholes.text(text)))
        .collect();
    let footnotes = whole(wholes.footnotes());
    let all: Vec<Value> = sections.iter().map(|(_, value)| value.clone()).collect();
    let section = move |id: &str| one(&sections, id);
    context! {
        title => note.title.as_str(),
        marking => note.marking.as_deref(),
        prepared_by => note.prepared_by.as_deref(),
        lang => note.lang,
        head,
        sections => all,
        section => Value::from_function(section),
        references,
        footnotes,
    }
}

/// The section called `id`, none where the note has nothing in it.
fn one(sections: &[(&'static str, Value)], id: &str) -> Result<Value, Error> {
    if let Some((_, section)) = sections.iter().find(|(known, _)| *known == id) {
        return Ok(section.clone());
    }
    if section_ids().any(|known| known == id) {
        return Ok(Value::from(()));
    }
    let near = match nearest(id, section_ids()) {
        Some(near) => format!("no section `{id}`, but `{near}`"),
        None => format!(
            "no section `{id}`; there are {}",
            section_ids().collect::<Vec<_>>().join(", ")
        ),
    };
    Err(Error::new(ErrorKind::InvalidOperation, near))
}

/// A stand-in, which is nothing that needs escaping.
fn whole(stand_in: String) -> Value {
    Value::from_safe_string(stand_in)
}

fn told<'n>(section: &'n Section, wholes: &mut Wholes<'n>) -> Value {
    let is_item = |n: usize| matches!(section.blocks.get(n), Some(Block::Item(_)));
    let blocks = section.blocks.iter().enumerate();
    let blocks: Vec<Value> = blocks
        .map(|(n, block)| {
            let begins = !(is_item(n) && n.checked_sub(1).is_some_and(is_item));
            piece(block, begins, wholes)
        })
        .collect();
    context! { id => section.id, title => section.title, blocks }
}

/// A block: printed by itself it is whole; `kind` and what there is of `text`, `head` and `rows` lead further. The lines of
/// a record belong together, for its words stand apart from its source and its place.
fn piece<'n>(block: &'n Block, begins: bool, wholes: &mut Wholes<'n>) -> Value {
    let shown = wholes.block(block);
    let inside = match block {
        Block::Heading(text) => context! { kind => "heading", text => whole(wholes.text(text)) },
        Block::Paragraph(text) => {
            context! { kind => "paragraph", text => whole(wholes.text(text)) }
        }
        Block::Item(item) => context! {
            kind => "item", text => whole(wholes.text(&item.text)), record => item.record.as_deref(),
        },
        Block::Table(table) => {
            let mut cells = |row: &'n [_]| -> Value {
                row.iter().map(|cell| whole(wholes.cell(cell))).collect()
            };
            let head = cells(&table.head);
            let rows: Value = table.rows.iter().map(|row| cells(row)).collect();
            context! { kind => "table", head, rows }
        }
        Block::Terms(_) => context! { kind => "record" },
    };
    Value::from_object(Piece {
        shown,
        inside: context! { begins, ..inside },
    })
}

/// A block as a template sees it.
#[derive(Debug)]
struct Piece {
    shown: String,
    inside: Value,
}

impl Object for Piece {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        (self.inside.get_item(key).ok()).filter(|value| !value.is_undefined())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
