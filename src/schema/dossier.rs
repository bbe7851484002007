//! The fields of every table, as JSON Schema.
use super::field::{DIALECT, date, flag, list, table, text, texts, told, word};
use crate::model::{Field, Takes, fields};
use serde_json::{Value, json};

/// The schema of a dossier's TOML files: any table may stand in any of them.
#[must_use]
pub fn dossier() -> Value {
    let one = |name: &'static str, help: &str| (name, of(name, help));
    let ids = |name: &'static str, each: &str, help: &str| {
        let schema = json!({ "type": "object", "additionalProperties": of(name, each) });
        (name, told(schema, help))
    };
    let mut schema = table(
        "One file of a dossier. Quotes are anchored by their words; any table may stand in any file.",
        &[],
        vec![
            one(
                "dossier",
                "what the dossier is about; once, and it may be absent",
            ),
            one(
                "article",
                "the article that the anchors in this file belong to",
            ),
            ids(
                "party",
                "a side",
                "sides: columns of the matrix, in the order of the file",
            ),
            ids(
                "source",
                "whoever or whatever is quoted; `article` and `unnamed` are reserved",
                "whoever or whatever is quoted",
            ),
            ids(
                "issue",
                "what parties take positions on",
                "rows of the matrix",
            ),
            ids(
                "quote",
                "one attributed statement",
                "attributed statements: source, cue, content",
            ),
            ids(
                "claim",
                "something that could be checked",
                "what could be checked",
            ),
            ids(
                "event",
                "what is said to have happened",
                "what is said to have happened",
            ),
            ids(
                "position",
                "the analyst's line for one cell",
                "the analyst's line for one cell of the matrix",
            ),
            ids("shift", "what changed", "what changed"),
            ids("note", "the analyst's own voice", "the analyst's own voice"),
        ],
    );
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), DIALECT.into());
        schema.insert("title".to_owned(), "onrecord dossier".into());
    }
    schema
}

/// The schema of the table `name`.
fn of(name: &str, help: &str) -> Value {
    let schema = holding(fields(name), help);
    match name {
        "claim" => needs(schema, &[&["text"], &["evidence"]]),
        "shift" => needs(schema, &[&["says"], &["from", "to"]]),
        _ => schema,
    }
}

/// A table of `fields`.
fn holding(fields: &[Field], help: &str) -> Value {
    let required = fields.iter().filter(|field| field.required);
    let required: Vec<&str> = required.map(|field| field.name).collect();
    let fields = fields.iter().map(|field| (field.name, taking(field)));
    table(help, &required, fields.collect())
}

/// What a field may hold.
fn taking(field: &Field) -> Value {
    let all = match field.more {
        "" => field.help.to_owned(),
        more => format!("{}; {more}", field.help),
    };
    let help = &*all;
    let from_one = json!({ "type": "integer", "minimum": 1 });
    match field.takes {
        Takes::Text | Takes::One(_) | Takes::Id => text(help),
        Takes::Texts | Takes::Many(_) => texts(help),
        Takes::Date => date(help),
        Takes::Term(words) => word(words, help),
        Takes::Terms(words) => {
            let words = json!({ "type": ["string", "array"], "items": { "enum": words } });
            told(words, help)
        }
        Takes::Flag => flag(help),
        Takes::Grade => told(
            json!({ "type": "integer", "minimum": 1, "maximum": 6 }),
            help,
        ),
        Takes::Count => told(from_one, help),
        Takes::Counts => list(&from_one, help),
        Takes::Pairs => {
            let pair = json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 });
            list(&pair, help)
        }
        Takes::Waivers => {
            let reason = json!({ "type": "string", "minLength": 1 });
            let codes = json!({ "^[EWI][0-9]{2}$": reason });
            let waivers = json!({ "type": "object", "patternProperties": codes, "additionalProperties": false });
            told(waivers, help)
        }
        Takes::Silent => told(
            json!({ "type": "object", "additionalProperties": texts("issues") }),
            help,
        ),
        Takes::Table(fields) => holding(fields, help),
    }
}

/// `schema`, of which one of the groups of fields in `any` must be there.
fn needs(schema: Value, any: &[&[&str]]) -> Value {
    let mut schema = schema;
    if let Value::Object(schema) = &mut schema {
        let any: Vec<Value> = any
            .iter()
            .map(|names| json!({ "required": names }))
            .collect();
        schema.insert("anyOf".to_owned(), any.into());
    }
    schema
}
