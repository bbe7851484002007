//! Words as they stand.
use super::{Missing, Outcome, Passage, Pattern, Piece};
use crate::text::Span;

/// Looks for every pattern in `text`, within `paragraphs`.
#[must_use]
pub fn find_all(text: &str, paragraphs: &[Span], patterns: &[Pattern]) -> Vec<Outcome> {
    (patterns.iter())
        .map(|pattern| {
            let words = &pattern.parts[0];
            let places: Vec<Span> = (paragraphs.iter())
                .flat_map(|p| {
                    (p.of(text).match_indices(words.as_str()))
                        .map(|(at, m)| Span::new(p.start + at, p.start + at + m.len()))
                })
                .collect();
            match places[..] {
                [] => Outcome::Missing(Missing::Words),
                [span] => Outcome::Exact(Passage {
                    span,
                    pieces: vec![Piece::Words(span)],
                }),
                _ => Outcome::Ambiguous(places),
            }
        })
        .collect()
}
