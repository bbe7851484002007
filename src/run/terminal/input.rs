//! Keys, pastes and the mouse, read on a thread that can be told to stop.
use crate::app::Msg;
use crate::run::{
    Wake,
    terminal::{
        device::{Key, latch},
        ground::{Ear, Heard},
        tty::Tty,
    },
};
use ratatui::crossterm::event::{self, Event};
use std::{
    io,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// Whether a signal tells of another size.
const SIGNALS: bool = cfg!(all(unix, not(feature = "portable")));

/// How long leaving waits for the thread: half an escape sequence keeps crossterm reading.
const PATIENCE: Duration = Duration::from_millis(50);

/// The thread that reads the terminal.
#[derive(Debug)]
pub struct Input {
    /// Dropping it tells the thread to stop.
    stop: Key,
    /// Closed when the thread has ended.
    ended: mpsc::Receiver<()>,
}

impl Input {
    /// Reads `tty` until `send` refuses something or [`Self::stop`] is called. The thread sleeps while no key is pressed.
    /// Where the terminal was asked for its background, the answer comes as a message.
    ///
    /// # Errors
    /// When the system gives no pipe or thread.
    pub fn listen(tty: Arc<Tty>, send: impl Fn(Wake) -> bool + Send + 'static) -> io::Result<Self> {
        let (latch, stop) = latch()?;
        let (alive, ended) = mpsc::channel();
        thread::Builder::new().name("input".into()).spawn(move || {
            let _alive = alive;
            let mut ear = Ear::default();
            while tty.wait(&latch) {
                match drain(&tty, &mut ear, &send) {
                    Ok(Drained::Events) => {}
                    Ok(Drained::Nothing) => tty.nudge(),
                    Ok(Drained::Unwanted) => break,
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

/// What came of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drained {
    /// Something was sent, or belonged to an answer.
    Events,
    /// There was something to read, and crossterm did not see it: it is told of arrivals only once, and forgets them
    /// where a signal or more than a buffer's worth came along.
    Nothing,
    /// Nobody listens any more.
    Unwanted,
}

/// Sends everything there is to read.
fn drain(tty: &Tty, ear: &mut Ear, send: &impl Fn(Wake) -> bool) -> io::Result<Drained> {
    let mut drained = Drained::Nothing;
    while event::poll(Duration::ZERO)? {
        let wanted = match event::read()? {
            // The size comes with the signal, where there are any; what crossterm saw of it may be old.
            Event::Resize(..) if SIGNALS => continue,
            Event::FocusGained => {
                tty.ask()?;
                true
            }
            event if !tty.owes() => send(Wake::Terminal(event)),
            event => match ear.hear(event) {
                Heard::Events(events) => {
                    (events.into_iter()).all(|event| send(Wake::Terminal(event)))
                }
                Heard::Ground(ground) => {
                    tty.answered();
                    send(Wake::Done(Msg::Ground(ground)))
                }
            },
        };
        if !wanted {
            return Ok(Drained::Unwanted);
        }
        drained = Drained::Events;
    }
    Ok(drained)
}
