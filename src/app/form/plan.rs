//! Which fields a form asks for, in the order people think, and what each takes.
use crate::model::{
    Act, Article, ArticleKind, Certainty, ClaimKind, Form as QuoteForm, Known, Modality, NoteKind,
    PartyKind, PositionKind, PositionStatus, Reliability, Scope, ShiftKind, SourceKind, Stance,
    Status, Verdict,
};

/// What a form writes: one table of format.md section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `[quote.ID]`
    Quote,
    /// `[claim.ID]`
    Claim,
    /// `[event.ID]`
    Event,
    /// `[position.ID]`
    Position,
    /// `[shift.ID]`
    Shift,
    /// `[note.ID]`
    Note,
    /// `[source.ID]`
    Source,
    /// `[party.ID]`
    Party,
    /// `[issue.ID]`
    Issue,
    /// `[article]`
    Article,
    /// One waiver of a record.
    Waiver,
}

/// Whose ids a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Sources, and the two reserved ones.
    Source,
    /// Parties.
    Party,
    /// Issues.
    Issue,
    /// Parties and sources.
    Speaker,
    /// Quotes, claims, events: what can be evidence.
    Evidence,
    /// Quotes.
    Quote,
    /// Records of the form's own table.
    Same,
    /// All records.
    Record,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One string.
    Text,
    /// Strings, ` | ` between them.
    Texts,
    /// An id.
    One(Of),
    /// Ids.
    Many(Of),
    /// A word of a closed vocabulary.
    Term(&'static [&'static str]),
    /// Words of a closed vocabulary.
    Terms(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from 1 to 6.
    Number,
    /// The record's own id.
    Id,
}

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its name in the file.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What to write into it, in a few words.
    pub hint: &'static str,
    /// Whether it always shows; the others show when asked for, or when they hold something.
    pub first: bool,
    /// Whether the record is nothing without it.
    pub needed: bool,
}

const fn needed(name: &'static str, takes: Takes, hint: &'static str) -> Plan {
    Plan {
        name,
        takes,
        hint,
        first: true,
        needed: true,
    }
}

const fn first(name: &'static str, takes: Takes, hint: &'static str) -> Plan {
    Plan {
        name,
        takes,
        hint,
        first: true,
        needed: false,
    }
}

const fn more(name: &'static str, takes: Takes, hint: &'static str) -> Plan {
    Plan {
        name,
        takes,
        hint,
        first: false,
        needed: false,
    }
}

use Takes::{Flag, Id, Many, Number, One, Term, Terms, Text, Texts};

const ON: Plan = first("on", Many(Of::Issue), "issues it is about");
const WORDS: Plan = more("text", Texts, "words of the article");
const BEFORE: Plan = more(
    "before",
    Text,
    "words before, where the same words stand elsewhere",
);
const AFTER: Plan = more(
    "after",
    Text,
    "words behind, where the same words stand elsewhere",
);
const HEDGE: Plan = first("hedge", Texts, "hedging words of the article");
const VIA: Plan = first(
    "via",
    Many(Of::Source),
    "who passed it on, from the article inwards",
);
const CRED: Plan = more("cred", Number, "Admiralty credibility, 1 to 6");
const SCOPE: Plan = more(
    "scope",
    Term(Scope::WORDS),
    "how far the attribution reaches",
);
const TAGS: Plan = more("tags", Texts, "free words to find it by");
const NOTE: Plan = more("note", Text, "a remark");
const BY: Plan = more("by", Text, "who made the record");
const STATUS: Plan = more(
    "status",
    Term(Status::WORDS),
    "where the record stands in its making",
);
const ID: Plan = more("id", Id, "its name in the file");

#[rustfmt::skip]
const QUOTE: &[Plan] = &[
    needed("source", One(Of::Source), "who said it"),
    ON,
    first("cue", Texts, "the reporting words"),
    HEDGE,
    VIA,
    first("form", Term(QuoteForm::WORDS), "from the marks; or summary, label"),
    more("ascribes", One(Of::Speaker), "whose words or intent the speaker describes"),
    more("act", Term(Act::WORDS), "what the reporting verb does"),
    more("re", One(Of::Quote), "the quote it comments on"),
    more("when", Text, "date, or the printed words"),
    more("to", Text, "addressee"),
    more("venue", Text, "place of utterance"),
    more("as", Text, "role, if printed differently here"),
    more("party", One(Of::Party), "party, overriding the source's"),
    more("modality", Term(Modality::WORDS), "how certain the source presents it"),
    more("negated", Flag, "whether the content is negated"),
    SCOPE, CRED,
    more("translated", Term(Known::WORDS), "whether the words are a translation"),
    more("lang", Text, "language of the words"),
    WORDS, BEFORE, AFTER,
    more("says", Text, "your gloss; never printed as a quotation"),
    TAGS, NOTE, BY, STATUS, ID,
];

