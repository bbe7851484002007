//! The configuration in force: the shipped one, the user's laid over it, and what the terminal can show.
use super::{
    answer::{Fault, General},
    output,
};
use crate::{
    config::{Borders, Config, Depth, Links},
    diag::{Diagnostic, Files, print},
    store,
    text::Lines,
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
    /// The file that counts, whether it is there or not.
    pub(super) fn file(general: &General) -> Option<PathBuf> {
        general.config.clone().or_else(home)
    }

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

    /// What counts in this terminal.
    pub(super) fn in_force(self) -> Config {
        let mut config = self.config;
        config.palette = config.palette.at(depth());
        config.options.links = links(config.options.links);
        if without_utf8().is_some() {
            config.options.borders = Borders::Ascii;
        }
        config
    }

    /// The same, if the user's file is free of faults.
    ///
    /// # Errors
    /// The first fault, with its code and place, in one line.
    pub(super) fn sound(self) -> Result<Config, String> {
        match self.fault() {
            Some(fault) => Err(fault),
            None => Ok(self.in_force()),
        }
    }

    /// What is wrong with the user's file, in one line for the reader; the rest of it counts.
    pub(super) fn told(&self) -> Option<String> {
        let more = match self.found.len() {
            ..=1 => String::new(),
            all => format!("; {} more: see `onrecord config`", all - 1),
        };
        Some(format!("{}{more}", self.fault()?))
    }

    /// The first fault, with its code and place, in one line.
    fn fault(&self) -> Option<String> {
        let fault = self.found.first()?;
        let place = fault.place.map_or_else(String::new, |place| {
            let file = self.files.get(place.file);
            let at = Lines::new(&file.text).place(place.span.start);
            let name = Path::new(&file.path).file_name().unwrap_or_default();
            format!("{}:{}:{}: ", name.display(), at.line, at.column)
        });
        Some(format!("{place}{}: {}", fault.code.code(), fault.message))
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

/// The locale that letters are printed by, where it says that it knows no UTF-8. Where none is set nobody can tell.
pub(super) fn without_utf8() -> Option<String> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)?;
    let charset = locale
        .split_once('.')
        .map(|(_, rest)| rest.split('@').next().unwrap_or(rest).to_lowercase());
    let without = match charset.as_deref() {
        Some(charset) => !matches!(charset, "utf-8" | "utf8"),
        None => matches!(&*locale, "C" | "POSIX"),
    };
    without.then_some(locale)
}

/// Whether addresses are links: what the user wants, else whether the terminal is not known to show none.
fn links(wanted: Links) -> Links {
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
fn depth() -> Depth {
    let variable = |name| env::var(name).unwrap_or_default();
    if variable("NO_COLOR").is_empty() {
        depth_of(&variable("TERM"), &variable("COLORTERM"))
    } else {
        Depth::None
    }
}

/// How many colours a terminal called `term` shows that says `colours` of them.
fn depth_of(term: &str, colours: &str) -> Depth {
    // They show them all, and over ssh only their name is known.
    const FULL: [&str; 6] = ["direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"];
    const NONE: [&str; 4] = ["vt1", "vt2", "vt3", "vt52"];
    let indexed = term.contains("256");
    let none = NONE.iter().any(|name| term.starts_with(name))
        || term.ends_with("-mono")
        || term.ends_with("-m");
    // A name that knows no colours outweighs what may come from the terminal before.
    if none && !indexed {
        Depth::None
    } else if matches!(colours, "truecolor" | "24bit")
        || FULL.iter().any(|name| term.contains(name))
    {
        Depth::Full
    } else if indexed {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        let (config, files, found) = Config::read(Some(("home/config.toml", text)));
        Settings {
            config,
            user: None,
            files,
            found,
        }
    }

    #[test]
    fn a_terminal_is_given_as_many_colours_as_it_shows() {
        for (term, colours, depth) in [
            ("xterm", "truecolor", Depth::Full),
            ("xterm-kitty", "", Depth::Full),
            ("xterm-256color", "", Depth::Indexed),
            ("linux", "", Depth::Sixteen),
            ("", "", Depth::Sixteen),
            ("vt220", "", Depth::None),
            ("vt100", "truecolor", Depth::None),
            ("xterm-mono", "", Depth::None),
        ] {
            assert_eq!(depth_of(term, colours), depth, "{term} {colours}");
        }
    }

    #[test]
    fn a_faulty_file_says_code_place_and_reason() {
        assert!(settings("[reader]\nmeasure = 60\n").sound().is_ok());
        let fault = settings("[keys.read]\n\"Q\" = \"matrx\"\n").sound();
        let fault = fault.expect_err("there is no such command");
        assert!(fault.starts_with("config.toml:2:7: E08: "), "{fault}");
        assert!(fault.contains("matrx"), "{fault}");
    }
}
