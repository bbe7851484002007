//! `[dossier]` and the codebook: parties, sources, issues.
use super::{fields::Fields, file::Gathered};
use crate::{
    diag::{Code, Place},
    model::{
        About, Codebook, Issue, Party, PartyKind, Reliability, Scale, Source, SourceKind, Status,
    },
};

fn place(fields: &Fields) -> Place {
    Place {
        file: fields.faults.file,
        span: fields.place,
    }
}

pub(super) fn dossier(mut fields: Fields, all: &mut Gathered) {
    let here = place(&fields);
    if let Some(first) = all.about.place {
        let again = fields
            .faults
            .at(Code::E07, here.span, "`[dossier]` stands twice");
        fields.faults.add(again.also(first, "first here"));
        return;
    }
    all.about = About {
        title: fields.text("title").unwrap_or_default(),
        question: fields.text("question"),
        marking: fields.text("marking"),
        scale: fields.word("scale", Scale::WORDS),
        owner: fields.text("owner"),
        status: fields.word("status", Status::WORDS),
        terms: fields.pairs("terms"),
        place: Some(here),
    };
    let uses = fields.references("use").unwrap_or_default();
    all.uses
        .extend(uses.into_iter().map(|file| (here.file, file)));
    fields.done();
}

pub(super) fn party(mut fields: Fields, all: &mut Gathered) {
    let party = Party {
        id: fields.id.to_owned(),
        name: name(&mut fields),
        short: fields.text("short"),
        aka: fields.texts("aka"),
        kind: fields.word("kind", PartyKind::WORDS),
        color: fields.text("color"),
        place: place(&fields),
    };
    fields.done();
    all.parties.push(party);
}

pub(super) fn source(mut fields: Fields, all: &mut Gathered) {
    if matches!(fields.id, Codebook::ARTICLE | Codebook::UNNAMED) {
        let message = format!(
            "the source id `{}` is reserved and cannot be declared",
            fields.id
        );
        return fields.fault(Code::E08, fields.place, message);
    }
    let source = Source {
        id: fields.id.to_owned(),
        name: name(&mut fields),
        role: fields.text("role"),
        party: fields.reference("party"),
        org: fields.text("org"),
        kind: fields
            .word("kind", SourceKind::WORDS)
            .unwrap_or(SourceKind::Person),
        aka: fields.texts("aka"),
        rel: fields.word("rel", Reliability::WORDS),
        wikidata: fields.text("wikidata"),
        place: place(&fields),
    };
    fields.done();
    all.sources.push(source);
}

pub(super) fn issue(mut fields: Fields, all: &mut Gathered) {
    let issue = Issue {
        id: fields.id.to_owned(),
        name: name(&mut fields),
        ask: fields.text("ask"),
        note: fields.text("note"),
        place: place(&fields),
    };
    fields.done();
    all.issues.push(issue);
}

/// The required name; the id stands in where it is absent, so that screens have something to show.
fn name(fields: &mut Fields) -> String {
    let id = fields.id;
    fields
        .required_text("name")
        .unwrap_or_else(|| id.to_owned())
}
