//! The records of format.md section 3, as their files say them.
use super::{
    places::Places,
    rare::{Nothing, Rare},
    term::{
        Act, Certainty, ClaimKind, Form, Known, Modality, NoteKind, PositionKind, PositionStatus,
        Scope, ShiftKind, Stance, Status, Verdict,
    },
};
use crate::{
    anchor::{Pattern, Quotation},
    diag::Place,
    text::Span,
};

/// An id as written, and where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ref {
    /// The id.
    pub id: String,
    /// Its bytes in the record's file, without the quotation marks of TOML.
    pub span: Span,
}

/// A finding that the author lets stand, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's code as written.
    pub code: Ref,
    /// The reason.
    pub reason: String,
}

/// One record: a quote, claim, event, position, shift or note. There may be very many: what does not grow is kept without
/// room to grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id, one namespace for all records.
    pub id: String,
    /// Where it stands: its header.
    pub place: Place,
    /// Its whole block, from the header to the end of its last value.
    pub block: Span,
    /// Where each field stands.
    pub fields: Places,
    /// Number of the article its words are anchored in (an index into [`super::Written::articles`]); absent
    /// for records without words, and where the file has no `[article]`.
    pub article: Option<usize>,
    /// The exact words of the article; empty where the record has none. More than one where an attribution interrupts.
    pub text: Box<[String]>,
    /// Issues it is about.
    pub on: Box<[Ref]>,
    /// The analyst's words; never printed as a quotation.
    pub says: Option<Box<str>>,
    /// Where the record stands in its making.
    pub status: Option<Status>,
    /// What few records say.
    pub extra: Rare<Extras>,
    /// What the table says beyond that.
    pub body: Body,
}

/// What a record of any table may say, and few do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Words directly before.
    pub before: Option<String>,
    /// Words directly after.
    pub after: Option<String>,
    /// Hedging words of the article.
    pub hedge: Vec<String>,
    /// Who passed it on, from the article inwards; `None`: not said, empty: looked, nobody.
    pub via: Option<Vec<Ref>>,
    /// Free words to find it by.
    pub tags: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Who made the record.
    pub by: Option<String>,
    /// Findings the author lets stand.
    pub waive: Vec<Waiver>,
}

impl Nothing for Extras {
    const NOTHING: &'static Self = &Self {
        before: None,
        after: None,
        hedge: Vec::new(),
        via: None,
        tags: Vec::new(),
        note: None,
        by: None,
        waive: Vec::new(),
    };
}

/// What is particular to one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// `[quote.ID]`
    Quote(Box<Quote>),
    /// `[claim.ID]`
    Claim(Box<Claim>),
    /// `[event.ID]`
    Event(Box<Event>),
    /// `[position.ID]`
    Position(Box<Position>),
    /// `[shift.ID]`
    Shift(Box<Shift>),
    /// `[note.ID]`
    Note(Box<Note>),
}

/// One attributed statement: source, cue, content. There may be very many: what few have stands apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Who said it.
    pub source: Ref,
    /// The declared form; derived where absent.
    pub form: Option<Form>,
    /// Reporting words.
    pub cue: Box<[String]>,
    /// Party or source whose words, intent or acts the speaker describes.
    pub ascribes: Option<Box<Ref>>,
    /// The quote it comments on.
    pub re: Option<Box<Ref>>,
    /// How certain the source presents it.
    pub modality: Option<Modality>,
    /// Whether the content is negated.
    pub negated: Option<bool>,
    /// The speech act.
    pub act: Option<Act>,
    /// Party overriding the source's; an empty id: personal capacity.
    pub party: Option<Box<Ref>>,
    /// How far the attribution reaches.
    pub scope: Option<Scope>,
    /// Admiralty credibility, 1 to 6.
    pub cred: Option<u8>,
    /// Whether the words are a translation.
    pub translated: Option<Known>,
    /// The circumstances.
    pub setting: Rare<Setting>,
}

/// As whom, to whom, where, when and in which language something was said, as far as that is noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Role if printed differently here.
    pub role: Option<String>,
    /// Addressee.
    pub to: Option<String>,
    /// Place of utterance.
    pub venue: Option<String>,
    /// Date (EDTF) or the printed words.
    pub when: Option<String>,
    /// Language of the words.
    pub lang: Option<String>,
    /// The original, once someone has seen it.
    pub original: Option<Original>,
}

impl Nothing for Setting {
    const NOTHING: &'static Self = &Self {
        role: None,
        to: None,
        venue: None,
        when: None,
        lang: None,
        original: None,
    };
}

/// The original of a translated quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    /// Its words.
    pub text: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Who compared it, or when.
    pub checked: Option<String>,
}

/// Something that could be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// Who claims it; `None`: the article.
    pub source: Option<Ref>,
    /// Records it rests on.
    pub evidence: Vec<Ref>,
    /// What it is about.
    pub kind: Option<ClaimKind>,
    /// How far the attribution reaches.
    pub scope: Option<Scope>,
    /// Admiralty credibility, 1 to 6.
    pub cred: Option<u8>,
    /// How to check it.
    pub check: Option<String>,
    /// What checking came to.
    pub verdict: Option<Verdict>,
    /// Who checked, or when.
    pub checked: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Date (EDTF) or the printed words.
    pub when: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Source ids or names.
    pub who: Vec<Ref>,
    /// What it is.
    pub kind: Option<String>,
    /// The event it tells again.
    pub same_as: Option<Ref>,
}

