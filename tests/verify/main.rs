//! Drafts about a small dossier: what stands, what was changed, who is named; and nothing invented is ever called found.
mod harbour;
mod reports;
mod speakers;
mod words;
