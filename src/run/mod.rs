//! The loop: the one place that touches the terminal, threads and the clock.
mod clock;
mod cycle;
mod editor;
#[cfg(test)]
mod journey;
mod memory;
mod piped;
mod request;
mod session;
mod terminal;
mod thread;

pub use clock::timed;
pub use cycle::{Wake, key, run};
pub use editor::edit_file;
pub use memory::Memory;
pub use piped::input_waits;
pub use session::{Sitting, sit};
pub use terminal::clipboard::copy;
pub use terminal::input::Input;
pub use terminal::output::{Output, Paper};
pub use terminal::signals::{Notice, watch};
pub use terminal::tty::{Tty, release_on_panic};
pub use thread::scribe::Scribe;
pub use thread::threads::Threads;
