//! The typographic fold: which glyphs count as the same, and the exact way back to the printed bytes.
//!
//! Unicode NFC; quotation marks and apostrophes become `'`; hyphens, dashes and the typewriter's `--` become `-`; a run of
//! white space becomes one blank; soft hyphens, zero-width characters and the byte order mark go; `ﬁ` is `fi` and `…` is
//! `...`; a comma or full stop directly before a mark is optional. Letters, case, digits, accents and order never change.
mod bare;
mod find;
mod folded;
mod folding;
mod glyph;
mod grapheme;
mod needle;
mod plain;
mod seam;
#[cfg(test)]
mod tests;

pub use bare::letters;
pub use find::{find, find_every, same};
pub use folded::Folded;
pub use glyph::{is_dash, is_ideograph, is_invisible, is_mark};
pub use grapheme::{ceil_grapheme, floor_grapheme};
pub use needle::{Ends, Hit, Needle, is_cut, is_inside_word};
pub use seam::{seam_ahead, seam_behind};
