//! What changed since the lock was written, what rests on it, and accepting it.
use super::{
    fate::{Drift, Fate},
    lock::{Held, Lock},
    search::drift,
};
use crate::{
    anchor::{Passage, Piece},
    model::{Dossier, RecordId},
};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// A record that rests on a changed anchor, and so may have to change too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The record.
    pub record: RecordId,
    /// Ids of the changed records it rests on.
    pub rests_on: Vec<String>,
}

/// What changed since the lock was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The lock; absent where there is none, or a damaged one.
    pub lock: Option<Lock>,
    /// Why the lock that is there is not used.
    pub unused: Option<String>,
    /// Whether an article is another edition than it remembers.
    pub edited: bool,
    /// Anchors that are not where it remembers them, worst first.
    pub drifts: Vec<Drift>,
    /// What rests on the ones whose words changed.
    pub impacts: Vec<Impact>,
}

impl Changes {
    /// How many of each fate: `1 moved, 2 altered, 1 given otherwise`, of which that matter.
    #[must_use]
    pub fn count(&self) -> String {
        let (others, plain): (Vec<&Drift>, Vec<&Drift>) =
            (self.drifts.iter()).partition(|drift| drift.is_given_otherwise());
        let count = |fate| plain.iter().filter(|drift| drift.fate == fate).count();
        let fates = Fate::ALL.map(|fate| (count(fate), fate.word()));
        let all = fates.into_iter().chain([(others.len(), "given otherwise")]);
        let told = all.filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        told.join(", ")
    }
}

/// What changed in `dossier` since its lock was written.
#[must_use]
pub fn changes(dossier: &Dossier) -> Changes {
    let lock = match Lock::kept(dossier) {
        Ok(lock) => lock,
        Err(unused) => {
            return Changes {
                unused,
                ..Changes::default()
            };
        }
    };
    let mut drifts = drift(dossier, &lock);
    drifts.retain(|drift| !drift.is_settled());
    drifts.sort_by_key(|drift| {
        let others = drift.is_given_otherwise();
        Reverse((drift.fate >= Fate::Altered, others, drift.fate))
    });
    Changes {
        impacts: impact(dossier, &drifts),
        drifts,
        edited: dossier
            .articles()
            .iter()
            .any(|article| article.readable && lock.differs(article)),
        lock: Some(lock),
        unused: None,
    }
}

/// `lock` with the records called `accepted` where they stand now; one that is altered is remembered with its new
/// words. An article in which everything is held again is remembered as it is now.
#[must_use]
pub fn accept(lock: &Lock, dossier: &Dossier, drifts: &[Drift], accepted: &[&str]) -> Lock {
    let mut lock = lock.clone();
    for drift in drifts
        .iter()
        .filter(|d| accepted.contains(&d.record.as_str()))
    {
        if let Some(held) = now(dossier, drift) {
            lock.anchor.insert(drift.record.clone(), held);
        }
    }
    let still = drift(dossier, &lock);
    for article in dossier.articles().iter().filter(|a| a.readable) {
        let settled = |drift: &Drift| drift.article != article.id || drift.is_settled();
        if still.iter().all(settled) {
            lock.remember(article);
        }
    }
    lock
}

/// Where a drifted anchor stands now.
fn now(dossier: &Dossier, drift: &Drift) -> Option<Held> {
    let number = (dossier.articles().iter()).position(|a| a.id == drift.article)?;
    let (article, marks) = (&dossier.articles()[number], dossier.marks(number));
    let span = drift.span?;
    let own = dossier
        .find(&drift.record)
        .and_then(|id| dossier.passage(id));
    match own.filter(|passage| passage.span == span) {
        Some(passage) => Held::at(article, marks, passage),
        None => Held::at(
            article,
            marks,
            &Passage {
                span,
                pieces: vec![Piece::Words(span)],
            },
        ),
    }
}

/// Everything that rests, directly or through other records, on an anchor that was altered, is ambiguous or gone, or beside which something
/// that matters changed.
#[must_use]
pub fn impact(dossier: &Dossier, drifts: &[Drift]) -> Vec<Impact> {
    let mut touched: FxHashSet<&str> = (drifts.iter())
        .filter(|drift| drift.fate >= Fate::Altered || drift.is_given_otherwise())
        .map(|drift| drift.record.as_str())
        .collect();
    let mut out: Vec<Impact> = Vec::new();
    let mut named: FxHashSet<RecordId> = FxHashSet::default();
    loop {
        let before = out.len();
        for (id, record) in dossier.records() {
            if named.contains(&id) {
                continue;
            }
            let mut rests_on: Vec<String> = (record.rests_on().into_iter())
                .filter(|other| touched.contains(other.id.as_str()) && other.id != record.id)
                .map(|other| other.id.clone())
                .collect();
            rests_on.dedup();
            if !rests_on.is_empty() {
                touched.insert(&record.id);
                named.insert(id);
                out.push(Impact {
                    record: id,
                    rests_on,
                });
            }
        }
        if out.len() == before {
            return out;
        }
    }
}
