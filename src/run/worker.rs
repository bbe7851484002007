//! The worker: reads dossiers, looks for their quotations and writes changes while the screen stays quick.
use super::{Wake, scribe::Scribe};
use crate::{
    app::{Effect, Msg, Opened},
    check,
    model::{Dossier, Written},
    search::Shelf,
    store::{self, StateFolder, Trouble},
};
use std::{
    collections::VecDeque,
    io,
    path::Path,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// Bytes of text from which it is worth showing an article before its quotations are found.
const LARGE: usize = 1 << 20;

/// Answers effects on a thread of its own, in order; `open` reads what stands at a path, `state` remembers what is written.
/// Ends with [`Effect::Quit`], when everything that was to be kept is kept; then what comes back is disconnected.
///
/// # Errors
/// When the system gives no thread.
pub fn work(
    effects: Receiver<Effect>,
    to: Sender<Wake>,
    open: impl Fn(&Path) -> Result<Written, Trouble> + Send + 'static,
    state: StateFolder,
) -> io::Result<Receiver<()>> {
    let (alive, ended) = channel();
    let work = move || {
        let _alive: Sender<()> = alive;
        let mut worker = Worker {
            scribe: Scribe::new(state),
            shelf: Shelf::default(),
            to,
            open,
            effects,
            queue: VecDeque::new(),
        };
        while let Some(effect) = worker.next() {
            worker.answer(effect);
        }
    };
    thread::Builder::new().name("worker".into()).spawn(work)?;
    Ok(ended)
}

/// What the worker works with.
struct Worker<O> {
    scribe: Scribe,
    shelf: Shelf,
    to: Sender<Wake>,
    open: O,
    effects: Receiver<Effect>,
    /// What waits, the next first.
    queue: VecDeque<Effect>,
}

impl<O: Fn(&Path) -> Result<Written, Trouble>> Worker<O> {
    fn send(&self, msg: Msg) -> bool {
        self.to.send(Wake::Done(msg)).is_ok()
    }

    /// What is to be done next; nothing once everything is done and the reader has left.
    fn next(&mut self) -> Option<Effect> {
        let next = (self.queue.pop_front()).or_else(|| self.effects.recv().ok())?;
        (next != Effect::Quit).then_some(next)
    }

    /// Whether something like `wanted` waits by now.
    fn waits(&mut self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.queue.extend(self.effects.try_iter());
        self.queue.iter().any(wanted)
    }

    fn answer(&mut self, effect: Effect) {
        // Nobody reads any more what is read now; what is written is still written.
        let leaving = self.waits(|effect| *effect == Effect::Quit);
        match effect {
            Effect::Open(ticket, path) if !leaving => self.open(ticket, &path),
            Effect::Accept(ticket, path, lock) => match store::save_lock(&path, &lock) {
                Ok(_) if leaving => {}
                Ok(_) => self.read(ticket, (self.open)(&path)),
                Err(trouble) => drop(self.send(Msg::Failed(ticket, trouble.to_string()))),
            },
            Effect::Weigh {
                ticket,
                path,
                edit,
                draft: (name, text),
            } => {
                // Somebody types faster than this is weighed: only the last state of a form counts.
                if self
                    .waits(|later| matches!(later, Effect::Weigh { draft, .. } if draft.0 == name))
                {
                    return;
                }
                self.scribe.keep(&path, (&name, &text));
                if let Some(edit) = edit.filter(|_| !leaving) {
                    let verdict = self.scribe.weigh(&edit);
                    self.send(Msg::Weighed(ticket, verdict));
                }
            }
            Effect::Write {
                ticket,
                path,
                edit,
                draft,
            } => {
                let done = self.scribe.write(&path, &edit);
                if let (Ok(_), Some(name)) = (&done, draft) {
                    self.scribe.keep(&path, (&name, ""));
                }
                self.send(Msg::Wrote(ticket, done));
                if !leaving {
                    self.read(ticket, (self.open)(&path));
                }
            }
            Effect::Search(_) if leaving || self.waits(is_search) => {}
            Effect::Search(job) => {
                let found = job.look(&mut self.shelf);
                self.send(Msg::Found(job.ticket, found));
                if !self.waits(is_search) {
                    let counted = job.count(&mut self.shelf);
                    self.send(Msg::Counted(job.ticket, counted));
                }
            }
            Effect::Forget(path, name) => self.scribe.keep(&path, (&name, "")),
            _ => {} // the thread that draws has done it
        }
    }

    /// Reads what stands at `path`, and what an earlier sitting left unsaved there.
    fn open(&mut self, ticket: u64, path: &Path) {
        self.read(ticket, (self.open)(path));
        let kept = self.scribe.kept(path);
        if !kept.is_empty() {
            self.send(Msg::Kept(kept));
        }
    }

    /// Sends what `read` comes to: at once what a large dossier says, then the same with every quotation looked for.
    fn read(&mut self, ticket: u64, read: Result<Written, Trouble>) {
        super::request::panic_on_request("worker");
        let written = match read {
            Ok(written) => written,
            Err(trouble) => {
                self.send(Msg::Failed(ticket, trouble.to_string()));
                return;
            }
        };
        let bytes: usize = written
            .articles
            .iter()
            .map(|article| article.text.len())
            .sum();
        let dossier = Dossier::new(written);
        if bytes > LARGE
            && !self.send(Msg::Opened(
                ticket,
                Opened::new(dossier.clone(), Vec::new()),
            ))
        {
            return;
        }
        let dossier = dossier.anchored();
        let findings = check::check(&dossier);
        let opened = Opened::new(dossier, findings);
        self.scribe.read(&opened);
        self.send(Msg::Opened(ticket, opened));
    }
}

/// Somebody types faster than things are found: only the last question counts.
const fn is_search(effect: &Effect) -> bool {
    matches!(effect, Effect::Search(_))
}
