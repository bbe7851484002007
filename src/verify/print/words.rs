//! How a finding is put into words, the same in every output.
use super::super::finding::{Fault, Finding, Found, Outcome, Remark};
use crate::{
    anchor::change::{Critical, Kind},
    model::{Codebook, Dossier, Form},
};

/// What a fault is called at the head of a finding.
pub(super) const fn title(fault: Fault) -> &'static str {
    match fault {
        Fault::Outcome(Outcome::Altered) => "this is not what the article prints",
        Fault::Outcome(Outcome::NotFound) => "these words stand in none of the articles",
        Fault::Outcome(Outcome::Ambiguous) => "these words stand at several places",
        Fault::Outcome(Outcome::Unchecked) => "nobody can say whether these words stand anywhere",
        Fault::Other => "these are somebody else's words",
        Fault::Unclosed => "no mark closes this quotation: it is taken to the end of the sentence",
        Fault::Sense => "what is left out or put in changes the sense",
        Fault::Paraphrase => "the article gives these words without quotation marks",
        Fault::Outcome(Outcome::Verbatim) => "these words stand there",
        Fault::Outcome(Outcome::Glyphs) => "these words stand there with other glyphs",
        Fault::Outcome(Outcome::Shortened) => {
            "these words stand there, and what was changed is shown"
        }
    }
}

/// Whether a fault is an error, else a warning.
pub(super) fn is_error(fault: Fault) -> bool {
    Fault::DEFAULT.contains(&fault)
}

/// The way out.
pub(super) fn help(finding: &Finding, fault: Fault) -> Option<&'static str> {
    Some(match fault {
        Fault::Outcome(Outcome::Altered) => match finding.remark {
            Some(Remark::Capitals) => "put a letter you change in brackets, as in `[T]he`",
            Some(Remark::Blanks) => "set the blanks as printed",
            Some(Remark::Punctuation) => "copy the quotation marks, commas and dashes as printed",
            _ => {
                "write the words as printed, show what you leave out as `[...]` and what you put in as `[word]`, or paraphrase without marks"
            }
        },
        Fault::Outcome(Outcome::NotFound) => {
            "name the article with --against, or take the words out of quotation marks"
        }
        Fault::Outcome(Outcome::Ambiguous) => {
            "quote more words, or name the speaker in the sentence"
        }
        Fault::Outcome(Outcome::Unchecked) => match finding.remark {
            Some(Remark::GivenUp) => "quote fewer words, or name only their article with --against",
            _ => "see that every article can be read, and verify again",
        },
        Fault::Other => "name the one who said it",
        Fault::Unclosed => "close it where the words of the article end",
        Fault::Sense => "quote the words that carry the sense, or paraphrase without marks",
        Fault::Paraphrase => {
            "take the words out of quotation marks, or quote the article as the article"
        }
        Fault::Outcome(_) => return None,
    })
}

/// What an outcome or a remark adds, in a line.
pub(super) const fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::Punctuation => "the words are the same; quotation marks, commas or dashes differ",
        Remark::Blanks => "words and signs are the same; blanks beside the signs differ",
        Remark::Denied => "in the article, a word right before these denies them",
        Remark::Sense => "what is left out or put in changes the sense",
        Remark::Uninterrupted => "the article has the attribution in between",
        Remark::Capitals => {
            "no word differs, only the size of letters and, it may be, signs between them"
        }
        Remark::Apart => "these parts stand in different paragraphs, and not as one's words",
        Remark::Unread => "an article could not be read",
        Remark::GivenUp => "looking for these words would have taken too long and was given up",
        Remark::Alike => "the words stand nowhere so, and these passages are about equally near",
    }
}

pub(super) const fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect | Form::Summary | Form::Label => "indirect",
    }
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Equal => "equal",
        Kind::Replace => "replace",
        Kind::Delete => "delete",
        Kind::Insert => "insert",
    }
}

pub(super) const fn critical(critical: Critical) -> &'static str {
    match critical {
        Critical::Number => "number",
        Critical::Negation => "negation",
        Critical::Name => "name",
        Critical::Modal => "modal",
        Critical::Quantifier => "quantifier",
    }
}

/// A source as people call it.
pub(super) fn name<'a>(dossiers: &'a [Dossier], found: Option<Found>, id: &'a str) -> &'a str {
    if id == Codebook::ARTICLE {
        return "the article itself";
    }
    match found {
        Some(found) => dossiers[found.dossier].codebook().name(id),
        None => (dossiers.iter())
            .find_map(|d| d.codebook().source(id))
            .map_or(id, |source| &source.name),
    }
}