#[rustfmt::skip]
const CLAIM: &[Plan] = &[
    needed("says", Text, "what is claimed, the hedge kept"),
    first("source", One(Of::Source), "who claims it; the article where empty"),
    first("kind", Term(ClaimKind::WORDS), "what it is about"),
    ON, HEDGE, VIA,
    first("evidence", Many(Of::Evidence), "records it rests on"),
    more("check", Text, "how to check it"),
    more("verdict", Term(Verdict::WORDS), "what checking came to"),
    more("checked", Text, "who checked, or when"),
    SCOPE, CRED, WORDS, BEFORE, AFTER, TAGS, NOTE, BY, STATUS, ID,
];

#[rustfmt::skip]
const EVENT: &[Plan] = &[
    needed("says", Text, "what happened"),
    first("when", Text, "date, or the printed words"),
    first("where", Text, "place"),
    first("who", Many(Of::Speaker), "who took part"),
    ON,
    more("kind", Text, "what it is"),
    more("same_as", One(Of::Same), "the event it tells again"),
    WORDS, BEFORE, AFTER, TAGS, NOTE, BY, STATUS, ID,
];

#[rustfmt::skip]
const POSITION: &[Plan] = &[
    needed("party", One(Of::Party), "whose position"),
    needed("issue", One(Of::Issue), "on what"),
    needed("says", Text, "the position in your words"),
    needed("evidence", Many(Of::Evidence), "the records it rests on"),
    first("stance", Term(Stance::WORDS), "relative to what the issue asks"),
    first("kind", Term(PositionKind::WORDS), "what it is"),
    more("as_of", Text, "as of when"),
    more("replaces", One(Of::Same), "the position it replaces"),
    more("status", Term(PositionStatus::WORDS), "whether it still stands"),
    TAGS, NOTE, BY, ID,
];

#[rustfmt::skip]
const SHIFT: &[Plan] = &[
    needed("party", One(Of::Party), "who moved"),
    first("issue", One(Of::Issue), "on what"),
    first("from", Text, "from what"),
    first("to", Text, "to what"),
    first("says", Text, "or both in one sentence"),
    first("evidence", Many(Of::Evidence), "records it rests on"),
    first("kind", Term(ShiftKind::WORDS), "what changed"),
    more("when", Text, "date, or the printed words"),
    WORDS, BEFORE, AFTER, TAGS, NOTE, BY, STATUS, ID,
];

#[rustfmt::skip]
const NOTES: &[Plan] = &[
    needed("kind", Term(NoteKind::WORDS), "what it is"),
    needed("says", Text, "in your own voice"),
    first("about", Many(Of::Record), "records it is about"),
    first("answer", Text, "conflict: how it was resolved"),
    first("ask", Text, "gap: whom to ask, or what"),
    first("because", Many(Of::Record), "judgement: records that speak for it"),
    first("against", Many(Of::Record), "judgement: records that speak against it"),
    first("assumes", Texts, "judgement: what it assumes"),
    first("likelihood", Text, "judgement: how likely, in words of the scale"),
    first("confidence", Term(Certainty::WORDS), "judgement: how well founded"),
    first("if_raised", Text, "line: said only if somebody raises it"),
    TAGS, NOTE, BY, STATUS, ID,
];

#[rustfmt::skip]
const SOURCE: &[Plan] = &[
    needed("name", Text, "as printed"),
    first("role", Text, "role as printed"),
    first("party", One(Of::Party), "the party it speaks for; an observer where empty"),
    first("org", Text, "affiliation"),
    first("kind", Term(SourceKind::WORDS), "a person where empty"),
    first("aka", Texts, "other spellings"),
    more("rel", Term(Reliability::WORDS), "Admiralty reliability, A to F"),
    more("wikidata", Text, "its item"),
    ID,
];

