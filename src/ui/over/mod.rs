//! What covers the panes: questions, forms, the palette, the keys that may follow.
pub(super) mod ask;
pub(super) mod form;
pub(super) mod handout;
pub(super) mod next;
pub(super) mod palette;
