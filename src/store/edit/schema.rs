//! The order in which people write fields, and which fields hold ids, for whoever writes them.
use crate::model::{Of, RECORDS, Takes, field, fields};

/// Of which table an id is, where a field holds ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Names {
    Party,
    Source,
    Issue,
    /// A quote, claim, event, position, shift or note: they share their ids.
    Record,
    /// A party, or else a source.
    Speaker,
    /// A source, or else a party.
    Anybody,
}

/// The names of the fields of `table`, in the order of format.md and its examples.
pub(super) fn names_of(table: &str) -> impl Iterator<Item = &'static str> {
    fields(table).iter().map(|field| field.name)
}

/// Which ids the field `name` of `table` holds.
pub(super) fn names(table: &str, name: &str) -> Option<Names> {
    let (Takes::One(of) | Takes::Many(of)) = field(table, name)?.takes else {
        return None;
    };
    Some(match of {
        Of::Source => Names::Source,
        Of::Party => Names::Party,
        Of::Issue => Names::Issue,
        Of::Speaker => Names::Speaker,
        Of::Anybody => Names::Anybody,
        Of::Evidence | Of::Quote | Of::Same | Of::Record => Names::Record,
    })
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
