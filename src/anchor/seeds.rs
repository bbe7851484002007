//! Where quotations may be of which too few words are whole: tier 4.
//!
//! Short runs of letters of all of them are looked for in one pass over the text, and vote for stretches; the best are compared letter by
//! letter. No index is kept. (Q-gram filtering after E. Ukkonen, *Approximate string-matching with q-grams and maximal matches*, 1992.)
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    index::{Index, each_loose, loose},
    near::{Candidate, by_letters, tolerance},
    query::Query,
};

/// Bytes of the loose text in a run.
const RUN: usize = 5;
/// Bytes from the first of them to the last.
const BEFORE: u32 = 4;
/// Places of one run that are remembered; what is more frequent says nothing.
const KEPT: u32 = 48;
/// Bytes of a quotation beyond which not every run of it is looked for.
const LONG: usize = 200;
/// Bytes of the text to a stretch, as a power of two.
const STRETCH: u32 = 6;
/// Stretches of one quotation that are compared.
const BEST: usize = 3;
/// Runs that must agree on a stretch, and one in how many: where a letter in four is another, one in four is whole.
const AGREED: u32 = 2;
const SHARE: usize = 16;

/// A run of letters: the last quotation it is of and the last place it stands at, each of which names the one before.
#[derive(Clone, Copy)]
struct Run {
    owner: u32,
    place: u32,
    places: u32,
}

/// No further one.
const NONE: u32 = u32::MAX;

/// For each of `queries` the stretches of the text that are like it letter by letter, best first or none.
pub(super) fn candidates(index: &Index<'_>, queries: &[&Query]) -> Vec<Vec<Candidate>> {
    let mut runs = Runs::new(queries);
    runs.read(index.text);
    let votes = runs.votes(queries.len());
    let compare = |(query, votes): (&&Query, FxHashMap<u32, u32>)| {
        let runs = query.clean.len() / step(query.clean.len());
        let stretches = elect(&votes, AGREED.max(small(runs / SHARE)));
        let found = stretches.into_iter().filter_map(|stretch| {
            let start = (stretch as usize) << STRETCH;
            let slack = query.clean.len() / 4 + (2 << STRETCH);
            let end = start + query.clean.len() + slack;
            let bounds = index.words_meeting(start.saturating_sub(slack), end);
            by_letters(index, query, bounds, tolerance(query))
        });
        found.collect()
    };
    queries.iter().zip(votes).map(compare).collect()
}

/// The stretches with the most votes.
fn elect(votes: &FxHashMap<u32, u32>, agreed: u32) -> Vec<u32> {
    let with_next = |(&at, &n): (&u32, &u32)| (n + votes.get(&(at + 1)).unwrap_or(&0), at);
    let mut ranked: Vec<(u32, u32)> = votes
        .iter()
        .map(with_next)
        .filter(|v| v.0 >= agreed)
        .collect();
    ranked.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<u32> = Vec::new();
    for (_, at) in ranked {
        if chosen.len() == BEST {
            break;
        }
        if chosen.iter().all(|c| c.abs_diff(at) > 1) {
            chosen.push(at);
        }
    }
    chosen
}

/// The runs of all quotations, by their letters.
struct Runs {
    all: Vec<Run>,
    by_letters: FxHashMap<u64, u32>,
    /// A bit for each run by its hash, so that most of the text is passed over.
    seen: Vec<u64>,
    /// A quotation, the byte of it where the run stands, and the run's next.
    owners: Vec<(u32, u32, u32)>,
    /// A byte of the text, and the run's next.
    places: Vec<(u32, u32)>,
}

impl Runs {
    fn new(queries: &[&Query]) -> Self {
        let letters: usize = queries.iter().map(|q| q.clean.len()).sum();
        let mut runs = Self {
            all: Vec::with_capacity(letters),
            by_letters: FxHashMap::with_capacity_and_hasher(letters, FxBuildHasher),
            seen: vec![0; 1 << 12],
            owners: Vec::with_capacity(letters),
            places: Vec::new(),
        };
        for (number, query) in (0..).zip(queries) {
            let letters = loose(&query.clean).0;
            let step = step(letters.len());
            for (at, window) in (0..).zip(letters.windows(RUN)).step_by(step) {
                runs.own(key(window), number, at);
            }
        }
        runs
    }

