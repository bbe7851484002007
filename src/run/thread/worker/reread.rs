//! What changed on disk, read again: once whoever writes has finished, or as it is where somebody asks for that.
use super::{GRACE, WAITS, Worker, reads};
use crate::{
    app::{Effect, Msg, NOTHING_NEW, Notice, Opened, news},
    model::{Dossier, Written},
    run::Threads,
    store::{self, LetGo, Reopened, Stage, Trouble},
};
use std::path::Path;

/// Where nobody took anything away, nothing that is gone may go.
const NONE: LetGo<'_> = LetGo::Own(&[]);

impl<O: Fn(&Path, &dyn Fn(Stage)) -> Result<Written, Trouble>> Worker<O> {
    /// Sends what stands at `path` by now, if it is anything new.
    pub(super) fn reread(&mut self, ticket: u64, path: &Path) {
        let Some(last) = self.last.clone() else {
            return self.read(ticket, path);
        };
        match self.reopened((ticket, path), &last) {
            Some(Ok(again)) => {
                let back = std::mem::take(&mut self.lost).then_some("the files are back");
                self.tell((ticket, path), &last, again, back);
            }
            Some(Err(trouble)) if !self.lost => self.tell_lost(ticket, &trouble),
            Some(Err(_)) | None => {}
        }
    }

    /// Sends what stands at `path` by now, and lets go of what is gone, because somebody asks for it.
    pub(super) fn reload(&mut self, ticket: u64, path: &Path) {
        let Some(last) = self.last.clone() else {
            return self.read(ticket, path);
        };
        match store::reopen(path, last.written(), LetGo::All, &Threads) {
            Ok(again) => {
                self.lost = false;
                self.tell((ticket, path), &last, again, Some(NOTHING_NEW));
            }
            Err(trouble) => self.tell_lost(ticket, &trouble),
        }
    }

    /// Sends what was read `again`; where that is nothing new, what is said then.
    fn tell(
        &mut self,
        (ticket, path): (u64, &Path),
        last: &Dossier,
        again: Reopened,
        same: Option<&'static str>,
    ) {
        if again.written == *last.written() {
            if let Some(same) = same {
                self.send(Msg::Say(Notice::new(same)));
            }
            return;
        }
        let dossier = Dossier::new(again.written);
        let news = news(last, &dossier, &self.kept, &again.kept);
        self.kept = again.kept;
        let opened = Opened::unchecked(dossier.anchored_by(&Threads));
        self.finish((ticket, path), opened, news, false);
    }

    fn tell_lost(&mut self, ticket: u64, trouble: &Trouble) {
        self.lost = true;
        let why = format!("{trouble}; what was read before is shown");
        self.send(Msg::Failed(ticket, why));
    }

    /// What stands at `path` by now, once whoever is writing has finished; nothing where something else is to be done before.
    fn reopened(
        &mut self,
        (ticket, path): (u64, &Path),
        last: &Dossier,
    ) -> Option<Result<Reopened, Trouble>> {
        let mut again = store::reopen(path, last.written(), NONE, &Threads);
        for _ in 0..WAITS {
            let hasty = |again: &Reopened| again.unfinished || again.kept != self.kept;
            if !again.as_ref().is_ok_and(hasty) {
                break;
            }
            if self.queue.is_empty() {
                self.queue.extend(self.effects.recv_timeout(GRACE));
                self.queue.extend(self.effects.try_iter());
            }
            let rereads = |effect: &Effect| matches!(effect, Effect::Reread(..));
            if !self.queue.iter().all(rereads) {
                // What is done before asks for more than was asked here: only the newest answer is waited for.
                let newest = self.queue.iter().rev().find_map(reads);
                let (ticket, path) = newest.unwrap_or((ticket, path));
                let again = Effect::Reread(ticket, path.to_owned());
                self.queue.retain(|effect| !rereads(effect));
                self.queue.push_back(again);
                return None;
            }
            let told = !self.queue.is_empty();
            self.queue.clear();
            let before = std::mem::replace(
                &mut again,
                store::reopen(path, last.written(), NONE, &Threads),
            );
            if again == before && !told {
                break;
            }
        }
        Some(again)
    }
}
