//! What kind of file a draft is, and its bytes as text.
use super::{docx, draft::Draft, html, markdown, plain};

/// What kind of file a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark`.
    Markdown,
    /// Plain text.
    Plain,
    /// HTML.
    Html,
    /// Office Open XML (`.docx`).
    Docx,
}

/// Why a draft cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a docx, or a broken one; what is wrong with it.
    Broken(String),
    /// Larger than a draft may be, packed or unpacked.
    TooLarge,
    /// Of a kind whose words do not stand in its bytes as they are; which, and how to come by them.
    Foreign(&'static str),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken(why) => write!(f, "not a docx that can be read: {why}"),
            Self::TooLarge => f.write_str("larger than a draft may be"),
            Self::Foreign(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Unreadable {}

/// The largest draft, in bytes of its file.
const LARGEST: usize = 64 << 20;

/// What files begin with that would read as text without their quotations.
const FOREIGN: [(&[u8], &str); 4] = [
    (
        b"%PDF-",
        "it is a PDF: make text of it, for example with `pdftotext`",
    ),
    (b"{\\rtf", "it is RTF: save it as docx, or as text"),
    (
        b"\xd0\xcf\x11\xe0",
        "it is a document of old Word: save it as docx, or as text",
    ),
    (b"\x1f\x8b", "it is packed: unpack it first"),
];

impl Format {
    /// The kind of the file called `name` with the content `bytes`: a docx by its first bytes, the others by the name's
    /// extension, HTML also by its first tag; Markdown otherwise.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Docx;
        }
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        match extension.as_deref() {
            Some("txt" | "text") => Self::Plain,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("docx" | "docm") => Self::Docx,
            Some("md" | "markdown") => Self::Markdown,
            _ if looks_like_html(bytes) => Self::Html,
            _ => Self::Markdown,
        }
    }
}

/// Reads a draft. A file has one part, a docx with notes has more.
///
/// # Errors
/// When it is too large, a docx that is not one, or no text at all. What a text says is never an error.
pub fn read(name: &str, bytes: &[u8], format: Format) -> Result<Vec<Draft>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let foreign = FOREIGN.iter().find(|(begin, _)| bytes.starts_with(begin));
    if let Some((_, what)) = foreign {
        return Err(Unreadable::Foreign(what));
    }
    if format != Format::Docx && !is_text(bytes) {
        return Err(Unreadable::Foreign(
            "it is no text: save it as UTF-8, or as docx",
        ));
    }
    let draft = match format {
        Format::Docx => return docx::read(name, bytes),
        Format::Markdown => markdown::read(name, &decode(bytes)),
        Format::Html => html::read(name, &decode(bytes)),
        Format::Plain => plain::read(name, &decode(bytes)),
    };
    Ok(vec![draft])
}

/// Whether `bytes` are text in an encoding that is known here: of controls that no text has, at most a few stand in one.
fn is_text(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
    let control = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    MARKS.iter().any(|mark| bytes.starts_with(mark))
        || !bytes.contains(&0)
        || bytes.iter().filter(control).count() <= bytes.len() / 50
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let starts = |tag: &str| {
        head.get(..tag.len())
            .is_some_and(|h| h.eq_ignore_ascii_case(tag))
    };
    starts("<!doctype html") || starts("<html")
}

/// The text in `bytes`: UTF-16 with a byte order mark, UTF-8, or Windows-1252; where both seem to be mixed, the one that most of what is not ASCII
/// speaks for, so that every word and every mark is there to be found.
fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => mixed(bytes),
    }
}

/// UTF-8 with bytes in it that are none, which alone are taken for Windows-1252; all of it where these are more than the characters of UTF-8, a
/// few of which are there by chance.
fn mixed(bytes: &[u8]) -> String {
    let wide = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let (valid, invalid) = (bytes.utf8_chunks())
        .map(|chunk| (wide(chunk.valid()), chunk.invalid().len()))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if invalid > valid {
        return bytes.iter().map(|&byte| windows_1252(byte)).collect();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
    }
    text
}

/// The character of one byte in Windows-1252; the five bytes it leaves free are controls, as in the WHATWG table.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_not_taken_for_a_text_without_quotations() {
        let wide: Vec<u8> = "He said “no”"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [b"\xff\xfe", &wide[..]].concat();
        let long = format!("{}\0 he said “no”", "a long line of text ".repeat(9));
        for (bytes, is_read) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], false),
            (b"{\\rtf1 \\ldblquote no\\rdblquote}", false),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", false),
            (b"\x1f\x8b\x08", false),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0", false),
            (&wide, false),
            (&marked, true),
            (long.as_bytes(), true),
            (b"He said \x93no\x94", true),
            (b"", true),
        ] {
            let read = read("draft", bytes, Format::of("draft", bytes));
            assert_eq!(
                read.is_ok(),
                is_read,
                "{:?}",
                bytes.escape_ascii().to_string()
            );
        }
    }
}
