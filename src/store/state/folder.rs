//! The state folder: what the program remembers from one run to the next, never in a dossier's own folder. Whatever is
//! wrong with it costs only the memory.
use crate::store::{
    folder::{open_patiently, read_regular},
    home::identity,
    save::save,
    trouble::{Trouble, reason},
};
use etcetera::{BaseStrategy, choose_base_strategy};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The largest state file that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// The folder that remembers; where there is none, nothing is remembered and nothing fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateFolder(Option<PathBuf>);

impl StateFolder {
    /// The user's (XDG: `$XDG_STATE_HOME/onrecord`); where the system has no such place, the one for application data.
    #[must_use]
    pub fn home() -> Self {
        let base = choose_base_strategy().ok();
        let folder = base.map(|base| base.state_dir().unwrap_or_else(|| base.data_dir()));
        Self(folder.map(|folder| folder.join("onrecord")))
    }

    /// This one.
    #[must_use]
    pub const fn at(folder: PathBuf) -> Self {
        Self(Some(folder))
    }

    /// Where the file `name` (with `/`) stands.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.as_ref().map(|folder| folder.join(name))
    }

    /// What the file `name` says. A file that is absent, unreadable or no text is none.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<String> {
        let file = open_patiently(&self.path(name)?).ok()?;
        String::from_utf8(read_regular(file, LIMIT).ok()?).ok()
    }

    /// Writes the file `name` whole or not at all, and the folders above it, which are nobody else's to read.
    ///
    /// # Errors
    /// When the disk fails. Nobody's work depends on it: whoever calls decides whether it is worth a word.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let Some(path) = self.path(name) else {
            return Ok(());
        };
        if let Some(folder) = path.parent() {
            make(folder).map_err(|error| Trouble::new(folder, reason(&error)))?;
        }
        save(&path, bytes)
    }

    /// Takes the file `name` away, if it is there.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn remove(&self, name: &str) -> Result<(), Trouble> {
        let Some(path) = self.path(name) else {
            return Ok(());
        };
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Trouble::new(&path, reason(&error)))
            }
            _ => Ok(()),
        }
    }

    /// Gives the file `name` another one, where it is there.
    pub(in crate::store) fn rename(&self, name: &str, to: &str) {
        if let (Some(from), Some(to)) = (self.path(name), self.path(to)) {
            let _ = fs::rename(from, to);
        }
    }

    /// The names (with the folder's) of the files in `folder`, the one written last first; unfinished ones left out.
    #[must_use]
    pub fn list(&self, folder: &str) -> Vec<String> {
        let files = self.path(folder).map(|path| latest(&path));
        (files.into_iter().flatten())
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .filter(|name| !name.starts_with('.'))
            .map(|name| format!("{folder}/{name}"))
            .collect()
    }

    /// How many bytes the file `name` has; none where it is not there.
    pub(in crate::store) fn size(&self, name: &str) -> u64 {
        let about = self.path(name).and_then(|path| fs::metadata(path).ok());
        about.map_or(0, |about| about.len())
    }

    /// Takes away folders below `parent` with their files, those written longest ago first, until all of them have at most `most`
    /// bytes; the folder `own` stays.
    pub(in crate::store) fn prune_folders(&self, parent: &str, own: &str, most: u64) {
        let (Some(parent), Some(own)) = (self.path(parent), self.path(own)) else {
            return;
        };
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        let mut folders: Vec<(SystemTime, PathBuf, u64)> = entries
            .filter_map(|entry| {
                let about = entry.metadata().ok().filter(fs::Metadata::is_dir)?;
                let path = entry.path();
                let files = latest(&path).into_iter();
                let bytes = files
                    .filter_map(|file| Some(fs::metadata(file).ok()?.len()))
                    .sum();
                Some((
                    about.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                    path,
                    bytes,
                ))
            })
            .collect();
        folders.sort();
        let mut all: u64 = folders.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in folders {
            if all > most && path != own && fs::remove_dir_all(&path).is_ok() {
                all -= bytes;
            }
        }
    }

    /// Keeps the `most` files of `folder` that were written last; what a killed run left half written ages away with
    /// the others.
    pub fn prune(&self, folder: &str, most: usize) {
        let files = self.path(folder).map(|path| latest(&path));
        for path in files.into_iter().flatten().skip(most) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The name under which things about the dossier that is opened at `path` are kept: readable, and no other dossier's. All
/// ways to one dossier give one name; what is not on the disk has none.
#[must_use]
pub fn state_name(path: &Path) -> Option<String> {
    let real = identity(path).ok()?;
    let end = real.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let mut name: String = end.chars().take(40).map(plain).collect();
    name.push('-');
    for byte in &Sha256::digest(real.as_os_str().as_encoded_bytes())[..8] {
        let _ = write!(name, "{byte:02x}");
    }
    Some(name)
}

/// The files in `folder`, the one written last first.
fn latest(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let written = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            Some((written, entry.path()))
        })
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    files.into_iter().map(|(_, path)| path).collect()
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    #[test]
    fn what_is_written_is_read_again() {
        let scratch = Scratch::new();
        let state = StateFolder::at(scratch.path().join("not/there/yet"));
        assert_eq!(state.read("places/a.json"), None);
        state.write("places/a.json", b"{}").expect("written");
        assert_eq!(state.read("places/a.json").as_deref(), Some("{}"));
        state.remove("places/a.json").expect("removed");
        state.remove("places/a.json").expect("gone already");
        assert_eq!(state.read("places/a.json"), None);
    }

    #[test]
    fn without_a_home_nothing_is_kept_and_nothing_fails() {
        let state = StateFolder::default();
        assert_eq!(state.write("a", b"x"), Ok(()));
        assert_eq!((state.read("a"), state.list("")), (None, Vec::new()));
    }

    #[test]
    fn a_bad_state_file_is_none() {
        let scratch = Scratch::new();
        scratch.write("bytes", b"\xff\xfe");
        scratch.write("folder/file", b"");
        scratch.sparse("huge", LIMIT + 1);
        let state = StateFolder::at(scratch.path().to_owned());
        for name in ["bytes", "folder", "huge", "bytes/below"] {
            assert_eq!(state.read(name), None, "{name}");
        }
        assert!(state.write("bytes/below", b"x").is_err());
    }

    #[test]
    fn the_oldest_go_and_unfinished_ones_with_them() {
        let scratch = Scratch::new();
        for (name, age) in [("a", 4), (".onrecord-1-1", 3), ("b", 2), ("c", 1)] {
            scratch.write(&format!("places/{name}"), b"");
            let then = SystemTime::now() - std::time::Duration::from_secs(age * 60);
            let file = fs::File::open(scratch.path().join("places").join(name)).expect("a file");
            file.set_modified(then).expect("another time");
        }
        let state = StateFolder::at(scratch.path().to_owned());
        assert_eq!(state.list("places"), ["places/c", "places/b", "places/a"]);
        state.prune("places", 2);
        let left: Vec<_> = fs::read_dir(scratch.path().join("places"))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert_eq!(state.list("places"), ["places/c", "places/b"]);
    }

    #[test]
    fn a_dossier_has_one_name_however_it_is_reached() {
        let scratch = Scratch::new();
        scratch.write("talks & more/dossier.toml", b"");
        scratch.write("talks & more/articles/a.txt", b"");
        scratch.write("talks & more/articles/a.toml", b"");
        scratch.write("other/talks & more/dossier.toml", b"");
        scratch.write("alone/a.txt", b"");
        let folder = scratch.path().join("talks & more");
        let name = state_name(&folder).expect("it is there");
        assert!(name.starts_with("talks---more-"), "{name}");
        for way in [
            "../other/../talks & more/.",
            "dossier.toml",
            "articles/a.txt",
            "articles/a.toml",
        ] {
            assert_eq!(state_name(&folder.join(way)), Some(name.clone()), "{way}");
        }
        let other = state_name(&scratch.path().join("other/talks & more"));
        assert_ne!(other, Some(name));
        let alone = state_name(&scratch.path().join("alone/a.txt"));
        scratch.write("alone/a.toml", b"");
        let with_notes = state_name(&scratch.path().join("alone/a.toml"));
        assert!(alone.is_some());
        assert_eq!(with_notes, alone);
        assert_eq!(state_name(Path::new("-")), None);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_remembered_is_nobody_elses_to_read() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new();
        let state = StateFolder::at(scratch.path().join("onrecord"));
        state.write("places/a", b"x").expect("written");
        let about = fs::metadata(scratch.path().join("onrecord")).expect("a folder");
        assert_eq!(about.permissions().mode() & 0o777, 0o700);
    }
}
