//! Which fields a form asks for, in the order people think, and what each takes.
use crate::model::{Field, NoteKind, Takes, field, note_with};

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

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// It.
    pub field: &'static Field,
    /// Whether it always shows; the others show when asked for, or when they hold something.
    pub first: bool,
}

/// Which fields a form shows, in the order people think: those that always show, and those that show when asked for.
type Order = (&'static [&'static str], &'static [&'static str]);

const QUOTE: Order = (
    &["source", "on", "cue", "hedge", "via", "form"],
    &[
        "ascribes",
        "act",
        "re",
        "when",
        "to",
        "venue",
        "as",
        "party",
        "modality",
        "negated",
        "scope",
        "cred",
        "translated",
        "lang",
        "text",
        "before",
        "after",
        "says",
        "tags",
        "note",
        "by",
        "status",
        "id",
    ],
);

const CLAIM: Order = (
    &["says", "source", "kind", "on", "hedge", "via", "evidence"],
    &[
        "check", "verdict", "checked", "scope", "cred", "text", "before", "after", "tags", "note",
        "by", "status", "id",
    ],
);

const EVENT: Order = (
    &["says", "when", "where", "who", "on"],
    &[
        "kind", "same_as", "text", "before", "after", "tags", "note", "by", "status", "id",
    ],
);

const POSITION: Order = (
    &["party", "issue", "says", "evidence", "stance", "kind"],
    &["as_of", "replaces", "status", "tags", "note", "by", "id"],
);

const SHIFT: Order = (
    &["party", "issue", "from", "to", "says", "evidence", "kind"],
    &[
        "when", "text", "before", "after", "tags", "note", "by", "status", "id",
    ],
);

const NOTES: Order = (
    &[
        "kind",
        "says",
        "about",
        "answer",
        "ask",
        "because",
        "against",
        "assumes",
        "likelihood",
        "confidence",
        "if_raised",
    ],
    &["tags", "note", "by", "status", "id"],
);

const SOURCE: Order = (
    &["name", "role", "party", "org", "kind", "aka"],
    &["rel", "wikidata", "id"],
);

const PARTY: Order = (&["name", "short", "aka", "kind"], &["color", "id"]);

const ISSUE: Order = (&["name", "ask", "note"], &["id"]);

const ARTICLE: Order = (
    &[
        "title",
        "author",
        "publisher",
        "date",
        "url",
        "unknown",
        "lang",
        "kind",
    ],
    &["retrieved", "translated", "rel", "rights"],
);

/// The reason of a waiver.
const REASON: Field = Field {
    name: "reason",
    takes: Takes::Text,
    help: "why it may stand; printed in the note's annex",
    more: "",
    required: true,
};

/// What a table is called in its file.
const ID: Field = Field {
    name: "id",
    takes: Takes::Id,
    help: "its name in the file",
    more: "",
    required: false,
};

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
    pub fn plan(self) -> impl Iterator<Item = Plan> {
        let (first, more) = self.order();
        let all = first.iter().map(|name| (*name, true));
        let all = all.chain(more.iter().map(|name| (*name, false)));
        all.filter_map(move |(name, first)| {
            let field = match name {
                "id" => &ID,
                "reason" => &REASON,
                name => field(self.table(), name)?,
            };
            Some(Plan { field, first })
        })
    }

    const fn order(self) -> Order {
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
            Self::Waiver => (&["reason"], &[]),
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
    note_with(field).is_none_or(|owner| note == Some(owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stands_in_a_form_once() {
        for kind in Kind::ALL {
            let mut names: Vec<&str> = kind.plan().map(|plan| plan.field.name).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{kind:?}");
            let (first, more) = kind.order();
            assert_eq!(
                all,
                first.len() + more.len(),
                "{kind:?}: no field but is one of the format"
            );
            assert_eq!(Kind::of(kind.table()), Some(kind));
        }
    }
}
