//! Where words may stand, told from a text's printed bytes: most of a text need not be folded to be looked through.
use crate::text::{Span, fold::Folded};
use regex::bytes::{Regex, RegexBuilder};

/// Bytes that are looked through before somebody is asked whether it is still wanted.
const REGION: usize = 1 << 16;

/// Bytes that are looked at together for whether they are ASCII.
const CHUNK: usize = 64;

/// Letters that must be printed wherever the words stand, but for characters that may fold to letters of them.
#[derive(Clone, Debug)]
pub(super) struct Scout {
    letters: Option<(Regex, usize)>,
}

impl Scout {
    /// For words as they are typed; with `case`, capitals stand only for themselves.
    pub(super) fn new(typed: &str, case: bool) -> Self {
        let folded = Folded::new(typed, Span::new(0, typed.len()));
        let runs = folded.text().split(|c: char| !c.is_ascii_alphanumeric());
        let longest = runs.max_by_key(|run| run.len()).unwrap_or("");
        let letters = RegexBuilder::new(longest)
            .unicode(false)
            .case_insensitive(!case)
            .build();
        Self {
            letters: (letters.ok())
                .filter(|_| !longest.is_empty())
                .map(|letters| (letters, longest.len())),
        }
    }

    /// Goes through `text`.
    pub(super) fn over<'a>(&'a self, text: &'a [u8]) -> Sightings<'a> {
        Sightings {
            scout: self,
            text,
            region: 0..0,
            letters: None,
            strange: None,
        }
    }

    /// Whether the words may stand in `text`.
    pub(super) fn may_stand(&self, text: &[u8]) -> bool {
        self.over(text).next(0, &|| true).is_some()
    }

    fn letters(&self, text: &[u8], from: usize, to: usize) -> Option<usize> {
        let (letters, len) = self.letters.as_ref()?;
        let reach = text.len().min(to + len - 1);
        letters.find(&text[from..reach]).map(|m| from + m.start())
    }
}

/// Places of a text at which the words, or a part of them, may stand.
pub(super) struct Sightings<'a> {
    scout: &'a Scout,
    text: &'a [u8],
    /// What has been looked through.
    region: std::ops::Range<usize>,
    /// The first letters in it, and the first character that may fold to them.
    letters: Option<usize>,
    strange: Option<usize>,
}

impl Sightings<'_> {
    /// The first at or behind byte `from`; none either where `wanted` says that nobody waits any more.
    pub(super) fn next(&mut self, mut from: usize, wanted: &dyn Fn() -> bool) -> Option<usize> {
        let len = self.text.len();
        while from < len && wanted() {
            if self.scout.letters.is_none() {
                return Some(from);
            }
            let fresh = !self.region.contains(&from);
            if fresh {
                self.region = from..len.min(from + REGION);
            }
            let end = self.region.end;
            if fresh || self.letters.is_some_and(|at| at < from) {
                self.letters = self.scout.letters(self.text, from, end);
            }
            if fresh || self.strange.is_some_and(|at| at < from) {
                self.strange = strange(self.text, from, end);
            }
            let first = self.letters.into_iter().chain(self.strange).min();
            if first.is_some() {
                return first;
            }
            from = end;
        }
        None
    }
}

/// The first byte of `from..to` at which a character begins that may fold, case and accents too, to letters or digits of ASCII or to nothing.
fn strange(text: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to {
        let chunk = &text[at..to.min(at + CHUNK)];
        if chunk.is_ascii() {
            at += chunk.len();
            continue;
        }
        let end = at + chunk.len();
        while at < end {
            match text[at] {
                // In the middle of a character where a stretch begins.
                ..0xc0 => at += 1,
                lead if is_strange(lead, &text[at + 1..]) => return Some(at),
                0xc0..0xe0 => at += 2,
                0xe0..0xf0 => at += 3,
                0xf0.. => at += 4,
            }
        }
    }
    None
}

/// Whether a character may be one that folds to ASCII letters or to nothing: by its first byte, and the next where that does not tell.
fn is_strange(lead: u8, next: &[u8]) -> bool {
    let second = next.first().copied().unwrap_or(0);
    let third = next.get(1).copied().unwrap_or(0);
    match lead {
        // Blanks, marks and signs, but for the soft hyphen.
        0xc2 => second == 0xad,
        // Greek, Cyrillic and Armenian; scripts of the East, what is for private use, and what is beyond the first plane.
        0xce..=0xd5 | 0xe3..=0xee | 0xf0.. => false,
        // Dashes, marks and dots; beside them blanks, and what is invisible.
        0xe2 => match second {
            0x80 => matches!(third, 0x8b..=0x8f | 0xaa..=0xae),
            _ => matches!(second, 0x81 | 0x83 | 0x84),
        },
        0xef => matches!(second, 0xac | 0xb8 | 0xbb),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_folds_to_letters_of_ascii_or_to_nothing_is_strange() {
        for c in '\u{80}'..=char::MAX {
            let text = c.to_string();
            let folded = Folded::loose(&text, Span::new(0, text.len()));
            let folded = folded.text();
            if folded.is_empty() || folded.contains(|c: char| c.is_ascii_alphanumeric()) {
                assert_eq!(strange(text.as_bytes(), 0, text.len()), Some(0), "{c:?}");
            }
        }
    }

    #[test]
    fn letters_are_seen_wherever_they_begin() {
        let scout = Scout::new("the Council, it’s", false);
        for before in [0, 1, CHUNK - 1, REGION - 3, REGION, 2 * REGION + 5] {
            for word in ["council", "COUNCIL", "co\u{fb01}l", "coúncil"] {
                let text = "—".repeat(before / 3) + &" ".repeat(before % 3) + word;
                let at = scout.over(text.as_bytes()).next(0, &|| true);
                assert!(at.is_some_and(|at| at >= before), "{word} behind {before}");
            }
        }
        assert!(!scout.may_stand("the counsel, it’s “here”".as_bytes()));
        assert!(!Scout::new("Council", true).may_stand(b"the council"));
        assert!(Scout::new("совет", false).may_stand(b"."));
    }
}
