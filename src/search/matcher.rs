//! What is looked for, made ready: words with their glyphs, case and accents folded, or a regular expression.
use super::pattern;
use crate::text::{
    Span,
    fold::{Folded, Needle, letters},
};
use memchr::memmem;
use regex::Regex;

/// What is looked for, made ready.
#[derive(Clone, Debug)]
pub struct Matcher(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Words(Words),
    Pattern(Regex),
}

/// Words, and what of them must be as it is typed: a capital asks for capitals, an accent for accents.
#[derive(Clone, Debug)]
struct Words {
    needle: Needle,
    strict: Option<Strict>,
}

#[derive(Clone, Debug)]
struct Strict {
    letters: Vec<char>,
    case: bool,
    accents: bool,
}

impl Matcher {
    /// `typed` as words, or as a regular expression where `pattern` says so; `None` where nothing is looked for yet.
    ///
    /// # Errors
    /// What is wrong with the regular expression, in one line.
    pub fn new(typed: &str, pattern: bool) -> Result<Option<Self>, String> {
        if pattern {
            let regex = pattern::compile(typed)?;
            return Ok(regex.map(|regex| Self(Kind::Pattern(regex))));
        }
        Ok(Needle::loose(typed).map(|needle| {
            Self(Kind::Words(Words {
                needle,
                strict: Strict::of(typed),
            }))
        }))
    }

    /// Where it stands in `within`, in text order, none overlapping another.
    #[must_use]
    pub fn places(&self, text: &str, within: Span) -> Vec<Span> {
        match &self.0 {
            Kind::Words(words) => {
                let folded = Folded::loose(text, within);
                words.from(text, &folded, 0).collect()
            }
            Kind::Pattern(regex) => found(regex, &text[..within.end], within.start).collect(),
        }
    }

    /// Whether it stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let whole = Span::new(0, text.len());
        match &self.0 {
            Kind::Words(words) => {
                let folded = Folded::loose(text, whole);
                words.from(text, &folded, 0).next().is_some()
            }
            Kind::Pattern(regex) => found(regex, text, 0).next().is_some(),
        }
    }

    /// Whether a folded text helps to find it.
    #[must_use]
    pub(super) const fn folds(&self) -> bool {
        matches!(self.0, Kind::Words(_))
    }

    /// The first `most` places at or behind byte `at` and the last `most` before it, all in text order, and whether there are
    /// more on either side. `folded` is the whole text folded, where it is at hand.
    pub(super) fn around(
        &self,
        text: &str,
        folded: Option<&Folded>,
        at: usize,
        most: usize,
    ) -> Around {
        let own;
        match &self.0 {
            Kind::Words(words) => {
                let folded = if let Some(folded) = folded {
                    folded
                } else {
                    own = Folded::loose(text, Span::new(0, text.len()));
                    &own
                };
                let from = folded.folded(at);
                let (mut places, before) = cut(words.before(text, folded, from), most);
                places.retain(|span| span.start < at);
                places.reverse();
                let last = places.last().map_or(0, |span| span.end);
                let ahead = words.from(text, folded, from);
                let ahead = ahead.filter(|span| span.start >= at && span.start >= last);
                let (mut ahead, behind) = cut(ahead, most);
                places.append(&mut ahead);
                Around {
                    places,
                    more: (before, behind),
                }
            }
            Kind::Pattern(regex) => {
                let mut before = std::collections::VecDeque::new();
                let (mut ahead, mut more) = (Vec::new(), (false, false));
                for span in found(regex, text, 0) {
                    if span.start < at {
                        before.push_back(span);
                        if before.len() > most {
                            before.pop_front();
                            more.0 = true;
                        }
                    } else if ahead.len() < most {
                        ahead.push(span);
                    } else {
                        more.1 = true;
                        break;
                    }
                }
                Around {
                    places: before.into_iter().chain(ahead).collect(),
                    more,
                }
            }
        }
    }

    /// The first `most` places.
    pub(super) fn first(&self, text: &str, folded: Option<&Folded>, most: usize) -> Vec<Span> {
        match (&self.0, folded) {
            (Kind::Words(words), Some(folded)) => words.from(text, folded, 0).take(most).collect(),
            (Kind::Words(words), None) => {
                let folded = Folded::loose(text, Span::new(0, text.len()));
                words.from(text, &folded, 0).take(most).collect()
            }
            (Kind::Pattern(regex), _) => found(regex, text, 0).take(most).collect(),
        }
    }
}

