//! The worker: reads dossiers and looks for their quotations while the screen stays quick.
use super::{Wake, watcher::Stir};
use crate::{
    app::{Effect, Msg, Notice, Opened, news},
    check,
    model::{Dossier, Written},
    store::{self, Trouble, Watch},
};
use std::{
    io,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
    thread,
    time::Duration,
};

/// Bytes of text from which it is worth showing an article before its quotations are found.
const LARGE: usize = 1 << 20;

/// How long a file that looks half written is given to become whole.
const GRACE: Duration = Duration::from_millis(300);

/// Answers effects on a thread of its own, in order; `open` reads what stands at a path. What is read is told to the
/// `watcher`.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn work(
    effects: Receiver<Effect>,
    to: Sender<Wake>,
    watcher: Option<Sender<Stir>>,
    open: impl Fn(&Path) -> Result<Written, Trouble> + Send + 'static,
) -> io::Result<()> {
    let mut worker = Worker {
        to,
        watcher,
        open,
        last: None,
        kept: Vec::new(),
        lost: false,
    };
    thread::Builder::new()
        .name("worker".into())
        .spawn(move || effects.iter().for_each(|effect| worker.answer(effect)))
        .map(drop)
}

struct Worker<O> {
    to: Sender<Wake>,
    watcher: Option<Sender<Stir>>,
    open: O,
    /// What was read last.
    last: Option<Arc<Dossier>>,
    /// The files of which an older state is shown.
    kept: Vec<String>,
    /// Whether the dossier was gone when it was looked for last.
    lost: bool,
}

impl<O: Fn(&Path) -> Result<Written, Trouble>> Worker<O> {
    fn answer(&mut self, effect: Effect) {
        match effect {
            Effect::Open(ticket, path) => self.read(ticket, &path),
            Effect::Reread(ticket, path) => self.reread(ticket, &path),
            Effect::Accept(ticket, path, lock) => match store::save_lock(&path, &lock) {
                Ok(_) => self.read(ticket, &path),
                Err(trouble) => self.send(Msg::Failed(ticket, trouble.to_string())),
            },
            _ => {} // the thread that draws has done it
        }
    }

    /// Nobody may be there to hear it any more.
    fn send(&self, msg: Msg) {
        let _ = self.to.send(Wake::Done(msg));
    }

    /// Sends what stands at `path`: at once what a large dossier says, then the same with every quotation looked for.
    fn read(&mut self, ticket: u64, path: &Path) {
        super::request::panic_on_request("worker");
        let written = match (self.open)(path) {
            Ok(written) => written,
            Err(trouble) => return self.send(Msg::Failed(ticket, trouble.to_string())),
        };
        (self.kept, self.lost) = (Vec::new(), false);
        let articles = written.articles.iter();
        let bytes: usize = articles.map(|article| article.text.len()).sum();
        let dossier = Dossier::new(written);
        if bytes > LARGE {
            let opened = Opened::new(dossier.clone(), Vec::new());
            self.send(Msg::Opened(ticket, opened));
        }
        self.finish(ticket, path, &dossier, None);
    }

    /// Sends what stands at `path` by now, if it is anything new.
    fn reread(&mut self, ticket: u64, path: &Path) {
        let Some(last) = self.last.clone() else {
            return self.read(ticket, path);
        };
        let mut again = store::reopen(path, last.written());
        let hasty = |again: &store::Reopened| again.unfinished || again.kept != self.kept;
        if again.as_ref().is_ok_and(hasty) {
            thread::sleep(GRACE);
            again = store::reopen(path, last.written());
        }
        let again = match again {
            Ok(again) => again,
            Err(trouble) => {
                if !std::mem::replace(&mut self.lost, true) {
                    let why = format!("{trouble}; what was read before is shown");
                    self.send(Msg::Failed(ticket, why));
                }
                return;
            }
        };
        let back = std::mem::take(&mut self.lost);
        if again.written == *last.written() {
            if back {
                self.send(Msg::Say(Notice::new("the files are back")));
            }
            return;
        }
        let dossier = Dossier::new(again.written);
        let news = news(&last, &dossier, &self.kept, &again.kept);
        self.kept = again.kept;
        self.finish(ticket, path, &dossier, news);
    }

    fn finish(&mut self, ticket: u64, path: &Path, dossier: &Dossier, news: Option<Notice>) {
        let dossier = dossier.anchored();
        let findings = check::check(&dossier);
        let opened = Opened::new(dossier, findings).with_news(news);
        self.last = Some(Arc::clone(&opened.dossier));
        self.send(Msg::Opened(ticket, opened));
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
