//! A file that is not yet in its place.
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// What the names of unfinished files begin with; the writer's number follows.
const PREFIX: &str = ".onrecord-";

/// An unfinished file; it goes away unless it gets to its place.
pub(super) struct Temp {
    pub(super) path: PathBuf,
    placed: bool,
}

impl Temp {
    /// A new hidden file in `folder`. In place of another file it is nobody else's to read until it has that one's
    /// permissions; otherwise the system's usual ones hold from the start.
    pub(super) fn beside(folder: &Path, in_place_of_another: bool) -> io::Result<(Self, File)> {
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
            let path = folder.join(format!("{PREFIX}{}-{number}", process::id()));
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

    /// It has got to its place.
    pub(super) fn placed(mut self) {
        self.placed = true;
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Takes away the unfinished files of runs that are no more. Only for whoever holds the folder's lock.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        let number = rest
            .split('-')
            .next()
            .and_then(|number| number.parse().ok());
        if number.is_some_and(|number| !is_alive(number)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a run of this number goes on, as far as can be told.
pub(in crate::store) fn is_alive(number: u32) -> bool {
    if number == process::id() {
        return true;
    }
    #[cfg(unix)]
    {
        let number = i32::try_from(number)
            .ok()
            .and_then(rustix::process::Pid::from_raw);
        number.is_some_and(|number| {
            rustix::process::test_kill_process(number) != Err(rustix::io::Errno::SRCH)
        })
    }
    #[cfg(not(unix))]
    true
}
