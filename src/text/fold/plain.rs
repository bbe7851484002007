//! Printed ASCII that folds to one byte each, many at a time.

/// Bytes that are looked at together; so many more are added for a moment.
pub(super) const STEP: usize = 32;

/// Adds to `out` what the `printed` bytes from `at` on fold to, up to the first that does not by itself become one byte; answers where
/// that is.
pub(super) fn fold_plain(printed: &[u8], mut at: usize, out: &mut Vec<u8>) -> usize {
    if at == 0 && !printed.is_empty() {
        let next = printed.get(1).copied().unwrap_or(0);
        match plain(0, printed[0], next) {
            0 => return 0,
            folded => out.push(folded),
        }
        at = 1;
    }
    while let Some(there) = around(printed, at) {
        let mut folded = [0; STEP];
        for i in 0..STEP {
            folded[i] = plain(there[i], there[i + 1], there[i + 2]);
        }
        let (from, whole) = (out.len(), leading(&folded));
        out.extend_from_slice(&folded);
        at += whole;
        if whole < STEP {
            out.truncate(from + whole);
            return at;
        }
    }
    while let Some(&byte) = printed.get(at) {
        let next = printed.get(at + 1).copied().unwrap_or(0);
        match plain(printed[at - 1], byte, next) {
            0 => break,
            folded => out.push(folded),
        }
        at += 1;
    }
    at
}

/// The bytes from `at` on, the one before them and the one behind.
fn around(printed: &[u8], at: usize) -> Option<&[u8; STEP + 2]> {
    printed.get(at - 1..)?.first_chunk()
}

/// How many bytes there are before the first 0; none is over 0x7f.
fn leading(folded: &[u8; STEP]) -> usize {
    let (eights, _) = folded.as_chunks();
    for (i, &eight) in eights.iter().enumerate() {
        let zeros = u64::from_le_bytes(eight).wrapping_sub(0x0101_0101_0101_0101);
        let zeros = zeros & 0x8080_8080_8080_8080;
        if zeros != 0 {
            return i * 8 + zeros.trailing_zeros() as usize / 8;
        }
    }
    STEP
}

/// What `byte` folds to between the bytes `before` and `after` where that is one ASCII byte that hangs on nothing else, or 0.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
const fn plain(before: u8, byte: u8, after: u8) -> u8 {
    let is_mark = (byte == b'"') | (byte == b'\'') | (byte == b'`');
    let visible = (byte > b' ') & (byte < 0x7f);
    let hyphen = (byte == b'-') & (after == b'-');
    let letter = visible & !is_mark & !hyphen;
    // Bytes from 0xc3 to 0xdf begin letters of Europe and the Near East, and nothing that is blank.
    let behind = (after > b' ') & (after < 0x7f) | (after > 0xc2) & (after < 0xe0);
    let blank = ((byte == b' ') | (byte == b'\n')) & behind;
    // A stop before it may be left out.
    let mark = is_mark & (before < 0x80) & (before != b',') & (before != b'.');
    mask(letter) & byte | mask(blank) & b' ' | mask(mark) & b'\''
}

const fn mask(is_so: bool) -> u8 {
    (is_so as u8).wrapping_neg()
}
