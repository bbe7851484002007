//! The user's own editor, started as git starts it: what stands in `$VISUAL` or `$EDITOR` is a line of shell, the file is an
//! argument and never part of that line.
use std::{
    env,
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

/// Editors that want `FILE:LINE`, and the option before it; all others understand `+LINE FILE`.
const WITH_COLON: [(&str, Option<&str>); 7] = [
    ("code", Some("--goto")),
    ("code-insiders", Some("--goto")),
    ("codium", Some("--goto")),
    ("cursor", Some("--goto")),
    ("subl", None),
    ("zed", None),
    ("hx", None),
];

/// Opens `path` at `line` and waits for the end of the editor, which has `input` and `output` for itself.
pub(super) fn edit(
    path: &Path,
    line: usize,
    input: Stdio,
    output: Stdio,
) -> io::Result<ExitStatus> {
    let editor = chosen();
    let mut command = shell(&editor);
    command.args(arguments(&editor, path, line));
    command.stdin(input).stdout(output).status()
}

/// The same where the terminal is nobody's in particular; says what went wrong.
///
/// # Errors
/// When the editor does not start or fails.
pub fn edit_file(path: &Path, line: usize) -> Result<(), String> {
    told(edit(path, line, Stdio::inherit(), Stdio::inherit()))
}

/// What is told of an editor's end.
pub(super) fn told(ended: io::Result<ExitStatus>) -> Result<(), String> {
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the editor ended with {status}")),
        Err(error) => Err(format!("the editor did not start: {error}")),
    }
}

/// What the user wants to edit with.
fn chosen() -> OsString {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os);
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    (named.into_iter().find(|editor| !editor.is_empty())).unwrap_or_else(|| usual.into())
}

#[cfg(unix)]
fn shell(editor: &OsStr) -> Command {
    let mut line = editor.to_owned();
    line.push(" \"$@\"");
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(line).arg(editor);
    command
}

/// Without a shell: the words of the line.
#[cfg(not(unix))]
fn shell(editor: &OsStr) -> Command {
    let line = editor.to_string_lossy();
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

fn arguments(editor: &OsStr, path: &Path, line: usize) -> Vec<OsString> {
    let editor = editor.to_string_lossy();
    let program = editor.split_whitespace().next().unwrap_or_default();
    let program = Path::new(program).file_stem().unwrap_or_default();
    let file = no_option(path);
    match (WITH_COLON.iter()).find(|(name, _)| program == *name) {
        Some((_, option)) => {
            let mut place = file.into_os_string();
            place.push(format!(":{line}"));
            (option.iter().map(OsString::from)).chain([place]).collect()
        }
        None if cfg!(windows) && program.eq_ignore_ascii_case("notepad") => vec![file.into()],
        None => vec![format!("+{line}").into(), file.into()],
    }
}

/// `path`, as nobody takes it for an option or a line number.
fn no_option(path: &Path) -> PathBuf {
    match path.as_os_str().as_encoded_bytes().first() {
        Some(b'-' | b'+') => Path::new(".").join(path),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(editor: &str, path: &str) -> Vec<String> {
        let arguments = arguments(editor.as_ref(), Path::new(path), 41);
        arguments
            .into_iter()
            .filter_map(|word| word.into_string().ok())
            .collect()
    }

    #[test]
    fn the_line_comes_before_the_file() {
        assert_eq!(called("vim -u NONE", "talks.toml"), ["+41", "talks.toml"]);
        assert_eq!(
            called("/usr/bin/code --wait", "talks.toml"),
            ["--goto", "talks.toml:41"]
        );
        assert_eq!(called("hx", "talks.toml"), ["talks.toml:41"]);
    }

    #[test]
    fn no_name_is_an_option() {
        let here = |name: &str| format!(".{}{name}", std::path::MAIN_SEPARATOR);
        for (path, given) in [
            ("-c :q", here("-c :q")),
            ("+x", here("+x")),
            ("; touch pwned #.toml", "; touch pwned #.toml".to_owned()),
        ] {
            assert_eq!(called("vi", path), ["+41", given.as_str()]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_editor_is_a_line_of_shell_and_the_path_is_not() {
        let mut command = shell(OsStr::new("printf '%s|' 'two words'"));
        command.args(arguments(OsStr::new("printf"), Path::new("; echo no #"), 1));
        let said = command.output().expect("a shell").stdout;
        assert_eq!(String::from_utf8_lossy(&said), "two words|+1|; echo no #|");
    }
}
