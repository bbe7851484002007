//! Finds thousands of needles in one pass over a text.
//!
//! Each needle is known by a few windows of its bytes, one for each place a stride can fall on. The pass looks only at every
//! `stride`-th window of the folded text, asks a bitmap, then a hash table, then compares. (The sampling of Wu and Manber's
//! `agrep`, 1994, turned round: the text is sampled, not the patterns.)
use super::pages::Pages;
use crate::{
    anchor::sieve::{Room, Sieve, mix},
    text::fold::{Folded, Hit, Needle},
};
use memchr::memmem;
use std::ops::Range;

/// What may be spent on one needle before its search is given up: 1 a candidate, and 1 more for 16 bytes compared.
const BUDGET: u32 = 1 << 23;

/// Folded bytes behind a needle that are looked at to judge it.
const MARGIN: usize = 16;

/// What the caller wants after a hit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    More,
    Enough,
}

/// A hit as it is reported: which needle, where, in which paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) needle: usize,
    pub(super) hit: Hit,
    pub(super) paragraph: usize,
}

/// Needles of like length: windows of `width` bytes at every `stride`-th place.
struct Class {
    width: usize,
    stride: usize,
    shift: u32,
    sieve: Sieve,
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    needle: u32,
    offset: u32,
}

/// (window, stride, shortest needle) of each class.
const CLASSES: [(usize, usize, usize); 6] = [
    (8, 8, 15),
    (8, 4, 11),
    (4, 4, 7),
    (4, 2, 5),
    (2, 1, 2),
    (1, 1, 1),
];

/// Where needles of a class, times its stride, are no more than this, each is looked for in a pass of its own, in which many bytes are
/// looked at together: that costs less than one pass for all that looks at every `stride`-th window. The longest needles never are: their
/// class counts what is spent on each.
const PASSES: usize = 8;

/// Needles that are ready to be looked for.
pub(super) struct Lookout<'n> {
    needles: &'n [Needle<'n>],
    classes: Vec<Class>,
    few: Vec<Alone<'n>>,
}

impl<'n> Lookout<'n> {
    /// For all `needles` save those for which `aside` is true.
    pub(super) fn new(needles: &'n [Needle<'n>], aside: &[bool]) -> Self {
        let (classes, few) = sorted(needles, aside);
        Self {
            needles,
            classes,
            few,
        }
    }

    /// Reports every place of every needle in one of the [`Pages::shares`], paragraph by paragraph. Answers, for each needle, whether its search
    /// was given up.
    pub(super) fn scan(
        &self,
        pages: Pages<'_>,
        share: Range<usize>,
        mut report: impl FnMut(Found) -> Want,
    ) -> Vec<bool> {
        let mut watches = vec![Watch::default(); self.needles.len()];
        if self.classes.is_empty() && self.few.is_empty() {
            return vec![false; self.needles.len()];
        }
        let bodies = self.needles.iter().map(|n| n.body().len());
        let longest = bodies.max().unwrap_or(0) + MARGIN;
        let mut room = Room::default();
        pages.each(share, longest, |folded, paragraph, end| {
            let candidate = |needle: usize, at| {
                let watch = &mut watches[needle];
                let hit = watch.look(folded, pages.text, at, &self.needles[needle]);
                if let Some(hit) = hit.filter(|hit| hit.span.start < end) {
                    let found = Found {
                        needle,
                        hit,
                        paragraph,
                    };
                    watch.enough = report(found) == Want::Enough;
                }
                watch.is_done()
            };
            self.probe(folded.text().as_bytes(), &mut room, candidate);
        });
        watches.iter().map(|w| w.is_spent() && !w.enough).collect()
    }

    /// Calls `candidate` with each needle that may stand in folded `bytes`, and where, until it answers that the needle is done.
    fn probe(
        &self,
        bytes: &[u8],
        room: &mut Room,
        mut candidate: impl FnMut(usize, usize) -> bool,
    ) {
        for class in &self.classes {
            class.probe(bytes, room, |needle, at| _ = candidate(needle, at));
        }
        for (needle, finder) in &self.few {
            let mut from = 0;
            while let Some(at) = finder.find(&bytes[from..]).map(|at| from + at) {
                if candidate(*needle, at) {
                    break;
                }
                from = at + 1;
            }
        }
    }
}

/// A needle that is looked for by itself.
type Alone<'n> = (usize, memmem::Finder<'n>);

