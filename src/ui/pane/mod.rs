//! The panes: the text, its sources, the positions, and a record where it stands open.
pub(super) mod positions;
pub(super) mod record;
pub(super) mod sources;
pub(super) mod text;
