//! The findings: only those of one rule, and from a finding to what it is about.
use crate::app::{List, Mode, State};
use crate::diag::{Code, Diagnostic};
use std::sync::Arc;

/// The numbers of the findings that show where only those of one rule are wanted.
#[must_use]
pub fn shown(findings: &[Diagnostic], only: Option<Code>) -> Vec<usize> {
    let wanted = |n: &usize| only.is_none_or(|only| findings[*n].code == only);
    (0..findings.len()).filter(wanted).collect()
}

impl State {
    pub(in crate::app) fn toggle_problems(&mut self) {
        self.mode = match self.mode {
            Mode::List {
                of: List::Problems(_),
                ..
            } => Mode::Read,
            _ => Mode::List {
                of: List::Problems(None),
                at: 0,
            },
        };
    }

    /// Only findings of the rule at the cursor; then all again, the cursor where it was.
    pub(in crate::app) fn toggle_code(&mut self) {
        let findings = Arc::clone(&self.findings);
        if let Mode::List {
            of: List::Problems(only),
            at,
        } = &mut self.mode
        {
            let Some(&chosen) = shown(&findings, *only).get(*at) else {
                *only = None;
                self.say("no findings to choose from");
                return;
            };
            *only = match only {
                Some(_) => None,
                None => Some(findings[chosen].code),
            };
            let now = shown(&findings, *only);
            *at = now.iter().position(|n| *n == chosen).unwrap_or(0);
        }
    }

    pub(in crate::app) fn follow_problem(&mut self, at: usize) {
        let findings = Arc::clone(&self.findings);
        let Mode::List {
            of: List::Problems(only),
            ..
        } = self.mode
        else {
            return;
        };
        let chosen = shown(&findings, only).get(at).copied();
        let Some(finding) = chosen.map(|n| &findings[n]) else {
            return;
        };
        let dossier = Arc::clone(&self.dossier);
        let path = finding.record.as_deref().unwrap_or_default();
        let (table, id) = path.split_once('.').unwrap_or(("", path));
        let article = || (dossier.articles().iter()).position(|article| article.id == id);
        let said = || {
            let mut order = dossier.text_order().iter();
            order.find(|record| dossier.speaker(**record) == Some(id))
        };
        let (article, record) = match table {
            "article" => (article(), None),
            "source" => (None, said().copied()),
            _ => (None, dossier.find(id)),
        };
        if article.is_none() && record.is_none() {
            self.say("nothing in the article to go to: see the file and the line above");
            return;
        }
        self.remember();
        self.mode = Mode::Read;
        if let Some(article) = article.filter(|article| *article != self.focus.article) {
            self.turn_to(&dossier, article);
        }
        if let Some(record) = record {
            self.go(record);
        }
        self.show_text();
        let readable = article.and_then(|n| dossier.articles().get(n).filter(|a| a.readable));
        if let (Some(article), Some(words)) = (readable, finding.passage) {
            // Words that nobody has quoted: they are one key from being a quotation.
            self.select(article, words);
        }
    }
}
