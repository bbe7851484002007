//! A quotation that stands nowhere -> the passages it may come from: tiers 3 and 4.
mod align;
mod candidate;
mod choose;
mod edges;
mod letters;
mod loose;
mod myers;
mod query;
mod seeds;
mod word;

pub(in crate::anchor) use candidate::{Candidate, TWIN, Work, candidates, hereabouts, standing};
pub(in crate::anchor) use choose::{MARGIN, equals, is_like, is_near, rank};
pub(in crate::anchor) use edges::{edges_in_doubt, paragraph_around, with_edges_beyond};
pub(in crate::anchor) use letters::{at_place, noisy_at_place};
pub(in crate::anchor) use loose::loose;
pub(in crate::anchor) use myers::prefix_edits;
pub(in crate::anchor) use query::Query;
pub(in crate::anchor) use seeds::{Grain, Sighting, look};
