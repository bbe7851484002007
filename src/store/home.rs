//! Where a dossier is at home: one folder, whatever of it somebody names.
use super::{
    dossier::LOCK,
    trouble::{Trouble, reason},
};
use crate::model::Written;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder to which the paths in a dossier are relative.
pub(super) struct Home {
    pub(super) folder: PathBuf,
    /// Whether the dossier is all of the folder; otherwise a file is one of its own.
    pub(super) whole: bool,
}

impl Home {
    /// That of what stands at `real`, a canonical path.
    pub(super) fn of(real: &Path) -> Self {
        if real.is_dir() {
            return Self {
                folder: real.to_owned(),
                whole: true,
            };
        }
        Self::around(real)
    }

    /// That of the file at `path`: the nearest folder above it that holds a `dossier.toml`, unless what leads there is hidden.
    pub(super) fn around(path: &Path) -> Self {
        let seen = |folder: &&Path| {
            let below = path.strip_prefix(folder).unwrap_or(path);
            !below
                .iter()
                .any(|part| part.to_string_lossy().starts_with('.'))
        };
        let above = path
            .ancestors()
            .skip(1)
            .find(|folder| folder.join("dossier.toml").is_file());
        match above.filter(seen) {
            Some(folder) => Self {
                folder: folder.to_owned(),
                whole: true,
            },
            None => Self::beside(path),
        }
    }

    fn beside(path: &Path) -> Self {
        Self {
            folder: path.parent().unwrap_or(path).to_owned(),
            whole: false,
        }
    }
}

/// Where the file `file` of the dossier that [`super::open()`] reads at `path` stands.
#[must_use]
pub fn locate(path: &Path, file: &str) -> PathBuf {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    Home::of(&real).folder.join(file)
}

/// Whether `file` is one of those that the dossier `written`, read at `path`, consists of, whatever name leads there.
pub(super) fn is_own((path, written): (&Path, &Written), file: &Path) -> bool {
    let (Ok(real), Ok(file)) = (fs::canonicalize(path), fs::canonicalize(file)) else {
        return false;
    };
    let folder = Home::of(&real).folder;
    let described = written.files.iter().map(|(_, file)| file.path.as_str());
    let texts = written.articles.iter().map(|article| article.file.as_str());
    (described.chain(texts).chain([LOCK]))
        .any(|own| fs::canonicalize(folder.join(own)).is_ok_and(|own| own == file))
}

/// Whether what stands at `path` is an article by itself, or what is written about one, in no dossier.
#[must_use]
pub fn is_lone(path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| !Home::of(&real).whole)
}

/// What makes the dossier that [`super::open()`] reads at `path` this one and no other: its folder; where it has none of its own,
/// the article's path without the end of its name.
pub(super) fn identity(path: &Path) -> io::Result<PathBuf> {
    let real = fs::canonicalize(path)?;
    let home = Home::of(&real);
    Ok(if home.whole {
        home.folder
    } else {
        real.with_extension("")
    })
}

/// The folder to which the paths of the dossier at `path` are relative.
pub(super) fn root(path: &Path) -> Result<PathBuf, Trouble> {
    let real = fs::canonicalize(path).map_err(|error| Trouble::new(path, reason(&error)))?;
    Ok(Home::of(&real).folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    #[test]
    fn whatever_is_named_of_a_dossier_leads_to_its_folder() {
        let scratch = Scratch::new();
        scratch.write("d/dossier.toml", b"[dossier]\n");
        scratch.write("d/a/t.toml", b"[article]\nfile = 't.txt'\n");
        scratch.write("d/a/t.txt", b"Hello.");
        scratch.write("d/a/bare.txt", b"Hello.");
        scratch.write("alone.txt", b"Hello.");
        let top = fs::canonicalize(scratch.path()).expect("a folder");
        let folder = top.join("d");
        for (path, home, own) in [
            ("d", &folder, &folder),
            ("d/dossier.toml", &folder, &folder),
            ("d/a/t.toml", &folder, &folder),
            ("d/a/t.txt", &folder, &folder),
            ("d/a/bare.txt", &folder, &folder),
            ("alone.txt", &top, &top.join("alone")),
        ] {
            let path = top.join(path);
            assert_eq!(locate(&path, "x"), home.join("x"), "{path:?}");
            assert_eq!(&root(&path).expect("a folder"), home, "{path:?}");
            assert_eq!(&identity(&path).expect("a path"), own, "{path:?}");
            assert_eq!(is_lone(&path), *home == top, "{path:?}");
        }
    }
}
