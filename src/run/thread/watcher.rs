//! Hears of changes to a dossier's files. Sleeps while nothing happens; where the system tells nothing, looks now and then.
use crate::{
    app::{Msg, Notice},
    config::Watching,
    store::{FileWatch, Watch},
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
pub(in crate::run) enum Stir {
    /// From now on it is this that counts.
    Watch(Box<Watch>),
    /// Something happened to these files; to any, where there are none.
    Changed(Vec<PathBuf>),
}

/// Starts the thread that says [`Msg::Reread`] when files of what it is told to watch have changed, and
/// [`Msg::Reconfigure`] when the file `settings` has.
///
/// # Errors
/// When the system gives no thread.
pub(in crate::run) fn keep_watch(
    how: Watching,
    settings: Option<PathBuf>,
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
                settings: settings.as_deref().map(FileWatch::of),
                how,
                polls: how == Watching::Poll,
                told: how == Watching::Poll,
                stamp: 0,
            };
            lookout.run(&stirs, &tell);
        })?;
    Ok(stir)
}

/// What has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Changed {
    dossier: bool,
    settings: bool,
}

impl Changed {
    const fn any(self) -> bool {
        self.dossier || self.settings
    }
}

struct Lookout {
    /// Where changes are told; handed to every watcher.
    ears: Sender<Stir>,
    watcher: Option<RecommendedWatcher>,
    watch: Option<Box<Watch>>,
    settings: Option<FileWatch>,
    how: Watching,
    /// Whether it looks by itself now.
    polls: bool,
    /// Whether the reader knows that.
    told: bool,
    stamp: u64,
}

impl Lookout {
    fn run(&mut self, stirs: &Receiver<Stir>, tell: &impl Fn(Msg) -> bool) {
        self.listen_for_settings();
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
                    Changed::default()
                }
                Ok(Stir::Changed(paths)) => {
                    let first = self.changed(&paths);
                    self.settle(stirs, first, tell)
                }
                Err(RecvTimeoutError::Timeout) => self.look(tell),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let heard = (!changed.settings || tell(Msg::Reconfigure))
                && (!changed.dossier || tell(Msg::Reread));
            if !heard {
                return;
            }
        }
    }

    /// What of these files concerns anybody; of none, everything.
    fn changed(&self, paths: &[PathBuf]) -> Changed {
        let any = |concerns: &dyn Fn(&Path) -> bool| {
            paths.is_empty() || paths.iter().any(|path| concerns(path))
        };
        let watch = self.watch.as_deref();
        let settings = self.settings.as_ref();
        Changed {
            dossier: watch.is_some_and(|watch| any(&|path| watch.concerns(path))),
            settings: settings.is_some_and(|settings| any(&|path| settings.concerns(path))),
        }
    }

    /// Waits until nothing more happens.
    fn settle(
        &mut self,
        stirs: &Receiver<Stir>,
        mut changed: Changed,
        tell: &impl Fn(Msg) -> bool,
    ) -> Changed {
        let (start, mut last) = (Instant::now(), Instant::now());
        while changed.any() && last.elapsed() < QUIET && start.elapsed() < LONGEST {
            match stirs.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
                Ok(Stir::Changed(paths)) => {
                    let more = self.changed(&paths);
                    if more.any() {
                        changed.settings |= more.settings;
                        changed.dossier |= more.dossier;
                        last = Instant::now();
                    }
                }
                Ok(Stir::Watch(watch)) => self.watch = Some(watch),
                Err(_) => break,
            }
        }
        // First the ears, then the eyes: what changes from here on is heard.
        if changed.dossier {
            self.listen(tell);
        }
        if changed.settings {
            self.listen_for_settings();
        }
        changed
    }

    /// Looks by itself.
    fn look(&mut self, tell: &impl Fn(Msg) -> bool) -> Changed {
        let before = self.stamp;
        self.listen(tell);
        self.stamp = self.watch.as_ref().map_or(before, |watch| watch.stamp());
        Changed {
            dossier: before != self.stamp,
            settings: self.settings.as_mut().is_some_and(FileWatch::look),
        }
    }

    fn listen_for_settings(&mut self) {
        let folders = self.settings.as_ref().map(FileWatch::folders);
        for folder in folders.into_iter().flatten() {
            if self.how == Watching::Auto {
                self.hear(&folder);
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
