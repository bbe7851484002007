//! format.md section 3, field by field.
use super::field::{DIALECT, Field, date, flag, list, table, text, texts, told, word};
use crate::model::{
    Act, Article, ArticleKind, Certainty, ClaimKind, Form, Known, Modality, NoteKind, PartyKind,
    PositionKind, PositionStatus, Reliability, Scale, Scope, ShiftKind, SourceKind, Stance, Status,
    Verdict,
};
use serde_json::{Value, json};

/// The schema of a dossier's TOML files: any table may stand in any of them.
#[must_use]
pub fn dossier() -> Value {
    let ids = |schema: Value, help: &str| {
        told(
            json!({ "type": "object", "additionalProperties": schema }),
            help,
        )
    };
    let mut schema = table(
        "One file of a dossier. Quotes are anchored by their words; any table may stand in any file.",
        &[],
        vec![
            ("dossier", about()),
            ("article", article()),
            (
                "party",
                ids(
                    party(),
                    "sides: columns of the matrix, in the order of the file",
                ),
            ),
            ("source", ids(source(), "whoever or whatever is quoted")),
            ("issue", ids(issue(), "rows of the matrix")),
            (
                "quote",
                ids(quote(), "attributed statements: source, cue, content"),
            ),
            ("claim", ids(claim(), "what could be checked")),
            ("event", ids(event(), "what is said to have happened")),
            (
                "position",
                ids(position(), "the analyst's line for one cell of the matrix"),
            ),
            ("shift", ids(shift(), "what changed")),
            ("note", ids(note(), "the analyst's own voice")),
        ],
    );
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), DIALECT.into());
        schema.insert("title".to_owned(), "onrecord dossier".into());
    }
    schema
}

fn about() -> Value {
    let pair =
        json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 });
    table(
        "what the dossier is about; once, and it may be absent",
        &[],
        vec![
            (
                "version",
                told(
                    json!({ "type": "integer", "minimum": 1 }),
                    "the version of this format; 1 if absent, and a later one is only read",
                ),
            ),
            ("title", text("its title; else the name of the folder")),
            ("question", text("the question it answers")),
            ("marking", text("handling line, for example TLP:CLEAR")),
            (
                "scale",
                word(
                    Scale::WORDS,
                    "where words of likelihood come from; phia if absent",
                ),
            ),
            ("owner", text("who prepares it")),
            (
                "status",
                word(Status::WORDS, "where it stands in its making"),
            ),
            (
                "terms",
                list(&pair, "contested pairs: [[\"liberate\", \"conquer\"]]"),
            ),
            (
                "use",
                texts("further TOML files inside the dossier's folder or a sibling"),
            ),
        ],
    )
}

fn party() -> Value {
    table(
        "a side",
        &["name"],
        vec![
            ("name", text("its name")),
            ("short", text("its name where there is little room")),
            ("aka", texts("its other names")),
            ("kind", word(PartyKind::WORDS, "what it is")),
            ("color", text("its colour")),
        ],
    )
}

fn source() -> Value {
    table(
        "whoever or whatever is quoted; `article` and `unnamed` are reserved",
        &["name"],
        vec![
            ("name", text("the name")),
            ("role", text("the role, as printed")),
            (
                "party",
                text("the party it speaks for; absent: an observer"),
            ),
            ("org", text("the organisation")),
            (
                "kind",
                word(SourceKind::WORDS, "what it is; a person if absent"),
            ),
            ("aka", texts("variants of the name")),
            (
                "rel",
                word(Reliability::WORDS, "how reliable (Admiralty A-F)"),
            ),
            ("wikidata", text("its item in Wikidata")),
        ],
    )
}

fn issue() -> Value {
    table(
        "what parties take positions on",
        &["name"],
        vec![
            ("name", text("its name")),
            ("ask", text("the proposition that stances refer to")),
            ("note", text("a note on it")),
        ],
    )
}