    fn own(&mut self, key: u64, number: u32, at: u32) {
        let next = small(self.all.len());
        let run = *self.by_letters.entry(key).or_insert(next);
        if run == next {
            self.all.push(Run {
                owner: NONE,
                place: NONE,
                places: 0,
            });
            let bit = bit(key);
            self.seen[bit >> 6] |= 1 << (bit & 63);
        }
        let run = &mut self.all[run as usize];
        let before = std::mem::replace(&mut run.owner, small(self.owners.len()));
        self.owners.push((number, at, before));
    }

    /// Notes where the runs stand in `text`.
    fn read(&mut self, text: &str) {
        if self.all.is_empty() {
            return;
        }
        let (mut window, mut read) = (0u64, 0usize);
        each_loose(text, |at, byte| {
            window = (window << 8 | u64::from(byte)) & MASK;
            read += 1;
            let bit = bit(window);
            if read < RUN || self.seen[bit >> 6] >> (bit & 63) & 1 == 0 {
                return;
            }
            let Some(&run) = self.by_letters.get(&window) else {
                return;
            };
            let run = &mut self.all[run as usize];
            run.places += 1;
            if run.places <= KEPT {
                let before = std::mem::replace(&mut run.place, small(self.places.len()));
                self.places.push((at.saturating_sub(BEFORE), before));
            }
        });
    }

    /// For each quotation the votes of its runs for the stretches where it would begin.
    fn votes(&self, quotations: usize) -> Vec<FxHashMap<u32, u32>> {
        let mut votes = vec![FxHashMap::default(); quotations];
        for run in self.all.iter().filter(|run| run.places <= KEPT) {
            let mut next = run.owner;
            while let Some(&(number, at, before)) = self.owners.get(next as usize) {
                next = before;
                let mut place = run.place;
                while let Some(&(byte, before)) = self.places.get(place as usize) {
                    place = before;
                    let from = byte.saturating_sub(at) >> STRETCH;
                    *votes[number as usize].entry(from).or_default() += 1;
                }
            }
        }
        votes
    }
}

/// The distance between the runs of a quotation of `len` bytes that are looked for.
const fn step(len: usize) -> usize {
    1 + len / LONG
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

/// The bytes of a window that count.
const MASK: u64 = (1 << (8 * RUN)) - 1;

fn key(window: &[u8]) -> u64 {
    window.iter().fold(0, |key, &b| key << 8 | u64::from(b))
}

/// One of 2^18 bits.
const fn bit(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 46) as usize
}

#[cfg(test)]
mod tests {
    use super::super::{index::Index, query::Query};
    use super::*;
    use crate::text::Span;

    fn best(text: &str, words: &str) -> Option<Span> {
        let index = Index::new(text);
        let query = Query::new(&index, &[words.to_owned()], None);
        let found = candidates(&index, &[&query]).remove(0);
        let best = found.into_iter().max_by(|a, b| a.score.total_cmp(&b.score));
        best.map(|c| c.span)
    }

    #[test]
    fn words_none_of_which_is_whole_are_found_by_their_letters() {
        let before = "Rain fell on the harbour all afternoon, and nobody came. ".repeat(40);
        let passage = "The council voted to keep the oldest bridge open until spring";
        let text = format!("{before}{passage}. {before}");
        let at = text.find(passage).unwrap_or(0);
        let damaged = "Thc councll votcd tu keap thc oldect bridgc opem untll sprlng";
        assert_eq!(
            best(&text, damaged),
            Some(Span::new(at, at + passage.len()))
        );
        assert_eq!(
            best(
                &text,
                "Penguins arguing about violet taxes under quiet skies"
            ),
            None
        );
    }

    #[test]
    fn scripts_without_blanks_are_found_by_their_letters() {
        let text =
            "昨日は雨が降った。市議会は古い橋を春まで開けておくことを決めた。船は来なかった。";
        let found = best(text, "市議会は吉い橋を春まて開けておくことを決めた");
        assert_eq!(
            found.map(|s| s.of(text)),
            Some("市議会は古い橋を春まで開けておくことを決めた")
        );
    }
}
