//! Dossiers for tests: in memory, stating in their comments what is wrong with them, and in a folder that goes away.
use super::{dossier::dossier, folder::Folder};
use crate::{crew::Alone, model::Written};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// Reads files as the example is read: path and text of each.
pub(super) fn memory(files: &[(&str, &str)]) -> Written {
    let leak = |text: &str| -> &'static str { String::from(text).leak() };
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (leak(path), leak(text)))
        .collect();
    dossier(
        ("title", "title"),
        &Folder::Memory(files.leak()),
        (&Alone, &|_| ()),
    )
    .expect("memory does not fail")
}

/// Holds files to what they state: `party = "Grens" #~ E08` is a line with that finding, and there are no others.
pub(super) fn check(files: &[(&str, &str)]) {
    let mut stated = Vec::new();
    for (path, text) in files {
        for (line, number) in text.lines().zip(1..) {
            let codes = line.split_once("#~").map_or("", |(_, codes)| codes);
            stated.extend(
                codes
                    .split_whitespace()
                    .map(|code| format!("{path}:{number} {code}")),
            );
        }
    }
    let written = memory(files);
    let mut found: Vec<String> = (written.faults.iter())
        .map(|fault| {
            let place = fault.place.expect("a place");
            let file = written.files.get(place.file);
            let number = file.text[..place.span.start].matches('\n').count() + 1;
            format!("{}:{number} {}", file.path, fault.code.code())
        })
        .collect();
    stated.sort();
    found.sort();
    assert_eq!(found, stated, "{:#?}", written.faults);
}

/// A folder of its own, removed when it goes out of scope.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("onrecord-test-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("a folder to test in");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Takes the file `name` away.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).expect("a file");
    }

    /// What a file says; nothing where there is none.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_default()
    }

    /// Makes a file of `size` bytes that takes no room.
    pub(super) fn sparse(&self, path: &str, size: u64) {
        let file: io::Result<fs::File> = fs::File::create(self.0.join(path));
        file.and_then(|file| file.set_len(size)).expect("a file");
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
