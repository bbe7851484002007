//! The rows of a record: the words, who says them, what is particular to it, and whether it stands.
use super::{particulars::LISTED, told, who};
use crate::{
    anchor::{Outcome, compare},
    config::Role,
    model::{Codebook, Dossier, Layer, RecordId},
    ui::{
        describe,
        draw::strip::{Strip, labelled},
    },
};

/// Rows that a record's words take at most.
const WORDS: usize = 8;

/// What is known about a record, in rows of `width` columns.
pub(in crate::ui) fn detail(dossier: &Dossier, id: RecordId, width: usize) -> Vec<Strip> {
    let mut detail = Detail {
        dossier,
        width,
        rows: Vec::new(),
    };
    detail.said(id);
    detail.particulars(&dossier.record(id).body);
    detail.noted(id);
    detail.check(id);
    detail.elsewhere(id);
    detail.rows
}

/// The rows so far.
pub(super) struct Detail<'a> {
    pub(super) dossier: &'a Dossier,
    width: usize,
    rows: Vec<Strip>,
}

impl Detail<'_> {
    /// `text` behind its label, in at most so many rows; nothing where there is none.
    pub(super) fn add(&mut self, label: &str, role: Role, text: &str, most: usize) {
        if !text.is_empty() {
            self.rows
                .extend(labelled(label, role, text, (4, self.width, most)));
        }
    }

    pub(super) fn say(&mut self, label: &str, text: &str, most: usize) {
        self.add(label, Role::Text, text, most);
    }

    /// What the author gave, or did not.
    pub(super) fn say_given(&mut self, label: &str, text: Option<&str>, most: usize) {
        self.say(label, text.unwrap_or_default(), most);
    }

    /// How many are not listed.
    pub(super) fn more(&mut self, count: usize) {
        if count > 0 {
            self.add("", Role::Dim, &format!("and {count} more"), 1);
        }
    }

    /// The words, and who says them of whom.
    fn said(&mut self, id: RecordId) {
        let dossier = self.dossier;
        let (role, mut words) = (describe::role(dossier, id), describe::words(dossier, id));
        if dossier.layer(id) == Some(Layer::Verbatim) && describe::stands(dossier, id) {
            words = format!("“{}”", words.trim_matches(['"', '“', '”']));
        }
        self.add("words", role, &words, WORDS);
        if let Some(of) = describe::ascribes(dossier, id) {
            let reading = format!("of {of}, not their statement");
            self.add("reading", Role::Warning, &reading, 3);
        }
        if let Some(source) = dossier.source_of(id) {
            self.say("who", &who(dossier, source), 3);
        }
        if dossier.speaker(id) != Some(Codebook::ARTICLE) {
            self.say("chain", &describe::chain(dossier, id), 3);
        }
    }

    /// What its author noted with it.
    fn noted(&mut self, id: RecordId) {
        let (record, codebook) = (self.dossier.record(id), self.dossier.codebook());
        self.say("hedge", &record.extra.hedge.join(", "), 2);
        let issues: Vec<&str> = (record.on.iter())
            .map(|on| (codebook.issue(&on.id)).map_or(on.id.as_str(), |issue| &issue.name))
            .collect();
        self.say("issues", &issues.join(", "), 3);
        self.say_given("analyst", record.says.as_deref(), 3);
        self.say_given("note", record.extra.note.as_deref(), 3);
    }

    /// What became of the search for its words; where they are altered, how.
    fn check(&mut self, id: RecordId) {
        let dossier = self.dossier;
        let Some(anchor) = dossier.anchor(id) else {
            return;
        };
        let role = if describe::is_unproven(dossier, id) {
            Role::Error
        } else {
            Role::Text
        };
        self.add("check", role, &describe::outcome_told(dossier, id), 3);
        let (Outcome::Altered(near), Some(article)) = (&anchor.outcome, dossier.article_of(id))
        else {
            return;
        };
        let written = dossier.record(id).text.join(" ... ");
        let compared = compare(&written, &article.text, near.span, article.language());
        self.say("written", &compared.written, WORDS);
        self.say("article", &compared.printed, WORDS);
        let critical: Vec<&str> = (compared.critical.iter())
            .map(|change| change.word())
            .collect();
        self.add("matters", Role::Warning, &critical.join(", "), 1);
    }

    /// What the same source is quoted with in other articles.
    fn elsewhere(&mut self, id: RecordId) {
        let dossier = self.dossier;
        let (article, speaker) = (dossier.record(id).article, dossier.speaker(id));
        if speaker == Some(Codebook::ARTICLE) || dossier.articles().len() < 2 {
            return;
        }
        let mut others = (dossier.text_order().iter()).filter(|other| {
            dossier.record(**other).article != article && dossier.speaker(**other) == speaker
        });
        for (n, &other) in others.by_ref().take(LISTED).enumerate() {
            let label = if n == 0 { "also" } else { "" };
            self.add(label, Role::Dim, &told(dossier, other), 1);
        }
        self.more(others.count());
    }
}
