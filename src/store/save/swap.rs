//! One file replaced by another in one step, and only if it is still what it was.
use super::temp::Temp;
use crate::store::{
    folder::{TEXT_LIMIT, open_patiently, read_regular},
    trouble::{Trouble, reason},
};
use std::{
    fs::{self, File, Metadata},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A place where a file is or will be, links followed.
pub(in crate::store) struct Target {
    pub(in crate::store) path: PathBuf,
    /// The folder it stands in.
    pub(in crate::store) folder: PathBuf,
    pub(super) old: Option<Metadata>,
}

/// What became of a replacement.
#[derive(Debug)]
pub(in crate::store) enum Done {
    /// It was made; what is worth a word besides.
    Saved(Vec<String>),
    /// Somebody else was faster: what stands there is not what was expected, and still stands there.
    Changed,
}

impl Target {
    /// Looks at what stands at `path`.
    pub(in crate::store) fn look(path: &Path) -> Result<Self, Trouble> {
        let told = |error: &io::Error| Trouble::new(path, reason(error));
        let old = match fs::symlink_metadata(path) {
            Ok(about) if about.is_symlink() => {
                let target = fs::canonicalize(path).map_err(|error| match error.kind() {
                    io::ErrorKind::NotFound => Trouble::new(
                        path,
                        "the link leads nowhere; take it away or make its file",
                    ),
                    _ => told(&error),
                })?;
                return Self::look(&target);
            }
            Ok(about) if !about.is_file() => {
                return Err(Trouble::new(path, "it is not a regular file"));
            }
            Ok(_) if !writable(path) => return Err(Trouble::new(path, "it is read-only")),
            Ok(about) => Some(about),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(told(&error)),
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self {
            path: path.to_owned(),
            folder,
            old,
        })
    }

    /// The bytes there; `None` where there is no file.
    pub(in crate::store) fn read(&self) -> Result<Option<Vec<u8>>, Trouble> {
        if self.old.is_none() {
            return Ok(None);
        }
        match open_patiently(&self.path) {
            Ok(file) => read_regular(file, TEXT_LIMIT)
                .map(Some)
                .map_err(|why| Trouble::new(&self.path, why)),
            Err(error) => Err(Trouble::new(&self.path, reason(&error))),
        }
    }
}

/// Writes `bytes` to `target`, in place of `expected` (`None`: of nothing).
pub(in crate::store) fn replace(
    target: &Target,
    expected: Option<&[u8]>,
    bytes: &[u8],
) -> Result<Done, Trouble> {
    let told = |error: io::Error| Trouble::new(&target.path, reason(&error));
    let temp = write(target, bytes)?;
    let mut remarks = hard_links(target);
    match expected {
        None => match rename_to_nothing(&temp.path, &target.path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Done::Changed),
            moved => {
                moved.map_err(told)?;
                temp.placed();
            }
        },
        Some(expected) => match exchange(&temp.path, &target.path).map_err(told)? {
            // What was displaced stands in our place now, and goes when `temp` does.
            Swap::Exchanged if displaced(&temp.path).is_ok_and(|there| there == expected) => {
                drop(temp);
            }
            Swap::Exchanged => {
                let back = exchange(&temp.path, &target.path);
                if !matches!(back, Ok(Swap::Exchanged)) {
                    // Theirs stays in the file beside it, named, and is nobody's to sweep away.
                    let kept = target.path.with_extension("toml.theirs");
                    let _ = fs::rename(&temp.path, &kept);
                    temp.placed();
                    return Err(Trouble::new(
                        &kept,
                        "another program wrote the file meanwhile; what it wrote is kept here",
                    ));
                }
                drop(temp);
                return Ok(Done::Changed);
            }
            Swap::Gone => return Ok(Done::Changed),
            Swap::Renamed => temp.placed(),
        },
    }
    if let Err(error) = flush_folder(&target.folder) {
        remarks.push(format!(
            "saved, but not yet known to last: {}",
            reason(&error)
        ));
    }
    Ok(Done::Saved(remarks))
}

/// Writes `bytes` to `target`, in place of whatever is there.
pub(super) fn overwrite(target: &Target, bytes: &[u8]) -> Result<(), Trouble> {
    let temp = write(target, bytes)?;
    fs::rename(&temp.path, &target.path)
        .map_err(|error| Trouble::new(&target.path, reason(&error)))?;
    temp.placed();
    flush_folder(&target.folder).map_err(|error| {
        Trouble::new(
            &target.path,
            format!("saved, but not yet known to last: {}", reason(&error)),
        )
    })
}

