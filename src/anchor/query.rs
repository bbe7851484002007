//! A quotation made ready for being looked for with mistakes: its words, the signs in them, and the words beside it.
use std::ops::Range;

use super::{
    align::{Asked, Joint},
    context::Context,
    index::{Index, Shape, UNKNOWN, Word, each_word, loose},
};
use crate::text::fold::is_ideograph;

/// Words of context that vote and are compared, on each side.
const BESIDE: usize = 8;
/// What a word of the context is worth beside a quoted one.
const BESIDE_WEIGHT: f32 = 0.6;

/// A quotation made ready for being looked for with mistakes.
#[derive(Debug)]
pub(super) struct Query {
    /// Its words without operators.
    pub(super) clean: String,
    /// The words quoted, those of the context before them and after them.
    pub(super) asked: Vec<Asked>,
    /// Which of them are quoted.
    pub(super) quoted: Range<usize>,
    /// What stands in it before the first word and behind the last.
    pub(super) edges: (String, String),
    pub(super) context: Option<Context>,
    /// Terms of the context's words, nearest first.
    pub(super) beside: (Vec<u32>, Vec<u32>),
    /// Whether words are left out or put in.
    pub(super) marked: bool,
    /// A bit for each quoted word, by its term.
    seen: [u64; 16],
}

/// The annotator's signs in a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Gap,
    Inserted,
}

impl Query {
    pub(super) fn new(index: &Index<'_>, parts: &[String], context: Option<Context>) -> Self {
        let (clean, signs) = clean(&parts.join(" ... "));
        let (before, after) = context
            .as_ref()
            .map_or_else(Default::default, |c| beside(index, c));
        let mut asked: Vec<Asked> = before.iter().rev().cloned().collect();
        let start = asked.len();
        let (mut signs_left, mut gap) = (signs.iter().peekable(), false);
        let mut bounds = (clean.len(), 0);
        each_word(&clean, |span, shape| {
            while let Some((_, sign)) = signs_left.next_if(|s| s.0 <= span.start) {
                match sign {
                    Sign::Gap => gap = true,
                    Sign::Inserted => asked.push(Asked::insertion()),
                }
            }
            let first = asked.len() == start;
            let between = clean.get(bounds.1..span.start).unwrap_or("");
            let joint = match std::mem::take(&mut gap) {
                _ if first => Joint::Word,
                true => Joint::Omission,
                false if context.is_none() && ends_sentence(between) => Joint::Sentence,
                false => Joint::Word,
            };
            bounds = (bounds.0.min(span.start), span.end);
            asked.push(Asked {
                joint,
                ..word(index, span.of(&clean), shape)
            });
        });
        let edges = (
            clean.get(..bounds.0).unwrap_or("").to_owned(),
            clean.get(bounds.1..).unwrap_or("").to_owned(),
        );
        let quoted = start..asked.len();
        asked.extend(after.iter().cloned());
        let terms = |side: Vec<Asked>| side.into_iter().map(|a| a.term).collect();
        let beside = (terms(before), terms(after));
        let mut seen = [0; 16];
        for word in asked[quoted.clone()].iter().filter(|a| a.term != UNKNOWN) {
            seen[(word.term >> 6) as usize & 15] |= 1 << (word.term & 63);
        }
        Self {
            seen,
            marked: !signs.is_empty(),
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
            .filter(|w| self.seen[(w.term >> 6) as usize & 15] >> (w.term & 63) & 1 == 1)
            .count()
    }

    /// How many words are asked for.
    pub(super) fn words(&self) -> usize {
        self.quoted().iter().filter(|a| !a.inserted).count()
    }

    /// Whether it is of a script without blanks, in which a word here is a character and says little.
    pub(super) fn is_unspaced(&self) -> bool {
        let characters = self.clean.chars().filter(|&c| is_ideograph(c)).count();
        characters * 2 > self.words()
    }

    /// Whether it is too short to be recognised with mistakes.
    pub(super) fn is_short(&self) -> bool {
        self.words() < 4 || self.clean.chars().count() < 20
    }
}

/// `words` without operators and dots, and where they were. `[T]he` is `The`.
fn clean(words: &str) -> (String, Vec<(usize, Sign)>) {
    let (mut clean, mut signs) = (String::new(), Vec::new());
    let mut rest = words.trim();
    while let Some(c) = rest.chars().next() {
        let gap = ["[...]", "[…]", "[. . .]", "....", "...", ". . .", "…", ">>"]
            .iter()
            .find(|g| rest.starts_with(**g));
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

/// A word to be looked for.
fn word(index: &Index<'_>, words: &str, shape: Shape) -> Asked {
    let weight = 0.4 + f32::from(shape.len.min(8)) / 8.0;
    Asked {
        term: index.term(&shape),
        shape,
        form: loose(words).0,
        quoted: true,
        inserted: false,
        joint: Joint::Word,
        weight,
    }
}

/// Whether the signs between two words end a sentence.
pub(super) fn ends_sentence(between: &str) -> bool {
    between.contains(['.', '!', '?']) && between.contains(char::is_whitespace)
}

/// The context's words, nearest first; a word that may have been cut at the far end is left out.
fn beside(index: &Index<'_>, context: &Context) -> (Vec<Asked>, Vec<Asked>) {
    let read = |words: &str| {
        let mut found = Vec::new();
        each_word(words, |span, shape| {
            let asked = word(index, span.of(words), shape);
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
