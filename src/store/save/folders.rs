//! Folders that a file is to stand in and that are not there.
use super::swap::flush_folder;
use crate::store::trouble::{Trouble, reason};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Makes `folder` and those above it, as far as they are not there, each known to last; adds them to `made` as it goes. What is there
/// meanwhile is no trouble.
pub(in crate::store) fn make_folders(
    folder: &Path,
    made: &mut Vec<PathBuf>,
) -> Result<(), Trouble> {
    let missing: Vec<&Path> = (folder.ancestors())
        .take_while(|folder| fs::symlink_metadata(folder).is_err())
        .collect();
    for folder in missing.into_iter().rev() {
        let told = |error: io::Error| Trouble::new(folder, reason(&error));
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            done => done.map_err(told)?,
        }
        made.push(folder.to_owned());
        folder.parent().map_or(Ok(()), flush_folder).map_err(told)?;
    }
    Ok(())
}

/// Takes the folders away that [`make_folders`] made, unless somebody put something there.
pub(in crate::store) fn unmake_folders(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
