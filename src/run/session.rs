//! One sitting: the terminal taken, the threads started, the loop run, the terminal given back.
use super::{
    Input, Notice, Output, Tty, Wake, copy,
    editor::{edit, told},
    memory::Memory,
    release_on_panic, run,
    terminal::signals::lose,
    thread::{
        finder::Finder,
        watcher::{Stir, keep_watch},
        worker::work,
    },
    watch,
};
use crate::{
    app::{self, Effect, Msg, State, Whereabouts, update},
    command::Command,
    config::{Clipboard, Config, Watching},
    model::Written,
    store::{self, Stage, StateFolder, Trouble},
};
use ratatui::{Terminal, crossterm::event::Event, layout::Size};
use std::{
    env, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
};

/// How long the first frame waits for the dossier: a small one is read by then, and is drawn once and whole.
const FIRST: Duration = Duration::from_millis(8);

/// How long leaving waits for what is still being written.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a sitting begins with.
#[derive(Debug)]
pub struct Sitting {
    /// Keys, styles, options.
    pub config: Config,
    /// The dossier, as `open` knows it.
    pub path: PathBuf,
    /// What to do as soon as the dossier is there; where there is anything, the reader does not begin where it was left.
    pub first: Vec<Msg>,
    /// What remembers where the reader was left.
    pub state: StateFolder,
    /// The file that the configuration comes from, there or not.
    pub settings: Option<PathBuf>,
    /// What the reader is told first.
    pub notice: Option<String>,
}

/// Lets somebody read until they leave. `open` reads a dossier, on the worker, and tells how far it has come; `configure` reads the configuration again, once its file has changed; `report` tells a panic's reason when the
/// terminal is as it was found again.
///
/// # Errors
/// When there is no terminal. When the dossier cannot be opened, and that is known before the first frame.
pub fn sit(
    sitting: Sitting,
    open: impl Fn(&Path, &dyn Fn(Stage)) -> Result<Written, Trouble> + Send + 'static,
    configure: impl Fn() -> Result<Config, String>,
    report: impl Fn(&str) + Send + Sync + 'static,
) -> io::Result<()> {
    let Sitting {
        mut config,
        path,
        first,
        state: folder,
        settings,
        notice,
    } = sitting;
    let memory = Memory::of(folder.clone(), &path);
    let (wake, wakes) = channel();
    let (worker, effects) = channel();
    let tty = Arc::new(Tty::open(config.options.mouse, config.palette.asks())?);
    release_on_panic(Arc::clone(&tty), report);
    let watcher = listen_to_files(&config, settings, wake.clone())?;
    let ended = work(effects, wake.clone(), (watcher, folder), open)?;
    let mut state = State::default();
    state.mouse = config.options.mouse;
    state.notice = notice.map(app::Notice::bad);
    // First of all, so that it is read while the rest is made ready.
    ask(&mut state, Msg::Open(path), &|effect| {
        drop(worker.send(effect));
    });
    let helpers = Helpers {
        worker,
        ended,
        finder: Finder::new(wake.clone())?,
    };
    let (gone, kept) = channel();
    listen_to_signals(&tty, kept, wake.clone())?;
    tty.hold()?;
    await_dossier(&mut state, &wakes, &|effect| helpers.send(effect))?;
    let left = memory.recall().map(|left| begin(left, first.is_empty()));
    for msg in left.into_iter().chain(first) {
        ask(&mut state, msg, &|effect| helpers.send(effect));
    }
    let mut seat = Seat {
        input: Some(listen(&tty, &wake)?),
        tty,
        wake,
        memory,
        helpers,
        gone,
    };
    seat.stay(&mut state, &mut config, &wakes, &configure)?;
    seat.leave(&state)
}

/// The threads that answer. Where one is gone nobody can; the reader still ends as it should.
struct Helpers {
    worker: Sender<Effect>,
    /// Disconnected once the worker has written everything.
    ended: Receiver<()>,
    finder: Finder,
}

