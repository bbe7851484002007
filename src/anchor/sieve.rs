//! Passes over most of a text in a moment: which of its short windows may be among those that are looked for.

/// Bytes that are looked through together.
pub(super) const BLOCK: usize = 1 << 12;

/// Bits for few windows, for many, and for the most, as powers of two.
const FEW: u32 = 16;
const MANY: u32 = 20;
const MOST: u32 = 25;

/// Where the ends of texts are looked through, and what is let through stands meanwhile: to be used again, for emptying it costs more than
/// looking through a short text.
#[derive(Debug)]
pub(super) struct Room {
    padded: [u8; BLOCK + 8],
    picked: [u16; BLOCK],
}

impl Default for Room {
    fn default() -> Self {
        Self {
            padded: [0; BLOCK + 8],
            picked: [0; BLOCK],
        }
    }
}

/// Windows that are looked for, as bits: one that was added is always let through, of the others few are.
#[derive(Debug)]
pub(super) struct Sieve {
    bits: Vec<u64>,
    /// Bits of several windows.
    shared: Vec<u64>,
    /// Bytes in a window, 8 at most.
    width: usize,
    /// One place in how many is looked at: 8, 4, 2 or every one.
    stride: usize,
}

impl Sieve {
    /// For about so many `windows`.
    pub(super) fn new(width: usize, stride: usize, windows: usize) -> Self {
        // Few bits stay in the fastest memory; two sizes known beforehand need no care for their ends.
        let log = match windows {
            ..4_096 => FEW,
            4_096..131_072 => MANY,
            131_072.. => MOST,
        };
        Self {
            bits: vec![0; 1 << (log - 6)],
            shared: vec![0; 1 << (log - 6)],
            width,
            stride,
        }
    }

    /// The first window of `bytes` as a number.
    pub(super) fn letters(&self, bytes: &[u8]) -> u64 {
        let first = bytes.iter().take(self.width).rev();
        first.fold(0, |letters, &b| letters << 8 | u64::from(b))
    }

    pub(super) fn add(&mut self, letters: u64) {
        let bit = mix(letters, self.shift());
        self.shared[bit >> 6] |= self.bits[bit >> 6] & 1 << (bit & 63);
        self.bits[bit >> 6] |= 1 << (bit & 63);
    }

    /// Lets a window that was added once through no longer, unless another one goes with it.
    pub(super) fn forget(&mut self, letters: u64) {
        let bit = mix(letters, self.shift());
        self.bits[bit >> 6] &= !(1 << (bit & 63)) | self.shared[bit >> 6];
    }

    /// Calls `met` with each place of `text` at which a window begins that may have been added, and that window.
    pub(super) fn sift(&self, text: &[u8], room: &mut Room, mut met: impl FnMut(usize, u64)) {
        let Room { padded, picked } = room;
        for start in (0..text.len()).step_by(BLOCK) {
            let there = &text[start..text.len().min(start + BLOCK + 8)];
            let block = there.first_chunk().unwrap_or_else(|| {
                // What an earlier text left behind it begins no window of this one.
                padded[..there.len()].copy_from_slice(there);
                padded
            });
            let windows = (there.len() + 1).saturating_sub(self.width);
            for &at in self.sift_block(block, windows, picked) {
                let at = usize::from(at);
                met(start + at, self.window(block, at));
            }
        }
    }

    /// The window that begins at byte `at` of a block.
    pub(super) fn window(&self, block: &[u8; BLOCK + 8], at: usize) -> u64 {
        let window = block.get(at..).and_then(<[u8]>::first_chunk);
        window.map_or(0, |window| u64::from_le_bytes(*window) & self.keep())
    }

    /// Of the first `windows` places of a block those at which a window begins that may have been added.
    pub(super) fn sift_block<'p>(
        &self,
        block: &[u8; BLOCK + 8],
        windows: usize,
        picked: &'p mut [u16; BLOCK],
    ) -> &'p [u16] {
        let picked = match self.stride {
            8 => self.pick::<8>(block, windows, picked),
            4 => self.pick::<4>(block, windows, picked),
            2 => self.pick::<2>(block, windows, picked),
            _ => self.pick::<1>(block, windows, picked),
        };
        let within = picked.partition_point(|&at| usize::from(at) < windows);
        &picked[..within]
    }

    fn pick<'p, const STRIDE: u16>(
        &self,
        block: &[u8; BLOCK + 8],
        windows: usize,
        picked: &'p mut [u16; BLOCK],
    ) -> &'p [u16] {
        let count = match self.bits.len().trailing_zeros() + 6 {
            FEW => self.pick_by::<STRIDE, FEW>(block, windows, picked),
            MANY => self.pick_by::<STRIDE, MANY>(block, windows, picked),
            _ => self.pick_by::<STRIDE, MOST>(block, windows, picked),
        };
        &picked[..count]
    }

    fn pick_by<const STRIDE: u16, const LOG: u32>(
        &self,
        block: &[u8; BLOCK + 8],
        windows: usize,
        picked: &mut [u16; BLOCK],
    ) -> usize {
        let (keep, last) = (self.keep(), (1 << (LOG - 6)) - 1);
        let Some(bits) = self.bits.get(..=last) else {
            return 0;
        };
        let (eights, _) = block.as_chunks();
        let (mut count, mut at) = (0, 0_u16);
        let mut here = u64::from_le_bytes(eights[0]);
        for &next in eights[1..].iter().take(windows.div_ceil(8)) {
            let next = u64::from_le_bytes(next);
            let mut byte = 0;
            while byte < 8 {
                let window = here >> (8 * byte) | next << 1 << (63 - 8 * byte);
                let bit = mix(window & keep, 64 - LOG);
                // Without a branch: the next one picked is written over this if it is not let through.
                picked[count % BLOCK] = at + byte;
                count += usize::from(bits[bit >> 6 & last] >> (bit & 63) & 1 == 1);
                byte += STRIDE;
            }
            here = next;
            at += 8;
        }
        count
    }

    /// The bytes of a number that are a window's.
    const fn keep(&self) -> u64 {
        u64::MAX >> (64 - 8 * self.width)
    }

    const fn shift(&self) -> u32 {
        (self.bits.len() * 64).leading_zeros() + 1
    }
}

/// A number for a window: the highest bits of its product, as many as `shift` leaves.
pub(super) fn mix(letters: u64, shift: u32) -> usize {
    let mixed = letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift;
    usize::try_from(mixed).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_added_is_let_through(text in "[ab ]{0,40}", repeat in 1usize..300, width in 1usize..9, stride in 0usize..4, windows in 0usize..5_000, at in 0usize..9_000, left in 0usize..1_200) {
            let text = text.repeat(repeat);
            let stride = [1, 2, 4, 8][stride];
            let mut sieve = Sieve::new(width, stride, windows);
            let added = text.as_bytes().get(at..at + width);
            let letters = added.map(|window| sieve.letters(window));
            if let Some(letters) = letters {
                sieve.add(letters);
            }
            let (mut met, mut room) = (Vec::new(), Room::default());
            sieve.sift("ab a".repeat(left).as_bytes(), &mut room, |_, _| ());
            sieve.sift(text.as_bytes(), &mut room, |at, letters| met.push((at, letters)));
            let windows = text.as_bytes().windows(width).enumerate().step_by(stride);
            for (at, window) in windows {
                if Some(sieve.letters(window)) == letters {
                    prop_assert!(met.contains(&(at, sieve.letters(window))));
                }
            }
            prop_assert!(met.iter().all(|m| m.0 % stride == 0));
        }
    }
}
