//! Quotes, claims, events, positions, shifts and notes.
use super::{
    fields::Fields,
    file::{Elsewhere, Gathered},
};
use crate::{
    diag::{Code, Place},
    model::{
        self, Act, Body, Certainty, Claim, ClaimKind, Event, Extras, Form, Known, Modality, Note,
        NoteKind, Original, Places, Position, PositionKind, PositionStatus, Quote, Rare, Record,
        Ref, Scope, Setting, Shift, ShiftKind, Stance, Status, Verdict,
    },
    text::Span,
};

/// A record, and what it says that few do.
struct Made {
    record: Record,
    extra: Extras,
}

/// What a record of any table may say of itself; `block` is everything that is written of it.
fn begun(fields: &mut Fields, block: Span) -> Made {
    let extra = Extras {
        tags: fields.texts("tags"),
        note: fields.text("note"),
        by: fields.text("by"),
        waive: fields.waivers(),
        ..Extras::default()
    };
    let record = Record {
        id: fields.id.to_owned(),
        place: Place {
            file: fields.faults.file,
            span: fields.place,
        },
        block,
        fields: Places::default(),
        article: None,
        text: Box::default(),
        on: Box::default(),
        says: None,
        status: None,
        extra: Rare::default(),
        body: Body::Event(Box::default()),
    };
    Made { record, extra }
}

/// Reads the record of `fields.table` into `all`; `block` is everything that is written of it.
pub(super) fn record(mut fields: Fields, block: Span, all: &mut Gathered) {
    let mut made = begun(&mut fields, block);
    let body = match fields.table {
        "quote" => Body::Quote(Box::new(quote(&mut fields, &mut made))),
        "claim" => Body::Claim(Box::new(claim(&mut fields, &mut made))),
        "event" => Body::Event(Box::new(event(&mut fields, &mut made))),
        "position" => Body::Position(Box::new(position(&mut fields, &mut made.record))),
        "shift" => Body::Shift(Box::new(shift(&mut fields, &mut made))),
        _ => Body::Note(Box::new(note(&mut fields, &mut made.record))),
    };
    let Made { mut record, extra } = made;
    (record.body, record.extra) = (body, extra.into());
    if !matches!(record.body, Body::Position(_)) {
        record.status = fields.word("status", Status::WORDS);
    }
    let article = match record.body {
        Body::Position(_) | Body::Note(_) => None,
        _ => fields.reference("article"),
    };
    if let Some(article) = article {
        all.elsewhere.push(Elsewhere {
            record: all.records.len(),
            article,
        });
    }
    let table = fields.table;
    record.fields = Places::new(table, &fields.done());
    all.records.push(record);
}

/// `text` and the context that tells its place.
fn words(fields: &mut Fields, made: &mut Made, required: bool) {
    let mut text = fields.texts("text");
    let written = text.len();
    text.retain(|part| !part.trim().is_empty());
    if text.len() < written || required && written == 0 {
        fields.missing("text");
    }
    made.record.text = text.into();
    made.extra.before = fields.text("before");
    made.extra.after = fields.text("after");
}

/// Words as they are kept.
fn short(words: Option<String>) -> Option<Box<str>> {
    words.map(String::into_boxed_str)
}

fn references(fields: &mut Fields, name: &'static str) -> Vec<Ref> {
    fields.references(name).unwrap_or_default()
}

fn quote(fields: &mut Fields, made: &mut Made) -> Quote {
    let source = fields.required_reference("source");
    words(fields, made, true);
    made.record.on = references(fields, "on").into();
    made.extra.hedge = fields.texts("hedge");
    made.extra.via = fields.references("via");
    made.record.says = short(fields.text("says"));
    Quote {
        source,
        form: fields.word("form", Form::WORDS),
        cue: fields.texts("cue").into(),
        ascribes: fields.reference("ascribes").map(Box::new),
        re: fields.reference("re").map(Box::new),
        modality: fields.word("modality", Modality::WORDS),
        negated: fields.flag("negated"),
        act: fields.word("act", Act::WORDS),
        party: fields.reference("party").map(Box::new),
        scope: fields.word("scope", Scope::WORDS),
        cred: fields.number("cred", 1..=6),
        translated: fields.word("translated", Known::WORDS),
        setting: setting(fields).into(),
    }
}

