//! The fields of every table (format.md section 3), once: its name, what it takes, what it is for, in the order in which people write.
use super::{
    Article,
    term::{
        Act, ArticleKind, Certainty, ClaimKind, Form, Known, Modality, NoteKind, PartyKind,
        PositionKind, PositionStatus, Reliability, Scale, Scope, ShiftKind, SourceKind, Stance,
        Status, Verdict,
    },
};

/// Whose ids a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Sources, and the two reserved ones.
    Source,
    /// Parties.
    Party,
    /// Issues.
    Issue,
    /// A party, or else a source.
    Speaker,
    /// A source, or else a party.
    Anybody,
    /// Quotes, claims, events: what can be evidence.
    Evidence,
    /// Quotes.
    Quote,
    /// Records of the field's own table.
    Same,
    /// All records.
    Record,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One string.
    Text,
    /// One string or several.
    Texts,
    /// A date, of TOML or as a string, or the printed words.
    Date,
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
    Grade,
    /// A whole number from 1 on.
    Count,
    /// Such numbers.
    Counts,
    /// Pairs of strings.
    Pairs,
    /// A reason for each of some rules: `{ W16 = "reason" }`.
    Waivers,
    /// Issues by party: `[article.silent]`.
    Silent,
    /// A table of these fields.
    Table(&'static [Field]),
    /// The table's own id; in a form only.
    Id,
}

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What to write into it, in a few words.
    pub help: &'static str,
    /// What else there is to know of it, for who writes it by hand; empty where that is all.
    pub more: &'static str,
    /// Whether the table is nothing without it.
    pub required: bool,
}

use Takes::{
    Count, Counts, Date, Flag, Grade, Many, One, Pairs, Silent, Table, Term, Terms, Text, Texts,
    Waivers,
};

const fn may(name: &'static str, takes: Takes, help: &'static str) -> Field {
    Field {
        name,
        takes,
        help,
        more: "",
        required: false,
    }
}

const fn must(name: &'static str, takes: Takes, help: &'static str) -> Field {
    Field {
        name,
        takes,
        help,
        more: "",
        required: true,
    }
}

impl Field {
    const fn more(self, more: &'static str) -> Self {
        Self { more, ..self }
    }
}

const BEFORE: Field = may(
    "before",
    Text,
    "words before, where the same words stand elsewhere",
);
const AFTER: Field = may(
    "after",
    Text,
    "words behind, where the same words stand elsewhere",
);
const HEDGE: Field =
    may("hedge", Texts, "hedging words of the article").more("found in the same paragraph");
const VIA: Field = may(
    "via",
    Many(Of::Source),
    "who passed it on, from the article inwards",
)
.more("[] = looked, nobody");
const ON: Field = may("on", Many(Of::Issue), "issues it is about");
const CRED: Field = may("cred", Grade, "Admiralty credibility, 1 to 6");
const SCOPE: Field = may(
    "scope",
    Term(Scope::WORDS),
    "how far the attribution reaches",
)
.more("where that cannot be settled");
const REL: Field = may(
    "rel",
    Term(Reliability::WORDS),
    "Admiralty reliability, A to F",
);
const WHEN: Field = may("when", Date, "date, or the printed words").more("a date is EDTF");
const TAGS: Field = may("tags", Texts, "free words to find it by");
const NOTE: Field = may("note", Text, "a remark");
const BY: Field = may("by", Text, "who made the record");
const STATUS: Field = may(
    "status",
    Term(Status::WORDS),
    "where the record stands in its making",
);
const WAIVE: Field = may(
    "waive",
    Waivers,
    "findings that are let stand, each with its reason",
)
.more("{ W16 = \"reason\" }");
const ARTICLE: Field = may(
    "article",
    Text,
    "the article, where the file has none of its own",
);
const TRANSLATED: Field = may(
    "translated",
    Term(Known::WORDS),
    "whether the words are a translation",
);
const WORDS: &str = "words of the article";
/// How words are given that are not one unbroken run.
const GIVEN: &str = "without the outer marks; several where the attribution interrupts them; `A >> B` from A through to B, \
                     `[...]` words left out, `[word]` a word put in";

#[rustfmt::skip]
const DOSSIER_FIELDS: &[Field] = &[
    may("version", Count, "the version of this format; 1 if absent, and a later one is only read"),
    may("title", Text, "its title; else the name of the folder"),
    may("question", Text, "the question it answers"),
    may("marking", Text, "handling line, for example TLP:CLEAR"),
    may("scale", Term(Scale::WORDS), "where words of likelihood come from; phia if absent"),
    may("owner", Text, "who prepares it"),
    may("status", Term(Status::WORDS), "where it stands in its making"),
    may("terms", Pairs, "contested pairs: [[\"liberate\", \"conquer\"]]"),
    may("use", Texts, "further TOML files inside the dossier's folder or a sibling"),
];

