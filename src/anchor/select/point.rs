//! An empty selector, which names a point.
use super::resolve::Resolved;
use crate::{
    anchor::{Missing, Outcome, Passage, Pattern},
    text::Span,
};

/// An empty selector names the point between its context, which must stand there byte for byte.
pub(super) fn point(text: &str, pattern: &Pattern) -> Resolved {
    let side = |words: &Option<String>| words.clone().unwrap_or_default();
    let (before, after) = (side(&pattern.before), side(&pattern.after));
    let beside = format!("{before}{after}");
    if beside.is_empty() || pattern.parts.iter().any(|p| !p.is_empty()) {
        return Resolved::nothing(Outcome::Missing(Missing::Words));
    }
    let at = |(i, _)| i + before.len();
    let mut points = text.match_indices(&beside).map(at);
    match (points.next(), points.next()) {
        (Some(point), None) => Resolved {
            outcome: Outcome::Exact(Passage {
                span: Span::new(point, point),
                pieces: Vec::new(),
            }),
            score: 1.0,
        },
        (Some(first), Some(second)) => Resolved::nothing(Outcome::Ambiguous(vec![
            Span::new(first, first),
            Span::new(second, second),
        ])),
        (None, _) => Resolved::nothing(Outcome::Missing(Missing::Words)),
    }
}
