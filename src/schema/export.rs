//! The JSON export: the dossier with what follows from it. Keys are only ever added.
use super::field::{DIALECT, Field, flag, list, object, or_null, text, told, word};
use crate::model::{
    Act, Article, Form, Modality, PartyKind, RECORDS, SourceKind, Stance, Status, Verdict,
};
use serde_json::{Value, json};

/// The schema of what `onrecord export --format json` prints.
#[must_use]
pub fn export() -> Value {
    let mut schema = object(
        "The dossier as one object: every record with what follows from it.",
        vec![
            (
                "schema",
                told(json!({ "const": "onrecord/export/1" }), "the version"),
            ),
            ("dossier", about()),
            ("as_of", maybe("as of when, in the user's words")),
            ("parties", list(&party(), "the sides, in order")),
            ("sources", list(&source(), "whoever or whatever is quoted")),
            ("issues", list(&issue(), "the rows of the matrix")),
            ("articles", list(&article(), "what was read, by number")),
            ("records", list(&record(), "every record")),
            ("matrix", matrix()),
        ],
    );
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), DIALECT.into());
        schema.insert("title".to_owned(), "onrecord export".into());
    }
    schema
}

fn maybe(help: &str) -> Value {
    or_null(text(help))
}

fn number(help: &str) -> Value {
    told(json!({ "type": "integer", "minimum": 0 }), help)
}

fn names(help: &str) -> Value {
    list(&json!({ "type": "string" }), help)
}

fn about() -> Value {
    object(
        "what the dossier is about",
        vec![
            ("title", text("its title")),
            ("question", maybe("the question it answers")),
            ("marking", maybe("handling line")),
            ("scale", maybe("where words of likelihood come from")),
            ("owner", maybe("who prepares it")),
            (
                "status",
                or_null(word(Status::WORDS, "where it stands in its making")),
            ),
            ("draft", flag("whether faults were let through")),
            ("narrowed_to", maybe("what was left out, in words")),
        ],
    )
}

fn party() -> Value {
    object(
        "a side",
        vec![
            ("id", text("its id")),
            ("name", text("its name")),
            ("short", maybe("its name where there is little room")),
            ("aka", names("its other names")),
            ("kind", or_null(word(PartyKind::WORDS, "what it is"))),
        ],
    )
}

fn source() -> Value {
    object(
        "whoever or whatever is quoted",
        vec![
            ("id", text("its id")),
            ("name", text("the name")),
            ("role", maybe("the role")),
            ("org", maybe("the organisation")),
            ("aka", names("variants of the name")),
            ("party", maybe("the party it speaks for")),
            ("kind", word(SourceKind::WORDS, "what it is")),
            ("rel", maybe("how reliable")),
            ("wikidata", maybe("its item in Wikidata")),
        ],
    )
}

fn issue() -> Value {
    object(
        "a row of the matrix",
        vec![
            ("id", text("its id")),
            ("name", text("its name")),
            ("ask", maybe("the proposition that stances refer to")),
            ("note", maybe("a note on it")),
        ],
    )
}

fn article() -> Value {
    let mut fields: Vec<Field> = vec![
        ("number", number("its number in citations, from 1")),
        ("id", text("its id")),
        ("file", text("its file, relative to the dossier")),
        ("readable", flag("whether it could be read")),
        ("sha256", text("the fingerprint of its text")),
        ("paragraphs", number("how many paragraphs it has")),
        (
            "unknown",
            names("fields that were looked for and are not there"),
        ),
    ];
    fields.extend(Article::FACTS.map(|name| (name, maybe("as given"))));
    object("an article", fields)
}

