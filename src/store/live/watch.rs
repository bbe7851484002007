//! What of the disk a dossier is made of, for whoever waits for it to change.
use crate::model::Written;
use crate::store::{folder::walk_folders, home::root, trouble::Trouble};
use rustc_hash::FxHasher;
use std::{
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf, absolute},
    time::SystemTime,
};

/// The most folders that are watched; each costs the system something.
const MOST: usize = 4_096;

/// The folders and names that a dossier is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    root: PathBuf,
    /// Folders outside of the root that it uses files of.
    beside: Vec<PathBuf>,
    /// The names that count in the root, where the dossier is not all of it.
    only: Option<Vec<String>>,
    folders: Vec<PathBuf>,
}

impl Watch {
    /// That of the dossier which [`crate::store::open()`] read as `written` at `path`.
    ///
    /// # Errors
    /// When `path` is gone.
    pub fn of(path: &Path, written: &Written) -> Result<Self, Trouble> {
        let root = root(path)?;
        let named: Vec<&String> = (written.files.iter().map(|(_, file)| &file.path))
            .chain(written.articles.iter().map(|article| &article.file))
            .collect();
        let mut beside: Vec<PathBuf> = (named.iter())
            .filter(|file| file.starts_with("../"))
            .filter_map(|file| fs::canonicalize(root.join(file).parent()?).ok())
            .collect();
        beside.sort();
        beside.dedup();
        let whole = root.join("dossier.toml").is_file() || path.is_dir();
        // An article's annotations may yet be written.
        let only = (!whole).then(|| {
            let given = path
                .file_name()
                .map(|name| Path::new(name).with_extension("toml"));
            let given = given.map(|name| name.to_string_lossy().into_owned());
            named.into_iter().cloned().chain(given).collect()
        });
        let mut watch = Self {
            root,
            beside,
            only,
            folders: Vec::new(),
        };
        watch.look_again();
        Ok(watch)
    }

    /// Looks which folders there are by now.
    pub fn look_again(&mut self) {
        self.folders = self.beside.clone();
        self.folders.push(self.root.clone());
        if self.only.is_none() {
            walk_folders(&self.root, MOST, &mut self.folders);
        } else if let Some(names) = &self.only {
            let below = names
                .iter()
                .filter_map(|name| self.root.join(name).parent().map(Path::to_owned));
            self.folders
                .extend(below.filter(|folder| folder.is_dir()).collect::<Vec<_>>());
        }
        self.folders.sort();
        self.folders.dedup();
    }

    /// The folder around the dossier: there it is seen going and coming back.
    #[must_use]
    pub fn above(&self) -> Option<&Path> {
        self.root.parent()
    }

    /// The folder of the dossier.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folders whose files count.
    #[must_use]
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Whether something that happened to `path` may matter. What editors and other programs put down in passing does not.
    #[must_use]
    pub fn concerns(&self, path: &Path) -> bool {
        if self.root.starts_with(path) {
            return true;
        }
        let Some(folder) = path.parent() else {
            return false;
        };
        if Some(folder) == self.above() && !self.beside.iter().any(|beside| beside == folder) {
            return false;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.ends_with('~') || name == "4913" {
            return false;
        }
        match &self.only {
            Some(only) => {
                let own = path.strip_prefix(&self.root).unwrap_or(path);
                only.iter().any(|file| Path::new(file) == own)
            }
            None => true,
        }
    }

    /// A number that is another when a file was written, came or went.
    #[must_use]
    pub fn stamp(&self) -> u64 {
        let mut hasher = FxHasher::default();
        for folder in &self.folders {
            let mut files: Vec<_> = (fs::read_dir(folder).into_iter().flatten().flatten())
                .filter(|entry| self.concerns(&entry.path()))
                .map(|entry| {
                    let about = entry.metadata().ok();
                    let about =
                        about.map(|about| (about.len(), about.modified().ok(), moved(&about)));
                    (entry.file_name(), about)
                })
                .collect();
            files.sort();
            (folder, files).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether the dossier stands where the system does not tell what others change: on another machine.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        #[cfg(target_os = "linux")]
        {
            /// NFS, SMB (three), FUSE, 9p, AFS, Ceph, shared folders of `VirtualBox`; linux/magic.h.
            const REMOTE: [u64; 9] = [
                0x6969,
                0x517b,
                0xff53_4d42,
                0xfe53_4d42,
                0x6573_5546,
                0x0102_1997,
                0x5346_414f,
                0x00c3_6400,
                0x786f_4256,
            ];
            let about = rustix::fs::statfs(&self.root);
            about.is_ok_and(|about| {
                u64::try_from(about.f_type).is_ok_and(|kind| REMOTE.contains(&kind))
            })
        }
        #[cfg(not(target_os = "linux"))]
        false
    }
}

/// One file, there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileWatch {
    file: PathBuf,
    /// When it was written last, as it was seen last.
    written: Option<SystemTime>,
}

impl FileWatch {
    /// That of `file`.
    #[must_use]
    pub fn of(file: &Path) -> Self {
        let file = absolute(file).unwrap_or_else(|_| file.to_owned());
        let written = written(&file);
        Self { file, written }
    }

    /// Where it is heard changing: in its folder, the one above while that is not there, and where it is a link, in that
    /// of the file itself.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let own = self.file.ancestors().skip(1).take(2);
        let own = own.map(Path::to_owned).find(|folder| folder.is_dir());
        let linked = fs::canonicalize(&self.file).ok();
        let linked = linked.and_then(|file| file.parent().map(Path::to_owned));
        let mut folders: Vec<PathBuf> = own.into_iter().chain(linked).collect();
        folders.dedup();
        folders
    }

