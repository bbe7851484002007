//! The finder: looks through articles on a thread of its own, whatever the worker is busy with.
use super::Wake;
use crate::{
    app::Msg,
    search::{Job, Shelf},
};
use std::{
    io,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// Begins to answer the questions that are sent. Ends when nobody sends any more.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn find(to: Sender<Wake>) -> io::Result<Sender<Job>> {
    let (jobs, asked) = channel();
    thread::Builder::new()
        .name("finder".into())
        .spawn(move || answer(&asked, &to))?;
    Ok(jobs)
}

/// Answers the last of the questions that wait: somebody types faster than this is found.
fn answer(asked: &Receiver<Job>, to: &Sender<Wake>) {
    let mut shelf = Shelf::default();
    let mut next = asked.recv().ok();
    while let Some(job) = next.take() {
        if let Some(later) = asked.try_iter().last() {
            next = Some(later);
            continue;
        }
        let found = job.look(&mut shelf);
        let _ = to.send(Wake::Done(Msg::Found(job.ticket, found)));
        let survey = job.survey(&mut shelf, || {
            next = asked.try_iter().last();
            next.is_none()
        });
        if let Some(survey) = survey {
            let _ = to.send(Wake::Done(Msg::Surveyed(job.ticket, survey)));
        }
        next = next.or_else(|| asked.recv().ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Dossier,
        search::{Matcher, Scope},
        store,
    };
    use std::sync::Arc;

    #[test]
    fn the_last_question_is_answered() {
        let (to, answers) = channel();
        let jobs = find(to).expect("a thread");
        let dossier = Arc::new(Dossier::new(store::example()).anchored());
        let matcher = Matcher::new("putin", false).expect("words").expect("words");
        let job = |ticket| Job {
            ticket,
            dossier: Arc::clone(&dossier),
            matcher: Arc::new(matcher.clone()),
            scope: Scope::Text,
            article: 0,
            from: 0,
            whole: true,
        };
        for ticket in [1, 2] {
            jobs.send(job(ticket)).expect("somebody listens");
        }
        let last = answers.iter().find_map(|wake| match wake {
            Wake::Done(Msg::Surveyed(2, survey)) => Some(survey),
            _ => None,
        });
        assert!(last.is_some_and(|survey| !survey.places.is_empty()));
        drop(jobs);
        assert!(answers.recv().is_err(), "and the thread ends");
    }
}