fn article() -> Value {
    let silent = json!({ "type": "object", "additionalProperties": texts("issues") });
    let heads = json!({ "type": "integer", "minimum": 1 });
    let facts = json!({ "type": ["string", "array"], "items": { "enum": Article::FACTS } });
    table(
        "the article that the anchors in this file belong to",
        &["file"],
        vec![
            (
                "file",
                text("its text, untouched: a path from this file, .txt or .md"),
            ),
            ("title", text("the title")),
            ("author", text("the author")),
            ("publisher", text("the publisher")),
            ("date", date("the day it was published (EDTF)")),
            ("url", text("its address")),
            ("retrieved", date("the day it was fetched")),
            ("lang", text("its language (BCP 47)")),
            ("kind", word(ArticleKind::WORDS, "what kind of text it is")),
            (
                "translated",
                word(Known::WORDS, "whether it is a translation"),
            ),
            (
                "unknown",
                told(facts, "fields that were looked for and are not there"),
            ),
            (
                "heads",
                list(
                    &heads,
                    "numbers of the paragraphs that are subheads; .txt only",
                ),
            ),
            (
                "paragraphs",
                word(
                    &["blocks", "lines"],
                    "what ends a paragraph: a blank line, or every line",
                ),
            ),
            (
                "rel",
                word(Reliability::WORDS, "how reliable (Admiralty A-F)"),
            ),
            ("rights", text("what may be done with it")),
            (
                "silent",
                told(
                    silent,
                    "by party: issues on which this article states no position of it",
                ),
            ),
            ("waive", waive()),
        ],
    )
}

fn waive() -> Value {
    let reason = json!({ "type": "string", "minLength": 1 });
    told(
        json!({ "type": "object", "patternProperties": { "^[EWI][0-9]{2}$": reason }, "additionalProperties": false }),
        "findings that are let stand, each with its reason: { W16 = \"reason\" }",
    )
}

/// Fields that every record may have.
fn common() -> Vec<Field> {
    vec![
        ("tags", texts("tags")),
        ("note", text("a note on it")),
        ("by", text("who wrote it")),
        (
            "status",
            word(Status::WORDS, "where it stands in its making"),
        ),
        ("waive", waive()),
    ]
}

/// Fields of what stands in an article.
fn anchored() -> Vec<Field> {
    let text_help = "exact words of the article, without the outer marks; several where the attribution interrupts them; \
        `A >> B` from A through to B, `[...]` words left out, `[word]` a word put in";
    let mut fields = common();
    fields.extend([
        ("text", texts(text_help)),
        (
            "before",
            text("a few words before, where `text` is not unique"),
        ),
        (
            "after",
            text("a few words after, where `text` is not unique"),
        ),
        (
            "article",
            text("the article, where the file has none of its own"),
        ),
    ]);
    fields
}

fn with(mut fields: Vec<Field>, more: impl IntoIterator<Item = Field>) -> Vec<Field> {
    fields.extend(more);
    fields
}

fn grade() -> Value {
    told(
        json!({ "type": "integer", "minimum": 1, "maximum": 6 }),
        "how credible this item is (Admiralty 1-6)",
    )
}

fn quote() -> Value {
    let original = table(
        "the words in the original language, once someone has seen them",
        &[],
        vec![
            ("text", text("the original words")),
            ("lang", text("their language")),
            ("url", text("where they stand")),
            ("checked", date("the day they were seen")),
        ],
    );
    table(
        "one attributed statement",
        &["source", "text"],
        with(
            anchored(),
            [
                ("source", text("who said it")),
                ("on", texts("the issues it is about")),
                (
                    "form",
                    word(
                        Form::WORDS,
                        "derived from the quotation marks; `summary` and `label` are declared",
                    ),
                ),
                (
                    "cue",
                    texts("reporting words (\"writes\"), found in the same paragraph"),
                ),
                (
                    "via",
                    texts("who passed it on, from the article inwards; [] = looked, nobody"),
                ),
                (
                    "ascribes",
                    text("party or source whose words, intent or acts the speaker describes"),
                ),
                ("re", text("the quote it comments on")),
                ("hedge", texts("hedging words, found in the same paragraph")),
                (
                    "modality",
                    word(Modality::WORDS, "how certain it is put; asserted if absent"),
                ),
                ("negated", flag("whether it is denied")),
                (
                    "act",
                    word(Act::WORDS, "what the speaker does; state if absent"),
                ),
                ("as", text("the role, if printed differently here")),
                (
                    "party",
                    text("the party, instead of the source's; \"\" = in a personal capacity"),
                ),
                ("to", text("addressee")),
                ("venue", text("place of utterance")),
                ("when", date("the date (EDTF), or the printed words")),
                (
                    "scope",
                    word(
                        Scope::WORDS,
                        "how far the attribution reaches cannot be settled",
                    ),
                ),
                ("cred", grade()),
                (
                    "translated",
                    word(Known::WORDS, "whether the words are a translation"),
                ),
                ("lang", text("their language")),
                ("original", original),
                (
                    "says",
                    text("the analyst's gloss; never printed as a quotation"),
                ),
            ],
        ),
    )
}

