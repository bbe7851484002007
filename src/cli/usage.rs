//! What is wrong with how a command was given, and what may have been meant.
use super::{
    answer::{Fault, Verdict, described},
    output,
};
use crate::diag::nearest;
use clap::error::ErrorKind;
use std::{ffi::OsString, path::Path, process::ExitCode};

/// `arguments` with what every command understands behind the command: `onrecord --color never check`.
pub(super) fn general_last(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while let Some(word) = arguments.get(at).and_then(|word| word.to_str()) {
        at += match word
            .split_once('=')
            .map_or((word, 2), |(name, _)| (name, 1))
        {
            ("--color" | "--config", words) => words,
            _ => break,
        };
    }
    match arguments.get(at) {
        // Behind it stands what help is for.
        // Asked for help on itself, it is what is asked for.
        Some(word) if word == "help" => {
            drop(arguments.drain(1..at));
            arguments.retain(|word| word != "--help" && word != "-h");
        }
        Some(word) if is_command(word) => arguments[1..=at].rotate_right(1),
        _ => {}
    }
    arguments
}

fn is_command(word: &OsString) -> bool {
    word == "help"
        || described()
            .get_subcommands()
            .any(|known| word == known.get_name())
}

/// Help goes where answers go; a complaint about the arguments does not, and repeats them made visible.
pub(super) fn told(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let text = error.render().to_string();
    let told = match error.kind() {
        ErrorKind::ArgumentConflict | ErrorKind::UnknownArgument => mistake(arguments),
        _ => None,
    };
    let told = match told {
        Some(told) => format!("onrecord: {told}\n"),
        None if error.use_stderr() => text,
        None if output::say(&text).is_ok() => return ExitCode::SUCCESS,
        None => "onrecord: standard output cannot be written\n".to_owned(),
    };
    output::complain(&told);
    ExitCode::from(Verdict::Trouble as u8)
}

/// What is wrong where the first word is no command: the word behind it is taken for one.
fn mistake(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().skip(1);
    let first = words.next().filter(|first| !is_command(first))?;
    if let Some(command) = words.find(|word| is_command(word)) {
        let name = command.to_string_lossy();
        return Some(format!(
            "the command comes first: `onrecord {name}`, and behind it what it is about"
        ));
    }
    let name = first.to_string_lossy();
    if name.starts_with('-') {
        return None;
    }
    if Path::new(first).exists() {
        return Some("the reader opens one dossier or article at a time".to_owned());
    }
    let near = command_like(&name).map_or_else(String::new, |near| format!("; is `{near}` meant?"));
    Some(format!(
        "there is no command {name:?}{near} (`onrecord help` lists them)"
    ))
}

/// Why there is nothing to read at a path that may be a command with a mistake in it.
pub(super) fn or_command(Fault(why): Fault, path: Option<&Path>) -> Fault {
    let path = path.map(|path| path.as_os_str().to_owned());
    let meant = path
        .filter(is_mistaken)
        .and_then(|word| command_like(&word.to_string_lossy()));
    let meant = meant.map_or_else(String::new, |name| {
        format!("; is the command `{name}` meant?")
    });
    Fault(why + &meant)
}

/// The command that a word was most likely meant to be.
fn command_like(word: &str) -> Option<String> {
    let described = described();
    let names = described.get_subcommands().map(clap::Command::get_name);
    nearest(word, names).map(str::to_owned)
}

/// Whether a word in the place of a command is none, and nothing that could be read either.
fn is_mistaken(word: &OsString) -> bool {
    let option = word.to_string_lossy().starts_with('-');
    !option && !is_command(word) && !Path::new(word).exists()
}

#[cfg(test)]
mod tests {
    use super::general_last;

    #[test]
    fn what_every_command_understands_stands_behind_the_command() {
        for (given, taken) in [
            (
                "onrecord --color never check x",
                "onrecord check --color never x",
            ),
            (
                "onrecord --config=a --color b keys",
                "onrecord keys --config=a --color b",
            ),
            ("onrecord --color never help check", "onrecord help check"),
            ("onrecord help --help", "onrecord help"),
            ("onrecord help check -h", "onrecord help check"),
            (
                "onrecord --color never talks",
                "onrecord --color never talks",
            ),
            ("onrecord --linear check", "onrecord --linear check"),
            (
                "onrecord check --color never",
                "onrecord check --color never",
            ),
            ("onrecord --color", "onrecord --color"),
            ("onrecord", "onrecord"),
        ] {
            let words = given.split(' ').map(Into::into).collect();
            let words = general_last(words).join(" ".as_ref());
            assert_eq!(words.to_string_lossy(), taken, "{given}");
        }
    }
}
