//! Whether the words of each anchor stand where its neighbours carry them, were edited there while a copy of them stands elsewhere,
//! or are near only to what another anchor holds.
use super::{
    carried::{Carried, agreement, carried},
    lock::{Held, Words},
    near::{Near, near},
    remains::remain,
    search::Anchors,
};
use crate::{
    anchor::{Missing, Nearby, Outcome, Passage, Pattern, Piece, find_all, find_standing},
    model::Article,
    text::{Span, fold::is_cut},
};
use std::collections::BTreeMap;

/// What became of one anchor.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    /// Where it stands, or what is near.
    pub outcome: Outcome,
    /// Where else its words stand, or nearly its words: one of the two may be what was quoted.
    pub elsewhere: Option<Span>,
}

/// What became of each of `anchors` in `article`.
pub(super) fn settle(article: &Article, anchors: &Anchors<'_>) -> Vec<Settled> {
    let search = Search {
        article,
        anchors,
        patterns: anchors
            .iter()
            .map(|(_, held)| pattern(article, held))
            .collect(),
        paragraphs: article.spans(),
    };
    let outcomes = find_all(&article.text, &search.paragraphs, &search.patterns);
    let passages: Vec<_> = outcomes.iter().map(passage).collect();
    let carried = carried(article, anchors, &passages);
    let alone = |outcome| Settled {
        outcome,
        elsewhere: None,
    };
    let mut settled: Vec<Settled> = outcomes.into_iter().map(alone).collect();
    search.hold(&carried, &mut settled);
    search.doubt(&carried, &mut settled);
    remain(&search, &carried, &mut settled);
    search.leave(&mut settled);
    settled
}

/// What is looked for where `held` is to be found in `article`.
fn pattern(article: &Article, held: &Held) -> Pattern {
    let shown = |words: &String| Some(words.clone()).filter(|words| !words.trim().is_empty());
    Pattern {
        parts: held.words.runs().to_vec(),
        before: shown(&held.before),
        after: shown(&held.after),
        hint: (article.paragraph(held.paragraph)).map(|p| p.span.start.saturating_add(held.at)),
    }
}

/// Where an outcome says that the words stand.
fn passage(outcome: &Outcome) -> Option<Passage> {
    match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => Some(passage.clone()),
        _ => None,
    }
}

/// Where the words stand as they were.
pub(super) fn places(outcome: &Outcome) -> &[Span] {
    match outcome {
        Outcome::Exact(passage) | Outcome::Folded(passage) => std::slice::from_ref(&passage.span),
        Outcome::Ambiguous(places) => places,
        Outcome::Altered(_) | Outcome::Missing(_) | Outcome::Unchecked(_) => &[],
    }
}

/// Anchors of one article, and what is looked for in it.
pub(super) struct Search<'a> {
    pub article: &'a Article,
    pub anchors: &'a Anchors<'a>,
    pub patterns: Vec<Pattern>,
    pub paragraphs: Vec<Span>,
}

