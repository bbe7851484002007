//! One onrecord saves in a folder at a time. The lock is on the folder itself, so that no lock file is ever left lying.
use super::temp;
use crate::store::trouble::Trouble;
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

/// How often it is tried, 20 ms apart: for 2 s in all.
const TRIES: u32 = 100;

/// A folder in which nobody else saves while this lives.
pub(in crate::store) struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Waits for `folder`, and takes away what killed runs left there. Where the system cannot lock a folder, nobody is
    /// kept out; the comparison of bytes still keeps everybody's work.
    pub(in crate::store) fn of(folder: &Path) -> Result<Self, Trouble> {
        let Ok(file) = File::open(folder) else {
            return Ok(Self { _folder: None });
        };
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => {
                    temp::sweep(folder);
                    return Ok(Self {
                        _folder: Some(file),
                    });
                }
                Err(TryLockError::WouldBlock) => pause(),
                Err(TryLockError::Error(_)) => return Ok(Self { _folder: None }),
            }
        }
        Err(Trouble::new(
            folder,
            "another onrecord is saving in this folder; try again in a moment",
        ))
    }

    /// Several folders, in an order that is everybody's, so that two who wait never wait for each other.
    pub(in crate::store) fn all(mut folders: Vec<PathBuf>) -> Result<Vec<Self>, Trouble> {
        folders.sort_unstable();
        folders.dedup();
        folders.iter().map(|folder| Self::of(folder)).collect()
    }
}

/// Waits a little for whoever is saving: for nothing to happen, which it does not.
fn pause() {
    #[cfg(unix)]
    {
        use rustix::event::{Timespec, poll};
        let timeout = Timespec {
            tv_sec: 0,
            tv_nsec: 20_000_000,
        };
        let _ = poll(&mut [], Some(&timeout));
    }
}
