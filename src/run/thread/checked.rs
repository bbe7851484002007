//! The rules, their shares side by side.
use crate::{
    check::{SHARES, find, gather},
    diag::Diagnostic,
    model::Dossier,
};
use std::thread;

/// Records from which on a second thread is worth its beginning.
const MANY: usize = 100;

/// Every finding about `dossier`, as [`crate::check::check`] has them.
#[must_use]
pub fn checked(dossier: &Dossier) -> Vec<Diagnostic> {
    if dossier.records().len() < MANY {
        return crate::check::check(dossier);
    }
    let found = thread::scope(|scope| {
        let beside = |number| {
            let thread = thread::Builder::new().spawn_scoped(scope, move || find(dossier, number));
            (number, thread)
        };
        let others: Vec<_> = (1..SHARES).map(beside).collect();
        let mut found = vec![find(dossier, 0)];
        for (number, thread) in others {
            let others = thread.ok().and_then(|thread| thread.join().ok());
            // Where the system gives no thread this one does it.
            found.push(others.unwrap_or_else(|| find(dossier, number)));
        }
        found
    });
    gather(dossier, found)
}