impl Search<'_> {
    /// Words that stand byte for byte at the place that is remembered are held, whatever copies of them came elsewhere.
    fn hold(&self, carried: &[Carried], settled: &mut [Settled]) {
        for (i, settled) in settled.iter_mut().enumerate() {
            let is_open = match &settled.outcome {
                Outcome::Ambiguous(_) => true,
                Outcome::Exact(passage) | Outcome::Folded(passage) => {
                    !carried[i].is_likely(self.article.paragraph_at(passage.span.start))
                }
                _ => false,
            };
            let held = self.anchors[i].1;
            let mut likely = carried[i].likely(held.paragraph);
            if is_open && let Some(passage) = likely.find_map(|number| self.still(held, number)) {
                settled.outcome = Outcome::Exact(passage);
            }
        }
    }

    /// The words of `held` byte for byte as deep in paragraph `number` as they stood.
    fn still(&self, held: &Held, number: usize) -> Option<Passage> {
        let paragraph = self.article.paragraph(number)?.span;
        let (text, start) = (&self.article.text, paragraph.start.checked_add(held.at)?);
        let rest = text.get(start..paragraph.end)?;
        let Words::One(words) = &held.words else {
            let pattern = Pattern {
                parts: held.words.runs().to_vec(),
                ..Pattern::default()
            };
            let found = find_standing(rest, &[Span::new(0, rest.len())], &[pattern]).pop()?;
            return moved_by(start, &found);
        };
        let span = Span::new(start, start + words.len());
        let stands = rest.starts_with(words.as_str());
        (stands && !is_cut(text, span.start) && !is_cut(text, span.end)).then(|| Passage {
            span,
            pieces: vec![Piece::Words(span)],
        })
    }

    /// Where words stand elsewhere than their neighbours carry them, and nearly the same words where they do, the latter are what was
    /// quoted, and were edited; the former are a copy of it.
    fn doubt(&self, carried: &[Carried], settled: &mut [Settled]) {
        let is_doubtful = |&i: &usize| self.is_doubtful(i, &settled[i].outcome, &carried[i]);
        let doubtful: Vec<usize> = (0..settled.len()).filter(is_doubtful).collect();
        for (i, found) in near(self, &doubtful, settled, Near::Anywhere) {
            let Outcome::Altered(nearby) = found else {
                continue;
            };
            let settled = &mut settled[i];
            match self.edited(i, &settled.outcome, &nearby, &carried[i]) {
                Some(span) => {
                    settled.elsewhere = places(&settled.outcome).first().copied();
                    settled.outcome = Outcome::Altered(Nearby {
                        span,
                        others: Vec::new(),
                        ..nearby
                    });
                }
                None => settled.elsewhere = self.nearest(i, &nearby),
            }
        }
    }

    /// Whether words that stand may be a copy of those that were quoted.
    fn is_doubtful(&self, i: usize, outcome: &Outcome, carried: &Carried) -> bool {
        let held = self.anchors[i].1;
        match outcome {
            Outcome::Exact(passage) | Outcome::Folded(passage) => {
                let place = passage.span;
                let number = self.article.paragraph_at(place.start);
                let start = self.article.paragraph(number).map_or(0, |p| p.span.start);
                let is_as_deep = place.start.checked_sub(start) == Some(held.at);
                !(carried.is_likely(number)
                    && (is_as_deep || agreement(self.article, held, place) == 2))
            }
            Outcome::Ambiguous(_) => true,
            _ => false,
        }
    }

    /// Of the places near to anchor `i` the one that is rather what was quoted than any at which its words stand.
    fn edited(
        &self,
        i: usize,
        outcome: &Outcome,
        nearby: &Nearby,
        carried: &Carried,
    ) -> Option<Span> {
        let held = self.anchors[i].1;
        let number = |place: Span| self.article.paragraph_at(place.start);
        let all = std::iter::once(nearby.span).chain(nearby.others.iter().copied());
        let near = (all.filter(|&place| carried.within.contains(&number(place))))
            .min_by_key(|&place| (!carried.is_likely(number(place)), self.distance(i, place)))?;
        let agrees = |place| agreement(self.article, held, place);
        let (likely, best) = (carried.is_likely(number(near)), agrees(near));
        let is_copy = |&place: &Span| {
            let is_elsewhere = likely && !carried.is_likely(number(place));
            best > agrees(place) || (is_elsewhere && best == agrees(place))
        };
        places(outcome).iter().all(is_copy).then_some(near)
    }

    /// Of the places near to anchor `i` the one nearest to where it stood.
    fn nearest(&self, i: usize, nearby: &Nearby) -> Option<Span> {
        let all = std::iter::once(nearby.span).chain(nearby.others.iter().copied());
        all.min_by_key(|&place| self.distance(i, place))
    }

    fn distance(&self, i: usize, place: Span) -> Option<usize> {
        (self.patterns[i].hint).map(|stood| place.start.abs_diff(stood))
    }

    /// Near words that another anchor holds as they are belong to that one, unless both shared them before.
    fn leave(&self, settled: &mut [Settled]) {
        let mut held: BTreeMap<usize, Vec<(usize, Span)>> = BTreeMap::new();
        for (i, settled) in settled.iter().enumerate() {
            if let Outcome::Exact(passage) | Outcome::Folded(passage) = &settled.outcome {
                let number = self.article.paragraph_at(passage.span.start);
                held.entry(number).or_default().push((i, passage.span));
            }
        }
        let is_anothers = |i: usize, outcome: &Outcome| {
            let Outcome::Altered(nearby) = outcome else {
                return false;
            };
            let near = nearby.span;
            let number = self.article.paragraph_at(near.start);
            let most = |place: Span| {
                let shared = place
                    .end
                    .min(near.end)
                    .saturating_sub(place.start.max(near.start));
                shared * 2 > near.len()
            };
            (held.get(&number).into_iter().flatten())
                .any(|&(j, place)| most(place) && !self.shared(i, j))
        };
        let lost: Vec<usize> = (0..settled.len())
            .filter(|&i| is_anothers(i, &settled[i].outcome))
            .collect();
        let found = near(self, &lost, settled, Near::ByContext);
        for &i in &lost {
            settled[i].outcome = Outcome::Missing(Missing::Words);
        }
        for (i, outcome) in found {
            if matches!(outcome, Outcome::Altered(_)) && !is_anothers(i, &outcome) {
                settled[i].outcome = outcome;
            }
        }
    }

    /// Whether anchors `i` and `j` had words in common where they stood.
    fn shared(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.stood(i), self.stood(j));
        a.0 < b.1 && b.0 < a.1
    }

    /// From where to where anchor `i` stood: paragraph, and bytes into it. Where words were left out, to the end of the paragraph.
    pub(super) fn stood(&self, i: usize) -> ((usize, usize), (usize, usize)) {
        let held = self.anchors[i].1;
        let end = match &held.words {
            Words::One(words) => held.at.saturating_add(words.len()),
            Words::Several(_) => usize::MAX,
        };
        ((held.paragraph, held.at), (held.paragraph, end))
    }
}

/// The passage that `found` says begins a text, in the text of which that begins at byte `start`.
fn moved_by(start: usize, found: &Outcome) -> Option<Passage> {
    let Outcome::Exact(passage) = found else {
        return None;
    };
    let moved = |span: &Span| Span::new(span.start + start, span.end + start);
    let piece = |piece: &Piece| match piece {
        Piece::Words(span) => Piece::Words(moved(span)),
        other => other.clone(),
    };
    (passage.span.start == 0).then(|| Passage {
        span: moved(&passage.span),
        pieces: passage.pieces.iter().map(piece).collect(),
    })
}