    /// Whether something that happened to `path` may matter.
    #[must_use]
    pub fn concerns(&self, path: &Path) -> bool {
        self.file.starts_with(path)
            || fs::canonicalize(&self.file).is_ok_and(|file| file.as_path() == path)
    }

    /// Whether it was written, came or went since it was looked at last.
    pub fn look(&mut self) -> bool {
        let before = std::mem::replace(&mut self.written, written(&self.file));
        before != self.written
    }
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// What of a file changes with its bytes though somebody sets its time back: when it was changed at all, and which it is.
#[cfg(unix)]
fn moved(about: &fs::Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.ctime(), about.ctime_nsec(), about.ino())
}

/// Nothing, where the system has nothing of the kind.
#[cfg(not(unix))]
fn moved(_: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{fixture::Scratch, open};

    fn watch(path: &Path) -> Watch {
        Watch::of(path, &open(path).expect("it is there")).expect("it is there")
    }

    #[test]
    fn every_folder_of_a_dossier_counts_and_those_it_uses_files_of() {
        let scratch = Scratch::new();
        scratch.write(
            "d/dossier.toml",
            b"[dossier]\nuse=['../common/people.toml']\n",
        );
        scratch.write("d/articles/deep/t.txt", b"");
        scratch.write("d/.git/index", b"");
        scratch.write("common/people.toml", b"[source.x]\nname='X'\n");
        let watch = watch(&scratch.path().join("d"));
        let top = fs::canonicalize(scratch.path()).expect("a folder");
        let below: Vec<_> = (watch.folders().iter())
            .map(|folder| folder.strip_prefix(&top).expect("below"))
            .collect();
        assert_eq!(
            below,
            ["common", "d", "d/articles", "d/articles/deep"].map(Path::new)
        );
        for (path, concerned) in [
            ("d/dossier.toml", true),
            ("d/articles/deep/new.md", true),
            ("d/new-folder", true),
            ("common/people.toml", true),
            ("d", true),
            ("other", false),
            ("d/.t.toml.swp", false),
            ("d/.onrecord-1-1", false),
            ("d/4913", false),
            ("d/t.toml~", false),
        ] {
            assert_eq!(watch.concerns(&top.join(path)), concerned, "{path}");
        }
    }

    #[test]
    fn of_an_article_alone_only_its_own_files_count() {
        let scratch = Scratch::new();
        scratch.write("t.txt", b"Hello.");
        scratch.write("u.txt", b"Hello.");
        let watch = watch(&scratch.path().join("t.txt"));
        let top = fs::canonicalize(scratch.path()).expect("a folder");
        assert_eq!(watch.folders(), std::slice::from_ref(&top));
        for (path, concerned) in [("t.txt", true), ("t.toml", true), ("u.txt", false)] {
            assert_eq!(watch.concerns(&top.join(path)), concerned, "{path}");
        }
    }

    #[test]
    fn the_stamp_is_another_after_every_change() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n");
        let mut watch = watch(scratch.path());
        let first = watch.stamp();
        assert_eq!(watch.stamp(), first);
        scratch.write("dossier.toml", b"[dossier]\n\n");
        let second = watch.stamp();
        scratch.write("a/new.toml", b"");
        watch.look_again();
        assert!(first != second && second != watch.stamp());
    }

    #[test]
    fn a_file_is_seen_coming_changing_and_going() {
        let scratch = Scratch::new();
        let top = fs::canonicalize(scratch.path()).expect("a folder");
        let file = top.join("onrecord/config.toml");
        let mut watch = FileWatch::of(&file);
        assert_eq!(watch.folders(), std::slice::from_ref(&top));
        assert!(watch.concerns(&top.join("onrecord")) && !watch.concerns(&top.join("other")));
        scratch.write("onrecord/config.toml", b"");
        assert_eq!(watch.folders(), [top.join("onrecord")]);
        assert!(watch.concerns(&file) && watch.look() && !watch.look());
        fs::remove_file(&file).expect("it is there");
        assert!(watch.look());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_watched_where_its_file_stands() {
        let scratch = Scratch::new();
        scratch.write("dotfiles/onrecord.toml", b"");
        scratch.write("config/other", b"");
        let top = fs::canonicalize(scratch.path()).expect("a folder");
        let (file, link) = (
            top.join("dotfiles/onrecord.toml"),
            top.join("config/config.toml"),
        );
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        let watch = FileWatch::of(&link);
        assert_eq!(watch.folders(), [top.join("config"), top.join("dotfiles")]);
        assert!(watch.concerns(&file) && watch.concerns(&link));
    }

    #[cfg(unix)]
    #[test]
    fn a_time_set_back_hides_no_change() {
        let scratch = Scratch::new();
        scratch.write("dossier.toml", b"[dossier]\n");
        let (watch, path) = (watch(scratch.path()), scratch.path().join("dossier.toml"));
        let then = fs::metadata(&path).and_then(|about| about.modified());
        let before = watch.stamp();
        scratch.write("dossier.toml", b"[d0ssier]\n");
        let file = fs::File::options().write(true).open(&path);
        file.and_then(|file| file.set_modified(then?))
            .expect("set back");
        assert_ne!(watch.stamp(), before);
    }
}
