//! Where quotations may be that stand nowhere: short runs of the letters of all of them, and of the words beside them, are looked for in
//! one pass over the text and vote for where each would begin.
//!
//! No index of the text is made: what nobody asks for is passed over. (Q-gram filtering after E. Ukkonen, *Approximate string-matching with
//! q-grams and maximal matches*, 1992; the text is sampled as Wu and Manber's `agrep`, 1994, samples its patterns.)
use std::ops::Range;

use super::query::Query;
use crate::{
    anchor::sieve::{BLOCK, Sieve, mix},
    text::Span,
};

/// How finely a text is looked through.
#[derive(Clone, Copy, Debug)]
pub(in crate::anchor) struct Grain {
    /// Bytes in a run, 8 at most.
    width: usize,
    /// One place in how many is looked at.
    stride: usize,
    /// Places of one run that are remembered; what is more frequent says little.
    kept: u32,
    /// Whether there is no finer one.
    pub(in crate::anchor) is_last: bool,
}

impl Grain {
    /// Finds what has eleven letters in a row left, in a moment.
    pub(in crate::anchor) const COARSE: Self = Self {
        width: 8,
        stride: 4,
        kept: 24,
        is_last: false,
    };

    /// Finds what has five letters in a row left; in a text of `len` bytes that is so long that such runs say nothing, six or seven.
    pub(in crate::anchor) const fn fine(len: usize) -> Self {
        let (width, stride) = match len {
            ..SMALL => (5, 1),
            SMALL..2_000_000 => (5, 2),
            2_000_000.. => (6, 2),
        };
        Self {
            width,
            stride,
            kept: 48,
            is_last: true,
        }
    }
}

/// Bytes of a text from which on it is looked at less finely; in a smaller one hardly a run of letters is common.
const SMALL: usize = 200_000;
/// Bytes of a quotation beyond which not every run of it is looked for.
const LONG: usize = 200;
/// Bytes by which the votes for one stretch may lie apart.
const SPREAD: i64 = 128;
/// Bytes between two stretches that may be one, with words put in between.
const NEAR: i64 = 360;
/// Stretches of one quotation that are looked at closely.
const STRETCHES: usize = 6;
/// Of so many runs that a quotation has, one must vote for a stretch.
const AGREED: f32 = 40.0;
/// The same in a small text, where most runs are rare and many agree by chance; where so few do, `CLOSE_BY` must lie close together.
const AGREED_ANYWHERE: f32 = 12.0;
const CLOSE_BY: f32 = 30.0;
/// Bytes within which votes lie close together, as those of one passage do: by chance they lie anywhere.
const CLOSE: i64 = 16;
/// Votes for a stretch without which a coarse look may as well have passed over a better one, or one that is as good.
const SURE: f32 = 4.0;
/// Share of the best one's votes that makes a stretch worth a look.
const WORTH: f32 = 0.35;
/// Bytes that are looked at before and behind where the quotation would begin and end, and for each gap in it.
const BEFORE: i64 = 120;
const BEHIND: i64 = 160;
const GAP: i64 = 600;

/// A stretch of the text, and what was voted for it.
#[derive(Clone, Copy, Debug)]
pub(in crate::anchor) struct Window {
    pub(super) span: Span,
    pub(super) votes: f32,
}

/// Where one quotation may be.
#[derive(Debug, Default)]
pub(in crate::anchor) struct Sighting {
    /// The likeliest stretches, best first.
    pub(in crate::anchor) windows: Vec<Window>,
    /// Whether there will be no finer look.
    pub(super) is_last: bool,
    /// Whether its letters are so common here that they do not tell where it is, or that it is nowhere.
    pub(in crate::anchor) is_vague: bool,
}

/// For each of `queries` where it may be in the text.
pub(in crate::anchor) fn look(text: &str, queries: &[&Query], grain: Grain) -> Vec<Sighting> {
    let mut runs = Runs::new(queries, grain);
    runs.read(text.as_bytes(), grain.width);
    let sighting = |(query, own): (&&Query, &Range<usize>)| {
        let (mut votes, is_vague) = runs.votes(own.clone());
        let least = Least::new(own.len(), text.len(), grain);
        Sighting {
            windows: elect(&mut votes, query, text.len(), least),
            is_last: grain.is_last,
            is_vague,
        }
    };
    queries.iter().zip(&runs.own).map(sighting).collect()
}

