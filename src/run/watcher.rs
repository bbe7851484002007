//! Hears of changes to a dossier's files. Sleeps while nothing happens; where the system tells nothing, looks now and then.
use crate::{
    app::{Msg, Notice},
    config::Watching,
    store::Watch,
};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// No change for so long: whoever is writing has finished.
const QUIET: Duration = Duration::from_millis(75);
/// What changes all the time is looked at so often.
const LONGEST: Duration = Duration::from_millis(500);
/// How often it is looked where the system tells nothing.
const POLL: Duration = Duration::from_secs(2);

/// What the watcher hears.
#[derive(Debug)]
pub(super) enum Stir {
    /// From now on it is this that counts.
    Watch(Box<Watch>),
    /// Something happened to these files; to any, where there are none.
    Changed(Vec<PathBuf>),
}

/// Starts the thread that says [`Msg::Reread`] when files of what it is told to watch have changed.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn keep_watch(
    how: Watching,
    tell: impl Fn(Msg) -> bool + Send + 'static,
) -> io::Result<Sender<Stir>> {
    let (stir, stirs) = channel();
    let ears = stir.clone();
    thread::Builder::new()
        .name("watcher".into())
        .spawn(move || {
            let mut lookout = Lookout {
                ears,
                watcher: None,
                watch: None,
                how,
                polls: how == Watching::Poll,
                told: how == Watching::Poll,
                stamp: 0,
            };
            lookout.run(&stirs, &tell);
        })?;
    Ok(stir)
}

struct Lookout {
    /// Where changes are told; handed to every watcher.
    ears: Sender<Stir>,
    watcher: Option<RecommendedWatcher>,
    watch: Option<Box<Watch>>,
    how: Watching,
    /// Whether it looks by itself now.
    polls: bool,
    /// Whether the reader knows that.
    told: bool,
    stamp: u64,
}

impl Lookout {
    fn run(&mut self, stirs: &Receiver<Stir>, tell: &impl Fn(Msg) -> bool) {
        loop {
            let stir = if self.polls {
                stirs.recv_timeout(POLL)
            } else {
                stirs.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            let changed = match stir {
                Ok(Stir::Watch(watch)) => {
                    let new = self.watch.as_ref() != Some(&watch);
                    self.watch = Some(watch);
                    if new {
                        self.listen(tell);
                    }
                    false
                }
                Ok(Stir::Changed(paths)) if self.is_concerned(&paths) => {
                    self.settle(stirs);
                    // First the ears, then the eyes: what changes from here on is heard.
                    self.listen(tell);
                    true
                }
                Ok(Stir::Changed(_)) => false,
                Err(RecvTimeoutError::Timeout) => {
                    let before = self.stamp;
                    self.listen(tell);
                    self.stamp = self.watch.as_ref().map_or(before, |watch| watch.stamp());
                    before != self.stamp
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if changed && !tell(Msg::Reread) {
                return;
            }
        }
    }

    fn is_concerned(&self, paths: &[PathBuf]) -> bool {
        let concerns = |watch: &Watch| paths.iter().any(|path| watch.concerns(path));
        paths.is_empty() || self.watch.as_deref().is_some_and(concerns)
    }

    /// Waits until nothing more happens.
    fn settle(&mut self, stirs: &Receiver<Stir>) {
        let (start, mut last) = (Instant::now(), Instant::now());
        while last.elapsed() < QUIET && start.elapsed() < LONGEST {
            match stirs.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
                Ok(Stir::Changed(paths)) if self.is_concerned(&paths) => last = Instant::now(),
                Ok(Stir::Changed(_)) => {}
                Ok(Stir::Watch(watch)) => self.watch = Some(watch),
                Err(_) => return,
            }
        }
    }

    /// Listens in every folder there is by now.
    fn listen(&mut self, tell: &impl Fn(Msg) -> bool) {
        let Some(mut watch) = self.watch.take() else {
            return;
        };
        watch.look_again();
        let hears = self.how == Watching::Auto && self.hear_all(&watch);
        let polled = std::mem::replace(&mut self.polls, !hears || watch.is_remote());
        if self.polls && !polled {
            self.stamp = watch.stamp();
        }
        if self.polls && !watch.is_remote() && !std::mem::replace(&mut self.told, true) {
            let why = "the system does not tell of changes here: looking every two seconds";
            tell(Msg::Say(Notice::new(why)));
        }
        self.watch = Some(watch);
    }

    /// Whether a change to any of the folders will be heard.
    fn hear_all(&mut self, watch: &Watch) -> bool {
        let here = watch.folders().iter().filter(|folder| folder.is_dir());
        if !here
            .collect::<Vec<_>>()
            .into_iter()
            .all(|folder| self.hear(folder))
        {
            return false;
        }
        // A dossier that is gone is heard coming back. It may have done so meanwhile.
        watch.root().is_dir()
            || (watch.above().is_some_and(|above| self.hear(above))
                && (!watch.root().is_dir() || self.hear(watch.root())))
    }

    fn hear(&mut self, folder: &Path) -> bool {
        if self.watcher.is_none() {
            let ears = self.ears.clone();
            let hear = move |event: notify::Result<Event>| match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => {} // somebody reads
                Ok(event) => _ = ears.send(Stir::Changed(event.paths)),
                Err(_) => _ = ears.send(Stir::Changed(Vec::new())),
            };
            self.watcher = notify::recommended_watcher(hear).ok();
        }
        let listen = |watcher: &mut RecommendedWatcher| {
            // The name may be another folder's by now.
            watcher.watch(folder, RecursiveMode::NonRecursive).is_ok() || !folder.is_dir()
        };
        self.watcher.as_mut().is_some_and(listen)
    }
}
