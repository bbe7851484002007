//! A record whose words the article has otherwise: what differs, and what would be written if somebody accepts it.
use super::Question;
use crate::{
    anchor::{Compared, Outcome, Pattern, compare, pieces_near, reword},
    app::{Effect, Kind, State, form::long},
    drift::{Fate, accept},
    model::{Article, RecordId},
    store::{Change, Edit, Value},
    text::Span,
};
use std::sync::Arc;

/// A record to be given the article's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Its id.
    pub id: String,
    /// The paragraph (from 1) in which the article's words stand.
    pub paragraph: usize,
    /// What its file says beside what it would say.
    pub compared: Compared,
    /// Paragraphs in which words stand that are as near.
    pub others: Vec<usize>,
}

impl State {
    /// Asks whether the record that is looked at is to have the article's words, where it has others.
    pub(in crate::app) fn mend(&mut self) {
        if !self.may_write() {
            return;
        }
        let dossier = Arc::clone(&self.dossier);
        let found = self
            .finding_meant()
            .and_then(|finding| finding.record.clone());
        let found = found.and_then(|path| dossier.find(path.split_once('.')?.1));
        let Some(record) = found.or_else(|| self.record_meant()) else {
            self.say("go to a record whose words the article has otherwise");
            return;
        };
        let anchor = dossier.anchor(record).map(|anchor| &anchor.outcome);
        let (Some(span), Some(article)) = (self.altered(record), dossier.article_of(record)) else {
            self.say(match anchor {
                Some(Outcome::Exact(_) | Outcome::Folded(_)) => {
                    "its words stand in the article as they are"
                }
                _ => "no near words to accept: change the record",
            });
            return;
        };
        let Some(mend) = self.mending(record, span, article) else {
            self.say("these words cannot be told from the same words elsewhere: move its bounds");
            return;
        };
        self.put(Question::Mend(Box::new(mend)));
    }

    /// What becomes of a record that stands near `span`.
    fn mending(&self, record: RecordId, span: Span, article: &Article) -> Option<Mend> {
        let new = self.reworded(record, &[span])?;
        let dossier = &self.dossier;
        let (was, now) = (dossier.record(record).text.join(" "), new.parts.join(" "));
        let place = |span: &Span| article.paragraph_at(span.start);
        let others = match dossier.anchor(record).map(|anchor| &anchor.outcome) {
            Some(Outcome::Altered(near)) => near.others.iter().map(place).collect(),
            _ => Vec::new(),
        };
        Some(Mend {
            id: dossier.record(record).id.clone(),
            paragraph: place(&span),
            compared: compare(&was, &now, Span::new(0, now.len()), article.language()),
            others,
        })
    }

    /// Gives the record that was asked about the article's words.
    pub(super) fn accept_mended(&mut self) -> Option<Effect> {
        let Question::Mend(mend) = self.asked()? else {
            return None;
        };
        let dossier = Arc::clone(&self.dossier);
        let now = dossier.find(&mend.id).and_then(|record| {
            let (span, article) = (self.altered(record)?, dossier.article_of(record)?);
            self.mending(record, span, article)
        });
        match now {
            Some(now) if now.compared == mend.compared => {}
            Some(now) => {
                self.put(Question::Mend(Box::new(now)));
                self.say("it was changed meanwhile: this is what it says now");
                return None;
            }
            None => {
                self.say("it was changed meanwhile, and there is nothing to accept");
                return None;
            }
        }
        let edit = self.acceptance(&[&mend.id])?;
        Some(self.write(edit, None, Some(mend.id)))
    }

    /// The changes by which the records called `ids` are accepted as they stand now: their words where the article has others, and
    /// what the lock remembers, where there is one.
    pub(in crate::app) fn acceptance(&self, ids: &[&str]) -> Option<Edit> {
        let dossier = Arc::clone(&self.dossier);
        let mut changes = Vec::new();
        for record in ids.iter().filter_map(|id| dossier.find(id)) {
            if let Some(span) = self.altered(record) {
                let new = self.reworded(record, &[span])?;
                changes.extend(self.rewrite(record, new));
            }
        }
        if let Some(lock) = &self.changes.lock {
            let lock = accept(lock, &dossier, &self.changes.drifts, ids);
            changes.push(Change::Lock { text: lock.write() });
        }
        let what = match ids {
            [] => "the articles accepted as they stand now".to_owned(),
            [one] => format!("{one} accepted as it stands now"),
            all => format!("{} records accepted as they stand now", all.len()),
        };
        Some(Edit { what, changes })
    }

    /// The words that the article has where a record has others: where the lock says that it stood, or where near words stand.
    fn altered(&self, record: RecordId) -> Option<Span> {
        let anchor = self.dossier.anchor(record)?;
        let id = &self.dossier.record(record).id;
        let mut drifts = self.changes.drifts.iter();
        let drift = drifts.find(|drift| drift.record == *id && drift.fate == Fate::Altered);
        match (&anchor.outcome, drift.and_then(|drift| drift.span)) {
            // Also where the words as they were still stand: that is a copy of them.
            (_, Some(span)) => Some(span),
            (Outcome::Altered(near), None) => Some(near.span),
            _ => None,
        }
    }

    /// What to write so that a record names the words at `parts`.
    pub(in crate::app) fn reworded(&self, record: RecordId, parts: &[Span]) -> Option<Pattern> {
        let (dossier, old) = (&self.dossier, self.dossier.record(record).pattern());
        let number = dossier.record(record).article?;
        let article = dossier.articles().get(number)?;
        let whole = parts.iter().copied().reduce(Span::join)?;
        let pieces = match dossier.passage(record) {
            Some(passage) => passage.pieces.clone(),
            None => pieces_near(&article.text, &old, whole).unwrap_or_default(),
        };
        let long = long(dossier, number);
        reword(
            &article.text,
            &article.spans(),
            (&old, &pieces),
            (parts, long),
        )
    }

    /// The fields of a record that change when its words do.
    pub(in crate::app) fn rewrite(&self, record: RecordId, new: Pattern) -> Vec<Change> {
        let record = self.dossier.record(record);
        let Some(kind) = Kind::of(record.table()) else {
            return Vec::new();
        };
        let one = |text: Option<String>| text.map(Value::Text);
        let old = record.pattern();
        let fields = [
            (
                "text",
                old.parts != new.parts,
                Some(Value::Texts(new.parts)),
            ),
            ("before", old.before != new.before, one(new.before)),
            ("after", old.after != new.after, one(new.after)),
        ];
        let changed = fields.into_iter().filter(|(_, changed, _)| *changed);
        changed
            .map(|(field, _, value)| Change::Set {
                table: kind.table(),
                id: record.id.clone(),
                field,
                value,
            })
            .collect()
    }

    /// Where the bounds of a record are moved from: where its words stand, or near words do.
    pub(in crate::app) fn bounds(&self, record: RecordId) -> Option<Span> {
        self.dossier.span(record).or_else(|| self.altered(record))
    }
}