fn setting(fields: &mut Fields) -> Setting {
    Setting {
        role: fields.text("as"),
        to: fields.text("to"),
        venue: fields.text("venue"),
        when: fields.date("when"),
        lang: fields.text("lang"),
        original: original(fields),
    }
}

fn original(fields: &mut Fields) -> Option<Original> {
    let (place, layer) = fields.table("original")?;
    let layers = [layer];
    let mut fields = fields.within("original", place, &layers);
    let original = Original {
        text: fields.text("text"),
        lang: fields.text("lang"),
        url: fields.text("url"),
        checked: fields.date("checked"),
    };
    fields.done();
    Some(original)
}

fn claim(fields: &mut Fields, made: &mut Made) -> Claim {
    made.record.says = short(fields.required_text("says"));
    let evidence = references(fields, "evidence");
    words(fields, made, evidence.is_empty());
    made.record.on = references(fields, "on").into();
    made.extra.hedge = fields.texts("hedge");
    made.extra.via = fields.references("via");
    Claim {
        source: fields.reference("source"),
        evidence,
        kind: fields.word("kind", ClaimKind::WORDS),
        scope: fields.word("scope", Scope::WORDS),
        cred: fields.number("cred", 1..=6),
        check: fields.text("check"),
        verdict: fields.word("verdict", Verdict::WORDS),
        checked: fields.date("checked"),
    }
}

fn event(fields: &mut Fields, made: &mut Made) -> Event {
    made.record.says = short(fields.required_text("says"));
    words(fields, made, true);
    made.record.on = references(fields, "on").into();
    Event {
        when: fields.date("when"),
        place: fields.text("where"),
        who: references(fields, "who"),
        kind: fields.text("kind"),
        same_as: fields.reference("same_as"),
    }
}

fn position(fields: &mut Fields, record: &mut Record) -> Position {
    record.says = short(fields.required_text("says"));
    Position {
        party: fields.required_reference("party"),
        issue: fields.required_reference("issue"),
        evidence: references(fields, "evidence"),
        stance: fields.word("stance", Stance::WORDS),
        kind: fields.word("kind", PositionKind::WORDS),
        as_of: fields.date("as_of"),
        replaces: fields.reference("replaces"),
        standing: fields.word("status", PositionStatus::WORDS),
    }
}

fn shift(fields: &mut Fields, made: &mut Made) -> Shift {
    words(fields, made, false);
    made.record.says = short(fields.text("says"));
    let shift = Shift {
        party: fields.required_reference("party"),
        from: fields.text("from"),
        to: fields.text("to"),
        evidence: references(fields, "evidence"),
        issue: fields.reference("issue"),
        when: fields.date("when"),
        kind: fields.word("kind", ShiftKind::WORDS),
    };
    if made.record.says.is_none() {
        for (name, value) in [("from", &shift.from), ("to", &shift.to)] {
            if value.is_none() && !fields.has(name) {
                fields.missing(name);
            }
        }
    }
    shift
}