impl Helpers {
    fn send(&self, effect: Effect) {
        match effect {
            Effect::Search(job) => self.finder.ask(job),
            Effect::StopSearch => self.finder.stop(),
            effect => drop(self.worker.send(effect)),
        }
    }
}

/// Hears keys and whatever else the terminal says.
fn listen(tty: &Arc<Tty>, wake: &Sender<Wake>) -> io::Result<Input> {
    let wake = wake.clone();
    Input::listen(Arc::clone(tty), move |woken| wake.send(woken).is_ok())
}

/// What somebody who reads has taken hold of.
struct Seat {
    tty: Arc<Tty>,
    wake: Sender<Wake>,
    /// Absent while somebody else has the terminal.
    input: Option<Input>,
    memory: Memory,
    helpers: Helpers,
    /// Tells whoever listens to signals that it is over.
    gone: Sender<()>,
}

/// What a frame is drawn from, and what it is drawn on.
type Reading<'r> = (&'r mut Terminal<Output<Arc<Tty>>>, &'r mut State);

impl Seat {
    /// Draws and answers until somebody leaves.
    fn stay(
        &mut self,
        state: &mut State,
        config: &mut Config,
        wakes: &Receiver<Wake>,
        configure: &dyn Fn() -> Result<Config, String>,
    ) -> io::Result<()> {
        let mut terminal = Terminal::new(Output::new(Arc::clone(&self.tty)))?;
        super::request::panic_on_request("draw");
        loop {
            let send = |effect| self.helpers.send(effect);
            let done = match run(&mut terminal, state, config, wakes, &send) {
                Ok(Effect::Suspend) => {
                    super::request::panic_on_request("suspend");
                    self.memory.keep(state);
                    self.tty.suspend();
                    Ok(())
                }
                Ok(Effect::Configure) => reconfigure(&self.tty, state, config, configure()),
                Ok(Effect::Mouse(on)) => self.tty.listen_to_mouse(on),
                Ok(Effect::Copy(text)) => clip(&self.tty, state, config, &text),
                Ok(Effect::Edit {
                    dossier,
                    file,
                    line,
                }) => {
                    let file = store::locate(&dossier, &file);
                    self.edit((&mut terminal, state), &file, line)?;
                    Ok(())
                }
                Ok(_) => return Ok(()),
                Err(error) => Err(error),
            };
            if done.is_err() {
                self.memory.keep(state);
                let _ = self.gone.send(());
                lose(&self.tty);
            }
        }
    }

    /// Lets the user's editor have the terminal, and reads again what it has written.
    fn edit(&mut self, (terminal, state): Reading<'_>, file: &Path, line: usize) -> io::Result<()> {
        self.memory.keep(state);
        self.deafen();
        let told = lend(&self.tty, file, line);
        self.tty.hold()?;
        self.input = Some(listen(&self.tty, &self.wake)?);
        terminal.clear()?;
        ask(state, Msg::Reread, &|effect| self.helpers.send(effect));
        if let Err(why) = told {
            update(state, Msg::Say(app::Notice::bad(why)));
        }
        Ok(())
    }

    fn deafen(&mut self) {
        if let Some(input) = self.input.take() {
            input.stop();
        }
    }

    /// Gives everything back; what was saved at the last moment, or typed, is on its way to the disk.
    fn leave(mut self, state: &State) -> io::Result<()> {
        self.deafen();
        if state.owes {
            self.helpers.send(Effect::Quit);
            let _ = self.helpers.ended.recv_timeout(PATIENCE);
        }
        self.memory.keep(state);
        let _ = self.gone.send(());
        self.tty.hold()?; // where a signal ends the program, it is the signal's to end
        self.tty.release();
        Ok(())
    }
}

/// What to begin with where something is remembered: at the same `place`, or only with the panes as they were.
fn begin(left: Whereabouts, place: bool) -> Msg {
    let spot = left.spot.filter(|_| place);
    let vantage = left.vantage.filter(|_| place);
    let filter = left.filter.into_iter().filter(|_| place).collect();
    Msg::Resume(Box::new(Whereabouts {
        spot,
        vantage,
        filter,
        ..left
    }))
}

