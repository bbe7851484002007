//! The finder: looks through articles on a thread of its own, whatever the worker is busy with.
use super::Wake;
use crate::{
    app::{Effect, Msg},
    search::{Job, Shelf},
};
use std::{
    io,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// Takes searches out of `effects` and answers them; the rest comes back, in order. Both ends when nobody sends any more.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn find(effects: Receiver<Effect>, to: Sender<Wake>) -> io::Result<Receiver<Effect>> {
    let (rest, others) = channel();
    let (jobs, asked) = channel();
    thread::Builder::new()
        .name("finder".into())
        .spawn(move || answer(&asked, &to))?;
    thread::Builder::new()
        .name("sorter".into())
        .spawn(move || {
            for effect in effects {
                // Who does not listen any more is on the way out.
                let _ = match effect {
                    Effect::Search(job) => jobs.send(job).map_err(drop),
                    effect => rest.send(effect).map_err(drop),
                };
            }
        })?;
    Ok(others)
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
    use std::{path::PathBuf, sync::Arc};

    #[test]
    fn the_last_question_is_answered_and_everything_else_passes() {
        let (effects, taken) = channel();
        let (to, answers) = channel();
        let rest = find(taken, to).expect("threads");
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
        let open = Effect::Open(1, PathBuf::from("d"));
        for effect in [Effect::Search(job(1)), open.clone(), Effect::Search(job(2))] {
            effects.send(effect).expect("somebody listens");
        }
        assert_eq!(rest.recv(), Ok(open));
        let last = answers.iter().find_map(|wake| match wake {
            Wake::Done(Msg::Surveyed(2, survey)) => Some(survey),
            _ => None,
        });
        assert!(last.is_some_and(|survey| !survey.places.is_empty()));
        drop(effects);
        assert!(rest.recv().is_err());
    }
}
