//! Everything a dossier can be written as, and the one place that chooses the writer.
use super::{
    Ask, Cells, Revisions, Sheet, bibtex, csl, csv, docx, html, json, jsonld, md, note,
    note::narrowed_to, qdc, qdpx, txt,
};
use crate::{diag::Diagnostic, model::Dossier};
use std::{path::Path, str::FromStr};

/// What a dossier is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    #[default]
    Md,
    /// Plain text of 72 columns.
    Txt,
    /// For browsers: the note, the text, its sources and positions.
    Html,
    /// For word processors.
    Docx,
    /// For circulation: pages that look the same anywhere.
    Pdf,
    /// The dossier as one JSON object, with everything derived.
    Json,
    /// One table as RFC 4180.
    Csv,
    /// The articles as CSL-JSON, for citation programs.
    Csl,
    /// The articles as a bibliography for LaTeX.
    Bibtex,
    /// The records as W3C Web Annotations.
    Jsonld,
    /// The codebook, for programs of qualitative analysis.
    Qdc,
    /// Codebook, articles and what is coded in them, for the same.
    Qdpx,
}

/// One format: its word on the command line, what it is for, and the ends of names that mean it, the usual one first.
type Row = (Format, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const FORMATS: &[Row] = &[
    (Format::Md, "md", "Markdown", &["md", "markdown"]),
    (Format::Txt, "txt", "Plain text", &["txt"]),
    (Format::Html, "html", "One page with the note, the text, its sources and positions", &["html", "htm"]),
    (Format::Docx, "docx", "For word processors", &["docx"]),
    (Format::Pdf, "pdf", "Pages that look the same anywhere, tagged for readers that are told", &["pdf"]),
    (Format::Json, "json", "The dossier as one JSON object, with everything derived", &["json"]),
    (Format::Csv, "csv", "One table as RFC 4180", &["csv"]),
    (Format::Csl, "csl", "The articles as CSL-JSON, for citation programs", &["csl.json"]),
    (Format::Bibtex, "bibtex", "The articles as a bibliography for LaTeX", &["bib"]),
    (Format::Jsonld, "jsonld", "The records as W3C Web Annotations", &["jsonld"]),
    (Format::Qdc, "qdc", "The codebook, for programs of qualitative analysis (REFI-QDA)", &["qdc"]),
    (Format::Qdpx, "qdpx", "Codebook, articles and what is coded in them, for the same", &["qdpx"]),
];

/// What only some formats ask about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// As csv: which table.
    pub sheet: Sheet,
    /// As csv: whether a spreadsheet will read it.
    pub cells: Cells,
    /// As docx: whether changes are tracked.
    pub revisions: Revisions,
}

/// A file that is to be written, and what must be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What does not show in it as it should.
    pub warning: Option<String>,
}

