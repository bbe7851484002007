//! A reader at a desk, who writes: the real loop, the real worker, files of their own.
use super::{Reader, Wake};
use crate::{
    app::{Effect, Mode, Msg, State},
    config::Config,
    run::Threads,
    run::{run, thread::worker::work},
    store::{self, StateFolder, fixture::Scratch},
};
use ratatui::{Terminal, backend::TestBackend, crossterm::event::Event};
use std::{
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

/// A reader at a desk: with a worker, and files to write in.
pub(super) struct Desk {
    pub(super) reader: Reader,
    worker: Sender<Effect>,
    answers: Receiver<Wake>,
    ended: Receiver<()>,
    pub(super) pressed: usize,
}

impl Drop for Desk {
    /// Leaves, once everything that is on its way to the disk is there.
    fn drop(&mut self) {
        let _ = self.worker.send(Effect::Quit);
        let _ = self.ended.recv_timeout(Duration::from_secs(20));
    }
}

impl Desk {
    /// With what stands at `path` in `folder` open; what is remembered goes there too.
    pub(super) fn open(folder: &Scratch, path: &str, (width, height): (u16, u16)) -> Self {
        let (worker, effects) = channel();
        let (to, answers) = channel();
        let memory = StateFolder::at(folder.path().join(".state"));
        let ended = work(effects, to, (None, memory), |path, tell| {
            store::open_telling(path, &Threads, tell)
        })
        .expect("a worker");
        let reader = Reader {
            state: State::default(),
            config: Config::shipped(),
            terminal: Terminal::new(TestBackend::new(width, height)).expect("infallible"),
            copied: Vec::new(),
        };
        let mut desk = Self {
            reader,
            worker,
            answers,
            ended,
            pressed: 0,
        };
        desk.wake([Wake::Done(Msg::Open(folder.path().join(path)))]);
        desk
    }

    /// Presses keys, one after the other; a word in quotation marks is typed, `_` is a blank in it.
    pub(super) fn play(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let typed = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
            let keys: Vec<String> = match typed {
                Some(text) => text
                    .chars()
                    .map(|c| {
                        if c == '_' {
                            "Space".into()
                        } else {
                            String::from(c)
                        }
                    })
                    .collect(),
                None => vec![key.to_owned()],
            };
            for key in keys {
                let event = super::event(key.parse().expect("a key"));
                self.pressed += 1;
                self.wake([Wake::Terminal(Event::Key(event))]);
            }
        }
        self
    }

    /// The files have changed, and are read again.
    pub(super) fn reread(&mut self) {
        self.wake([Wake::Done(Msg::Reread)]);
        let answer = self.answers.recv_timeout(Duration::from_secs(20));
        self.wake([answer.expect("the worker answers")]);
    }

    /// Goes through the loop, and then through what the worker answers.
    fn wake(&mut self, wakes: impl IntoIterator<Item = Wake>) {
        let mut wakes: Vec<Wake> = wakes.into_iter().collect();
        loop {
            let (send, receive) = channel();
            wakes
                .drain(..)
                .for_each(|wake| send.send(wake).expect("the loop listens"));
            drop(send);
            let (reader, worker) = (&mut self.reader, &self.worker);
            run(
                &mut reader.terminal,
                &mut reader.state,
                &reader.config,
                &receive,
                &|effect| drop(worker.send(effect)),
            )
            .expect("infallible");
            let state = &self.reader.state;
            let weighing = matches!(&state.mode, Mode::Form { .. })
                && state
                    .weighed
                    .as_ref()
                    .is_some_and(|(edit, _)| edit.is_some())
                && state
                    .form()
                    .is_some_and(|form| form.verdict == crate::app::Verdict::Unknown);
            let handing = state.handout().is_some_and(crate::app::Handout::waits);
            let checking = !state.is_checked();
            if !(handing || checking || state.waiting || state.writing.is_some() || weighing) {
                return;
            }
            let answer = self.answers.recv_timeout(Duration::from_secs(20));
            wakes.push(answer.expect("the worker answers"));
        }
    }
}

pub(super) const CODEBOOK: &str = "# who is who\n[dossier]\ntitle = 'The bridge'\n\n[party.town]\nname = 'Town'\n\n\
    [source.mayor]\nname  = 'Anna Lind'\nrole  = 'mayor'\nparty = 'town'\n\n[source.ferry]\nname = 'Otto Berg'\nrole = 'ferryman'\n\n\
    [issue.toll]\nname = 'Toll'\n\n[issue.route]\nname = 'Route'\n";

pub(super) const ARTICLE: &str = "The town wants a bridge.\n\n\"We will build it this year,\" mayor Anna Lind said on Monday.\n\n\
    Otto Berg, who runs the ferry, may object. \"Nobody asked us,\" he told the paper.\n";

pub(super) const RECORDS: &str =
    "[article]\nfile = 'bridge.txt'\nunknown = ['title', 'author', 'publisher', 'date', 'url']\n";

pub(super) fn dossier() -> Scratch {
    let folder = Scratch::new();
    folder.write("dossier.toml", CODEBOOK.as_bytes());
    folder.write("bridge.txt", ARTICLE.as_bytes());
    folder.write("bridge.toml", RECORDS.as_bytes());
    folder
}