/// The needles by classes, and those that are so few of their length that a pass for each costs less.
fn sorted<'n>(needles: &'n [Needle<'n>], aside: &[bool]) -> (Vec<Class>, Vec<Alone<'n>>) {
    let mut lengths: [Vec<usize>; CLASSES.len()] = Default::default();
    for (i, needle) in needles.iter().enumerate() {
        let len = needle.body().len();
        let which = CLASSES.iter().position(|class| class.2 <= len);
        if let Some(which) = which.filter(|_| !aside.get(i).is_some_and(|&aside| aside)) {
            lengths[which].push(i);
        }
    }
    // Where the text is looked at every fourth byte for some, the longest need no look of their own.
    if lengths[1].len() > PASSES / CLASSES[1].1 {
        let longest = std::mem::take(&mut lengths[0]);
        lengths[1].extend(longest);
        lengths[1].sort_unstable();
    }
    let (mut classes, mut few) = (Vec::new(), Vec::new());
    for (which, (mine, class)) in lengths.iter().zip(CLASSES).enumerate() {
        if mine.len() * class.1 > PASSES || (which == 0 && !mine.is_empty()) {
            classes.push(Class::new(class, mine, needles));
        } else {
            let alone = |&i: &usize| (i, memmem::Finder::new(needles[i].body().as_bytes()));
            few.extend(mine.iter().map(alone));
        }
    }
    (classes, few)
}

/// What the search for one needle has cost, and whether its caller has had enough.
#[derive(Clone, Default)]
struct Watch {
    spent: u32,
    enough: bool,
}

impl Watch {
    const fn is_spent(&self) -> bool {
        self.spent > BUDGET
    }

    const fn is_done(&self) -> bool {
        self.enough || self.is_spent()
    }

    /// The needle, if it stands at folded byte `at` and anybody still asks.
    fn look(&mut self, folded: &Folded, text: &str, at: usize, needle: &Needle<'_>) -> Option<Hit> {
        if self.is_done() {
            return None;
        }
        let body = needle.body().as_bytes();
        self.spent += 1;
        if !may_stand(folded.text().as_bytes(), at, body) {
            return None;
        }
        self.spent =
            (self.spent).saturating_add(u32::try_from(body.len() / 16).unwrap_or(u32::MAX));
        stands(folded, text, at, needle)
    }
}

/// Whether the ends of `body` are where they would have to be.
fn may_stand(text: &[u8], at: usize, body: &[u8]) -> bool {
    let Some(there) = text.get(at..at + body.len()) else {
        return false;
    };
    match (body.first_chunk::<8>(), body.last_chunk::<8>()) {
        (Some(head), Some(tail)) => {
            there.last_chunk() == Some(tail) && there.first_chunk() == Some(head)
        }
        _ => there == body,
    }
}

fn stands(folded: &Folded, text: &str, at: usize, needle: &Needle<'_>) -> Option<Hit> {
    let body = needle.body().as_bytes();
    let there = folded.text().as_bytes().get(at..at + body.len()) == Some(body);
    if there {
        folded.hit(text, at, needle)
    } else {
        None
    }
}

