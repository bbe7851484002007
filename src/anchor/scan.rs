//! Finds thousands of needles in one pass over a text.
//!
//! Each needle is known by a few windows of its bytes, one for each place a stride can fall on. The pass looks only at every
//! `stride`-th window of the folded text, asks a bitmap, then a hash table, then compares. (The sampling of Wu and Manber's
//! `agrep`, 1994, turned round: the text is sampled, not the patterns.)
use crate::text::{
    Span,
    fold::{Folded, Hit, Needle},
};

/// What may be spent on one needle before its search is given up: 1 a candidate, and 1 more for 16 bytes compared.
const BUDGET: usize = 1 << 23;

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
    seen: Vec<u64>,
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    needle: u32,
    offset: u32,
}

/// (window, stride, shortest needle) of each class.
const CLASSES: [(usize, usize, usize); 4] = [(8, 8, 15), (4, 4, 7), (2, 1, 2), (1, 1, 1)];

/// Reports every place of every needle in `text`, paragraph by paragraph. Answers, for each needle, whether its search was given up.
pub(super) fn scan(
    text: &str,
    paragraphs: &[Span],
    needles: &[Needle],
    mut report: impl FnMut(Found) -> Want,
) -> Vec<bool> {
    let classes: Vec<Class> = (0..CLASSES.len())
        .filter_map(|i| Class::new(i, needles))
        .collect();
    let mut spent = vec![0usize; needles.len()];
    let mut enough = vec![false; needles.len()];
    let mut folded = Folded::default();
    if classes.is_empty() {
        return enough;
    }
    for (paragraph, &within) in paragraphs.iter().enumerate() {
        folded.refill(text, within);
        for class in &classes {
            class.probe(folded.text().as_bytes(), |needle, at| {
                if enough[needle] || spent[needle] > BUDGET {
                    return;
                }
                let body = needles[needle].body().as_bytes();
                spent[needle] += 1;
                if !may_stand(folded.text().as_bytes(), at, body) {
                    return;
                }
                spent[needle] += body.len() / 16;
                if let Some(hit) = stands(&folded, text, at, &needles[needle]) {
                    enough[needle] = report(Found {
                        needle,
                        hit,
                        paragraph,
                    }) == Want::Enough;
                }
            });
        }
    }
    spent
        .iter()
        .zip(&enough)
        .map(|(&spent, &enough)| spent > BUDGET && !enough)
        .collect()
}

/// Whether the ends of `body` are where they would have to be.
fn may_stand(text: &[u8], at: usize, body: &[u8]) -> bool {
    let edge = body.len().min(8);
    let end = at + body.len();
    end <= text.len()
        && text[end - edge..end] == body[body.len() - edge..]
        && text[at..at + edge] == body[..edge]
}

fn stands(folded: &Folded, text: &str, at: usize, needle: &Needle) -> Option<Hit> {
    let body = needle.body().as_bytes();
    let there = folded.text().as_bytes().get(at..at + body.len()) == Some(body);
    if there {
        folded.hit(text, at, needle)
    } else {
        None
    }
}

impl Class {
    /// The needles whose longest fitting class is number `which`.
    fn new(which: usize, needles: &[Needle]) -> Option<Self> {
        let (width, stride, shortest) = CLASSES[which];
        let longest = which.checked_sub(1).map_or(usize::MAX, |i| CLASSES[i].2);
        let mine: Vec<usize> = (0..needles.len())
            .filter(|&i| (shortest..longest).contains(&needles[i].body().len()))
            .collect();
        if mine.is_empty() {
            return None;
        }
        let bits = (mine.len() * stride * 2)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(8, 26);
        let mut class = Self {
            width,
            stride,
            shift: 32 - bits,
            seen: vec![0; 1 << (bits - 3)],
            starts: vec![0; (1 << bits) + 1],
            entries: Vec::new(),
        };
        let offsets = class.choose(&mine, needles);
        class.fill(&mine, &offsets, needles);
        Some(class)
    }

    /// For each needle the place of its windows that the fewest others share.
    fn choose(&self, mine: &[usize], needles: &[Needle]) -> Vec<usize> {
        let mut counts = vec![0u16; 1 << 16];
        let slot = |body: &[u8], at: usize| (self.hash(&body[at..]) >> 16) as usize;
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

    fn fill(&mut self, mine: &[usize], offsets: &[usize], needles: &[Needle]) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut keyed: Vec<(u32, Entry)> = Vec::with_capacity(mine.len() * self.stride);
        for (&i, &first) in mine.iter().zip(offsets) {
            // Further offsets first: of two overlapping places the earlier one is reported first.
            for offset in (first..first + self.stride).rev() {
                let hash = self.hash(&needles[i].body().as_bytes()[offset..]);
                let bit = hash >> (self.shift - 3);
                self.seen[(bit >> 6) as usize] |= 1 << (bit & 63);
                let slot = hash >> self.shift;
                self.starts[slot as usize + 1] += 1;
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

    /// A number for the first `width` bytes of `bytes`; its highest bits are the best mixed.
    fn hash(&self, bytes: &[u8]) -> u32 {
        let window = match bytes.first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => bytes
                .iter()
                .take(8)
                .rev()
                .fold(0, |word, &b| word << 8 | u64::from(b)),
        };
        let kept = window << (64 - 8 * self.width);
        let mixed = kept.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ (kept >> 31).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (mixed >> 32) as u32
    }

    /// Calls `candidate` with each needle that may stand in `text`, and where.
    fn probe(&self, text: &[u8], mut candidate: impl FnMut(usize, usize)) {
        for at in (0..(text.len() + 1).saturating_sub(self.width)).step_by(self.stride) {
            let hash = self.hash(&text[at..]);
            let bit = hash >> (self.shift - 3);
            if self.seen[(bit >> 6) as usize] >> (bit & 63) & 1 == 0 {
                continue;
            }
            let slot = (hash >> self.shift) as usize;
            for entry in &self.entries[self.starts[slot] as usize..self.starts[slot + 1] as usize] {
                if let Some(start) = at.checked_sub(entry.offset as usize) {
                    candidate(entry.needle as usize, start);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every place of every needle, the plain way.
    fn naive(text: &str, needles: &[Needle]) -> Vec<(usize, usize)> {
        let folded = Folded::new(text, Span::new(0, text.len()));
        let mut found = Vec::new();
        for (i, needle) in needles.iter().enumerate() {
            found.extend(folded.hits(text, needle).map(|h| (i, h.span.start)));
        }
        found
    }

    fn scanned(text: &str, needles: &[Needle]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        scan(text, &[Span::new(0, text.len())], needles, |f| {
            found.push((f.needle, f.hit.span.start));
            Want::More
        });
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_many_find(text in "[ab ]{0,120}", cuts in proptest::collection::vec((0usize..120, 1usize..40), 1..8)) {
            let needles: Vec<Needle> = cuts.iter().filter_map(|&(a, n)| Needle::new(text.get(a..(a + n).min(text.len()))?)).collect();
            prop_assert_eq!(scanned(&text, &needles), naive(&text, &needles));
        }
    }

    #[test]
    fn a_search_that_costs_too_much_is_given_up() {
        let text = "a".repeat(300_000);
        let needles: Vec<Needle> = Needle::new(&"a".repeat(5_000)).into_iter().collect();
        let given_up = scan(&text, &[Span::new(0, text.len())], &needles, |_| Want::More);
        assert_eq!(given_up, [true]);
    }
}
