//! The parts of the container, and the container: the same note gives the same bytes.
use super::body::{Body, Part};
use crate::export::{container::Container, content::Note, xml::Xml};

/// How everything looks.
const STYLES: &str = include_str!("../../../assets/docx/styles.xml");
/// The bullets of lists.
const NUMBERING: &str = include_str!("../../../assets/docx/numbering.xml");
/// Of the elements and attributes with the prefix `w`.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Of relationships within a document; also the start of what they are called.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Of relationships within the container.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Of the core properties.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/// The parts, and what they are.
const TYPES: [(&str, &str); 9] = [
    (
        "/word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        "/word/styles.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    ),
    (
        "/word/numbering.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    ),
    (
        "/word/settings.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
    ),
    (
        "/word/footnotes.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    ),
    (
        "/word/header1.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    ),
    (
        "/word/footer1.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    ),
    (
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    (
        "/docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
];
/// What a document leads to within the container, in the order of the relationships' numbers.
const PARTS: [(&str, &str); 6] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footnotes", "footnotes.xml"),
    ("header", "header1.xml"),
    ("footer", "footer1.xml"),
];

/// Whether changes that somebody makes to the note are tracked from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revisions {
    /// They are not.
    #[default]
    Untracked,
    /// They are.
    Tracked,
}

/// The note as a docx. Nothing in it runs or loads anything; links lead to places in the note and to web addresses.
#[must_use]
pub fn docx(note: &Note, revisions: Revisions) -> Vec<u8> {
    let mut body = Body::new(Part::Document, note);
    let document = body.document();
    let mut notes = Body::new(Part::Footnotes, note);
    let footnotes = notes.footnotes(&body.cited);
    let mut zip = Container::new();
    zip.add("[Content_Types].xml", &types());
    zip.add("_rels/.rels", &package_relations());
    zip.add("docProps/core.xml", &core(note));
    zip.add("docProps/app.xml", &app());
    zip.add("word/document.xml", &document);
    zip.add(
        "word/_rels/document.xml.rels",
        &relations(&PARTS, &body.links),
    );
    zip.add("word/footnotes.xml", &footnotes);
    zip.add(
        "word/_rels/footnotes.xml.rels",
        &relations(&[], &notes.links),
    );
    zip.add("word/styles.xml", STYLES);
    zip.add("word/numbering.xml", NUMBERING);
    zip.add("word/settings.xml", &settings(revisions));
    zip.add("word/header1.xml", &Body::new(Part::Header, note).header());
    zip.add("word/footer1.xml", &Body::new(Part::Footer, note).footer());
    zip.bytes()
}

fn types() -> String {
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut xml = Xml::new("Types", &[("xmlns", namespace)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (extension, kind) in [("rels", relations), ("xml", "application/xml")] {
        xml.empty(
            "Default",
            &[("Extension", extension), ("ContentType", kind)],
        );
    }
    for (name, kind) in TYPES {
        xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    }
    xml.finish()
}

fn package_relations() -> String {
    let mut xml = Xml::new("Relationships", &[("xmlns", PACKAGE)]);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    for (id, kind, target) in [
        (
            "rId1",
            &*format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        ("rId2", core, "docProps/core.xml"),
        (
            "rId3",
            &*format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ] {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    xml.finish()
}

/// What a part leads to: other parts, then addresses of the web.
fn relations(parts: &[(&str, &str)], links: &[String]) -> String {
    let mut xml = Xml::new("Relationships", &[("xmlns", PACKAGE)]);
    for (n, (kind, target)) in parts.iter().enumerate() {
        let (id, kind) = (format!("rId{}", n + 1), format!("{OFFICE}/{kind}"));
        xml.empty(
            "Relationship",
            &[("Id", &id), ("Type", &kind), ("Target", target)],
        );
    }
    let kind = format!("{OFFICE}/hyperlink");
    for (n, target) in links.iter().enumerate() {
        let id = format!("link{n}");
        xml.empty(
            "Relationship",
            &[
                ("Id", &id),
                ("Type", &kind),
                ("Target", target),
                ("TargetMode", "External"),
            ],
        );
    }
    xml.finish()
}

/// What the document is, as far as somebody wrote it; no date, for no clock is asked.
fn core(note: &Note) -> String {
    let mut xml = Xml::new(
        "cp:coreProperties",
        &[
            ("xmlns:cp", CORE),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.leaf("dc:title", &[], &note.title);
    if let Some(author) = &note.prepared_by {
        xml.leaf("dc:creator", &[], author);
    }
    if let Some(marking) = &note.marking {
        xml.leaf("cp:keywords", &[], marking);
    }
    xml.leaf("dc:language", &[], note.lang);
    xml.finish()
}

fn app() -> String {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::new("Properties", &[("xmlns", namespace)]);
    xml.leaf("Application", &[], "onrecord");
    xml.finish()
}

fn settings(revisions: Revisions) -> String {
    let mut xml = Xml::new("w:settings", &[("xmlns:w", WORD)]);
    if revisions == Revisions::Tracked {
        xml.empty("w:trackRevisions", &[]);
    }
    xml.empty("w:defaultTabStop", &[("w:val", "567")]);
    xml.open("w:footnotePr", &[]);
    for id in ["-1", "0"] {
        xml.empty("w:footnote", &[("w:id", id)]);
    }
    xml.close();
    xml.open("w:compat", &[]);
    let word = "http://schemas.microsoft.com/office/word";
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", word),
            ("w:val", "15"),
        ],
    );
    xml.close();
    xml.finish()
}
