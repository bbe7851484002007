//! The terminal, borrowed: every mode set on it is undone, however the program ends.
use crate::run::terminal::{
    device::{self, Device, Found, Latch},
    ground::QUESTION,
};
use ratatui::layout::Size;
use std::{
    env, io, panic,
    process::{self, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// What the terminal draws at once, whatever arrives in between (DEC private mode 2026).
pub(in crate::run) const FRAME: (&str, &str) = ("\x1b[?2026h", "\x1b[?2026l");

/// A mode of the terminal: how it is set, how it is undone.
type Mode = (&'static str, &'static str);

const SCREEN: Mode = ("\x1b[?1049h", "\x1b[?1049l");
const CURSOR: Mode = ("\x1b[?25l", "\x1b[?25h");
const PASTE: Mode = ("\x1b[?2004h", "\x1b[?2004l");
// Keys that otherwise send the same bytes are told apart, so that Esc acts at once (kitty's keyboard protocol, its first
// flag). Each screen has its own stack of flags: pushed on ours, popped before it is left. Nobody is asked whether it is
// offered: who does not know the sequence passes it over.
const KEYS: Mode = ("\x1b[>1u", "\x1b[<u");
// Clicks, drags and the wheel, with coordinates of any size; bare motion would wake the program for nothing.
const MOUSE: Mode = (
    "\x1b[?1000h\x1b[?1002h\x1b[?1006h",
    "\x1b[?1006l\x1b[?1002l\x1b[?1000l",
);

// The window came to the front: the background may be another by now. (Mode 2031 tells of that at once, but crossterm
// takes its report for the beginning of something longer, and keys with it.)
const FRONT: Mode = ("\x1b[?1004h", "\x1b[?1004l");

/// The most cells that are drawn, ten times those of the largest screens; each takes memory.
const CELLS: u32 = 1 << 20;

/// How long leaving waits for a frame that is being written: a terminal that stopped reading must not keep us.
const PATIENCE: Duration = Duration::from_millis(20);

/// The terminal the reader draws on and listens to.
#[derive(Debug)]
pub struct Tty {
    device: Device,
    modes: Vec<Mode>,
    /// Whether the mouse is listened to.
    mouse: AtomicBool,
    /// Whether the terminal may be asked for its background.
    may_ask: bool,
    /// Whether the background makes a difference, and the terminal may be asked for it.
    asks: AtomicBool,
    /// Whether it is to be asked for behind the next frame.
    ask: AtomicBool,
    /// How many answers may be under way.
    owes: AtomicUsize,
    holding: Mutex<Holding>,
    /// Held while bytes go out; never taken before `holding`.
    writing: Mutex<()>,
}

/// Whose the terminal is.
#[derive(Debug)]
enum Holding {
    /// As it was found, not ours yet.
    NotYet,
    /// As it was found, and never ours again: the program is ending.
    Ended,
    /// As it was found, because the program is stopped; it is taken again when the program goes on.
    Suspended,
    /// As it was found, because an editor has it.
    Lent,
    /// Ours: how it was found, and whether the modes have been sent (they go out with the first frame).
    Yes(Box<Found>, bool),
}

/// Whether a terminal of this name knows, or passes over, sequences it was not built for. Consoles and the oldest ones
/// take the end of this one for `restore cursor`.
fn passes_over(term: &str) -> bool {
    let older = ["linux", "screen", "vt", "ansi", "cons", "dumb"];
    !term.is_empty() && !older.iter().any(|name| term.starts_with(name))
}

impl Tty {
    /// Standard output and whatever keys come from: standard input, or `/dev/tty` where that is a file or a pipe.
    /// `ask`: the question for the background goes out behind the first frame, and again whenever it may have changed.
    ///
    /// # Errors
    /// When there is no terminal to read keys from.
    pub fn open(mouse: bool, ask: bool) -> io::Result<Self> {
        let mut modes = vec![SCREEN, CURSOR, PASTE];
        let modern = passes_over(&env::var("TERM").unwrap_or_default());
        if modern {
            modes.push(KEYS);
        }
        let may_ask = modern || env::var_os("TMUX").is_some();
        let asks = ask && may_ask;
        if asks {
            modes.push(FRONT);
        }
        Ok(Self {
            device: Device::open()?,
            modes,
            mouse: AtomicBool::new(mouse),
            may_ask,
            asks: AtomicBool::new(asks),
            ask: AtomicBool::new(false),
            owes: AtomicUsize::new(0),
            holding: Mutex::new(Holding::NotYet),
            writing: Mutex::new(()),
        })
    }

    /// Takes the terminal: keys arrive one by one, and the next frame opens the other screen. Where another thread is
    /// ending the program already, waits for that.
    ///
    /// # Errors
    /// When the terminal does not answer.
    pub fn hold(&self) -> io::Result<()> {
        let mut holding = self.holding();
        match *holding {
            Holding::Yes(..) => return Ok(()),
            Holding::Ended => {
                drop(holding);
                loop {
                    thread::park();
                }
            }
            Holding::NotYet | Holding::Suspended | Holding::Lent => {}
        }
        let found = self.device.found()?;
        self.device.make_raw(&found)?;
        device::listen_to_mouse(self.mouse.load(Ordering::Relaxed));
        self.ask
            .store(self.asks.load(Ordering::Relaxed), Ordering::Relaxed);
        *holding = Holding::Yes(Box::new(found), false);
        Ok(())
    }

    /// Gives the terminal back as it was found, for good. Every way out may call it, also where another has done so
    /// before: the end, a panic in any thread, a signal.
    pub fn release(&self) {
        self.give_back(Holding::Ended);
    }

    fn give_back(&self, then: Holding) {
        let found = {
            let mut holding = self.holding();
            match (&*holding, &then) {
                (Holding::Ended, _)
                | (Holding::NotYet, Holding::Suspended | Holding::Lent)
                | (Holding::Lent, Holding::Suspended) => return,
                _ => std::mem::replace(&mut *holding, then),
            }
        };
        let Holding::Yes(found, sent) = found else {
            return;
        };
        let _frame = self.wait_for_frame();
        if !self.device.is_ours() {
            return;
        }
        if sent && self.device.takes() {
            let undo: String = (self.modes().rev()).map(|(_, undo)| undo).collect();
            let undo = format!("{}\x1b[0m{undo}", FRAME.1);
            let _ = self.device.write(undo.as_bytes());
        }
        device::listen_to_mouse(false);
        self.device.restore(&found);
    }

    /// Stops the program, and everything started with it, until somebody continues it. Without a shell above there
    /// is nobody to do so: then nothing happens.
    pub fn suspend(&self) {
        if device::can_stop() {
            self.give_back(Holding::Suspended);
            device::stop();
        }
    }

    /// Gives the terminal to another program until [`Self::hold`].
    pub(in crate::run) fn lend(&self) {
        self.give_back(Holding::Lent);
    }

    /// Writes one frame in one go, if the terminal is ours: `frame` holds the marks of [`FRAME`] already.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(in crate::run) fn write(&self, frame: &[u8]) -> io::Result<()> {
        let _frame = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let first = match &mut *self.holding() {
            Holding::Yes(_, sent) => !std::mem::replace(sent, true),
            _ => return Ok(()),
        };
        if !first {
            return self.device.write(frame);
        }
        let mut bytes: Vec<u8> = self.modes().flat_map(|(set, _)| set.bytes()).collect();
        bytes.extend_from_slice(frame);
        if self.ask.swap(false, Ordering::Relaxed) {
            self.owes.fetch_add(1, Ordering::Relaxed);
            bytes.extend_from_slice(QUESTION.as_bytes());
        }
        self.device.write(&bytes)
    }

    /// Asks for the background once more, where it makes a difference and has been asked for already.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(in crate::run) fn ask(&self) -> io::Result<()> {
        if !self.asks.load(Ordering::Relaxed) || self.ask.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.owes.fetch_add(1, Ordering::Relaxed);
        self.write(QUESTION.as_bytes())
    }

    /// Whether the background makes a difference from now on; where it did not before, it is asked for behind the next frame.
    pub(in crate::run) fn heed_ground(&self, heeds: bool) {
        let asks = heeds && self.may_ask;
        if asks && !self.asks.swap(asks, Ordering::Relaxed) {
            self.ask.store(true, Ordering::Relaxed);
        }
    }

    /// Whether an answer may be under way.
    pub(in crate::run) fn owes(&self) -> bool {
        self.owes.load(Ordering::Relaxed) > 0
    }

    /// An answer has come. Only the thread that hears of one says so.
    pub(in crate::run) fn answered(&self) {
        self.owes.fetch_sub(1, Ordering::Relaxed);
    }

    /// Every mode that is to be set.
    fn modes(&self) -> impl DoubleEndedIterator<Item = Mode> {
        let mouse = self.mouse.load(Ordering::Relaxed).then_some(MOUSE);
        self.modes.iter().copied().chain(mouse)
    }

    /// Listens to the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(in crate::run) fn listen_to_mouse(&self, on: bool) -> io::Result<()> {
        if self.mouse.swap(on, Ordering::Relaxed) == on {
            return Ok(());
        }
        device::listen_to_mouse(on);
        self.write(if on { MOUSE.0 } else { MOUSE.1 }.as_bytes())
    }

    /// Sets the modes that are set already. The kernel then tells everybody anew that there is something to read.
    pub(in crate::run) fn nudge(&self) {
        if let (Holding::Yes(found, _), true) = (&*self.holding(), self.device.is_ours()) {
            let _ = self.device.make_raw(found);
        }
        thread::sleep(Duration::from_millis(1));
    }

    /// Columns and rows; 80 by 24 where the terminal does not know. Of a screen that nobody has, the first rows.
    #[must_use]
    pub fn size(&self) -> Size {
        let Size { width, height } = self.device.size().unwrap_or(Size::new(80, 24));
        let most = CELLS / u32::from(width.max(1));
        let height = height.min(u16::try_from(most).unwrap_or(u16::MAX));
        Size { width, height }
    }

    /// Both ends for another program.
    ///
    /// # Errors
    /// When the system gives no more of them.
    pub(in crate::run) fn ends(&self) -> io::Result<(Stdio, Stdio)> {
        self.device.ends()
    }

    /// Waits until there is something to read; `false` when `latch` is open or the terminal is gone.
    pub(in crate::run) fn wait(&self, latch: &Latch) -> bool {
        self.device.wait(latch)
    }

    fn holding(&self) -> MutexGuard<'_, Holding> {
        self.holding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_for_frame(&self) -> Option<MutexGuard<'_, ()>> {
        let step = Duration::from_millis(1);
        for _ in 0..PATIENCE.as_millis() {
            match self.writing.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(guard)) => return Some(guard.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(step),
            }
        }
        None
    }
}

