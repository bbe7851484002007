//! A folder that may be read, and nothing outside of it.
use super::{
    live::Held,
    trouble::{ABSENT, Trouble, reason},
};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

/// The largest TOML that is read, in bytes.
pub(super) const TOML_LIMIT: u64 = 8 << 20;

/// The largest article that is read, in bytes.
pub(super) const TEXT_LIMIT: u64 = 64 << 20;

/// The most entries of a folder, subfolders included, that are looked at.
const MOST_ENTRIES: usize = 200_000;

/// Where a dossier's files come from.
pub(super) enum Folder<'w> {
    /// A folder of the disk.
    Disk(PathBuf),
    /// Files within the program: path and text.
    Memory(&'static [(&'static str, &'static str)]),
    /// What was read before, some of it changed since.
    Held(Held<'w>),
}

/// What was found below a folder.
#[derive(Default)]
pub(super) struct Listing {
    /// The TOML files, relative, with `/`, sorted.
    pub(super) files: Vec<String>,
    /// What was passed over and should not go unsaid: path, reason, and whether it would have been read.
    pub(super) skipped: Vec<(String, String, bool)>,
}

impl Folder<'_> {
    /// Every TOML file below it, hidden ones left out. Fails only where the folder itself cannot be read.
    pub(super) fn list(&self) -> Result<Listing, Trouble> {
        let mut listing = Listing::default();
        match self {
            Self::Memory(files) => {
                let names = files.iter().map(|(path, _)| (*path).to_owned());
                listing.files = names.filter(|path| is_toml(path)).collect();
            }
            Self::Held(held) => listing.files = held.list(),
            Self::Disk(root) => {
                let walked = walk(root, &mut listing);
                walked.map_err(|error| Trouble::new(root, reason(&error)))?;
            }
        }
        listing.files.sort_unstable();
        listing.skipped.sort_unstable();
        Ok(listing)
    }

    /// The bytes of the file `path`, which [`resolve`] made; or why they are not to be had.
    pub(super) fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, String> {
        match self {
            Self::Memory(files) => {
                let file = files.iter().find(|(name, _)| *name == path);
                let bytes = file.map(|(_, text)| text.as_bytes().to_vec());
                bytes.ok_or_else(|| ABSENT.to_owned())
            }
            Self::Held(held) => held.read(path),
            Self::Disk(root) => {
                let file = match path.strip_prefix("../") {
                    Some(sibling) => open_beneath(&root.join(".."), sibling)?,
                    None => open_beneath(root, path)?,
                };
                read_regular(file, limit)
            }
        }
    }
}

/// The files below `root` whose names `wanted` takes, relative, with `/`, sorted; hidden ones, links and what cannot be listed are left out.
pub(super) fn files_below(root: &Path, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut folders = Vec::new();
    walk_folders(root, MOST_ENTRIES, &mut folders);
    folders.push(root.to_owned());
    let mut files: Vec<String> = (folders.iter())
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
            let hidden = name.split('/').any(|part| part.starts_with('.'));
            (!hidden && wanted(&name)).then_some(name)
        })
        .take(MOST_ENTRIES)
        .collect();
    files.sort_unstable();
    files
}

/// How far a path may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Not out of the folder of the dossier.
    Inside,
    /// Into a folder beside it, too.
    Sibling,
}

/// `path`, written in a file of `folder`, as a path from the root of the dossier; or why it is not followed. In what
/// comes back `..` stands at the start or nowhere.
pub(super) fn resolve(folder: &str, path: &str, reach: Reach) -> Result<String, String> {
    const OUT: &str = "the path leads out of the folder of the dossier";
    if path.contains('\0') {
        return Err("the path holds a NUL".to_owned());
    }
    if path.starts_with('~') {
        return Err("`~` is not followed: a path is relative to the file it stands in".to_owned());
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || drive || Path::new(path).is_absolute() {
        return Err(
            "the path is absolute: it must be relative to the file it stands in".to_owned(),
        );
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    // A file of a sibling folder stays in that.
    let fixed = if parts.first() == Some(&"..") {
        parts.len().min(2)
    } else {
        0
    };
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        match part {
            ".." if parts.len() > fixed && parts.last() != Some(&"..") => drop(parts.pop()),
            ".." if parts.is_empty() && reach == Reach::Sibling => parts.push(part),
            ".." => return Err(OUT.to_owned()),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Whether a file of this path is one of a dossier by its name alone.
pub(super) fn is_toml(name: &str) -> bool {
    let hidden = name.split('/').any(|part| part.starts_with('.'));
    !hidden
        && Path::new(name)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("toml"))
}

/// Goes through everything below `root`, never through a link.
fn walk(root: &Path, listing: &mut Listing) -> std::io::Result<()> {
    let (mut folders, mut seen) = (vec![String::new()], 0);
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(error) if folder.is_empty() => return Err(error),
            Err(error) => {
                listing.skipped.push((folder, reason(&error), true));
                continue;
            }
        };
        for entry in entries.flatten() {
            seen += 1;
            if seen > MOST_ENTRIES {
                let why = format!(
                    "more than {MOST_ENTRIES} files and folders; the rest was not looked at"
                );
                listing.skipped.push((".".to_owned(), why, true));
                return Ok(());
            }
            sort_in(root, &folder, &entry, &mut folders, listing);
        }
    }
    Ok(())
}

/// Adds the folders below `root` whose files are read, at most `most` of them.
pub(super) fn walk_folders(root: &Path, most: usize, folders: &mut Vec<PathBuf>) {
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) && folders.len() < most
            {
                folders.push(entry.path());
                left.push(entry.path());
            }
        }
    }
}

