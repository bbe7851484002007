//! Each anchor of the lock looked for again in the article as it is now.
use super::{
    fate::{Drift, Fate, Side},
    lock::{Held, Lock},
    order::mark_past_others,
    settle::{Settled, settle},
};
use crate::{
    anchor::{Outcome, Quotation, find_all},
    model::{Article, Dossier, Marks, Record, RecordId},
};

/// Anchors of the lock, by their records.
pub(super) type Anchors<'a> = [(&'a String, &'a Held)];

/// Every anchor of `lock` in the articles of `dossier` as they are now, article by article in the lock's order, with where else the words
/// of some stand. Articles whose bytes are those of the lock are not searched where everything in them stands. Of an article that
/// cannot be read, or is in the dossier no more, nobody knows.
#[must_use]
pub fn drift(dossier: &Dossier, lock: &Lock) -> Vec<Drift> {
    let mut drifts = each(dossier, lock);
    keep_together(dossier, &mut drifts);
    tell_cues(dossier, &mut drifts);
    drifts
}

/// The anchors of each article that changed, looked for in it, and what is to be said of the others.
fn each(dossier: &Dossier, lock: &Lock) -> Vec<Drift> {
    let mut out = Vec::new();
    let known = |(id, _): &(&String, &Held)| dossier.find(id).is_some();
    let mut anchors: Vec<(&String, &Held)> = lock.anchor.iter().filter(known).collect();
    for article in dossier.articles() {
        let own: Vec<(&String, &Held)> = anchors
            .extract_if(.., |(_, held)| held.article == article.id)
            .collect();
        // What was altered or gone when the article was accepted stands no more, though its bytes are those of the lock.
        let stands = |&(_, held): &(&String, &Held)| held.stands(article);
        if article.readable && (lock.differs(article) || !own.iter().all(stands)) {
            out.extend(search(article, &own));
        } else {
            let held = |(id, held): (&String, &Held)| {
                let drift = Drift::held(id, held);
                if article.readable {
                    drift
                } else {
                    drift.unknown("the article could not be read")
                }
            };
            out.extend(own.into_iter().map(held));
        }
    }
    let lost = |(id, held): (&String, &Held)| {
        Drift::held(id, held).unknown("its article is in the dossier no more")
    };
    out.extend(anchors.into_iter().map(lost));
    out
}

/// The records of `dossier` whose words stand in the edition `old`, looked for in the edition `new`. No lock is needed.
#[must_use]
pub fn between(dossier: &Dossier, old: &Article, new: &Article) -> Vec<Drift> {
    let records: Vec<RecordId> = dossier.text_order().to_vec();
    let marks = Marks::of(&old.text, &old.spans());
    let quotations: Vec<&Record> = records.iter().map(|&id| dossier.record(id)).collect();
    let outcomes = find_all(&old.text, &old.spans(), &quotations);
    let anchors: Vec<(&String, Held)> = (records.into_iter().zip(&outcomes))
        .filter_map(|(id, outcome)| match outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => {
                Some((&dossier.record(id).id, Held::at(old, &marks, passage)?))
            }
            _ => None,
        })
        .collect();
    let anchors: Vec<(&String, &Held)> = anchors.iter().map(|(id, held)| (*id, held)).collect();
    let mut drifts = search(new, &anchors);
    keep_together(dossier, &mut drifts);
    tell_cues(dossier, &mut drifts);
    drifts
}

fn search(article: &Article, anchors: &Anchors<'_>) -> Vec<Drift> {
    let side = |place| Side::of(article, place);
    let marks = Marks::of(&article.text, &article.spans());
    let told = |(&(id, held), settled): (&(&String, &Held), Settled)| Drift {
        twin: settled.elsewhere.map(side),
        ..Drift::of((id, held), &settled.outcome, (article, &marks))
    };
    let settled = settle(article, anchors);
    let mut drifts: Vec<Drift> = anchors.iter().zip(settled).map(told).collect();
    mark_past_others(&mut drifts);
    for drift in &mut drifts {
        if drift.fate != Fate::Altered && !drift.past_others {
            drift.twin = None;
        }
    }
    drifts
}

/// Words of one quotation that stand in several paragraphs are no longer its words in order, unless it is a list.
fn keep_together(dossier: &Dossier, drifts: &mut [Drift]) {
    for drift in drifts.iter_mut().filter(|d| d.fate <= Fate::Moved) {
        let record = dossier.find(&drift.record).map(|id| dossier.record(id));
        if record.is_some_and(|record| record.parts().len() > 1) {
            drift.places.clear();
        } else if !drift.places.is_empty() {
            drift.fate = Fate::Altered;
            drift.span = None;
        }
    }
}

/// Marks what changed beside words where the words by which their record says that somebody said them are among it.
fn tell_cues(dossier: &Dossier, drifts: &mut [Drift]) {
    for drift in drifts.iter_mut().filter(|drift| !drift.beside.is_empty()) {
        let record = dossier.find(&drift.record).map(|id| dossier.record(id));
        let Some(quote) = record.and_then(Record::quote) else {
            continue;
        };
        for beside in &mut drift.beside {
            beside.cue = quote
                .cue
                .iter()
                .any(|cue| beside.lost(cue, &drift.old.text));
        }
    }
}
