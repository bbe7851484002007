//! Blocks and runs: what a note says, as paragraphs and tables of a word processor.
use crate::export::{
    content::{Block, Cite, Inline, Note, Section, Table, Text},
    html::runs,
    txt,
    xml::Xml,
};
use std::fmt::Write;

/// Of the elements and attributes with the prefix `w`.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Of relationships.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// An A4 page, its margins and the room between them, in twentieths of a point.
const PAGE: [&str; 2] = ["11906", "16838"];
const MARGINS: [&str; 2] = ["935", "794"];
const ROOM: usize = 10036;

/// Which part of the document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The text.
    Document,
    /// Its notes.
    Footnotes,
    /// The top of every page.
    Header,
    /// The foot of every page.
    Footer,
}

impl Part {
    const fn root(self) -> &'static str {
        match self {
            Self::Document => "w:document",
            Self::Footnotes => "w:footnotes",
            Self::Header => "w:hdr",
            Self::Footer => "w:ftr",
        }
    }
}

/// One part that is being written.
pub(super) struct Body<'n> {
    part: Part,
    note: &'n Note,
    xml: Xml,
    /// Addresses that the part leads to; number n is `link` n.
    pub(super) links: Vec<String>,
    /// Articles that have their footnote, in the order of the footnotes.
    pub(super) cited: Vec<usize>,
    /// Bookmarks so far.
    marks: usize,
}

impl<'n> Body<'n> {
    pub(super) fn new(part: Part, note: &'n Note) -> Self {
        let namespaces = [("xmlns:w", WORD), ("xmlns:r", RELATIONS)];
        Self {
            part,
            note,
            xml: Xml::new(part.root(), &namespaces),
            links: Vec::new(),
            cited: Vec::new(),
            marks: 0,
        }
    }

    /// What was written; nothing is left to write on.
    fn done(&mut self) -> String {
        std::mem::replace(&mut self.xml, Xml::new(self.part.root(), &[])).finish()
    }

    /// The text: title, head, sections.
    pub(super) fn document(&mut self) -> String {
        let note = self.note;
        self.xml.open("w:body", &[]);
        self.paragraph("Title", |body| body.run(&note.title, None));
        self.head();
        for section in &note.sections {
            self.section(section);
        }
        self.page();
        self.done()
    }

    /// What it is; short values share a line.
    fn head(&mut self) {
        for entries in txt::head_lines(self.note) {
            self.paragraph("NoteHead", |body| {
                for (n, (name, value)) in entries.iter().enumerate() {
                    if n > 0 {
                        body.run(" · ", None);
                    }
                    body.run(&format!("{name}:"), Some("Strong"));
                    body.run(" ", None);
                    body.text(value);
                }
            });
        }
    }

    /// The size of the page, and what stands at its top and foot.
    fn page(&mut self) {
        self.xml.open("w:sectPr", &[]);
        for (name, id) in [("w:headerReference", "rId5"), ("w:footerReference", "rId6")] {
            self.xml.empty(name, &[("w:type", "default"), ("r:id", id)]);
        }
        self.xml
            .empty("w:pgSz", &[("w:w", PAGE[0]), ("w:h", PAGE[1])]);
        let [side, end] = MARGINS;
        self.xml.empty(
            "w:pgMar",
            &[
                ("w:top", end),
                ("w:right", side),
                ("w:bottom", end),
                ("w:left", side),
                ("w:header", "425"),
                ("w:footer", "425"),
                ("w:gutter", "0"),
            ],
        );
        self.xml.close();
    }

    /// What every page begins with: the marking, and whose page it is.
    pub(super) fn header(&mut self) -> String {
        let note = self.note;
        self.paragraph("Header", |body| {
            body.marking();
            body.tab();
            body.run(&note.title, None);
        });
        self.done()
    }

    /// What every page ends with: the marking, and the number of the page.
    pub(super) fn footer(&mut self) -> String {
        self.paragraph("Footer", |body| {
            body.marking();
            body.tab();
            body.run("Page ", None);
            body.number("PAGE");
            body.run(" of ", None);
            body.number("NUMPAGES");
        });
        self.done()
    }

