//! The dossier itself as JSON: every record with what follows from it. Schema `onrecord/export/1`; keys are only ever added.
use super::{
    ask::Ask,
    note::{Desk, Row},
    txt::flat,
};
use crate::{
    diag::Diagnostic,
    model::{Article, Body, Dossier, Issue, Layer, Record, RecordId, Ref, Source, Standing, basis},
    text,
};
use serde::Serialize;
use serde_json::{Map, Value, json as value};

/// The version of what [`json()`] prints.
const SCHEMA: &str = "onrecord/export/1";

#[derive(Serialize)]
struct Export {
    schema: &'static str,
    dossier: Value,
    as_of: Option<String>,
    parties: Vec<Value>,
    sources: Vec<Value>,
    issues: Vec<Value>,
    articles: Vec<Value>,
    records: Vec<Entry>,
    matrix: Value,
}

/// A record: what it says, and what follows from it.
#[derive(Serialize)]
pub(super) struct Entry {
    id: String,
    table: &'static str,
    file: String,
    line: usize,
    column: usize,
    article: Option<String>,
    paragraph: Option<usize>,
    last_paragraph: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    outcome: Option<&'static str>,
    /// The words of the article, none where they are not proven.
    found: Option<String>,
    text: Vec<String>,
    form: Option<&'static str>,
    layer: Option<&'static str>,
    label: Option<String>,
    source: Option<String>,
    party: Option<String>,
    chain: Vec<String>,
    second_hand: bool,
    basis: Option<&'static str>,
    says: Option<String>,
    on: Vec<String>,
    hedge: Vec<String>,
    evidence: Vec<String>,
    tags: Vec<String>,
    note: Option<String>,
    by: Option<String>,
    status: Option<&'static str>,
    waived: Vec<Value>,
    #[serde(flatten)]
    own: Map<String, Value>,
}

/// The dossier as one JSON object, two blanks an indent, keys in a fixed order. Strings are exact; characters that control
/// or reorder a terminal are escaped.
#[must_use]
pub fn json(dossier: &Dossier, findings: &[Diagnostic], ask: &Ask) -> String {
    let desk = Desk::narrowed(dossier, findings, &ask.filter);
    let about = &dossier.written().about;
    let export = Export {
        schema: SCHEMA,
        dossier: value!({
            "title": about.title,
            "question": about.question,
            "marking": about.marking,
            "scale": about.scale.map(crate::model::Scale::word),
            "owner": about.owner,
            "status": about.status.map(crate::model::Status::word),
            "draft": ask.draft,
            "narrowed_to": desk.left_out().map(|left_out| flat(&left_out)),
        }),
        as_of: ask.as_of.clone(),
        parties: dossier.codebook().parties.iter().map(party).collect(),
        sources: dossier.codebook().sources.iter().map(source).collect(),
        issues: dossier.codebook().issues.iter().map(issue).collect(),
        articles: dossier.articles().iter().zip(1..).map(article).collect(),
        records: desk.records().map(|(id, _)| entry(&desk, id)).collect(),
        matrix: cells(&desk),
    };
    text::json(&export)
}

