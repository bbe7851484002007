//! The order in which people write fields, and which fields hold ids (format.md section 3).

/// Of which table an id is, where a field holds ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Names {
    Party,
    Source,
    Issue,
    /// A quote, claim, event, position, shift or note: they share their ids.
    Record,
    /// A party, or else a source.
    Speaker,
    /// A source, or else a party.
    Anybody,
}

/// The fields of `table` in the order of format.md and its examples.
pub(super) fn fields(table: &str) -> &'static [&'static str] {
    match table {
        "dossier" => &[
            "version", "title", "question", "marking", "scale", "owner", "status", "terms", "use",
        ],
        "party" => &["name", "short", "aka", "kind", "color"],
        "source" => &[
            "name", "role", "org", "kind", "party", "aka", "rel", "wikidata",
        ],
        "issue" => &["name", "ask", "note"],
        "article" => &[
            "file",
            "title",
            "author",
            "publisher",
            "date",
            "url",
            "retrieved",
            "lang",
            "kind",
            "translated",
            "unknown",
            "heads",
            "paragraphs",
            "rel",
            "rights",
            "waive",
            "silent",
        ],
        "quote" => &[
            "source",
            "as",
            "party",
            "via",
            "text",
            "before",
            "after",
            "cue",
            "hedge",
            "ascribes",
            "re",
            "form",
            "act",
            "modality",
            "negated",
            "scope",
            "to",
            "venue",
            "when",
            "on",
            "cred",
            "translated",
            "lang",
            "original",
            "says",
            "tags",
            "note",
            "by",
            "status",
            "waive",
            "article",
        ],
        "claim" => &[
            "says", "source", "via", "text", "before", "after", "evidence", "kind", "hedge",
            "scope", "on", "cred", "check", "verdict", "checked", "tags", "note", "by", "status",
            "waive", "article",
        ],
        "event" => &[
            "says", "text", "before", "after", "when", "where", "who", "kind", "on", "same_as",
            "hedge", "tags", "note", "by", "status", "waive", "article",
        ],
        "position" => &[
            "party", "issue", "says", "evidence", "stance", "kind", "as_of", "replaces", "status",
            "tags", "note", "by", "waive",
        ],
        "shift" => &[
            "party", "issue", "kind", "from", "to", "says", "text", "before", "after", "evidence",
            "when", "tags", "note", "by", "status", "waive", "article",
        ],
        "note" => &[
            "kind",
            "says",
            "about",
            "because",
            "against",
            "assumes",
            "likelihood",
            "confidence",
            "ask",
            "answer",
            "if_raised",
            "tags",
            "note",
            "by",
            "status",
            "waive",
        ],
        _ => &[],
    }
}

/// Which ids the field `field` of `table` holds.
pub(super) fn names(table: &str, field: &str) -> Option<Names> {
    Some(match (table, field) {
        ("quote" | "claim", "source" | "via") => Names::Source,
        ("source" | "quote" | "position" | "shift", "party") => Names::Party,
        ("quote" | "claim" | "event", "on") | ("position" | "shift", "issue") => Names::Issue,
        ("quote", "ascribes") => Names::Speaker,
        ("event", "who") => Names::Anybody,
        ("quote", "re")
        | ("event", "same_as")
        | ("position", "replaces")
        | ("claim" | "position" | "shift", "evidence")
        | ("note", "about" | "because" | "against") => Names::Record,
        _ => return None,
    })
}

/// Whether one id in a list is written without brackets where nothing in the file says otherwise.
pub(super) fn stands_alone(field: &str) -> bool {
    matches!(field, "text" | "on" | "cue" | "hedge")
}

/// The tables that share their ids.
pub(super) const RECORDS: [&str; 6] = ["quote", "claim", "event", "position", "shift", "note"];

/// Whether the tables of this kind share their ids with other records.
pub(super) fn is_record(table: &str) -> bool {
    RECORDS.contains(&table)
}

/// The keys under which a table stands: `article` and `dossier` have no id.
pub(super) fn path<'a>(table: &'a str, id: &'a str) -> Vec<&'a str> {
    match table {
        "article" | "dossier" => vec![table],
        _ => vec![table, id],
    }
}
