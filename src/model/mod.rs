//! A briefing as plain values: what the files say, and what follows from it.
mod article;
mod cells;
mod codebook;
mod date;
mod dossier;
mod field;
mod filter;
mod lock;
mod marks;
mod places;
mod rare;
mod record;
mod term;
mod timeline;

pub use article::{Article, Fact, Paragraph, Silence};
pub use cells::{Basis, Cell, Matrix, Reading, Standing, Voice, basis, matrix, readings};
pub use codebook::{About, Codebook, Issue, Party, Source};
pub use date::Date;
pub use dossier::{Anchor, Dossier, Link, RecordId, Written};
pub use field::{Field, Of, RECORDS, Takes, field, fields, note_with};
pub use filter::{Check, Facet, Filter, Sieve, Trait, counts};
pub use lock::{LOCK_VERSION, later_lock};
pub use marks::{Marks, marked};
pub use places::Places;
pub use rare::{Nothing, Rare};
pub use record::{
    Body, Claim, Event, Extras, Note, Original, Position, Quote, Record, Ref, Setting, Shift,
    Waiver, table_of,
};
pub use term::{
    Act, ArticleKind, Certainty, ClaimKind, Form, Known, Layer, Modality, NoteKind, PartyKind,
    PositionKind, PositionStatus, Reliability, Scale, Scope, ShiftKind, SourceKind, Stance, Status,
    Verdict,
};
pub use timeline::{Moment, Timeline, timeline};
