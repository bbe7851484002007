//! An edit brought to the disk.
use super::{
    edit::{Conflict, Edit, Refused, preview},
    open::root,
    save::{create, save},
    trouble::Trouble,
};
use crate::model::Written;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What was done, as the edit names it.
    pub what: String,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// What is worth a word besides: each one line, lower case, no full stop.
    pub remarks: Vec<String>,
}

/// Makes `edit` in the dossier that [`super::open`] read as `base` at `path`, and saves it: each file whole or not at all.
///
/// # Errors
/// When the edit cannot be made, somebody else changed the same meanwhile, or the disk fails; then the file concerned is
/// as it was.
pub fn apply(path: &Path, base: &Written, edit: &Edit) -> Result<Saved, Refused> {
    let root = root(path, base)?;
    let mut saved = Saved {
        what: edit.what.clone(),
        ..Saved::default()
    };
    for (name, text) in preview(base, edit)? {
        let file = root.join(&name);
        let before = base
            .files
            .iter()
            .find(|(_, known)| known.path == name)
            .map(|(_, known)| known.text.as_bytes());
        let there = match fs::read(&file) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Trouble::new(&file, super::trouble::reason(&error)).into()),
        };
        if there.as_deref() != before {
            return Err(Refused::Conflict(vec![Conflict {
                file: name.clone(),
                record: name,
                field: String::new(),
                before: None,
                ours: None,
                theirs: None,
            }]));
        }
        if there.is_some() {
            save(&file, text.as_bytes())?;
        } else {
            create(&file, text.as_bytes())?;
        }
        saved.files.push(file);
    }
    Ok(saved)
}