fn sort_in(
    root: &Path,
    folder: &str,
    entry: &fs::DirEntry,
    folders: &mut Vec<String>,
    listing: &mut Listing,
) {
    let name = entry.file_name();
    let shown = name.to_string_lossy();
    let (false, Ok(kind)) = (shown.starts_with('.'), entry.file_type()) else {
        return;
    };
    let path = match folder {
        "" => shown.into_owned(),
        folder => format!("{folder}/{shown}"),
    };
    let toml = is_toml(&path);
    if name.to_str().is_none() {
        if toml || kind.is_dir() {
            listing.skip(path, "its name is not UTF-8", toml);
        }
    } else if kind.is_dir() {
        folders.push(path);
    } else if kind.is_symlink() {
        link(root, path, listing);
    } else if toml {
        listing.files.push(path);
    }
}

/// Follows a link as far as its target stands below `root` and would not be read anyway.
fn link(root: &Path, path: String, listing: &mut Listing) {
    let toml = is_toml(&path);
    let (Ok(top), Ok(target)) = (fs::canonicalize(root), fs::canonicalize(root.join(&path))) else {
        if toml {
            listing.skip(path, "the link leads nowhere", true);
        }
        return;
    };
    match target.strip_prefix(top) {
        Err(_) if toml || target.is_dir() => {
            listing.skip(
                path,
                "the link leads out of the folder of the dossier",
                toml,
            );
        }
        Ok(own) if toml && target.is_file() && !is_toml(&own.to_string_lossy()) => {
            listing.files.push(path);
        }
        _ => {}
    }
}

impl Listing {
    fn skip(&mut self, path: String, why: &str, wanted: bool) {
        self.skipped.push((path, why.to_owned(), wanted));
    }
}

/// Opens `path` below `root`; the kernel itself refuses to leave it, so that no link changed meanwhile can lead out.
#[cfg(target_os = "linux")]
fn open_beneath(root: &Path, path: &str) -> Result<File, String> {
    use rustix::{
        fs::{Mode, OFlags, ResolveFlags, openat2},
        io::Errno,
    };
    let folder = File::open(root).map_err(|error| reason(&error))?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    match openat2(&folder, path, flags, Mode::empty(), resolve) {
        Ok(file) => Ok(File::from(file)),
        Err(Errno::XDEV) => {
            Err("a link in the path leads out of the folder of the dossier".to_owned())
        }
        // Kernels before 5.6, and sandboxes that do not know the call.
        Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => open_checked(root, path),
        Err(error) => Err(reason(&error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_beneath(root: &Path, path: &str) -> Result<File, String> {
    open_checked(root, path)
}

/// The same where the kernel cannot help: the path is resolved first, then opened.
fn open_checked(root: &Path, path: &str) -> Result<File, String> {
    let told = |error: std::io::Error| reason(&error);
    let root = fs::canonicalize(root).map_err(told)?;
    let target = fs::canonicalize(root.join(path)).map_err(told)?;
    if !target.starts_with(&root) {
        return Err("a link in the path leads out of the folder of the dossier".to_owned());
    }
    open_patiently(&target).map_err(told)
}

/// Opens a file without waiting for anybody at the other end of it.
pub(super) fn open_patiently(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    // Windows opens no folder, and says that it is not permitted.
    #[cfg(not(unix))]
    if path.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    options.open(path)
}

/// All bytes of a regular file of at most `limit` bytes; or why not.
pub(super) fn read_regular(file: File, limit: u64) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| reason(&error);
    let about = file.metadata().map_err(told)?;
    if about.is_dir() {
        return Err("it is a folder".to_owned());
    }
    if !about.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    let too_large = || format!("it is larger than {} MiB", limit >> 20);
    if about.len() > limit {
        return Err(too_large());
    }
    // One byte more than the limit, whatever the file's size was a moment ago.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(bytes)
}
