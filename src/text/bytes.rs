//! Bytes looked through many at a time.

/// The first byte from `at` on that is `wanted`; where none of the next sixteen is, they are passed at once.
pub(super) fn next_byte(bytes: &[u8], mut at: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    while let Some(some) = bytes.get(at..at + 16) {
        if some.iter().fold(false, |any, &b| any | wanted(b)) {
            break;
        }
        at += 16;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|&b| wanted(b)).map(|n| at + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_from_everywhere() {
        let bytes = b"................x...............x";
        for from in 0..bytes.len() + 2 {
            let naive = (from..bytes.len()).find(|&at| bytes[at] == b'x');
            assert_eq!(next_byte(bytes, from, |b| b == b'x'), naive, "{from}");
        }
    }
}
