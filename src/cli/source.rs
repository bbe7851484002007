//! Which dossier a command is about.
use super::{answer::Fault, output};
use crate::{
    diag::{Condition, nearest},
    model::{Dossier, Written},
    run::Threads,
    store::{self, Stage, Trouble},
};
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// Where a dossier comes from.
#[derive(Debug)]
pub(super) enum Source {
    /// A folder or file.
    Path(PathBuf),
    /// An article on standard input, read already.
    Input(String),
    /// The example that is compiled in.
    Example,
}

impl Source {
    /// What `path` names: `-` is standard input; nothing is the current folder if it is a dossier, else the example.
    pub(super) fn new(path: Option<&Path>) -> Result<Self, Fault> {
        match path {
            Some(path) if path == Path::new("-") => {
                let mut text = String::new();
                std::io::stdin().lock().read_to_string(&mut text)?;
                Ok(Self::Input(text))
            }
            Some(path) => Ok(Self::Path(path.to_owned())),
            None if Path::new("dossier.toml").is_file() => Ok(Self::Path(".".into())),
            None => Ok(Self::Example),
        }
    }

    /// What is written there.
    pub(super) fn read(&self) -> Result<Written, Trouble> {
        self.read_telling(&|_| ())
    }

    /// The same; `tell` hears how far it has come.
    pub(super) fn read_telling(&self, tell: &dyn Fn(Stage)) -> Result<Written, Trouble> {
        match self {
            Self::Path(path) => store::open_telling(path, &Threads, tell),
            Self::Input(text) => Ok(store::from_text("input", text.clone())),
            Self::Example => Ok(store::example()),
        }
    }

    /// Its path; what is no file keeps a name of its own.
    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::Path(path) => path.clone(),
            Self::Input(_) => "-".into(),
            Self::Example => PathBuf::new(),
        }
    }

    /// The dossier there with every quotation looked for.
    pub(super) fn open(&self) -> Result<Dossier, Fault> {
        Ok(Dossier::new(self.read()?).anchored_by(&Threads))
    }
}

/// The dossier at `path` with every quotation looked for.
pub(super) fn open(path: Option<&Path>) -> Result<Dossier, Fault> {
    Source::new(path)?.open()
}

/// The same; tells which of its files say less than stands in them.
pub(super) fn open_warning(path: Option<&Path>) -> Result<Dossier, Fault> {
    let dossier = open(path)?;
    let unread = dossier
        .articles()
        .iter()
        .filter(|article| !article.readable);
    for file in broken(&dossier).chain(unread.map(|article| article.file.as_str())) {
        output::complain(&format!(
            "onrecord: warning: `{file}` is not read whole: `onrecord check` says why\n"
        ));
    }
    Ok(dossier)
}

/// The TOML files of `dossier` that were not read, or not whole.
pub(super) fn broken(dossier: &Dossier) -> impl Iterator<Item = &str> {
    let files = dossier.written().files.iter();
    let broken = files.filter(|(_, file)| file.condition != Condition::Whole);
    broken.map(|(_, file)| file.path.as_str())
}

/// That `id` is no record of `dossier`, and which may be meant.
pub(super) fn no_record(dossier: &Dossier, id: &str) -> Fault {
    let known = dossier.records().map(|(_, record)| record.id.as_str());
    let near = nearest(id, known).map_or_else(String::new, |id| format!("; is it `{id}`?"));
    Fault(format!("there is no record `{id}`{near}"))
}
