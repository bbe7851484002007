//! Every quotation in every article: one pass an article for all of them, near words only for what stands nowhere.
use super::{
    ask::{Ask, Reading, asks},
    near::{Compared, Near, Vocabulary, Words, compare, each_word},
    quotation::Quotation,
    read::Draft,
    shelf::{Candidate, Entry, gaps},
};
use crate::{
    anchor::{self, Outcome, Pattern},
    text::Span,
};
use rustc_hash::FxHashMap;

/// Places of one quotation that are kept.
const KEPT: usize = 64;
/// Articles in which near words are looked for.
const NEAREST: usize = 6;
/// Part of a quotation's different words that such an article must have, by weight.
const SHARED: f32 = 0.4;
/// Paragraphs that words with omissions may run over.
const APART: usize = 3;

/// What was found of one quotation.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// Where it stands, in the order of the articles; all in the plainest reading that stands anywhere.
    pub(super) standing: Vec<Candidate>,
    /// Where it stands nowhere: the nearest words, and the number of their entry.
    pub(super) near: Option<(usize, Near)>,
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
    pass(&asked, &all, entries, &mut found, |entry| {
        entry.paragraphs.clone()
    });
    let missing = |found: &[Lookup]| -> Vec<usize> {
        let stands_nowhere = |n: &usize| found[*n].standing.is_empty();
        (0..found.len()).filter(stands_nowhere).collect()
    };
    let across = missing(&found);
    if !across.is_empty() {
        pass(&asked, &across, entries, &mut found, whole);
    }
    for lookup in &mut found {
        settle(lookup, entries);
    }
    let nowhere = missing(&found);
    if !nowhere.is_empty() {
        find_near(drafts, quotations, &nowhere, entries, &mut found);
    }
    found
}

/// The article as one paragraph.
fn whole(entry: &Entry<'_>) -> Vec<Span> {
    vec![Span::new(0, entry.text().len())]
}

/// One pass over every article for the quotations `which`.
fn pass(
    asked: &[Vec<Ask>],
    which: &[usize],
    entries: &[Entry<'_>],
    found: &mut [Lookup],
    within: impl Fn(&Entry<'_>) -> Vec<Span>,
) {
    let asks: Vec<(usize, &Ask)> = (which.iter())
        .flat_map(|&n| asked[n].iter().map(move |ask| (n, ask)))
        .collect();
    let patterns: Vec<Pattern> = asks.iter().map(|(_, ask)| ask.pattern.clone()).collect();
    for (number, entry) in entries.iter().enumerate() {
        let outcomes = anchor::find_standing(entry.text(), &within(entry), &patterns);
        for (&(n, ask), outcome) in asks.iter().zip(&outcomes) {
            let lookup = &mut found[n];
            lookup.given_up |= matches!(outcome, Outcome::Unchecked(_));
            if lookup.standing.len() < KEPT {
                let places = entry.candidates(number, ask, outcome);
                lookup.standing.extend(places);
            }
        }
    }
}

/// Keeps the plainest reading that stands anywhere, each place once; words with omissions only where they are near each other.
fn settle(lookup: &mut Lookup, entries: &[Entry<'_>]) {
    let close = |c: &Candidate| {
        let article = entries[c.entry].article;
        let first = article.paragraph_at(c.passage.span.start);
        let last = article.paragraph_at(c.passage.span.end.saturating_sub(1));
        let runs_on = gaps(&c.passage).next().is_none();
        runs_on || (last - first < APART && (first == last || c.reading != Reading::Replaced))
    };
    lookup.standing.retain(close);
    let plainest = lookup.standing.iter().map(|c| c.reading).min();
    lookup.standing.retain(|c| Some(c.reading) == plainest);
    (lookup.standing).sort_by_key(|c| (c.entry, c.passage.span));
    (lookup.standing).dedup_by_key(|c| (c.entry, c.passage.span));
}

/// Finds the nearest words for the quotations `which`, in the articles that share most of their words.
fn find_near(
    drafts: &[Draft],
    quotations: &[Quotation],
    which: &[usize],
    entries: &[Entry<'_>],
    found: &mut [Lookup],
) {
    let mut vocabulary = Vocabulary::default();
    let quoted: Vec<Words> = (which.iter())
        .map(|&n| {
            let words = without_signs(&quotations[n].text(&drafts[quotations[n].draft]));
            vocabulary.read(&words, Span::new(0, words.len()))
        })
        .collect();
    let nearest = nearest_articles(&quoted, entries, &mut vocabulary);
    let mut read: FxHashMap<usize, Words> = FxHashMap::default();
    for ((&n, words), articles) in which.iter().zip(&quoted).zip(nearest) {
        for number in articles {
            let entry = &entries[number];
            let there = read
                .entry(number)
                .or_insert_with(|| vocabulary.read(entry.text(), Span::new(0, entry.text().len())));
            match compare(words, there, &vocabulary) {
                Compared::Near(near) => {
                    let best = found[n].near.map_or(0.0, |(_, near)| near.coverage);
                    if near.coverage > best {
                        found[n].near = Some((number, near));
                    }
                }
                Compared::Nothing => {}
                Compared::TooLong => found[n].given_up = true,
            }
        }
    }
}

/// `words` without the signs of omissions and the brackets of insertions.
fn without_signs(words: &str) -> String {
    words.replace(['[', ']', '…'], " ")
}

/// For each of `quoted`, the articles that share most of its different words, rare ones counting for more.
fn nearest_articles(
    quoted: &[Words],
    entries: &[Entry<'_>],
    vocabulary: &mut Vocabulary,
) -> Vec<Vec<usize>> {
    if entries.len() <= NEAREST {
        return quoted
            .iter()
            .map(|_| (0..entries.len()).collect())
            .collect();
    }
    let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (number, entry) in entries.iter().enumerate() {
        let text = entry.text();
        for word in each_word(text, Span::new(0, text.len())) {
            if let Some(id) = vocabulary.known(word.of(text)) {
                let holders = holders.entry(id).or_default();
                if holders.last() != Some(&number) {
                    holders.push(number);
                }
            }
        }
    }
    (quoted.iter())
        .map(|words| rank(words, &holders, entries.len()))
        .collect()
}

fn rank(words: &Words, holders: &FxHashMap<u32, Vec<usize>>, articles: usize) -> Vec<usize> {
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    let weigh = |holders: usize| (1.0 + articles as f32 / holders.max(1) as f32).ln();
    let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
    let mut all = 0.0;
    for id in words.distinct() {
        let holders = holders.get(&id).map_or(&[][..], Vec::as_slice);
        let weight = weigh(holders.len());
        if !holders.is_empty() {
            all += weight;
        }
        for &number in holders {
            *shared.entry(number).or_default() += weight;
        }
    }
    let mut ranked: Vec<(usize, f32)> = shared
        .into_iter()
        .filter(|(_, s)| *s >= SHARED * all)
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
        .into_iter()
        .take(NEAREST)
        .map(|(number, _)| number)
        .collect()
}
