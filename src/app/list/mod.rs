//! What the views list, and what is chosen in them.
pub(super) mod catalogue;
pub(super) mod changes;
pub(super) mod facts;
pub(super) mod filter;
pub(super) mod palette;
pub(super) mod problems;
pub(super) mod source;
pub(super) mod view;
