//! Each anchor of the lock looked for again in the article as it is now.
use super::{
    lock::{Held, Lock},
    order::mark_past_others,
    twin::add_twins,
};
use crate::{
    anchor::{
        self, Compared, Language, Outcome, Passage, Pattern, Piece,
        change::{self, Critical, Kind},
        compare,
    },
    model::{Article, Dossier, Record, RecordId},
    text::Span,
};
use rustc_hash::FxHashSet;

/// What became of one anchor (format.md section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The same words in the same paragraph.
    Held,
    /// The same words elsewhere.
    Moved,
    /// Near words; nothing is attached to them until a person accepts it.
    Altered,
    /// The same words in several places.
    Ambiguous,
    /// Nothing near.
    Gone,
}

impl Fate {
    /// Every fate, mildest first.
    pub const ALL: [Self; 5] = [
        Self::Held,
        Self::Moved,
        Self::Altered,
        Self::Ambiguous,
        Self::Gone,
    ];

    /// Its word in every output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Moved => "moved",
            Self::Altered => "altered",
            Self::Ambiguous => "ambiguous",
            Self::Gone => "gone",
        }
    }
}

/// Words on one side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Number (from 1) of their paragraph.
    pub paragraph: usize,
    /// The words as printed.
    pub text: String,
}

/// A run of words on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub kind: Kind,
    /// The words the lock remembers; empty where inserted.
    pub old: String,
    /// The words now; empty where deleted.
    pub new: String,
}

/// What became of one anchor, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The record's id.
    pub record: String,
    /// The article's id.
    pub article: String,
    /// What became of it.
    pub fate: Fate,
    /// What the lock remembers.
    pub old: Side,
    /// The words now; absent where it is ambiguous or gone.
    pub new: Option<Side>,
    /// Where it stood in the article that the lock remembers: paragraph, and bytes into it.
    pub stood: (usize, usize),
    /// The bytes of the words now; absent where they are ambiguous, gone, or the article is that of the lock.
    pub span: Option<Span>,
    /// Whether it moved past others of its article that kept their order, and not along with them.
    pub past_others: bool,
    /// Nearly the same words elsewhere, where it moved past others: they may be the ones that were quoted, edited since.
    pub twin: Option<Side>,
    /// Paragraphs (from 1) it could stand in now, where it is ambiguous.
    pub places: Vec<usize>,
    /// Word by word, where it is altered.
    pub diff: Vec<Edit>,
    /// Both texts, what differs in brackets, where it is altered.
    pub compared: Option<Compared>,
    /// Which of the changes matter.
    pub critical: Vec<Critical>,
    /// Why nobody knows where it stands; only where it is ambiguous without places.
    pub unknown: Option<&'static str>,
}

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
    /// Anchors that are not where it remembers them, worst first.
    pub drifts: Vec<Drift>,
    /// What rests on the ones whose words changed.
    pub impacts: Vec<Impact>,
}

impl Changes {
    /// How many of each fate: `1 moved, 2 altered`.
    #[must_use]
    pub fn count(&self) -> String {
        let of = |fate| self.drifts.iter().filter(|d| d.fate == fate).count();
        let told: Vec<String> = (Fate::ALL.into_iter())
            .filter(|&fate| of(fate) > 0)
            .map(|fate| format!("{} {}", of(fate), fate.word()))
            .collect();
        told.join(", ")
    }
}