fn note(fields: &mut Fields, record: &mut Record) -> Note {
    let kind = fields.word("kind", NoteKind::WORDS);
    if !fields.has("kind") {
        fields.missing("kind");
    }
    record.says = short(fields.required_text("says"));
    let note = Note {
        kind: kind.unwrap_or(NoteKind::Comment),
        about: references(fields, "about"),
        because: references(fields, "because"),
        against: references(fields, "against"),
        assumes: fields.texts("assumes"),
        likelihood: fields.text("likelihood"),
        confidence: fields.word("confidence", Certainty::WORDS),
        ask: fields.text("ask"),
        answer: fields.text("answer"),
        if_raised: fields.text("if_raised"),
    };
    for name in model::fields("note").iter().map(|field| field.name) {
        let Some(owner) = model::note_with(name) else {
            continue;
        };
        if kind.is_some_and(|kind| kind != owner) && fields.has(name) {
            let message = format!("`{name}` belongs to notes of kind `{}`", owner.word());
            fields.fault(Code::E08, fields.at(name), message);
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{check, memory};

    const HEAD: &str = "[article]\nfile = \"t.txt\"\n";

    #[track_caller]
    fn holds(records: &str) {
        check(&[("t.toml", &format!("{HEAD}{records}")), ("t.txt", "Hello.")]);
    }

    fn first(record: &str) -> Record {
        let written = memory(&[("t.toml", &format!("{HEAD}{record}")), ("t.txt", "Hello.")]);
        assert_eq!(written.faults, []);
        written.records[0].clone()
    }

    #[test]
    fn a_quote_holds_every_field_of_the_format() {
        let record = first(
            r#"[quote.q]
source = "putin"
text = ["Either", "or"]
on = ["war", "land"]
form = "mixed"
cue = ["writes", "says"]
via = []
ascribes = "us"
re = "other"
hedge = "may"
modality = "possible"
negated = true
act = "threaten"
as = "president"
party = ""
to = "the nation"
venue = "Moscow"
when = 2025-12-02
before = "so"
after = "then"
scope = "unclear"
cred = 6
translated = "yes"
lang = "en"
original = { text = "Или", lang = "ru", url = "u", checked = 2025-12-03 }
says = "gloss"
tags = ["a"]
note = "n"
by = "me"
status = "reviewed"
waive = { W16 = "reason" }
x-own = { anything = 1 }
"#,
        );
        let quote = record.quote().expect("a quote");
        assert_eq!(*record.text, ["Either", "or"]);
        assert_eq!(
            record
                .on
                .iter()
                .map(|on| on.id.as_str())
                .collect::<Vec<_>>(),
            ["war", "land"]
        );
        assert_eq!(
            (record.extra.via.as_deref(), &record.extra.hedge[..]),
            (Some(&[][..]), &["may".to_owned()][..])
        );
        assert_eq!(
            (
                record.extra.before.as_deref(),
                record.extra.after.as_deref()
            ),
            (Some("so"), Some("then"))
        );
        assert_eq!(
            (record.extra.waive[0].reason.as_str(), record.status),
            ("reason", Some(Status::Reviewed))
        );
        assert_eq!(
            (quote.source.id.as_str(), &quote.cue[..]),
            ("putin", &["writes".to_owned(), "says".to_owned()][..])
        );
        assert_eq!(
            (quote.form, quote.act),
            (Some(Form::Mixed), Some(Act::Threaten))
        );
        assert_eq!(
            (quote.modality, quote.negated, quote.cred),
            (Some(Modality::Possible), Some(true), Some(6))
        );
        assert_eq!(
            quote.party.as_ref().map(|party| party.id.as_str()),
            Some("")
        );
        assert_eq!(quote.setting.when.as_deref(), Some("2025-12-02"));
        let original = quote.setting.original.as_ref().expect("an original");
        assert_eq!(
            (original.text.as_deref(), original.checked.as_deref()),
            (Some("Или"), Some("2025-12-03"))
        );
        assert_eq!(record.fields.iter("quote").count(), 30);
    }

    #[test]
    fn the_other_records_hold_theirs() {
        let claim = first(
            "[claim.c]\nsays='s'\nevidence='q'\nkind='motive'\nverdict='not-checkable'\ncheck='ask'\n",
        );
        assert!(
            matches!(&claim.body, Body::Claim(c) if c.verdict == Some(Verdict::NotCheckable) && c.evidence.len() == 1)
        );
        let event = first(
            "[event.e]\nsays='s'\ntext='t'\nwhere='Kiev'\nwho=['a','b']\nsame_as='f'\nkind='visit'\n",
        );
        assert!(
            matches!(&event.body, Body::Event(e) if e.place.as_deref() == Some("Kiev") && e.who.len() == 2)
        );
        let position = first(
            "[position.p]\nparty='a'\nissue='b'\nsays='s'\nevidence=['q']\nstatus='withdrawn'\nkind='red-line'\n",
        );
        assert!(
            matches!(&position.body, Body::Position(p) if p.standing == Some(PositionStatus::Withdrawn))
        );
        let shift = first("[shift.s]\nparty='a'\nfrom='x'\nto='y'\nkind='new-text'\n");
        assert!(
            matches!(&shift.body, Body::Shift(s) if s.kind == Some(ShiftKind::NewText))
                && shift.article.is_none()
        );
        let note = first(
            "[note.n]\nkind='judgement'\nsays='s'\nbecause='q'\nassumes='peace'\nconfidence='low'\n",
        );
        assert!(
            matches!(&note.body, Body::Note(n) if n.confidence == Some(Certainty::Low) && n.assumes == ["peace"])
        );
    }

    #[test]
    fn what_is_required_is_asked_for() {
        holds(
            "[quote.a] #~ E09 E09\n[claim.b] #~ E09 E09\n[event.c] #~ E09 E09\n[position.d] #~ E09 E09 E09\n",
        );
        holds("[shift.a] #~ E09 E09 E09\n[shift.b]\nparty='p'\nsays='s'\n[note.c] #~ E09 E09\n");
        holds(
            "[quote.a]\nsource='' #~ E09\ntext='  ' #~ E09\n[quote.b]\nsource='x'\ntext=['a', ''] #~ E09\n",
        );
        holds("[position.without-evidence]\nparty='p'\nissue='i'\nsays='s'\n");
    }

    #[test]
    fn unknown_fields_and_values_are_named() {
        holds(
            "[quote.a] #~ E09\nsorce = 'x' #~ E08\ntext = 'Hello'\nact = 'demnd' #~ E08\nevidence = 'q' #~ E08\n",
        );
        holds(
            "[note.a]\nkind = 'gapp' #~ E08\nsays = 's'\n[note.b]\nkind = 'gap'\nsays = 's'\nconfidence = 'low' #~ E08\n",
        );
        holds("[note.a]\nkind = 'gap'\nsays = 's'\ntext = 'Hello' #~ E08\narticle = 't' #~ E08\n");
        holds("[note.a]\nkind = 'gap'\nsays = 's'\nwaive = { W99 = 'r', W16 = ' ' } #~ E08 E09\n");
        holds("[quote.a]\nsource = 's'\ntext = 't'\n[quote.a.original]\ntxt = 'x' #~ E08\n");
    }

    #[test]
    fn a_word_that_is_near_is_suggested_else_the_few_there_are() {
        let source =
            "[note.a]\nkind = 'judgment'\nsays = 's'\nconfidence = 'certain'\nbecuase = 'q'\n";
        let written = memory(&[("t.toml", source)]);
        let help: Vec<Option<&str>> = written
            .faults
            .iter()
            .map(|fault| fault.help.as_deref())
            .collect();
        assert_eq!(
            help,
            [
                Some("did you mean `judgement`?"),
                Some("one of `low`, `moderate`, `high`"),
                Some("did you mean `because`?"),
            ]
        );
    }

    #[test]
    fn values_have_the_type_of_their_field() {
        holds(
            "[quote.a]\nsource = 1 #~ E08\ntext = 2 #~ E08\non = ['a', 3] #~ E08\nnegated = 'no' #~ E08\n",
        );
        holds(
            "[quote.a]\nsource = 's'\ntext = 't'\ncred = 7 #~ E08\nwhen = 1999 #~ E08\nwaive = 'W16' #~ E08\n",
        );
        holds(
            "[quote.a]\nsource = 's'\ntext = [['t']] #~ E08\nact = true #~ E08\noriginal = 'x' #~ E08\n",
        );
    }
}
