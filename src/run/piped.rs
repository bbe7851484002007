//! Whether somebody has lines ready on standard input.
use std::{
    io::{self, BufRead},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long the first of them may take to come. A pipe that nobody writes to, as a program's own when a script starts it,
/// must not hold anything up.
const PATIENCE: Duration = Duration::from_millis(200);

/// Whether anything can be read from standard input now; nothing of it is taken.
#[must_use]
pub fn input_waits() -> bool {
    let (tell, told) = mpsc::channel();
    let look = move || {
        let waits = (io::stdin().lock().fill_buf()).is_ok_and(|ready| !ready.is_empty());
        let _ = tell.send(waits);
    };
    // Where it does not end by then, it ends with the program.
    let looks = thread::Builder::new().spawn(look);
    looks.is_ok() && told.recv_timeout(PATIENCE).unwrap_or(false)
}