/// [`json`](text::json), and nothing in it ends or opens an element where it stands inside a page.
pub(super) fn inert(of: &impl Serialize) -> String {
    let json = text::json(of);
    // These can only stand in strings.
    (json.replace('<', "\\u003c"))
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn ids(refs: &[Ref]) -> Vec<String> {
    refs.iter().map(|one| one.id.clone()).collect()
}

fn party(party: &crate::model::Party) -> Value {
    value!({
        "id": party.id, "name": party.name, "short": party.short, "aka": party.aka,
        "kind": party.kind.map(crate::model::PartyKind::word),
    })
}

pub(super) fn source(source: &Source) -> Value {
    value!({
        "id": source.id, "name": source.name, "role": source.role, "org": source.org, "aka": source.aka,
        "party": source.party.as_ref().map(|party| &party.id), "kind": source.kind.word(),
        "rel": source.rel.map(crate::model::Reliability::word), "wikidata": source.wikidata,
    })
}

pub(super) fn issue(issue: &Issue) -> Value {
    value!({ "id": issue.id, "name": issue.name, "ask": issue.ask, "note": issue.note })
}

fn article((article, number): (&Article, usize)) -> Value {
    value!({
        "number": number, "id": article.id, "file": article.file, "readable": article.readable,
        "sha256": article.sha256(), "paragraphs": article.paragraphs.len(),
        "title": article.title, "author": article.author, "publisher": article.publisher, "date": article.date,
        "url": article.url, "retrieved": article.retrieved, "lang": article.lang, "unknown": article.unknown,
        "kind": article.kind.map(crate::model::ArticleKind::word),
        "translated": article.translated.map(crate::model::Known::word),
        "rel": article.rel.map(crate::model::Reliability::word), "rights": article.rights,
    })
}

/// The record `id` with what follows from it.
pub(super) fn entry(desk: &Desk<'_>, id: RecordId) -> Entry {
    let dossier = desk.dossier;
    let record = dossier.record(id);
    let (line, column) = desk.line(record.place);
    let anchor = dossier.anchor(id);
    let span = dossier.span(id);
    let paragraphs = dossier.paragraphs(id);
    let article = dossier.article_of(id);
    let found = span
        .zip(article)
        .map(|(span, article)| span.of(&article.text).to_owned());
    let is_quote = record.quote().is_some();
    let waived = record
        .extra
        .waive
        .iter()
        .map(|w| value!({ "code": w.code.id, "reason": w.reason }));
    Entry {
        id: record.id.clone(),
        table: record.table(),
        file: desk.file(record.place).to_owned(),
        line,
        column,
        article: article.map(|article| article.id.clone()),
        paragraph: paragraphs.map(|(first, _)| first),
        last_paragraph: paragraphs.map(|(_, last)| last),
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
        outcome: anchor.map(|anchor| anchor.outcome.word()),
        found,
        text: record.text.to_vec(),
        form: dossier.form(id).map(crate::model::Form::word),
        layer: dossier.layer(id).map(Layer::words),
        label: is_quote.then(|| desk.label(id)),
        source: dossier.speaker(id).map(str::to_owned),
        party: match &record.body {
            Body::Position(position) => Some(position.party.id.clone()),
            Body::Shift(shift) => Some(shift.party.id.clone()),
            _ => dossier.party_of(id).map(|party| party.id.clone()),
        },
        chain: dossier.layer(id).map_or(Vec::new(), |_| {
            dossier
                .chain(id)
                .iter()
                .map(|link| link.id.to_owned())
                .collect()
        }),
        second_hand: dossier.second_hand(id),
        basis: is_quote.then(|| basis(dossier, id).words()),
        says: record.says.clone().map(String::from),
        on: ids(&record.on),
        hedge: record.extra.hedge.clone(),
        evidence: record.evidence().iter().map(|one| one.id.clone()).collect(),
        tags: record.extra.tags.clone(),
        note: record.extra.note.clone(),
        by: record.extra.by.clone(),
        status: record.status.map(crate::model::Status::word),
        waived: waived.collect(),
        own: own(record),
    }
}

/// What is particular to the record's table, as it is written.
fn own(record: &Record) -> Map<String, Value> {
    let id = |one: Option<&Ref>| one.map(|one| one.id.clone());
    let own = match &record.body {
        Body::Quote(quote) => value!({
            "cue": quote.cue, "via": record.extra.via.as_ref().map(|via| ids(via)), "ascribes": id(quote.ascribes.as_deref()),
            "re": id(quote.re.as_deref()), "act": quote.act.map(crate::model::Act::word), "negated": quote.negated,
            "modality": quote.modality.map(crate::model::Modality::word), "as": quote.setting.role, "to": quote.setting.to,
            "venue": quote.setting.venue, "when": quote.setting.when, "scope": quote.scope.map(crate::model::Scope::word),
            "cred": quote.cred, "translated": quote.translated.map(crate::model::Known::word), "lang": quote.setting.lang,
            "original": quote.setting.original.as_ref().map(|original| value!({
                "text": original.text, "lang": original.lang, "url": original.url, "checked": original.checked,
            })),
        }),
        Body::Claim(claim) => value!({
            "kind": claim.kind.map_or("fact", crate::model::ClaimKind::word), "cred": claim.cred,
            "scope": claim.scope.map(crate::model::Scope::word), "check": claim.check, "checked": claim.checked,
            "verdict": claim.verdict.unwrap_or(crate::model::Verdict::Unchecked).word(),
        }),
        Body::Event(event) => value!({
            "when": event.when, "where": event.place, "who": ids(&event.who), "kind": event.kind,
            "same_as": id(event.same_as.as_ref()),
        }),
        Body::Position(position) => value!({
            "issue": position.issue.id, "as_of": position.as_of,
            "stance": position.stance.map(crate::model::Stance::word), "replaces": id(position.replaces.as_ref()),
            "kind": position.kind.map(crate::model::PositionKind::word),
            "standing": position.standing.unwrap_or(crate::model::PositionStatus::Current).word(),
        }),
        Body::Shift(shift) => value!({
            "issue": id(shift.issue.as_ref()), "from": shift.from, "to": shift.to, "when": shift.when,
            "kind": shift.kind.map(crate::model::ShiftKind::word),
        }),
        Body::Note(note) => value!({
            "kind": note.kind.word(), "about": ids(&note.about), "because": ids(&note.because),
            "against": ids(&note.against), "assumes": note.assumes, "likelihood": note.likelihood,
            "confidence": note.confidence.map(crate::model::Certainty::word), "ask": note.ask,
            "answer": note.answer, "if_raised": note.if_raised,
        }),
    };
    match own {
        Value::Object(own) => own,
        _ => Map::new(),
    }
}

/// The matrix as far as it is asked for: a cell of which everything is left out says that, not silence.
pub(super) fn cells(desk: &Desk<'_>) -> Value {
    let dossier = desk.dossier;
    let names = |ids: &[RecordId]| -> Vec<&str> {
        ids.iter()
            .map(|id| dossier.record(*id).id.as_str())
            .collect()
    };
    let mut counts = [0; 5];
    let mut rows = Vec::new();
    for Row { issue, voice, cut } in desk.wanted_rows() {
        let mut cells = Vec::new();
        for (party, (cell, cut)) in desk.parties().into_iter().zip(voice.cells.iter().zip(cut)) {
            let (kind, standing, basis) = match cell.standing() {
                _ if cut => (3, "left out", None),
                Standing::Stated(basis) => (0, "stated", Some(basis.words())),
                Standing::Silent(_) => (1, "silent", None),
                Standing::Unread => (2, "unread", None),
                Standing::Unproven(_) => (4, "unproven", None),
            };
            counts[kind] += 1;
            let silent: Vec<&str> = (cell.silent.iter())
                .map(|number| dossier.articles()[*number].id.as_str())
                .collect();
            let statements: Vec<RecordId> = cell.statements.iter().map(|&(_, id)| id).collect();
            cells.push(value!({
                "party": party.id, "standing": standing, "basis": basis, "statements": names(&statements),
                "conduct": names(&cell.conduct), "ascribed": names(&cell.ascribed), "unproven": names(&cell.unproven),
                "positions": names(&cell.positions), "silent_in": silent,
            }));
        }
        rows.push(value!({
            "issue": issue.id, "cells": cells, "others": names(&voice.others), "article": names(&voice.article),
            "shifts": names(&voice.shifts),
        }));
    }
    let [stated, silent, unread, left_out, unproven] = counts;
    value!({
        "stated": stated, "silent": silent, "unread": unread, "unproven": unproven, "left_out": left_out, "rows": rows,
    })
}
