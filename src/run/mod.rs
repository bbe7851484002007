//! The loop: terminal, worker, clock. The one place that touches them.
mod clipboard;
mod input;
mod output;
mod signals;
mod tty;

pub use clipboard::copy;
pub use input::Input;
pub use output::{Output, Paper};
pub use signals::{Notice, release_on_panic, watch};
pub use tty::Tty;
