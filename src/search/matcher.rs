//! What is looked for, made ready: words with their glyphs, case and accents folded, or a regular expression.
use super::{pattern::Pattern, words::Words};
use crate::text::Span;
use std::{collections::VecDeque, ops::ControlFlow};

/// What is looked for, made ready.
#[derive(Clone, Debug)]
pub struct Matcher(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Words(Box<Words>),
    Pattern(Pattern),
}

impl Matcher {
    /// `typed` as words, or as a regular expression where `pattern` says so; `None` where nothing is looked for yet.
    ///
    /// # Errors
    /// What is wrong with the regular expression, in one line.
    pub fn new(typed: &str, pattern: bool) -> Result<Option<Self>, String> {
        if pattern {
            return Ok(Pattern::new(typed)?.map(|pattern| Self(Kind::Pattern(pattern))));
        }
        Ok(Words::new(typed).map(|words| Self(Kind::Words(Box::new(words)))))
    }

    /// Where it stands in `within`, which is short, in text order, none overlapping another.
    #[must_use]
    pub fn places(&self, text: &str, within: Span) -> Vec<Span> {
        match &self.0 {
            Kind::Words(words) => words.within(text, within),
            Kind::Pattern(pattern) => pattern.within(text, within),
        }
    }

    /// Whether it stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let first = |_| ControlFlow::Break(());
        self.ahead(text, 0, &|| true, first).is_break()
    }

    /// Calls `met` with each place that begins at byte `from` or behind it, in text order, until `met` has had enough or `wanted` says that
    /// nobody waits any more.
    fn ahead(
        &self,
        text: &str,
        from: usize,
        wanted: &dyn Fn() -> bool,
        met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match &self.0 {
            Kind::Words(words) => words.ahead(text, from, wanted, met),
            Kind::Pattern(pattern) => pattern.ahead(text, from, wanted, met),
        }
    }

    /// The first `most` places at or behind byte `at` and the last `most` before it, all in text order, and whether there are
    /// more on either side; something of it where `wanted` says that nobody waits any more.
    pub(super) fn around(
        &self,
        text: &str,
        at: usize,
        most: usize,
        wanted: &dyn Fn() -> bool,
    ) -> Around {
        let before = match &self.0 {
            Kind::Words(words) => words.before(text, at, most, wanted),
            Kind::Pattern(pattern) => pattern.before(text, at, most, wanted),
        };
        let Before { places, more, next } = before;
        let (mut places, mut behind) = (Vec::from(places), false);
        let kept = places.len() + most;
        let _ = self.ahead(text, next, wanted, |span| {
            behind = places.len() == kept;
            if behind {
                return ControlFlow::Break(());
            }
            places.push(span);
            ControlFlow::Continue(())
        });
        Around {
            places,
            more: (more, behind),
        }
    }

    /// The first `most` places; fewer where `wanted` says that nobody waits any more.
    pub(super) fn first(&self, text: &str, most: usize, wanted: &dyn Fn() -> bool) -> Vec<Span> {
        let mut places = Vec::new();
        let _ = self.ahead(text, 0, wanted, |span| {
            places.push(span);
            if places.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        places
    }
}

/// The last places before a byte, in text order.
pub(super) struct Before {
    pub(super) places: VecDeque<Span>,
    /// Whether there are more before them.
    pub(super) more: bool,
    /// From where on further ones are to be looked for.
    pub(super) next: usize,
}

/// What [`Matcher::around`] found.
pub(super) struct Around {
    /// The places, in text order.
    pub(super) places: Vec<Span>,
    /// Whether there are more before them, and behind.
    pub(super) more: (bool, bool),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unmark;

    #[track_caller]
    fn check(marked: &str, typed: &str, pattern: bool) {
        let (text, want) = unmark(marked);
        let matcher = Matcher::new(typed, pattern).expect("a pattern");
        let found = matcher.map_or_else(Vec::new, |matcher| {
            let whole = matcher.places(&text, Span::new(0, text.len()));
            for at in 0..=text.len() {
                let around = matcher.around(&text, text.floor_char_boundary(at), 100, &|| true);
                assert_eq!(
                    around.places, whole,
                    "{typed:?} seen from byte {at} of {text:?}"
                );
            }
            whole
        });
        assert_eq!(found, want, "{typed:?} in {text:?}");
    }

    #[test]
    fn words_are_found_whatever_their_glyphs() {
        check("the «Council» voted, the «council» rose", "council", false);
        check("the «Council» voted, the council rose", "Council", false);
        check("“«it’s\u{a0}well–known»”", "it's well-known", false);
        check("a «long\n\n  way»", "long way", false);
        check("co«op\u{ad}er»ate", "oper", false);
        check("«killing people,»” he said", "killing people,", false);
        check("nothing", "", false);
        check("nothing", "elsewhere", false);
    }

    #[test]
    fn a_blank_that_is_typed_at_an_end_is_there() {
        check("«Para1» of Para12, not Para1", "Para1 ", false);
        check("art, an «art» or art", " art ", false);
        check("parts of «art», «art»", " art", false);
        check("the\n\n«council»\nrose, councils", " council ", false);
        check("nothing but blanks", "  ", false);
    }

    #[test]
    fn an_accent_may_be_left_out_but_one_that_is_typed_counts() {
        check(
            "«Ärger», «ärger», «a\u{308}rger» and «arger»",
            "arger",
            false,
        );
        check("«Ärger», «ärger», «a\u{308}rger» and arger", "ärger", false);
        check("«Émile» and «Emile», not emile", "Emile", false);
        check("«Ёлка» и «елка»", "елка", false);
        check("«ﬁ»nal «fi»nal", "fi", false);
        check("«İz»mir «iz»mir", "iz", false);
    }

    #[test]
    fn places_do_not_overlap() {
        let matcher = Matcher::new("aa", false).expect("words").expect("words");
        let places = matcher.places("aaaaa", Span::new(0, 5));
        assert_eq!(places, [Span::new(0, 2), Span::new(2, 4)]);
    }

    #[test]
    fn a_pattern_folds_what_is_a_letter_a_mark_or_a_blank_in_it() {
        check("«council» and «Council»", "coun.il", true);
        check("council and «Council»", "Coun.il", true);
        check("“«it’s\u{a0}well–known»”", "it's well-known", true);
        check("a «long\nway» or «long way»", "long way", true);
        check("«Émile» and «emile»", "[ée]mile|emile", true);
        check("«Ärger» «arger»", "arger", true);
        check("«17» of «2025»", r"\d+", true);
        check("one «two» three", r"\btwo\b", true);
        check("no letters", "x*", true);
    }

    #[test]
    fn a_pattern_that_is_none_says_why_in_a_line() {
        let why = Matcher::new("(a", true).expect_err("an open bracket");
        assert_eq!(why, "unclosed group");
        let why = Matcher::new(r"\w{1000}{1000}", true).expect_err("too large");
        assert!(why.contains("too large"), "{why}");
    }

    #[test]
    fn only_so_many_places_are_kept_on_either_side() {
        let matcher = Matcher::new("x", false).expect("words").expect("words");
        let text = "x".repeat(10);
        let around = matcher.around(&text, 5, 2, &|| true);
        let starts: Vec<usize> = around.places.iter().map(|span| span.start).collect();
        assert_eq!((starts, around.more), (vec![3, 4, 5, 6], (true, true)));
        assert_eq!(matcher.first(&text, 4, &|| true).len(), 4);
    }
}
