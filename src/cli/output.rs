//! Standard output and standard error: nothing that a file says reaches them as a command to the terminal.
use super::answer::Color;
use crate::text;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Prints `text` as an answer. Whoever closes the pipe has read enough: that is no error.
///
/// # Errors
/// When it cannot be written.
pub(super) fn say(words: &str) -> io::Result<()> {
    write(&mut io::stdout().lock(), &text::for_stream(words))
}

/// Prints what was made visible already and has colours of our own.
///
/// # Errors
/// When it cannot be written.
pub(super) fn say_drawn(text: &str) -> io::Result<()> {
    write(&mut io::stdout().lock(), text)
}

/// Hands on a file as it is, to whoever reads the pipe.
///
/// # Errors
/// When it cannot be written.
pub(super) fn hand(bytes: &[u8]) -> io::Result<()> {
    write_bytes(&mut io::stdout().lock(), bytes)
}

/// Prints what is not the answer.
pub(super) fn complain(words: &str) {
    let _ = write(&mut io::stderr().lock(), &text::for_stream(words));
}

fn write(to: &mut impl Write, text: &str) -> io::Result<()> {
    write_bytes(to, text.as_bytes())
}

fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match to.write_all(bytes).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Whether standard output is a terminal that can draw.
pub(super) fn draws() -> bool {
    io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Whether to print colours.
pub(super) fn colours(when: Color) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => {
            draws() || std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0")
        }
    }
}
