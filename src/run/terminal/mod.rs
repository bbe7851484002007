//! The terminal: taken and given back, asked, drawn on, listened to.
pub(super) mod clipboard;
pub(super) mod device;
pub(super) mod encode;
pub(super) mod ground;
pub(super) mod input;
pub(super) mod output;
pub(super) mod pace;
pub(super) mod signals;
pub(super) mod tty;
