//! The article differs from the edition that the lock remembers (E12).
use super::super::context::{Context, about_article};
use crate::{
    diag::{Code, Diagnostic},
    drift::{Drift, Fate, Lock, drift},
    model::Article,
};

/// E12: an article whose bytes are not those of the lock, with what became of its anchors. A lock that cannot be read is
/// told and otherwise left out: it is generated, and never a reason to stop.
pub(in crate::check) fn changed(context: &Context<'_>) -> Vec<Diagnostic> {
    let lock = match Lock::kept(context.dossier) {
        Ok(lock) => lock,
        Err(why) => return why.iter().map(|why| damaged(why)).collect(),
    };
    let changed: Vec<&Article> = (context.dossier.articles().iter())
        .filter(|article| article.readable && lock.differs(article))
        .collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let drifts = drift(context.dossier, &lock);
    (changed.into_iter())
        .map(|article| told(article, &drifts))
        .collect()
}

fn damaged(why: &str) -> Diagnostic {
    Diagnostic::new(Code::I30, format!("`dossier.lock` is not used: {why}"))
        .warning()
        .help("delete it and write one with `onrecord lock`")
}

fn told(article: &Article, drifts: &[Drift]) -> Diagnostic {
    let of = |fate| (drifts.iter()).filter(move |d| d.article == article.id && d.fate == fate);
    let counts = Fate::ALL.map(|fate| format!("{} {}", of(fate).count(), fate.word()));
    let message = format!(
        "`{}` has changed since it was locked: {}",
        article.file,
        counts.join(", ")
    );
    let mut found = about_article(Code::E12, article, message).help(
        "look at each change with `onrecord drift`, then accept the article with `onrecord lock`",
    );
    for fate in Fate::ALL.into_iter().filter(|fate| *fate != Fate::Held) {
        // Words that left the company of others may have been edited where they stood.
        let (apart, along): (Vec<&Drift>, Vec<&Drift>) = of(fate).partition(|d| d.past_others);
        for (heading, drifts) in [(fate.word(), along), ("moved past others", apart)] {
            let records: Vec<&str> = drifts.iter().map(|drift| drift.record.as_str()).collect();
            if !records.is_empty() {
                found = found.note(heading, records.join(", "));
            }
        }
    }
    let others = drifts
        .iter()
        .filter(|drift| drift.article == article.id && drift.is_given_otherwise());
    let records: Vec<&str> = others.map(|drift| drift.record.as_str()).collect();
    if !records.is_empty() {
        found = found.note("given otherwise", records.join(", "));
    }
    found
}
