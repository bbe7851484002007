//! The runs of words that a text is made of, and where in the article each of them stands by itself.
use super::super::super::context::{Anchored, Context};
use crate::{
    anchor::{self, Compared, Outcome, Pattern, change::Critical, find_standing},
    diag::Diagnostic,
    model::Record,
    text::Span,
};
use std::ops::Range;

/// A run of words between operators, or one string of a list.
pub(super) struct Part<'a> {
    pub(super) words: &'a str,
    /// Which string of the list it belongs to.
    pub(super) of: usize,
    /// Only a word was put in before it: it has to follow directly.
    pub(super) follows: bool,
    /// Where it stands, in text order.
    pub(super) places: Vec<Span>,
}

/// `all`, the records of one article together.
pub(super) fn by_article<'a>(all: impl Iterator<Item = Anchored<'a>>) -> Vec<Vec<Anchored<'a>>> {
    let all: Vec<Anchored<'a>> = all.collect();
    (all.chunk_by(|a, b| a.number == b.number))
        .map(<[_]>::to_vec)
        .collect()
}

/// The parts of each of `records`, which are of one article. A string that stands there as it is written has no operators.
pub(super) fn parts<'a>(records: &[Anchored<'a>]) -> Vec<Vec<Part<'a>>> {
    let Some(article) = records.first().map(|a| a.article) else {
        return Vec::new();
    };
    let written = records.iter().flat_map(|a| &a.record.text);
    let mut asked: Vec<&str> = written.map(String::as_str).collect();
    let whole = asked.len();
    let split: Vec<Vec<Part<'a>>> = (records.iter())
        .map(|a| {
            (a.record.text.iter().enumerate())
                .flat_map(|(n, part)| split(n, part))
                .collect()
        })
        .collect();
    asked.extend(split.iter().flatten().map(|part| part.words));
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|p| p.span).collect();
    let mut found = find_standing(&article.text, &paragraphs, &asked)
        .into_iter()
        .map(places);
    let wholes: Vec<Vec<Span>> = found.by_ref().take(whole).collect();
    let mut wholes = wholes.into_iter();
    let mut all = Vec::new();
    for (a, mut split) in records.iter().zip(split) {
        for (part, places) in split.iter_mut().zip(found.by_ref()) {
            part.places = places;
        }
        for ((n, words), places) in a.record.text.iter().enumerate().zip(wholes.by_ref()) {
            let has_operators = split.iter().filter(|part| part.of == n).count() > 1;
            if has_operators && !places.is_empty() && a.record.text.len() > 1 {
                let at = split.iter().position(|part| part.of == n).unwrap_or(0);
                split.retain(|part| part.of != n);
                split.insert(
                    at,
                    Part {
                        words,
                        of: n,
                        follows: false,
                        places,
                    },
                );
            }
        }
        all.push(split);
    }
    all
}

fn places(outcome: Outcome) -> Vec<Span> {
    match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => vec![passage.span],
        Outcome::Ambiguous(places) => places,
        _ => Vec::new(),
    }
}

/// The runs of words between the operators of `words`, string `part` of a list.
fn split(part: usize, words: &str) -> Vec<Part<'_>> {
    let mut all: Vec<Part<'_>> = Vec::new();
    for through in words.split(">>") {
        let (mut follows, mut left_out) = (false, false);
        for (n, piece) in through.split(['[', ']']).enumerate() {
            if n % 2 == 1 {
                left_out |= matches!(piece.trim(), "..." | "…");
                follows = !left_out;
            } else if !piece.trim().is_empty() {
                let words = piece.trim();
                all.push(Part {
                    words,
                    of: part,
                    follows,
                    places: Vec::new(),
                });
                (follows, left_out) = (false, false);
            }
        }
    }
    all
}

/// Whether the text of `record` has operators.
pub(super) fn has_operators(record: &Record) -> bool {
    (record.text.iter()).any(|part| anchor::has_operators(part))
}

/// Bytes on either side of a place in which something near is looked for.
const NEAR: usize = 16 << 10;
/// Places beside which something near is looked for.
const LOOKED: usize = 4;

/// The passage that is nearest to `words`, near the passage that is near to the whole, or in the paragraphs of the other `parts`.
pub(super) fn nearest(a: &Anchored<'_>, parts: &[Part<'_>], words: &str) -> Option<Span> {
    let near = match &a.anchor.outcome {
        Outcome::Altered(near) => Some(near.span),
        _ => None,
    };
    let others = parts.iter().filter_map(|part| part.places.first().copied());
    let pattern = Pattern::new(words);
    let text = &a.article.text;
    let mut looked: Vec<Span> = Vec::new();
    let mut best: Option<(f32, Span)> = None;
    for place in near.into_iter().chain(others).take(LOOKED) {
        let home = a
            .article
            .paragraph(a.article.paragraph_at(place.start))?
            .span;
        let start = text
            .floor_char_boundary(place.start.saturating_sub(NEAR))
            .max(home.start);
        let end = text
            .ceil_char_boundary((place.end + NEAR).min(text.len()))
            .min(home.end.max(place.end));
        let window = Span::new(start, end.max(start));
        if looked.contains(&window) {
            continue;
        }
        looked.push(window);
        let slice = window.of(text);
        if let Outcome::Altered(found) = anchor::find(slice, &[Span::new(0, slice.len())], &pattern)
            && best.is_none_or(|(score, _)| found.score > score)
        {
            let span = Span::new(start + found.span.start, start + found.span.end);
            best = Some((found.score, span));
        }
    }
    best.map(|(_, span)| span)
}

/// `finding` with its place narrowed to the bytes `within` of `words`, where the file has these words inside that place once.
pub(super) fn pointing(
    context: &Context<'_>,
    finding: Diagnostic,
    words: &str,
    within: Range<usize>,
) -> Diagnostic {
    let Some(place) = finding.place else {
        return finding;
    };
    let file = &context.dossier.written().files.get(place.file).text;
    let value = file.get(place.span.start..place.span.end).unwrap_or("");
    let mut found = value.match_indices(words);
    match (found.next(), found.next()) {
        (Some((at, _)), None) => {
            let start = place.span.start + at;
            finding.at(
                place.file,
                Span::new(start + within.start, start + within.end),
            )
        }
        _ => finding,
    }
}

/// `finding` with both sides below it, and what changes the sense.
pub(super) fn side_by_side(finding: Diagnostic, compared: Compared) -> Diagnostic {
    let mut finding = finding;
    if compared.is_shown_by_both() {
        finding = finding.note("written", compared.written);
    }
    finding = finding.note("article", compared.printed);
    if compared.critical.is_empty() {
        return finding;
    }
    let critical: Vec<&str> = compared.critical.into_iter().map(Critical::word).collect();
    finding.note("changed", critical.join(", "))
}
