//! Bytes looked through many at a time.

/// Bytes that are looked at together.
const STEP: usize = 32;

/// The first byte from `at` on that is not ASCII.
pub(super) fn next_beyond_ascii(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(some) = bytes.get(at..).and_then(<[u8]>::first_chunk::<STEP>)
        && some.is_ascii()
    {
        at += STEP;
    }
    let rest = bytes.get(at..)?;
    let first = rest.iter().position(|byte| !byte.is_ascii());
    first.map(|n| at + n)
}

/// Where bytes of several kinds stand, found from left to right: each kind is looked for once, however rare it is.
pub(super) struct Ahead<'a, const KINDS: usize> {
    bytes: &'a [u8],
    kinds: [[u8; 3]; KINDS],
    /// The next place of each kind; the end where there is none.
    next: [usize; KINDS],
}

impl<'a, const KINDS: usize> Ahead<'a, KINDS> {
    /// The bytes of `kinds` in `bytes` from `at` on.
    pub(super) fn new(bytes: &'a [u8], at: usize, kinds: [[u8; 3]; KINDS]) -> Self {
        let next = kinds.map(|kind| find(bytes, at, kind));
        Self { bytes, kinds, next }
    }

    /// The first of them at or behind `at`, which never goes back.
    pub(super) fn from(&mut self, at: usize) -> Option<usize> {
        for (next, kind) in self.next.iter_mut().zip(self.kinds) {
            if *next < at {
                *next = find(self.bytes, at, kind);
            }
        }
        let next = self.next.iter().copied().min();
        next.filter(|&next| next < self.bytes.len())
    }
}

fn find(bytes: &[u8], at: usize, [a, b, c]: [u8; 3]) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    memchr::memchr3(a, b, c, rest).map_or(bytes.len(), |n| at + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_all_kinds_come_in_order() {
        let text = b"a.b!c'd..?";
        let mut ahead = Ahead::new(text, 1, [*b".!?", *b"'\"`"]);
        let mut at = 1;
        let places = std::iter::from_fn(|| {
            let place = ahead.from(at)?;
            at = place + 1;
            Some(place)
        });
        assert_eq!(places.collect::<Vec<_>>(), [1, 3, 5, 7, 8, 9]);
        assert_eq!(Ahead::new(b"", 0, [*b".!?"]).from(0), None);
    }

    #[test]
    fn every_place_is_found_from_everywhere() {
        let bytes = "................................x...............\u{e9}".as_bytes();
        for from in 0..bytes.len() + 2 {
            let naive = |is: fn(u8) -> bool| (from..bytes.len()).find(|&at| is(bytes[at]));
            let found = Ahead::new(bytes, from, [*b"xyz"]).from(from);
            assert_eq!(found, naive(|b| b == b'x'), "{from}");
            let found = next_beyond_ascii(bytes, from);
            assert_eq!(found, naive(|b| b >= 0x80), "{from}");
        }
    }
}
