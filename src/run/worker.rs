//! The worker: reads dossiers and looks for their quotations while the screen stays quick.
use super::Wake;
use crate::{
    app::{Effect, Msg, Opened},
    check,
    model::{Dossier, Written},
    search::Shelf,
    store::{self, Trouble},
};
use std::{
    collections::VecDeque,
    io,
    path::Path,
    sync::mpsc::{Receiver, Sender},
    thread,
};

/// Bytes of text from which it is worth showing an article before its quotations are found.
const LARGE: usize = 1 << 20;

/// Answers effects on a thread of its own, in order; `open` reads what stands at a path.
///
/// # Errors
/// When the system gives no thread.
pub fn work(
    effects: Receiver<Effect>,
    to: Sender<Wake>,
    open: impl Fn(&Path) -> Result<Written, Trouble> + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        let (mut queue, mut shelf) = (VecDeque::new(), Shelf::default());
        while let Some(effect) = queue.pop_front().or_else(|| effects.recv().ok()) {
            queue.extend(effects.try_iter());
            let mut send = |msg| to.send(Wake::Done(msg)).is_ok();
            match effect {
                Effect::Open(ticket, path) => read(ticket, open(&path), &mut send),
                Effect::Accept(ticket, path, lock) => match store::save_lock(&path, &lock) {
                    Ok(_) => read(ticket, open(&path), &mut send),
                    Err(trouble) => drop(send(Msg::Failed(ticket, trouble.to_string()))),
                },
                // Somebody types faster than this is found: only the last question counts.
                Effect::Search(_) if asked_again(&queue) => {}
                Effect::Search(job) => {
                    send(Msg::Found(job.ticket, job.look(&mut shelf)));
                    queue.extend(effects.try_iter());
                    if !asked_again(&queue) {
                        send(Msg::Counted(job.ticket, job.count(&mut shelf)));
                    }
                }
                _ => {} // the thread that draws has done it
            }
        }
    };
    thread::Builder::new()
        .name("worker".into())
        .spawn(work)
        .map(drop)
}

/// Whether another search waits.
fn asked_again(queue: &VecDeque<Effect>) -> bool {
    queue
        .iter()
        .any(|effect| matches!(effect, Effect::Search(_)))
}

/// Sends what `read` comes to: at once what a large dossier says, then the same with every quotation looked for.
fn read(ticket: u64, read: Result<Written, Trouble>, send: &mut impl FnMut(Msg) -> bool) {
    super::request::panic_on_request("worker");
    let written = match read {
        Ok(written) => written,
        Err(trouble) => {
            send(Msg::Failed(ticket, trouble.to_string()));
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
        && !send(Msg::Opened(
            ticket,
            Opened::new(dossier.clone(), Vec::new()),
        ))
    {
        return;
    }
    let dossier = dossier.anchored();
    let findings = check::check(&dossier);
    send(Msg::Opened(ticket, Opened::new(dossier, findings)));
}
