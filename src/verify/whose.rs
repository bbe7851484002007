//! Whose words a quotation is: whom the draft names, and who says them in the article.
use super::{
    ask::in_one_line,
    finding::Attribution,
    judge::Bench,
    quotation::{Kind, Quotation, holes},
    shelf::Entry,
    speaker::{Voice, Who},
};
use crate::{model::Body, text::Span};

/// Marked words fewer than this quote only where the sentence names a source.
const QUOTATION: usize = 3;

/// A source is one of several that say some words where it says at least one in so many of them.
const PART: usize = 8;

/// A record that covers most of some words.
struct Part<'a> {
    /// Whether it is no quote.
    told: bool,
    /// Bytes of the words that it does not cover.
    missing: usize,
    at: Span,
    speaker: &'a str,
}

impl Bench<'_> {
    /// Whom the draft names, and who says it in the article.
    pub(super) fn attribution(
        &self,
        quotation: &Quotation,
        place: Option<(usize, Span)>,
    ) -> Attribution {
        let Some((entry, span)) = place else {
            let first = (0..self.dossiers.len()).find_map(|d| Some((d, self.voice(quotation, d)?)));
            let (named, stranger) = first.map_or((None, None), |(d, voice)| {
                (self.source(d, &voice), self.stranger(quotation, d, &voice))
            });
            return Attribution {
                named,
                stranger,
                ..Attribution::default()
            };
        };
        let dossier = self.entries[entry].dossier;
        let voice = self.voice(quotation, dossier).unwrap_or_default();
        let speakers = self.speakers(entry, span);
        let verdict = self.verdict(quotation, (entry, span), &voice, &speakers);
        let named = self.source(dossier, &voice);
        let is_named = |s: &&String| Some(*s) == named.as_ref();
        let actual = speakers.iter().find(is_named).or(speakers.first()).cloned();
        let several = if speakers.len() > 1 {
            speakers
        } else {
            Vec::new()
        };
        let uncovered = actual.is_none();
        Attribution {
            named,
            stranger: self.stranger(quotation, dossier, &voice),
            says: voice.says,
            verdict,
            actual,
            several,
            beside: self.entries[entry].beside(span).filter(|_| uncovered),
        }
    }

    /// Whom the draft names, as a dossier knows people; a word or two in marks are nobody's because somebody was named before.
    fn voice(&self, quotation: &Quotation, dossier: usize) -> Option<Voice> {
        let draft = &self.drafts[quotation.draft];
        let voice = self.casts[dossier].named(draft, &quotation.around, quotation.outer);
        voice.filter(|voice| voice.says || !self.is_aside(quotation))
    }

    /// The id of the source that `voice` is.
    fn source(&self, dossier: usize, voice: &Voice) -> Option<String> {
        let Some((Who::Source(number), _)) = voice.who else {
            return None;
        };
        let codebook = self.dossiers[dossier].codebook();
        Some(codebook.sources[number].id.clone())
    }

    /// The name of `voice`, as printed, where it is no source.
    fn stranger(&self, quotation: &Quotation, dossier: usize, voice: &Voice) -> Option<String> {
        match voice.who? {
            (Who::Source(_), _) => None,
            (Who::Party(number), _) => Some(
                self.dossiers[dossier].codebook().parties[number]
                    .name
                    .clone(),
            ),
            (Who::Stranger(_), name) => {
                Some(in_one_line(name.of(&self.drafts[quotation.draft].text)))
            }
        }
    }

    /// The sources of the words at `span`: of the records that cover most of them, quotes before claims, the closest fit first; then of
    /// those quotes that cover a part of their own.
    pub(super) fn speakers(&self, entry: usize, span: Span) -> Vec<String> {
        let covering = self.covering(entry, span);
        let alone = covering.first().is_some_and(|first| first.told);
        let whole: Vec<Span> = covering.iter().map(|part| part.at).collect();
        let parts = (!alone).then(|| self.parts(entry, span, &whole));
        let mut speakers: Vec<String> = Vec::new();
        let all = covering.into_iter().map(|part| part.speaker);
        for speaker in all.chain(parts.into_iter().flatten()) {
            if !speakers.iter().any(|known| known == speaker) {
                speakers.push(speaker.to_owned());
            }
        }
        speakers
    }

    /// The records that cover at least half of the words at `span`: the quotes, or else the claims.
    fn covering(&self, entry: usize, span: Span) -> Vec<Part<'_>> {
        let Entry {
            dossier, number, ..
        } = self.entries[entry];
        let dossier = &self.dossiers[dossier];
        let part = |&id| {
            let (at, speaker) = (dossier.span(id)?, dossier.speaker(id)?);
            let body = &dossier.record(id).body;
            let shared = at
                .end
                .min(span.end)
                .saturating_sub(at.start.max(span.start));
            let says = !matches!(body, Body::Event(_) | Body::Shift(_));
            (says && shared > 0 && shared * 2 >= span.len()).then_some(Part {
                told: !matches!(body, Body::Quote(_)),
                missing: span.len() - shared,
                at,
                speaker,
            })
        };
        let mut covering: Vec<Part> = (dossier.in_article(number).iter())
            .filter_map(part)
            .collect();
        covering.sort_unstable_by_key(|p| (p.told, p.missing, p.at.len(), p.speaker));
        let told = covering.first().is_some_and(|first| first.told);
        covering.retain(|part| part.told == told);
        covering
    }

    /// The sources whose quotes cover a part of the words at `span` that none of `covered` does, in text order; where nothing is covered
    /// otherwise, only those of which together cover at least half.
    fn parts(&self, entry: usize, span: Span, covered: &[Span]) -> Vec<&str> {
        let mut taken: Vec<Span> = covered.to_vec();
        let mut shares: Vec<(&str, usize)> = Vec::new();
        for (own, speaker) in self.quotes(entry, span) {
            let fresh = holes(own, &taken).iter().map(|hole| hole.len()).sum();
            taken.push(own);
            taken.sort_unstable();
            match shares.iter_mut().find(|(known, _)| *known == speaker) {
                Some((_, share)) => *share += fresh,
                None => shares.push((speaker, fresh)),
            }
        }
        let all: usize = shares.iter().map(|(_, share)| share).sum();
        shares.retain(|(_, share)| share * PART >= span.len());
        if covered.is_empty() && all * 2 < span.len() {
            shares.clear();
        }
        shares.into_iter().map(|(speaker, _)| speaker).collect()
    }

    /// The quotes of which words stand at `span`, in text order: the part of it that each covers, and who speaks.
    fn quotes(&self, entry: usize, span: Span) -> Vec<(Span, &str)> {
        let entry = &self.entries[entry];
        let dossier = &self.dossiers[entry.dossier];
        let within = |at: Span| Span::new(at.start.max(span.start), at.end.min(span.end));
        let mut quotes: Vec<(Span, &str)> = (dossier.in_article(entry.number).iter())
            .filter(|&&id| matches!(dossier.record(id).body, Body::Quote(_)))
            .filter_map(|&id| Some((dossier.span(id)?, dossier.speaker(id)?)))
            .filter(|(at, _)| at.meets(span))
            .map(|(at, speaker)| (within(at), speaker))
            .collect();
        quotes.sort_unstable();
        quotes
    }

    /// Whether no part of the words at `span` worth telling is another one's by the quotes, and not also `speaker`'s.
    pub(super) fn says_all(&self, entry: usize, span: Span, speaker: &str) -> bool {
        let (own, others): (Vec<_>, Vec<_>) =
            (self.quotes(entry, span).into_iter()).partition(|(_, other)| *other == speaker);
        let mut taken: Vec<Span> = own.into_iter().map(|(at, _)| at).collect();
        let mut foreign = 0;
        for (at, _) in others {
            foreign += holes(at, &taken)
                .iter()
                .map(|hole| hole.len())
                .sum::<usize>();
            taken.push(at);
            taken.sort_unstable();
        }
        foreign * PART < span.len()
    }

    /// Whether marks stand around one or two words that no source is named beside.
    pub(super) fn is_aside(&self, quotation: &Quotation) -> bool {
        let draft = &self.drafts[quotation.draft];
        let names_one =
            || (self.casts.iter()).any(|cast| cast.is_named_beside(draft, &quotation.around));
        quotation.kind == Kind::Marks && is_few(quotation) && !names_one()
    }
}

/// Whether a quotation is a word or two, which stand anywhere.
pub(super) const fn is_few(quotation: &Quotation) -> bool {
    quotation.words < QUOTATION
}
