//! A table of strings: as text that fits a terminal, or as CSV (RFC 4180).
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How the cells of a CSV are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    #[default]
    Guarded,
    /// As they are: a spreadsheet may run what stands in them.
    Exact,
}

/// A table; every row has as many cells as the head.
pub(super) struct Grid {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table with the given column headings.
    pub(super) fn new(head: &[&str]) -> Self {
        let head = head.iter().map(|&name| name.to_owned()).collect();
        Self {
            head,
            rows: Vec::new(),
        }
    }

    /// One line a row, at most `columns` wide; what does not fit ends in `…`.
    pub(super) fn text(&self, columns: usize) -> String {
        let widths = self.widths(columns);
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let mut line = String::new();
            for (cell, &width) in row.iter().zip(&widths) {
                let cell = cut(cell, width);
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(
                    ' ',
                    width.saturating_sub(cell.width()) + 2,
                ));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// How wide each column is: as it needs, and the last ones give way first, so that ids are whole where they can be.
    fn widths(&self, columns: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|name| name.width()).collect();
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = cell.width().max(*widest);
            }
        }
        let room = columns.saturating_sub(2 * widths.len().saturating_sub(1));
        for floor in [24, 12, 8, 2] {
            for n in (0..widths.len()).rev() {
                let over = widths.iter().sum::<usize>().saturating_sub(room);
                widths[n] = widths[n].saturating_sub(over).max(floor.min(widths[n]));
            }
        }
        widths
    }

    /// As CSV: a comma between cells, CRLF behind rows.
    pub(super) fn csv(&self, how: Cells) -> String {
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell, how)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut short = String::new();
    for grapheme in cell.graphemes(true) {
        if short.width() + grapheme.width() + 1 > width {
            break;
        }
        short.push_str(grapheme);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

fn csv_cell(cell: &str, how: Cells) -> String {
    let guarded = match how {
        Cells::Guarded if is_formula(cell) => format!("'{cell}"),
        _ => cell.to_owned(),
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

/// Whether a spreadsheet would take `cell` for a formula: a sign that starts one behind nothing but blanks, or the tab or
/// line break with which some pass over one.
fn is_formula(cell: &str) -> bool {
    let blanks = cell.len() - cell.trim_start().len();
    cell[..blanks].contains(['\t', '\r', '\n'])
        || cell[blanks..].starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{Cells, Grid, cut};

    #[test]
    fn no_cell_can_start_a_formula() {
        let guarded = |cell: &str| {
            let mut grid = Grid::new(&["a"]);
            grid.rows.push(vec![cell.to_owned()]);
            grid.csv(Cells::Guarded)
        };
        for formula in [
            "=1+1",
            " =cmd|' /C calc'!A0",
            "-5",
            "+5",
            "@SUM(A1)",
            "\tx",
            "＝1",
        ] {
            assert_eq!(guarded(formula), format!("a\r\n'{formula}\r\n"));
        }
        for cell in ["5", "a=b", "'quoted", "[1 ¶8]"] {
            assert_eq!(guarded(cell), format!("a\r\n{cell}\r\n"));
        }
        assert_eq!(guarded("\r=1"), "a\r\n\"'\r=1\"\r\n");
    }

    #[test]
    fn exact_cells_are_only_quoted() {
        let mut grid = Grid::new(&["a", "b"]);
        let row = ["=1", "says \"no, never\""].map(str::to_owned);
        grid.rows.push(row.to_vec());
        assert_eq!(
            grid.csv(Cells::Exact),
            "a,b\r\n=1,\"says \"\"no, never\"\"\"\r\n"
        );
    }

    #[test]
    fn what_does_not_fit_says_so() {
        assert_eq!(cut("Several leaks", 9), "Several…");
        assert_eq!(cut("漢字漢字", 5), "漢字…");
        let mut grid = Grid::new(&["id", "words"]);
        grid.rows.push(vec!["one".to_owned(), "w".repeat(200)]);
        assert!(grid.text(80).lines().all(|line| line.chars().count() <= 80));
    }
}
