//! A note as Markdown: `CommonMark` with the tables and footnotes of GFM, and clean for Pandoc.
use super::{
    content::{Block, Inline, Note, Table, Text},
    template::Template,
};
use std::fmt::Write;

/// Widest run of dashes in a table's rule; Pandoc takes the widths of columns from it.
const RULE: usize = 60;

/// The built-in template.
pub(super) const TEMPLATE: &str = include_str!("../../assets/note/note.md.jinja");

/// The note as Markdown, by the built-in template. Foreign text is escaped: read back, it is text again.
///
/// # Panics
/// Never: the built-in template is sound and makes do with what every note has, as tested.
#[must_use]
pub fn md(note: &Note) -> String {
    let template = Template {
        name: "note.md.jinja",
        source: TEMPLATE,
    };
    let page = template.unbounded(note);
    page.expect("the built-in template is sound, as tested")
}

/// Texts and blocks as Markdown, in the order of the page.
#[derive(Default)]
pub(super) struct Page {
    /// Articles that have their footnote.
    cited: Vec<usize>,
}

impl Page {
    /// A block, on lines of its own.
    pub(super) fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading(text) => format!("### {}", self.text(text, false)),
            Block::Paragraph(text) => guarded(self.text(text, false)),
            Block::Item(item) => format!("- {}", guarded(self.text(&item.text, false))),
            Block::Table(table) => self.table(table),
            Block::Terms(terms) => {
                let line = |(n, (name, value)): (usize, &(&str, Text))| {
                    let value = self.text(value, false);
                    let indent = if n == 0 { "" } else { "    " };
                    format!("{indent}- **{name}:** {value}")
                };
                let lines: Vec<String> = terms.iter().enumerate().map(line).collect();
                lines.join("\n")
            }
        }
    }

    /// The footnotes that the page so far asks for.
    pub(super) fn footnotes(&mut self, note: &Note) -> String {
        let mut notes = Vec::new();
        for (number, reference) in (1..).zip(&note.references) {
            if self.cited.contains(&number) {
                notes.push(format!("[^{number}]: {}", self.text(reference, false)));
            }
        }
        notes.join("\n\n")
    }

    fn table(&mut self, table: &Table) -> String {
        let mut row = |cells: &[Text]| -> Vec<String> {
            cells.iter().map(|cell| self.text(cell, true)).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(&table.head)
            .chain(&table.rows)
            .map(|cells| row(cells))
            .collect();
        let mut lines = Vec::new();
        for (n, cells) in rows.iter().enumerate() {
            lines.push(format!("| {} |", cells.join(" | ")));
            if n == 0 {
                let width = |column: usize| {
                    let widest = rows
                        .iter()
                        .filter_map(|row| row.get(column))
                        .map(|cell| cell.chars().count());
                    widest.max().unwrap_or(0).clamp(3, RULE)
                };
                let rules: Vec<String> = (0..cells.len())
                    .map(|column| "-".repeat(width(column)))
                    .collect();
                lines.push(format!("| {} |", rules.join(" | ")));
            }
        }
        lines.join("\n")
    }

    /// A text in a line; `in_table`: in a cell.
    pub(super) fn text(&mut self, text: &Text, in_table: bool) -> String {
        let mut out = String::new();
        for inline in &text.0 {
            let written = match inline {
                Inline::Plain(words) => {
                    out.push_str(&escaped(words));
                    Ok(())
                }
                Inline::Strong(words) => write!(out, "**{}**", escaped(words)),
                Inline::Emphasis(words) if words.is_empty() => Ok(()),
                Inline::Emphasis(words) => write!(out, "*{}*", escaped(words)),
                Inline::Code(words) => {
                    out.push_str(&code(words, in_table));
                    Ok(())
                }
                Inline::Quoted(quoted) => write!(out, "“{}”", escaped(&quoted.to_string())),
                Inline::Address(address) => write!(out, "<{address}>"),
                Inline::Cite(cite) => {
                    let first = !self.cited.contains(&cite.article);
                    if first {
                        self.cited.push(cite.article);
                    }
                    let footnote = if first {
                        format!("[^{}]", cite.article)
                    } else {
                        String::new()
                    };
                    write!(out, "{cite}{footnote}")
                }
                Inline::Break => {
                    out.push(' ');
                    Ok(())
                }
                Inline::Fault(words) => write!(out, "**\\[{}\\]**", escaped(words)),
            };
            debug_assert!(written.is_ok(), "a string takes everything");
        }
        out
    }
}

/// `words` so that a Markdown reader takes every character of them as text.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' | '#' | '{'
            | '}' | '&' | '@' => true,
            // Pandoc makes an en dash of two, and GFM an address of a colon and strokes.
            '-' => next == Some(&'-'),
            ':' => next == Some(&'/'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A paragraph's text whose start is no list, number, rule or term.
pub(super) fn guarded(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text[digits..].chars().next();
    match sign {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '=' | ':' | '%') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// `words` as a code span.
fn code(words: &str, in_table: bool) -> String {
    if words.is_empty() {
        return String::new();
    }
    let runs = words.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') {
        " "
    } else {
        ""
    };
    let words = if in_table {
        words.replace('|', "\\|")
    } else {
        words.to_owned()
    };
    format!("{fence}{pad}{words}{pad}{fence}")
}
