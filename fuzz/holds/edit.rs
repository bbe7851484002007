//! Any file of a dossier, any change: what was written says the change and nothing else.
use onrecord::{
    model::Written,
    store::{Beside, Change, Edit, Value, preview, reread},
};

/// The first line of `input` is an id, a field's number and a value, apart by `|`; the rest is a file of a dossier.
pub(crate) fn edit(input: &str) {
    const FIELDS: [&str; 6] = ["source", "text", "cue", "on", "waive", "original"];
    let (head, file) = input.split_once('\n').unwrap_or((input, ""));
    let mut parts = head.splitn(3, '|');
    let id = parts.next().unwrap_or_default().to_owned();
    let field = FIELDS[parts.next().unwrap_or_default().len() % FIELDS.len()];
    let value = parts.next().unwrap_or_default().to_owned();
    let file = format!("{file}\n[article]\nfile = 't.txt'\n");
    let dossier = |text: &str| {
        reread(
            &Written::default(),
            &[("t.toml".to_owned(), text.to_owned())],
        )
    };
    let said = match field {
        "on" => Value::Texts(value.split(',').map(str::to_owned).collect()),
        "waive" | "original" => Value::Table(vec![(value.clone(), Value::Text(value.clone()))]),
        _ => Value::Text(value.clone()),
    };
    let made = |text: &str, change: &Change| {
        let edit = Edit {
            what: String::new(),
            changes: vec![change.clone()],
        };
        let changed = preview(&dossier(text), &edit).ok()?;
        Some(
            changed
                .into_iter()
                .next()
                .map_or_else(|| text.to_owned(), |(_, text)| text),
        )
    };
    let (table, fields) = ("quote", vec![(field, said.clone())]);
    let add = Change::Add {
        table,
        id: id.clone(),
        fields,
        beside: Beside::Article("t".to_owned()),
    };
    let set = Change::Set {
        table,
        id: id.clone(),
        field,
        value: Some(said.clone()),
    };
    let unset = Change::Set {
        table,
        id: id.clone(),
        field,
        value: None,
    };
    let delete = Change::Delete {
        table,
        id: id.clone(),
    };
    let rename = Change::Rename {
        table,
        id: id.clone(),
        to: value,
    };
    let Ok(before) = file.parse::<toml::Table>() else {
        for change in [add, set, unset, delete, rename] {
            let _ = made(&file, &change); // whatever it says, nothing panics
        }
        return;
    };
    for change in [&add, &set, &unset, &delete] {
        let Some(text) = made(&file, change) else {
            continue;
        };
        let after = text.parse::<toml::Table>().expect("still TOML");
        assert_eq!(
            plain(after),
            plain(changed(before.clone(), change)),
            "{change:?}\n{file}\n->\n{text}"
        );
    }
    if let Some(with) = made(&file, &add) {
        assert_eq!(made(&with, &delete).as_deref(), Some(file.as_str()));
    }
    if let Some(text) = made(&file, &rename) {
        assert!(text.parse::<toml::Table>().is_ok(), "{text}");
    }
}

/// `table` with `change` made.
fn changed(mut table: toml::Table, change: &Change) -> toml::Table {
    let quotes = table
        .entry("quote")
        .or_insert_with(|| toml::Table::new().into());
    let Some(quotes) = quotes.as_table_mut() else {
        return table;
    };
    match change {
        Change::Add { id, fields, .. } => {
            let fields = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), said(value)));
            quotes.insert(id.clone(), toml::Value::Table(fields.collect()));
        }
        Change::Set {
            id, field, value, ..
        } => {
            let quote = quotes
                .entry(id.clone())
                .or_insert_with(|| toml::Table::new().into());
            // Of a value that is no record nothing can be set, and nothing taken away.
            let Some(quote) = quote.as_table_mut() else {
                return table;
            };
            quote.remove(*field);
            quote.extend(value.iter().map(|value| ((*field).to_owned(), said(value))));
        }
        Change::Delete { id, .. } => drop(quotes.remove(id)),
        _ => {}
    }
    table
}

fn said(value: &Value) -> toml::Value {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Texts(texts) => texts.clone().into(),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
        Value::Table(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), said(value)));
            toml::Value::Table(fields.collect())
        }
    }
}

/// Without tables that say nothing; a list of one string is that string.
fn plain(table: toml::Table) -> toml::Table {
    let value = |value| match value {
        toml::Value::Table(table) => {
            let table = plain(table);
            (!table.is_empty()).then_some(toml::Value::Table(table))
        }
        toml::Value::Array(mut items) if items.len() == 1 && items[0].is_str() => items.pop(),
        // So that a value that is no number equals itself.
        toml::Value::Float(number) => Some(number.to_string().into()),
        other => Some(other),
    };
    table
        .into_iter()
        .filter_map(|(key, one)| Some((key, value(one)?)))
        .collect()
}
