//! The codebook, and the whole project, for programs of qualitative analysis (REFI-QDA 1.5).
use super::{
    container::Container,
    jsonld::Characters,
    note::{Desk, plain},
    txt::line,
    xml::Xml,
};
use crate::{
    diag::Diagnostic,
    model::{Dossier, Filter, Form, RecordId},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Of a codebook by itself, and of a project.
const CODEBOOK: &str = "urn:QDA-XML:codebook:1.0";
const PROJECT: &str = "urn:QDA-XML:project:1.0";
/// Who writes it.
const ORIGIN: &str = "onrecord";
/// The forms that words may have, each a code.
const FORMS: [Form; 5] = [
    Form::Direct,
    Form::Mixed,
    Form::Indirect,
    Form::Summary,
    Form::Label,
];

/// The codebook: issues, sources, parties and forms, each a code below its kind. What a code is called stays the same from
/// export to export.
#[must_use]
pub fn qdc(dossier: &Dossier) -> String {
    let mut xml = Xml::new("CodeBook", &[("xmlns", CODEBOOK), ("origin", ORIGIN)]);
    codes(dossier, &mut xml);
    xml.finish()
}

/// The project: the codebook, the articles, and what is coded in them. Only words that stand in their article are coded,
/// each by its source, its form and its issues.
#[must_use]
pub fn qdpx(dossier: &Dossier, findings: &[Diagnostic], filter: &Filter) -> Vec<u8> {
    let desk = Desk::narrowed(dossier, findings, filter);
    let mut zip = Container::new();
    let title = plain(&dossier.written().about.title);
    let attributes = [("xmlns", PROJECT), ("name", &*title), ("origin", ORIGIN)];
    let mut xml = Xml::new("Project", &attributes);
    xml.open("CodeBook", &[]);
    codes(dossier, &mut xml);
    xml.close();
    let readable = || {
        let all = dossier.articles().iter().enumerate();
        all.filter(|(_, article)| article.readable)
    };
    if readable().next().is_some() {
        xml.open("Sources", &[]);
        for (number, article) in readable() {
            let guid = guid(dossier, "article", &article.id);
            let (name, path) = (plain(article.label()), format!("internal://{guid}.txt"));
            let attributes = [("guid", &*guid), ("name", &name), ("plainTextPath", &path)];
            xml.open("TextSource", &attributes);
            let places = Characters::new(article);
            for (id, record) in desk.records() {
                if record.article == Some(number) {
                    selection(dossier, id, &places, &mut xml);
                }
            }
            xml.close();
        }
        xml.close();
    }
    if let Some(left_out) = desk.left_out() {
        xml.leaf(
            "Description",
            &[],
            &format!("Narrowed to: {}", line(&left_out)),
        );
    }
    zip.add("project.qde", &xml.finish());
    for (_, article) in readable() {
        let guid = guid(dossier, "article", &article.id);
        zip.add(&format!("sources/{guid}.txt"), &article.text);
    }
    zip.bytes()
}

/// The words of a record, and the codes they have.
fn selection(dossier: &Dossier, id: RecordId, places: &Characters<'_>, xml: &mut Xml) {
    let record = dossier.record(id);
    let Some(words) = dossier.passage(id) else {
        return;
    };
    let path = record.path();
    let own = guid(dossier, "selection", &path);
    let start = places.at(words.span.start).to_string();
    let end = places.at(words.span.end).to_string();
    let name = plain(&record.id);
    xml.open(
        "PlainTextSelection",
        &[
            ("guid", &own),
            ("name", &name),
            ("startPosition", &start),
            ("endPosition", &end),
        ],
    );
    let mut applied: Vec<(&str, &str)> = Vec::new();
    let issues = (record.on.iter()).filter(|on| dossier.codebook().issue(&on.id).is_some());
    applied.extend(issues.map(|on| ("issue", on.id.as_str())));
    applied.extend(
        dossier
            .source_of(id)
            .map(|source| ("source", source.id.as_str())),
    );
    applied.extend(
        dossier
            .party_of(id)
            .map(|party| ("party", party.id.as_str())),
    );
    applied.extend(dossier.form(id).map(|form| ("form", form.word())));
    applied.dedup();
    for (kind, code) in applied {
        let coding = guid(dossier, "coding", &format!("{path} {kind} {code}"));
        xml.open("Coding", &[("guid", &coding)]);
        let target = guid(dossier, kind, code);
        xml.empty("CodeRef", &[("targetGUID", &target)]);
        xml.close();
    }
    xml.close();
}

fn codes(dossier: &Dossier, xml: &mut Xml) {
    let book = dossier.codebook();
    xml.open("Codes", &[]);
    let issues = book.issues.iter().map(|issue| {
        let about = issue.ask.as_deref().or(issue.note.as_deref());
        (issue.id.as_str(), plain(&issue.name), about.map(plain))
    });
    group(dossier, xml, ("issue", "Issues"), issues);
    let sources = book.sources.iter().map(|source| {
        let about = source.role.as_deref().map(plain);
        (source.id.as_str(), plain(&source.name), about)
    });
    group(dossier, xml, ("source", "Sources"), sources);
    let parties = (book.parties.iter()).map(|party| (party.id.as_str(), plain(&party.name), None));
    group(dossier, xml, ("party", "Parties"), parties);
    let forms = FORMS.map(|form| (form.word(), form.gloss().to_owned(), None));
    group(dossier, xml, ("form", "Forms"), forms.into_iter());
    xml.close();
}

/// A code that only holds others, and those.
fn group<'a>(
    dossier: &Dossier,
    xml: &mut Xml,
    (kind, name): (&str, &str),
    all: impl Iterator<Item = (&'a str, String, Option<String>)>,
) {
    let own = guid(dossier, "kind", kind);
    xml.open(
        "Code",
        &[("guid", &own), ("name", name), ("isCodable", "false")],
    );
    for (id, name, about) in all {
        let own = guid(dossier, kind, id);
        xml.open(
            "Code",
            &[("guid", &own), ("name", &name), ("isCodable", "true")],
        );
        if let Some(about) = about {
            xml.leaf("Description", &[], &about);
        }
        xml.close();
    }
    xml.close();
}

/// A name that no other thing has, made of what it names (as version 5 of RFC 9562, by SHA-256).
fn guid(dossier: &Dossier, kind: &str, id: &str) -> String {
    let mut digest = Sha256::new();
    for part in [ORIGIN, &dossier.written().about.title, kind, id] {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    let mut bytes: Vec<u8> = digest.finalize().iter().copied().take(16).collect();
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut out = String::new();
    for (n, byte) in bytes.iter().enumerate() {
        if matches!(n, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let written = write!(out, "{byte:02x}");
        debug_assert!(written.is_ok(), "a string takes everything");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{qdc, qdpx};
    use crate::{
        export::tests::{SOUND, WILD, open},
        model::Filter,
    };
    use quick_xml::{Reader, events::Event};
    use rustc_hash::FxHashSet;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    type Files = &'static [(&'static str, &'static str)];
    type Tag = (String, Vec<(String, String)>);

    fn tags(xml: &str) -> Vec<Tag> {
        let mut reader = Reader::from_str(xml);
        let mut found = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(tag) | Event::Empty(tag) => {
                    let attributes = tag.attributes().map(|a| {
                        let a = a.expect("an attribute");
                        (a.key.as_ref().to_owned(), a.value.into_owned())
                    });
                    let name = tag.name().as_ref().to_owned();
                    found.push((name, attributes.collect()));
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    fn of<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
        let found = tag.1.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut text = String::new();
        let mut part = zip.by_name(name).expect("the part");
        part.read_to_string(&mut text).expect("UTF-8");
        text
    }

    fn project(files: Files) -> Vec<u8> {
        qdpx(&open(files), &[], &Filter::default())
    }

    #[test]
    fn a_selection_is_the_words_of_its_record_and_every_code_is_in_the_codebook() {
        for files in [SOUND, WILD] {
            let bytes = project(files);
            let all = tags(&part(&bytes, "project.qde"));
            let guids: Vec<&str> = all.iter().filter_map(|tag| of(tag, "guid")).collect();
            let known: FxHashSet<&str> = guids.iter().copied().collect();
            assert_eq!(guids.len(), known.len(), "a name twice");
            assert!(
                guids
                    .iter()
                    .all(|guid| guid.len() == 36 && &guid[14..15] == "5")
            );
            let mut text = String::new();
            let mut found = Vec::new();
            for tag in &all {
                if let Some(path) = of(tag, "plainTextPath") {
                    text = part(&bytes, &path.replace("internal://", "sources/"));
                }
                if let Some(target) = of(tag, "targetGUID") {
                    assert!(known.contains(target), "{tag:?}");
                }
                let at = |name| of(tag, name).and_then(|n| n.parse::<usize>().ok());
                if let (Some(start), Some(end)) = (at("startPosition"), at("endPosition")) {
                    let words: String = text.chars().skip(start).take(end - start).collect();
                    found.push((of(tag, "name").unwrap_or_default().to_owned(), words));
                }
            }
            if files == SOUND {
                let late = (
                    "berg-late".to_owned(),
                    "called the offer \"too late,\"".to_owned(),
                );
                assert!(found.contains(&late), "{found:?}");
            }
            assert!(!found.is_empty());
        }
    }

    #[test]
    fn the_codebook_has_issues_sources_parties_and_forms() {
        let page = qdc(&open(SOUND));
        let all = tags(&page);
        let names: Vec<&str> = all.iter().filter_map(|tag| of(tag, "name")).collect();
        assert_eq!(names[..4], ["Issues", "The gates", "The canals", "Sources"]);
        assert!(names.contains(&"Northland") && names.contains(&"verbatim"));
        let page = qdc(&open(WILD));
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!page.contains(acts) && !page.contains("<img"), "{page}");
    }

    #[test]
    fn the_same_dossier_gives_the_same_bytes() {
        assert_eq!(project(WILD), project(WILD));
        assert_eq!(qdc(&open(SOUND)), qdc(&open(SOUND)));
    }
}
