//! A report as SARIF 2.1.0, for code scanning and editors.
use super::{
    super::{
        finding::{Fault, Finding, Found, Report},
        read::Draft,
    },
    words,
};
use crate::{
    model::Dossier,
    text::{self, Lines},
};
use serde_json::{Value, json};
use std::fmt::Write;

/// The report's faults as SARIF; what stands in order is no result.
#[must_use]
pub fn sarif(report: &Report, dossiers: &[Dossier]) -> String {
    let rules: Vec<Value> = (Fault::ALL.iter())
        .map(|&fault| {
            json!({
                "id": fault.name(),
                "shortDescription": { "text": words::title(fault) },
                "defaultConfiguration": { "level": level(fault) },
            })
        })
        .collect();
    let lines: Vec<Lines<'_>> = report.drafts.iter().map(Draft::lines).collect();
    let results: Vec<Value> = (report.findings.iter())
        .flat_map(|finding| {
            finding
                .faults()
                .into_iter()
                .map(move |fault| (finding, fault))
        })
        .map(|(finding, fault)| result(report, &lines, dossiers, finding, fault))
        .collect();
    let sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "onrecord",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    text::json(&sarif)
}

fn level(fault: Fault) -> &'static str {
    if words::is_error(fault) {
        "error"
    } else {
        "warning"
    }
}

fn result(
    report: &Report,
    lines: &[Lines<'_>],
    dossiers: &[Dossier],
    finding: &Finding,
    fault: Fault,
) -> Value {
    let draft = &report.drafts[finding.quotation.draft];
    let place = draft.place(
        &lines[finding.quotation.draft],
        finding.quotation.source(draft),
    );
    let mut message = words::title(fault).to_owned();
    if let Some(help) = words::help(finding, fault) {
        let _ = write!(message, "; {help}");
    }
    let places = finding.found.iter().chain(&finding.also);
    let related: Vec<Value> = places.map(|&found| related(dossiers, found)).collect();
    json!({
        "ruleId": fault.name(),
        "level": level(fault),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&draft.file) },
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
                "snippet": { "text": finding.quotation.text(draft) },
            },
        } }],
        "relatedLocations": related,
    })
}

fn related(dossiers: &[Dossier], found: Found) -> Value {
    let article = &dossiers[found.dossier].articles()[found.article];
    let words = found.span.of(&article.text);
    json!({
        "message": { "text": format!("¶{}", found.paragraph) },
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&article.file) },
            "region": { "snippet": { "text": words } },
        },
    })
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
