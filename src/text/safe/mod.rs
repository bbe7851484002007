//! What may reach a terminal: every character of foreign text, or a visible stand-in for it.
//!
//! A stand-in is never silence: who reads sees that something stands there, and a [`Glyph`] says which bytes it stands for.
//!
//! | in the text | shown |
//! |---|---|
//! | `\n`, `\r\n`, U+2028, U+2029 | one blank |
//! | TAB | four blanks, wherever it stands, so that a glyph's width never depends on its column |
//! | other C0 controls, DEL | Control Pictures: `␛`, `␡` |
//! | C1 controls | an escape: `\u{9b}` |
//! | characters that change direction | their name: `⟨RLO⟩` |
//! | invisible characters, joiners that join nothing, tag characters | `·` |
//! | private, unassigned and non-characters | `�` |
//! | a combining mark without a base | on a dotted circle: `◌́` |
//! | more than eight marks on one base | eight of them and `·` |
//! | a variation selector after a base | nothing: terminals disagree about the width it asks for |
mod glyph;
mod hidden;
mod kind;
mod shown;
mod stream;
mod toml;

pub use glyph::{Glyph, Graphemes, columns, graphemes, graphemes_in};
pub use hidden::{count_hidden, hidden};
pub use kind::is_plain;
pub(super) use kind::is_simple;
pub use shown::{fit, visible};
pub use stream::{for_stream, json, json_line};
pub use toml::{toml_escaped, toml_line};

#[cfg(test)]
fn hostile() -> impl proptest::strategy::Strategy<Value = String> {
    "([ -~]|\\PC|[\u{0}-\u{9f}]|[\u{200b}-\u{206f}]|[\u{fe00}-\u{feff}]|[\u{300}-\u{36f}]|[\u{e0000}-\u{e01ff}]|[\u{600}-\u{6ff}]|[\u{900}-\u{97f}]|[\u{1100}-\u{11ff}]|[👩🚀🇪])*"
}