#[rustfmt::skip]
const PARTY_FIELDS: &[Field] = &[
    must("name", Text, "the name of the side"),
    may("short", Text, "the name where there is little room"),
    may("aka", Texts, "other names"),
    may("kind", Term(PartyKind::WORDS), "what it is"),
    may("color", Text, "name or #rrggbb"),
];

#[rustfmt::skip]
const SOURCE_FIELDS: &[Field] = &[
    must("name", Text, "the name as printed"),
    may("role", Text, "role as printed"),
    may("org", Text, "affiliation"),
    may("kind", Term(SourceKind::WORDS), "a person where empty"),
    may("party", One(Of::Party), "the party it speaks for; an observer where empty"),
    may("aka", Texts, "other spellings"),
    REL,
    may("wikidata", Text, "its item in Wikidata"),
];

#[rustfmt::skip]
const ISSUE_FIELDS: &[Field] = &[
    must("name", Text, "the name of the issue"),
    may("ask", Text, "a proposition that stances refer to"),
    NOTE,
];

#[rustfmt::skip]
const ARTICLE_FIELDS: &[Field] = &[
    must("file", Text, "its text, untouched: a path from this file, .txt or .md"),
    may("title", Text, "the title as printed"),
    may("author", Text, "who wrote it"),
    may("publisher", Text, "who published it"),
    may("date", Date, "published: 2025-12-04").more("EDTF: a month or a year alone, 2025-12~ for about then"),
    may("url", Text, "where it was published"),
    may("retrieved", Date, "when it was fetched"),
    may("lang", Text, "its language: en, de, ...").more("BCP 47"),
    may("kind", Term(ArticleKind::WORDS), "what it is"),
    may("translated", Term(Known::WORDS), "whether it is a translation"),
    may("unknown", Terms(&Article::FACTS), "looked for and not there"),
    may("heads", Counts, "numbers of the paragraphs that are subheads; .txt only"),
    may("paragraphs", Term(&["blocks", "lines"]), "what ends a paragraph: a blank line, or every line"),
    REL,
    may("rights", Text, "what may be done with it"),
    WAIVE,
    may("silent", Silent, "by party: issues on which this article states no position of it"),
];

#[rustfmt::skip]
const ORIGINAL_FIELDS: &[Field] = &[
    may("text", Text, "the original words"),
    may("lang", Text, "their language"),
    may("url", Text, "where they stand"),
    may("checked", Date, "the day they were seen"),
];

#[rustfmt::skip]
const QUOTE_FIELDS: &[Field] = &[
    must("source", One(Of::Source), "who said it"),
    may("as", Text, "role, if printed differently here"),
    may("party", One(Of::Party), "party, overriding the source's").more("\"\" = in a personal capacity"),
    VIA,
    must("text", Texts, WORDS).more(GIVEN),
    BEFORE,
    AFTER,
    may("cue", Texts, "the reporting words").more("`writes`; found in the same paragraph"),
    HEDGE,
    may("ascribes", One(Of::Speaker), "whose words or intent the speaker describes"),
    may("re", One(Of::Quote), "the quote it comments on"),
    may("form", Term(Form::WORDS), "from the marks; or summary, label").more("derived from the marks if absent"),
    may("act", Term(Act::WORDS), "what the reporting verb does").more("state if absent"),
    may("modality", Term(Modality::WORDS), "how certain the source presents it").more("asserted if absent"),
    may("negated", Flag, "whether the content is negated"),
    SCOPE,
    may("to", Text, "addressee"),
    may("venue", Text, "place of utterance"),
    WHEN,
    ON,
    CRED,
    TRANSLATED,
    may("lang", Text, "language of the words"),
    may("original", Table(ORIGINAL_FIELDS), "the words in the original language, once someone has seen them"),
    may("says", Text, "your gloss; never printed as a quotation"),
    TAGS,
    NOTE,
    BY,
    STATUS,
    WAIVE,
    ARTICLE,
];

#[rustfmt::skip]
const CLAIM_FIELDS: &[Field] = &[
    must("says", Text, "what is claimed, the hedge kept").more("at most 25 words"),
    may("source", One(Of::Source), "who claims it; the article where empty"),
    VIA,
    may("text", Texts, WORDS).more(GIVEN),
    BEFORE,
    AFTER,
    may("evidence", Many(Of::Evidence), "records it rests on"),
    may("kind", Term(ClaimKind::WORDS), "what it is about").more("fact if absent"),
    HEDGE,
    SCOPE,
    ON,
    CRED,
    may("check", Text, "how to check it"),
    may("verdict", Term(Verdict::WORDS), "what checking came to").more("unchecked if absent"),
    may("checked", Date, "who checked, or when"),
    TAGS,
    NOTE,
    BY,
    STATUS,
    WAIVE,
    ARTICLE,
];

