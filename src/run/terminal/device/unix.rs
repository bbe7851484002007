//! A terminal on Unix: its attributes, who is in front of it, and when it can be read or written.
use ratatui::{crossterm::terminal, layout::Size};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fd::{AsFd, BorrowedFd, OwnedFd},
    io::{Errno, fcntl_dupfd_cloexec},
    process::{Signal, getpgrp, getpid, getsid, kill_current_process_group},
    stdio,
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr},
};
use std::{io, process::Stdio, time::Duration};

/// Both ends of a terminal.
#[derive(Debug)]
pub(in crate::run) struct Device {
    input: OwnedFd,
    output: OwnedFd,
}

/// How a terminal was found.
#[derive(Debug)]
pub(in crate::run) struct Found(Termios);

impl Device {
    /// Standard output and whatever keys come from: standard input, or `/dev/tty` where that is a file or a pipe.
    ///
    /// # Errors
    /// When there is no terminal to read keys from.
    pub(in crate::run) fn open() -> io::Result<Self> {
        let input = if isatty(stdio::stdin()) {
            fcntl_dupfd_cloexec(stdio::stdin(), 3)?
        } else {
            use rustix::fs::{Mode, OFlags, open};
            open("/dev/tty", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty()).map_err(|_| {
                io::Error::other(
                    "there is no terminal to read keys from; `onrecord read --linear` prints plain text",
                )
            })?
        };
        Ok(Self {
            input,
            output: fcntl_dupfd_cloexec(stdio::stdout(), 3)?,
        })
    }

    /// How it is set now.
    ///
    /// # Errors
    /// When it does not answer.
    pub(in crate::run) fn found(&self) -> io::Result<Found> {
        Ok(Found(tcgetattr(&self.input)?))
    }

    /// Has keys arrive one by one, otherwise as `found`.
    ///
    /// # Errors
    /// When it does not answer.
    pub(in crate::run) fn make_raw(&self, found: &Found) -> io::Result<()> {
        let mut raw = found.0.clone();
        raw.make_raw();
        tcsetattr(&self.input, OptionalActions::Now, &raw)?;
        // Else crossterm takes Ctrl-j for Enter. What it keeps to go back to is nobody's: that is `found`.
        terminal::enable_raw_mode()
    }

    /// Sets it as it was found.
    pub(in crate::run) fn restore(&self, found: &Found) {
        let _ = tcsetattr(&self.input, OptionalActions::Now, &found.0);
    }

    /// Whether we are in front of it. Somebody else's foreground is not ours to change, and asking would stop us.
    pub(in crate::run) fn is_ours(&self) -> bool {
        tcgetpgrp(&self.input) == Ok(getpgrp())
    }

    /// Whether it takes bytes at once.
    pub(in crate::run) fn takes(&self) -> bool {
        ready(self.output.as_fd(), PollFlags::OUT, Some(Duration::ZERO))
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// When it is gone.
    pub(in crate::run) fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.output, bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(Errno::INTR) => {}
                // Another program made the terminal non-blocking.
                Err(Errno::AGAIN) => _ = ready(self.output.as_fd(), PollFlags::OUT, None),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Columns and rows, where it knows them.
    pub(in crate::run) fn size(&self) -> Option<Size> {
        let size = tcgetwinsize(&self.output).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some(Size::new(size.ws_col, size.ws_row))
    }

    /// Both ends for another program.
    ///
    /// # Errors
    /// When the system gives no more of them.
    pub(in crate::run) fn ends(&self) -> io::Result<(Stdio, Stdio)> {
        Ok((
            self.input.try_clone()?.into(),
            self.output.try_clone()?.into(),
        ))
    }

    /// Where keys come from.
    pub(in crate::run) fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Where frames go.
    pub(in crate::run) fn output(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }

    /// Waits until there is something to read; `false` when `latch` is open or the terminal is gone.
    pub(in crate::run) fn wait(&self, latch: &Latch) -> bool {
        let mut fds = [
            PollFd::from_borrowed_fd(self.input(), PollFlags::IN),
            PollFd::from_borrowed_fd(latch.0.as_fd(), PollFlags::empty()),
        ];
        match poll(&mut fds, None) {
            Err(Errno::INTR) => true,
            Err(_) => false,
            Ok(_) => fds[1].revents().is_empty() && !fds[0].revents().contains(PollFlags::HUP),
        }
    }
}

/// Has the mouse reported, or not, where no sequence does: here one does.
pub(in crate::run) const fn listen_to_mouse(_on: bool) {}

/// Opened by dropping its [`Key`].
#[derive(Debug)]
pub(in crate::run) struct Latch(OwnedFd);

/// Holds a [`Latch`] closed while it lives.
#[derive(Debug)]
pub(in crate::run) struct Key {
    _held: OwnedFd,
}

/// A latch and its key.
///
/// # Errors
/// When the system gives no pipe.
pub(in crate::run) fn latch() -> io::Result<(Latch, Key)> {
    let (latch, held) = io::pipe()?;
    Ok((Latch(latch.into()), Key { _held: held.into() }))
}

/// Whether there is a shell above that can continue what it stopped.
pub(in crate::run) fn can_stop() -> bool {
    getsid(None) != Ok(getpid())
}

/// Stops the program, and everything started with it.
pub(in crate::run) fn stop() {
    let _ = kill_current_process_group(Signal::TSTP);
}

/// Whether one of `flags` holds for `fd` within `patience`; `None` waits for ever.
fn ready(fd: BorrowedFd<'_>, flags: PollFlags, patience: Option<Duration>) -> bool {
    let patience = patience.and_then(|time| Timespec::try_from(time).ok());
    let mut fds = [PollFd::from_borrowed_fd(fd, flags)];
    poll(&mut fds, patience.as_ref()).is_ok() && fds[0].revents().intersects(flags)
}
