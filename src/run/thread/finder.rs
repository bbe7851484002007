//! The finder: looks through articles on threads of its own, whatever the worker is busy with.
use crate::run::Wake;
use crate::{
    app::Msg,
    crew::share,
    run::Threads,
    search::{Found, Job, Survey},
};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// Where questions are asked.
pub(in crate::run) struct Finder {
    jobs: Sender<Job>,
    /// The number of the question whose answer is waited for; 0 for none.
    wanted: Arc<AtomicU64>,
}

impl Finder {
    /// Begins to answer questions, and ends when it is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(in crate::run) fn new(to: Sender<Wake>) -> io::Result<Self> {
        let (jobs, asked) = channel();
        let wanted = Arc::new(AtomicU64::new(0));
        let waits = Arc::clone(&wanted);
        thread::Builder::new()
            .name("finder".into())
            .spawn(move || answer(&asked, &waits, &to))?;
        Ok(Self { jobs, wanted })
    }

    /// Asks a question; nobody waits for the one before any more.
    pub(in crate::run) fn ask(&self, job: Job) {
        self.wanted.store(job.ticket, Ordering::Relaxed);
        let _ = self.jobs.send(job);
    }

    /// Nobody waits for an answer any more.
    pub(in crate::run) fn stop(&self) {
        self.wanted.store(0, Ordering::Relaxed);
    }
}

/// Answers the questions whose answer is waited for: somebody types faster than this is found, or drops the search.
fn answer(asked: &Receiver<Job>, waits: &AtomicU64, to: &Sender<Wake>) {
    for job in asked {
        let wanted = || waits.load(Ordering::Relaxed) == job.ticket;
        if !wanted() {
            continue;
        }
        let Some(found) = job.look(&wanted) else {
            continue;
        };
        let _ = to.send(Wake::Done(Msg::Found(job.ticket, found.clone())));
        if let Some(survey) = survey(&job, &found, &wanted) {
            let _ = to.send(Wake::Done(Msg::Surveyed(job.ticket, survey)));
        }
    }
}

/// Looks through all articles, on several threads where there are any.
fn survey(job: &Job, found: &Found, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Survey> {
    if !job.whole {
        return None;
    }
    let articles = job.dossier.articles().len();
    let tallies = share(&Threads, articles, |number| {
        job.tally(number, found, wanted)
    });
    tallies.into_iter().collect::<Option<_>>().map(Survey::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Dossier, Sieve},
        search::{Matcher, Scope},
        store,
    };

    fn job(ticket: u64) -> Job {
        let matcher = Matcher::new("putin", false).expect("words").expect("words");
        Job {
            ticket,
            dossier: Arc::new(Dossier::new(store::example()).anchored()),
            matcher: Arc::new(matcher),
            scope: Scope::Text,
            sieve: Sieve::default(),
            article: 0,
            from: 0,
            whole: true,
            homes: Arc::default(),
        }
    }

    #[test]
    fn the_last_question_is_answered() {
        let (to, answers) = channel();
        let finder = Finder::new(to).expect("a thread");
        for ticket in [1, 2] {
            finder.ask(job(ticket));
        }
        let last = answers.iter().find_map(|wake| match wake {
            Wake::Done(Msg::Surveyed(2, survey)) => Some(survey),
            _ => None,
        });
        let found = job(2).look(&|| true).expect("it is wanted");
        let alone = job(2).survey(&found, &|| true);
        assert_eq!(last, alone, "whoever looked through which");
        drop(finder);
        assert!(answers.recv().is_err(), "and the thread ends");
    }

    #[test]
    fn a_question_that_was_dropped_is_not_answered() {
        let (to, answers) = channel();
        let (jobs, asked) = channel();
        for ticket in [1, 2] {
            jobs.send(job(ticket)).expect("somebody listens");
        }
        drop(jobs);
        answer(&asked, &AtomicU64::new(2), &to);
        drop(to);
        let ticket = |wake| match wake {
            Wake::Done(Msg::Found(ticket, _) | Msg::Surveyed(ticket, _)) => ticket,
            _ => 0,
        };
        assert_eq!(answers.iter().map(ticket).collect::<Vec<_>>(), [2, 2]);
    }
}
