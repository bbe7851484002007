//! Where a file of a dossier is written.
use crate::store::{
    save::Target,
    trouble::{Trouble, reason},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The place of the file `name` of the dossier whose folder is `root`: below that, or, for files that `use` names, in one beside
/// it. Its folder may be gone.
pub(super) fn place(root: &Path, name: &str) -> Result<Target, Trouble> {
    let path = root.join(name);
    let target = Target::look(&path)?;
    let within = if name.starts_with("../") {
        root.parent().unwrap_or(root)
    } else {
        root
    };
    if nearest(&target.folder)?.starts_with(within) {
        return Ok(target);
    }
    let out = "a link leads out of the folder of the dossier, and nothing is written there";
    Err(Trouble::new(&path, out))
}

/// Where `folder` leads, or what of it is there: the folders that are to be made stand in that.
fn nearest(folder: &Path) -> Result<PathBuf, Trouble> {
    let there = |folder: &&Path| fs::symlink_metadata(folder).is_ok();
    let there = folder.ancestors().find(there).unwrap_or(folder);
    fs::canonicalize(there).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::new(
            there,
            "the link leads nowhere; take it away or make its folder",
        ),
        _ => Trouble::new(there, reason(&error)),
    })
}
