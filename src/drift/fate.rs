//! What became of one anchor, and how.
use super::{
    beside::{Beside, beside},
    lock::{Held, LEFT_OUT, Words},
};
use crate::{
    anchor::{
        Compared, Language, Outcome, Passage, Piece,
        change::{self, Critical, Kind},
        compare, near_within,
    },
    model::{Article, Form, Marks, marked},
    text::Span,
};

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

impl Side {
    /// The words of `article` at `place`.
    pub(super) fn of(article: &Article, place: Span) -> Self {
        Self {
            paragraph: article.paragraph_at(place.start),
            text: place.of(&article.text).to_owned(),
        }
    }
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
    /// Where it moved past others, nearly the same words elsewhere: they may be the ones that were quoted, edited since. Where it is
    /// altered, the words as they were, in another place than their neighbours stand in.
    pub twin: Option<Side>,
    /// Paragraphs (from 1) it could stand in now, where it is ambiguous; those its pieces stand in, where these are in one no more.
    pub places: Vec<usize>,
    /// Word by word, where it is altered.
    pub diff: Vec<Edit>,
    /// Both texts, what differs in brackets, where it is altered.
    pub compared: Option<Compared>,
    /// Which of the changes matter.
    pub critical: Vec<Critical>,
    /// What changed beside its words, where these stand as they were; of near words only what matters.
    pub beside: Vec<Beside>,
    /// How the article gives its words, then and now, where that is not the same: in quotation marks, in part, or in its own words.
    pub form: Option<[Form; 2]>,
    /// Why nobody knows where it stands; only where it is ambiguous without places.
    pub unknown: Option<&'static str>,
}

/// Where each run of the words of `held`, which leave some out, stands or is near within the bytes `span` of `text`; `None` where they are
/// one run, or nothing is left of one of them.
fn runs_near(held: &Held, text: &str, span: Span, language: &Language) -> Option<Vec<Span>> {
    let Words::Several(runs) = &held.words else {
        return None;
    };
    let mut at = span.start;
    let mut found: Vec<Option<Span>> = Vec::new();
    for run in runs {
        let place = near_within(text, Span::new(at, span.end), run);
        at = place.map_or(at, |place| place.end);
        found.push(place);
    }
    let left = |n: usize| {
        let before = found[..n].iter().rev().find_map(|place| *place);
        let after = found[n + 1..].iter().find_map(|place| *place);
        let start = before.map_or(span.start, |before| before.end);
        let between = Span::new(start, after.map_or(span.end, |after| after.start));
        let changes = change::diff(&runs[n], text, between, language);
        let is_left = changes.iter().any(|change| change.kind == Kind::Equal);
        let own = changes.iter().filter(|change| change.kind != Kind::Insert);
        own.map(|change| change.article)
            .reduce(Span::join)
            .filter(|_| is_left)
    };
    (0..runs.len())
        .map(|n| found[n].or_else(|| left(n)))
        .collect()
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
    pub(super) fn held(id: &str, held: &Held) -> Self {
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
            beside: Vec::new(),
            form: None,
            unknown: None,
        }
    }

    /// What `outcome` says of it in `article`, in which `marks` are the quotation marks.
    pub(super) fn of(
        (id, held): (&str, &Held),
        outcome: &Outcome,
        (article, marks): (&Article, &Marks),
    ) -> Self {
        let mut drift = Self {
            fate: Fate::Gone,
            new: None,
            ..Self::held(id, held)
        };
        match outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => {
                drift.stands(passage, article);
                drift.beside = beside(held, article, passage.span);
                drift.form = held.otherwise(marked(passage, marks));
            }
            Outcome::Altered(near) => {
                drift.near(held, near.span, article);
                // The edges of near words are not sharp.
                drift.form = (held.otherwise(marks.form([near.span])))
                    .filter(|forms| !forms.contains(&Form::Mixed));
                drift.matters_beside(beside(held, article, near.span));
            }
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
            Piece::Words(span) => Some(*span),
            _ => None,
        });
        let runs: Vec<Span> = runs.collect();
        let paragraph = article.paragraph_at(passage.span.start);
        self.places = (runs.iter())
            .map(|run| article.paragraph_at(run.start))
            .collect();
        self.places.dedup();
        if self.places.len() == 1 {
            self.places.clear();
        }
        let runs: Vec<&str> = runs.iter().map(|run| run.of(&article.text)).collect();
        let same = paragraph == self.old.paragraph;
        self.fate = if same { Fate::Held } else { Fate::Moved };
        self.new = Some(Side {
            paragraph,
            text: runs.join(LEFT_OUT),
        });
        self.span = Some(passage.span);
    }

    /// Takes down the near words at `span`, and what differs; of `held` words that leave some out between them, run by run.
    fn near(&mut self, held: &Held, span: Span, article: &Article) {
        let (text, language) = (&article.text, article.language());
        let runs = runs_near(held, text, span, language);
        let pairs: Vec<(&str, Span)> = match &runs {
            Some(runs) => (held.words.runs().iter().map(String::as_str))
                .zip(runs.iter().copied())
                .collect(),
            None => vec![(self.old.text.as_str(), span)],
        };
        let each = |&(old, span): &(&str, Span)| {
            (
                edits(old, text, span, language),
                compare(old, text, span, language),
            )
        };
        let (diff, compared): (Vec<_>, Vec<_>) = pairs.iter().map(each).unzip();
        let now: Vec<&str> = pairs.iter().map(|(_, span)| span.of(text)).collect();
        self.new = Some(Side {
            text: now.join(LEFT_OUT),
            ..Side::of(article, span)
        });
        let compared = Compared::joined(&compared, LEFT_OUT);
        self.diff = diff.concat();
        self.critical.clone_from(&compared.critical);
        self.compared = Some(compared);
        self.fate = Fate::Altered;
        self.span = Some(span);
    }

    /// Takes down what matters of that which changed beside near words, whose edges are not sharp.
    fn matters_beside(&mut self, beside: Vec<Beside>) {
        self.beside = beside;
        self.beside.retain(Beside::matters);
    }

    /// Whether nothing about it asks for a look: the same words in the same paragraph, and nothing beside them that matters.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.fate == Fate::Held && !self.is_given_otherwise()
    }

    /// Whether its words stand as they were and are given otherwise: in quotation marks that came or went, or beside words that matter
    /// and are others.
    #[must_use]
    pub fn is_given_otherwise(&self) -> bool {
        let others = self.form.is_some() || self.beside.iter().any(Beside::matters);
        self.fate <= Fate::Moved && others
    }

    /// Whether it stands word for word, and is given as it was.
    #[must_use]
    pub fn stands_as_it_was(&self) -> bool {
        self.fate <= Fate::Moved && !self.is_given_otherwise()
    }

    /// What of its form changed, in a line: `verbatim -> paraphrase`.
    #[must_use]
    pub fn form_line(&self) -> Option<String> {
        self.form
            .map(|[was, now]| format!("{} -> {}", was.gloss(), now.gloss()))
    }

    /// The same where nobody can say what became of it.
    pub(super) fn unknown(self, why: &'static str) -> Self {
        Self {
            fate: Fate::Ambiguous,
            new: None,
            unknown: Some(why),
            ..self
        }
    }
}
