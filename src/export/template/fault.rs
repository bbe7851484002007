//! What is wrong with a template: the place, the reason, the way out.
use super::values::NAMES;
use crate::{
    diag::{Code, Diagnostic, FileId, nearest},
    text::Span,
};
use minijinja::{Error, ErrorKind};

/// A template whose name does not say what it writes.
pub(super) fn unknown_output(name: &str) -> Box<Diagnostic> {
    let message = format!("the name `{name}` does not say what the template writes");
    let help = "let it end in `.md.jinja`, `.html.jinja` or `.txt.jinja`";
    Box::new(Diagnostic::new(Code::E08, message).help(help))
}

/// A statement of which the template used a part.
pub(super) fn taken_apart() -> Box<Diagnostic> {
    let message = "the template takes a statement apart, and its label or citation would be lost";
    let help = "print blocks and their `text` as they are, without filters or slices";
    Box::new(Diagnostic::new(Code::E08, message).help(help))
}

/// What the engine says of `source`, in our words.
pub(super) fn told(error: &Error, source: &str) -> Box<Diagnostic> {
    let span = place(error, source);
    let written = span.of(source).trim();
    let detail = error.detail().unwrap_or_default();
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => {
            let name = written.rsplit(['.', ' ']).next().unwrap_or(written);
            let help = nearest(name, NAMES).map(|near| format!("write `{near}`"));
            let names = || format!("a note has {}", NAMES.join(", "));
            (
                format!("there is no `{written}`"),
                Some(help.unwrap_or_else(names)),
            )
        }
        ErrorKind::OutOfFuel => (
            "the template does not come to an end".to_owned(),
            Some("loop over what the note has, once".to_owned()),
        ),
        ErrorKind::WriteFailure => (
            "the template writes more than 64 MB".to_owned(),
            Some("loop over what the note has, once".to_owned()),
        ),
        ErrorKind::SyntaxError if detail.contains("unknown statement") => (
            detail.to_owned(),
            Some("a template is one file: nothing is included or extended".to_owned()),
        ),
        ErrorKind::SyntaxError => (format!("this is no template: {detail}"), None),
        kind if detail.is_empty() => (kind.to_string(), None),
        _ => (detail.to_owned(), None),
    };
    let finding = Diagnostic::new(Code::E08, message).at(FileId::default(), span);
    Box::new(match help {
        Some(help) => finding.help(help),
        None => finding,
    })
}

/// The bytes an error is about: those the engine names, or the line.
fn place(error: &Error, source: &str) -> Span {
    if let Some(range) = error
        .range()
        .filter(|range| source.get(range.clone()).is_some())
    {
        return Span::new(range.start, range.end);
    }
    let number = error.line().unwrap_or(1).saturating_sub(1);
    let mut start = 0;
    for (n, line) in source.split_inclusive('\n').enumerate() {
        if n == number {
            return Span::new(start, start + line.trim_end().len());
        }
        start += line.len();
    }
    Span::new(source.len(), source.len())
}
