//! Files that are written without a look at what they said before: exports, locks, what the program remembers.
use super::{
    lock::Lock,
    swap::{Done, Target, overwrite, replace},
};
use crate::{
    model::Written,
    store::{home::is_own, trouble::Trouble},
};
use std::path::Path;

/// Writes `bytes` to `path`, in place of what is there. At any moment, whatever happens, the file is the complete old
/// one or the complete new one. A link is followed, and the file it names is written; permissions and, where allowed,
/// the owner stay.
///
/// # Errors
/// When the file may not be written or is no regular file, or when the disk fails; then what was there is untouched,
/// unless the reason says that only the folder could not be flushed.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let target = Target::look(path)?;
    let _lock = Lock::of(&target.folder)?;
    overwrite(&target, bytes)
}

/// Writes what was made of the dossier `written`, read at `path`, to `file`; in place of what is there only if it may be
/// written `over`, and never in place of a file of the dossier. `false`, and nothing is written, where something is there.
///
/// # Errors
/// When `file` is one of the dossier's, or the disk fails.
pub fn save_made_of(
    (path, written): (&Path, &Written),
    file: &Path,
    bytes: &[u8],
    over: bool,
) -> Result<bool, Trouble> {
    if is_own((path, written), file) {
        let why = "it is a file of the dossier, and nothing is written over it";
        return Err(Trouble::new(file, why));
    }
    match Target::look(file)?.old {
        Some(_) if !over => return Ok(false),
        Some(_) => save(file, bytes)?,
        None => create(file, bytes)?,
    }
    Ok(true)
}

/// Writes `bytes` to `path`, where nothing may be yet.
pub(in crate::store) fn create(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let there = || Trouble::new(path, "it is there already, and nothing is overwritten");
    let target = Target::look(path)?;
    let _lock = Lock::of(&target.folder)?;
    match replace(&target, None, bytes)? {
        Done::Saved(remarks) => remarks
            .into_iter()
            .next()
            .map_or(Ok(()), |remark| Err(Trouble::new(path, remark))),
        Done::Changed => Err(there()),
    }
}
