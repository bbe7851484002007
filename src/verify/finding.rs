//! What became of a quotation, as plain values.
use super::{quotation::Quotation, read::Draft};
use crate::{
    anchor::change::{Critical, Kind},
    model::{Codebook, Form},
    text::Span,
};

/// Everything that was found out about some drafts.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The drafts, in the order they were given.
    pub drafts: Vec<Draft>,
    /// What became of each quotation, in reading order.
    pub findings: Vec<Finding>,
    /// The same of words in marks that quote nobody in particular: one or two words, no source in the sentence.
    pub asides: Vec<Finding>,
}

/// What became of the words of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They stand there, byte for byte.
    Verbatim,
    /// They stand there, but for glyphs: marks, dashes, white space.
    Glyphs,
    /// They stand there, and what was left out or put in is shown.
    Shortened,
    /// They do not stand there; others like them do.
    Altered,
    /// They stand at several places, and nothing says which is meant.
    Ambiguous,
    /// Nothing like them stands anywhere.
    NotFound,
    /// Nobody can say: an article could not be read, or the search was given up.
    Unchecked,
}

impl Outcome {
    /// All of them, in the order of every summary.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::Glyphs,
        Self::Shortened,
        Self::Altered,
        Self::Ambiguous,
        Self::NotFound,
        Self::Unchecked,
    ];

    /// Its word in every output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Glyphs => "glyphs",
            Self::Shortened => "shortened",
            Self::Altered => "altered",
            Self::Ambiguous => "ambiguous",
            Self::NotFound => "not-found",
            Self::Unchecked => "unchecked",
        }
    }
}

/// Whether the draft names the one whose words these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Ok,
    /// It names somebody else.
    Other,
    /// It names nobody known, or the dossier does not say whose words they are.
    #[default]
    Unknown,
}

impl Verdict {
    /// Its word in every output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// Who the draft says is speaking, and who is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The source that the draft names.
    pub named: Option<String>,
    /// The name of somebody whom the draft names and no source is, as printed.
    pub stranger: Option<String>,
    /// Whether the draft says in so many words that it speaks, and does not only name it near the quotation.
    pub says: bool,
    /// The source of the record that covers the words.
    pub actual: Option<String>,
    /// All of them, where the words are those of several.
    pub several: Vec<String>,
    /// Whether they are the same.
    pub verdict: Verdict,
    /// Where no record covers the words: what the article says beside them.
    pub beside: Option<String>,
}

/// Words of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of the dossier.
    pub dossier: usize,
    /// The number of its article.
    pub article: usize,
    /// The number (from 1) of the paragraph they begin in.
    pub paragraph: usize,
    /// Their bytes in the article's reading text.
    pub span: Span,
    /// The form that the article's quotation marks give them.
    pub form: Form,
}

/// One difference between the words of a draft and those of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What became of the draft's words.
    pub kind: Kind,
    /// The words of the draft; empty where the article has more.
    pub draft: String,
    /// The words of the article; empty where the draft has more.
    pub article: String,
    /// Why the difference changes the sense.
    pub critical: Vec<Critical>,
    /// Whether the draft shows that it leaves these words out.
    pub omitted: bool,
}

/// What else is to be said of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The words are the same; quotation marks, commas or dashes are not.
    Punctuation,
    /// The words and signs are the same; blanks beside the signs are not.
    Blanks,
    /// A word right before them in the article denies them.
    Denied,
    /// What was left out or put in, though shown, changes the sense.
    Sense,
    /// The article interrupts the words with their attribution, which the draft leaves out.
    Uninterrupted,
    /// Only the size of letters differs.
    Capitals,
    /// What the draft joins stands in paragraphs that are not one's words.
    Apart,
    /// Other words of the articles are about as near.
    Alike,
    /// An article could not be read, so nobody knows.
    Unread,
    /// Looking for the words was given up, so nobody knows.
    GivenUp,
}

