//! Whether anything of a dossier can be written.
use super::writable;
use crate::model::Written;
use crate::store::home::root;
use std::path::Path;

/// Why nothing is written of what a later program wrote.
pub(in crate::store) const LATER: &str =
    "the dossier is written in a later version of the format: it is only read";

/// Whether nothing of `written`, opened at `path`, can be written: its folder takes no files, each of its files is
/// read-only, or it is written in a later version of the format than is known here. What has no files is not read-only: it has nowhere to write to.
#[must_use]
pub fn is_read_only(path: &Path, written: &Written) -> bool {
    if written.about.is_later() {
        return true;
    }
    let Ok(root) = root(path) else {
        return false;
    };
    let mut files = (written.files.iter())
        .map(|(_, file)| root.join(&file.path))
        .peekable();
    let some = files.peek().is_some();
    !writable(&root) || (some && files.all(|file| !writable(&file)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::{fixture::Scratch, open};
    use std::{fs, os::unix::fs::PermissionsExt};

    #[test]
    fn a_dossier_is_read_only_where_its_folder_or_all_of_its_files_are() {
        let folder = Scratch::new();
        folder.write("dossier.toml", b"[party.a]\nname = 'A'\n");
        let path = folder.path();
        let told = || is_read_only(path, &open(path).expect("a folder"));
        let allow = |file: &str, mode| {
            let file = path.join(file);
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("ours");
        };
        assert!(!told());
        // Nothing is read-only to root: then only that it is not called so is seen.
        let root = rustix::process::geteuid().is_root();
        allow("dossier.toml", 0o444);
        assert_eq!(told(), !root);
        allow("dossier.toml", 0o644);
        allow("", 0o555);
        assert_eq!(told(), !root);
        allow("", 0o755);
        assert!(
            !is_read_only(Path::new(""), &Written::default()),
            "no files"
        );
    }
}
