//! A quotation of a draft, and what stands around it.
use super::super::read::Draft;
use crate::text::{Span, words::words};

/// How a draft marks words as a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Quotation marks.
    Marks,
    /// A block quote.
    Block,
    /// `<q>`.
    Element,
}

/// How the parts of a quotation hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The attribution stands between them and the sentence goes on: “..., ” he said, “...”.
    Interrupted,
    /// They are paragraphs.
    Paragraphs,
}

/// A quotation in a draft. Every span is one of the draft's reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The draft's number.
    pub draft: usize,
    /// How it is marked.
    pub kind: Kind,
    /// Its words, without the marks.
    pub parts: Vec<Span>,
    /// How its parts hang together.
    pub link: Link,
    /// From its first mark to its last; of a block quote its words.
    pub outer: Span,
    /// What may say whose words these are: nearest first.
    pub around: Around,
    /// How many words it has.
    pub words: usize,
    /// Whether a mark closes it; else it is taken to the end of the sentence.
    pub closed: bool,
}

/// The stretches of a draft that may name a speaker, quotations cut out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The rest of the sentence the quotation stands in.
    pub sentence: Vec<Span>,
    /// The sentence before.
    pub before: Vec<Span>,
    /// What stands before that one, in the same paragraph or the one before.
    pub earlier: Vec<Span>,
    /// Whether the sentence before leads up to the quotation wherever it stands, or stands in the same paragraph.
    pub leads: bool,
    /// Whether the sentence before is the rest of the table row it stands in.
    pub row: bool,
}

impl Quotation {
    /// The words as the draft gives them, the parts joined by a blank.
    #[must_use]
    pub fn text(&self, draft: &Draft) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|p| p.of(&draft.text)).collect();
        parts.join(" ")
    }

    /// The bytes of its words in the draft's file.
    #[must_use]
    pub fn source(&self, draft: &Draft) -> Span {
        let words = |part: Option<&Span>| part.map_or(self.outer, |&p| p);
        let all = words(self.parts.first()).join(words(self.parts.last()));
        draft.source_of(all)
    }

    /// The same with only one of its parts.
    #[must_use]
    pub(in crate::verify) fn part(&self, draft: &Draft, part: Span) -> Self {
        Self {
            draft: self.draft,
            kind: self.kind,
            parts: vec![part],
            link: self.link,
            outer: self.outer,
            around: self.around.clone(),
            words: words(&draft.text, part).count(),
            closed: self.closed,
        }
    }
}
