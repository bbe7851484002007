//! `onrecord read`: the reader, or the same views as plain text.
use super::{
    answer::{Answer, General, Verdict},
    linear::{self, View},
    output,
    prompt::Prompt,
    settings::{Settings, without_utf8},
    source,
};
use crate::{
    app::Msg,
    check::check_by,
    command::Command,
    config::Watching,
    run::{Memory, Sitting, Threads, input_waits, sit},
    store::StateFolder,
};
use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};

/// What `read` understands.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// A dossier's folder, one of its TOML files, or an article; `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Begin at this record
    #[arg(long, value_name = "ID")]
    at: Option<String>,
    /// Begin in this view; as plain text, print these, one after the other
    #[arg(long, value_name = "VIEW", value_enum, value_delimiter = ',')]
    view: Vec<View>,
    /// Do not read files again that change
    #[arg(long)]
    no_watch: bool,
    /// Print plain text instead of drawing; at a terminal, or where commands are piped in, a prompt for them
    #[arg(long)]
    linear: bool,
}

/// Opens the reader where there is a terminal that can draw, and prints otherwise.
pub(super) fn answer(asked: &Arguments, general: &General) -> Answer {
    let linear = asked.linear || !output::draws();
    let source = source::Source::new(asked.path.as_deref())?;
    let talks = io::stdin().is_terminal() && io::stdout().is_terminal();
    let told = linear && !talks && takes_commands(asked, &source);
    if linear && !talks && !told {
        return print(asked, &source);
    }
    let settings = Settings::read(general)?;
    settings.complain();
    let faulty = settings.told();
    let mut config = settings.in_force();
    if asked.no_watch {
        config.options.watch = Watching::Off;
    }
    let view = asked.view.first().map(|view| Msg::Do(command(*view)));
    let first: Vec<Msg> = view
        .into_iter()
        .chain(asked.at.clone().map(Msg::Go))
        .collect();
    if linear {
        // What a script asks for begins where every script does, and leaves no trace.
        let memory = (!told).then(|| Memory::of(StateFolder::home(), &source.path()));
        let prompt = Prompt::new(&config, &source)?;
        prompt.talk(first, memory.as_ref(), &mut io::stdin().lock())?;
        return Ok(Verdict::Clean);
    }
    let sitting = Sitting {
        config,
        path: source.path(),
        first,
        state: StateFolder::home(),
        settings: Settings::file(general),
        notice: faulty.or_else(|| without_utf8().map(|locale| {
            format!("the locale `{locale}` has no UTF-8: lines are drawn in ASCII, and letters may look wrong")
        })),
    };
    sit(
        sitting,
        move |_, tell| source.read_telling(tell),
        || Settings::read(general).map_err(|fault| fault.0)?.sound(),
        |reason| output::complain(&format!("onrecord: {reason}\n")),
    )?;
    Ok(Verdict::Clean)
}

/// Whether commands for the prompt wait on standard input, and neither an article nor views are asked for.
fn takes_commands(asked: &Arguments, source: &source::Source) -> bool {
    let prompt = asked.linear && asked.view.is_empty();
    let free = !io::stdin().is_terminal() && !matches!(source, source::Source::Input(_));
    prompt && free && input_waits()
}

fn print(asked: &Arguments, source: &source::Source) -> Answer {
    let dossier = source.open()?;
    let findings = check_by(&Threads, &dossier);
    let views = match asked.view.as_slice() {
        [] => &View::DEFAULT,
        views => views,
    };
    let at = match &asked.at {
        Some(id) => Some((dossier.find(id)).ok_or_else(|| source::no_record(&dossier, id))?),
        None => None,
    };
    for view in views {
        output::say(&match view {
            View::Text => linear::text(&dossier, at),
            view => linear::page(*view, &dossier, &findings),
        })?;
    }
    Ok(Verdict::Clean)
}

/// The command that shows a view of the reader.
const fn command(view: View) -> Command {
    match view {
        View::Text => Command::TextPane,
        View::Sources => Command::SourcesPane,
        View::Positions => Command::PositionsPane,
        View::Matrix => Command::Matrix,
        View::Timeline => Command::Timeline,
        View::Records => Command::Records,
        View::Articles => Command::Articles,
        View::Facts => Command::Facts,
        View::Changes => Command::Changes,
        View::Problems => Command::Problems,
    }
}