/// What changed in `dossier` since its lock was written.
#[must_use]
pub fn changes(dossier: &Dossier) -> Changes {
    let lock = (dossier.written().lock.as_deref()).and_then(|text| Lock::read(text).ok());
    let Some(lock) = lock else {
        return Changes::default();
    };
    let mut drifts = drift(dossier, &lock);
    drifts.retain(|drift| drift.fate != Fate::Held);
    drifts.sort_by_key(|drift| std::cmp::Reverse(drift.fate));
    Changes {
        impacts: impact(dossier, &drifts),
        drifts,
        lock: Some(lock),
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
    let still = fates(dossier, &lock);
    for article in dossier.articles().iter().filter(|a| a.readable) {
        let settled = |drift: &Drift| drift.article != article.id || drift.fate == Fate::Held;
        if still.iter().all(settled) {
            lock.remember(article);
        }
    }
    lock
}

/// Where a drifted anchor stands now.
fn now(dossier: &Dossier, drift: &Drift) -> Option<Held> {
    let article = dossier.articles().iter().find(|a| a.id == drift.article)?;
    let span = drift.span?;
    let own = dossier
        .find(&drift.record)
        .and_then(|id| dossier.passage(id));
    match own.filter(|passage| passage.span == span) {
        Some(passage) => Held::at(article, passage),
        None => Held::at(
            article,
            &Passage {
                span,
                pieces: vec![Piece::Words(span)],
            },
        ),
    }
}

/// Every anchor of `lock` in the articles of `dossier` as they are now, article by article in the lock's order, with the twins of those that
/// moved past others. Articles whose bytes are those of the lock are not searched: everything in them is held. Of an article that
/// cannot be read, or is in the dossier no more, nobody knows.
#[must_use]
pub fn drift(dossier: &Dossier, lock: &Lock) -> Vec<Drift> {
    each(dossier, lock, |article, anchors| {
        let patterns = patterns(article, anchors);
        let mut drifts = search(article, anchors, &patterns);
        add_twins(article, &patterns, &mut drifts);
        drifts
    })
}

/// The same for those who do not ask for twins, which are looked for in the whole of an article.
#[must_use]
pub fn fates(dossier: &Dossier, lock: &Lock) -> Vec<Drift> {
    each(dossier, lock, |article, anchors| {
        search(article, anchors, &patterns(article, anchors))
    })
}

/// Anchors of the lock, by their records.
type Anchors<'a> = [(&'a String, &'a Held)];

/// What `find` says of the anchors of each article that changed, and what is to be said of the others.
fn each(
    dossier: &Dossier,
    lock: &Lock,
    find: impl Fn(&Article, &Anchors<'_>) -> Vec<Drift>,
) -> Vec<Drift> {
    let mut out = Vec::new();
    let known = |(id, _): &(&String, &Held)| dossier.find(id).is_some();
    let mut anchors: Vec<(&String, &Held)> = lock.anchor.iter().filter(known).collect();
    for article in dossier.articles() {
        let own: Vec<(&String, &Held)> = anchors
            .extract_if(.., |(_, held)| held.article == article.id)
            .collect();
        if article.readable && lock.differs(article) {
            out.extend(find(article, &own));
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
    let quotations: Vec<&Record> = records.iter().map(|&id| dossier.record(id)).collect();
    let outcomes = anchor::find_all(&old.text, &spans(old), &quotations);
    let anchors: Vec<(&String, Held)> = (records.into_iter().zip(&outcomes))
        .filter_map(|(id, outcome)| match outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => {
                Some((&dossier.record(id).id, Held::at(old, passage)?))
            }
            _ => None,
        })
        .collect();
    let anchors: Vec<(&String, &Held)> = anchors.iter().map(|(id, held)| (*id, held)).collect();
    let patterns = self::patterns(new, &anchors);
    let mut drifts = search(new, &anchors, &patterns);
    add_twins(new, &patterns, &mut drifts);
    drifts
}

/// Everything that rests, directly or through other records, on an anchor that was altered, is ambiguous or gone.
#[must_use]
pub fn impact(dossier: &Dossier, drifts: &[Drift]) -> Vec<Impact> {
    let mut touched: FxHashSet<&str> = (drifts.iter())
        .filter(|drift| drift.fate >= Fate::Altered)
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

pub(super) fn spans(article: &Article) -> Vec<Span> {
    article.paragraphs.iter().map(|p| p.span).collect()
}

/// What is looked for in `article`, one pattern an anchor.
fn patterns(article: &Article, anchors: &Anchors<'_>) -> Vec<Pattern> {
    let shown = |words: &String| Some(words.clone()).filter(|words| !words.trim().is_empty());
    let pattern = |(_, held): &(&String, &Held)| Pattern {
        parts: held.words.runs().to_vec(),
        before: shown(&held.before),
        after: shown(&held.after),
        hint: (article.paragraph(held.paragraph)).map(|p| p.span.start.saturating_add(held.at)),
    };
    anchors.iter().map(pattern).collect()
}

fn search(article: &Article, anchors: &Anchors<'_>, patterns: &[Pattern]) -> Vec<Drift> {
    let outcomes = anchor::find_all(&article.text, &spans(article), patterns);
    let mut drifts: Vec<Drift> = (anchors.iter().zip(outcomes))
        .map(|(&(id, held), outcome)| Drift::of(id, held, &outcome, article))
        .collect();
    mark_past_others(&mut drifts);
    drifts
}

/// What differs between `old` and the bytes `place` of `text`, in reading order.
fn edits(old: &str, text: &str, place: Span, language: &Language) -> Vec<Edit> {
    let changes = change::diff(old, text, place, language);
    (changes.iter())
        .map(|change| Edit {
            kind: change.kind,
            old: change.pattern.of(old).to_owned(),
            new: change.article.of(text).to_owned(),
        })
        .collect()
}

impl Drift {
    fn held(id: &str, held: &Held) -> Self {
        let side = Side {
            paragraph: held.paragraph,
            text: held.words.line(),
        };
        Self {
            record: id.to_owned(),
            article: held.article.clone(),
            fate: Fate::Held,
            old: side.clone(),
            stood: (held.paragraph, held.at),
            new: Some(side),
            span: None,
            past_others: false,
            twin: None,
            places: Vec::new(),
            diff: Vec::new(),
            compared: None,
            critical: Vec::new(),
            unknown: None,
        }
    }

    fn of(id: &str, held: &Held, outcome: &Outcome, article: &Article) -> Self {
        let mut drift = Self {
            fate: Fate::Gone,
            new: None,
            ..Self::held(id, held)
        };
        match outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => drift.stands(passage, article),
            Outcome::Altered(near) => drift.near(near.span, article),
            Outcome::Ambiguous(spans) => {
                drift.fate = Fate::Ambiguous;
                drift.places = (spans.iter())
                    .map(|span| article.paragraph_at(span.start))
                    .collect();
            }
            Outcome::Unchecked(_) => {
                drift = drift.unknown("the search would have taken too long");
            }
            Outcome::Missing(_) => {}
        }
        drift
    }

    /// Takes down where the same words stand now.
    fn stands(&mut self, passage: &Passage, article: &Article) {
        let runs = passage.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(span) => Some(span.of(&article.text)),
            _ => None,
        });
        let paragraph = article.paragraph_at(passage.span.start);
        let same = paragraph == self.old.paragraph;
        self.fate = if same { Fate::Held } else { Fate::Moved };
        self.new = Some(Side {
            paragraph,
            text: runs.collect::<Vec<_>>().join(" ... "),
        });
        self.span = Some(passage.span);
    }

    /// Takes down the near words at `span`, and what differs.
    fn near(&mut self, span: Span, article: &Article) {
        let (old, text) = (&self.old.text, &article.text);
        let language = article.language();
        self.diff = edits(old, text, span, language);
        let compared = compare(old, text, span, language);
        self.critical.clone_from(&compared.critical);
        self.compared = Some(compared);
        self.fate = Fate::Altered;
        self.new = Some(Side {
            paragraph: article.paragraph_at(span.start),
            text: span.of(text).to_owned(),
        });
        self.span = Some(span);
    }

    /// The same where nobody can say what became of it.
    fn unknown(self, why: &'static str) -> Self {
        Self {
            fate: Fate::Ambiguous,
            new: None,
            unknown: Some(why),
            ..self
        }
    }
}
