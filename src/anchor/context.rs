//! The words beside a quotation, which tell equal places apart.
use crate::text::{Span, fold::Folded};

use super::Pattern;

/// The context of a pattern, folded, without what is neither letter nor digit where it meets the quotation.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    before: Option<String>,
    after: Option<String>,
}

impl Context {
    /// `None` where the pattern gives none that says anything.
    pub(super) fn new(pattern: &Pattern) -> Option<Self> {
        let fold = |words: &String| {
            Folded::new(words, Span::new(0, words.len()))
                .text()
                .to_owned()
        };
        let before = pattern
            .before
            .as_ref()
            .map(fold)
            .map(|w| trim_end(&w).to_owned())
            .filter(|w| !w.is_empty());
        let after = pattern
            .after
            .as_ref()
            .map(fold)
            .map(|w| trim_start(&w).to_owned())
            .filter(|w| !w.is_empty());
        (before.is_some() || after.is_some()).then_some(Self { before, after })
    }

    /// Whether all that is given stands directly beside `span`, glyphs folded; paragraphs' ends are blanks here.
    pub(super) fn fits(&self, text: &str, span: Span) -> bool {
        let fits_before = |words: &String| {
            let window = Span::new(
                text.floor_char_boundary(span.start.saturating_sub(reach(words))),
                span.start,
            );
            trim_end(Folded::new(text, window).text()).ends_with(words.as_str())
        };
        let fits_after = |words: &String| {
            let window = Span::new(
                span.end,
                text.ceil_char_boundary((span.end + reach(words)).min(text.len())),
            );
            trim_start(Folded::new(text, window).text()).starts_with(words.trim_end())
        };
        self.before.as_ref().is_none_or(fits_before) && self.after.as_ref().is_none_or(fits_after)
    }
}

/// How many printed bytes the words can take, blanks and marks between included.
const fn reach(words: &str) -> usize {
    words.len() * 3 + 64
}

fn trim_end(words: &str) -> &str {
    words
        .trim_start()
        .trim_end_matches(|c: char| !c.is_alphanumeric())
}

fn trim_start(words: &str) -> &str {
    words
        .trim_end()
        .trim_start_matches(|c: char| !c.is_alphanumeric())
}
