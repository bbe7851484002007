//! What is remembered of a dossier from one sitting to the next. It stands in the state folder; nothing fails without it.
use crate::{
    app::{State, Whereabouts},
    store::{StateFolder, state_name},
};
use std::path::Path;

/// The folder within the state folder.
const PLACES: &str = "places";

/// Dossiers of which the place is remembered; those left longest ago are forgotten.
const MOST: usize = 500;

/// The memory of one dossier.
#[derive(Debug)]
pub struct Memory {
    folder: StateFolder,
    /// Its file; none for what has no lasting name, as standard input.
    file: Option<String>,
}

impl Memory {
    /// That of the dossier at `path`, an empty one for the example.
    #[must_use]
    pub fn of(folder: StateFolder, path: &Path) -> Self {
        let name = if path.as_os_str().is_empty() {
            Some("example".to_owned())
        } else {
            state_name(path)
        };
        let file = name.map(|name| format!("{PLACES}/{name}.json"));
        Self { folder, file }
    }

    /// Where the reader left it; nothing where that is not known or not understood.
    #[must_use]
    pub fn recall(&self) -> Option<Whereabouts> {
        serde_json::from_str(&self.folder.read(self.file.as_ref()?)?).ok()
    }

    /// Notes where the reader leaves it. Where that cannot be written, the next sitting begins at the beginning.
    pub fn keep(&self, state: &State) {
        let Some(file) = self.file.as_ref().filter(|_| state.article().is_some()) else {
            return;
        };
        let left = state.whereabouts();
        if self.recall().as_ref() == Some(&left) {
            return;
        }
        if let Ok(text) = serde_json::to_string_pretty(&left)
            && self.folder.write(file, text.as_bytes()).is_ok()
        {
            self.folder.prune(PLACES, MOST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Msg, Opened, update},
        model::Dossier,
        store::{self, fixture::Scratch},
    };

    #[test]
    fn a_bad_state_file_costs_the_memory_and_is_written_over() {
        let scratch = Scratch::new();
        let memory = Memory::of(StateFolder::at(scratch.path().to_owned()), Path::new(""));
        let mut state = State::default();
        let dossier = Dossier::new(store::example()).anchored();
        update(&mut state, Msg::Opened(0, Opened::new(dossier, Vec::new())));
        for bad in [
            &b"{\"spot\": "[..],
            b"3",
            b"{\"pane\": 7}",
            b"\xff\xfe",
            b"",
            b"{\"marks\": {\"ab\": {}}}",
        ] {
            scratch.write("places/example.json", bad);
            assert_eq!(memory.recall(), None, "{}", bad.escape_ascii());
            memory.keep(&state);
            assert_eq!(memory.recall(), Some(state.whereabouts()));
        }
        std::fs::remove_file(scratch.path().join("places/example.json")).expect("it is there");
        std::fs::create_dir(scratch.path().join("places/example.json")).expect("a folder");
        assert_eq!(memory.recall(), None, "a folder is no file");
        memory.keep(&state);
    }
}
