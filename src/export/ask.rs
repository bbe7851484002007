//! What is asked of an export, and when it is refused.
use crate::{
    diag::{Diagnostic, Severity},
    model::Filter,
    text::counted,
};
use std::str::FromStr;

/// Which sections a note has (note.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// What fits two pages: 1 2 3 6 7 8 9.
    #[default]
    Note,
    /// Everything, annexes too.
    Dossier,
    /// For the table: their objectives, our lines, the background.
    Meeting,
}

impl Preset {
    /// Every preset, in the order of help texts.
    pub const ALL: [Self; 3] = [Self::Note, Self::Dossier, Self::Meeting];

    /// Its word on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Dossier => "dossier",
            Self::Meeting => "meeting",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn gloss(self) -> &'static str {
        match self {
            Self::Note => "what fits two pages",
            Self::Dossier => "everything, annexes too",
            Self::Meeting => "their objectives, our lines, the background",
        }
    }
}

impl FromStr for Preset {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|preset| preset.word() == word);
        found.ok_or(())
    }
}

/// What is asked of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Which sections.
    pub preset: Preset,
    /// As of when, in the user's words; never the clock.
    pub as_of: Option<String>,
    /// Whether it is a draft: faults are printed in their places, and the note says so at its head.
    pub draft: bool,
    /// Whether it is to be final: some warnings refuse it too.
    pub last: bool,
    /// Which records it holds. The head says what is left out.
    pub filter: Filter,
}

/// Why a note is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// The findings that refuse it, in the order they came.
    pub because: Vec<&'a Diagnostic>,
}

impl Refusal<'_> {
    /// One line: how many errors, and how many warnings that a final note may not have.
    #[must_use]
    pub fn message(&self) -> String {
        let errors = (self.because.iter())
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        let warnings = self.because.len() - errors;
        let told = match (errors, warnings) {
            (_, 0) => counted(errors, "error"),
            (0, _) => counted(warnings, "warning"),
            _ => format!(
                "{} and {}",
                counted(errors, "error"),
                counted(warnings, "warning")
            ),
        };
        format!("nothing is written: {told}; --draft writes with every fault marked")
    }
}

/// Whether `findings` refuse a note: errors always, and warnings that `--final` does not let pass where `last`.
/// A waiver lets a warning stand, never an error.
#[must_use]
pub fn refused(findings: &[Diagnostic], last: bool) -> Option<Refusal<'_>> {
    let refuses = |finding: &Diagnostic| match finding.severity {
        Severity::Error => true,
        _ => last && finding.code.refused_when_final() && finding.waived.is_none(),
    };
    let because: Vec<_> = findings.iter().filter(|f| refuses(f)).collect();
    (!because.is_empty()).then_some(Refusal { because })
}

#[cfg(test)]
mod tests {
    use super::{Preset, refused};
    use crate::diag::{Code, Diagnostic};

    #[test]
    fn errors_refuse_and_a_waiver_does_not_help() {
        let mut error = Diagnostic::new(Code::E01, "not there");
        error.waived = Some("never mind".to_owned());
        let warning = Diagnostic::new(Code::W18, "uncovered");
        let findings = [error, warning];
        let refusal = refused(&findings, false).expect("an error");
        assert_eq!(refusal.because.len(), 1);
        assert_eq!(
            refusal.message(),
            "nothing is written: 1 error; --draft writes with every fault marked"
        );
    }

    #[test]
    fn a_final_note_is_refused_by_strict_warnings_that_nobody_waived() {
        let strict = Diagnostic::new(Code::W18, "uncovered");
        let mut waived = strict.clone();
        waived.waived = Some("a title".to_owned());
        let mild = Diagnostic::new(Code::W17, "a name");
        assert_eq!(refused(&[waived.clone(), mild.clone()], true), None);
        let findings = [strict, waived, mild];
        assert_eq!(refused(&findings, false), None);
        assert_eq!(refused(&findings, true).map(|r| r.because.len()), Some(1));
    }

    #[test]
    fn presets_are_known_by_their_words() {
        for preset in Preset::ALL {
            assert_eq!(preset.word().parse(), Ok(preset));
        }
        assert_eq!("letter".parse::<Preset>(), Err(()));
    }
}
