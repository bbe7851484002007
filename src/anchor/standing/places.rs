//! The places of what was looked for, as many as tell something.
use super::{
    chain::Spot,
    scan::{Found, Want},
};
use crate::anchor::{Outcome, context::Context};

/// Places of one run of words that are remembered; more are as ambiguous.
pub(super) const KEPT: usize = Outcome::PLACES;
/// Places whose context is looked at before the search is given up.
const CONTEXTS: usize = 50_000;

/// The places of one needle.
#[derive(Default)]
pub(super) struct Places {
    pub(super) whole: Kept,
    pub(super) inside: Kept,
    looked: usize,
    pub(super) given_up: bool,
}

/// The first places, those further on that the context fits, and how many there are.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) first: Vec<Spot>,
    pub(super) fitting: Vec<Spot>,
    pub(super) total: usize,
}

impl Places {
    /// Those at word bounds, if there are any.
    pub(super) fn best(&self) -> &Kept {
        if self.whole.total > 0 {
            &self.whole
        } else {
            &self.inside
        }
    }

    /// Takes the places of the same words further on as if they had been noted one by one.
    pub(super) fn go_on(&mut self, text: &str, more: Self, context: Option<&Context>) {
        self.looked += more.looked;
        for (kept, more) in [
            (&mut self.whole, more.whole),
            (&mut self.inside, more.inside),
        ] {
            kept.total += more.total;
            for spot in more.first {
                if kept.first.len() < KEPT {
                    kept.first.push(spot);
                    continue;
                }
                if let Some(context) = context {
                    self.looked += 1;
                    if context.fits(text, spot.span) {
                        kept.fitting.push(spot);
                    }
                }
            }
            kept.fitting.extend(more.fitting);
            kept.fitting.truncate(KEPT);
        }
        self.given_up |= more.given_up || self.looked > CONTEXTS;
    }

    pub(super) fn note(&mut self, text: &str, found: Found, context: Option<&Context>) -> Want {
        let spot = Spot {
            span: found.hit.span,
            paragraph: found.paragraph,
        };
        let kept = if found.hit.whole {
            &mut self.whole
        } else {
            &mut self.inside
        };
        kept.total += 1;
        if kept.first.len() < KEPT {
            kept.first.push(spot);
            return Want::More;
        }
        let Some(context) = context else {
            return if found.hit.whole {
                Want::Enough
            } else {
                Want::More
            };
        };
        self.looked += 1;
        if context.fits(text, spot.span) && kept.fitting.len() < KEPT {
            kept.fitting.push(spot);
        }
        self.given_up = self.looked > CONTEXTS;
        let plenty = found.hit.whole && kept.fitting.len() >= KEPT;
        if self.given_up || plenty {
            Want::Enough
        } else {
            Want::More
        }
    }
}
