//! Where a text may be parted and its halves be folded apart: at a blank between two words.
use memchr::{memchr2_iter, memrchr2_iter};

/// The first seam at or behind byte `at`, or the end of the text.
#[must_use]
pub fn seam_ahead(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    let mut blanks = memchr2_iter(b' ', b'\n', &text.as_bytes()[at..]).map(|i| at + i);
    blanks.find(|&i| is_seam(text, i)).unwrap_or(text.len())
}

/// The last seam at or before byte `at`, or the beginning of the text.
#[must_use]
pub fn seam_behind(text: &str, at: usize) -> usize {
    let end = (at + 1).min(text.len());
    let mut blanks = memrchr2_iter(b' ', b'\n', &text.as_bytes()[..end]);
    blanks.find(|&i| is_seam(text, i)).unwrap_or(0)
}

/// Whether letters or digits stand on both sides of the blank at byte `at`.
fn is_seam(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Span, fold::Folded};

    proptest! {
        #[test]
        fn halves_fold_apart_to_what_the_whole_folds_to(text in "([a-c ,.'\"”—\\-\u{a0}\n\u{200b}ﬃ…éй\u{958}한]|x\u{30c}|e\u{323}\u{302}){0,40}", at in 0usize..60) {
            for fold in [Folded::new, Folded::loose] {
                let folded = |from, to| fold(&text, Span::new(from, to)).text().to_owned();
                for seam in [seam_ahead(&text, at), seam_behind(&text, at)] {
                    let halves = folded(0, seam) + &folded(seam, text.len());
                    prop_assert_eq!(halves, folded(0, text.len()));
                }
            }
        }
    }
}