impl Class {
    /// For the needles `mine`, none of which is shorter than it must be.
    fn new(
        (width, stride, _): (usize, usize, usize),
        mine: &[usize],
        needles: &[Needle<'_>],
    ) -> Self {
        let bits = (mine.len() * stride * 2)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(8, 26);
        let mut class = Self {
            width,
            stride,
            shift: 64 - bits,
            sieve: Sieve::new(width, stride, mine.len() * stride),
            starts: vec![0; (1 << bits) + 1],
            entries: Vec::new(),
        };
        let offsets = class.choose(mine, needles);
        class.fill(mine, &offsets, needles);
        class
    }

    /// For each needle the place of its windows that the fewest others share.
    fn choose(&self, mine: &[usize], needles: &[Needle<'_>]) -> Vec<usize> {
        // Nine places are counted of each.
        let log = (mine.len() * 64)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(8, 16);
        let mut counts = vec![0u16; 1 << log];
        let slot = |body: &[u8], at: usize| mix(self.sieve.letters(&body[at..]), 64 - log);
        let places = |body: &[u8]| {
            let room = body.len() - (self.width + self.stride - 1);
            let step = (room / 8).max(1);
            (0..=room).step_by(step).take(9).collect::<Vec<_>>()
        };
        for &i in mine {
            let body = needles[i].body().as_bytes();
            for at in places(body) {
                let count = &mut counts[slot(body, at)];
                *count = count.saturating_add(1);
            }
        }
        let rarest = |&i: &usize| {
            let body = needles[i].body().as_bytes();
            places(body)
                .into_iter()
                .min_by_key(|&at| counts[slot(body, at)])
                .unwrap_or(0)
        };
        mine.iter().map(rarest).collect()
    }

    fn fill(&mut self, mine: &[usize], offsets: &[usize], needles: &[Needle<'_>]) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut keyed: Vec<(usize, Entry)> = Vec::with_capacity(mine.len() * self.stride);
        for (&i, &first) in mine.iter().zip(offsets) {
            // Further offsets first: of two overlapping places the earlier one is reported first.
            for offset in (first..first + self.stride).rev() {
                let letters = self.sieve.letters(&needles[i].body().as_bytes()[offset..]);
                self.sieve.add(letters);
                let slot = self.slot(letters);
                self.starts[slot + 1] += 1;
                keyed.push((
                    slot,
                    Entry {
                        needle: small(i),
                        offset: small(offset),
                    },
                ));
            }
        }
        for i in 1..self.starts.len() {
            self.starts[i] += self.starts[i - 1];
        }
        keyed.sort_by_key(|k| k.0);
        self.entries = keyed.into_iter().map(|k| k.1).collect();
    }

    fn slot(&self, letters: u64) -> usize {
        mix(letters, self.shift)
    }

    /// Calls `candidate` with each needle that may stand in `text`, and where.
    fn probe(&self, text: &[u8], room: &mut Room, mut candidate: impl FnMut(usize, usize)) {
        self.sieve.sift(text, room, |at, letters| {
            let slot = self.slot(letters);
            let (from, to) = (self.starts[slot], self.starts[slot + 1]);
            for entry in &self.entries[from as usize..to as usize] {
                if let Some(start) = at.checked_sub(entry.offset as usize) {
                    candidate(entry.needle as usize, start);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Span;

    /// Every place of every needle, the plain way.
    fn naive(text: &str, needles: &[Needle<'_>]) -> Vec<(usize, usize)> {
        let folded = Folded::new(text, Span::new(0, text.len()));
        let mut found = Vec::new();
        for (i, needle) in needles.iter().enumerate() {
            found.extend(folded.hits(text, needle).map(|h| (i, h.span.start)));
        }
        found
    }

    fn scanned(text: &str, needles: &[Needle<'_>]) -> Vec<(usize, usize)> {
        let (mut found, whole) = (Vec::new(), [Span::new(0, text.len())]);
        let pages = Pages::new(text, &whole);
        Lookout::new(needles, &[]).scan(pages, 0..1, |f| {
            found.push((f.needle, f.hit.span.start));
            Want::More
        });
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_many_find(text in "[ab ]{0,120}", cuts in proptest::collection::vec((0usize..120, 1usize..40), 1..8)) {
            let needles: Vec<Needle<'_>> = cuts.iter().filter_map(|&(a, n)| Needle::new(text.get(a..(a + n).min(text.len()))?)).collect();
            prop_assert_eq!(scanned(&text, &needles), naive(&text, &needles));
        }
    }

    #[test]
    fn what_runs_over_the_edge_of_a_sheet_is_found_once() {
        let text = "Ann said “no deal” to  Bob\u{ad}by. ".repeat(9_000);
        let whole = [Span::new(0, text.len())];
        for words in ["Ann", "no deal' to Bobby. Ann", "said 'no"] {
            let needles: Vec<Needle<'_>> = Needle::new(words).into_iter().collect();
            let places = |pages: Pages<'_>| {
                let mut found = Vec::new();
                Lookout::new(&needles, &[]).scan(pages, 0..1, |f| {
                    found.push(f.hit.span);
                    Want::More
                });
                found
            };
            assert_eq!(
                places(Pages::whole(&text)),
                places(Pages::new(&text, &whole)),
                "{words}"
            );
        }
    }

    #[test]
    fn a_search_that_costs_too_much_is_given_up() {
        let text = "a".repeat(300_000);
        let needles: Vec<Needle<'_>> = Needle::new(&text[..5_000]).into_iter().collect();
        let whole = [Span::new(0, text.len())];
        let pages = Pages::new(&text, &whole);
        let given_up = Lookout::new(&needles, &[]).scan(pages, 0..1, |_| Want::More);
        assert_eq!(given_up, [true]);
    }
}
