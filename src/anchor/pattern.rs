//! What an annotation asks for: its words, the operators in them, and the context beside them.

/// The words of one annotation, as written in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The words, operators and all. More than one where the attribution interrupts them.
    pub parts: Vec<String>,
    /// Words that stand directly before (W3C `prefix`).
    pub before: Option<String>,
    /// Words that stand directly after (W3C `suffix`).
    pub after: Option<String>,
    /// Byte where the words stood last time, from the lock or from a selector; breaks no tie by itself.
    pub hint: Option<usize>,
}

impl Pattern {
    /// A pattern of one run of words without context.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self {
            parts: vec![words.to_owned()],
            ..Self::default()
        }
    }
}
