//! Places in names and words instead of numbers: they are found again in another run, and in files that changed.
pub(in crate::app) mod foothold;
pub(in crate::app) mod spot;
pub(in crate::app) mod vantage;
pub(in crate::app) mod whereabouts;
