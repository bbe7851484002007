//! Docx -> a draft: its paragraphs, and its notes as parts of their own. Nothing outside the file is ever asked for.
use super::{
    draft::{Builder, Draft},
    format::Unreadable,
    note::is_note_mark,
};
use crate::text::Span;
use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};
use rustc_hash::FxHashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes that the parts which are read may come to, unpacked.
const UNPACKED: u64 = 256 << 20;
/// Bytes that one part may come to, unpacked.
const PART: u64 = 64 << 20;
/// Files that the container may hold.
const ENTRIES: usize = 10_000;
/// A part may unpack to this many times its packed size.
const RATIO: u64 = 200;
/// Parts smaller than this unpack however well they are packed.
const FLOOR: u64 = 1 << 20;

/// Names of the paragraph styles that word processors give quotations, in every language of the program.
const QUOTES: &[&str] = &["quote", "intense quote", "block text", "quotations"];

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads a docx.
///
/// # Errors
/// When it is no docx, or unpacks to more than a draft may be.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Draft>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() > ENTRIES {
        return Err(Unreadable::TooLarge);
    }
    let mut left = UNPACKED;
    let styles = part(&mut archive, "word/styles.xml", &mut left)?.unwrap_or_default();
    let styles = Styles::read(&styles);
    let mut drafts = Vec::new();
    for (name, label) in [
        ("word/document.xml", None),
        ("word/footnotes.xml", Some("footnotes")),
        ("word/endnotes.xml", Some("endnotes")),
    ] {
        let Some(xml) = part(&mut archive, name, &mut left)? else {
            if label.is_none() {
                return Err(Unreadable::Broken("it has no document".to_owned()));
            }
            continue;
        };
        let paragraphs = paragraphs(&xml, &styles)?;
        if label.is_none() || !paragraphs.is_empty() {
            drafts.push(draft(file, label, &paragraphs));
        }
    }
    Ok(drafts)
}

fn broken(why: &impl ToString) -> Unreadable {
    Unreadable::Broken(why.to_string())
}

/// The text of one file in the container; `None` if it is not there.
fn part(
    archive: &mut Archive<'_>,
    name: &str,
    left: &mut u64,
) -> Result<Option<String>, Unreadable> {
    let Some(number) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let entry = archive.by_index(number).map_err(|e| broken(&e))?;
    let most = (entry.compressed_size().saturating_mul(RATIO)).max(FLOOR);
    let most = most.min(PART).min(*left);
    let mut bytes = Vec::new();
    entry
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| broken(&e))?;
    let length = bytes.len() as u64;
    if length > most {
        return Err(Unreadable::TooLarge);
    }
    *left -= length;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// A paragraph of a docx.
#[derive(Debug, Default)]
struct Paragraph {
    words: String,
    quoted: bool,
    /// Whether its style hides its words.
    unseen: bool,
    /// The number of the table row it stands in.
    row: Option<u32>,
}

/// The ids of the styles that matter.
struct Styles {
    /// Those of paragraphs that are quotations.
    quotes: FxHashSet<String>,
    /// Those whose words nobody sees, or that are struck out.
    unseen: FxHashSet<String>,
}

impl Styles {
    fn read(xml: &str) -> Self {
        let known = ["Quote", "IntenseQuote", "BlockText", "Quotations"];
        let mut styles = Self {
            quotes: known.iter().map(|&id| id.to_owned()).collect(),
            unseen: FxHashSet::default(),
        };
        let mut reader = Reader::from_str(xml);
        let mut id = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == "style" => {
                    id = attribute(&tag, "styleId");
                }
                Event::Start(tag) | Event::Empty(tag) => styles.property(&tag, id.as_deref()),
                Event::Eof => break,
                _ => {}
            }
        }
        styles
    }

    /// Takes what the style `id` says.
    fn property(&mut self, tag: &BytesStart<'_>, id: Option<&str>) {
        let Some(id) = id else { return };
        let value = || attribute(tag, "val").unwrap_or_default();
        match tag.local_name().as_ref() {
            "name" if QUOTES.contains(&value().to_lowercase().as_str()) => {
                self.quotes.insert(id.to_owned());
            }
            "basedOn" if self.unseen.contains(&value()) => {
                self.unseen.insert(id.to_owned());
            }
            _ => match unseen(tag) {
                Some(true) => drop(self.unseen.insert(id.to_owned())),
                Some(false) => drop(self.unseen.remove(id)),
                None => {}
            },
        }
    }
}

/// Whether a property of a run says that nobody sees its words, or that they are struck out.
fn unseen(tag: &BytesStart<'_>) -> Option<bool> {
    let known = matches!(tag.local_name().as_ref(), "vanish" | "strike" | "dstrike");
    let off = |value: String| matches!(value.as_str(), "0" | "false" | "off");
    known.then(|| !attribute(tag, "val").is_some_and(off))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let named = known.find(|a| a.key.local_name().as_ref() == name)?;
    Some(named.value.into_owned())
}

