//! What became of each anchor, for people and for scripts.
use super::fate::{Drift, Edit, Fate, Impact};
use crate::{anchor::change::Kind, model::Dossier};
use serde_json::{Value, json};
use std::fmt::Write;

/// The report as people read it: what changed first, both texts, what rests on it, and a closing count.
/// Not yet safe to print: see `text::safe`.
#[must_use]
pub fn human(dossier: &Dossier, drifts: &[Drift], impacts: &[Impact]) -> String {
    let mut out = String::new();
    for fate in Fate::ALL.into_iter().rev().filter(|f| *f != Fate::Held) {
        for drift in drifts.iter().filter(|drift| drift.fate == fate) {
            one(&mut out, drift);
        }
    }
    if !impacts.is_empty() {
        out += "These rest on words that changed, and may have to change too:\n";
        for impact in impacts {
            let record = dossier.record(impact.record).path();
            let _ = writeln!(out, "  {record}  rests on {}", impact.rests_on.join(", "));
        }
        out.push('\n');
    }
    let count = |fate| drifts.iter().filter(|drift| drift.fate == fate).count();
    let counts = Fate::ALL.map(|fate| format!("{} {}", count(fate), fate.word()));
    let _ = writeln!(out, "{}", counts.join(", "));
    out
}

fn one(out: &mut String, drift: &Drift) {
    let word = drift.fate.word();
    let _ = write!(
        out,
        "{word}: {}  {} ¶{}",
        drift.record, drift.article, drift.old.paragraph
    );
    if let Some(new) = drift
        .new
        .as_ref()
        .filter(|new| new.paragraph != drift.old.paragraph)
    {
        let _ = write!(out, " -> ¶{}", new.paragraph);
    }
    out.push('\n');
    match drift.fate {
        Fate::Held | Fate::Moved => {}
        Fate::Altered => {
            let _ = writeln!(out, "  was  {}", marked(&drift.diff, false));
            let _ = writeln!(out, "  now  {}", marked(&drift.diff, true));
            if !drift.critical.is_empty() {
                let words: Vec<&str> = drift.critical.iter().map(|c| c.word()).collect();
                let _ = writeln!(out, "  critical: {}", words.join(", "));
            }
        }
        Fate::Ambiguous => {
            let places: Vec<String> = drift.places.iter().map(|n| format!("¶{n}")).collect();
            let _ = writeln!(out, "  was  {}", drift.old.text);
            let _ = writeln!(out, "  now in {}", places.join(", "));
        }
        Fate::Gone => {
            let _ = writeln!(out, "  was  {}", drift.old.text);
        }
    }
    out.push('\n');
}

/// One side of a diff in one line, the words that differ in brackets.
#[must_use]
pub fn marked(diff: &[Edit], new: bool) -> String {
    let words: Vec<String> = (diff.iter())
        .filter_map(|edit| {
            let words = if new { &edit.new } else { &edit.old };
            match (edit.kind, words.is_empty()) {
                (_, true) => None,
                (Kind::Equal, false) => Some(words.clone()),
                (_, false) => Some(format!("[{words}]")),
            }
        })
        .collect();
    words.join(" ")
}

fn edit(edit: &Edit) -> Value {
    json!({ "kind": edit.kind.word(), "draft": edit.old, "article": edit.new })
}

/// The report of schema `onrecord/drift/1`.
#[must_use]
pub fn json(dossier: &Dossier, drifts: &[Drift], impacts: &[Impact]) -> Value {
    let side = |paragraph: usize, text: &str| json!({ "paragraph": paragraph, "text": text });
    let anchors: Vec<Value> = (drifts.iter())
        .map(|drift| {
            let path = dossier
                .find(&drift.record)
                .map_or_else(|| drift.record.clone(), |id| dossier.record(id).path());
            json!({
                "record": path,
                "article": drift.article,
                "outcome": drift.fate.word(),
                "old": side(drift.old.paragraph, &drift.old.text),
                "new": drift.new.as_ref().map(|new| side(new.paragraph, &new.text)),
                "places": drift.places,
                "diff": drift.diff.iter().map(edit).collect::<Vec<_>>(),
                "critical": drift.critical.iter().map(|c| c.word()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let impact: Vec<Value> = (impacts.iter())
        .map(|impact| json!({ "record": dossier.record(impact.record).path(), "rests_on": impact.rests_on }))
        .collect();
    let count = |fate| drifts.iter().filter(|drift| drift.fate == fate).count();
    let summary: serde_json::Map<String, Value> = (Fate::ALL.into_iter())
        .map(|fate| (fate.word().to_owned(), json!(count(fate))))
        .collect();
    json!({ "schema": "onrecord/drift/1", "anchors": anchors, "impact": impact, "summary": summary })
}