/// What [`Matcher::around`] found.
pub(super) struct Around {
    /// The places, in text order.
    pub(super) places: Vec<Span>,
    /// Whether there are more before them, and behind.
    pub(super) more: (bool, bool),
}

fn cut(mut spans: impl Iterator<Item = Span>, most: usize) -> (Vec<Span>, bool) {
    let found: Vec<Span> = spans.by_ref().take(most).collect();
    let more = found.len() == most && spans.next().is_some();
    (found, more)
}

/// The places of a pattern from byte `from` on, but for those without a letter.
fn found<'a>(regex: &'a Regex, text: &'a str, from: usize) -> impl Iterator<Item = Span> + 'a {
    let mut at = text.ceil_char_boundary(from);
    std::iter::from_fn(move || {
        while at <= text.len() {
            let found = regex.find_at(text, at)?;
            at = if found.is_empty() {
                text.ceil_char_boundary(found.end() + 1)
            } else {
                found.end()
            };
            if !found.is_empty() {
                return Some(Span::from(found.range()));
            }
            if found.end() == text.len() {
                return None;
            }
        }
        None
    })
}

impl Words {
    /// The places from folded byte `from` on.
    fn from<'a>(
        &'a self,
        text: &'a str,
        folded: &'a Folded,
        from: usize,
    ) -> impl Iterator<Item = Span> + 'a {
        let finder = memmem::Finder::new(self.needle.body().as_bytes());
        let (mut at, mut last) = (from, 0);
        std::iter::from_fn(move || {
            loop {
                let next = finder.find(&folded.text().as_bytes()[at..])? + at;
                at = next + 1;
                if let Some(span) = self.hit(text, folded, next)
                    && span.start >= last
                {
                    at = next + self.needle.body().len().max(1);
                    last = span.end;
                    return Some(span);
                }
            }
        })
    }

    /// The places that begin before folded byte `to`, the last first.
    fn before<'a>(
        &'a self,
        text: &'a str,
        folded: &'a Folded,
        to: usize,
    ) -> impl Iterator<Item = Span> + 'a {
        let finder = memmem::FinderRev::new(self.needle.body().as_bytes());
        let reach = to + self.needle.body().len().saturating_sub(1);
        let (mut end, mut first) = (reach.min(folded.text().len()), usize::MAX);
        std::iter::from_fn(move || {
            loop {
                let next = finder.rfind(&folded.text().as_bytes()[..end])?;
                end = (next + self.needle.body().len()).saturating_sub(1);
                if let Some(span) = self.hit(text, folded, next)
                    && span.end <= first
                {
                    end = next;
                    first = span.start;
                    return Some(span);
                }
            }
        })
    }

    fn hit(&self, text: &str, folded: &Folded, at: usize) -> Option<Span> {
        let span = folded.hit(text, at, &self.needle)?.span;
        let fits = (self.strict.as_ref()).is_none_or(|strict| strict.fits(span.of(text)));
        fits.then_some(span)
    }
}

impl Strict {
    fn of(typed: &str) -> Option<Self> {
        let case = typed.chars().any(char::is_uppercase);
        let accents = letters(typed, true, true).ne(letters(typed, true, false));
        (case || accents).then(|| Self {
            letters: letters(typed, case, accents).collect(),
            case,
            accents,
        })
    }

    fn fits(&self, printed: &str) -> bool {
        letters(printed, self.case, self.accents).eq(self.letters.iter().copied())
    }
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
                let around = matcher.around(&text, None, text.floor_char_boundary(at), 100);
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
        let around = matcher.around(&text, None, 5, 2);
        let starts: Vec<usize> = around.places.iter().map(|span| span.start).collect();
        assert_eq!((starts, around.more), (vec![3, 4, 5, 6], (true, true)));
        assert_eq!(matcher.first(&text, None, 4).len(), 4);
    }
}