/// The paragraphs of a part that have words, in order; what change tracking deleted is gone.
fn paragraphs(xml: &str, styles: &Styles) -> Result<Vec<Paragraph>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body {
        styles,
        open: Vec::new(),
        done: Vec::new(),
        gone: 0,
        words: 0,
        runs: Vec::new(),
        rows: (0, Vec::new()),
    };
    loop {
        match reader.read_event().map_err(|e| broken(&e))? {
            Event::Start(tag) => body.open(&tag),
            Event::Empty(tag) => {
                body.open(&tag);
                body.close(tag.local_name().as_ref());
            }
            Event::End(tag) => body.close(tag.local_name().as_ref()),
            Event::Text(words) => body.words(&words.xml10_content()),
            Event::CData(words) => body.words(&words.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => body.words(c.encode_utf8(&mut [0; 4])),
                _ => body.words(resolve_xml_entity(&name).unwrap_or_default()),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    while let Some(paragraph) = body.open.pop() {
        body.keep(paragraph);
    }
    Ok(body.done)
}

/// What is open while a part is read.
struct Body<'a> {
    styles: &'a Styles,
    /// Paragraphs that are open: one in the text, more inside text boxes.
    open: Vec<Paragraph>,
    done: Vec<Paragraph>,
    /// How many elements are open whose words do not count.
    gone: usize,
    /// How many stretches of words are open.
    words: usize,
    /// Which runs are open.
    runs: Vec<Run>,
    /// How many table rows have been opened, and which of them are open.
    rows: (u32, Vec<u32>),
}

/// A run of words in one form.
#[derive(Clone, Copy, Default)]
struct Run {
    /// Whether nobody sees its words.
    unseen: bool,
    /// Whether they stand above the line.
    raised: bool,
}

/// Elements whose words were deleted, moved away, or stand in the text a second time.
fn is_gone(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback")
}

impl Body<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        match name.as_ref() {
            name if is_gone(name) => self.gone += 1,
            "p" => self.open.push(Paragraph {
                row: self.rows.1.first().copied(),
                ..Paragraph::default()
            }),
            "tr" => {
                self.rows.1.push(self.rows.0);
                self.rows.0 += 1;
            }
            "t" => self.words += 1,
            "r" => (self.runs).push(Run {
                unseen: self.open.last().is_some_and(|p| p.unseen),
                raised: false,
            }),
            "tab" if self.open.last().is_some_and(|p| !p.words.is_empty()) => self.put("\t"),
            "br" | "cr" => self.put(" "),
            "noBreakHyphen" => self.put("\u{2011}"),
            "softHyphen" => self.put("\u{ad}"),
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.quoted |= self.styles.quotes.contains(&style);
                    paragraph.unseen |= self.styles.unseen.contains(&style);
                }
            }
            _ => self.run_property(tag),
        }
    }

    /// Takes what a run says of itself.
    fn run_property(&mut self, tag: &BytesStart<'_>) {
        let Some(run) = self.runs.last_mut() else {
            return;
        };
        let value = || attribute(tag, "val").unwrap_or_default();
        match tag.local_name().as_ref() {
            "rStyle" => run.unseen |= self.styles.unseen.contains(&value()),
            "vertAlign" => run.raised = value() == "superscript",
            _ => run.unseen = unseen(tag).unwrap_or(run.unseen),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if is_gone(name) => self.gone = self.gone.saturating_sub(1),
            "t" => self.words = self.words.saturating_sub(1),
            "r" => drop(self.runs.pop()),
            "tr" => drop(self.rows.1.pop()),
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.keep(paragraph);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.words > 0 {
            self.put(&words.replace(['\n', '\r'], " "));
        }
    }

    fn put(&mut self, words: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        let Some(paragraph) = self
            .open
            .last_mut()
            .filter(|_| self.gone == 0 && !run.unseen)
        else {
            return;
        };
        if !(run.raised && is_note_mark(&paragraph.words, words, false)) {
            paragraph.words.push_str(words);
        }
    }

    fn keep(&mut self, paragraph: Paragraph) {
        if !paragraph.words.trim().is_empty() {
            self.done.push(paragraph);
        }
    }
}

/// The paragraphs as a draft, one a line.
fn draft(file: &str, part: Option<&'static str>, paragraphs: &[Paragraph]) -> Draft {
    let lines: Vec<&str> = paragraphs.iter().map(|p| p.words.as_str()).collect();
    let source = lines.join("\n");
    let mut builder = Builder::new(&source);
    let (mut at, mut quoted, mut row) = (0, false, None);
    for paragraph in paragraphs {
        if row != paragraph.row {
            builder.close_row();
            if paragraph.row.is_some() {
                builder.open_row();
            }
            row = paragraph.row;
        }
        match (quoted, paragraph.quoted) {
            (false, true) => builder.open_quote(),
            (true, false) => builder.close_quote(),
            _ => {}
        }
        quoted = paragraph.quoted;
        let words = &paragraph.words;
        builder.push(words, Span::new(at, at + words.len()));
        builder.end_block();
        at += words.len() + 1;
    }
    let mut draft = builder.finish(file);
    (draft.part, draft.lines_are_paragraphs) = (part, true);
    draft
}

