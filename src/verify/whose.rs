//! Whose words a quotation is: whom the draft names, and who says them in the article.
use super::{
    finding::{Attribution, Verdict},
    judge::Bench,
    quotation::{Kind, Quotation},
    shelf::Entry,
    speaker::Named,
};
use crate::{
    model::{Body, Codebook},
    text::Span,
};

/// Marked words fewer than this quote only where the sentence names a source.
const QUOTATION: usize = 3;

impl Bench<'_> {
    /// Whom the draft names, and who says it in the article.
    pub(super) fn attribution(
        &self,
        quotation: &Quotation,
        place: Option<(usize, Span)>,
    ) -> Attribution {
        let draft = &self.drafts[quotation.draft];
        let is_aside = self.is_aside(quotation);
        let named = |dossier: usize| {
            let named = self.names[dossier].named(draft, &quotation.around, quotation.outer);
            // A word or two in marks are nobody's because somebody was named before.
            named.filter(|named| named.says || !is_aside)
        };
        let id = |dossier: usize, named: Named| {
            self.dossiers[dossier].codebook().sources[named.source]
                .id
                .clone()
        };
        let Some((entry, span)) = place else {
            let first = (0..self.dossiers.len()).find_map(|d| Some(id(d, named(d)?)));
            return Attribution {
                named: first,
                says: false,
                actual: None,
                verdict: Verdict::Unknown,
                beside: None,
            };
        };
        let dossier = self.entries[entry].dossier;
        let named = named(dossier);
        let called = named.map(|named| id(dossier, named));
        let speakers = self.speakers(entry, span);
        let is_named = |s: &&String| Some(*s) == called.as_ref();
        let actual = speakers.iter().find(is_named).or(speakers.first()).cloned();
        let (uncovered, says) = (actual.is_none(), named.is_some_and(|n| n.says));
        Attribution {
            says,
            verdict: verdict(called.as_deref(), says, actual.as_deref()),
            named: called,
            actual,
            beside: self.entries[entry].beside(span).filter(|_| uncovered),
        }
    }

    /// The sources of the records that cover most of the words at `span`: quotes before claims, the closest fit first.
    pub(super) fn speakers(&self, entry: usize, span: Span) -> Vec<String> {
        let Entry {
            dossier, number, ..
        } = self.entries[entry];
        let dossier = &self.dossiers[dossier];
        let mut covering: Vec<(bool, usize, usize, &str)> = Vec::new();
        for &id in dossier.in_article(number) {
            let (Some(at), Some(speaker)) = (dossier.span(id), dossier.speaker(id)) else {
                continue;
            };
            let shared = at
                .end
                .min(span.end)
                .saturating_sub(at.start.max(span.start));
            let told = !matches!(dossier.record(id).body, Body::Quote(_));
            let only_told =
                told && matches!(dossier.record(id).body, Body::Event(_) | Body::Shift(_));
            if shared * 2 >= span.len() && shared > 0 && !only_told {
                covering.push((told, span.len() - shared, at.len(), speaker));
            }
        }
        if covering.is_empty() {
            return self.together(entry, span).into_iter().collect();
        }
        covering.sort_unstable();
        let quoted = covering.first().is_some_and(|(told, ..)| !told);
        (covering.into_iter())
            .filter(|(told, ..)| *told != quoted)
            .map(|(.., speaker)| speaker.to_owned())
            .collect()
    }

    /// The one source whose quotations together cover most of the words at `span`.
    fn together(&self, entry: usize, span: Span) -> Option<String> {
        let entry = &self.entries[entry];
        let dossier = &self.dossiers[entry.dossier];
        let mut parts: Vec<(Span, &str)> = (dossier.in_article(entry.number).iter())
            .filter(|&&id| matches!(dossier.record(id).body, Body::Quote(_)))
            .filter_map(|&id| Some((dossier.span(id)?, dossier.speaker(id)?)))
            .filter(|(at, _)| at.meets(span))
            .collect();
        parts.sort_unstable();
        let (_, speaker) = *parts.first()?;
        let (mut covered, mut at) = (0, span.start);
        for (part, _) in &parts {
            let (start, end) = (part.start.max(at), part.end.min(span.end));
            covered += end.saturating_sub(start);
            at = at.max(end);
        }
        let one = parts.iter().all(|(_, other)| *other == speaker);
        (one && covered * 2 >= span.len()).then(|| speaker.to_owned())
    }

    /// Whether marks stand around one or two words that no source is named beside.
    pub(super) fn is_aside(&self, quotation: &Quotation) -> bool {
        let draft = &self.drafts[quotation.draft];
        let names_one =
            || (self.names.iter()).any(|names| names.is_named_beside(draft, &quotation.around));
        quotation.kind == Kind::Marks && is_few(quotation) && !names_one()
    }
}

/// Whether a quotation is a word or two, which stand anywhere.
pub(super) const fn is_few(quotation: &Quotation) -> bool {
    quotation.words < QUOTATION
}

/// Whether the source that a draft names, and perhaps `says` to speak, is the one whose words these are. The article's own voice is
/// contradicted only by somebody who is said to speak.
fn verdict(called: Option<&str>, says: bool, actual: Option<&str>) -> Verdict {
    match (called, actual) {
        (Some(called), Some(actual)) if called == actual => Verdict::Ok,
        (Some(_), Some(actual)) if actual != Codebook::ARTICLE || says => Verdict::Other,
        _ => Verdict::Unknown,
    }
}
