//! What became of one pattern.
use crate::text::Span;

/// What became of one pattern in one text. The six outcomes of format.md section 5.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// One place, byte for byte.
    Exact(Passage),
    /// One place, after folding of glyphs.
    Folded(Passage),
    /// Several places, in text order; the author must add context.
    Ambiguous(Vec<Span>),
    /// No such words, but a passage that is near; shown, never attached by itself.
    Altered(Nearby),
    /// Not there.
    Missing(Missing),
    /// Nobody looked, or not to the end.
    Unchecked(Unchecked),
}

impl Outcome {
    /// How many places of words are remembered; there may be more.
    pub const PLACES: usize = 64;

    /// Whether the words stand at `place`, and nowhere else.
    #[must_use]
    pub fn is_at(&self, place: Span) -> bool {
        matches!(self, Self::Exact(passage) | Self::Folded(passage) if passage.span == place)
    }

    /// Its word in every output.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Folded(_) => "folded",
            Self::Ambiguous(_) => "ambiguous",
            Self::Altered(_) => "altered",
            Self::Missing(_) => "missing",
            Self::Unchecked(_) => "unchecked",
        }
    }
}

/// A passage that is near to a pattern. [`super::change::diff`] says what was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearby {
    /// Its words.
    pub span: Span,
    /// How near, from 0 to 1: 0.62 of the words there, 0.10 of nothing between them, 0.28 of the context.
    pub score: f32,
    /// Other passages that are as near, in text order.
    pub others: Vec<Span>,
}

/// Where a pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// From the first byte of the first piece to the last byte of the last.
    pub span: Span,
    /// What the pattern is made of, in order; [`Piece::Words`] are printed bytes of the text.
    pub pieces: Vec<Piece>,
}

impl Passage {
    /// The words as `text` prints them, on one line; ` ... ` for what was left out or stands between, brackets round what was put
    /// in. Stops at the first word behind `most` bytes, and takes no more of any one word.
    #[must_use]
    pub fn printed(&self, text: &str, most: usize) -> String {
        let mut out = String::new();
        let mut word = |word: &str, within: bool| {
            let apart = if out.is_empty() || within { "" } else { " " };
            out.extend([apart, &word[..word.floor_char_boundary(most)]]);
            out.len() <= most
        };
        for piece in &self.pieces {
            let room = match piece {
                Piece::Words(span) => {
                    // `[W]e`: what was put in stands for the beginning of a word.
                    let before = text
                        .get(..span.start)
                        .and_then(|text| text.chars().next_back());
                    let mut within = before.is_some_and(char::is_alphanumeric);
                    let mut words = span.of(text).split_whitespace();
                    words.all(|words| word(words, std::mem::take(&mut within)))
                }
                Piece::Elision | Piece::Interruption => word("...", false),
                Piece::Insertion(put) => word(&format!("[{put}]"), false),
            };
            if !room {
                break;
            }
        }
        out
    }
}

/// One piece of a quotation as it will be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the text.
    Words(Span),
    /// Words left out by the annotator (`[...]`).
    Elision,
    /// A word put in by the annotator (`[word]`), without the brackets.
    Insertion(String),
    /// The attribution stands between the words before and after (a list in `text`).
    Interruption,
}

/// Why a pattern is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The words stand nowhere.
    Words,
    /// They would have to be cut out of other words or numbers, the first time out of these.
    Cut(Span),
    /// The words have operators, and segment `.0` (counted from 0) is the first that stands nowhere after the ones before it.
    Segment(usize),
    /// Every segment stands somewhere, but not in one paragraph and in order.
    Apart,
    /// An operator has nothing on one of its sides, or brackets do not close.
    Malformed,
    /// A printed `...` in the pattern is not in the text; without it the words are.
    Ellipsis,
}

/// Why an outcome is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// The article could not be read.
    Unreadable,
    /// The search is still under way.
    Pending,
    /// The search was given up: it would have cost more than one pattern may.
    Budget,
}
