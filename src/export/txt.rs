//! A note as plain text of 72 columns, for terminals where nothing else is allowed.
use super::content::{Block, Inline, Note, Section, Table, Text};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// Columns of a page.
pub(super) const COLUMNS: usize = 72;
/// Columns before the second line of what would not fit otherwise.
const INDENT: usize = 4;
/// Columns that the widths of a table on paper are reckoned in, and those that the names of its rows take at most.
const PAPER: usize = 110;
const NAMES: usize = 18;
/// Columns of a line of the head on paper, and of the values in it that share one.
const LINE: usize = 112;
const SHORT: usize = 40;
/// Sections that tell what the others rest on; set smaller where letters have sizes.
pub(super) const APPARATUS: [&str; 2] = ["sourcing", "references"];
/// Stands for the blank inside a citation while lines are broken; the content never holds it.
const TIED: char = '\u{fdd0}';

/// The note as plain text: what Markdown says with signs is said with layout.
#[must_use]
pub fn txt(note: &Note) -> String {
    let mut page = Page::default();
    if let Some(marking) = &note.marking {
        page.wrapped(marking, "", "");
        page.out.push('\n');
    }
    page.title(&note.title, '=');
    let width = note
        .head
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0)
        + 2;
    for (name, value) in &note.head {
        page.entry(&format!("{name}:"), value, width);
    }
    for section in &note.sections {
        page.section(section);
    }
    if let Some(marking) = &note.marking {
        page.out.push('\n');
        page.wrapped(marking, "", "");
    }
    page.out
}

/// A block by itself, on lines of its own.
pub(super) fn block(block: &Block) -> String {
    let mut page = Page::default();
    page.block(block, true);
    page.out.truncate(page.out.trim_end().len());
    page.out
}