/// The runs of all quotations.
struct Runs {
    sieve: Sieve,
    table: Table,
    /// Runs and where in its quotation each stands, those of one quotation together.
    owned: Vec<(u32, i32)>,
    /// Which of them are each quotation's.
    own: Vec<Range<usize>>,
}

/// Runs of letters, by their letters, and where they stand.
struct Table {
    kept: u32,
    /// One more than the number of a run, by its letters and the next free place; 0 is free.
    slots: Vec<u32>,
    all: Vec<Run>,
    /// A byte of the text, and the run's place before.
    places: Vec<(u32, u32)>,
}

/// A run of letters, its last place, and how many there are.
#[derive(Clone, Copy)]
struct Run {
    letters: u64,
    place: u32,
    places: u32,
}

/// No further one.
const NONE: u32 = u32::MAX;

impl Table {
    fn new(letters: usize, kept: u32) -> Self {
        Self {
            kept,
            slots: vec![0; (letters * 2).next_power_of_two().max(64)],
            all: Vec::with_capacity(letters),
            places: Vec::new(),
        }
    }

    /// The run of these letters, or where it would be noted.
    fn find(&self, letters: u64) -> Result<u32, usize> {
        let shift = self.slots.len().leading_zeros() + 1;
        let mut slot = mix(letters, shift);
        while let Some(run) = self.slots[slot].checked_sub(1) {
            if self.all[run as usize].letters == letters {
                return Ok(run);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        Err(slot)
    }

    /// The run of these letters, and whether it is new.
    fn add(&mut self, letters: u64) -> (u32, bool) {
        match self.find(letters) {
            Ok(run) => (run, false),
            Err(slot) => {
                self.all.push(Run {
                    letters,
                    place: NONE,
                    places: 0,
                });
                self.slots[slot] = small(self.all.len());
                (self.slots[slot] - 1, true)
            }
        }
    }

    /// Notes that `letters` stand at byte `at`, if they are a run's; whether it has so many places that further ones say nothing.
    fn note(&mut self, letters: u64, at: usize) -> bool {
        let Ok(run) = self.find(letters) else {
            return false;
        };
        let run = &mut self.all[run as usize];
        run.places += 1;
        if run.places <= self.kept {
            let before = std::mem::replace(&mut run.place, small(self.places.len()));
            self.places.push((small(at), before));
        }
        run.places >= common(self.kept)
    }

    /// The places of a run that are remembered.
    fn places(&self, run: Run) -> impl Iterator<Item = u32> {
        let mut next = run.place;
        std::iter::from_fn(move || {
            let &(place, before) = self.places.get(next as usize)?;
            next = before;
            Some(place)
        })
    }
}

impl Runs {
    fn new(queries: &[&Query], grain: Grain) -> Self {
        let letters: usize = queries.iter().map(|q| q.letters()).sum();
        let mut runs = Self {
            sieve: Sieve::new(grain.width, grain.stride, letters),
            table: Table::new(letters, grain.kept),
            owned: Vec::with_capacity(letters),
            own: Vec::with_capacity(queries.len()),
        };
        for query in queries {
            let from = runs.owned.len();
            for (words, at) in query.stretches() {
                let simple: Vec<u8> = words.bytes().map(simplify).collect();
                runs.own(&simple, grain.width, at);
            }
            runs.own.push(from..runs.owned.len());
        }
        runs
    }

    /// Takes in the runs of some words of a quotation that begin at byte `at` of it.
    fn own(&mut self, words: &[u8], width: usize, at: i32) {
        // An odd step meets every place of the stride.
        let step = (words.len() / LONG + 1) | 1;
        for (offset, run) in (at..).zip(words.windows(width)).step_by(step) {
            let letters = self.sieve.letters(run);
            let (run, is_new) = self.table.add(letters);
            if is_new {
                self.sieve.add(letters);
            }
            self.owned.push((run, offset));
        }
    }

    /// Notes where the runs, of `width` bytes, stand in `text`.
    fn read(&mut self, text: &[u8], width: usize) {
        if self.owned.is_empty() {
            return;
        }
        let (mut block, mut picked) = ([0; BLOCK + 8], [0; BLOCK]);
        for start in (0..text.len()).step_by(BLOCK) {
            let there = &text[start..text.len().min(start + BLOCK + 7)];
            let (simple, rest) = block.split_at_mut(there.len());
            rest.fill(0);
            for (simple, &byte) in simple.iter_mut().zip(there) {
                *simple = simplify(byte);
            }
            let windows = (there.len() + 1).saturating_sub(width);
            for &at in self.sieve.sift_block(&block, windows, &mut picked) {
                let at = usize::from(at);
                let letters = self.sieve.window(&block, at);
                if self.table.note(letters, start + at) {
                    self.sieve.forget(letters);
                }
            }
        }
    }

    /// The votes of the runs `own` for where their quotation begins, and whether most of them are so common that they say nothing.
    fn votes(&self, own: Range<usize>) -> (Vec<(i64, f32)>, bool) {
        let owned = &self.owned[own];
        let run = |&(run, at): &(u32, i32)| (self.table.all[run as usize], i64::from(at));
        let kept = self.table.kept;
        let common = owned.iter().filter(|o| run(o).0.places > kept).count();
        let tells = owned.iter().any(|o| (1..=kept).contains(&run(o).0.places));
        let is_vague = !tells && common > 0 && common * 4 >= owned.len();
        let mut votes = Vec::new();
        for (run, at) in owned.iter().map(run) {
            if run.places <= kept || is_vague {
                let vote = rarity(run.places, kept);
                let places = self.table.places(run);
                votes.extend(places.map(|place| (i64::from(place) - at, vote)));
            }
        }
        (votes, is_vague)
    }
}

/// Makes ASCII letters small and the ends of lines blanks; what else becomes equal by it does not matter here.
fn simplify(byte: u8) -> u8 {
    // Without branches many bytes are done together.
    let small = (!byte & 0x80) >> 2;
    byte.max(b' ') | small
}

/// Places of a run from which on further ones make it say no less.
const fn common(kept: u32) -> u32 {
    2 * kept
}

/// What a run says that stands at so many places: the fewer, the more.
fn rarity(places: u32, kept: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "counts of places")]
    let share = (places as f32).ln() / (common(kept) as f32).ln();
    (1.0 - share).max(0.05)
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

/// Votes that lie together: the first of them, the last, their sum.
#[derive(Clone, Copy)]
struct Cluster {
    first: i64,
    last: i64,
    sum: f32,
}

/// How many votes make a stretch worth a look.
#[derive(Clone, Copy)]
struct Least {
    /// Wherever they lie.
    anywhere: f32,
    /// Close together.
    close: f32,
}

impl Least {
    /// For a quotation of so many `runs` in a text of `len` bytes.
    fn new(runs: usize, len: usize, grain: Grain) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a count of runs")]
        let runs = runs as f32;
        let (anywhere, close) = if !grain.is_last {
            let sure = (runs / AGREED).max(SURE);
            (sure, sure)
        } else if len < SMALL {
            (runs / AGREED_ANYWHERE, runs / CLOSE_BY)
        } else {
            (runs / AGREED, runs / AGREED)
        };
        Self { anywhere, close }
    }

