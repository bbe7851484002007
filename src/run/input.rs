//! Keys, pastes and the mouse, read on a thread that can be told to stop.
use super::tty::Tty;
use ratatui::crossterm::event::{self, Event};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fd::{AsFd, OwnedFd},
    io::Errno,
    pipe::{PipeFlags, pipe_with},
};
use std::{
    io,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// How long leaving waits for the thread: half an escape sequence keeps crossterm reading.
const PATIENCE: Duration = Duration::from_millis(50);

/// The thread that reads the terminal.
#[derive(Debug)]
pub struct Input {
    /// Closing it tells the thread to stop.
    stop: OwnedFd,
    /// Disconnected when the thread has ended.
    ended: mpsc::Receiver<()>,
}

impl Input {
    /// Reads `tty` until `send` refuses an event or [`Self::stop`] is called. The thread sleeps while no key is pressed.
    ///
    /// # Errors
    /// When the system gives no pipe or thread.
    pub fn listen(
        tty: Arc<Tty>,
        send: impl Fn(Event) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (stopped, stop) = pipe_with(PipeFlags::CLOEXEC)?;
        let (alive, ended) = mpsc::channel();
        thread::Builder::new().name("input".into()).spawn(move || {
            let _alive: mpsc::Sender<()> = alive;
            while wait(&tty, &stopped) {
                match drain(&send) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(_) => super::signals::lose(&tty),
                }
            }
        })?;
        Ok(Self { stop, ended })
    }

    /// Stops reading; keys pressed from now on are somebody else's.
    pub fn stop(self) {
        drop(self.stop);
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

/// Waits until there is something to read; `false` when told to stop or when the terminal is gone.
fn wait(tty: &Tty, stopped: &OwnedFd) -> bool {
    let mut fds = [
        PollFd::from_borrowed_fd(tty.input(), PollFlags::IN),
        PollFd::from_borrowed_fd(stopped.as_fd(), PollFlags::empty()),
    ];
    match poll(&mut fds, None) {
        Err(Errno::INTR) => true,
        Err(_) => false,
        Ok(_) => fds[1].revents().is_empty() && !fds[0].revents().contains(PollFlags::HUP),
    }
}

/// Sends everything there is to read; `false` when nobody wants it.
fn drain(send: &impl Fn(Event) -> bool) -> io::Result<bool> {
    while event::poll(Duration::ZERO)? {
        match event::read()? {
            // The size comes with the signal; what crossterm saw of it may be old.
            Event::Resize(..) => {}
            event => {
                if !send(event) {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}
