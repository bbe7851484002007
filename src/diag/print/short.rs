//! One line a finding, as editors and `grep` read them.
use std::fmt::Write;

use super::super::{Diagnostic, Files};
use super::order::{Sources, in_order};
use crate::text::visible;

/// `findings`, one line each: `file:line:column: error[E01] text-not-found: message: label`.
#[must_use]
pub fn short(findings: &[Diagnostic], files: &Files) -> String {
    let sources = Sources::new(files);
    let mut out = String::new();
    for finding in in_order(findings) {
        if let Some(at) = finding.place.and_then(|place| sources.locate(place)) {
            let (path, first) = (visible(at.path), at.first);
            write!(out, "{path}:{}:{}: ", first.line, first.column)
                .expect("a string takes everything");
        }
        let label = finding.label.iter().map(String::as_str);
        let said: Vec<_> = std::iter::once(finding.message.as_str())
            .chain(label)
            .map(visible)
            .collect();
        writeln!(out, "{}: {}", heading(finding), said.join(": "))
            .expect("a string takes everything");
    }
    out
}

/// `error[E01] text-not-found`, and whether it is waived.
pub(super) fn heading(finding: &Diagnostic) -> String {
    let code = finding.code;
    let waived = if finding.waived.is_some() {
        " (waived)"
    } else {
        ""
    };
    format!(
        "{}[{}] {}{waived}",
        finding.severity.name(),
        code.code(),
        code.name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, FileId};
    use crate::text::Span;

    #[test]
    fn one_line_a_finding_whatever_the_file_says() {
        let mut files = Files::default();
        let file = files.add("a\u{1b}[2J.toml".into(), "één\ntext = \"x\"\n".into());
        let found = Diagnostic::new(Code::E01, "these words\nare\u{9b}2J not there")
            .at(file, Span::new(13, 16))
            .label("nearest passage\nis in ¶8");
        let mut waived = Diagnostic::new(Code::W27, "forty words");
        waived.waived = Some("a poem".into());
        assert_eq!(
            short(&[waived, found], &files),
            "a␛[2J.toml:2:8: error[E01] text-not-found: these words are\\u{9b}2J not there: nearest passage is in ¶8\n\
             warning[W27] long-quotation (waived): forty words\n"
        );
    }

    #[test]
    fn a_place_in_no_file_is_left_out() {
        let lost = Diagnostic::new(Code::E06, "x").at(FileId(7), Span::new(0, 1));
        assert_eq!(
            short(&[lost], &Files::default()),
            "error[E06] unknown-id: x\n"
        );
    }
}
