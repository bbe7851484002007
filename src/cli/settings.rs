//! The configuration in force: the shipped one, the user's laid over it, and what the terminal can show.
use super::{
    answer::{Fault, General},
    output,
};
use crate::{
    config::{Config, Depth, Links},
    diag::{Diagnostic, Files, print},
    store,
};
use etcetera::{BaseStrategy, choose_base_strategy};
use std::{
    env,
    path::{Path, PathBuf},
};

/// What the settings come from.
pub(super) struct Settings {
    /// Keys, styles, options.
    pub(super) config: Config,
    /// The user's file, where there is one.
    pub(super) user: Option<(PathBuf, String)>,
    files: Files,
    found: Vec<Diagnostic>,
}

impl Settings {
    /// Reads the file that was named, or the one in the user's home. A file nobody named may be absent.
    pub(super) fn read(general: &General) -> Result<Self, Fault> {
        let user = match &general.config {
            Some(path) => Some((path.clone(), store::text(path)?)),
            None => match home() {
                Some(path) if path.exists() => Some((path.clone(), store::text(&path)?)),
                _ => None,
            },
        };
        let name = user.as_ref().map(|(path, _)| path.to_string_lossy());
        let text = user.as_ref().map(|(_, text)| text.as_str());
        let (config, files, found) = Config::read(name.as_deref().zip(text));
        Ok(Self {
            config,
            user,
            files,
            found,
        })
    }

    /// Tells what is wrong with the user's file; the rest of it counts.
    pub(super) fn complain(&self) {
        output::complain(&print::short(&self.found, &self.files));
    }

    /// Whether the user's file is free of faults.
    pub(super) fn is_clean(&self) -> bool {
        self.found.is_empty()
    }
}

/// Where the user's configuration stands.
pub(super) fn home() -> Option<PathBuf> {
    let base = choose_base_strategy().ok()?;
    Some(base.config_dir().join(Path::new("onrecord/config.toml")))
}

/// Whether addresses are links: what the user wants, else whether the terminal is not known to show none.
pub(super) fn links(wanted: Links) -> Links {
    let term = env::var("TERM").unwrap_or_default();
    let blank = matches!(
        &*term,
        "" | "dumb" | "linux" | "vt100" | "vt220" | "ansi" | "cons25"
    );
    match wanted {
        Links::Auto if blank => Links::Off,
        Links::Auto => Links::On,
        wanted => wanted,
    }
}

/// How many colours the terminal shows, and the user wants.
pub(super) fn depth() -> Depth {
    let variable = |name| env::var(name).unwrap_or_default();
    let (term, colours) = (variable("TERM"), variable("COLORTERM"));
    if !variable("NO_COLOR").is_empty() {
        Depth::None
    } else if matches!(&*colours, "truecolor" | "24bit") || term.contains("direct") {
        Depth::Full
    } else if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}