impl Format {
    /// All of them, in the order of help texts.
    #[must_use = "iterators are lazy"]
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|&(format, ..)| format)
    }

    fn row(self) -> &'static Row {
        let row = FORMATS.iter().find(|(format, ..)| *format == self);
        row.unwrap_or(&FORMATS[0])
    }

    /// Its word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// What it is for.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        self.row().2
    }

    /// What the name of such a file ends in, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.row().3[0]
    }

    /// The format that a file's name ends in.
    #[must_use]
    pub fn of(file: &Path) -> Option<Self> {
        let name = file.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |ending: &&str| {
            let start = name.strip_suffix(*ending);
            start.is_some_and(|start| start.ends_with('.'))
        };
        // `talks.csl.json` ends in `json` too: the longest end counts.
        (FORMATS.iter())
            .flat_map(|(format, _, _, endings)| endings.iter().map(move |end| (*format, *end)))
            .filter(|(_, ending)| ends(ending))
            .max_by_key(|(_, ending)| ending.len())
            .map(|(format, _)| format)
    }

    /// Whether it is no text.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Pdf | Self::Qdpx)
    }

    /// How to come by the format, where this program was built without it.
    #[must_use]
    pub const fn lacking(self) -> Option<&'static str> {
        match self {
            Self::Pdf if !cfg!(feature = "pdf") => Some(
                "this program has no pdf: `cargo install --path . --features pdf` builds one that has; \
                 or convert a docx: `soffice --headless --convert-to pdf`",
            ),
            _ => None,
        }
    }

    /// The file that is asked for.
    ///
    /// # Errors
    /// That this program was built without the format, or what was found wrong with a PDF.
    pub fn write(
        self,
        (dossier, findings): (&Dossier, &[Diagnostic]),
        ask: &Ask,
        manner: Manner,
    ) -> Result<Written, String> {
        if let Some(lacking) = self.lacking() {
            return Err(lacking.to_owned());
        }
        let whole = || note(dossier, findings, ask);
        let warning = self.unfit(dossier, findings, ask);
        let text = match self {
            Self::Md => md(&whole()),
            Self::Txt => txt(&whole()),
            Self::Docx => return Ok(docx(&whole(), manner.revisions).into()),
            Self::Pdf => return pages(&whole()),
            Self::Html => html(dossier, findings, ask),
            Self::Json => json(dossier, findings, ask),
            Self::Csv => csv(dossier, findings, &ask.filter, (manner.sheet, manner.cells)),
            Self::Csl => csl(dossier),
            Self::Bibtex => bibtex(dossier),
            Self::Qdc => qdc(dossier),
            Self::Qdpx => return Ok(qdpx(dossier, findings, &ask.filter).into()),
            Self::Jsonld => jsonld(dossier, findings, &ask.filter),
        };
        Ok(Written {
            bytes: text.into_bytes(),
            warning,
        })
    }

    /// What a format has no place to say about a filter, or cannot do with it.
    fn unfit(self, dossier: &Dossier, findings: &[Diagnostic], ask: &Ask) -> Option<String> {
        let left_out = narrowed_to(dossier, findings, &ask.filter)?;
        match self {
            Self::Csv => Some(format!(
                "a table has no head to say it in: narrowed to {left_out}"
            )),
            Self::Csl | Self::Bibtex | Self::Qdc => Some(format!(
                "the filter narrows records, of which {} has none: it is written whole",
                self.word()
            )),
            _ => None,
        }
    }
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            warning: None,
        }
    }
}

#[cfg(feature = "pdf")]
fn pages(note: &super::Note) -> Result<Written, String> {
    let (bytes, unshown) = super::pdf(note)?;
    let told: Vec<String> = (unshown.iter().take(8))
        .map(|c| format!("U+{:04X}", u32::from(*c)))
        .collect();
    let more = if unshown.len() > 8 { " and more" } else { "" };
    let warning = (!told.is_empty()).then(|| {
        let told = told.join(", ");
        format!("the fonts of the pdf have no letter for {told}{more}: a white square stands there")
    });
    Ok(Written { bytes, warning })
}

#[cfg(not(feature = "pdf"))]
fn pages(_: &super::Note) -> Result<Written, String> {
    Err(Format::Pdf.lacking().unwrap_or_default().to_owned())
}

/// How a note would look, as text: formats that are no text for reading show the same note in plain text.
#[must_use]
pub fn preview(dossier: &Dossier, findings: &[Diagnostic], format: Format, ask: &Ask) -> String {
    let shown = match format {
        Format::Html => Format::Txt,
        other if other.is_binary() => Format::Txt,
        other => other,
    };
    let written = shown.write((dossier, findings), ask, Manner::default());
    let bytes = written.map_or_else(String::into_bytes, |written| written.bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

impl FromStr for Format {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        let row = FORMATS.iter().find(|(_, own, ..)| *own == word);
        row.map(|&(format, ..)| format).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::Format;
    use std::path::Path;

    #[test]
    fn a_format_is_known_by_its_word_and_by_what_a_name_ends_in() {
        for format in Format::all() {
            assert_eq!(format.word().parse(), Ok(format));
            let file = format!("a.b/talks.{}", format.ending().to_uppercase());
            assert_eq!(Format::of(Path::new(&file)), Some(format), "{file}");
        }
        for file in ["md", "notes", "a.md/notes", "x.amd", ""] {
            assert_eq!(Format::of(Path::new(file)), None, "{file}");
        }
    }
}
