//! Writes a file whole or not at all.
use super::trouble::{Trouble, reason};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// Writes `bytes` to `path`, in place of what is there. At any moment, whatever happens, the file is the complete old
/// one or the complete new one. A link is followed, and the file it names is written; permissions and, where allowed,
/// the owner stay.
///
/// # Errors
/// When the file may not be written or is no regular file, or when the disk fails; then what was there is untouched,
/// unless the reason says that only the folder could not be flushed.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let old = match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() => {
            let target =
                fs::canonicalize(path).map_err(|error| Trouble::new(path, reason(&error)))?;
            return save(&target, bytes);
        }
        Ok(about) if !about.is_file() => {
            return Err(Trouble::new(path, "it is not a regular file"));
        }
        Ok(_) if !writable(path) => return Err(Trouble::new(path, "it is read-only")),
        Ok(about) => Some(about),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Trouble::new(path, reason(&error))),
    };
    write(path, bytes, old.as_ref(), |from, to| fs::rename(from, to))
}

/// Writes `bytes` to `path`, where nothing may be yet.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    write(path, bytes, None, rename_to_nothing)
}

fn write(
    path: &Path,
    bytes: &[u8],
    old: Option<&fs::Metadata>,
    place: impl FnOnce(&Path, &Path) -> io::Result<()>,
) -> Result<(), Trouble> {
    let told = |error: io::Error| Trouble::new(path, reason(&error));
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (draft, mut file) = Draft::beside(folder, old.is_some()).map_err(told)?;
    if let Some(old) = old {
        keep_owner(&file, old);
        file.set_permissions(old.permissions()).map_err(told)?;
    }
    file.write_all(bytes).map_err(told)?;
    file.sync_all().map_err(told)?;
    drop(file);
    place(&draft.path, path).map_err(told)?;
    draft.kept();
    flush_folder(folder).map_err(|error| {
        let why = format!("saved, but not yet known to last: {}", reason(&error));
        Trouble::new(path, why)
    })
}

/// A file that is not yet in its place; it goes away unless it gets there.
struct Draft {
    path: PathBuf,
    placed: bool,
}

impl Draft {
    /// A new hidden file in `folder`. In place of another file it is nobody else's to read until it has that one's
    /// permissions; otherwise the system's usual ones hold from the start.
    fn beside(folder: &Path, in_place_of_another: bool) -> io::Result<(Self, File)> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(if in_place_of_another { 0o600 } else { 0o666 });
            options.custom_flags(
                i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default(),
            );
        }
        #[cfg(not(unix))]
        let _ = in_place_of_another;
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".onrecord-{}-{number}", process::id()));
            match options.open(&path) {
                Ok(file) => {
                    return Ok((
                        Self {
                            path,
                            placed: false,
                        },
                        file,
                    ));
                }
                // Left behind by a run that was killed and had our number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn kept(mut self) {
        self.placed = true;
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether we may write the file: a rename would replace even one we may not.
fn writable(path: &Path) -> bool {
    #[cfg(unix)]
    return rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    #[cfg(not(unix))]
    return fs::metadata(path).is_ok_and(|about| !about.permissions().readonly());
}

/// Gives the new file the old one's owner, where the system lets us.
fn keep_owner(file: &File, old: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Moves a file to where nothing is.
fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::{
            fs::{CWD, RenameFlags, renameat_with},
            io::Errno,
        };
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            moved => return moved.map_err(io::Error::from),
        }
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Makes the new name last. Some file systems have no such thing, and say so.
fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    fn names(scratch: &Scratch) -> Vec<String> {
        let entries = fs::read_dir(scratch.path()).expect("a folder");
        let mut names: Vec<String> = entries
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_and_replaced_without_litter() {
        let scratch = Scratch::new();
        let path = scratch.path().join("note.md");
        save(&path, b"old").expect("saved");
        save(&path, b"new").expect("saved");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names(&scratch), ["note.md"]);
    }

    #[test]
    fn nothing_that_is_there_is_created_again() {
        let scratch = Scratch::new();
        scratch.write("a", b"old");
        assert!(create(&scratch.path().join("a"), b"new").is_err());
        assert_eq!(
            (
                fs::read(scratch.path().join("a")).expect("a file"),
                names(&scratch)
            ),
            (b"old".to_vec(), vec!["a".into()])
        );
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let scratch = Scratch::new();
        let trouble = save(scratch.path(), b"x").expect_err("a folder");
        assert_eq!(trouble.reason, "it is not a regular file");
        let trouble = save(&scratch.path().join("no/such/file"), b"x").expect_err("no folder");
        assert_eq!(trouble.reason, "no such file or folder");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let scratch = Scratch::new();
        scratch.write("real", b"old");
        let (real, link) = (scratch.path().join("real"), scratch.path().join("link"));
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink("real", &link).expect("a link");
        save(&link, b"new").expect("saved");
        let about = fs::symlink_metadata(&real).expect("a file");
        assert_eq!(
            (
                about.permissions().mode() & 0o777,
                fs::read(&real).expect("a file")
            ),
            (0o640, b"new".to_vec())
        );
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    }
}