fn record() -> Value {
    let outcomes = [
        "exact",
        "folded",
        "ambiguous",
        "altered",
        "missing",
        "unchecked",
    ];
    let waived = object(
        "a finding that is let stand",
        vec![("code", text("which")), ("reason", text("why"))],
    );
    let fields: Vec<Field> = vec![
        ("id", text("its id")),
        (
            "table",
            word(&RECORDS, "which table it is of; more keys follow from that"),
        ),
        ("file", text("where it is written")),
        ("line", number("where it is written, from 1")),
        (
            "column",
            number("where it is written, in characters from 1"),
        ),
        ("article", maybe("the article its words stand in")),
        (
            "paragraph",
            or_null(number("the first paragraph of its words, from 1")),
        ),
        (
            "last_paragraph",
            or_null(number("the last paragraph of its words")),
        ),
        (
            "start",
            or_null(number("the first byte of its words in the reading text")),
        ),
        ("end", or_null(number("the byte behind them"))),
        (
            "outcome",
            or_null(word(&outcomes, "what the search for its words came to")),
        ),
        (
            "found",
            maybe("the words of the article; nothing where they are not proven"),
        ),
        ("text", names("the words as written in the dossier")),
        (
            "form",
            or_null(word(Form::WORDS, "how the article gives the words")),
        ),
        ("layer", maybe("the form in words, with who is described")),
        ("label", maybe("the label of the note")),
        ("source", maybe("who said it")),
        ("party", maybe("for which party")),
        ("chain", names("from the article to the speaker")),
        ("second_hand", flag("whether somebody passed it on")),
        ("basis", maybe("what a position that rests on it rests on")),
        ("says", maybe("what the analyst wrote")),
        ("on", names("issues")),
        ("hedge", names("hedging words")),
        ("evidence", names("records it rests on")),
        ("tags", names("tags")),
        ("note", maybe("a note on it")),
        ("by", maybe("who wrote it")),
        (
            "status",
            or_null(word(Status::WORDS, "where it stands in its making")),
        ),
        ("waived", list(&waived, "findings that are let stand")),
    ];
    let mut record = object("a record", fields);
    if let Some(Value::Object(properties)) = record.get_mut("properties") {
        properties.extend(
            own()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        );
    }
    record
}

/// Keys that only the records of some tables have.
fn own() -> Vec<Field> {
    let original = object(
        "the words in the original language",
        vec![
            ("text", maybe("the words")),
            ("lang", maybe("their language")),
            ("url", maybe("where they stand")),
            ("checked", maybe("the day they were seen")),
        ],
    );
    let ids = |help| or_null(names(help));
    let mut fields = vec![
        ("cue", names("quote: reporting words")),
        ("via", ids("quote: who passed it on")),
        (
            "act",
            or_null(word(Act::WORDS, "quote: what the speaker does")),
        ),
        (
            "modality",
            or_null(word(Modality::WORDS, "quote: how certain it is put")),
        ),
        ("negated", or_null(flag("quote: whether it is denied"))),
        ("cred", or_null(number("quote, claim: how credible"))),
        ("original", or_null(original)),
        (
            "verdict",
            word(Verdict::WORDS, "claim: what the check came to"),
        ),
        ("who", names("event: who took part")),
        (
            "stance",
            or_null(word(Stance::WORDS, "position: relative to the proposition")),
        ),
        ("standing", text("position: whether it still holds")),
        ("about", names("note: records it is about")),
        ("because", names("note: records that speak for it")),
        ("against", names("note: records that speak against it")),
        ("assumes", names("note: what it takes for granted")),
    ];
    let given = [
        "ascribes",
        "re",
        "as",
        "to",
        "venue",
        "when",
        "scope",
        "translated",
        "lang",
        "kind",
        "check",
        "checked",
        "where",
        "same_as",
        "issue",
        "as_of",
        "replaces",
        "from",
        "likelihood",
        "confidence",
        "ask",
        "answer",
        "if_raised",
    ];
    fields.extend(given.map(|name| (name, maybe("as written"))));
    fields
}

fn matrix() -> Value {
    let cell = object(
        "an issue and a party",
        vec![
            ("party", text("its id")),
            (
                "standing",
                word(
                    &["stated", "silent", "unread", "unproven", "left out"],
                    "what is known of it; unproven: only words that do not stand; left out: something that was not asked for",
                ),
            ),
            ("basis", maybe("the strongest statement, in words")),
            (
                "statements",
                names("what the party said, the strongest first"),
            ),
            ("conduct", names("what it did")),
            ("ascribed", names("what others say it wants")),
            (
                "unproven",
                names("what it is said to say or do, in words that do not stand"),
            ),
            ("positions", names("the analyst's lines")),
            ("silent_in", names("articles that state nothing of it")),
        ],
    );
    let row = object(
        "an issue",
        vec![
            ("issue", text("its id")),
            ("cells", list(&cell, "one a party")),
            ("others", names("what others say")),
            ("article", names("what the article says itself")),
            ("shifts", names("what changed")),
        ],
    );
    object(
        "issues by parties",
        vec![
            ("stated", number("cells with a statement")),
            ("silent", number("cells on which an article is silent")),
            ("unread", number("cells nobody looked for")),
            (
                "unproven",
                number("cells with nothing but words that do not stand"),
            ),
            (
                "left_out",
                number("cells of which a filter left out everything"),
            ),
            ("rows", list(&row, "one an issue")),
        ],
    )
}
