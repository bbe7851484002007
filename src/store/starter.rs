//! The files that come with the program: the example, and the start of a new dossier.
use super::{
    save::create,
    trouble::{Trouble, reason},
};
use std::{fs, path::Path};

macro_rules! files {
    ($folder:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../assets/", $folder, "/", $path)))),*]
    };
}

/// The example, sorted by path.
pub(super) const EXAMPLE: &[(&str, &str)] = files!("example":
    "analysis.toml"
    "articles/moscow.toml" "articles/moscow.txt"
    "articles/plan.toml" "articles/plan.txt"
    "dossier.toml"
);

/// A dossier with nothing in it yet: what can be written stands in comments.
const NEW: &[(&str, &str)] = files!("new": "dossier.toml");

/// Writes the example into `folder`, to try things out in.
///
/// # Errors
/// When a file of the same name stands there already, or the disk fails; then nothing is overwritten.
pub fn write_example(folder: &Path) -> Result<(), Trouble> {
    write(folder, EXAMPLE)
}

/// Writes the start of a dossier into `folder`.
///
/// # Errors
/// When a file of the same name stands there already, or the disk fails; then nothing is overwritten.
pub fn write_new(folder: &Path) -> Result<(), Trouble> {
    write(folder, NEW)
}

fn write(folder: &Path, files: &[(&str, &str)]) -> Result<(), Trouble> {
    for (path, _) in files {
        let path = folder.join(path);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(Trouble::new(
                &path,
                "it is there already, and nothing is overwritten",
            ));
        }
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Trouble::new(folder, reason(&error)))?;
        }
        create(&path, text.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{fixture::Scratch, open};

    #[test]
    fn what_is_written_reads_without_a_fault() {
        for (write, articles) in [(write_example as fn(&Path) -> _, 2), (write_new, 0)] {
            let scratch = Scratch::new();
            let folder = scratch.path().join("new/bridge");
            write(&folder).expect("written");
            let written = open(&folder).expect("a dossier");
            assert_eq!(written.faults, []);
            assert_eq!(written.articles.len(), articles);
            assert!(written.about.place.is_some());
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let scratch = Scratch::new();
        scratch.write("articles/plan.txt", b"mine");
        let trouble = write_example(scratch.path()).expect_err("there already");
        assert!(trouble.path.ends_with("articles/plan.txt"));
        assert!(!scratch.path().join("dossier.toml").exists());
        assert_eq!(fs::read(&trouble.path).expect("a file"), b"mine");
    }
}
