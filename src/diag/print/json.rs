//! Findings as one JSON object, `onrecord/check/1`.
use serde::Serialize;

use super::super::{Diagnostic, Files, Place};
use super::order::{Sources, Summary, in_order, summary};
use crate::text;

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    region: Region<'a>,
    label: Option<&'a str>,
    record: Option<&'a str>,
    waived: Option<&'a str>,
    also: Vec<Also<'a>>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct Note<'a> {
    heading: &'static str,
    text: &'a str,
}

/// Lines and columns from 1, columns in characters, bytes from 0; `end` is one past the last. All null without a place.
#[derive(Default, Serialize)]
struct Region<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

/// `findings` as one JSON object of the schema `onrecord/check/1`, ended by a line break. Every key is always there, with
/// null where there is nothing to say. Characters a terminal would act on are written `\u....`, so no byte is lost.
#[must_use]
pub fn json(findings: &[Diagnostic], files: &Files) -> String {
    let sources = Sources::new(files);
    let report = Report {
        schema: "onrecord/check/1",
        findings: in_order(findings)
            .into_iter()
            .map(|d| finding(d, &sources))
            .collect(),
        summary: summary(findings),
    };
    text::json(&report)
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a Sources<'a>) -> Finding<'a> {
    Finding {
        code: found.code.code(),
        name: found.code.name(),
        severity: found.severity.name(),
        message: &found.message,
        help: found.help.as_deref(),
        region: found
            .place
            .map(|place| region(place, sources))
            .unwrap_or_default(),
        label: found.label.as_deref(),
        record: found.record.as_deref(),
        waived: found.waived.as_deref(),
        also: found
            .also
            .iter()
            .map(|(place, label)| Also {
                region: region(*place, sources),
                label,
            })
            .collect(),
        notes: found
            .notes
            .iter()
            .map(|(heading, text)| Note { heading, text })
            .collect(),
    }
}

fn region<'a>(place: Place, sources: &'a Sources<'a>) -> Region<'a> {
    sources
        .locate(place)
        .map_or_else(Region::default, |at| Region {
            file: Some(at.path),
            line: Some(at.first.line),
            column: Some(at.first.column),
            end_line: Some(at.last.line),
            end_column: Some(at.last.column),
            start: Some(at.start),
            end: Some(at.end),
        })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json as value};

    use super::*;
    use crate::diag::Code;
    use crate::text::Span;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).expect("it is JSON")
    }

    #[test]
    fn a_finding_says_where_in_lines_and_in_bytes() {
        let mut files = Files::default();
        let file = files.add(
            "articles/talks.toml".into(),
            "é\ntext = \"een\ntwee\"\n".into(),
        );
        let found = Diagnostic::new(Code::E01, "these words are not in articles/talks.txt")
            .at(file, Span::new(11, 19))
            .help("write the words as printed")
            .about("quote.een");
        let expected = value!({
            "schema": "onrecord/check/1",
            "findings": [{
                "code": "E01", "name": "text-not-found", "severity": "error",
                "message": "these words are not in articles/talks.txt", "help": "write the words as printed",
                "file": "articles/talks.toml", "line": 2, "column": 9, "end_line": 3, "end_column": 5,
                "start": 11, "end": 19, "label": null, "record": "quote.een", "waived": null, "also": [], "notes": []
            }],
            "summary": {"errors": 1, "warnings": 0, "infos": 0, "waived": 0}
        });
        assert_eq!(read(&json(&[found], &files)), expected);
    }

    #[test]
    fn a_finding_without_a_place_has_null_for_it() {
        let report = read(&json(&[Diagnostic::new(Code::W21, "x")], &Files::default()));
        assert_eq!(report["findings"][0]["file"], Value::Null);
        assert_eq!(report["findings"][0]["line"], Value::Null);
    }
}
