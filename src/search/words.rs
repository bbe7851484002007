//! Words, and every place at which they stand, glyphs, case and accents folded. A text is folded only around where they may stand.
use super::{matcher::Before, scout::Scout};
use crate::text::{
    Span,
    fold::{Folded, Needle, letters, seam_ahead, seam_behind},
};
use memchr::memmem;
use std::{
    collections::VecDeque,
    ops::{ControlFlow, Range},
};

/// Bytes that are folded together where the words may stand, about.
const SHEET: usize = 1 << 10;
/// The same where they may stand everywhere, and where the text is looked through backwards.
const LARGE_SHEET: usize = 1 << 13;

/// Folded bytes beyond the words that are looked at to judge whether they stand there.
const MARGIN: usize = 16;

/// Words made ready, and what of them must be as it is typed: a capital asks for capitals, an accent for accents, a blank
/// at an end for a blank or a line break there, which is no part of the place.
#[derive(Clone, Debug)]
pub(super) struct Words {
    needle: Needle<'static>,
    finder: memmem::Finder<'static>,
    backwards: memmem::FinderRev<'static>,
    strict: Option<Strict>,
    /// Whether a blank stands before them, and behind.
    blanks: (bool, bool),
    scout: Scout,
}

#[derive(Clone, Debug)]
struct Strict {
    letters: Vec<char>,
    case: bool,
    accents: bool,
}

impl Words {
    /// `None` where nothing is typed that could be looked for.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let needle = Needle::loose(typed)?.into_owned();
        let strict = Strict::of(typed);
        let case = strict.as_ref().is_some_and(|strict| strict.case);
        Some(Self {
            finder: memmem::Finder::new(needle.body()).into_owned(),
            backwards: memmem::FinderRev::new(needle.body()).into_owned(),
            needle,
            strict,
            blanks: (
                typed.starts_with(char::is_whitespace),
                typed.ends_with(char::is_whitespace),
            ),
            scout: Scout::new(typed, case),
        })
    }

    /// The places in `within`, which is short enough to be folded whole.
    pub(super) fn within(&self, text: &str, within: Span) -> Vec<Span> {
        let (folded, mut places) = (Folded::loose(text, within), Vec::new());
        let _ = self.each_in(text, &folded, &mut (0..usize::MAX), |span| {
            places.push(span);
            ControlFlow::Continue(())
        });
        places
    }

    /// Calls `met` with each place that begins at byte `from` or behind it, in text order, until `met` has had enough or `wanted` says that
    /// nobody waits any more.
    pub(super) fn ahead(
        &self,
        text: &str,
        from: usize,
        wanted: &dyn Fn() -> bool,
        mut met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut folded = Folded::loose("", Span::new(0, 0));
        let mut sightings = self.scout.over(text.as_bytes());
        let (mut done, mut begins) = (from, from..from);
        let sheet = if self.scout.tells() {
            SHEET
        } else {
            LARGE_SHEET
        };
        while let Some(at) = sightings.next(done, wanted) {
            let start = self.start(text, at, &mut folded);
            done = seam_ahead(text, at + sheet);
            let reach = self.reach(text, done, &mut folded);
            folded.refill(text, Span::new(start, reach));
            begins.end = done;
            self.each_in(text, &folded, &mut begins, &mut met)?;
        }
        ControlFlow::Continue(())
    }

    /// The last `most` places that begin before byte `at`; fewer where `wanted` says that nobody waits any more.
    pub(super) fn before(
        &self,
        text: &str,
        at: usize,
        most: usize,
        wanted: &dyn Fn() -> bool,
    ) -> Before {
        let (mut places, mut more) = (VecDeque::new(), false);
        let _ = self.behind(text, at, wanted, |span| {
            more = places.len() == most;
            if more {
                return ControlFlow::Break(());
            }
            places.push_front(span);
            ControlFlow::Continue(())
        });
        let next = places.back().map_or(at, |span: &Span| span.end.max(at));
        Before { places, more, next }
    }

    /// Calls `met` with each place that begins before byte `to`, the last first.
    fn behind(
        &self,
        text: &str,
        to: usize,
        wanted: &dyn Fn() -> bool,
        mut met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut folded = Folded::loose("", Span::new(0, 0));
        let (mut end, mut first) = (to, usize::MAX);
        while end > 0 && wanted() {
            let start = seam_behind(text, end.saturating_sub(LARGE_SHEET));
            let reach = self.reach(text, end, &mut folded);
            if self.scout.may_stand(&text.as_bytes()[start..reach]) {
                folded.refill(text, Span::new(start, reach));
                self.each_back(text, &folded, (end, &mut first), &mut met)?;
            }
            end = start;
        }
        ControlFlow::Continue(())
    }

    /// From where the text must be folded so that words of which a part is printed at byte `at` are whole.
    fn start(&self, text: &str, at: usize, folded: &mut Folded) -> usize {
        let enough = self.needle.body().len() + MARGIN;
        let mut back = enough;
        loop {
            let start = seam_behind(text, at.saturating_sub(back));
            folded.refill(text, Span::new(start, text.ceil_char_boundary(at)));
            if start == 0 || folded.text().len() >= enough {
                return start;
            }
            back *= 2;
        }
    }

    /// Up to where the text must be folded so that words that begin before byte `end` are whole.
    fn reach(&self, text: &str, end: usize, folded: &mut Folded) -> usize {
        let enough = self.needle.body().len() + MARGIN;
        let (from, mut over) = (seam_behind(text, end), 2 * enough);
        loop {
            let reach = seam_ahead(text, end + over);
            folded.refill(text, Span::new(from, reach));
            if reach == text.len() || folded.text().len() - folded.folded(end) >= enough {
                return reach;
            }
            over *= 2;
        }
    }

    /// Calls `met` with each place in a folded stretch that begins in `begins`; where one was, the next begins behind it.
    fn each_in(
        &self,
        text: &str,
        folded: &Folded,
        begins: &mut Range<usize>,
        mut met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut at = 0;
        while let Some(next) = self.finder.find(&folded.text().as_bytes()[at..]) {
            let next = at + next;
            at = next + 1;
            if let Some(span) = self.hit(text, folded, next)
                && begins.contains(&span.start)
            {
                at = next + self.needle.body().len();
                begins.start = span.end;
                met(span)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The same backwards, with those that begin before byte `to` and end before the `first` one that was met.
    fn each_back(
        &self,
        text: &str,
        folded: &Folded,
        (to, first): (usize, &mut usize),
        mut met: impl FnMut(Span) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut end = folded.text().len();
        while let Some(next) = self.backwards.rfind(&folded.text().as_bytes()[..end]) {
            end = next + self.needle.body().len() - 1;
            if let Some(span) = self.hit(text, folded, next)
                && span.start < to
                && span.end <= *first
            {
                end = next;
                *first = span.start;
                met(span)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn hit(&self, text: &str, folded: &Folded, at: usize) -> Option<Span> {
        let span = folded.hit(text, at, &self.needle)?.span;
        let fits = (self.strict.as_ref()).is_none_or(|strict| strict.fits(span.of(text)));
        let (before, behind) = (&text[..span.start], &text[span.end..]);
        let blanks = (!self.blanks.0 || before.ends_with(char::is_whitespace))
            && (!self.blanks.1 || behind.starts_with(char::is_whitespace));
        (fits && blanks).then_some(span)
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