    fn marking(&mut self) {
        if let Some(marking) = &self.note.marking {
            self.run(marking, Some("Marking"));
        }
    }

    /// A number that the word processor counts.
    fn number(&mut self, what: &str) {
        self.xml.open("w:fldSimple", &[("w:instr", what)]);
        self.run("1", None);
        self.xml.close();
    }

    /// The notes to the articles in `cited`, after the two lines that part notes from text.
    pub(super) fn footnotes(&mut self, cited: &[usize]) -> String {
        for (id, kind, line) in [
            ("-1", "separator", "w:separator"),
            ("0", "continuationSeparator", "w:continuationSeparator"),
        ] {
            self.xml
                .open("w:footnote", &[("w:type", kind), ("w:id", id)]);
            self.paragraph("FootnoteText", |body| {
                body.xml.open("w:r", &[]);
                body.xml.empty(line, &[]);
                body.xml.close();
            });
            self.xml.close();
        }
        for (n, article) in cited.iter().enumerate() {
            let id = (n + 1).to_string();
            self.xml.open("w:footnote", &[("w:id", &id)]);
            self.paragraph("FootnoteText", |body| {
                body.styled("FootnoteReference", "w:footnoteRef", &[]);
                body.run(&format!(" [{article}] "), None);
                if let Some(reference) = body.note.references.get(article - 1) {
                    body.text(reference);
                }
            });
            self.xml.close();
        }
        self.done()
    }

    fn section(&mut self, section: &Section) {
        self.marked(
            &format!("section_{}", section.id.replace('-', "_")),
            |body| {
                body.paragraph("Heading1", |body| body.run(section.title, None));
            },
        );
        let apparatus = txt::APPARATUS.contains(&section.id);
        let mut references = 0;
        for block in &section.blocks {
            let is_reference = section.id == "references" && matches!(block, Block::Paragraph(_));
            if is_reference && references < self.note.references.len() {
                references += 1;
                self.marked(&format!("reference_{references}"), |body| {
                    body.block(block, true);
                });
            } else {
                self.block(block, apparatus);
            }
        }
    }

    /// Writes a block; the `apparatus` of a note is set smaller than its text.
    fn block(&mut self, block: &Block, apparatus: bool) {
        let (plain, listed) = if apparatus {
            ("Apparatus", "ApparatusList")
        } else {
            ("Normal", "ListBullet")
        };
        match block {
            Block::Heading(text) => self.paragraph("Heading2", |body| body.text(text)),
            Block::Paragraph(text) => self.paragraph(plain, |body| body.text(text)),
            Block::Item(item) => self.paragraph(listed, |body| body.text(&item.text)),
            Block::Table(table) => self.table(table),
            Block::Terms(terms) => {
                for (n, (name, value)) in terms.iter().enumerate() {
                    let style = if n == 0 { "RecordFirst" } else { "RecordLine" };
                    self.entry(style, name, value);
                }
            }
        }
    }

    /// A name, a tab and a value.
    fn entry(&mut self, style: &str, name: &str, value: &Text) {
        self.paragraph(style, |body| {
            body.run(&format!("{name}:"), Some("Strong"));
            body.tab();
            body.text(value);
        });
    }

