//! Words somebody typed and did not save: kept in the state folder while they are typed, offered again at the next start.
use super::folder::{StateFolder, state_name};
use crate::store::trouble::Trouble;
use serde::{Deserialize, Serialize};
use std::{fmt::Write, path::Path};

/// How many drafts of one dossier are kept.
const MOST: usize = 50;

/// One draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is of, as whoever kept it called it.
    pub name: String,
    /// What was typed, in the form whoever kept it gave it.
    pub text: String,
}

/// Keeps `text` as the draft `name` of the dossier at `path`, in place of what was kept so before; an empty text forgets it.
///
/// # Errors
/// When the disk fails.
pub fn keep_draft(path: &Path, state: &StateFolder, name: &str, text: &str) -> Result<(), Trouble> {
    let Some(folder) = folder(path) else {
        return Ok(());
    };
    let file = format!("{folder}/{}.json", plain(name));
    if text.is_empty() {
        return state.remove(&file);
    }
    let draft = Draft {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    state.write(
        &file,
        serde_json::to_string(&draft).unwrap_or_default().as_bytes(),
    )?;
    state.prune(&folder, MOST);
    Ok(())
}

/// The drafts of the dossier at `path`, the one kept last first.
#[must_use]
pub fn drafts(path: &Path, state: &StateFolder) -> Vec<Draft> {
    let files = folder(path)
        .map(|folder| state.list(&folder))
        .unwrap_or_default();
    files
        .iter()
        .filter_map(|file| serde_json::from_str(&state.read(file)?).ok())
        .collect()
}

fn folder(path: &Path) -> Option<String> {
    Some(format!("drafts/{}", state_name(path)?))
}

/// `name` as the name of a file: what is no plain letter or digit by its number, so that no two are the same.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for byte in name.bytes().take(80) {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            plain.push(char::from(byte));
        } else {
            let _ = write!(plain, "_{byte:02x}");
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::Scratch;

    #[test]
    fn what_was_typed_is_there_at_the_next_start() {
        let scratch = Scratch::new();
        scratch.write("d/dossier.toml", b"[dossier]\n");
        let state = StateFolder::at(scratch.path().join("state"));
        let path = scratch.path().join("d");
        keep_draft(&path, &state, "quote/new", "half a sen").expect("kept");
        keep_draft(&path, &state, "quote/new", "half a sentence").expect("kept");
        keep_draft(&path, &state, "quote new", "another").expect("kept");
        let mut kept: Vec<String> = drafts(&path.join("dossier.toml"), &state)
            .into_iter()
            .map(|draft| draft.text)
            .collect();
        kept.sort();
        assert_eq!(kept, ["another", "half a sentence"]);
        keep_draft(&path, &state, "quote/new", "").expect("forgotten");
        keep_draft(&path, &state, "quote/new", "").expect("nothing to forget");
        assert_eq!(drafts(&path, &state).len(), 1);
        assert_eq!(keep_draft(&path, &StateFolder::default(), "a", "b"), Ok(()));
    }
}
