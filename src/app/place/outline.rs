//! What follows from one article: where its records stand, and who is quoted in it.
use crate::{
    anchor::{Outcome, Piece},
    model::{Codebook, Dossier, RecordId, Sieve},
    text::Span,
};
use rustc_hash::FxHashMap;

/// Words of the article that a record covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// The record.
    pub record: RecordId,
    /// Whether the record begins with these words.
    pub first: bool,
    /// The furthest byte that this mark or any before it reaches.
    reach: usize,
}

/// Words of the article that those of a record may be, which do not stand in it, or not in one place: marked only while the
/// reader is at that record.
#[must_use]
pub fn nearby(dossier: &Dossier, record: RecordId) -> Vec<Mark> {
    let outcome = dossier.anchor(record).map(|anchor| &anchor.outcome);
    let spans = match outcome {
        Some(Outcome::Altered(near)) => std::slice::from_ref(&near.span),
        Some(Outcome::Ambiguous(places)) => places,
        _ => &[],
    };
    (spans.iter())
        .map(|&span| Mark {
            span,
            record,
            first: true,
            reach: span.end,
        })
        .collect()
}

/// Somebody quoted in the article, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Its source id; `article` for the article's own voice.
    pub id: String,
    /// Its records in the article, in text order.
    pub records: Vec<RecordId>,
    /// The row that names it in the list of everybody, each with their records below.
    pub row: usize,
}

/// A row of the list of everybody quoted, each with their records below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The speaker of this number.
    Speaker(usize),
    /// One of their records.
    Record(RecordId),
}

/// What follows from one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    marks: Vec<Mark>,
    /// Everybody quoted, in text order; the article's own voice last.
    pub speakers: Vec<Speaker>,
}

impl Outline {
    /// The outline of article `number`, as far as `sieve` lets its records through.
    #[must_use]
    pub fn new(dossier: &Dossier, number: usize, sieve: &Sieve) -> Self {
        let all = dossier.in_article(number).iter().copied();
        let records: Vec<RecordId> = all.filter(|id| sieve.passes(*id)).collect();
        Self {
            marks: marks(dossier, &records),
            speakers: speakers(dossier, &records),
        }
    }

    /// The marks that share a byte with `span`, in text order.
    pub fn marks(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.reach <= span.start);
        (self.marks[first..].iter())
            .take_while(move |mark| mark.span.start < span.end)
            .filter(move |mark| mark.span.meets(span))
    }

    /// How many rows the list of everybody has.
    #[must_use]
    pub fn rows(&self) -> usize {
        let last = self.speakers.last();
        last.map_or(0, |last| last.row + 1 + last.records.len())
    }

    /// Listed `n` of it, below [`Outline::rows`].
    #[must_use]
    pub fn row(&self, n: usize) -> Listed {
        let of = self.speakers.partition_point(|speaker| speaker.row <= n) - 1;
        let speaker = &self.speakers[of];
        match n.checked_sub(speaker.row + 1) {
            None => Listed::Speaker(of),
            Some(n) => Listed::Record(speaker.records[n]),
        }
    }

    /// The row of a record that `speaker` said.
    #[must_use]
    pub fn row_of(&self, speaker: &str, record: RecordId) -> Option<usize> {
        let speaker = &self.speakers[self.speaker(speaker)?];
        let n = speaker.records.iter().position(|id| *id == record)?;
        Some(speaker.row + 1 + n)
    }

    /// Number of the speaker with this source id.
    #[must_use]
    pub fn speaker(&self, id: &str) -> Option<usize> {
        self.speakers.iter().position(|speaker| speaker.id == id)
    }
}

fn marks(dossier: &Dossier, records: &[RecordId]) -> Vec<Mark> {
    // Most records are of one piece.
    let mut marks = Vec::with_capacity(records.len());
    for &record in records {
        let pieces = dossier.passage(record).map(|passage| &passage.pieces);
        let words = pieces
            .into_iter()
            .flatten()
            .filter_map(|piece| match piece {
                Piece::Words(span) => Some(*span),
                _ => None,
            });
        marks.extend(words.enumerate().map(|(n, span)| Mark {
            span,
            record,
            first: n == 0,
            reach: 0,
        }));
    }
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let mut reach = 0;
    for mark in &mut marks {
        reach = reach.max(mark.span.end);
        mark.reach = reach;
    }
    marks
}

fn speakers(dossier: &Dossier, records: &[RecordId]) -> Vec<Speaker> {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut speakers: Vec<Speaker> = Vec::new();
    for &record in records {
        let Some(id) = dossier.speaker(record) else {
            continue;
        };
        let number = *numbers.entry(id).or_insert_with(|| {
            speakers.push(Speaker {
                id: id.to_owned(),
                records: Vec::new(),
                row: 0,
            });
            speakers.len() - 1
        });
        speakers[number].records.push(record);
    }
    // Stable: everybody else stays in text order.
    speakers.sort_by_key(|speaker| speaker.id == Codebook::ARTICLE);
    let mut row = 0;
    for speaker in &mut speakers {
        speaker.row = row;
        row += 1 + speaker.records.len();
    }
    speakers
}