    /// Whether `votes`, in order and `sum` in all, are enough.
    fn is_met(self, votes: &[(i64, f32)], sum: f32) -> bool {
        sum >= self.anywhere || (sum >= self.close && densest(votes) >= self.close)
    }
}

/// The most of `votes`, in order, that lie close together.
fn densest(votes: &[(i64, f32)]) -> f32 {
    let (mut sum, mut most, mut end) = (0.0, 0.0_f32, 0);
    for &(first, vote) in votes {
        while let Some(next) = votes.get(end).filter(|v| v.0 - first <= CLOSE) {
            sum += next.1;
            end += 1;
        }
        most = most.max(sum);
        sum -= vote;
    }
    most
}

/// The votes, in order, that lie together and are enough.
fn clusters(votes: &[(i64, f32)], least: Least) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let (mut sum, mut end, mut reached) = (0.0, 0, i64::MIN);
    for (begin, &(first, vote)) in votes.iter().enumerate() {
        while let Some(next) = votes.get(end).filter(|v| v.0 - first <= SPREAD) {
            sum += next.1;
            end += 1;
        }
        let reach = votes[end - 1].0;
        // What reaches no further than the one begun before is part of it.
        if reach > reached && least.is_met(&votes[begin..end], sum) {
            clusters.push(Cluster {
                first,
                last: reach,
                sum,
            });
        }
        reached = reach;
        sum -= vote;
    }
    clusters
}

