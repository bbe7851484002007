//! Every quotation in every article: one pass an article for all of them, near words only for what stands nowhere.
use super::{
    ask::{Ask, Reading, asks},
    near::{Compared, Near, Vocabulary, Words, compare, nearest},
    quotation::Quotation,
    read::Draft,
    shelf::{Candidate, Entry, gaps, runs},
};
use crate::{
    anchor::{self, Outcome, Pattern},
    text::{
        Span,
        words::{sentences, words},
    },
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Places of one quotation that are kept.
const KEPT: usize = 64;
/// Paragraphs that words with omissions may run over.
const APART: usize = 3;

/// Words of each of their parts; fewer stand anywhere.
const RUN: usize = 3;

/// What was found of one quotation.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// Where it stands, in the order of the articles; all in the plainest reading that stands anywhere.
    pub(super) standing: Vec<Candidate>,
    /// Where it stands nowhere: the nearest words, and others that are about as near, each with the number of its entry.
    pub(super) near: Vec<(usize, Near)>,
    /// Whether some article was not searched to its end.
    pub(super) given_up: bool,
}

/// Looks up `quotations`, which are of `drafts`, in all `entries`.
pub(super) fn look_up(
    drafts: &[Draft],
    quotations: &[Quotation],
    entries: &[Entry<'_>],
) -> Vec<Lookup> {
    let asked: Vec<Vec<Ask>> = (quotations.iter())
        .map(|q| asks(&drafts[q.draft], q))
        .collect();
    let mut found: Vec<Lookup> = quotations.iter().map(|_| Lookup::default()).collect();
    let all: Vec<usize> = (0..quotations.len()).collect();
    for (number, entry) in entries.iter().enumerate() {
        pass(&asked, &all, (number, entry), &entry.paragraphs, &mut found);
    }
    let missing = missing(&mut found, entries);
    if missing.is_empty() {
        return found;
    }
    let words: Vec<String> = (missing.iter())
        .map(|&n| without_signs(&quotations[n].text(&drafts[quotations[n].draft])))
        .collect();
    let texts: Vec<&str> = entries.iter().map(Entry::text).collect();
    let nearest = nearest(&words, &texts);
    look_across(&asked, &missing, &nearest, entries, &mut found);
    find_near(&missing, &words, &nearest, entries, &mut found);
    found
}

/// Settles what was found, and says of which quotations nothing was.
fn missing(found: &mut [Lookup], entries: &[Entry<'_>]) -> Vec<usize> {
    for lookup in found.iter_mut() {
        settle(lookup, entries);
    }
    let stands_nowhere = |n: &usize| found[*n].standing.is_empty();
    (0..found.len()).filter(stands_nowhere).collect()
}

/// One pass over an article for the quotations `which`.
fn pass(
    asked: &[Vec<Ask>],
    which: &[usize],
    (number, entry): (usize, &Entry<'_>),
    paragraphs: &[Span],
    found: &mut [Lookup],
) {
    let asks: Vec<(usize, &Ask)> = (which.iter())
        .flat_map(|&n| asked[n].iter().map(move |ask| (n, ask)))
        .collect();
    let patterns: Vec<&Pattern> = asks.iter().map(|(_, ask)| &ask.pattern).collect();
    let outcomes = anchor::find_standing(entry.text(), paragraphs, &patterns);
    for (&(n, ask), outcome) in asks.iter().zip(&outcomes) {
        let lookup = &mut found[n];
        lookup.given_up |= matches!(outcome, Outcome::Unchecked(_));
        let places = entry.candidates(number, ask, outcome);
        let alike = |c: &&Candidate| c.reading.min(Reading::Replaced) == ask.reading;
        if !places.is_empty() && lookup.standing.iter().filter(alike).count() < KEPT {
            lookup.standing.extend(places);
        }
    }
}

/// Looks for what stands in no paragraph across the ends of paragraphs, in the articles that have its words.
fn look_across(
    asked: &[Vec<Ask>],
    missing: &[usize],
    nearest: &[Vec<usize>],
    entries: &[Entry<'_>],
    found: &mut [Lookup],
) {
    let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&n, articles) in missing.iter().zip(nearest) {
        for &number in articles {
            wanted.entry(number).or_default().push(n);
        }
    }
    for (number, which) in wanted {
        let entry = &entries[number];
        let whole = Span::new(0, entry.text().len());
        pass(asked, &which, (number, entry), &[whole], found);
    }
    for &n in missing {
        settle(&mut found[n], entries);
    }
}

/// Keeps the plainest reading that stands anywhere, each place once; words with omissions only where they are near each other.
fn settle(lookup: &mut Lookup, entries: &[Entry<'_>]) {
    let close = |c: &Candidate| {
        let article = entries[c.entry].article;
        let first = article.paragraph_at(c.passage.span.start);
        let last = article.paragraph_at(c.passage.span.end.saturating_sub(1));
        let runs_on = gaps(&c.passage).next().is_none();
        let told = || {
            let text = article.text.as_str();
            runs(&c.passage).all(|run| words(text, run).count() >= RUN)
        };
        runs_on
            || first == last
            || (last - first < APART && c.reading < Reading::Replaced && told())
    };
    lookup.standing.retain(close);
    let plainest = lookup.standing.iter().map(|c| c.reading).min();
    lookup.standing.retain(|c| Some(c.reading) == plainest);
    (lookup.standing).sort_by_key(|c| (c.entry, c.passage.span));
    (lookup.standing).dedup_by_key(|c| (c.entry, c.passage.span));
}

/// Finds the words nearest to those quotations of `missing` that stand nowhere still.
fn find_near(
    missing: &[usize],
    words: &[String],
    nearest: &[Vec<usize>],
    entries: &[Entry<'_>],
    found: &mut [Lookup],
) {
    let mut vocabulary = Vocabulary::default();
    let mut read: FxHashMap<usize, Words> = FxHashMap::default();
    for ((&n, words), articles) in missing.iter().zip(words).zip(nearest) {
        let lookup = &mut found[n];
        if !lookup.standing.is_empty() {
            continue;
        }
        let quoted = vocabulary.read(words, &[Span::new(0, words.len())]);
        let pieces = pieces(words, &mut vocabulary);
        let is_short = quoted.len() < SHORT || words.trim().chars().count() < SHORT_LETTERS;
        for &number in articles {
            let entry = &entries[number];
            let text = entry.text();
            let there =
                (read.entry(number)).or_insert_with(|| vocabulary.read(text, &entry.paragraphs));
            let near = match compare(&quoted, there, &vocabulary) {
                Compared::Near(near) => near,
                Compared::Nothing if lookup.near.is_empty() => {
                    Vec::from_iter(near_piece(&pieces, there, &vocabulary))
                }
                Compared::Nothing => Vec::new(),
                Compared::TooLong => {
                    lookup.given_up = true;
                    Vec::new()
                }
            };
            // A title or a phrase is known by its own words alone, whatever the marks and the size of their letters.
            let same = |near: &Near| {
                let counted = Vocabulary::count(near.span.of(text));
                near.coverage > ALL_THERE && counted == quoted.len()
            };
            let near = near.into_iter().filter(|near| !is_short || same(near));
            lookup.near.extend(near.map(|near| (number, near)));
        }
        keep_nearest(&mut lookup.near);
    }
}

/// A quotation of fewer words, or of fewer letters, is not looked for with changes.
const SHORT: usize = 4;
const SHORT_LETTERS: usize = 20;
/// The part of a quotation's words that is all of them, whatever the sums lose.
const ALL_THERE: f32 = 0.999;
/// Passages whose parts that are there differ by less are about equally near: 0.07 of a score of which they make 0.62.
const MARGIN: f32 = 0.07 / 0.62;

/// Leaves the nearest words first, and behind them those that are about as near.
fn keep_nearest(near: &mut Vec<(usize, Near)>) {
    near.sort_by(|(_, a), (_, b)| b.coverage.total_cmp(&a.coverage));
    if let Some(&(_, first)) = near.first() {
        near.retain(|(_, near)| first.coverage - near.coverage < MARGIN);
    }
}

/// Words that a sentence of a quotation must have to be looked for by itself.
const PIECE: usize = 5;
/// Part of its words that must be there.
const WHOLE: f32 = 0.9;

/// The sentences of a quotation that has several, the longest first.
fn pieces(quoted: &str, vocabulary: &mut Vocabulary) -> Vec<Words> {
    let sentences = sentences(quoted, Span::new(0, quoted.len()));
    if sentences.len() < 2 {
        return Vec::new();
    }
    let read = |s: Span| vocabulary.read(quoted, &[s]);
    let mut pieces: Vec<Words> = sentences.into_iter().map(read).collect();
    pieces.retain(|piece| piece.len() >= PIECE);
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    pieces
}

/// The words of an article that one of the sentences of a quotation is, where the others are from elsewhere or from nowhere.
fn near_piece(pieces: &[Words], there: &Words, vocabulary: &Vocabulary) -> Option<Near> {
    pieces
        .iter()
        .find_map(|piece| match compare(piece, there, vocabulary) {
            // Less than the whole of a quotation, however much of the sentence is there.
            Compared::Near(near) if near[0].coverage >= WHOLE => Some(Near {
                coverage: 0.0,
                ..near[0]
            }),
            _ => None,
        })
}

/// `words` without the signs of omissions and the brackets of insertions.
fn without_signs(words: &str) -> String {
    words.replace(['[', ']', '…'], " ")
}
