//! Other commands of the program, given at the prompt on the same dossier.
use super::{Prompt, line};
use crate::{
    cli::{answer, filter, source::Source},
    export::Format,
};
use std::ffi::OsString;

/// Those that are.
pub(super) const PROGRAMS: [&str; 5] = ["export", "check", "list", "show", "drift"];

impl Prompt<'_> {
    /// Does what `line` asks such a command for: `export note.md`. What the filter narrows, it narrows there too.
    pub(super) fn program(&self, line: &str) -> Option<String> {
        if self.state.mode.field().is_some() {
            return None;
        }
        let mut words = line::words(line).into_iter();
        let name = words.next().filter(|name| PROGRAMS.contains(&&**name))?;
        if matches!(self.source, Source::Input(_)) {
            return Some("this came from standard input: leave, and give a file\n".to_owned());
        }
        let mut words: Vec<String> = words.collect();
        if name == "show" && words.is_empty() {
            words.extend(self.record_id().map(str::to_owned));
        }
        if name == "export"
            && let Some(file) = file_named(&words)
        {
            words.insert(file, "-o".to_owned());
        }
        let told = if matches!(&*name, "export" | "list") {
            self.narrow(&mut words)
        } else {
            String::new()
        };
        let path = self.source.path();
        // Behind `--`, no option takes it for its value.
        let path = (!path.as_os_str().is_empty()).then(|| ["--".into(), path.into_os_string()]);
        let asked = ["onrecord".to_owned(), name].into_iter().chain(words);
        let asked = asked.map(OsString::from);
        answer::answer(asked.chain(path.into_iter().flatten()));
        Some(told)
    }

    /// Adds to the `words` of a command what the filter asks for, and says what came of that; those that narrow it
    /// themselves narrow it alone.
    pub(super) fn narrow(&self, words: &mut Vec<String>) -> String {
        let asked = &self.state.filter;
        if asked.is_empty() {
            return String::new();
        }
        if words.iter().any(|word| filter::narrows(word)) {
            return "this is narrowed as typed, not by the filter\n".to_owned();
        }
        let (options, beyond) = filter::options(asked);
        words.extend(options);
        let codebook = self.state.dossier.codebook();
        if beyond.is_empty() {
            return format!("narrowed by the filter: {}\n", asked.told(codebook));
        }
        let beyond: Vec<String> = beyond.iter().map(|what| what.name(codebook)).collect();
        format!("this is not narrowed by {}\n", beyond.join(", "))
    }
}

/// Which of the `words` behind `export` is the file to write: the dossier is known, so a name is that of a file.
pub(super) fn file_named(words: &[String]) -> Option<usize> {
    let is_option = |word: &String| word.starts_with('-');
    let ends_so = |word: &String| {
        let end = word.rsplit_once('.').map(|(_, end)| end);
        end.is_some_and(|end| end.parse::<Format>().is_ok())
    };
    let into = |n: usize| {
        n.checked_sub(1)
            .is_some_and(|n| matches!(words[n].as_str(), "-o" | "--output"))
    };
    let mut names = (0..words.len()).filter(|n| !is_option(&words[*n]) && !into(*n));
    names.find(|n| *n == 0 || ends_so(&words[*n]))
}