/// Names and values, one a line.
pub(super) fn terms(lines: &[(&str, Text)]) -> String {
    let mut page = Page::default();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 2;
    for (name, value) in lines {
        page.entry(name, value, width);
    }
    page.out
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    fn wrapped(&mut self, words: &str, first: &str, rest: &str) {
        for line in wrap(words, COLUMNS, first, rest) {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    /// A name and its value; `width`: columns of the name.
    fn entry(&mut self, name: &str, value: &Text, width: usize) {
        let value = flat(value);
        let widest = value
            .split(' ')
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0);
        // A fingerprint stays in one piece, to be compared and copied.
        let indent = if width + widest > COLUMNS {
            INDENT
        } else {
            width
        };
        self.wrapped(&value, &format!("{name:width$}"), &" ".repeat(indent));
    }

    fn title(&mut self, words: &str, rule: char) {
        let lines = wrap(words, COLUMNS, "", "");
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        for line in lines {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(rule, widest));
        self.out.push_str("\n\n");
    }

    fn section(&mut self, section: &Section) {
        self.out.push_str("\n\n");
        self.title(section.title, '-');
        let mut before: Option<&Block> = None;
        let mut head: Option<&[Text]> = None;
        for block in &section.blocks {
            let listed = matches!((before, block), (Some(Block::Item(_)), Block::Item(_)));
            let under = matches!(before, Some(Block::Heading(_)));
            if before.is_some() && !listed && !under {
                self.out.push('\n');
            }
            let with_head = match block {
                Block::Table(table) => head.replace(&table.head) != Some(&table.head),
                _ => false,
            };
            self.block(block, with_head);
            before = Some(block);
        }
    }

    /// `with_head`: a table has its head.
    fn block(&mut self, block: &Block, with_head: bool) {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => self.wrapped(&flat(text), "", ""),
            Block::Item(item) => self.wrapped(&flat(&item.text), "- ", "  "),
            Block::Table(table) => self.table(table, with_head),
            Block::Terms(terms) => self.terms(terms),
        }
    }

    fn terms(&mut self, terms: &[(&str, Text)]) {
        let width = terms.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 2;
        for (n, (name, value)) in terms.iter().enumerate() {
            let indent = if n == 0 { "" } else { "  " };
            let label = format!("{indent}{name:width$}");
            self.wrapped(&flat(value), &label, &" ".repeat(width + 2));
        }
    }

    fn table(&mut self, table: &Table, with_head: bool) {
        let head: Vec<String> = table.head.iter().map(flat).collect();
        let rows: Vec<Vec<String>> = (table.rows.iter())
            .map(|row| row.iter().map(flat).collect())
            .collect();
        let widths = widths(COLUMNS - 2, std::iter::once(&head).chain(&rows));
        if with_head {
            self.row(&head, &widths);
            let rules: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            self.row(&rules, &widths);
        }
        for row in &rows {
            self.row(row, &widths);
        }
    }

    fn row(&mut self, cells: &[String], widths: &[usize]) {
        let cells: Vec<Vec<String>> = (cells.iter().zip(widths))
            .map(|(cell, &width)| wrap(cell, width, "", ""))
            .collect();
        for n in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::from("  ");
            for (cell, width) in cells.iter().zip(widths) {
                let part = cell.get(n).map_or("", String::as_str);
                line.push_str(part);
                line.extend(std::iter::repeat_n(
                    ' ',
                    width.saturating_sub(part.width()) + 2,
                ));
            }
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// How wide each column is so that all fit `columns`, two blanks between: the widest takes what the others leave.
pub(super) fn widths<'r>(
    columns: usize,
    rows: impl Iterator<Item = &'r Vec<String>>,
) -> Vec<usize> {
    let mut natural: Vec<usize> = Vec::new();
    for row in rows {
        natural.resize(natural.len().max(row.len()), 1);
        for (widest, cell) in natural.iter_mut().zip(row) {
            *widest = cell.width().max(*widest);
        }
    }
    let count = natural.len();
    let room = columns.saturating_sub(2 * count.saturating_sub(1));
    if natural.iter().sum::<usize>() <= room {
        return natural;
    }
    // A name keeps off the room of what it names.
    let share = (room / (count + 1)).max(1);
    let widest = (0..count).max_by_key(|&n| natural[n]).unwrap_or(0);
    let mut widths: Vec<usize> = natural.iter().map(|&width| width.min(share)).collect();
    let taken: usize = widths.iter().sum::<usize>() - widths[widest];
    widths[widest] = room.saturating_sub(taken).max(1);
    widths
}

/// How the room of a page is shared among the columns of a table, with the blanks beside each.
pub(super) fn shares(table: &Table) -> Vec<usize> {
    let lines = std::iter::once(&table.head).chain(&table.rows);
    let words: Vec<Vec<String>> = lines.map(|row| row.iter().map(line).collect()).collect();
    let mut widths = widths(PAPER, words.iter());
    if let [names, rest @ .., last] = &mut *widths {
        let most = if rest.is_empty() { NAMES } else { PAPER };
        *last += names.saturating_sub(most);
        *names = (*names).min(most);
    }
    widths.iter().map(|width| width + 2).collect()
}

/// The head of a note on paper, line by line: short values share one.
pub(super) fn head_lines(note: &Note) -> Vec<&[(&'static str, Text)]> {
    let columns = |(name, value): &(&str, Text)| match line(value).width() {
        width @ ..=SHORT => name.len() + 5 + width,
        _ => LINE,
    };
    let mut found = Vec::new();
    let mut rest = &note.head[..];
    while let [first, ..] = rest {
        let mut room = LINE.saturating_sub(columns(first));
        let mut count = 1;
        while let Some(left) = (rest.get(count)).and_then(|e| room.checked_sub(columns(e))) {
            (room, count) = (left, count + 1);
        }
        found.push(&rest[..count]);
        rest = &rest[count..];
    }
    found
}

fn wrap(words: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    (textwrap::wrap(words, options).into_iter())
        .map(|line| line.replace(TIED, " "))
        .collect()
}

/// A text in one line, as it may leave.
pub(super) fn line(text: &Text) -> String {
    flat(text).replace([TIED, '\n'], " ")
}

/// A text before lines are broken: citations are tied together, and a line ends where it must.
pub(super) fn flat(text: &Text) -> String {
    let mut out = String::new();
    for inline in &text.0 {
        match inline {
            Inline::Plain(words)
            | Inline::Strong(words)
            | Inline::Emphasis(words)
            | Inline::Address(words)
            | Inline::Code(words) => out.push_str(words),
            Inline::Quoted(quoted) => {
                out.push('“');
                out.push_str(&quoted.to_string());
                out.push('”');
            }
            Inline::Cite(cite) => out.push_str(&cite.to_string().replace(' ', &TIED.to_string())),
            Inline::Break => out.push('\n'),
            Inline::Fault(words) => {
                out.push('[');
                out.push_str(words);
                out.push(']');
            }
        }
    }
    out
}