#[rustfmt::skip]
const EVENT_FIELDS: &[Field] = &[
    must("says", Text, "what happened"),
    must("text", Texts, WORDS).more(GIVEN),
    BEFORE,
    AFTER,
    WHEN,
    may("where", Text, "place"),
    may("who", Many(Of::Anybody), "who took part"),
    may("kind", Text, "what it is"),
    ON,
    may("same_as", One(Of::Same), "the event it tells again"),
    TAGS,
    NOTE,
    BY,
    STATUS,
    WAIVE,
    ARTICLE,
];

#[rustfmt::skip]
const POSITION_FIELDS: &[Field] = &[
    must("party", One(Of::Party), "whose position"),
    must("issue", One(Of::Issue), "on what"),
    must("says", Text, "the position in your words"),
    must("evidence", Many(Of::Evidence), "the records it rests on"),
    may("stance", Term(Stance::WORDS), "relative to what the issue asks"),
    may("kind", Term(PositionKind::WORDS), "what it is"),
    may("as_of", Date, "as of when"),
    may("replaces", One(Of::Same), "the position it replaces"),
    may("status", Term(PositionStatus::WORDS), "whether it still stands").more("current if absent"),
    TAGS,
    NOTE,
    BY,
    WAIVE,
];

#[rustfmt::skip]
const SHIFT_FIELDS: &[Field] = &[
    must("party", One(Of::Party), "who moved"),
    may("issue", One(Of::Issue), "on what"),
    may("kind", Term(ShiftKind::WORDS), "what changed"),
    may("from", Text, "from what"),
    may("to", Text, "to what"),
    may("says", Text, "or both in one sentence"),
    may("text", Texts, WORDS).more(GIVEN),
    BEFORE,
    AFTER,
    may("evidence", Many(Of::Evidence), "records it rests on"),
    WHEN,
    TAGS,
    NOTE,
    BY,
    STATUS,
    WAIVE,
    ARTICLE,
];

#[rustfmt::skip]
const NOTE_FIELDS: &[Field] = &[
    must("kind", Term(NoteKind::WORDS), "what it is"),
    must("says", Text, "in your own voice"),
    may("about", Many(Of::Record), "records it is about"),
    may("because", Many(Of::Record), "judgement: records that speak for it"),
    may("against", Many(Of::Record), "judgement: records that speak against it"),
    may("assumes", Texts, "judgement: what it assumes"),
    may("likelihood", Text, "judgement: how likely, in words of the scale"),
    may("confidence", Term(Certainty::WORDS), "judgement: how well founded"),
    may("ask", Text, "gap: whom to ask, or what"),
    may("answer", Text, "conflict: how it was resolved"),
    may("if_raised", Text, "line: said only if somebody raises it"),
    TAGS,
    NOTE,
    BY,
    STATUS,
    WAIVE,
];

/// The tables of records, which share their ids.
pub const RECORDS: [&str; 6] = ["quote", "claim", "event", "position", "shift", "note"];

/// The fields of `table`, or of `original` within a quote, in the order in which people write them; none where there is no such
/// table.
#[must_use]
pub fn fields(table: &str) -> &'static [Field] {
    match table {
        "dossier" => DOSSIER_FIELDS,
        "original" => ORIGINAL_FIELDS,
        "party" => PARTY_FIELDS,
        "source" => SOURCE_FIELDS,
        "issue" => ISSUE_FIELDS,
        "article" => ARTICLE_FIELDS,
        "quote" => QUOTE_FIELDS,
        "claim" => CLAIM_FIELDS,
        "event" => EVENT_FIELDS,
        "position" => POSITION_FIELDS,
        "shift" => SHIFT_FIELDS,
        "note" => NOTE_FIELDS,
        _ => &[],
    }
}

/// The field `name` of `table`.
#[must_use]
pub fn field(table: &str, name: &str) -> Option<&'static Field> {
    fields(table).iter().find(|field| field.name == name)
}

/// The kind of note that alone has the field `name`; absent where every kind may have it.
#[must_use]
pub fn note_with(name: &str) -> Option<NoteKind> {
    Some(match name {
        "because" | "against" | "assumes" | "likelihood" | "confidence" => NoteKind::Judgement,
        "ask" => NoteKind::Gap,
        "answer" => NoteKind::Conflict,
        "if_raised" => NoteKind::Line,
        _ => return None,
    })
}