/// `schema`, of which one of the groups of fields in `any` must be there.
fn needs(schema: Value, any: &[&[&str]]) -> Value {
    let mut schema = schema;
    if let Value::Object(schema) = &mut schema {
        let any: Vec<Value> = any
            .iter()
            .map(|names| json!({ "required": names }))
            .collect();
        schema.insert("anyOf".to_owned(), any.into());
    }
    schema
}

fn claim() -> Value {
    let fields = with(
        anchored(),
        [
            ("says", text("the claim, at most 25 words, its hedge kept")),
            ("evidence", texts("records it rests on, instead of `text`")),
            ("source", text("who makes it; the article if absent")),
            (
                "kind",
                word(ClaimKind::WORDS, "what kind of claim; fact if absent"),
            ),
            ("on", texts("the issues it is about")),
            ("hedge", texts("hedging words, found in the same paragraph")),
            (
                "via",
                texts("who passed it on, from the article inwards; [] = looked, nobody"),
            ),
            (
                "scope",
                word(
                    Scope::WORDS,
                    "how far the attribution reaches cannot be settled",
                ),
            ),
            ("cred", grade()),
            ("check", text("how to check it")),
            (
                "verdict",
                word(
                    Verdict::WORDS,
                    "what the check came to; unchecked if absent",
                ),
            ),
            ("checked", date("the day it was checked")),
        ],
    );
    let claim = table("something that could be checked", &["says"], fields);
    needs(claim, &[&["text"], &["evidence"]])
}

fn event() -> Value {
    let fields = with(
        anchored(),
        [
            ("says", text("what happened")),
            ("when", date("the date (EDTF), or the printed words")),
            ("where", text("the place")),
            ("who", texts("parties and sources that took part")),
            ("on", texts("the issues it is about")),
            ("kind", text("what kind of event")),
            ("same_as", text("the event that this is another account of")),
        ],
    );
    table("what is said to have happened", &["says", "text"], fields)
}

fn position() -> Value {
    let mut fields = common();
    fields.retain(|(name, _)| *name != "status");
    let status = "whether it still holds; current if absent";
    let fields = with(
        fields,
        [
            ("party", text("whose position")),
            ("issue", text("on what")),
            ("says", text("the analyst's line")),
            ("evidence", texts("the records it rests on")),
            (
                "stance",
                word(Stance::WORDS, "relative to the proposition of the issue"),
            ),
            ("kind", word(PositionKind::WORDS, "what kind of position")),
            ("as_of", date("as of when")),
            ("replaces", text("the position it replaces")),
            ("status", word(PositionStatus::WORDS, status)),
        ],
    );
    let required = ["party", "issue", "says", "evidence"];
    table("the analyst's line for one cell", &required, fields)
}

fn shift() -> Value {
    let fields = with(
        anchored(),
        [
            ("party", text("whose position changed")),
            ("from", text("what it was")),
            ("to", text("what it is")),
            ("says", text("the change, instead of `from` and `to`")),
            ("evidence", texts("the records it rests on")),
            ("issue", text("on what")),
            ("when", date("the date (EDTF), or the printed words")),
            (
                "kind",
                word(
                    ShiftKind::WORDS,
                    "what kind of change; `correction` is one of the reporting",
                ),
            ),
        ],
    );
    let shift = table("what changed", &["party"], fields);
    needs(shift, &[&["says"], &["from", "to"]])
}

fn note() -> Value {
    let fields = with(
        common(),
        [
            ("kind", word(NoteKind::WORDS, "what kind of note")),
            ("says", text("the note")),
            ("about", texts("the records it is about")),
            ("because", texts("judgement: the records that speak for it")),
            (
                "against",
                texts("judgement: the records that speak against it"),
            ),
            ("assumes", texts("judgement: what it takes for granted")),
            (
                "likelihood",
                text("judgement: a term of the dossier's scale"),
            ),
            (
                "confidence",
                word(Certainty::WORDS, "judgement: how sure the analyst is"),
            ),
            ("ask", text("gap: what to ask")),
            ("answer", text("conflict: how it is resolved")),
            ("if_raised", text("line: said only if this is raised")),
        ],
    );
    table("the analyst's own voice", &["kind", "says"], fields)
}
