//! Forms: the fields of one record, proposed from the text, chosen by two letters, saved with one key.
mod act;
mod choices;
mod draft;
mod entry;
mod fill;
#[expect(clippy::module_inception, reason = "the form itself")]
mod form;
mod open;
mod plan;
mod silence;
mod suggest;
mod write;

pub(super) use fill::long;

pub use act::Due;
pub use choices::{Offer, choices};
pub use draft::Draft;
pub use entry::{BETWEEN, Blank};
pub use form::{Form, Verdict};
pub use plan::{Kind, Plan};
