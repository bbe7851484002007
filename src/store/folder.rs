//! A folder that may be read, and nothing outside of it.
use super::trouble::{Trouble, reason};
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
pub(super) enum Folder {
    /// A folder of the disk.
    Disk(PathBuf),
    /// Files within the program: path and text.
    Memory(&'static [(&'static str, &'static str)]),
}

/// What was found below a folder.
#[derive(Default)]
pub(super) struct Listing {
    /// The TOML files, relative, with `/`, sorted.
    pub(super) files: Vec<String>,
    /// What was passed over and should not go unsaid: path, reason, and whether it would have been read.
    pub(super) skipped: Vec<(String, String, bool)>,
}

impl Folder {
    /// Every TOML file below it, hidden ones left out. Fails only where the folder itself cannot be read.
    pub(super) fn list(&self) -> Result<Listing, Trouble> {
        let mut listing = Listing::default();
        match self {
            Self::Memory(files) => {
                let names = files.iter().map(|(path, _)| (*path).to_owned());
                listing.files = names.filter(|path| is_toml(path)).collect();
            }
            Self::Disk(root) => {
                walk(root, &mut listing).map_err(|error| Trouble::new(root, reason(&error)))?
            }
        }
        listing.files.sort_unstable();
        listing.skipped.sort_unstable();
        Ok(listing)
    }

    /// The bytes of the file `path`, which is relative, with `/`, and without `..` where it was cleaned; or why not.
    pub(super) fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, String> {
        match self {
            Self::Memory(files) => {
                let file = files.iter().find(|(name, _)| *name == path);
                file.map(|(_, text)| text.as_bytes().to_vec())
                    .ok_or_else(|| "no such file or folder".to_owned())
            }
            Self::Disk(root) => {
                let file = open_beneath(root, path)?;
                read_regular(file, limit)
            }
        }
    }
}

/// `path`, written in a file of `folder`, as a path from the root; or why it may not be followed.
pub(super) fn resolve(folder: &str, path: &str) -> Result<String, String> {
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
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => {
                return Err("the path leads out of the folder of the dossier".to_owned());
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

fn is_toml(name: &str) -> bool {
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

fn sort_in(
    root: &Path,
    folder: &str,
    entry: &fs::DirEntry,
    folders: &mut Vec<String>,
    listing: &mut Listing,
) {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    if name.starts_with('.') {
        return;
    }
    let path = if folder.is_empty() {
        name.clone().into_owned()
    } else {
        format!("{folder}/{name}")
    };
    let Ok(kind) = entry.file_type() else {
        return;
    };
    let toml = is_toml(&path);
    if kind.is_dir() {
        folders.push(path);
    } else if kind.is_symlink() {
        // A folder behind a link is read where it really stands, or it stands outside.
        let outside = leads_out(root, &path);
        let folder = fs::metadata(root.join(&path)).is_ok_and(|target| target.is_dir());
        match (outside, folder, toml) {
            (true, true, _) | (true, _, true) => {
                listing.skipped.push((
                    path,
                    "the link leads out of the folder of the dossier".to_owned(),
                    toml,
                ));
            }
            (false, false, true) => listing.files.push(path),
            _ => {}
        }
    } else if toml {
        listing.files.push(path);
    }
}

/// Whether the link `path` ends outside of `root`. What cannot be resolved is left to whoever opens it.
fn leads_out(root: &Path, path: &str) -> bool {
    match (fs::canonicalize(root), fs::canonicalize(root.join(path))) {
        (Ok(root), Ok(target)) => !target.starts_with(root),
        _ => false,
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
