//! What is found wrong while a file is read.
use crate::{
    diag::{Code, Diagnostic, FileId, nearest},
    text::Span,
};

/// The most findings that are listed; what makes more is no dossier, and each costs memory.
const MOST: usize = 20_000;

/// The findings so far, and the file they are about.
#[derive(Debug, Default)]
pub(in crate::store) struct Faults {
    /// All of them, in the order they were met.
    pub(in crate::store) list: Vec<Diagnostic>,
    /// The file being read.
    pub(in crate::store) file: FileId,
    /// Whether a syntax error has been told already, of which more findings would only be echoes.
    pub(super) quiet: bool,
}

impl Faults {
    /// None yet, of `file`.
    pub(super) fn of(file: FileId) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Notes `fault`, unless it would be an echo.
    pub(in crate::store) fn add(&mut self, fault: Diagnostic) {
        if self.quiet || self.list.len() > MOST {
            return;
        }
        if self.list.len() == MOST {
            let last = Diagnostic::new(
                Code::E08,
                "there are more findings than these, and they are not listed",
            );
            return self.list.push(last);
        }
        self.list.push(fault);
    }

    /// A finding at `span` of the file being read.
    pub(in crate::store) fn at(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.file, span)
    }
}

/// `fault` with the word of `known` that `word` was meant to be, or else the few there are to choose from.
pub(super) fn suggest(fault: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    const FEW: usize = 14;
    if let Some(meant) = nearest(word, known.iter().copied()) {
        return fault.help(format!("did you mean `{meant}`?"));
    }
    if known.len() > FEW {
        return fault;
    }
    fault.help(format!("one of {}", list(known)))
}

/// `a`, `b`, `c` in backticks.
fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|w| format!("`{w}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
