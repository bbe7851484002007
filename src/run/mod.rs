//! The loop: the one place that touches the terminal, threads and the clock.
mod checked;
mod clipboard;
mod clock;
mod cycle;
mod device;
mod editor;
mod encode;
mod finder;
mod ground;
mod input;
#[cfg(test)]
mod journey;
mod memory;
mod output;
mod pace;
mod request;
mod scribe;
mod session;
mod signals;
mod tty;
mod watcher;
mod worker;

pub use checked::checked;
pub use clipboard::copy;
pub use clock::timed;
pub use cycle::{Wake, key, run};
pub use editor::edit_file;
pub use input::Input;
pub use memory::Memory;
pub use output::{Output, Paper};
pub use scribe::Scribe;
pub use session::{Sitting, sit};
pub use signals::{Notice, watch};
pub use tty::{Tty, release_on_panic};