    /// Names what `write` writes, as a place that links lead to.
    fn marked(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let id = self.marks.to_string();
        self.marks += 1;
        let attributes = [("w:id", &*id), ("w:name", name)];
        self.xml.empty("w:bookmarkStart", &attributes);
        write(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    fn paragraph(&mut self, style: &str, write: impl FnOnce(&mut Self)) {
        self.xml.open("w:p", &[]);
        if style != "Normal" {
            self.xml.open("w:pPr", &[]);
            self.xml.empty("w:pStyle", &[("w:val", style)]);
            self.xml.close();
        }
        write(self);
        self.xml.close();
    }

    /// A table whose first row is repeated on every page it runs on to.
    fn table(&mut self, table: &Table) {
        let shares = txt::shares(table);
        let all: usize = shares.iter().sum();
        let widths: Vec<String> = (shares.iter())
            .map(|share| (share * ROOM / all.max(1)).to_string())
            .collect();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", "NoteTable")]);
        let room = ROOM.to_string();
        self.xml
            .empty("w:tblW", &[("w:w", &room), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.empty(
            "w:tblLook",
            &[
                ("w:val", "0020"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        self.xml.close();
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", width)]);
        }
        self.xml.close();
        self.row(&table.head, &widths, "TableHead");
        for row in &table.rows {
            self.row(row, &widths, "TableText");
        }
        self.xml.close();
        // Two tables without a paragraph between them would be one.
        self.paragraph("AfterTable", |_| {});
    }

    fn row(&mut self, cells: &[Text], widths: &[String], style: &str) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if style == "TableHead" {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close();
        for (n, (cell, width)) in cells.iter().zip(widths).enumerate() {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml
                .empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.xml.close();
            let style = if n == 0 && style == "TableText" {
                "TableRowHead"
            } else {
                style
            };
            self.paragraph(style, |body| body.text(cell));
            self.xml.close();
        }
        self.xml.close();
    }

    fn text(&mut self, text: &Text) {
        for inline in &text.0 {
            match inline {
                Inline::Plain(words) => self.run(words, None),
                Inline::Strong(words) => self.run(words, Some("Strong")),
                Inline::Emphasis(words) => self.run(words, Some("Emphasis")),
                Inline::Code(words) => self.run(words, Some("CodeWords")),
                Inline::Quoted(quoted) => self.run(&format!("“{quoted}”"), Some("QuotedWords")),
                Inline::Cite(cite) => self.cite(*cite),
                Inline::Address(address) => self.address(address),
                Inline::Break => {
                    self.xml.open("w:r", &[]);
                    self.xml.empty("w:br", &[]);
                    self.xml.close();
                }
                Inline::Fault(words) => self.run(&format!("[{words}]"), Some("Fault")),
            }
        }
    }

    /// A citation, which leads to its article among the references; the first of an article has that as a footnote, too.
    fn cite(&mut self, cite: Cite) {
        let known = cite.article <= self.note.references.len();
        let listed = self
            .note
            .sections
            .iter()
            .any(|section| section.id == "references");
        // A line never ends inside a citation.
        let words = cite.to_string().replace(' ', "\u{a0}");
        if known && listed {
            let target = format!("reference_{}", cite.article);
            let attributes = [("w:anchor", &*target), ("w:history", "1")];
            self.xml.open("w:hyperlink", &attributes);
            self.run(&words, Some("Citation"));
            self.xml.close();
        } else {
            self.run(&words, Some("Citation"));
        }
        if self.part == Part::Document && known && !self.cited.contains(&cite.article) {
            self.cited.push(cite.article);
            let id = self.cited.len().to_string();
            self.styled("FootnoteReference", "w:footnoteReference", &[("w:id", &id)]);
        }
    }

    fn address(&mut self, address: &str) {
        let known = self.links.iter().position(|link| link == address);
        let number = known.unwrap_or_else(|| {
            self.links.push(address.to_owned());
            self.links.len() - 1
        });
        let mut id = String::from("link");
        let written = write!(id, "{number}");
        debug_assert!(written.is_ok(), "a string takes everything");
        self.xml
            .open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        self.run(address, Some("Hyperlink"));
        self.xml.close();
    }

    /// A run that holds one element.
    fn styled(&mut self, style: &str, element: &'static str, attributes: &[(&str, &str)]) {
        self.xml.open("w:r", &[]);
        self.xml.open("w:rPr", &[]);
        self.xml.empty("w:rStyle", &[("w:val", style)]);
        self.xml.close();
        self.xml.empty(element, attributes);
        self.xml.close();
    }

    fn tab(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:tab", &[]);
        self.xml.close();
    }

    /// Words in one style; those that run from right to left in runs of their own.
    fn run(&mut self, words: &str, style: Option<&str>) {
        for (backwards, words) in runs(words) {
            self.xml.open("w:r", &[]);
            if backwards || style.is_some() {
                self.xml.open("w:rPr", &[]);
                if let Some(style) = style {
                    self.xml.empty("w:rStyle", &[("w:val", style)]);
                }
                if backwards {
                    self.xml.empty("w:rtl", &[]);
                }
                self.xml.close();
            }
            self.xml.leaf("w:t", &[("xml:space", "preserve")], words);
            self.xml.close();
        }
    }
}