/// What only signals ask for.
#[cfg(all(unix, not(feature = "portable")))]
impl Tty {
    /// Gives the terminal back until [`Self::resume`]; for a program that is about to be stopped.
    pub(in crate::run) fn pause(&self) {
        self.give_back(Holding::Suspended);
    }

    /// Whether another program has the terminal: the interrupts typed there are meant for that.
    pub(in crate::run) fn is_lent(&self) -> bool {
        matches!(*self.holding(), Holding::Lent)
    }

    /// Takes the terminal again after the program was stopped; the next frame must be a whole one.
    /// `false` where the terminal is not ours to take: the program runs in the background.
    ///
    /// # Errors
    /// When the terminal does not answer.
    pub(in crate::run) fn resume(&self) -> io::Result<bool> {
        if !self.device.is_ours() {
            return Ok(false);
        }
        let mut holding = self.holding();
        match &mut *holding {
            Holding::NotYet | Holding::Ended | Holding::Lent => {}
            // Stopped without a word (SIGSTOP): the shell has put its own modes in the meantime.
            Holding::Yes(found, sent) => {
                self.device.make_raw(found)?;
                let asks = self.asks.load(Ordering::Relaxed);
                self.ask.store(asks, Ordering::Relaxed);
                *sent = false;
            }
            Holding::Suspended => {
                drop(holding);
                self.hold()?;
            }
        }
        Ok(true)
    }

    /// What it is made of.
    pub(in crate::run) const fn device(&self) -> &Device {
        &self.device
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.release();
    }
}

/// Gives the terminal back before a panic in any thread is reported, and ends the program with status 101.
pub fn release_on_panic(tty: Arc<Tty>, report: impl Fn(&str) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        tty.release();
        report(&info.to_string());
        process::exit(101);
    }));
}
