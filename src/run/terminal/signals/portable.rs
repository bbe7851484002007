//! No signals: Ctrl-C is a key, another size is an event, and nobody stops a program to continue it.
use super::Notice;
use crate::run::Tty;
use std::{
    io, process,
    sync::{Arc, mpsc::Receiver},
};

/// Waits for nothing: nothing comes.
///
/// # Errors
/// None; elsewhere the system may give no thread.
pub fn watch(
    _tty: Arc<Tty>,
    _kept: Receiver<()>,
    _tell: impl Fn(Notice) + Send + 'static,
) -> io::Result<()> {
    Ok(())
}

/// The terminal is gone, and so are we.
pub(in crate::run) fn lose(tty: &Tty) -> ! {
    tty.release();
    process::exit(1)
}
