//! Where patterns stand, glyph for glyph: tiers 1 and 2.
mod chain;
mod gather;
mod judge;
pub(in crate::anchor) mod operators;
mod pages;
mod places;
mod plan;
mod scan;
#[cfg(test)]
mod tests;

pub(in crate::anchor) use gather::longest;
pub(in crate::anchor) use judge::find_all;
pub(in crate::anchor) use pages::Pages;
