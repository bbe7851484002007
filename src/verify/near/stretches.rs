//! Where in an article enough of a quotation's words stand together: nowhere else they can be near.
use super::vocabulary::{SMALL, Vocabulary, Words};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The weight of all words of a quotation.
pub(super) fn weigh(quoted: &Words, known: &Vocabulary) -> f32 {
    quoted.ids.iter().map(|&id| known.weight(id)).sum()
}

/// Every stretch of the article's words of which some `width` in a row have, in whatever order, words of the quotation that weigh
/// `least`; those that meet are one.
pub(super) fn stretches(
    quoted: &Words,
    article: &Words,
    known: &Vocabulary,
    (width, least): (usize, f32),
) -> Vec<Range<usize>> {
    let mut asked = Asked::new(quoted, known);
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (last, &id) in article.ids.iter().enumerate() {
        asked.enter(known.kin(id));
        if let Some(left) = last.checked_sub(width) {
            asked.leave(known.kin(article.ids[left]));
        }
        if asked.weight() < least {
            continue;
        }
        let window = (last + 1).saturating_sub(width)..last + 1;
        match stretches.last_mut() {
            Some(before) if before.end >= window.start => before.end = window.end,
            _ => stretches.push(window),
        }
    }
    stretches
}

/// The words of a quotation, and those of them that stand in a window of the article.
struct Asked {
    words: FxHashMap<u32, Counted>,
    /// The window's words that are the quotation's: small ones, others.
    there: [u32; 2],
}

/// How often words that are alike are in a quotation, and in the window.
#[derive(Clone, Copy, Default)]
struct Counted {
    quoted: u32,
    there: u32,
    is_other: bool,
}

impl Asked {
    fn new(quoted: &Words, known: &Vocabulary) -> Self {
        let mut words: FxHashMap<u32, Counted> = FxHashMap::default();
        for &id in &quoted.ids {
            let counted = words.entry(known.kin(id)).or_default();
            counted.quoted += 1;
            counted.is_other = !known.is_small(id);
        }
        Self {
            words,
            there: [0; 2],
        }
    }

    fn enter(&mut self, kin: u32) {
        if let Some(counted) = self.words.get_mut(&kin) {
            counted.there += 1;
            self.there[usize::from(counted.is_other)] += u32::from(counted.there <= counted.quoted);
        }
    }

    fn leave(&mut self, kin: u32) {
        if let Some(counted) = self.words.get_mut(&kin) {
            self.there[usize::from(counted.is_other)] -= u32::from(counted.there <= counted.quoted);
            counted.there -= 1;
        }
    }

    fn weight(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of words in a window")]
        let [small, others] = self.there.map(|n| n as f32);
        small.mul_add(SMALL, others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn nowhere_but_where_enough_words_stand_together_is_looked_at() {
        let article = "The harbour of the town. Seven men left the harbour at noon, and the harbour of the town was the harbour of nobody.";
        let mut known = Vocabulary::default();
        let mut read = |text: &str| known.read(text, &[Span::new(0, text.len())]);
        let (quoted, there) = (read("seven men leaving the harbour"), read(article));
        let shown = |width: usize, least: f32| -> Vec<&str> {
            (stretches(&quoted, &there, &known, (width, least)).iter())
                .map(|s| {
                    there.spans[s.start]
                        .join(there.spans[s.end - 1])
                        .of(article)
                })
                .collect()
        };
        assert_eq!(shown(5, 2.5), ["Seven men left the harbour"]);
        assert_eq!(shown(5, 9.0), [""; 0]);
        assert_eq!(shown(99, 1.0), [article.trim_end_matches('.')]);
    }
}
