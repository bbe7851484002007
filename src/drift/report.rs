//! What became of each anchor, for people and for scripts.
use super::{
    beside::Beside,
    changes::Impact,
    fate::{Drift, Edit, Fate},
    order::moved,
};
use crate::model::Dossier;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write};

/// The report as people read it: what changed first, both texts, what rests on it, and a closing count.
/// Not yet safe to print: see `text::safe`.
#[must_use]
pub fn human(dossier: &Dossier, drifts: &[Drift], impacts: &[Impact]) -> String {
    let mut out = String::new();
    let (apart, along): (Vec<&Drift>, Vec<&Drift>) = moved(drifts);
    for fate in [Fate::Gone, Fate::Ambiguous, Fate::Altered] {
        for drift in drifts.iter().filter(|drift| drift.fate == fate) {
            one(&mut out, drift);
        }
    }
    for drift in apart {
        one(&mut out, drift);
    }
    if !along.is_empty() {
        out += "in paragraphs of other numbers, in the same order:\n";
        let step = |drift: &Drift| {
            let new = drift.new.as_ref().map_or(0, |new| new.paragraph);
            (drift.article.clone(), drift.old.paragraph, new)
        };
        for group in along.chunk_by(|a, b| step(a) == step(b)) {
            let records: Vec<&str> = group.iter().map(|drift| drift.record.as_str()).collect();
            let (article, old, new) = step(group[0]);
            let _ = writeln!(out, "  {article} ¶{old} -> ¶{new}  {}", records.join(", "));
        }
        out.push('\n');
    }
    given_otherwise(&mut out, drifts);
    if !impacts.is_empty() {
        out += "These rest on words that changed, or are given otherwise, and may have to change too:\n";
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

/// What changed beside words that stand as they were, and of the quotation marks they stand in.
fn given_otherwise(out: &mut String, drifts: &[Drift]) {
    let standing = || drifts.iter().filter(|drift| drift.fate <= Fate::Moved);
    let beside = standing().flat_map(|drift| drift.beside.iter().map(move |b| (drift, b.line())));
    let forms = standing().filter_map(|drift| Some((drift, drift.form_line()?)));
    let mut told: BTreeMap<(&str, usize, String), Vec<&str>> = BTreeMap::new();
    for (drift, line) in beside.chain(forms) {
        let paragraph = drift.new.as_ref().map_or(0, |new| new.paragraph);
        let line = (drift.article.as_str(), paragraph, line);
        told.entry(line).or_default().push(&drift.record);
    }
    if told.is_empty() {
        return;
    }
    out.push_str("the same words, given otherwise in their sentence:\n");
    for ((article, paragraph, line), records) in told {
        let _ = writeln!(
            out,
            "  {article} ¶{paragraph}  {}  {line}",
            records.join(", ")
        );
    }
    out.push('\n');
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
    both_texts(out, drift);
    out.push('\n');
}

/// The words as they were and as they are, and what else is known of where they are.
fn both_texts(out: &mut String, drift: &Drift) {
    match (&drift.compared, &drift.new) {
        (Some(compared), _) => {
            let _ = writeln!(out, "  was  {}", compared.written);
            let _ = writeln!(out, "  now  {}", compared.printed);
            let beside = drift.beside.iter().map(Beside::line);
            for line in drift.form_line().into_iter().chain(beside) {
                let _ = writeln!(out, "  {line}");
            }
            if !drift.critical.is_empty() {
                let words: Vec<&str> = drift.critical.iter().map(|c| c.word()).collect();
                let _ = writeln!(out, "  critical: {}", words.join(", "));
            }
            elsewhere(out, drift, "the words as they were");
        }
        (None, Some(new)) => {
            let _ = writeln!(out, "  words  {}", one_line(&new.text));
            if !drift.places.is_empty() {
                let _ = writeln!(
                    out,
                    "  in several paragraphs now: {}",
                    numbers(&drift.places)
                );
            }
            elsewhere(out, drift, "nearly the same words");
        }
        (None, None) => {
            let _ = writeln!(out, "  was  {}", one_line(&drift.old.text));
            if let Some(why) = drift.unknown {
                let _ = writeln!(out, "  nobody knows where it is now: {why}");
            } else if !drift.places.is_empty() {
                let _ = writeln!(out, "  now in {}", numbers(&drift.places));
            }
        }
    }
}

/// Where else words stand that may be the ones that were quoted.
fn elsewhere(out: &mut String, drift: &Drift, what: &str) {
    if let Some(twin) = &drift.twin {
        let (paragraph, words) = (twin.paragraph, one_line(&twin.text));
        let _ = writeln!(out, "  {what} stand in ¶{paragraph}: {words}");
    }
}

fn numbers(places: &[usize]) -> String {
    let places: Vec<String> = places.iter().map(|n| format!("¶{n}")).collect();
    places.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn edit(edit: &Edit) -> Value {
    json!({ "kind": edit.kind.word(), "draft": edit.old, "article": edit.new })
}

fn flank(beside: &Beside) -> Value {
    json!({
        "side": beside.flank.word(),
        "old": beside.old,
        "new": beside.new,
        "critical": beside.critical.iter().map(|c| c.word()).collect::<Vec<_>>(),
        "cue": beside.cue,
    })
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
                "twin": drift.twin.as_ref().map(|twin| side(twin.paragraph, &twin.text)),
                "places": drift.places,
                "unknown": drift.unknown,
                "form": drift.form.map(|[was, now]| json!({ "old": was.word(), "new": now.word() })),
                "beside": drift.beside.iter().map(flank).collect::<Vec<_>>(),
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
