//! What lies over the panes: forms, the palette, the filter, the keys that may follow.
pub(super) mod filter;
pub(super) mod form;
pub(super) mod next;
pub(super) mod palette;
