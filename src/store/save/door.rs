//! Files that are written without a look at what they said before: exports, locks, what the program remembers.
use super::{
    lock::Lock,
    swap::{Done, Target, overwrite, replace},
};
use crate::store::trouble::Trouble;
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
