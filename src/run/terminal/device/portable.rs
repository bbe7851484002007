//! A terminal by way of crossterm alone, for systems that are not Unix. It is looked at ten times a second whether to stop
//! listening, and nothing is known of a terminal that goes away.
use ratatui::{
    crossterm::{
        event::{self, DisableMouseCapture, EnableMouseCapture},
        execute, terminal,
    },
    layout::Size,
};
use std::{
    io::{self, IsTerminal, Write, stdin, stdout},
    process::Stdio,
    sync::{Arc, Weak},
    time::Duration,
};

/// How long it may take until no more is listened to.
const LOOK: Duration = Duration::from_millis(100);

/// Standard input and output.
#[derive(Debug)]
pub(in crate::run) struct Device;

/// How a terminal was found: crossterm remembers.
#[derive(Debug)]
pub(in crate::run) struct Found;

#[expect(clippy::unused_self, reason = "elsewhere there is something to it")]
impl Device {
    /// Standard input and output.
    ///
    /// # Errors
    /// When one of them is no terminal.
    pub(in crate::run) fn open() -> io::Result<Self> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(io::Error::other("there is no terminal to read keys from"));
        }
        // Has a console understand escape sequences.
        #[cfg(windows)]
        let _ = ratatui::crossterm::ansi_support::supports_ansi();
        Ok(Self)
    }

    /// How it is set now.
    ///
    /// # Errors
    /// None; elsewhere the terminal may not answer.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(in crate::run) const fn found(&self) -> io::Result<Found> {
        Ok(Found)
    }

    /// Has keys arrive one by one.
    ///
    /// # Errors
    /// When it does not answer.
    pub(in crate::run) fn make_raw(&self, _found: &Found) -> io::Result<()> {
        terminal::enable_raw_mode()
    }

    /// Sets it as it was found.
    pub(in crate::run) fn restore(&self, _found: &Found) {
        let _ = terminal::disable_raw_mode();
    }

    /// Whether we are in front of it: there is no background here.
    pub(in crate::run) const fn is_ours(&self) -> bool {
        true
    }

    /// Whether it takes bytes at once, as far as is known.
    pub(in crate::run) const fn takes(&self) -> bool {
        true
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// When it is gone.
    pub(in crate::run) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Columns and rows, where it knows them.
    pub(in crate::run) fn size(&self) -> Option<Size> {
        let (columns, rows) = terminal::size().ok()?;
        (columns > 0 && rows > 0).then_some(Size::new(columns, rows))
    }

    /// Both ends for another program.
    ///
    /// # Errors
    /// None; elsewhere there may be no more of them.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(in crate::run) fn ends(&self) -> io::Result<(Stdio, Stdio)> {
        Ok((Stdio::inherit(), Stdio::inherit()))
    }

    /// Waits until there is something to read; `false` when `latch` is open.
    pub(in crate::run) fn wait(&self, latch: &Latch) -> bool {
        while latch.0.strong_count() > 0 {
            match event::poll(LOOK) {
                Ok(true) => return true,
                Ok(false) => {}
                Err(_) => return false,
            }
        }
        false
    }
}

/// Has the mouse reported, or not: a console of Windows understands no sequence for it, every other terminal does.
pub(in crate::run) fn listen_to_mouse(on: bool) {
    if cfg!(windows) {
        let _ = if on {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        };
    }
}

/// Opened by dropping its [`Key`].
#[derive(Debug)]
pub(in crate::run) struct Latch(Weak<()>);

/// Holds a [`Latch`] closed while it lives.
#[derive(Debug)]
pub(in crate::run) struct Key {
    _held: Arc<()>,
}

/// A latch and its key.
///
/// # Errors
/// None; elsewhere the system may give no pipe.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(in crate::run) fn latch() -> io::Result<(Latch, Key)> {
    let held = Arc::new(());
    Ok((Latch(Arc::downgrade(&held)), Key { _held: held }))
}

/// Whether somebody can continue what is stopped: nobody.
pub(in crate::run) const fn can_stop() -> bool {
    false
}

/// Stops nothing: nobody could continue it.
pub(in crate::run) const fn stop() {}
