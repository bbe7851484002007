//! The JSON Schema of the TOML files says what the reader reads: no field less, no field more.
use onrecord::{diag::Code, export, schema, store};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// The tables that stand once, and those with an id each.
const ALONE: [&str; 2] = ["dossier", "article"];
const NAMED: [&str; 9] = [
    "party", "source", "issue", "quote", "claim", "event", "position", "shift", "note",
];

/// The schema of one table.
fn of(table: &str) -> Value {
    let all = &schema::dossier()["properties"][table];
    if ALONE.contains(&table) {
        all.clone()
    } else {
        all["additionalProperties"].clone()
    }
}

fn fields(schema: &Value) -> &serde_json::Map<String, Value> {
    schema["properties"].as_object().expect("fields")
}

/// A value that the schema allows, in TOML.
fn sample(name: &str, schema: &Value) -> String {
    let first = |schema: &Value| match &schema["type"] {
        Value::Array(types) => types[0].as_str().unwrap_or_default().to_owned(),
        one => one.as_str().unwrap_or_default().to_owned(),
    };
    if let Some(word) = schema["enum"].get(0).or(schema["items"]["enum"].get(0)) {
        return word.to_string();
    }
    match first(schema).as_str() {
        "boolean" => "true".to_owned(),
        "integer" => "1".to_owned(),
        "array" => match first(&schema["items"]).as_str() {
            "integer" => "[1]".to_owned(),
            "array" => "[['a', 'b']]".to_owned(),
            _ => "['a']".to_owned(),
        },
        "object" if name == "waive" => "{ W16 = 'reason' }".to_owned(),
        "object" if name == "silent" => "{ p = ['i'] }".to_owned(),
        "object" => {
            let inner = fields(schema)
                .iter()
                .map(|(name, of)| format!("{name} = {}", sample(name, of)));
            format!("{{ {} }}", inner.collect::<Vec<_>>().join(", "))
        }
        _ => "'a'".to_owned(),
    }
}

#[test]
fn the_reader_reads_every_field_of_the_schema() {
    for table in ALONE.into_iter().chain(NAMED) {
        let schema = of(table);
        let header = if ALONE.contains(&table) {
            format!("[{table}]\n")
        } else {
            format!("[{table}.x]\n")
        };
        for (name, field) in fields(&schema) {
            let mut source = format!("{header}{name} = {}\n", sample(name, field));
            if table == "note" && name != "kind" {
                source.push_str(match name.as_str() {
                    "ask" => "kind = 'gap'\n",
                    "answer" => "kind = 'conflict'\n",
                    "if_raised" => "kind = 'line'\n",
                    _ => "kind = 'judgement'\n",
                });
            }
            let files: &[(&str, &str)] = &[("a.toml", source.leak())];
            let written = store::from_files("x", files.to_vec().leak());
            let mut unknown = (written.faults.iter()).filter(|fault| {
                fault.code == Code::E08 && !fault.message.contains("cannot be read")
            });
            let unknown = unknown.next();
            assert_eq!(unknown, None, "{table}.{name}");
        }
    }
}

#[test]
fn the_schema_has_every_field_that_the_reader_asks_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/read");
    let mut known = BTreeSet::new();
    for table in ALONE.into_iter().chain(NAMED) {
        let schema = of(table);
        for (name, field) in fields(&schema) {
            known.insert(name.clone());
            known.extend(
                field["properties"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(name, _)| name.clone()),
            );
        }
    }
    let mut asked = BTreeSet::new();
    for file in ["about.rs", "article.rs", "record.rs"] {
        let source = fs::read_to_string(folder.join(file)).expect("a source file");
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for call in code.split("fields").skip(1) {
            // `.text("name")`, `, "name")`
            let call = call.split([';', '}']).next().unwrap_or_default();
            let Some((before, rest)) = call.split_once('"') else {
                continue;
            };
            let Some((name, _)) = rest.split_once('"') else {
                continue;
            };
            let asks = before.ends_with('(') && before.starts_with(['.', '\n']) || before == ", ";
            if asks && !before.contains("within") && !before.contains("fault") {
                asked.insert(name.to_owned());
            }
        }
    }
    assert!(asked.len() > 60, "{asked:?}");
    let missing: Vec<_> = asked.difference(&known).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_field_says_what_it_is_for_and_no_other_is_let_in() {
    let all = schema::dossier();
    assert_eq!(all["additionalProperties"], false);
    for table in ALONE.into_iter().chain(NAMED) {
        let schema = of(table);
        assert_eq!(schema["additionalProperties"], false, "{table}");
        for (name, field) in fields(&schema) {
            let help = field["description"].as_str().unwrap_or_default();
            assert!(!help.is_empty(), "{table}.{name}");
        }
    }
}

#[test]
fn the_export_prints_the_keys_of_its_schema() {
    let dossier = onrecord::model::Dossier::new(store::example()).anchored();
    let printed = export::json(&dossier, &[], &export::Ask::default());
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    let schema = schema::export();
    assert_same_keys(&printed, &schema, "");
    let record = &schema["properties"]["records"]["items"];
    let mut seen = BTreeSet::new();
    for entry in printed["records"].as_array().expect("records") {
        assert_same_keys(entry, record, "records");
        seen.extend(entry.as_object().expect("a record").keys().cloned());
    }
    let told: BTreeSet<String> = fields(record).keys().cloned().collect();
    assert_eq!(seen, told);
    for (list, names) in [
        ("articles", "articles"),
        ("sources", "sources"),
        ("parties", "parties"),
        ("issues", "issues"),
    ] {
        assert_same_keys(
            &printed[list][0],
            &schema["properties"][names]["items"],
            list,
        );
    }
    assert_same_keys(
        &printed["matrix"],
        &schema["properties"]["matrix"],
        "matrix",
    );
}

/// What the schema requires is there, and what is there the schema knows.
#[track_caller]
fn assert_same_keys(printed: &Value, schema: &Value, place: &str) {
    let printed = printed.as_object().expect("an object");
    for required in schema["required"].as_array().expect("a list") {
        let name = required.as_str().expect("a name");
        assert!(printed.contains_key(name), "{place}: {name} is not printed");
    }
    for name in printed.keys() {
        assert!(
            fields(schema).contains_key(name),
            "{place}: {name} is not in the schema"
        );
    }
}
