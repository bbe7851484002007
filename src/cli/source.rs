//! Which dossier a command is about.
use super::answer::Fault;
use crate::{check, diag::Diagnostic, model::Dossier, store};
use std::{io::Read, path::Path};

/// What opens where nobody names a dossier: the current folder if it is one, else the example.
pub(super) const HERE: &str = "dossier.toml";

/// The dossier at `path`, every quotation looked for, and what is wrong with it.
pub(super) fn open(path: Option<&Path>) -> Result<(Dossier, Vec<Diagnostic>), Fault> {
    let written = match path {
        Some(path) if path == Path::new("-") => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            store::from_bytes("standard input", bytes)?
        }
        Some(path) => store::open(path)?,
        None if Path::new(HERE).is_file() => store::open(Path::new("."))?,
        None => store::example(),
    };
    let dossier = Dossier::new(written).anchored();
    let findings = check::check(&dossier);
    Ok((dossier, findings))
}
