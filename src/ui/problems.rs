//! What the checks found.
use super::ink::{Strip, labelled, strips};
use crate::{
    app::{State, Target},
    config::Role,
    diag::{Diagnostic, Severity},
    text::{Lines, columns},
};

/// The rows that show.
pub(super) fn rows(state: &State, at: usize, width: u16, height: u16) -> Vec<Strip> {
    let findings = &state.findings;
    if findings.is_empty() {
        let what = if state.waiting {
            " being looked for"
        } else {
            " nothing found"
        };
        return vec![Strip::new(Role::Dim, what)];
    }
    let mut open = vec![finding(&findings[at], at).focus(true)];
    open.extend(detail(state, &findings[at], width.into()));
    strips(findings.len(), at, &open, (height.into(), 0), |n| {
        finding(&findings[n], n)
    })
}

/// How many of each weight.
pub(super) fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| {
        findings
            .iter()
            .filter(|f| f.code.severity() == severity)
            .count()
    };
    let told = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Info), "note"),
    ];
    let told: Vec<String> = (told.iter().filter(|(n, _)| *n > 0))
        .map(|(n, what)| format!("{n} {what}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    told.join(", ")
}

const fn role(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Info => Role::Dim,
    }
}

fn finding(finding: &Diagnostic, n: usize) -> Strip {
    let weight = role(finding.code.severity());
    let strip = Strip::new(weight, format!(" {} ", finding.code.code()))
        .and(weight, format!("{} ", finding.code.name()))
        .and(Role::Text, finding.message.clone())
        .at(Target::Item(n));
    match &finding.record {
        Some(record) => strip.right(Role::Dim, format!(" {record}")),
        None => strip,
    }
}

/// Everything else a finding says.
fn detail(state: &State, finding: &Diagnostic, width: usize) -> Vec<Strip> {
    let record = finding.record.as_deref().map_or(0, columns) + 1;
    let row = columns(finding.code.name()) + columns(&finding.message) + record + 7;
    // What the row above has no room for.
    let most = if row > width { 4 } else { 0 };
    let mut rows = labelled("", Role::Text, &finding.message, (4, width, most));
    let mut add =
        |label: &str, text: &str| rows.extend(labelled(label, Role::Text, text, (4, width, 4)));
    if let Some(label) = &finding.label {
        add("here", label);
    }
    for (heading, text) in &finding.notes {
        add(heading, text);
    }
    if let Some(help) = &finding.help {
        add("help", help);
    }
    if let Some(reason) = &finding.waived {
        add("waived", reason);
    }
    if let Some(place) = finding.place {
        let files = &state.dossier.written().files;
        if files.iter().any(|(id, _)| id == place.file) {
            let file = files.get(place.file);
            let at = Lines::new(&file.text).place(place.span.start);
            add("at", &format!("{}:{}:{}", file.path, at.line, at.column));
        }
    }
    rows
}
