//! A quotation made ready for being looked for with mistakes: its words, the signs in them, and the words beside it.
use std::ops::Range;

use super::{
    align::{Asked, Joint},
    word::{Shape, Word, each_word},
};
use crate::{
    anchor::{Quotation, context::Context},
    text::{
        Span,
        fold::{Folded, is_ideograph},
    },
};

/// Words of context that vote and are compared, on each side.
const BESIDE: usize = 8;
/// What a word of the context is worth beside a quoted one.
const BESIDE_WEIGHT: f32 = 0.6;

/// A quotation made ready for being looked for with mistakes.
#[derive(Debug)]
pub(in crate::anchor) struct Query {
    /// Its words without operators.
    pub(in crate::anchor) clean: String,
    /// The same, folded as the text is that is looked through.
    pub(super) glyphs: String,
    /// The words quoted, those of the context before them and after them.
    pub(super) asked: Vec<Asked>,
    /// Which of them are quoted.
    pub(super) quoted: Range<usize>,
    /// What stands in it before the first word and behind the last.
    pub(super) edges: (String, String),
    pub(in crate::anchor) context: Option<Context>,
    /// Hashes of the context's words, nearest first.
    pub(super) beside: (Vec<u64>, Vec<u64>),
    /// The loose forms of all words, one behind the other.
    forms: Vec<u8>,
    /// Whether words are left out or put in.
    pub(in crate::anchor) marked: bool,
    /// A bit for each quoted word, by its hash.
    seen: [u64; 16],
}

/// The annotator's signs in a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Gap,
    Inserted,
}

impl Query {
    pub(in crate::anchor) fn new(quotation: &impl Quotation) -> Self {
        let parts: Vec<&str> = quotation.parts().collect();
        Self::of(&parts.join(" ... "), Context::new(quotation))
    }

    fn of(words: &str, context: Option<Context>) -> Self {
        let (clean, signs) = clean(words);
        let mut forms = Vec::with_capacity(clean.len() + 80);
        let (before, after) = context
            .as_ref()
            .map_or_else(Default::default, |c| beside(&mut forms, c));
        let mut asked: Vec<Asked> = before.iter().rev().cloned().collect();
        let start = asked.len();
        let (words, bounds) = read_words(&clean, &signs, context.is_none(), &mut forms);
        asked.extend(words);
        let edges = (
            clean.get(..bounds.0).unwrap_or("").to_owned(),
            clean.get(bounds.1..).unwrap_or("").to_owned(),
        );
        let quoted = start..asked.len();
        asked.extend(after.iter().cloned());
        let hashes = |side: Vec<Asked>| side.into_iter().map(|a| a.shape.hash).collect();
        let beside = (hashes(before), hashes(after));
        Self {
            seen: seen(&asked[quoted.clone()]),
            forms,
            marked: !signs.is_empty(),
            glyphs: Folded::new(&clean, Span::new(0, clean.len()))
                .text()
                .to_owned(),
            clean,
            asked,
            quoted,
            edges,
            context,
            beside,
        }
    }

    /// The words quoted, context aside.
    pub(super) fn quoted(&self) -> &[Asked] {
        &self.asked[self.quoted.clone()]
    }

    /// How many of `words` are quoted, roughly: never too few.
    pub(super) fn met(&self, words: &[Word]) -> usize {
        words
            .iter()
            .map(|w| bit(&w.shape))
            .filter(|bit| self.seen[bit >> 6] >> (bit & 63) & 1 == 1)
            .count()
    }

    /// The loose form of one of its words.
    pub(super) fn form(&self, word: &Asked) -> &[u8] {
        let end = word.form as usize;
        &self.forms[end - usize::from(word.shape.len)..end]
    }

    /// Its letters and those of its context, folded, and the byte each begins at, counted from the quotation's first.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (&str, i32)> {
        let small = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let context = self.context.as_ref();
        let before = context.and_then(Context::before);
        let after = context.and_then(Context::after);
        let before = before.map(|words| (words, -small(words.len()).saturating_add(1)));
        let after = after.map(|words| (words, small(self.glyphs.len()).saturating_add(1)));
        [Some((self.glyphs.as_str(), 0)), before, after]
            .into_iter()
            .flatten()
    }

    /// Bytes of those, about.
    pub(super) fn letters(&self) -> usize {
        self.stretches().map(|s| s.0.len()).sum()
    }

    /// How many times words are left out.
    pub(in crate::anchor) fn gaps(&self) -> usize {
        let omits = |a: &&Asked| a.joint == Joint::Omission;
        self.quoted().iter().filter(omits).count()
    }

    /// How many words are asked for.
    pub(in crate::anchor) fn words(&self) -> usize {
        self.quoted().iter().filter(|a| !a.inserted).count()
    }

    /// Whether it is of a script without blanks, in which a word here is a character and says little.
    pub(super) fn is_unspaced(&self) -> bool {
        let characters = self.clean.chars().filter(|&c| is_ideograph(c)).count();
        characters * 2 > self.words()
    }

    /// Whether it is too short to be recognised with mistakes.
    pub(in crate::anchor) fn is_short(&self) -> bool {
        // A sign of a script without blanks says about as much as two letters.
        let enough = if self.is_unspaced() { 10 } else { 20 };
        self.words() < 4 || self.clean.chars().count() < enough
    }
}

