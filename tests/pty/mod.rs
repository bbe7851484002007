//! The program in a real pseudo-terminal, and what a terminal would make of every byte it sends.
use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use std::{
    io::{Read, Write},
    num::NonZero,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// What stands on the screen before the program starts; it must stand there again afterwards.
pub(crate) const BEFORE: &str = "the shell's own screen";

/// Longer than anything takes on a busy machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many sessions there have been.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// All that arrived at the terminal.
pub(crate) struct Screen {
    /// Every byte.
    pub(crate) bytes: Vec<u8>,
    /// What it looks like.
    pub(crate) shown: vt100::Parser,
}

/// A terminal with a program in it.
pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<Screen>>,
    deaf: Arc<AtomicBool>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    /// Terminal attributes before the start, in words.
    found: String,
    /// What this session remembers; nobody else's business.
    state: PathBuf,
}

impl Session {
    /// Starts the reader on `arguments` as a shell would.
    pub(crate) fn read(arguments: &[&str]) -> Self {
        Self::script("exec \"$ONRECORD\" \"$@\"", arguments, &[])
    }

    /// Runs a shell script that finds the program as `$ONRECORD`, its arguments as `$@`, with `variables` set.
    pub(crate) fn script(script: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::sized((24, 120), script, (arguments, variables))
    }

    /// The same in a terminal of so many rows and columns.
    pub(crate) fn sized(
        (rows, cols): (u16, u16),
        script: &str,
        (arguments, variables): (&[&str], &[(&str, &str)]),
    ) -> Self {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let screen = Arc::new(Mutex::new(Screen {
            bytes: Vec::new(),
            shown: vt100::Parser::new(count(size.rows), count(size.cols), 0),
        }));
        let deaf = Arc::new(AtomicBool::new(false));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let found = format!("{:?}", pair.master.get_termios());
        listen(reader, Arc::clone(&screen), Arc::clone(&deaf));

        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let state =
            std::env::temp_dir().join(format!("onrecord-state-{}-{number}", std::process::id()));
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home");
        let mut command = CommandBuilder::new("/bin/sh");
        command.args([
            "-c",
            &format!("printf '%s\\n' \"{BEFORE}\"; {script}"),
            "sh",
        ]);
        command.args(arguments);
        for name in [
            "NO_COLOR",
            "TMUX",
            "COLORTERM",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "LC_ALL",
            "LC_CTYPE",
            "LANG",
        ] {
            command.env_remove(name);
        }
        command.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord"));
        command.env("TERM", "xterm-256color");
        std::fs::create_dir_all(&home).expect("a folder");
        command.env("HOME", &home);
        command.env("XDG_STATE_HOME", &state);
        command.cwd(home);
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("a shell");
        Self {
            child,
            screen,
            deaf,
            keys: pair.master.take_writer().ok(),
            master: Some(pair.master),
            slave: Some(pair.slave),
            found,
            state,
        }
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> i32 {
        (self
            .child
            .process_id()
            .and_then(|id| i32::try_from(id).ok()))
        .expect("it was started")
    }

    /// What arrived so far.
    pub(crate) fn screen(&self) -> MutexGuard<'_, Screen> {
        self.screen.lock().expect("the listener does not panic")
    }

    /// The rows of the screen.
    pub(crate) fn text(&self) -> String {
        self.screen().shown.screen().contents()
    }

    /// Waits until the screen satisfies `wanted`.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.wait(what, || wanted(self.screen().shown.screen()));
    }

    /// Waits until `wanted`.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn() -> bool) {
        let start = Instant::now();
        while !wanted() {
            assert!(
                start.elapsed() < PATIENCE,
                "no sign of {what}:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the reader is up and everything has been drawn.
    #[track_caller]
    pub(crate) fn open(&self) {
        self.until("the reader", |screen| {
            screen.alternate_screen() && !screen.contents().trim().is_empty()
        });
        self.settle();
    }

    /// Waits until nothing has arrived for a while.
    pub(crate) fn settle(&self) {
        let mut seen = usize::MAX;
        while seen != self.screen().bytes.len() {
            seen = self.screen().bytes.len();
            thread::sleep(Duration::from_millis(250));
        }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().expect("the terminal is open");
        writer
            .write_all(keys.as_bytes())
            .expect("the terminal is open");
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.screen()
            .shown
            .screen_mut()
            .set_size(count(rows), count(cols));
        self.pull((rows, cols));
    }

    /// Gives the terminal a size that it is not seen in.
    pub(crate) fn pull(&mut self, (rows, cols): (u16, u16)) {
        let master = self.master.as_ref().expect("the terminal is open");
        master
            .resize(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a size");
    }

    /// Takes the terminal away, as closing its window does.
    pub(crate) fn close(&mut self) {
        self.deaf.store(true, Ordering::Relaxed);
        self.resize(23, 119); // the listener wakes, sees that nobody wants to hear, and lets go
        self.wait("the listener leaving", || {
            Arc::strong_count(&self.deaf) == 1
        });
        (self.keys, self.slave, self.master) = (None, None, None);
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child to wait for") {
                return status;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "still running:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Holds the terminal to what it was before the program came.
    #[track_caller]
    pub(crate) fn assert_as_found(&self) {
        self.settle();
        let master = self.master.as_ref().expect("the terminal is open");
        assert_eq!(format!("{:?}", master.get_termios()), self.found);
        let screen = self.screen();
        let screen = screen.shown.screen();
        let modes = (
            screen.alternate_screen(),
            screen.hide_cursor(),
            screen.bracketed_paste(),
            screen.application_cursor(),
            screen.application_keypad(),
            screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None,
        );
        assert_eq!(modes, (false, false, false, false, false, true));
        let attributes = (
            screen.fgcolor(),
            screen.bgcolor(),
            screen.bold(),
            screen.inverse(),
        );
        assert_eq!(
            attributes,
            (vt100::Color::Default, vt100::Color::Default, false, false)
        );
        assert!(
            screen.contents().starts_with(BEFORE),
            "{}",
            screen.contents()
        );
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.state);
    }
}

/// Reads until the terminal is gone or nobody wants to hear.
fn listen(mut from: Box<dyn Read + Send>, to: Arc<Mutex<Screen>>, deaf: Arc<AtomicBool>) {
    thread::spawn(move || {
        let mut bytes = vec![0; 65_536];
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            if deaf.load(Ordering::Relaxed) {
                break;
            }
            let mut screen = to.lock().expect("nobody panics with the screen in hand");
            screen.bytes.extend_from_slice(&bytes[..n]);
            screen.shown.process(&bytes[..n]);
        }
        drop(from);
        drop(deaf);
    });
}

fn count(of: u16) -> NonZero<u16> {
    NonZero::new(of).expect("a terminal has rows and columns")
}
