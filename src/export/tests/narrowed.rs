//! What a filter leaves out is said, and never taken for silence.
use super::files::{SOUND, ask, open};
use crate::{
    export::{Ask, Format, Manner, Preset, json, note, txt},
    model::Filter,
};

#[test]
fn a_narrowed_note_says_what_it_leaves_out_and_calls_none_of_it_silence() {
    let dossier = open(SOUND);
    let narrowed = |filter: Filter| {
        let ask = Ask {
            filter,
            ..ask(Preset::Dossier)
        };
        txt(&note(&dossier, &[], &ask))
    };
    let whole = narrowed(Filter::default());
    assert!(!whole.contains("Narrowed to") && whole.contains("too late"));

    let lind = narrowed(Filter {
        sources: vec!["lind".into()],
        ..Filter::default()
    });
    let head = lind.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        head.contains("Narrowed to: Mara Lind; 6 of 10 records left out"),
        "{head}"
    );
    assert!(!lind.contains("too late") && !lind.contains("three gates"));
    // Southland speaks of the gates, only not here; of the canals somebody looked and found nothing.
    assert!(head.contains("left out of this gates"), "{head}");
    assert!(head.contains("none stated (1"), "{head}");
    assert!(head.contains("Open questions -------------- Left out of this note."));

    let canals = narrowed(Filter {
        issues: vec!["canals".into()],
        ..Filter::default()
    });
    assert!(canals.contains("limit the canals") && !canals.contains("The gates are closed"));
    assert!(
        canals.contains("2 cells (1 issue by 2 parties)"),
        "{canals}"
    );
}

#[test]
fn every_format_says_what_is_left_out_or_that_it_cannot() {
    let dossier = open(SOUND);
    let ask = Ask {
        filter: Filter {
            sources: vec!["lind".into()],
            ..Filter::default()
        },
        ..Ask::default()
    };
    let told = "Mara Lind; 6 of 10 records left out";
    for format in Format::all().filter(|format| format.lacking().is_none()) {
        let whole = format.write((&dossier, &[]), &Ask::default(), Manner::default());
        assert_eq!(whole.expect("a file").warning, None, "{format:?}");
        let written = format.write((&dossier, &[]), &ask, Manner::default());
        let written = written.expect("a file");
        match format {
            Format::Csv => assert!(written.warning.expect("a warning").contains(told)),
            Format::Csl | Format::Bibtex | Format::Qdc => assert!(written.warning.is_some()),
            _ => assert_eq!(written.warning, None, "{format:?}"),
        }
        if matches!(
            format,
            Format::Md | Format::Txt | Format::Html | Format::Json | Format::Jsonld
        ) {
            let text = String::from_utf8(written.bytes).expect("UTF-8");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(told), "{format:?}: {text}");
        }
    }
}

#[test]
fn narrowed_json_narrows_its_matrix_too() {
    let dossier = open(SOUND);
    let narrowed = |filter: Filter| -> serde_json::Value {
        let ask = Ask {
            filter,
            ..Ask::default()
        };
        serde_json::from_str(&json(&dossier, &[], &ask)).expect("JSON")
    };
    let whole = narrowed(Filter::default());
    assert_eq!(whole["matrix"]["left_out"], 0);
    let lind = narrowed(Filter {
        sources: vec!["lind".into()],
        ..Filter::default()
    });
    let kept: Vec<&str> = (lind["records"].as_array().expect("a list").iter())
        .filter_map(|record| record["id"].as_str())
        .collect();
    let matrix = &lind["matrix"];
    assert!(matrix["left_out"].as_u64() > Some(0), "{matrix:#}");
    for row in matrix["rows"].as_array().expect("a list") {
        for cell in row["cells"].as_array().expect("a list") {
            for list in ["statements", "conduct", "ascribed", "positions"] {
                for id in cell[list].as_array().expect("a list") {
                    assert!(kept.contains(&id.as_str().expect("an id")), "{cell}");
                }
            }
            let gone = cell["statements"] == serde_json::json!([]) && cell["standing"] == "stated";
            assert!(!gone || cell["basis"] == "conduct", "{cell}");
        }
    }
    let canals = narrowed(Filter {
        issues: vec!["canals".into()],
        parties: vec!["north".into()],
        ..Filter::default()
    });
    let rows = canals["matrix"]["rows"].as_array().expect("a list");
    assert!(rows.iter().all(|row| row["issue"] == "canals"));
    assert!(
        rows.iter()
            .all(|row| row["cells"].as_array().map(Vec::len) == Some(1))
    );
}

#[test]
fn json_tells_what_follows_from_a_record() {
    let dossier = open(SOUND);
    let all: serde_json::Value =
        serde_json::from_str(&json(&dossier, &[], &Ask::default())).expect("JSON");
    assert_eq!(all["schema"], "onrecord/export/1");
    let records = all["records"].as_array().expect("a list");
    let late = records
        .iter()
        .find(|record| record["id"] == "berg-late")
        .expect("the record");
    assert_eq!(late["form"], "mixed");
    assert_eq!(late["basis"], "second hand");
    assert_eq!(late["outcome"], "folded");
    assert_eq!(late["paragraph"], 3);
    assert_eq!(
        late["chain"],
        serde_json::json!(["article", "unnamed", "berg"])
    );
    assert_eq!(late["found"], "called the offer \"too late,\"");
}
