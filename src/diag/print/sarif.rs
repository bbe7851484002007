//! Findings as SARIF 2.1.0, which code hosts and editors show beside the file.
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::super::{Code, Diagnostic, Files, Place, Severity};
use super::order::{Sources, in_order};
use crate::text;

/// `findings` as one SARIF 2.1.0 log with one run, ended by a line break. Waived findings are suppressed results with the
/// author's reason.
#[must_use]
pub fn sarif(findings: &[Diagnostic], files: &Files) -> String {
    let sources = Sources::new(files);
    let results: Vec<Value> = in_order(findings)
        .into_iter()
        .map(|d| result(d, &sources))
        .collect();
    text::json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.code(),
        "name": code.name(),
        "shortDescription": {"text": code.doc()},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(found: &Diagnostic, sources: &Sources<'_>) -> Value {
    let said = std::iter::once(&found.message)
        .chain(&found.label)
        .chain(&found.help);
    let mut text = said.map(String::as_str).collect::<Vec<_>>().join("; ");
    for (heading, note) in &found.notes {
        write!(text, "\n{heading}: {note}").expect("a string takes everything");
    }
    let mut result = Map::new();
    let mut say = |key: &str, value: Value| result.insert(key.to_owned(), value);
    say("ruleId", json!(found.code.code()));
    say(
        "ruleIndex",
        json!(Code::ALL.iter().position(|c| *c == found.code)),
    );
    say("level", json!(level(found.severity)));
    say("message", json!({"text": text}));
    if let Some(mut location) = found.place.and_then(|place| location(place, sources)) {
        if let Some(record) = &found.record {
            location["logicalLocations"] = json!([{"fullyQualifiedName": record}]);
        }
        say("locations", json!([location]));
    }
    let related: Vec<Value> = found
        .also
        .iter()
        .filter_map(|(place, label)| {
            let mut location = location(*place, sources)?;
            location["message"] = json!({"text": label});
            Some(location)
        })
        .collect();
    if !related.is_empty() {
        say("relatedLocations", json!(related));
    }
    if let Some(reason) = &found.waived {
        say(
            "suppressions",
            json!([{"kind": "external", "justification": reason}]),
        );
    }
    Value::Object(result)
}

fn location(place: Place, sources: &Sources<'_>) -> Option<Value> {
    let at = sources.locate(place)?;
    Some(json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(at.path)},
        "region": {
            "startLine": at.first.line, "startColumn": at.first.column,
            "endLine": at.last.line, "endColumn": at.last.column,
            "byteOffset": at.start, "byteLength": at.end - at.start,
        },
    }}))
}

/// `path` as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => write!(out, "%{byte:02X}").expect("a string takes everything"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::text::Span;

    #[test]
    fn a_result_names_its_rule_its_region_and_why_it_may_stand() {
        let mut files = Files::default();
        let file = files.add("articles/één 1.toml".into(), "text = \"x\"\n".into());
        let other = Place {
            file: FileId(0),
            span: Span::new(0, 4),
        };
        let mut found = Diagnostic::new(Code::W27, "forty words")
            .at(file, Span::new(8, 9))
            .label("in one quotation")
            .help("shorten it")
            .note("article", "all of them")
            .also(other, "named here")
            .about("quote.x");
        found.waived = Some("a poem".into());
        let log: Value = serde_json::from_str(&sarif(&[found], &files)).expect("it is JSON");
        let result = &log["runs"][0]["results"][0];
        assert_eq!(
            result["message"]["text"],
            "forty words; in one quotation; shorten it\narticle: all of them"
        );
        assert_eq!(
            result["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": {"uri": "articles/%C3%A9%C3%A9n%201.toml"},
                "region": {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 10, "byteOffset": 8, "byteLength": 1}
            })
        );
        assert_eq!(
            result["relatedLocations"][0]["message"]["text"],
            "named here"
        );
        assert_eq!(result["suppressions"][0]["justification"], "a poem");
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("it fits");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}