/// The analyst's line for one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The party.
    pub party: Ref,
    /// The issue.
    pub issue: Ref,
    /// Records it rests on.
    pub evidence: Vec<Ref>,
    /// Relative to the issue's proposition.
    pub stance: Option<Stance>,
    /// What it is.
    pub kind: Option<PositionKind>,
    /// As of when.
    pub as_of: Option<String>,
    /// The position it replaces.
    pub replaces: Option<Ref>,
    /// Whether it still stands; current where absent.
    pub standing: Option<PositionStatus>,
}

/// Something that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// The party.
    pub party: Ref,
    /// From what.
    pub from: Option<String>,
    /// To what.
    pub to: Option<String>,
    /// Records it rests on.
    pub evidence: Vec<Ref>,
    /// The issue.
    pub issue: Option<Ref>,
    /// Date (EDTF) or the printed words.
    pub when: Option<String>,
    /// What it is.
    pub kind: Option<ShiftKind>,
}

impl Shift {
    /// From what to what, on one line: `a list of points → a framework`; nothing where neither is given.
    #[must_use]
    pub fn moved(&self) -> Option<String> {
        let side = |words: &Option<String>| {
            let words = words.as_deref().unwrap_or("?").split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        };
        (self.from.is_some() || self.to.is_some())
            .then(|| format!("{} → {}", side(&self.from), side(&self.to)))
    }
}

/// The analyst's own voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Records it is about.
    pub about: Vec<Ref>,
    /// Judgement: records that speak for it.
    pub because: Vec<Ref>,
    /// Judgement: records that speak against it.
    pub against: Vec<Ref>,
    /// Judgement: what it assumes.
    pub assumes: Vec<String>,
    /// Judgement: how likely, in words of the scale.
    pub likelihood: Option<String>,
    /// Judgement: how well founded.
    pub confidence: Option<Certainty>,
    /// Gap: whom to ask, or what.
    pub ask: Option<String>,
    /// Conflict: how it was resolved.
    pub answer: Option<String>,
    /// Line: said only if somebody raises it.
    pub if_raised: Option<String>,
}

impl Quotation for Record {
    fn parts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.text.iter().map(String::as_str)
    }

    fn before(&self) -> Option<&str> {
        self.extra.before.as_deref()
    }

    fn after(&self) -> Option<&str> {
        self.extra.after.as_deref()
    }
}

impl Record {
    /// The table it stands in: `quote`, `claim`, ...
    #[must_use]
    pub const fn table(&self) -> &'static str {
        table_of(&self.body)
    }

    /// Its name in every report: `quote.putin-either-or`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}.{}", self.table(), self.id)
    }

    /// Where the value of `field` stands; the header where the record does not have it.
    #[must_use]
    pub fn at(&self, field: &str) -> Place {
        let span = self.fields.get(self.table(), field);
        Place {
            file: self.place.file,
            span: span.unwrap_or(self.place.span),
        }
    }

    /// What is looked for in the article.
    #[must_use]
    pub fn pattern(&self) -> Pattern {
        Pattern {
            parts: self.text.to_vec(),
            before: self.extra.before.clone(),
            after: self.extra.after.clone(),
            hint: None,
        }
    }

    /// The first of its words as they are written, else the analyst's.
    #[must_use]
    pub fn first_words(&self) -> Option<&str> {
        let words = self.text.first().map(String::as_str);
        words.or(self.says.as_deref())
    }

    /// As a quote.
    #[must_use]
    pub fn quote(&self) -> Option<&Quote> {
        match &self.body {
            Body::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// Records it rests on, as written: `evidence`, and what a judgement names for and against it.
    #[must_use]
    pub fn evidence(&self) -> Vec<&Ref> {
        match &self.body {
            Body::Claim(claim) => claim.evidence.iter().collect(),
            Body::Position(position) => position.evidence.iter().collect(),
            Body::Shift(shift) => shift.evidence.iter().collect(),
            Body::Note(note) => note
                .about
                .iter()
                .chain(&note.because)
                .chain(&note.against)
                .collect(),
            Body::Quote(_) | Body::Event(_) => Vec::new(),
        }
    }

    /// Records that it says something of, so that it may have to change when they do: [`Record::evidence`], what a quote
    /// answers, the event that is the same, the position that is replaced.
    #[must_use]
    pub fn rests_on(&self) -> Vec<&Ref> {
        let mut all = self.evidence();
        all.extend(match &self.body {
            Body::Quote(quote) => quote.re.as_deref(),
            Body::Event(event) => event.same_as.as_ref(),
            Body::Position(position) => position.replaces.as_ref(),
            Body::Claim(_) | Body::Shift(_) | Body::Note(_) => None,
        });
        all
    }
}

/// The name of the table a body comes from.
#[must_use]
pub const fn table_of(body: &Body) -> &'static str {
    match body {
        Body::Quote(_) => "quote",
        Body::Claim(_) => "claim",
        Body::Event(_) => "event",
        Body::Position(_) => "position",
        Body::Shift(_) => "shift",
        Body::Note(_) => "note",
    }
}
