//! The worker: reads dossiers, looks for their quotations and writes changes while the screen stays quick.
mod reread;

use crate::run::{
    Wake,
    thread::{scribe::Scribe, threads::Threads, watcher::Stir},
};
use crate::{
    app::{Access, Effect, Handed, Measured, Msg, Notice, Opened, Order, Progress},
    check::check_by,
    diag::Diagnostic,
    export,
    model::{Dossier, Written},
    store::{self, LetGo, Refused, Saved, Stage, StateFolder, Trouble, Watch},
};
use std::{
    collections::VecDeque,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

/// Bytes of text from which it is worth showing an article before its quotations are found.
const LARGE: usize = 1 << 20;

/// Articles up to which nobody waits for them to be read.
const FEW: usize = 20;

/// How often it is told how many have been read.
const STEPS: usize = 20;

/// How long a file that looks half written is given to become whole, as long as it goes on changing.
const GRACE: Duration = Duration::from_millis(300);

/// How often it is given that: whoever writes longer is not waited for.
const WAITS: usize = 20;

/// Answers effects on a thread of its own, in order; `open` reads what stands at a path
/// and tells how far it has come. What is read is told to the
/// `watcher`, what is written is remembered in `state`. Ends with [`Effect::Quit`], when everything that was to be written is
/// written; then what comes back is disconnected.
///
/// # Errors
/// When the system gives no thread.
pub(in crate::run) fn work(
    effects: Receiver<Effect>,
    to: Sender<Wake>,
    (watcher, state): (Option<Sender<Stir>>, StateFolder),
    open: impl Fn(&Path, &dyn Fn(Stage)) -> Result<Written, Trouble> + Send + 'static,
) -> io::Result<Receiver<()>> {
    let (alive, ended) = channel();
    let mut worker = Worker {
        effects,
        queue: VecDeque::new(),
        to,
        watcher,
        open,
        scribe: Scribe::new(state),
        last: None,
        findings: Arc::default(),
        kept: Vec::new(),
        lost: false,
        unkept: None,
    };
    thread::Builder::new()
        .name("worker".into())
        .spawn(move || {
            let _alive: Sender<()> = alive;
            worker.run();
        })?;
    Ok(ended)
}

struct Worker<O> {
    effects: Receiver<Effect>,
    /// Taken in and not begun.
    queue: VecDeque<Effect>,
    to: Sender<Wake>,
    watcher: Option<Sender<Stir>>,
    open: O,
    scribe: Scribe,
    /// What was read last.
    last: Option<Arc<Dossier>>,
    /// What is wrong with it.
    findings: Arc<[Diagnostic]>,
    /// The files of which an older state is shown.
    kept: Vec<String>,
    /// Whether the dossier was gone when it was looked for last.
    lost: bool,
    /// The draft of which it was told that it cannot be kept.
    unkept: Option<String>,
}

impl<O: Fn(&Path, &dyn Fn(Stage)) -> Result<Written, Trouble>> Worker<O> {
    fn run(&mut self) {
        let next = |worker: &mut Self| {
            worker
                .queue
                .pop_front()
                .or_else(|| worker.effects.recv().ok())
        };
        while let Some(effect) = next(self) {
            self.queue.extend(self.effects.try_iter());
            if effect == Effect::Quit {
                return;
            }
            self.answer(effect);
        }
    }

    fn answer(&mut self, effect: Effect) {
        // Where the reader has left, nobody looks at what is read or found; what is written is still written.
        let leaving = self.queue.contains(&Effect::Quit);
        match effect {
            effect if leaving && !effect.writes() => {}
            Effect::Open(ticket, path) => {
                let kept = self.scribe.kept(&path);
                if !kept.is_empty() {
                    self.send(Msg::Kept(kept));
                }
                self.read(ticket, &path);
            }
            Effect::Weigh {
                ticket,
                path,
                edit,
                draft,
            } => {
                // Somebody types faster than this is weighed: only the last state of a form counts.
                if self.is_typed_on(&draft.0) {
                    return;
                }
                self.keep(&path, draft);
                if let Some(edit) = edit.filter(|_| !leaving) {
                    let verdict = self.scribe.weigh(&edit);
                    self.send(Msg::Weighed(ticket, verdict));
                }
            }
            Effect::Write {
                ticket,
                path,
                work,
                draft,
            } => {
                crate::run::request::panic_on_request("write");
                let done = self.scribe.write(&path, (&work.0, &work.1));
                if let (Ok(_), Some(name)) = (&done, draft) {
                    let _ = self.scribe.keep(&path, (&name, "")); // saved: a draft too many loses nothing
                }
                self.written(ticket, &path, done);
            }
            Effect::Preview(..) if self.is_ordered_again() => {}
            Effect::Preview(ticket, order) => {
                if let Some(last) = &self.last {
                    let text = export::preview(last, &self.findings, order.format, &order.ask);
                    self.send(Msg::Previewed(ticket, order, text.into()));
                }
            }
            Effect::Measure(ticket, id) => {
                let last = self.last.as_ref().map(|last| last.articles());
                let article = last.and_then(|all| all.iter().find(|article| article.id == id));
                if let Some(article) = article {
                    self.send(Msg::Measured(ticket, id, Measured::of(article)));
                }
            }
            Effect::Export {
                order,
                dossier,
                file,
                over,
            } => {
                let handed = self.hand_over(&order, &dossier, (file, over));
                self.send(Msg::Handed(handed));
            }
            Effect::Forget(path, name) => drop(self.scribe.keep(&path, (&name, ""))),
            Effect::Reread(ticket, path) => self.reread(ticket, &path),
            Effect::Reload(ticket, path) => self.reload(ticket, &path),
            _ => {} // the thread that draws has done it, or the finder
        }
    }

    /// Keeps what is typed while it is typed. Who types is told once a form where that cannot be.
    fn keep(&mut self, path: &Path, (name, text): (String, String)) {
        let Err(trouble) = self.scribe.keep(path, (&name, &text)) else {
            return;
        };
        if self.unkept.as_ref() != Some(&name) {
            let why = format!("save soon, a draft cannot be kept: {}", trouble.reason);
            self.send(Msg::Say(Notice::bad(why)));
            self.unkept = Some(name);
        }
    }

    /// Tells what came of writing, and reads what stands there now.
    fn written(&mut self, ticket: u64, path: &Path, done: Result<Saved, Refused>) {
        let own = done.as_ref().ok().map(|saved| saved.files.clone());
        self.send(Msg::Wrote(ticket, done));
        if self.queue.contains(&Effect::Quit) {
            return;
        }
        // What is kept of files that others broke is kept on.
        let last = self.last.clone();
        let own = own.unwrap_or_default();
        let again =
            last.map(|last| store::reopen(path, last.written(), LetGo::Own(&own), &Threads));
        match again {
            Some(Ok(again)) => {
                (self.kept, self.lost) = (again.kept, false);
                self.present((ticket, path), again.written);
            }
            _ => self.read(ticket, path),
        }
    }

    /// Whether a later state of the form that is kept under `name` waits.
    fn is_typed_on(&self, name: &str) -> bool {
        let mut queue = self.queue.iter();
        queue.any(|later| matches!(later, Effect::Weigh { draft, .. } if draft.0 == name))
    }

    /// Writes a note of what was read last.
    fn hand_over(&self, order: &Order, path: &Path, (file, over): (PathBuf, bool)) -> Handed {
        let Some(last) = &self.last else {
            return Handed::Failed("nothing was read".to_owned());
        };
        let written = (order.format).write(
            (last, &self.findings),
            &order.ask,
            export::Manner::default(),
        );
        let written = match written {
            Ok(written) => written,
            Err(why) => return Handed::Failed(why),
        };
        match store::save_made_of((path, last.written()), &file, &written.bytes, over) {
            Ok(true) => {
                let file = std::path::absolute(&file).unwrap_or(file);
                Handed::Written(file, written.warning)
            }
            Ok(false) => Handed::There(file),
            Err(trouble) => Handed::Failed(trouble.to_string()),
        }
    }

    /// Whether another preview waits.
    fn is_ordered_again(&self) -> bool {
        let mut queue = self.queue.iter();
        queue.any(|effect| matches!(effect, Effect::Preview(..)))
    }

    /// Nobody may be there to hear it any more.
    fn send(&self, msg: Msg) {
        let _ = self.to.send(Wake::Done(msg));
    }

    /// Sends what stands at `path`.
    fn read(&mut self, ticket: u64, path: &Path) {
        crate::run::request::panic_on_request("worker");
        let tell = |stage| match stage {
            Stage::Articles(done, all) if all > FEW && done.is_multiple_of(all.div_ceil(STEPS)) => {
                self.send(Msg::Progress(ticket, Progress::Read(done, all)));
            }
            Stage::Articles(..) => {}
            Stage::Texts(texts) => {
                let opened = Opened::unchecked(Dossier::new(*texts));
                self.send(Msg::Texts(ticket, opened));
            }
        };
        let written = match (self.open)(path, &tell) {
            Ok(written) => written,
            Err(trouble) => return self.send(Msg::Failed(ticket, trouble.to_string())),
        };
        (self.kept, self.lost) = (Vec::new(), false);
        self.present((ticket, path), written);
    }

    /// Sends what was read: at once what a large dossier says, then the same with every quotation looked for.
    fn present(&mut self, (ticket, path): (u64, &Path), written: Written) {
        let articles = written.articles.iter();
        let bytes: usize = articles.map(|article| article.text.len()).sum();
        let dossier = Dossier::new(written);
        let large = bytes > LARGE || dossier.records().len() >= store::MANY;
        let opened = if large {
            let opened = Opened::unchecked(dossier);
            self.send(Msg::Opened(ticket, opened.clone()));
            self.send(Msg::Progress(ticket, Progress::Anchoring));
            opened.anchored_by(&Threads)
        } else {
            Opened::unchecked(dossier.anchored_by(&Threads))
        };
        self.finish((ticket, path), opened, None, large);
    }

    /// Holds the rules against what was read and looked for; where that takes `long`, what is being done is told.
    fn finish(
        &mut self,
        (ticket, path): (u64, &Path),
        opened: Opened,
        news: Option<Notice>,
        long: bool,
    ) {
        let access = if store::is_read_only(path, opened.dossier.written()) {
            Access::ReadOnly
        } else {
            Access::Writable
        };
        let opened = opened.with_access(access).with_kept(&self.kept);
        // Nobody waits for the rules before the first look; later what they said last would be gone meanwhile.
        let first = self.last.is_none();
        if first {
            self.send(Msg::Opened(ticket, opened.clone()));
        }
        if long {
            self.send(Msg::Progress(ticket, Progress::Checking));
        }
        let findings = check_by(&Threads, &opened.dossier);
        let opened = opened.with_findings(findings);
        let opened = opened.with_news(news, &self.findings);
        self.send(if first {
            Msg::Checked(ticket, Arc::clone(&opened.findings))
        } else {
            Msg::Opened(ticket, opened.clone())
        });
        self.last = Some(Arc::clone(&opened.dossier));
        self.findings = Arc::clone(&opened.findings);
        self.scribe.read(&opened);
        self.watch(path);
    }

    /// Tells the watcher what there is to watch.
    fn watch(&self, path: &Path) {
        if let (Some(watcher), Some(last)) = (&self.watcher, &self.last)
            && let Ok(watch) = Watch::of(path, last.written())
        {
            let _ = watcher.send(Stir::Watch(Box::new(watch)));
        }
    }
}

/// The ticket with which an effect has a dossier read, and where that stands.
fn reads(effect: &Effect) -> Option<(u64, &Path)> {
    match effect {
        Effect::Open(ticket, path)
        | Effect::Reread(ticket, path)
        | Effect::Reload(ticket, path)
        | Effect::Write { ticket, path, .. } => Some((*ticket, path)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::Work, store::fixture::Scratch};

    const WHOLE: &str = "[article]\nfile = 't.txt'\n\n[source.x]\nname = 'X'\n";

    #[test]
    fn what_was_unfinished_is_told_to_whoever_wrote_meanwhile() {
        let folder = Scratch::new();
        folder.write("dossier.toml", b"");
        folder.write("t.txt", b"Hello, all.");
        folder.write("t.toml", WHOLE.as_bytes());
        let path = folder.path().to_owned();
        let (effects, asked) = channel();
        let (to, answers) = channel();
        let memory = StateFolder::at(folder.path().join(".state"));
        let ended = work(asked, to, (None, memory), |path, tell| {
            store::open_telling(path, &Threads, tell)
        })
        .expect("a worker");
        let send = |effect| effects.send(effect).expect("the worker listens");
        let next = |wanted: &dyn Fn(&Msg) -> bool| loop {
            match answers.recv_timeout(Duration::from_secs(20)) {
                Ok(Wake::Done(msg)) if wanted(&msg) => return msg,
                Ok(_) => {}
                Err(why) => panic!("no answer: {why}"),
            }
        };
        send(Effect::Open(1, path.clone()));
        next(&|msg| matches!(msg, Msg::Checked(..)));

        folder.write("t.toml", &WHOLE.as_bytes()[..WHOLE.len() / 2]);
        send(Effect::Reread(1, path.clone()));
        send(Effect::Write {
            ticket: 2,
            path: path.clone(),
            work: (Work::Undo, Vec::new()),
            draft: None,
        });
        next(&|msg| matches!(msg, Msg::Opened(2, _)));
        let longer = WHOLE.replace("'X'", "'Xaver'");
        folder.write("t.toml", longer.as_bytes());
        send(Effect::Reread(2, path));
        let named = |opened: &Opened| {
            let sources = &opened.dossier.codebook().sources;
            sources.iter().any(|source| source.name == "Xaver")
        };
        let last = next(&|msg| matches!(msg, Msg::Opened(_, opened) if named(opened)));
        assert!(
            matches!(last, Msg::Opened(2, _)),
            "an answer that nobody waits for"
        );
        send(Effect::Quit);
        assert!(
            ended.recv_timeout(Duration::from_secs(20)).is_err(),
            "and the thread ends"
        );
    }
}
