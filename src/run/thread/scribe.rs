//! The scribe: says what the checks would say to a change, brings it to the disk, keeps what is not saved yet.
use crate::run::thread::threads::Threads;
use crate::{
    app::{Kind, Opened, Verdict, Work},
    check::check_by,
    diag::{Diagnostic, Severity},
    model::Dossier,
    store::{self, Answer, Change, Edit, Refused, Saved, StateFolder, Trouble},
};
use std::{path::Path, sync::Arc};

/// What the scribe works on: the dossier as it was read last.
#[derive(Debug)]
pub struct Scribe {
    state: StateFolder,
    base: Arc<Dossier>,
    /// What changes were made up on that somebody else's stand in the way of.
    disputed: Option<Arc<Dossier>>,
    findings: Arc<[Diagnostic]>,
}

impl Scribe {
    /// Keeps what is to be kept in `state`.
    #[must_use]
    pub fn new(state: StateFolder) -> Self {
        Self {
            state,
            base: Arc::new(Dossier::new(crate::model::Written::default())),
            disputed: None,
            findings: Arc::default(),
        }
    }

    /// From now on the dossier is this one.
    pub fn read(&mut self, opened: &Opened) {
        (self.base, self.findings) = (Arc::clone(&opened.dossier), Arc::clone(&opened.findings));
    }

    /// What the checks would say that they do not say now.
    pub(in crate::run) fn weigh(&self, edit: &Edit) -> Verdict {
        let written = self.base.written();
        let changed = match store::preview(written, edit) {
            Ok(changed) => changed,
            Err(refused) => return Verdict::Refused(refused.to_string()),
        };
        let dossier = Dossier::new(store::reread(written, &changed)).anchored_by(&Threads);
        let known = |finding: &Diagnostic| {
            (self.findings.iter()).any(|known| {
                (known.code, &known.record, &known.message)
                    == (finding.code, &finding.record, &finding.message)
            })
        };
        let new: Vec<Diagnostic> = (check_by(&Threads, &dossier).into_iter())
            .filter(|finding| finding.waived.is_none() && !known(finding))
            .filter(|finding| writes_codebook(edit) || !is_codebook_remark(finding))
            .collect();
        if new.is_empty() {
            Verdict::Clean
        } else {
            Verdict::Findings(new)
        }
    }

    /// Does `work` on the disk; answers are to what was asked about it before.
    ///
    /// # Errors
    /// As [`store::apply`], [`store::undo`] and [`store::redo`].
    pub fn write(
        &mut self,
        path: &Path,
        (work, answers): (&Work, &[Answer]),
    ) -> Result<Saved, Refused> {
        let (edit, since) = match work {
            Work::Edit { edit, since } => (edit, since),
            Work::Undo => return store::undo(path, answers, &self.state),
            Work::Redo => return store::redo(path, answers, &self.state),
        };
        let disputed = self.disputed.take().filter(|_| !answers.is_empty());
        let base = match disputed {
            Some(base) => base,
            None => self.began_with(since)?,
        };
        let done = store::apply(path, base.written(), (edit, answers), &self.state);
        if let Err(Refused::Conflict(_)) = &done {
            self.disputed = Some(base);
        }
        done
    }

    /// The dossier as it was read last, but for what `since` makes it say again.
    fn began_with(&self, since: &[Change]) -> Result<Arc<Dossier>, Refused> {
        if since.is_empty() {
            return Ok(Arc::clone(&self.base));
        }
        let (what, changes) = (String::new(), since.to_vec());
        let written = self.base.written();
        let texts = store::preview(written, &Edit { what, changes })?;
        Ok(Arc::new(Dossier::new(store::reread(written, &texts))))
    }

    /// Keeps a draft; an empty one no longer.
    ///
    /// # Errors
    /// When the state folder does not take it.
    pub(in crate::run) fn keep(
        &self,
        path: &Path,
        (name, text): (&str, &str),
    ) -> Result<(), Trouble> {
        store::keep_draft(path, &self.state, name, text)
    }

    /// The drafts of earlier sittings.
    pub(in crate::run) fn kept(&self, path: &Path) -> Vec<(String, String)> {
        let drafts = store::drafts(path, &self.state);
        (drafts.into_iter())
            .map(|draft| (draft.name, draft.text))
            .collect()
    }
}

/// Whether what `edit` is for, its last change, is part of the codebook: what comes before was made on the way.
fn writes_codebook(edit: &Edit) -> bool {
    match edit.changes.last() {
        Some(
            Change::Add { table, .. } | Change::Set { table, .. } | Change::Rename { table, .. },
        ) => Kind::of(table).is_some_and(Kind::is_codebook),
        _ => false,
    }
}

/// Whether it only remarks on a party, source or issue: what nobody has read of it yet is told where the codebook is written.
fn is_codebook_remark(finding: &Diagnostic) -> bool {
    let table = finding
        .record
        .as_deref()
        .and_then(|path| path.split('.').next());
    finding.severity == Severity::Info && table.and_then(Kind::of).is_some_and(Kind::is_codebook)
}
