//! What a proposal is made of: source, cue, content, each with the words of the article they come from.
use crate::{model::Form, text::Span};

/// An attributed statement of an article (attribution relation: source, cue, content). Every span is one of the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What is attributed, without the marks around it; several spans where the attribution interrupts it.
    pub content: Vec<Span>,
    /// Whom it is attributed to.
    pub source: Option<Found>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Words that make it less than certain.
    pub hedge: Vec<Span>,
    /// Who passed it on, from the article inwards; empty where nobody is said to have.
    pub via: Vec<Found>,
    /// How the article gives the words.
    pub form: Form,
    /// What it was recognised by.
    pub why: Why,
}

/// Somebody, found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words that name them, descriptions included: `Ann Lee, a spokeswoman for the campaign`. Of somebody who is not named the
    /// words that hide them: `was reported`.
    pub span: Span,
    /// The words of the name alone, where a pronoun or a role stands for it the earlier ones.
    pub name: Span,
    /// The words that name and describe them: `span`, or those of the earlier mention where that only stands for it.
    pub described: Span,
    /// The id in the codebook; [`crate::model::Codebook::UNNAMED`] for nobody in particular.
    pub id: Option<String>,
    /// Whether it was guessed: from a pronoun, or from who spoke before.
    pub guess: bool,
}

/// What a statement was recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Words in quotation marks with somebody who says them.
    Quotation,
    /// A verb: `X said that`.
    Verb,
    /// `according to X`.
    According,
    /// A noun: `X's claim that`.
    Noun,
    /// An adjective: `X is confident that`.
    Adjective,
    /// A name before a colon: `X: We will go.`
    Colon,
    /// A passive that hides who reports: `X is said to`.
    Passive,
    /// Quotation marks, and nothing near them that says whose words they are.
    Marks,
}

impl Why {
    /// What it means, in a few words.
    #[must_use]
    pub const fn gloss(self) -> &'static str {
        match self {
            Self::Quotation => "quotation marks and a speaker",
            Self::Verb => "a verb of saying",
            Self::According => "according to",
            Self::Noun => "a noun of saying",
            Self::Adjective => "an adjective of opinion",
            Self::Colon => "a name and a colon",
            Self::Passive => "a passive that hides who reports",
            Self::Marks => "quotation marks alone",
        }
    }
}

impl Statement {
    /// From its first word to its last, attribution left out.
    #[must_use]
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().fold(first, |all, part| all.join(*part))
    }
}