/// Takes the file `target` away, if it still holds `expected`.
pub(in crate::store) fn remove(target: &Target, expected: &[u8]) -> Result<Done, Trouble> {
    if target.read()?.as_deref() != Some(expected) {
        return Ok(Done::Changed);
    }
    fs::remove_file(&target.path).map_err(|error| Trouble::new(&target.path, reason(&error)))?;
    let flushed = flush_folder(&target.folder);
    let remarks = flushed
        .err()
        .map(|error| format!("saved, but not yet known to last: {}", reason(&error)));
    Ok(Done::Saved(remarks.into_iter().collect()))
}

/// A hidden file beside `target` that holds `bytes`, is flushed, and is as permitted as what it will replace.
fn write(target: &Target, bytes: &[u8]) -> Result<Temp, Trouble> {
    let told = |error: io::Error| Trouble::new(&target.path, reason(&error));
    let (temp, mut file) = Temp::beside(&target.folder, target.old.is_some()).map_err(told)?;
    if let Some(old) = &target.old {
        keep_owner(&file, old);
        keep_attributes(&file, &target.path);
        file.set_permissions(old.permissions()).map_err(told)?;
    }
    // A flush that failed once is never tried again on the same file: the system has forgotten what it could not write.
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let Err(error) = written else {
        return Ok(temp);
    };
    drop((file, temp)); // what was written so far takes room
    Err(full(target, bytes.len(), &error))
}

/// Why `needed` bytes could not be written; where there is no room for them, with how much there is.
fn full(target: &Target, needed: usize, error: &io::Error) -> Trouble {
    let mut why = reason(error);
    // Of a quota the system tells nothing.
    if error.kind() == io::ErrorKind::StorageFull
        && let Some(free) = free(&target.folder)
    {
        let kib = |bytes: u64| bytes.div_ceil(1024);
        let needed = kib(u64::try_from(needed).unwrap_or(u64::MAX));
        why = format!("{why}: {} KiB free, {needed} KiB needed", free / 1024);
    }
    Trouble::new(&target.path, why)
}

/// Bytes that are free in `folder`, where the system tells.
fn free(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    return rustix::fs::statvfs(folder)
        .ok()
        .map(|about| about.f_bavail.saturating_mul(about.f_frsize));
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// What became of two names.
#[cfg_attr(
    not(any(target_os = "linux", target_vendor = "apple")),
    expect(
        dead_code,
        reason = "only these exchange, and tell that nothing is there"
    )
)]
enum Swap {
    Exchanged,
    /// Where the system cannot exchange: what was there is gone.
    Renamed,
    /// Nothing is there any more.
    Gone,
}

/// Exchanges two names in one step.
fn exchange(temp: &Path, target: &Path) -> io::Result<Swap> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::{
            fs::{CWD, RenameFlags, renameat_with},
            io::Errno,
        };
        match renameat_with(CWD, temp, CWD, target, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(Swap::Exchanged),
            Err(Errno::NOENT) => return Ok(Swap::Gone),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    fs::rename(temp, target).map(|()| Swap::Renamed)
}

/// What was displaced; nothing but a regular file can have been meant.
fn displaced(path: &Path) -> Result<Vec<u8>, String> {
    let about = fs::symlink_metadata(path).map_err(|error| reason(&error))?;
    if !about.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    read_regular(
        open_patiently(path).map_err(|error| reason(&error))?,
        TEXT_LIMIT,
    )
}

fn hard_links(target: &Target) -> Vec<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if target.old.as_ref().is_some_and(|old| old.nlink() > 1) {
            return vec![
                "the file had a second name (a hard link), which still leads to the old one"
                    .to_owned(),
            ];
        }
    }
    let _ = target;
    Vec::new()
}

/// Whether the system lets us write what stands at `path`, a file or a folder: a rename would replace even what it does not.
pub(in crate::store) fn writable(path: &Path) -> bool {
    #[cfg(unix)]
    return rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    #[cfg(not(unix))]
    return fs::metadata(path).is_ok_and(|about| !about.permissions().readonly());
}

/// Gives the new file the old one's owner, where the system lets us.
fn keep_owner(file: &File, old: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Gives the new file the old one's further attributes (access lists among them), where the system lets us.
fn keep_attributes(file: &File, old: &Path) {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
        let mut names = [0_u8; 4096];
        let Ok(length) = listxattr(old, &mut names[..]) else {
            return;
        };
        for name in names[..length]
            .split(|&b| b == 0)
            .filter(|name| !name.is_empty())
        {
            let mut value = [0_u8; 4096];
            if let Ok(length) = getxattr(old, name, &mut value[..]) {
                let _ = fsetxattr(file, name, &value[..length], XattrFlags::empty());
            }
        }
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    let _ = (file, old);
}

/// Moves a file to where nothing is.
pub(super) fn rename_to_nothing(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
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
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
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
