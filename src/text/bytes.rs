//! Bytes looked through many at a time.

/// Bytes that are looked at together.
const STEP: usize = 32;

/// The first byte from `at` on that is one of `wanted`; where none of the next few is, they are passed at once.
pub(super) fn next_byte<const N: usize>(
    bytes: &[u8],
    mut at: usize,
    wanted: [u8; N],
) -> Option<usize> {
    while let Some(some) = bytes.get(at..).and_then(<[u8]>::first_chunk::<STEP>) {
        // Without branches, one wanted byte after the other.
        let mut met = [0; STEP];
        for wanted in wanted {
            for (met, &byte) in met.iter_mut().zip(some) {
                *met |= u8::from(byte == wanted);
            }
        }
        if met != [0; STEP] {
            break;
        }
        at += STEP;
    }
    let rest = bytes.get(at..)?;
    let first = rest.iter().position(|byte| wanted.contains(byte));
    first.map(|n| at + n)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_from_everywhere() {
        let bytes = "................................x...............\u{e9}".as_bytes();
        for from in 0..bytes.len() + 2 {
            let naive = |is: fn(u8) -> bool| (from..bytes.len()).find(|&at| is(bytes[at]));
            let found = next_byte(bytes, from, [b'x', b'y']);
            assert_eq!(found, naive(|b| b == b'x'), "{from}");
            let found = next_beyond_ascii(bytes, from);
            assert_eq!(found, naive(|b| b >= 0x80), "{from}");
        }
    }
}