/// The stretches of a text of `len` bytes with the most votes.
fn elect(votes: &mut [(i64, f32)], query: &Query, len: usize, least: Least) -> Vec<Window> {
    votes.sort_unstable_by_key(|v| v.0);
    let mut clusters = clusters(votes, least);
    clusters.sort_by(|a, b| b.sum.total_cmp(&a.sum).then(a.first.cmp(&b.first)));
    let mut chosen: Vec<Cluster> = Vec::new();
    for cluster in &clusters {
        let close = |c: &Cluster| cluster.first <= c.last + NEAR && c.first <= cluster.last + NEAR;
        if let Some(i) = chosen.iter().position(close) {
            // The rest of it, behind words that were put in.
            let c = &mut chosen[i];
            if c.last - c.first < 2 * NEAR {
                c.first = c.first.min(cluster.first);
                c.last = c.last.max(cluster.last);
            }
        } else if chosen.len() < STRETCHES && cluster.sum >= clusters[0].sum * WORTH {
            chosen.push(*cluster);
        }
    }
    let window = |c: &Cluster| c.window(query, len);
    chosen.iter().map(window).collect()
}

impl Cluster {
    /// The bytes, of `len`, over which the query may run that begins among these votes.
    fn window(&self, query: &Query, len: usize) -> Window {
        let long = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 2);
        let within = |at: i64| usize::try_from(at.max(0)).unwrap_or(0).min(len);
        let gaps = GAP * long(query.gaps());
        let start = within(self.first - BEFORE - gaps / 2);
        let end = within(self.last + long(query.glyphs.len()) + BEHIND + gaps);
        Window {
            span: Span::new(start, end.max(start)),
            votes: self.sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::Pattern;

    /// The words of the best stretch in which `words` were seen, and whether they tell too little.
    fn seen(text: &str, words: &str, grain: Grain) -> (Option<String>, bool) {
        let query = Query::new(&Pattern::new(words));
        let sighting = look(text, &[&query], grain).remove(0);
        let best = sighting.windows.first();
        (best.map(|w| w.span.of(text).to_owned()), sighting.is_vague)
    }

    fn town() -> (String, &'static str) {
        let filler = |n: usize| format!("Number {n} fell on harbour {}, and nobody came. ", n * 7);
        let passage = "The council voted to keep the oldest bridge open until spring";
        let before: String = (0..60).map(filler).collect();
        let after: String = (60..120).map(filler).collect();
        (format!("{before}{passage}. {after}"), passage)
    }

    #[test]
    fn what_has_some_letters_left_is_seen_where_it_is() {
        let (text, passage) = town();
        for (grain, words) in [
            (
                Grain::COARSE,
                "the COUNCIL vetoed to keep\nthe oldest bridge opened until sprung",
            ),
            (
                Grain::fine(0),
                "Thc councll votcd tu keap thc oldect bridgc opem untll sprlng",
            ),
            (
                Grain::fine(500_000),
                "Thc councll voted tu keap thc oldest bridgc open untll sprlng",
            ),
        ] {
            let (best, is_vague) = seen(&text, words, grain);
            assert!(best.is_some_and(|best| best.contains(passage)), "{words}");
            assert!(!is_vague);
        }
        let absent = seen(&text, "Penguins argue about violet taxes", Grain::COARSE);
        assert_eq!(absent, (None, false));
    }

    #[test]
    fn words_put_in_are_within_what_is_looked_at() {
        let (text, passage) = town();
        let (head, tail) = passage.split_at(30);
        let long = "which met on a Monday in the old hall behind the church of the second parish, ";
        let text = text.replace(passage, &format!("{head}{long}{long}{tail}"));
        let (best, _) = seen(&text, passage, Grain::COARSE);
        assert!(best.is_some_and(|best| best.contains(head) && best.contains(tail)));
    }

    #[test]
    fn few_votes_count_in_a_small_text_where_they_lie_close_together() {
        let least = Least::new(120, 5_000, Grain::fine(5_000));
        let seen = |apart: i64, votes: i64| {
            let votes: Vec<(i64, f32)> = (0..votes).map(|i| (i * apart, 1.0)).collect();
            clusters(&votes, least).len()
        };
        assert_eq!([seen(5, 4), seen(6, 4), seen(6, 9)], [1, 0, 0]);
        assert!(seen(12, 10) > 0);
        let large = Least::new(120, SMALL, Grain::fine(SMALL));
        assert_eq!(clusters(&[(0, 1.0), (60, 1.0), (120, 1.0)], large).len(), 1);
    }

    #[test]
    fn letters_that_are_everywhere_say_so() {
        let text = "of the ".repeat(4_000);
        assert!(seen(&text, "of the of the of the", Grain::fine(0)).1);
    }
}
