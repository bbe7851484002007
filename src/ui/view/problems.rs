//! What the checks found.
use crate::ui::{
    draw::{
        page::{self, Line},
        strip::{LABEL, Strip, labelled, labelled_in, remark},
    },
    hints,
};
use crate::{
    app::{State, Target, shown},
    command::Command,
    config::{Keymap, Role, Table},
    diag::{Code, Diagnostic, Severity},
    text::{Lines, columns, counted},
};
use std::borrow::Cow;

/// The rows that show: the heaviest first, under the name of their weight.
pub(in crate::ui) fn rows(
    state: &State,
    keymap: &Keymap,
    (at, only): (usize, Option<Code>),
    (width, height): (usize, usize),
) -> Vec<Strip> {
    let findings = &state.findings;
    let found = shown(findings, only);
    let Some(chosen) = found.get(at).map(|n| &findings[*n]) else {
        let what = if state.is_checked() {
            "nothing found: every rule is kept"
        } else {
            "being looked for"
        };
        return remark(what, width, 4);
    };
    let mut lines = Vec::new();
    let mut last = None;
    for (n, number) in found.iter().enumerate() {
        let weight = findings[*number].severity;
        if last != Some(weight) {
            let of = found.iter().filter(|n| findings[**n].severity == weight);
            lines.push(page::head(format!(
                " {}",
                counted(of.count(), name(weight))
            )));
            last = Some(weight);
        }
        lines.push(Line::Item(n));
    }
    let open = detail(state, keymap, chosen, width);
    page::rows(&lines, at, open, height, |n| {
        finding(&findings[found[n]], n)
    })
}

const fn name(weight: Severity) -> &'static str {
    match weight {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// How many of each weight.
pub(in crate::ui) fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let told: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|weight| (of(weight), name(weight)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
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
    let weight = role(finding.severity);
    // A waived finding weighs nothing any more.
    let weight = if finding.waived.is_some() {
        Role::Dim
    } else {
        weight
    };
    let strip = Strip::new(weight, format!("  {} ", finding.code.code()))
        .and(weight, format!("{} ", finding.code.name()))
        .and(Role::Text, finding.message.clone())
        .at(Target::Item(n));
    match &finding.record {
        Some(record) => strip.right(Role::Dim, format!(" {record}")),
        None => strip,
    }
}

/// Everything else a finding says.
fn detail(state: &State, keymap: &Keymap, finding: &Diagnostic, width: usize) -> Vec<Strip> {
    let record = finding.record.as_deref().map_or(0, columns) + 1;
    let row = columns(finding.code.name()) + columns(&finding.message) + record + 8;
    // What the row above has no room for.
    let most = if row > width { 4 } else { 0 };
    let mut rows = labelled("", Role::Text, &finding.message, (4, width, most));
    let told = more(state, keymap, finding);
    let wide = told.iter().map(|(label, _)| columns(label) + 1).max();
    let wide = wide.unwrap_or(0).max(LABEL);
    for (label, text) in &told {
        rows.extend(labelled_in(wide, label, Role::Text, text, (4, width, 4)));
    }
    rows
}

/// What a finding says beside its message, each under its label.
fn more<'f>(
    state: &State,
    keymap: &Keymap,
    finding: &'f Diagnostic,
) -> Vec<(&'f str, Cow<'f, str>)> {
    let place = finding.place.and_then(|place| {
        let files = &state.dossier.written().files;
        files.iter().find(|(id, _)| *id == place.file)?;
        let file = files.get(place.file);
        let at = Lines::new(&file.text).place(place.span.start);
        Some(format!("{}:{}:{}", file.path, at.line, at.column))
    });
    let said = |label, text: &'f Option<_>| Some((label, Cow::Borrowed(text.as_deref()?)));
    let here = said("here", &finding.label);
    let notes =
        (finding.notes.iter()).map(|(heading, text)| (*heading, Cow::Borrowed(text.as_ref())));
    let help = match finding.code {
        Code::E12 => Some(("help", Cow::Owned(of_changes(state, keymap)))),
        _ => said("help", &finding.help),
    };
    let waived = said("waived", &finding.waived);
    let at = place.map(|place| ("at", Cow::Owned(place)));
    let behind = [help, waived, at].into_iter().flatten();
    here.into_iter().chain(notes).chain(behind).collect()
}

/// What to do in the reader about an article that changed since it was locked.
fn of_changes(state: &State, keymap: &Keymap) -> String {
    let look = hints::key(keymap, state.mode.table(), Command::Changes);
    let there = |command| hints::key(keymap, Table::Changes, command);
    let (one, all) = (there(Command::Accept), there(Command::AcceptAll));
    format!(
        "look at each change with {look}; there {one} accepts one, {all} all that held or moved"
    )
}
