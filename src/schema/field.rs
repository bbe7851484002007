//! What a field may hold, as JSON Schema.
use serde_json::{Map, Value, json};

/// A field: its name, and what it holds.
pub(super) type Field = (&'static str, Value);

/// The dialect in which both schemas are written; editors know it.
pub(super) const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// `schema` with what it is for.
pub(super) fn told(schema: Value, help: &str) -> Value {
    let mut schema = schema;
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), help.into());
    }
    schema
}

/// Words.
pub(super) fn text(help: &str) -> Value {
    told(json!({ "type": "string" }), help)
}

/// Words, one or several.
pub(super) fn texts(help: &str) -> Value {
    told(
        json!({ "type": ["string", "array"], "items": { "type": "string" } }),
        help,
    )
}

/// A day in EDTF, or the printed words; TOML's own dates too.
pub(super) fn date(help: &str) -> Value {
    text(help)
}

/// One of a few words.
pub(super) fn word(words: &[&str], help: &str) -> Value {
    told(json!({ "type": "string", "enum": words }), help)
}

/// Yes or no.
pub(super) fn flag(help: &str) -> Value {
    told(json!({ "type": "boolean" }), help)
}

/// The same, or nothing.
pub(super) fn or_null(schema: Value) -> Value {
    let mut schema = schema;
    let Value::Object(map) = &mut schema else {
        return schema;
    };
    let types = match map.get("type") {
        Some(Value::Array(types)) => types.clone(),
        Some(one) => vec![one.clone()],
        None => return schema,
    };
    let types: Vec<Value> = types.into_iter().chain([json!("null")]).collect();
    map.insert("type".to_owned(), types.into());
    if let Some(Value::Array(words)) = map.get_mut("enum") {
        words.push(Value::Null);
    }
    schema
}

/// A table of `fields` and no others, but for those whose name starts with `x-`.
pub(super) fn table(help: &str, required: &[&str], fields: Vec<Field>) -> Value {
    told(
        json!({
            "type": "object",
            "required": required,
            "properties": named(fields),
            "patternProperties": { "^x-": {} },
            "additionalProperties": false,
        }),
        help,
    )
}

/// An object that has all of `fields`, and in later versions more.
pub(super) fn object(help: &str, fields: Vec<Field>) -> Value {
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    told(
        json!({ "type": "object", "required": required, "properties": named(fields) }),
        help,
    )
}

/// A list of the same.
pub(super) fn list(items: &Value, help: &str) -> Value {
    told(json!({ "type": "array", "items": items }), help)
}

fn named(fields: Vec<Field>) -> Map<String, Value> {
    let fields = fields.into_iter();
    fields
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