fn ask(state: &mut State, msg: Msg, send: &dyn Fn(Effect)) {
    if let Some(effect) = update(state, msg) {
        send(effect);
    }
}

/// Another size and coming back are the same to the loop: whatever stands on the screen cannot be relied on.
fn listen_to_signals(tty: &Arc<Tty>, kept: Receiver<()>, wake: Sender<Wake>) -> io::Result<()> {
    let at = Arc::clone(tty);
    let resized = |size: Size| Wake::Terminal(Event::Resize(size.width, size.height));
    watch(Arc::clone(tty), kept, move |notice| {
        let woken = match notice {
            Notice::Resized(size) => resized(size),
            Notice::Resumed => resized(at.size()),
            Notice::Ending => Wake::Done(Msg::Do(Command::Leave)),
        };
        let _ = wake.send(woken);
    })
}

/// Takes the configuration as it reads now; a faulty one changes nothing.
fn reconfigure(
    tty: &Tty,
    state: &mut State,
    config: &mut Config,
    read: Result<Config, String>,
) -> io::Result<()> {
    let new = match read {
        Ok(new) => new,
        Err(fault) => {
            let why = format!("settings kept as they were: {fault}");
            update(state, Msg::Say(app::Notice::bad(why)));
            return Ok(());
        }
    };
    let old = std::mem::replace(config, new);
    if old == *config {
        return Ok(());
    }
    tty.heed_ground(config.palette.asks());
    let mouse = config.options.mouse;
    if old.options.mouse != mouse {
        state.mouse = mouse;
        tty.listen_to_mouse(mouse)?;
    }
    let told = if old.options.watch == config.options.watch {
        "the configuration was read again"
    } else {
        "the configuration was read again; `watch` counts from the next start"
    };
    update(state, Msg::Say(app::Notice::new(told)));
    Ok(())
}

/// Hears of files that change, unless the reader wants none of it.
fn listen_to_files(
    config: &Config,
    settings: Option<PathBuf>,
    wake: Sender<Wake>,
) -> io::Result<Option<Sender<Stir>>> {
    let how = config.options.watch;
    let tell = move |msg| wake.send(Wake::Done(msg)).is_ok();
    (how != Watching::Off)
        .then(|| keep_watch(how, settings, tell))
        .transpose()
}

/// Takes in what the worker answers, until the dossier is there whole or [`FIRST`] is over.
fn await_dossier(
    state: &mut State,
    wakes: &Receiver<Wake>,
    send: &dyn Fn(Effect),
) -> io::Result<()> {
    let start = Instant::now();
    while state.waiting {
        let Ok(wake) = wakes.recv_timeout(FIRST.saturating_sub(start.elapsed())) else {
            break;
        };
        match wake {
            Wake::Done(Msg::Failed(_, why)) => return Err(io::Error::other(why)),
            Wake::Done(msg) => ask(state, msg, send),
            Wake::Terminal(_) => {} // another size; nothing is drawn yet
        }
    }
    Ok(())
}

/// Lets the user's editor have the terminal; says what went wrong with it.
fn lend(tty: &Tty, file: &Path, line: usize) -> Result<(), String> {
    tty.lend();
    let ends = tty.ends();
    told(ends.and_then(|(input, output)| edit(file, line, input, output)))
}

/// Copies `text`, unless the reader wants no copies, and says what has been done: nobody can know more.
fn clip(tty: &Tty, state: &mut State, config: &Config, text: &str) -> io::Result<()> {
    let in_tmux = env::var_os("TMUX").is_some();
    let notice = match (config.options.clipboard, copy(text, in_tmux)) {
        (Clipboard::Off, _) => app::Notice::bad("copying is off in the configuration"),
        (_, None) => app::Notice::bad("this is longer than a terminal copies"),
        (_, Some(sequence)) => {
            tty.write(sequence.as_bytes())?;
            app::Notice::new(if in_tmux {
                "sent to tmux: it wants `set-clipboard on` or `allow-passthrough on`"
            } else {
                "sent to the terminal's clipboard"
            })
        }
    };
    update(state, Msg::Say(notice));
    Ok(())
}