#[cfg(test)]
mod tests {
    use super::super::format::{Format, read as read_as};
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default())
                .expect("memory");
            zip.write_all(content.as_bytes()).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    fn document(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
        )
    }

    fn lines(bytes: &[u8]) -> Vec<(Option<&'static str>, String)> {
        let drafts = read_as("a.docx", bytes, Format::Docx).expect("a docx");
        drafts.into_iter().map(|d| (d.part, d.source)).collect()
    }

    #[test]
    fn paragraphs_are_lines_and_what_was_deleted_is_gone() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>We &amp; </w:t></w:r><w:del><w:r><w:delText>they</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t xml:space=\"preserve\">you&#x2019;re</w:t><w:tab/><w:t>here</w:t><w:br/><w:t>now</w:t></w:r></w:ins></w:p>\
            <w:p/><w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p>";
        let bytes = packed(&[("word/document.xml", &document(body))]);
        let source = "We & you’re\there now\nco\u{2011}op".to_owned();
        assert_eq!(lines(&bytes), [(None, source)]);
    }

    #[test]
    fn words_that_nobody_sees_are_not_read() {
        let run = |properties: &str, words: &str| {
            format!(
                "<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
            )
        };
        let body = [
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>",
            &run("<w:b/>", "We will "),
            &run("<w:vanish/>", "not "),
            &run("<w:rStyle w:val=\"Secret\"/>", "never "),
            &run("<w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"0\"/>", "go "),
            &run("<w:strike/>", "away "),
            &run("<w:dstrike w:val=\"false\"/>", "now"),
            &run("<w:vertAlign w:val=\"superscript\"/>", "12"),
            &run("<w:vertAlign w:val=\"superscript\"/>", " and ever"),
            "</w:p><w:p><w:pPr><w:pStyle w:val=\"Remark\"/></w:pPr>",
            &run("", "hidden"),
            "</w:p>",
        ];
        let styles = "<w:styles xmlns:w=\"w\">\
            <w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>\
            <w:style w:styleId=\"Remark\"><w:basedOn w:val=\"Secret\"/></w:style></w:styles>";
        let bytes = packed(&[
            ("word/document.xml", &document(&body.concat())),
            ("word/styles.xml", styles),
        ]);
        assert_eq!(
            lines(&bytes),
            [(None, "We will go now and ever".to_owned())]
        );
    }

    #[test]
    fn notes_are_parts_and_quotation_styles_quote() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Zitat\"/></w:pPr><w:r><w:t>Quoted words here</w:t></w:r></w:p><w:p><w:r><w:t>Not.</w:t></w:r></w:p>";
        let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style></w:styles>";
        let note = "<w:footnotes xmlns:w=\"w\"><w:footnote><w:p><w:r><w:t>A “note of three”.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let bytes = packed(&[
            ("word/document.xml", &document(body)),
            ("word/styles.xml", styles),
            ("word/footnotes.xml", note),
        ]);
        let drafts = read_as("a.docx", &bytes, Format::of("draft", &bytes)).expect("a docx");
        let quoted: Vec<Option<u32>> = drafts[0].blocks.iter().map(|b| b.quote).collect();
        assert_eq!(quoted, [Some(0), None]);
        assert_eq!(drafts[1].part, Some("footnotes"));
        assert_eq!(drafts[1].text.trim(), "A “note of three”.");
    }

    #[test]
    fn entities_of_its_own_are_not_expanded() {
        let xml = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"w\"><w:p><w:t>x&b;&c;y</w:t></w:p></w:document>";
        assert_eq!(
            lines(&packed(&[("word/document.xml", xml)])),
            [(None, "xy".to_owned())]
        );
    }

    #[test]
    fn bombs_and_broken_containers_are_refused() {
        let big = " ".repeat(8 << 20);
        let bomb = packed(&[("word/document.xml", &document(&big))]);
        assert!(bomb.len() < 40_000);
        assert_eq!(read("a.docx", &bomb), Err(Unreadable::TooLarge));
        let broken = |bytes: &[u8]| matches!(read("a.docx", bytes), Err(Unreadable::Broken(_)));
        assert!(broken(b"PK\x03\x04 and nothing more"));
        assert!(broken(&packed(&[("other.xml", "<a/>")])));
        assert!(broken(&packed(&[("word/document.xml", "<w:p></w:t>")])));
        let deep = document(&"<w:p>".repeat(100_000));
        let _ = read("a.docx", &packed(&[("word/document.xml", &deep)]));
    }
}
