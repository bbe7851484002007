//! Any TOML, article and lock: read, checked and printed; what is anchored is a stretch of its article.
use super::harmless::{assert_harmless, assert_json};
use onrecord::{
    anchor::Outcome,
    check,
    diag::print,
    drift,
    model::{Dossier, Written},
    store::reread,
    text::{for_stream, json},
};

/// What parts the TOML, the article and the lock in an input.
const APART: &str = "\n---\n";

/// `input` is a file of a dossier, the article it is about, and a lock, apart by lines of three hyphens.
pub(crate) fn dossier(input: &str) {
    let mut parts = input.splitn(3, APART);
    let mut part = |name: &str| {
        let text = parts.next().unwrap_or_default().to_owned();
        (name.to_owned(), text)
    };
    let mut files = vec![part("a.toml"), part("a.txt"), part("dossier.lock")];
    if !files[0].1.contains("[article]") {
        files[0].1.push_str("\n[article]\nfile = 'a.txt'\n");
    }
    files.retain(|(_, text)| !text.is_empty());
    let dossier = Dossier::new(reread(&Written::default(), &files)).anchored();
    for (id, _) in dossier.records() {
        let (Some(anchor), Some(article)) = (dossier.anchor(id), dossier.article_of(id)) else {
            continue;
        };
        if let Outcome::Exact(passage) | Outcome::Folded(passage) = &anchor.outcome {
            assert!(
                article
                    .text
                    .get(passage.span.start..passage.span.end)
                    .is_some()
            );
        }
    }
    let findings = check::check(&dossier);
    let files = &dossier.written().files;
    assert_harmless(&print::human(&findings, files, false));
    assert_harmless(&print::short(&findings, files));
    assert_json(&print::json(&findings, files));
    assert_json(&print::sarif(&findings, files));
    let changes = drift::changes(&dossier);
    assert_harmless(&for_stream(&drift::human(
        &dossier,
        &changes.drifts,
        &changes.impacts,
    )));
    assert_json(&json(&drift::json(
        &dossier,
        &changes.drifts,
        &changes.impacts,
    )));
}
