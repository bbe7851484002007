//! The places of what was looked for, as many as tell something.
use super::{
    chain::Spot,
    scan::{Found, Want},
};
use crate::{
    anchor::{Outcome, context::Context},
    text::{Span, fold::Ends},
};

/// Places of one run of words that are remembered; more are as ambiguous.
pub(super) const KEPT: usize = Outcome::PLACES;
const _: () = assert!(KEPT <= u8::MAX as usize, "they are counted in a byte");
/// Places whose context is looked at before the search is given up.
const CONTEXTS: u32 = 50_000;

/// The places of many needles: of each the first ones, and those further on that its context fits. Most needles stand in
/// one place or in none, so all their places stand in one list.
#[derive(Default)]
pub(super) struct Places {
    counts: Vec<Count>,
    /// In text order; once they are [`Places::joined`], needle by needle, those at word bounds first.
    met: Vec<Met>,
    /// Whether those with an end within a word that is not theirs count where there are no others.
    pub(super) takes_cut: bool,
}

/// What is known of the places of one needle.
#[derive(Clone, Default)]
struct Count {
    /// By their [`Ends`].
    sides: [Side; 3],
    /// Places whose context was looked at.
    looked: u32,
    given_up: bool,
}

/// The places of a needle that are alike at their ends.
#[derive(Clone, Copy, Default)]
struct Side {
    /// How many there are.
    total: u32,
    /// How many of those further on are remembered.
    fitting: u8,
}

/// A place of a needle.
#[derive(Clone, Copy)]
struct Met {
    spot: Spot,
    needle: u32,
    ends: Ends,
    /// Whether it is not one of the first.
    further: bool,
}

/// The places of a needle that count: those at word bounds, if there are any.
pub(super) struct Kept<'p> {
    met: &'p [Met],
    first: usize,
    /// How many there are, remembered or not.
    pub(super) total: usize,
}

impl<'p> Kept<'p> {
    /// The first, in text order.
    pub(super) fn first(&self) -> impl ExactSizeIterator<Item = Spot> + use<'p> {
        self.met[..self.first].iter().map(|met| met.spot)
    }

    /// Those further on that the context fits.
    pub(super) fn fitting(&self) -> impl ExactSizeIterator<Item = Spot> + use<'p> {
        self.met[self.first..].iter().map(|met| met.spot)
    }
}

impl Places {
    /// Of so many needles, none yet.
    pub(super) fn of(needles: usize) -> Self {
        Self {
            counts: vec![Count::default(); needles],
            ..Self::default()
        }
    }

    /// What was found in the shares of a text, in their order, as if it had been noted one by one.
    pub(super) fn joined<'c>(
        text: &str,
        shares: Vec<Self>,
        context: impl Fn(usize) -> Option<&'c Context>,
    ) -> Self {
        let mut shares = shares.into_iter();
        let mut all = shares.next().unwrap_or_default();
        for more in shares {
            all.met.extend(more.met);
            for (count, more) in all.counts.iter_mut().zip(more.counts) {
                count.add(&more);
            }
        }
        all.met.sort_by_key(Met::group);
        let counts = &mut all.counts;
        let (mut group, mut first, mut fitting) = (None, 0, 0);
        all.met.retain_mut(|met| {
            if group.replace(met.group()) != Some(met.group()) {
                (first, fitting) = (0, 0);
            }
            if !met.further && first < KEPT {
                first += 1;
                return true;
            }
            let needle = met.needle as usize;
            let count = &mut counts[needle];
            let fits = met.further
                || context(needle).is_some_and(|context| {
                    count.looked += 1;
                    context.fits(text, met.spot.span)
                });
            let kept = fits && usize::from(fitting) < KEPT;
            fitting += u8::from(kept);
            count.sides[met.ends as usize].fitting = fitting;
            kept
        });
        for count in counts {
            count.given_up |= count.looked > CONTEXTS;
        }
        all
    }

    /// Notes a place, and says whether more of this needle tell anything.
    pub(super) fn note(&mut self, text: &str, found: Found, context: Option<&Context>) -> Want {
        let count = &mut self.counts[found.needle];
        let ends = found.hit.ends;
        let side = &mut count.sides[ends as usize];
        side.total = side.total.saturating_add(1);
        let met = Met {
            spot: Spot {
                span: found.hit.span,
                paragraph: found.paragraph,
            },
            needle: u32::try_from(found.needle).unwrap_or(u32::MAX),
            ends,
            further: side.total as usize > KEPT,
        };
        if !met.further {
            self.met.push(met);
            return Want::More;
        }
        let Some(context) = context else {
            return if ends == Ends::Whole {
                Want::Enough
            } else {
                Want::More
            };
        };
        count.looked += 1;
        if usize::from(side.fitting) < KEPT && context.fits(text, met.spot.span) {
            side.fitting += 1;
            self.met.push(met);
        }
        count.given_up = count.looked > CONTEXTS;
        if count.given_up || (ends == Ends::Whole && usize::from(side.fitting) >= KEPT) {
            Want::Enough
        } else {
            Want::More
        }
    }

    /// Notes that the search for a needle was given up.
    pub(super) fn give_up(&mut self, needle: usize) {
        self.counts[needle].given_up = true;
    }

    /// Whether the search for a needle was given up.
    pub(super) fn given_up(&self, needle: usize) -> bool {
        self.counts[needle].given_up
    }

    /// Which places of a needle count: those at word bounds, if there are any, else those whose ends are the next best.
    pub(super) fn ends(&self, needle: usize) -> Ends {
        let [whole, inside, cut] = &self.counts[needle].sides;
        match () {
            () if whole.total > 0 => Ends::Whole,
            () if self.takes_cut && inside.total == 0 && cut.total > 0 => Ends::Cut,
            () => Ends::Inside,
        }
    }

    /// The places of a needle that count.
    pub(super) fn best(&self, needle: usize) -> Kept<'_> {
        self.kept(needle, self.ends(needle))
    }

    /// The first place of a needle that would have to be cut out of another word.
    pub(super) fn cut(&self, needle: usize) -> Option<Span> {
        self.kept(needle, Ends::Cut)
            .first()
            .next()
            .map(|spot| spot.span)
    }

    fn kept(&self, needle: usize, ends: Ends) -> Kept<'_> {
        let side = self.counts[needle].sides[ends as usize];
        let group = (u32::try_from(needle).unwrap_or(u32::MAX), ends);
        let from = self.met.partition_point(|met| met.group() < group);
        let first = (side.total as usize).min(KEPT);
        Kept {
            met: &self.met[from..from + first + usize::from(side.fitting)],
            first,
            total: side.total as usize,
        }
    }
}

impl Met {
    const fn group(&self) -> (u32, Ends) {
        (self.needle, self.ends)
    }
}

impl Count {
    /// Counts what was found further on.
    fn add(&mut self, more: &Self) {
        for (side, more) in self.sides.iter_mut().zip(more.sides) {
            side.total = side.total.saturating_add(more.total);
        }
        self.looked += more.looked;
        self.given_up |= more.given_up;
    }
}
