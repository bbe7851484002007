//! Where words may stand, told from a text's printed bytes: most of a text need not be folded to be looked through.
use crate::text::{Span, fold::Folded};
use regex::bytes::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use std::{ops::Range, sync::LazyLock};

/// Bytes that are looked through before somebody is asked whether it is still wanted.
const REGION: usize = 1 << 16;

/// Bytes that are looked at together for whether they are ASCII.
const CHUNK: usize = 64;

/// Bytes to a Latin letter with an accent from which on such letters are few.
const FEW: usize = 200;

/// Letters that must be printed wherever the words stand, but for characters that may fold to letters of them.
#[derive(Clone, Debug)]
pub(super) struct Scout {
    /// Of ASCII, for where there are few Latin letters with accents.
    plain: Option<Letters>,
    /// Latin, Greek or Cyrillic, in all their variants.
    varied: Option<Letters>,
}

/// Some letters in a row.
#[derive(Clone, Debug)]
struct Letters {
    regex: Regex,
    /// Bytes of them, at most.
    len: usize,
    /// Whether Latin letters with accents are none of them, though they may fold to them.
    plain: bool,
}

impl Scout {
    /// For words as they are typed; with `case`, capitals stand only for themselves.
    pub(super) fn new(typed: &str, case: bool) -> Self {
        let whole = Span::new(0, typed.len());
        let (folded, loose) = (Folded::new(typed, whole), Folded::loose(typed, whole));
        let plain = longest(folded.text(), |c| c.is_ascii_alphanumeric());
        let varied = longest(loose.text(), |c| VARIANTS.contains_key(&c));
        let is_mostly_plain = plain.len() * 2 >= varied.chars().count();
        Self {
            plain: Letters::plain(plain, case).filter(|_| is_mostly_plain),
            varied: Letters::varied(varied),
        }
    }

    /// Whether it tells where the words do not stand.
    pub(super) const fn tells(&self) -> bool {
        self.varied.is_some()
    }

    /// What must be printed in a stretch in which there are many Latin letters with accents or not.
    fn letters(&self, accented: bool) -> Option<&Letters> {
        let plain = self.plain.as_ref().filter(|_| !accented);
        plain.or(self.varied.as_ref())
    }

    /// Goes through `text`.
    pub(super) fn over<'a>(&'a self, text: &'a [u8]) -> Sightings<'a> {
        Sightings {
            scout: self,
            text,
            region: 0..0,
            accented: false,
            letters: None,
            strange: None,
        }
    }

    /// Whether the words may stand in `text`.
    pub(super) fn may_stand(&self, text: &[u8]) -> bool {
        self.over(text).next(0, &|| true).is_some()
    }
}

/// The longest run of characters in `text` that `fits`.
fn longest(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let runs = text.split(|c: char| !fits(c));
    runs.max_by_key(|run| run.len()).unwrap_or("")
}

impl Letters {
    fn plain(letters: &str, case: bool) -> Option<Self> {
        if letters.is_empty() {
            return None;
        }
        let mut regex = RegexBuilder::new(letters);
        let regex = regex.unicode(false).case_insensitive(!case).build();
        Some(Self {
            regex: regex.ok()?,
            len: letters.len(),
            plain: true,
        })
    }

    /// Small letters without accents, in all their variants.
    fn varied(letters: &str) -> Option<Self> {
        if letters.is_empty() {
            return None;
        }
        let class = |c: char| {
            let variants = VARIANTS.get(&c).into_iter().flatten();
            format!("[{}]", variants.collect::<String>())
        };
        let expression: String = letters.chars().map(class).collect();
        Some(Self {
            regex: RegexBuilder::new(&expression).build().ok()?,
            len: letters.chars().count() * 2,
            plain: false,
        })
    }

    /// The first place in `from..to` of `text` at which they begin.
    fn find(&self, text: &[u8], from: usize, to: usize) -> Option<usize> {
        let reach = text.len().min(to + self.len - 1);
        let found = self.regex.find(&text[from..reach])?;
        Some(from + found.start()).filter(|at| *at < to)
    }
}

/// Every Latin, Greek or Cyrillic letter or digit that others fold to, case and accents too, with those others.
static VARIANTS: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut variants: FxHashMap<char, Vec<char>> = FxHashMap::default();
    for c in ('0'..='z').chain('\u{c0}'..='\u{52f}') {
        let text = c.to_string();
        let folded = Folded::loose(&text, Span::new(0, text.len()));
        let mut letters = folded.text().chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter <= '\u{52f}'
            && letter.is_alphanumeric()
        {
            variants.entry(letter).or_default().push(c);
        }
    }
    variants
});

