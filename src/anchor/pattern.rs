//! What an annotation asks for: its words, the operators in them, and the context beside them.
/// What quotes a text: its words, and those beside them. Looked for as it is kept, so that of very many none is copied.
pub trait Quotation {
    /// The words, operators and all. More than one where the attribution interrupts them.
    fn parts(&self) -> impl ExactSizeIterator<Item = &str>;

    /// Words that stand directly before.
    fn before(&self) -> Option<&str> {
        None
    }

    /// Words that stand directly after.
    fn after(&self) -> Option<&str> {
        None
    }
}

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

impl Quotation for Pattern {
    fn parts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.parts.iter().map(String::as_str)
    }

    fn before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

/// One run of words without context.
impl Quotation for str {
    fn parts(&self) -> impl ExactSizeIterator<Item = &str> {
        std::iter::once(self)
    }
}

impl<Q: Quotation + ?Sized> Quotation for &Q {
    fn parts(&self) -> impl ExactSizeIterator<Item = &str> {
        (**self).parts()
    }

    fn before(&self) -> Option<&str> {
        (**self).before()
    }

    fn after(&self) -> Option<&str> {
        (**self).after()
    }
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
