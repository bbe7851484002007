//! Signals and the terminal going away: the one thread that waits for them, and what each one means.
use super::Notice;
use crate::run::Tty;
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ},
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
    low_level::emulate_default_handler,
};
use std::{
    io,
    os::unix::net::UnixStream,
    process,
    sync::{Arc, mpsc::Receiver},
    thread,
    time::Duration,
};

/// How long the end waits for what must be kept.
const PATIENCE: Duration = Duration::from_millis(50);

/// Waits on its own thread for signals and for the end of the terminal. Whatever ends the program gives the
/// terminal back first and is told; when `kept` says that everything is kept, or soon, the program dies by that very
/// signal, so that whoever started it knows.
///
/// # Errors
/// When the system gives no thread, pipe or handler.
pub fn watch(
    tty: Arc<Tty>,
    kept: Receiver<()>,
    tell: impl Fn(Notice) + Send + 'static,
) -> io::Result<()> {
    let (read, write) = UnixStream::pair()?;
    // Caught, the last one ends nothing: the file that may not grow further says so itself.
    let signals = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ,
    ];
    let mut signals = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            let end = |signal| {
                tty.release();
                tell(Notice::Ending);
                let _ = kept.recv_timeout(PATIENCE);
                die(&tty, signal)
            };
            loop {
                if wait(&signals, &tty) {
                    end(SIGHUP);
                }
                for signal in signals.pending() {
                    obey(signal, &tty, &tell, &end);
                }
            }
        })?;
    Ok(())
}

/// Waits for a signal; `true` where the terminal is gone instead. Nobody else may find that out: with SIGHUP ignored
/// there is no signal, and reading keys from a terminal that is gone never ends.
fn wait(signals: &SignalDelivery<UnixStream, SignalOnly>, tty: &Tty) -> bool {
    let mut fds = [
        PollFd::new(signals.get_read(), PollFlags::IN),
        PollFd::from_borrowed_fd(tty.device().input(), PollFlags::empty()),
        PollFd::from_borrowed_fd(tty.device().output(), PollFlags::empty()),
    ];
    let _ = poll(&mut fds, None);
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    fds[1..].iter().any(|fd| fd.revents().intersects(gone))
}

fn obey(signal: i32, tty: &Tty, tell: &impl Fn(Notice), end: &impl Fn(i32)) {
    match signal {
        SIGWINCH => tell(Notice::Resized(tty.size())),
        // Typed at the editor, as git has it.
        SIGINT | SIGQUIT if tty.is_lent() => {}
        SIGXFSZ => {}
        SIGTSTP => {
            tty.pause();
            let _ = emulate_default_handler(SIGTSTP);
        }
        SIGCONT => match tty.resume() {
            Ok(true) => tell(Notice::Resumed),
            Ok(false) => _ = emulate_default_handler(SIGTSTP),
            Err(_) => end(SIGHUP),
        },
        signal => end(signal),
    }
}

/// The terminal is gone: what the kernel would have said with SIGHUP, were it not ignored. The thread that waits for
/// signals may have seen it, too, and takes its leave with more care: it goes first.
pub(in crate::run) fn lose(tty: &Tty) -> ! {
    thread::sleep(PATIENCE);
    die(tty, SIGHUP)
}

fn die(tty: &Tty, signal: i32) -> ! {
    tty.release();
    let _ = emulate_default_handler(signal);
    process::exit(128 + signal);
}
