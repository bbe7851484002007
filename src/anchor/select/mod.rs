//! Selectors that machines wrote, resolved jointly.
mod decide;
mod doubt;
mod order;
mod point;
mod resolve;
#[cfg(test)]
mod tests;

pub use resolve::{Resolved, resolve};
