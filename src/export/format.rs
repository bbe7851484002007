//! Everything a dossier can be written as, and the one place that chooses the writer.
use super::{
    Ask, Cells, Revisions, Sheet, bibtex, csl, csv, docx, html, json, jsonld, md, note, qdc, qdpx,
    txt,
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
        matches!(self, Self::Docx | Self::Qdpx)
    }

    /// The bytes of the file that is asked for.
    #[must_use]
    pub fn write(
        self,
        (dossier, findings): (&Dossier, &[Diagnostic]),
        ask: &Ask,
        manner: Manner,
    ) -> Vec<u8> {
        let whole = || note(dossier, findings, ask);
        let text = match self {
            Self::Md => md(&whole()),
            Self::Txt => txt(&whole()),
            Self::Docx => return docx(&whole(), manner.revisions),
            Self::Html => html(dossier, findings, ask),
            Self::Json => json(dossier, findings, ask),
            Self::Csv => csv(dossier, findings, &ask.filter, (manner.sheet, manner.cells)),
            Self::Csl => csl(dossier),
            Self::Bibtex => bibtex(dossier),
            Self::Qdc => qdc(dossier),
            Self::Qdpx => return qdpx(dossier, findings, &ask.filter),
            Self::Jsonld => jsonld(dossier, findings, &ask.filter),
        };
        text.into_bytes()
    }
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