/// The words of `clean` with its `signs`, and the bytes from the first to the last; `parted` where the end of a sentence parts them.
fn read_words(
    clean: &str,
    signs: &[(usize, Sign)],
    parted: bool,
    forms: &mut Vec<u8>,
) -> (Vec<Asked>, (usize, usize)) {
    let (mut asked, mut bounds): (Vec<Asked>, _) = (Vec::new(), (clean.len(), 0));
    let (mut signs, mut gap) = (signs.iter().peekable(), false);
    each_word(clean, forms, |span, shape, form| {
        while let Some((_, sign)) = signs.next_if(|s| s.0 <= span.start) {
            match sign {
                Sign::Gap => gap = true,
                Sign::Inserted => asked.push(Asked::insertion()),
            }
        }
        let between = clean.get(bounds.1..span.start).unwrap_or("");
        let joint = match std::mem::take(&mut gap) {
            _ if asked.is_empty() => Joint::Word,
            true => Joint::Omission,
            false if parted && ends_sentence(between) => Joint::Sentence,
            false => Joint::Word,
        };
        bounds = (bounds.0.min(span.start), span.end);
        asked.push(Asked {
            joint,
            ..word(shape, form)
        });
    });
    (asked, bounds)
}

/// A bit for each of `words`, by its hash.
fn seen(words: &[Asked]) -> [u64; 16] {
    let mut seen = [0; 16];
    for word in words.iter().filter(|a| !a.inserted) {
        let bit = bit(&word.shape);
        seen[bit >> 6] |= 1 << (bit & 63);
    }
    seen
}

/// One of 1,024 bits for a word.
const fn bit(shape: &Shape) -> usize {
    (shape.hash >> 54) as usize
}

/// How an annotator writes that words are left out.
const GAPS: [&str; 8] = ["[...]", "[…]", "[. . .]", "....", "...", ". . .", "…", ">>"];

/// `words` without operators and dots, and where they were. `[T]he` is `The`.
fn clean(words: &str) -> (String, Vec<(usize, Sign)>) {
    let (mut clean, mut signs) = (String::new(), Vec::new());
    let mut rest = words.trim();
    while let Some(c) = rest.chars().next() {
        let is_sign = matches!(c, '[' | '.' | '…' | '>');
        let mut gaps = GAPS.iter().filter(|_| is_sign);
        let gap = gaps.find(|gap| rest.starts_with(**gap));
        if let Some(gap) = gap {
            signs.push((clean.len(), Sign::Gap));
            clean.push(' ');
            rest = &rest[gap.len()..];
        } else if let Some((inside, after)) = rest
            .strip_prefix('[')
            .and_then(|r| r.split_once(']'))
            .filter(|(i, _)| i.len() <= 60)
        {
            if !inside.contains(char::is_whitespace)
                && (inside.chars().count() == 1 || clean.ends_with(char::is_alphanumeric))
            {
                clean.push_str(inside);
            } else {
                signs.push((clean.len(), Sign::Inserted));
                clean.push(' ');
            }
            rest = after;
        } else {
            clean.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (clean, signs)
}

/// A word to be looked for, whose loose form ends at byte `form` of all.
fn word(shape: Shape, form: u32) -> Asked {
    Asked {
        shape,
        form,
        quoted: true,
        inserted: false,
        joint: Joint::Word,
        weight: 0.4 + f32::from(shape.len.min(8)) / 8.0,
    }
}

/// Whether the signs between two words end a sentence.
pub(super) fn ends_sentence(between: &str) -> bool {
    between.contains(['.', '!', '?']) && between.contains(char::is_whitespace)
}

/// The context's words, nearest first; a word that may have been cut at the far end is left out.
fn beside(forms: &mut Vec<u8>, context: &Context) -> (Vec<Asked>, Vec<Asked>) {
    let mut read = |words: &str| {
        let mut found = Vec::new();
        each_word(words, forms, |_, shape, form| {
            let asked = word(shape, form);
            found.push(Asked {
                quoted: false,
                weight: asked.weight * BESIDE_WEIGHT,
                ..asked
            });
        });
        found
    };
    let mut before = read(context.before().unwrap_or(""));
    before.reverse();
    let mut after = read(context.after().unwrap_or(""));
    for side in [&mut before, &mut after] {
        if side.len() > 1 {
            side.pop();
        }
        side.truncate(BESIDE);
    }
    (before, after)
}
