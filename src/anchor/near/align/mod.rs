//! Lays the words of a quotation along a stretch of an article, mistakes allowed, and says how well they fit.
mod fit;
mod lay;
mod likeness;
mod strays;

pub(super) use fit::Fit;
pub(super) use lay::{Asked, Joint, Layout, Scratch};
