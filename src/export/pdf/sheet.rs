//! The measures of a page, in points, and the sizes and colours of what stands on it.
use super::line::Ink;

/// An A4 page.
pub(super) const PAGE: [f32; 2] = [595.28, 841.89];
/// Free at both sides, and above and below the text.
pub(super) const SIDE: f32 = 46.0;
pub(super) const END: f32 = 45.0;
/// The room for text.
pub(super) const WIDTH: f32 = PAGE[0] - 2.0 * SIDE;
pub(super) const HEIGHT: f32 = PAGE[1] - 2.0 * END;
/// From an edge to the line of words that every page has there.
pub(super) const MARGIN_LINE: f32 = 26.0;

/// From one line to the next, and from its top to its foot of letters, in sizes of its letters.
pub(super) const LEADING: f32 = 1.22;
pub(super) const BASELINE: f32 = 0.96;
/// Letters below a line reach as far, in their sizes.
pub(super) const DESCENT: f32 = 0.24;

/// Sizes of letters.
pub(super) const TITLE: f32 = 14.5;
pub(super) const HEADING: f32 = 11.0;
pub(super) const TEXT: f32 = 8.8;
pub(super) const SMALL: f32 = 7.6;
/// Letters of one width look larger than they are.
pub(super) const MONO: f32 = 0.86;

/// Colours of words and rules.
pub(super) const BLACK: Ink = [0, 0, 0];
pub(super) const BLUE: Ink = [0x1f, 0x38, 0x64];
pub(super) const RED: Ink = [0xa8, 0, 0];
pub(super) const RULE: Ink = [0xbf, 0xbf, 0xbf];
pub(super) const SHADE: Ink = [0xe7, 0xec, 0xf4];
/// How thick a rule is.
pub(super) const THIN: f32 = 0.5;
