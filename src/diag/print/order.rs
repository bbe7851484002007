//! What every form of printing shares: the order of findings, how many there are, and where they stand.
use std::cell::OnceCell;
use std::fmt::{Display, Formatter};

use super::super::{Diagnostic, FileId, Files, Place, Severity};
use crate::text::{LineColumn, Lines, counted};

/// How many findings of each weight. A waived finding counts as waived only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Neither waived nor anything less than an error.
    pub errors: usize,
    /// Warnings that are not waived.
    pub warnings: usize,
    /// Hints that are not waived.
    pub infos: usize,
    /// What the author lets stand, with a reason.
    pub waived: usize,
}

/// Counts `findings`.
#[must_use]
pub fn summary(findings: &[Diagnostic]) -> Summary {
    let mut counts = Summary::default();
    for finding in findings {
        *match (&finding.waived, finding.severity) {
            (Some(_), _) => &mut counts.waived,
            (None, Severity::Error) => &mut counts.errors,
            (None, Severity::Warning) => &mut counts.warnings,
            (None, Severity::Info) => &mut counts.infos,
        } += 1;
    }
    counts
}

impl Display for Summary {
    /// `2 errors, 1 warning, 1 waived`; what there is none of is left out, and nothing at all is `no findings`.
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let all = [
            (self.errors, counted(self.errors, "error")),
            (self.warnings, counted(self.warnings, "warning")),
            (self.infos, counted(self.infos, "info")),
            (self.waived, format!("{} waived", self.waived)),
        ];
        let there = all.into_iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> = there.map(|(_, told)| told).collect();
        f.write_str(if words.is_empty() { "no findings" } else { "" })?;
        f.write_str(&words.join(", "))
    }
}

/// `findings` by file, place and code, else in the order in which they were found; those without a place last.
pub(super) fn in_order(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = findings.iter().collect();
    all.sort_by_key(|found| (found.place.is_none(), found.place, found.code));
    all
}

/// The files with their lines, counted once a file and only where somebody asks.
pub(super) struct Sources<'a> {
    files: Vec<(&'a str, &'a str, OnceCell<Lines<'a>>)>,
}

/// A place with everything that is ever printed of it.
#[derive(Clone, Copy)]
pub(super) struct Located<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines<'a>,
    /// First byte, on a character boundary inside `text`.
    pub(super) start: usize,
    /// One past the last byte; not before `start`.
    pub(super) end: usize,
    pub(super) first: LineColumn,
    pub(super) last: LineColumn,
}

impl<'a> Sources<'a> {
    pub(super) fn new(files: &'a Files) -> Self {
        let files = files
            .iter()
            .map(|(_, file)| (file.path.as_str(), file.text.as_str(), OnceCell::new()))
            .collect();
        Self { files }
    }

    /// Where `place` is, moved inside its file; nothing if there is no such file.
    pub(super) fn locate(&self, place: Place) -> Option<Located<'_>> {
        let FileId(id) = place.file;
        let (path, text, lines) = self.files.get(id as usize)?;
        let lines = lines.get_or_init(|| Lines::new(text));
        let start = text.floor_char_boundary(place.span.start);
        let end = text.floor_char_boundary(place.span.end).max(start);
        Some(Located {
            path,
            text,
            lines,
            start,
            end,
            first: lines.place(start),
            last: lines.place(end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::text::Span;

    #[test]
    fn waived_findings_count_as_waived_only() {
        let mut waived = Diagnostic::new(Code::E01, "x");
        waived.waived = Some("printed so".into());
        let findings = [
            waived,
            Diagnostic::new(Code::E01, "x"),
            Diagnostic::new(Code::E02, "x"),
            Diagnostic::new(Code::I30, "x"),
        ];
        assert_eq!(summary(&findings).to_string(), "2 errors, 1 info, 1 waived");
        assert_eq!(summary(&[]).to_string(), "no findings");
    }

    #[test]
    fn findings_stand_in_the_order_of_the_files() {
        let at = |file, start, message: &str| {
            Diagnostic::new(Code::E06, message).at(FileId(file), Span::new(start, start))
        };
        let findings = [
            Diagnostic::new(Code::E01, "nowhere"),
            Diagnostic::new(Code::E01, "as found"),
            at(1, 0, "third"),
            at(0, 9, "second"),
            at(0, 2, "first"),
        ];
        let order: Vec<&str> = in_order(&findings)
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert_eq!(order, ["first", "second", "third", "nowhere", "as found"]);
    }
}