/// Whether there are so many Latin letters with accents in `text` that each of them cannot be looked at.
fn is_accented(text: &[u8]) -> bool {
    let accents = |chunk: &[u8]| -> u8 {
        let accents = chunk.iter().map(|byte| (0xc3..=0xcb).contains(byte));
        accents.map(u8::from).sum()
    };
    let accents: usize = text
        .chunks(CHUNK)
        .map(|chunk| usize::from(accents(chunk)))
        .sum();
    accents * FEW > text.len()
}

/// Places of a text at which the words, or a part of them, may stand.
pub(super) struct Sightings<'a> {
    scout: &'a Scout,
    text: &'a [u8],
    /// What has been looked through.
    region: Range<usize>,
    /// Whether there are many Latin letters with accents in it.
    accented: bool,
    /// The first letters in it, and the first character that may fold to them.
    letters: Option<usize>,
    strange: Option<usize>,
}

impl Sightings<'_> {
    /// The first at or behind byte `from`; none either where `wanted` says that nobody waits any more.
    pub(super) fn next(&mut self, mut from: usize, wanted: &dyn Fn() -> bool) -> Option<usize> {
        let len = self.text.len();
        while from < len && wanted() {
            let fresh = !self.region.contains(&from);
            if fresh {
                self.region = from..len.min(from + REGION);
                self.accented = is_accented(&self.text[self.region.clone()]);
            }
            let Some(letters) = self.scout.letters(self.accented) else {
                return Some(from);
            };
            let end = self.region.end;
            if fresh || self.letters.is_some_and(|at| at < from) {
                self.letters = letters.find(self.text, from, end);
            }
            if fresh || self.strange.is_some_and(|at| at < from) {
                self.strange = strange(self.text, from..end, letters.plain);
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

/// The first byte of `within` at which a character begins that may fold, case and accents too, to nothing or to letters of which it is no
/// variant; with `plain`, to any letters of ASCII.
fn strange(text: &[u8], within: Range<usize>, plain: bool) -> Option<usize> {
    let mut at = within.start;
    while at < within.end {
        let chunk = &text[at..within.end.min(at + CHUNK)];
        if chunk.is_ascii() {
            at += chunk.len();
            continue;
        }
        let end = at + chunk.len();
        while at < end {
            match text[at] {
                // In the middle of a character where a stretch begins.
                ..0xc0 => at += 1,
                lead if is_strange(lead, &text[at + 1..], plain) => return Some(at),
                0xc0..0xe0 => at += 2,
                0xe0..0xf0 => at += 3,
                0xf0.. => at += 4,
            }
        }
    }
    None
}

/// Whether a character may be such a one: by its first byte, and the next where that does not tell.
fn is_strange(lead: u8, next: &[u8], plain: bool) -> bool {
    let second = next.first().copied().unwrap_or(0);
    let third = next.get(1).copied().unwrap_or(0);
    match lead {
        // Blanks, marks and signs, but for the soft hyphen.
        0xc2 => second == 0xad,
        // Latin letters with accents.
        0xc3..=0xcb => plain,
        // Greek, Cyrillic and Armenian; scripts of the East, what is for private use, and what is beyond the first plane.
        0xce..=0xd5 | 0xe3..=0xe9 | 0xeb..=0xee | 0xf0.. => false,
        // Dashes, marks and dots; beside them blanks, and what is invisible.
        0xe2 => match second {
            0x80 => matches!(third, 0x8b..=0x8f | 0xaa..=0xae),
            // Letters are there too.
            _ => matches!(second, 0x81 | 0x83 | 0x84 | 0xb1),
        },
        0xea => matches!(second, 0x9c..=0x9f),
        0xef => matches!(second, 0xac | 0xb8 | 0xbb),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_folds_to_letters_that_are_looked_for_or_to_nothing_is_seen() {
        for c in '\u{80}'..=char::MAX {
            let text = c.to_string();
            let folded = Folded::loose(&text, Span::new(0, text.len()));
            let folded = folded.text();
            let seen = |plain| strange(text.as_bytes(), 0..text.len(), plain) == Some(0);
            if folded.is_empty() || folded.contains(|c: char| c.is_ascii_alphanumeric()) {
                assert!(seen(true), "{c:?}");
            }
            let is_variant = |letter| {
                let known: Option<&Vec<char>> = VARIANTS.get(&letter);
                known.is_none_or(|variants| variants.contains(&c))
            };
            if folded.is_empty() || !folded.chars().all(is_variant) {
                assert!(seen(false), "{c:?}");
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
        assert!(!scout.may_stand("thé coûnsel, it’s “here”".as_bytes()));
        assert!(Scout::new("Café", true).may_stand("the CafÉ".as_bytes()));
        assert!(!Scout::new("Council", true).may_stand(b"the council"));
        let council = Scout::new("Совет", false);
        assert!(council.may_stand("“СОВЁТ” — café".as_bytes()));
        assert!(!council.may_stand("“завет” — café, совтавет".as_bytes()));
        assert!(council.may_stand("со\u{ad}вет".as_bytes()));
        assert!(Scout::new("平和", false).may_stand(b"."));
    }
}
