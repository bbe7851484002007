//! The places of segments that hang together, where some are too common or too short to be looked for everywhere.
use super::{
    chain::{Spot, in_order},
    judge::Search,
    operators::Link,
    pages::Pages,
    places::KEPT,
    plan::Segments,
};
use crate::text::{
    Span,
    fold::{Ends, Folded, ceil_grapheme, floor_grapheme},
};

/// Places of one segment in the paragraphs of its rarest companion.
const CROWD: usize = 1 << 16;
/// How many paragraphs the parts of a list may lie apart where one of them is too common to look for everywhere.
const NEIGHBOURS: usize = 8;

impl Search<'_> {
    /// The places of each segment; where some are too common or too short, only those near the rarest one. `None` if that is not to be had.
    pub(super) fn gather(&self, pages: Pages<'_>, segments: &Segments) -> Option<Vec<Vec<Spot>>> {
        let of = |&n: &usize| self.places.best(n);
        let crowded =
            |n: &usize| self.asked.aside[*n] || of(n).total > KEPT || self.places.given_up(*n);
        let needles = &segments.needles;
        let mut places: Vec<Vec<Spot>> = needles.iter().map(|n| of(n).first().collect()).collect();
        if needles.iter().any(crowded) {
            let lone = needles.iter().filter(|n| !crowded(n));
            let pivot = lone.min_by_key(|n| of(n).total)?;
            let near = match pages.paragraphs() {
                Some(paragraphs) => segments.neighbours(paragraphs, of(pivot).first()),
                None => segments.around(pages.text, of(pivot).first()),
            };
            let crowds = needles.iter().zip(&mut places).filter(|(n, _)| crowded(n));
            for (n, spots) in crowds {
                *spots = self.places_in(pages.text, &near, *n)?;
            }
        }
        for spots in &mut places {
            in_order(spots);
            spots.dedup();
        }
        Some(places)
    }

    /// The places of a needle in some stretches, each of a paragraph.
    fn places_in(&self, text: &str, near: &[(usize, Span)], needle: usize) -> Option<Vec<Spot>> {
        let mut spots: [Vec<Spot>; 3] = Default::default();
        let mut all = 0;
        let mut folded = Folded::default();
        for &(paragraph, within) in near {
            folded.refill(text, within);
            for hit in folded.hits(text, &self.asked.needles[needle]) {
                spots[hit.ends as usize].push(Spot {
                    span: hit.span,
                    paragraph,
                });
                all += 1;
                if all > CROWD {
                    return None;
                }
            }
        }
        let is_whole = !spots[Ends::Whole as usize].is_empty();
        let ends = if is_whole {
            Ends::Whole
        } else {
            self.places.ends(needle)
        };
        Some(std::mem::take(&mut spots[ends as usize]))
    }
}

impl Segments {
    /// The paragraphs of `spots`; where an attribution may stand between the parts, those around them too; each once.
    fn neighbours(
        &self,
        paragraphs: &[Span],
        spots: impl Iterator<Item = Spot>,
    ) -> Vec<(usize, Span)> {
        let parted = |l: &Link| matches!(l, Link::Interrupted(_));
        let reach = if self.reading.links.iter().any(parted) {
            NEIGHBOURS
        } else {
            0
        };
        let around = |s: Spot| {
            s.paragraph.saturating_sub(reach)..(s.paragraph + reach + 1).min(paragraphs.len())
        };
        let mut near: Vec<usize> = spots.flat_map(around).collect();
        near.sort_unstable();
        near.dedup();
        near.into_iter().map(|i| (i, paragraphs[i])).collect()
    }

    /// The bytes around `spots` of a text without paragraphs.
    fn around(&self, text: &str, spots: impl Iterator<Item = Spot>) -> Vec<(usize, Span)> {
        let words = self.reading.segments.iter().map(|s| s.words.len());
        let reach = longest(words.sum());
        let around = |s: Spot| {
            let start = s.span.start.saturating_sub(reach);
            let end = (s.span.end + reach).min(text.len());
            let within = Span::new(floor_grapheme(text, start), ceil_grapheme(text, end));
            (s.paragraph, within)
        };
        spots.map(around).collect()
    }
}

/// Bytes over which a quotation of `len` bytes may run in a text without paragraphs, with words left out.
pub(in crate::anchor) const fn longest(len: usize) -> usize {
    len * 4 + 2_000
}
