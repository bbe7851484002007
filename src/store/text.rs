//! One file the user names that belongs to no dossier: a configuration, an edition of an article, a draft.
use super::{
    folder::{TEXT_LIMIT, open_patiently, read_regular},
    read::utf8,
    trouble::{Trouble, reason},
};
use std::path::Path;

/// Reads the UTF-8 file at `path`, up to 64 MiB.
///
/// # Errors
/// When it is not there, too large, no regular file or not UTF-8.
pub fn text(path: &Path) -> Result<String, Trouble> {
    let file = open_patiently(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    let text = read_regular(file, TEXT_LIMIT).and_then(utf8);
    text.map_err(|why| Trouble::new(path, why))
}

/// Reads the file at `path`, whatever it is, up to 64 MiB.
///
/// # Errors
/// When it is not there, too large or no regular file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    let file = open_patiently(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    read_regular(file, TEXT_LIMIT).map_err(|why| Trouble::new(path, why))
}
