//! The disk would not.
use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Why a file the user named could not be read or written. What a file *says* wrongly is never trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file or folder.
    pub path: PathBuf,
    /// The reason, lower case, no full stop.
    pub reason: String,
}

impl Trouble {
    pub(super) fn new(path: &Path, reason: impl fmt::Display) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// `"talks.txt": no such file`.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", quoted(&self.path), self.reason)
    }
}

/// A path as Rust writes a string, so that no character of it reaches a terminal as a command; what parts its folders is not
/// doubled where that is `\`.
#[must_use]
pub fn quoted(path: &Path) -> String {
    let told = format!("{:?}", path.to_string_lossy());
    if std::path::MAIN_SEPARATOR == '\\' {
        told.replace(r"\\", r"\")
    } else {
        told
    }
}

impl std::error::Error for Trouble {}

/// Why nothing was read where nothing is.
pub(super) const ABSENT: &str = "no such file or folder";

/// An error of the operating system in a few words of ours.
pub(super) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => ABSENT.to_owned(),
        ErrorKind::PermissionDenied => "not permitted".to_owned(),
        ErrorKind::AlreadyExists => "something else of that name is there".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::InvalidFilename => "no file can have this name here".to_owned(),
        ErrorKind::NotADirectory => "what leads there is no folder".to_owned(),
        ErrorKind::StorageFull => "no space left".to_owned(),
        ErrorKind::QuotaExceeded => "over the disk quota".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}