#[rustfmt::skip]
const PARTY: &[Plan] = &[
    needed("name", Text, "of the side"),
    first("short", Text, "where there is little room"),
    first("aka", Texts, "other names"),
    first("kind", Term(PartyKind::WORDS), "what it is"),
    more("color", Text, "name or #rrggbb"),
    ID,
];

#[rustfmt::skip]
const ISSUE: &[Plan] = &[
    needed("name", Text, "of the issue"),
    first("ask", Text, "a proposition that stances refer to"),
    first("note", Text, "a remark"),
    ID,
];

#[rustfmt::skip]
const ARTICLE: &[Plan] = &[
    first("title", Text, "as printed"),
    first("author", Text, "who wrote it"),
    first("publisher", Text, "who published it"),
    first("date", Text, "2025-12-04"),
    first("url", Text, "where it was published"),
    first("unknown", Terms(&Article::FACTS), "looked for and not there"),
    first("lang", Text, "en, de, ..."),
    first("kind", Term(ArticleKind::WORDS), "what it is"),
    more("retrieved", Text, "when it was fetched"),
    more("translated", Term(Known::WORDS), "whether it is a translation"),
    more("rel", Term(Reliability::WORDS), "Admiralty reliability, A to F"),
    more("rights", Text, "what may be done with it"),
];

const WAIVER: &[Plan] = &[needed(
    "reason",
    Text,
    "why it may stand; printed in the note's annex",
)];

/// The fields that only one kind of note has.
const OF_NOTE: &[(&str, NoteKind)] = &[
    ("because", NoteKind::Judgement),
    ("against", NoteKind::Judgement),
    ("assumes", NoteKind::Judgement),
    ("likelihood", NoteKind::Judgement),
    ("confidence", NoteKind::Judgement),
    ("ask", NoteKind::Gap),
    ("answer", NoteKind::Conflict),
    ("if_raised", NoteKind::Line),
];

impl Kind {
    /// Every kind that makes a table of its own.
    pub const ALL: [Self; 10] = [
        Self::Quote,
        Self::Claim,
        Self::Event,
        Self::Position,
        Self::Shift,
        Self::Note,
        Self::Source,
        Self::Party,
        Self::Issue,
        Self::Article,
    ];

    /// The table.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Claim => "claim",
            Self::Event => "event",
            Self::Position => "position",
            Self::Shift => "shift",
            Self::Note => "note",
            Self::Source => "source",
            Self::Party => "party",
            Self::Issue => "issue",
            Self::Article => "article",
            Self::Waiver => "waiver",
        }
    }

    /// The kind that writes this table.
    #[must_use]
    pub fn of(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// Its fields, in the order people think.
    #[must_use]
    pub const fn plan(self) -> &'static [Plan] {
        match self {
            Self::Quote => QUOTE,
            Self::Claim => CLAIM,
            Self::Event => EVENT,
            Self::Position => POSITION,
            Self::Shift => SHIFT,
            Self::Note => NOTES,
            Self::Source => SOURCE,
            Self::Party => PARTY,
            Self::Issue => ISSUE,
            Self::Article => ARTICLE,
            Self::Waiver => WAIVER,
        }
    }

    /// Whether its words stand in an article.
    #[must_use]
    pub const fn quotes(self) -> bool {
        matches!(self, Self::Quote | Self::Claim | Self::Event | Self::Shift)
    }

    /// Whether it has no place without words of an article.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Quote | Self::Event)
    }

    /// Whether it is part of the codebook.
    #[must_use]
    pub const fn is_codebook(self) -> bool {
        matches!(self, Self::Source | Self::Party | Self::Issue)
    }
}

/// Whether a note of this kind may have the field; where no kind is chosen yet, any.
#[must_use]
pub(super) fn belongs(field: &str, note: Option<NoteKind>) -> bool {
    let owner = OF_NOTE.iter().find(|(name, _)| *name == field);
    owner.is_none_or(|(_, owner)| note == Some(*owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stands_in_a_form_once() {
        for kind in Kind::ALL {
            let mut names: Vec<&str> = kind.plan().iter().map(|plan| plan.name).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{kind:?}");
            assert_eq!(Kind::of(kind.table()), Some(kind));
        }
    }
}
