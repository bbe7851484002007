//! Dossiers that state their own findings: `party = "nroth" #~ E06`.
use super::check;
use crate::{
    diag::{Diagnostic, FileId},
    model::Dossier,
    store,
};

/// The codebook of every fixture; what is found in it is not compared.
const CODEBOOK: &str = r#"
[party.north]
name = "The North"
[party.south]
name = "The South"
[source.mayor]
name = "Ada Holm"
party = "north"
[source.envoy]
name = "Jon Verhoeven"
party = "south"
[source.analyst]
name = "Mia Lund"
[source.officials]
name = "Officials of the North"
kind = "group"
party = "north"
[issue.border]
name = "The border"
[issue.trade]
name = "Trade"
"#;

/// A second article with one quote, so that no fixture is a dossier of one article.
const OTHER: &str = r#"
[article]
file = "other.txt"
unknown = ["title", "author", "publisher", "date", "url"]
[quote.elsewhere]
source = "envoy"
text = "nothing has been decided"
"#;

const ARTICLE: &str =
    "file = \"a.txt\"\nunknown = [\"title\", \"author\", \"publisher\", \"date\", \"url\"]\n";

/// Reads `records` as `a.toml` beside the article `text`; `[article]` is put in front where they have none, and its fields where
/// they do not say `file`. Gives what is found, and the TOML as read.
pub(super) fn findings(text: &str, records: &str) -> (Vec<Diagnostic>, Dossier) {
    let toml = match records.split_once("[article]") {
        _ if records.contains("\"a.txt\"") => records.to_owned(),
        Some((before, rest)) => {
            let (header, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            format!("{before}[article]{header}\n{ARTICLE}{rest}")
        }
        None => format!("[article]\n{ARTICLE}{records}"),
    };
    // The store takes files that are compiled in; a test may leak its own.
    let leaked = |text: &str| -> &'static str { text.to_owned().leak() };
    let files = vec![
        ("a.toml", leaked(&toml)),
        ("a.txt", leaked(text)),
        ("codebook.toml", CODEBOOK),
        ("other.toml", OTHER),
        ("other.txt", "At night, nothing has been decided."),
    ];
    let dossier = Dossier::new(store::from_files("fixture", files.leak())).anchored();
    (check(&dossier), dossier)
}

/// Checks `records` beside `text` and compares the codes found on each line with those it states; what is found elsewhere than
/// in `a.toml` does not count, waived findings do not either.
#[track_caller]
pub(super) fn expect(text: &str, records: &str) -> Vec<Diagnostic> {
    let (found, dossier) = findings(text, records);
    let file = dossier.written().files.get(FileId(0));
    assert_eq!(file.path, "a.toml");
    let mut lines: Vec<(String, Vec<&str>)> = file
        .text
        .lines()
        .map(|line| {
            (
                line.split("#~").next().unwrap_or("").trim().to_owned(),
                Vec::new(),
            )
        })
        .collect();
    let mut seen = Vec::new();
    for finding in found.into_iter().filter(|f| f.waived.is_none()) {
        let Some(place) = finding.place.filter(|place| place.file == FileId(0)) else {
            continue;
        };
        let line = file.text[..place.span.start].matches('\n').count();
        lines[line].1.push(finding.code.code());
        seen.push(finding);
    }
    let found: String = lines
        .into_iter()
        .map(|(line, codes)| stated(&line, &codes))
        .collect();
    let wanted: String = file
        .text
        .lines()
        .map(|line| {
            let (line, codes) = line.split_once("#~").unwrap_or((line, ""));
            stated(line.trim(), &codes.split_whitespace().collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(found, wanted, "{seen:#?}");
    seen
}

fn stated(line: &str, codes: &[&str]) -> String {
    match codes {
        [] => format!("{line}\n"),
        codes => format!("{line} #~ {}\n", codes.join(" ")),
    }
}
