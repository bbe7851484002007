//! A note as Markdown: `CommonMark` with the tables and footnotes of GFM, and clean for Pandoc.
use super::content::{Block, Inline, Note, Section, Table, Text};
use std::fmt::Write;

/// Widest run of dashes in a table's rule; Pandoc takes the widths of columns from it.
const RULE: usize = 60;

/// The note as Markdown. Foreign text is escaped: read back, it is text again.
#[must_use]
pub fn md(note: &Note) -> String {
    let mut page = Page::default();
    page.line(&format!("# {}", escaped(&note.title)));
    let marking = note
        .marking
        .as_ref()
        .map(|marking| format!("**{}**", escaped(marking)));
    page.paragraph(marking.iter());
    for (name, value) in &note.head {
        let value = page.text(value, false);
        page.line(&format!("- **{name}:** {value}"));
    }
    for section in &note.sections {
        page.section(section);
    }
    for (number, reference) in note.references.iter().enumerate().map(|(n, r)| (n + 1, r)) {
        if page.cited.contains(&number) {
            let reference = page.text(reference, false);
            page.blank();
            page.line(&format!("[^{number}]: {reference}"));
        }
    }
    page.paragraph(marking.iter());
    page.out
}

#[derive(Default)]
struct Page {
    out: String,
    /// Articles that have their footnote.
    cited: Vec<usize>,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// An empty line, unless there is one.
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn paragraph<'l>(&mut self, lines: impl Iterator<Item = &'l String>) {
        for line in lines {
            self.blank();
            self.line(line);
            self.blank();
        }
    }

    fn section(&mut self, section: &Section) {
        self.blank();
        self.line(&format!("## {}", escaped(section.title)));
        self.blank();
        for (n, block) in section.blocks.iter().enumerate() {
            let listed = matches!(block, Block::Item(_))
                && n.checked_sub(1)
                    .is_some_and(|n| matches!(section.blocks[n], Block::Item(_)));
            if !listed {
                self.blank();
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                let text = self.text(text, false);
                self.line(&format!("### {text}"));
            }
            Block::Paragraph(text) => {
                let text = self.text(text, false);
                self.line(&guarded(text));
            }
            Block::Item(item) => {
                let text = self.text(&item.text, false);
                self.line(&format!("- {}", guarded(text)));
            }
            Block::Table(table) => self.table(table),
            Block::Terms(terms) => {
                for (n, (name, value)) in terms.iter().enumerate() {
                    let value = self.text(value, false);
                    let indent = if n == 0 { "" } else { "    " };
                    self.line(&format!("{indent}- **{name}:** {value}"));
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let mut row = |cells: &[Text]| -> Vec<String> {
            cells.iter().map(|cell| self.text(cell, true)).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(&table.head)
            .chain(&table.rows)
            .map(|cells| row(cells))
            .collect();
        for (n, cells) in rows.iter().enumerate() {
            self.line(&format!("| {} |", cells.join(" | ")));
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
                self.line(&format!("| {} |", rules.join(" | ")));
            }
        }
    }

    fn text(&mut self, text: &Text, in_table: bool) -> String {
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
                Inline::Fault(words) => write!(out, "**\\[{}\\]**", escaped(words)),
            };
            debug_assert!(written.is_ok(), "a string takes everything");
        }
        out
    }
}

/// `words` so that a Markdown reader takes every character of them as text.
fn escaped(words: &str) -> String {
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
fn guarded(text: String) -> String {
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