/// What became of one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The quotation.
    pub quotation: Quotation,
    /// What became of its words.
    pub outcome: Outcome,
    /// Where they stand; of altered ones, the words that are nearest.
    pub found: Option<Found>,
    /// Other places where they stand as well.
    pub also: Vec<Found>,
    /// The differences, word by word, where there are any.
    pub differences: Vec<Difference>,
    /// Why they change the sense, sorted.
    pub critical: Vec<Critical>,
    /// Who is said to speak, and who does.
    pub attribution: Attribution,
    /// What else is to be said.
    pub remark: Option<Remark>,
}

/// What may make `verify` fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// An outcome that is a fault by itself.
    Outcome(Outcome),
    /// The words are another source's.
    Other,
    /// The article only paraphrases, and the draft gives its words as somebody's own.
    Paraphrase,
    /// What was left out or put in changes the sense.
    Sense,
    /// No mark closes the quotation.
    Unclosed,
}

impl Fault {
    /// All of them, by name.
    pub const ALL: [Self; 11] = [
        Self::Outcome(Outcome::Altered),
        Self::Other,
        Self::Outcome(Outcome::NotFound),
        Self::Outcome(Outcome::Ambiguous),
        Self::Outcome(Outcome::Unchecked),
        Self::Sense,
        Self::Paraphrase,
        Self::Unclosed,
        Self::Outcome(Outcome::Shortened),
        Self::Outcome(Outcome::Glyphs),
        Self::Outcome(Outcome::Verbatim),
    ];

    /// Those that make the exit status 1 unless the user says otherwise: whatever is not certain to stand there, with its sense, said by
    /// the one named.
    pub const DEFAULT: [Self; 6] = [
        Self::Outcome(Outcome::Altered),
        Self::Other,
        Self::Outcome(Outcome::NotFound),
        Self::Outcome(Outcome::Ambiguous),
        Self::Outcome(Outcome::Unchecked),
        Self::Sense,
    ];

    /// Its word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outcome(outcome) => outcome.name(),
            Self::Other => "other",
            Self::Paraphrase => "paraphrase",
            Self::Sense => "sense",
            Self::Unclosed => "unclosed",
        }
    }
}

impl std::str::FromStr for Fault {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|fault| fault.name() == word).ok_or(())
    }
}

impl Finding {
    /// What is wrong with the quotation, the gravest first; its outcome is told by [`Self::outcome`] alone where it is no fault.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !matches!(
            self.outcome,
            Outcome::Verbatim | Outcome::Glyphs | Outcome::Shortened
        ) {
            faults.push(Fault::Outcome(self.outcome));
        }
        if self.attribution.verdict == Verdict::Other {
            faults.push(Fault::Other);
        }
        if self.remark == Some(Remark::Sense) {
            faults.push(Fault::Sense);
        }
        if self.is_paraphrase() {
            faults.push(Fault::Paraphrase);
        }
        if !self.quotation.closed {
            faults.push(Fault::Unclosed);
        }
        faults
    }

    /// Whether the draft gives somebody words in marks that the article gives without.
    #[must_use]
    pub fn is_paraphrase(&self) -> bool {
        let stands = matches!(
            self.outcome,
            Outcome::Verbatim | Outcome::Glyphs | Outcome::Shortened
        );
        let indirect = self.found.is_some_and(|f| f.form == Form::Indirect);
        let said = &self.attribution;
        let on_record = said
            .actual
            .as_deref()
            .is_some_and(|id| id != Codebook::ARTICLE);
        stands && indirect && (on_record || said.says)
    }

    /// Whether it has a fault that is among `faults`, or an outcome that is.
    #[must_use]
    pub fn fails(&self, faults: &[Fault]) -> bool {
        faults.contains(&Fault::Outcome(self.outcome))
            || self.faults().iter().any(|fault| faults.contains(fault))
    }
}

impl Report {
    /// How many quotations came to `outcome`.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.findings
            .iter()
            .filter(|f| f.outcome == outcome)
            .count()
    }

    /// Whether a quotation has one of `faults`.
    #[must_use]
    pub fn fails(&self, faults: &[Fault]) -> bool {
        self.findings.iter().any(|finding| finding.fails(faults))
    }
}
