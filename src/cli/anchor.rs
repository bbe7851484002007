//! `onrecord anchor CASES.json`: selectors (W3C `TextQuoteSelector`) in, places out, in bulk.
use super::{
    answer::{Answer, Fault, Verdict},
    output,
};
use crate::{
    anchor::{Outcome, Pattern, Resolved, resolve},
    run::timed,
    store, text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

/// What may be said to `anchor`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The selectors and the texts to find them in, as JSON; `-` is standard input
    cases: PathBuf,
    /// Write the places to this file instead
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Prints or writes where each selector stands.
pub(super) fn answer(asked: &Arguments) -> Answer {
    let report = run(&text(&asked.cases)?)
        .map_err(|why| Fault(format!("{:?}: {why}", asked.cases.to_string_lossy())))?;
    match &asked.output {
        Some(path) if path != Path::new("-") => store::save(path, report.as_bytes())?,
        _ => output::say(&report)?,
    }
    Ok(Verdict::Clean)
}

/// What is written at `path`.
fn text(path: &Path) -> Result<String, Fault> {
    if path == Path::new("-") {
        return Ok(io::read_to_string(io::stdin().lock())?);
    }
    Ok(store::text(path)?)
}

/// A text and what to find in it.
#[derive(Deserialize)]
struct Case {
    text: String,
    selectors: Vec<Selector>,
}

#[derive(Deserialize)]
struct Selector {
    #[serde(default)]
    id: Value,
    exact: String,
    prefix: Option<String>,
    suffix: Option<String>,
    hint: Option<usize>,
}

/// A place, by UTF-8 bytes.
#[derive(Serialize)]
struct Place<'a> {
    id: &'a Value,
    start: usize,
    end: usize,
    score: f32,
    status: &'static str,
}

#[derive(Serialize)]
struct Report<T> {
    algo: &'static str,
    n: usize,
    cpu_ms: f64,
    results: T,
}

/// Resolves the selectors in `cases`: `{text, selectors: [{id, exact, prefix?, suffix?, hint?}]}` or a list of such. Answers
/// `{algo, n, cpu_ms, results}`, a result being `{id, start, end, score, status}` (UTF-8 bytes) or `null`: missing, ambiguous, unchecked.
///
/// # Errors
/// When `cases` is not such JSON, with the line and column.
fn run(cases: &str) -> Result<String, String> {
    let single = !cases.trim_start().starts_with('[');
    let read: Result<Vec<Case>, _> = if single {
        serde_json::from_str(cases).map(|case| vec![case])
    } else {
        serde_json::from_str(cases)
    };
    let all = read.map_err(|e| format!("the cases are not readable: {e}"))?;
    let mut spent = Duration::ZERO;
    let resolved: Vec<Vec<Resolved>> = all
        .iter()
        .map(|case| {
            let patterns: Vec<Pattern> = case.selectors.iter().map(pattern).collect();
            let (resolved, took) = timed(|| resolve(&case.text, &patterns));
            spent += took;
            resolved
        })
        .collect();
    let n = resolved.iter().map(Vec::len).sum();
    let mut results: Vec<Vec<Option<Place<'_>>>> = all
        .iter()
        .zip(&resolved)
        .map(|(case, resolved)| case.selectors.iter().zip(resolved).map(place).collect())
        .collect();
    let cpu_ms = spent.as_secs_f64() * 1e3;
    let algo = "onrecord";
    Ok(if single {
        text::json_line(&Report {
            algo,
            n,
            cpu_ms,
            results: results.pop().unwrap_or_default(),
        })
    } else {
        text::json_line(&Report {
            algo,
            n,
            cpu_ms,
            results,
        })
    })
}

fn pattern(selector: &Selector) -> Pattern {
    Pattern {
        parts: vec![selector.exact.clone()],
        before: selector.prefix.clone(),
        after: selector.suffix.clone(),
        hint: selector.hint,
    }
}

fn place<'a>((selector, resolved): (&'a Selector, &Resolved)) -> Option<Place<'a>> {
    let (span, status) = match &resolved.outcome {
        Outcome::Exact(passage) => (passage.span, "exact"),
        Outcome::Folded(passage) => (passage.span, "folded"),
        Outcome::Altered(nearby) => (nearby.span, "altered"),
        Outcome::Ambiguous(_) | Outcome::Missing(_) | Outcome::Unchecked(_) => return None,
    };
    Some(Place {
        id: &selector.id,
        start: span.start,
        end: span.end,
        score: resolved.score,
        status,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(cases: &str) -> Value {
        let report: Value = serde_json::from_str(&run(cases).expect("readable")).expect("JSON");
        report["results"].clone()
    }

    #[test]
    fn places_are_counted_in_bytes() {
        let cases = r#"{"text": "Über “das” Haus", "selectors": [{"id": "a", "exact": "\"das\" Haus"}, {"id": 7, "exact": "Garten"}]}"#;
        let found = results(cases);
        assert_eq!(
            (&found[0]["start"], &found[0]["end"], &found[0]["status"]),
            (&6.into(), &20.into(), &"folded".into())
        );
        assert_eq!(found[1], Value::Null);
    }

    #[test]
    fn a_list_is_answered_with_a_list() {
        assert_eq!(
            results(r#"[{"text": "a b", "selectors": []}]"#),
            serde_json::json!([[]])
        );
        assert!(run("{}").is_err());
    }
}
