//! The order in which people write fields, and which fields hold ids, for whoever writes them.
use crate::model::{Of, RECORDS, Takes, field, fields};

/// The names of the fields of `table`, in the order of format.md and its examples.
pub(super) fn names_of(table: &str) -> impl Iterator<Item = &'static str> {
    fields(table).iter().map(|field| field.name)
}

/// Whose ids the field `name` of `table` holds.
pub(super) fn ids_in(table: &str, name: &str) -> Option<Of> {
    match field(table, name)?.takes {
        Takes::One(of) | Takes::Many(of) => Some(of),
        _ => None,
    }
}

/// Whether a table is nothing without the ids that the field `path` holds.
pub(super) fn needs(path: &[&str]) -> bool {
    let (Some(table), Some(name)) = (path.first(), path.last()) else {
        return false;
    };
    field(table, name).is_some_and(|field| field.required && matches!(field.takes, Takes::One(_)))
}

/// Whether one id in a list is written without brackets where nothing in the file says otherwise.
pub(super) fn stands_alone(field: &str) -> bool {
    matches!(field, "text" | "on" | "cue" | "hedge")
}

/// Whether the tables of this kind share their ids with other records.
pub(super) fn is_record(table: &str) -> bool {
    RECORDS.contains(&table)
}

/// The keys under which a table stands: `article` and `dossier` have no id.
pub(super) fn path<'a>(table: &'a str, id: &'a str) -> Vec<&'a str> {
    match table {
        "article" | "dossier" => vec![table],
        _ => vec![table, id],
    }
}
