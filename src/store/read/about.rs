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
    let version = fields.number("version", 1..=u8::MAX);
    // Of what cannot be read as a version nobody knows here how it is written.
    let unread = version.is_none() && fields.has("version");
    all.about = About {
        version: version.or(unread.then_some(u8::MAX)),
        title: fields.text("title").unwrap_or_default(),
        question: fields.text("question"),
        marking: fields.text("marking"),
        scale: fields.word("scale", Scale::WORDS),
        owner: fields.text("owner"),
        status: fields.word("status", Status::WORDS),
        terms: fields.pairs("terms"),
        place: Some(here),
    };
    if all.about.is_later() && !unread {
        let (known, own) = (About::VERSION, all.about.version.unwrap_or_default());
        let told = format!(
            "this dossier is written in version {own} of the format, of which version {known} is known here: it is only read"
        );
        fields.fault(Code::E08, fields.at("version"), told);
    }
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

#[cfg(test)]
mod tests {
    use crate::{
        model::{PartyKind, Reliability, Scale, SourceKind, Status},
        store::fixture::{check, memory},
    };

    #[test]
    fn the_codebook_holds_every_field_of_the_format() {
        let written = memory(&[(
            "d.toml",
            r##"[dossier]
version = 1
title = "T"
question = "Q"
marking = "TLP:CLEAR"
scale = "icd203"
owner = "O"
status = "final"
terms = [["liberate", "conquer"]]
[party.us]
name = "United States"
short = "US"
aka = "Washington"
kind = "state"
color = "#0000ff"
[source.s]
name = "S"
role = "envoy"
party = "us"
org = "O"
kind = "spokesperson"
aka = ["Ess"]
rel = "F"
wikidata = "Q1"
[issue.i]
name = "I"
ask = "A"
note = "N"
"##,
        )]);
        assert_eq!(written.faults, []);
        let (about, book) = (&written.about, &written.codebook);
        assert_eq!(
            (
                about.title.as_str(),
                about.version,
                about.scale,
                about.status
            ),
            ("T", Some(1), Some(Scale::Icd203), Some(Status::Final))
        );
        assert_eq!(about.terms, [("liberate".to_owned(), "conquer".to_owned())]);
        let party = book.party("us").expect("a party");
        assert_eq!(
            (party.label(), &party.aka[..], party.kind),
            ("US", &["Washington".to_owned()][..], Some(PartyKind::State))
        );
        let source = book.source("s").expect("a source");
        assert_eq!(
            (source.kind, source.rel),
            (SourceKind::Spokesperson, Some(Reliability::F))
        );
        assert_eq!(
            source.party.as_ref().map(|party| party.id.as_str()),
            Some("us")
        );
        assert_eq!(
            book.issue("i").and_then(|issue| issue.ask.as_deref()),
            Some("A")
        );
    }

    #[test]
    fn a_version_that_nobody_knows_is_told_once_and_is_a_later_one() {
        for version in ["2", "300", "'2'", "2.0"] {
            let source = format!("[dossier]\nversion = {version} #~ E08\n");
            check(&[("d.toml", &source)]);
            assert!(memory(&[("d.toml", &source)]).about.is_later(), "{version}");
        }
    }

    #[test]
    fn what_the_codebook_cannot_say_is_named() {
        check(&[(
            "d.toml",
            "[dossier]\nscale = 'icd' #~ E08\nterms = [['a']] #~ E08\ntheme = 'x' #~ E08\n\
             [party.a] #~ E09\nknd = 'state' #~ E08\n[source.b]\nname = '' #~ E09\nrel = 'G' #~ E08\n\
             [source.article] #~ E08\nname = 'x'\n[source.unnamed] #~ E08\n[issue.c]\nname = ['x'] #~ E08\n",
        )]);
    }

    #[test]
    fn a_party_without_a_name_is_shown_by_its_id() {
        let written = memory(&[("d.toml", "[party.us]\nkind = 'state'\n")]);
        assert_eq!(written.codebook.name("us"), "us");
    }
}
