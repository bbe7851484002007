//! What a note says, section by section.
mod analysis;
mod annex;
mod desk;
mod narrow;
mod positions;
mod prose;
mod references;
mod said;
mod sourcing;
mod statement;
mod whole;

pub(super) use desk::Desk;
pub(super) use narrow::{Row, narrowed_to};
pub(super) use positions::unsaid;
pub(super) use prose::{capital, is_double, plain, single_marks, visible};
pub use whole::note;
pub(super) use whole::section_ids;
